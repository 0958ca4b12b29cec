package legacy

import (
	"fmt"
	"slices"

	"weft/internal/caseload"
	"weft/internal/contact"
	"weft/internal/intake"
	"weft/internal/person"
	"weft/internal/plan"
	"weft/internal/referral"
)

// atOnce is how many rows are written together.
const atOnce = 400

func (r *run) referrals(sheet intake.Sheet) error {
	fresh, old, err := r.take(sheet, referralFields(), ofReferral, (*reader).referral)
	if err != nil {
		return err
	}
	unsaid := 0
	for part := range slices.Chunk(fresh, atOnce) {
		made, err := r.bringReferrals(part)
		if err != nil {
			return err
		}
		list := make([]record, len(part))
		for i, x := range part {
			list[i] = x.record(ofReferral, made[i].Person, made[i].ID.String())
			if x.past.AgreedOn.IsZero() {
				unsaid++
			}
		}
		if err := r.keep(list); err != nil {
			return err
		}
	}
	if unsaid > 0 {
		r.report.Said = append(r.report.Said, fmt.Sprintf("%d of them do not say that the person agreed to be referred. Ask when you first speak.", unsaid))
	}
	return r.again(old)
}

// keep writes what came in and says how far it is.
func (r *run) keep(list []record) error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	r.report.Added += len(list)
	r.progress(Progress{Stage: "write", Done: r.report.Added, Total: r.report.Rows})
	return insertRecords(r.ctx, r.tx, r.from, list)
}

// newPeople are those of the rows whose person the other system has not named before,
// the first of several rows about one person.
func (r *run) newPeople(list []*row) []*row {
	var out []*row
	seen := map[string]bool{}
	for _, x := range list {
		if x.oldWho != "" {
			if _, have := r.records[key{ofPerson, x.oldWho}]; have || seen[x.oldWho] {
				continue
			}
			seen[x.oldWho] = true
		}
		out = append(out, x)
	}
	return out
}

func details(list []*row) []person.Details {
	out := make([]person.Details, len(list))
	for i, x := range list {
		out[i] = x.details
	}
	return out
}

// bringReferrals writes people and referrals.
func (r *run) bringReferrals(part []*row) ([]referral.Referral, error) {
	added := r.newPeople(part)
	ids, err := r.parts.People.BringTx(r.ctx, r.tx, r.actor, details(added))
	if err != nil {
		return nil, err
	}
	var people []record
	for i, x := range added {
		x.past.Who, x.past.Fresh = ids[i], true
		if x.oldWho == "" {
			continue
		}
		p := record{Kind: ofPerson, OldID: x.oldWho, Person: ids[i], Version: 1}
		people = append(people, p)
		r.records[key{ofPerson, x.oldWho}] = p
	}
	if err := insertRecords(r.ctx, r.tx, r.from, people); err != nil {
		return nil, err
	}
	list := make([]referral.Past, len(part))
	for i, x := range part {
		if x.past.Who.IsZero() {
			x.past.Who = r.records[key{ofPerson, x.oldWho}].Person
		}
		list[i] = x.past
	}
	return r.parts.Referrals.BringTx(r.ctx, r.tx, r.actor, list)
}

func (r *run) cases(f file) error {
	fresh, old, err := r.take(f.main, caseFields(), ofCase, (*reader).open)
	if err != nil {
		return err
	}
	if fresh, err = r.free(fresh, f.main.Name); err != nil {
		return err
	}
	opened := map[string]caseload.Case{}
	for part := range slices.Chunk(fresh, atOnce) {
		if err := r.bringCases(part, opened); err != nil {
			return err
		}
	}
	if r.unplanned > 0 {
		r.report.Said = append(r.report.Said, fmt.Sprintf("%d cases stand at \"Getting to know\": the file has no goals of theirs, and a plan under way has some.", r.unplanned))
	}
	if err := r.again(old); err != nil {
		return err
	}
	return r.notes(f.notes, opened)
}

