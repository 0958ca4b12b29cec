package legacy

import (
	"crypto/sha256"
	"encoding/hex"
	"sort"
	"strings"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/person"
)

// record is what is kept of a row.
func (x *row) record(kind Kind, who person.ID, thing string) record {
	rec := record{ID: id.New[record](), Kind: kind, OldID: x.old, Person: who, Thing: thing, Version: 1}
	rec.Parts = parts(rec.ID, x.cells)
	return rec
}

// parts is a hash of each field. The record's own id is in it, so that equal answers of
// two people do not look alike.
func parts(rid id.ID[record], cells map[string]string) string {
	names := make([]string, 0, len(cells))
	for name := range cells {
		names = append(names, name)
	}
	sort.Strings(names)
	var b strings.Builder
	for _, name := range names {
		b.WriteString(name + "=" + hash(rid, name, cells[name]) + ";")
	}
	return b.String()
}

func hash(rid id.ID[record], name, cell string) string {
	sum := sha256.Sum256([]byte(rid.String() + "\x1f" + name + "\x1f" + cell))
	return hex.EncodeToString(sum[:6])
}

// differs returns the fields of a row that are not what they were.
func (x *row) differs() []string {
	was := map[string]string{}
	for _, part := range strings.Split(x.before.Parts, ";") {
		if name, h, ok := strings.Cut(part, "="); ok {
			was[name] = h
		}
	}
	var out []string
	for name, cell := range x.cells {
		if was[name] != hash(x.before.ID, name, cell) && (was[name] != "" || cell != "") {
			out = append(out, name)
		}
	}
	sort.Strings(out)
	return out
}

// aboutPerson are the fields that make a person's details.
func aboutPerson() map[string]bool {
	out := map[string]bool{}
	for _, fl := range personFields() {
		if fl.name == "service" {
			break
		}
		out[fl.name] = true
	}
	return out
}

// again looks at rows that came in before, and applies what changed there where nobody
// touched it here.
func (r *run) again(old []*row) error {
	personal := aboutPerson()
	for n, x := range old {
		if n%500 == 0 && r.ctx.Err() != nil {
			return r.ctx.Err()
		}
		changed := x.differs()
		if len(changed) == 0 {
			r.report.Unchanged++
			continue
		}
		var who, applied, kept []string
		for _, name := range changed {
			switch {
			case personal[name]:
				who = append(who, name)
			case name == "next_date" && x.before.Kind == ofCase && x.ahead(r.today):
				ok, err := r.changeNext(x)
				if err != nil {
					return err
				}
				if ok {
					applied = append(applied, name)
				} else {
					kept = append(kept, name)
				}
			default:
				kept = append(kept, name)
			}
		}
		if len(who) > 0 {
			ok, err := r.changePerson(x)
			if err != nil {
				return err
			}
			if ok {
				applied = append(applied, who...)
			} else {
				kept = append(kept, who...)
			}
		}
		if err := r.changed(x, applied, kept); err != nil {
			return err
		}
	}
	return nil
}

// changePerson applies what changed about a person, unless somebody edited them here.
func (r *run) changePerson(x *row) (bool, error) {
	err := r.parts.People.Update(r.ctx, r.actor, x.before.Person, x.before.Version, x.details)
	if errs.Is(err, errs.Conflict) || errs.Is(err, errs.NotFound) {
		return false, nil
	}
	if err == nil {
		x.before.Version++
	}
	return err == nil, err
}

// changeNext applies another next date, unless somebody chose one here.
func (r *run) changeNext(x *row) (bool, error) {
	c, err := r.parts.Cases.ForPersonTx(r.ctx, r.tx, r.actor, authz.CaseList, x.before.Person)
	if errs.Is(err, errs.NotFound) {
		return false, nil
	}
	if err != nil || !c.Open() || c.ID.String() != x.before.Thing || c.Next.On != x.before.NextOn {
		return false, err
	}
	next := x.this.Next
	if next.Kind == "" {
		next.Kind = caseload.Call
	}
	if err := r.parts.Cases.SetNextTx(r.ctx, r.tx, r.actor, c, next); err != nil {
		return false, err
	}
	x.before.NextOn = next.On
	return true, nil
}

// changed keeps what was applied, and says what was not.
func (r *run) changed(x *row, applied, kept []string) error {
	for _, name := range kept {
		r.report.Looks = append(r.report.Looks, Finding{r.report.File, x.number, strings.ReplaceAll(name, "_", " "),
			"This changed in the old system. What stands in Weft was kept, because somebody edited it here or it cannot be changed by an import. Change it there by hand if you want it."})
	}
	if len(applied) == 0 {
		r.report.Kept++
		return nil
	}
	r.report.Changed++
	was := map[string]string{}
	for _, part := range strings.Split(x.before.Parts, ";") {
		if name, h, ok := strings.Cut(part, "="); ok {
			was[name] = h
		}
	}
	for _, name := range applied {
		was[name] = hash(x.before.ID, name, x.cells[name])
	}
	names := make([]string, 0, len(was))
	for name := range was {
		names = append(names, name)
	}
	sort.Strings(names)
	var b strings.Builder
	for _, name := range names {
		b.WriteString(name + "=" + was[name] + ";")
	}
	x.before.Parts = b.String()
	return updateRecord(r.ctx, r.tx, x.before)
}