// free refuses cases of people who came in with a referral and have a link worker at
// that service by now.
func (r *run) free(list []*row, where string) ([]*row, error) {
	var known []person.ID
	for _, x := range list {
		if rec, have := r.records[key{ofPerson, x.oldWho}]; have {
			known = append(known, rec.Person)
		}
	}
	open, err := r.parts.Cases.OpenAtTx(r.ctx, r.tx, known)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(list, func(x *row) bool {
		rec, have := r.records[key{ofPerson, x.oldWho}]
		taken := have && slices.Contains(open[rec.Person], x.service.ID)
		if taken {
			r.report.Refused++
			r.report.Refusals = append(r.report.Refusals, Finding{where, x.number, "",
				"This person has an open case at the service in Weft already. Go on with that one, and take the row out."})
		}
		return taken
	}), nil
}

// bringCases writes people, referrals, cases and what is known of them.
func (r *run) bringCases(part []*row, opened map[string]caseload.Case) error {
	referrals, err := r.bringReferrals(part)
	if err != nil {
		return err
	}
	pasts := make([]caseload.Former, len(part))
	for i, x := range part {
		x.this.Referral, x.this.Fresh = referrals[i], x.past.Fresh
		if !x.ahead(r.today) {
			x.this.Next = caseload.Next{On: r.spread.next(x.this.Worker, x.service.Nation), Kind: caseload.Call, Note: "Look in after the move"}
		}
		pasts[i] = x.this
	}
	cases, err := r.parts.Cases.BringTx(r.ctx, r.tx, r.actor, pasts)
	if err != nil {
		return err
	}
	heard := make([]plan.Past, len(part))
	list := make([]record, len(part))
	for i, x := range part {
		x.known.Case = cases[i]
		heard[i] = x.known
		list[i] = x.record(ofCase, cases[i].Person, cases[i].ID.String())
		list[i].NextOn = cases[i].Next.On
		opened[x.old] = cases[i]
	}
	if err := r.parts.Plans.BringTx(r.ctx, r.tx, r.actor, heard); err != nil {
		return err
	}
	return r.keep(list)
}

// notes brings in what passed between worker and person.
func (r *run) notes(sheet intake.Sheet, opened map[string]caseload.Case) error {
	if sheet.Columns == nil {
		return nil
	}
	r.report.Said = append(r.report.Said, sheet.Notes...)
	rd := r.reader(sheet, noteFields())
	for _, m := range rd.cols.mapped {
		r.report.Mapped = append(r.report.Mapped, Mapped{sheet.Name + ": " + m.Theirs, m.Ours})
	}
	for _, u := range rd.cols.unmapped {
		r.report.Unmapped = append(r.report.Unmapped, sheet.Name+": "+u)
	}
	r.report.Notes.Rows = len(sheet.Lines)
	var fresh []*note
	for _, l := range sheet.Lines {
		n, err := rd.note(l, opened)
		if err != nil {
			return err
		}
		_, have := r.records[key{ofNote, n.old}]
		switch {
		case len(n.faults) > 0:
			r.report.Notes.Refused++
			r.report.Refusals = append(r.report.Refusals, inOrder(n.faults)...)
		case have:
			r.report.Notes.Unchanged++
		default:
			r.records[key{ofNote, n.old}] = record{Kind: ofNote, OldID: n.old}
			fresh = append(fresh, n)
		}
	}
	r.report.Said = append(r.report.Said, rd.doubts()...)
	for part := range slices.Chunk(fresh, atOnce) {
		if err := r.bringNotes(part); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) bringNotes(part []*note) error {
	list := make([]contact.Past, len(part))
	for i, n := range part {
		list[i] = n.past
	}
	ids, err := r.parts.Contacts.BringTx(r.ctx, r.tx, r.actor, list)
	if err != nil {
		return err
	}
	kept := make([]record, len(part))
	for i, n := range part {
		kept[i] = record{Kind: ofNote, OldID: n.old, Person: n.past.Person, Thing: ids[i].String()}
	}
	r.report.Notes.Added += len(kept)
	if err := r.ctx.Err(); err != nil {
		return err
	}
	return insertRecords(r.ctx, r.tx, r.from, kept)
}
