package legacy

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/intake"
	"weft/internal/text"
)

// run is one import.
type run struct {
	*Service
	ctx       context.Context
	tx        *db.Tx // of what is being read or written just now
	actor     authz.Actor
	parts     Parts
	house     *house
	mapping   mapping
	from      string
	now       time.Time
	today     clock.Date
	spread    *spread
	records   map[key]record
	report    *Report
	unplanned int
	progress  func(Progress)
}

// file is what was read from the disk, before the database is asked.
type file struct {
	main    intake.Sheet
	notes   intake.Sheet
	mapping mapping
}

// ImportReferrals brings in the referrals that still wait in another system: they come
// into triage with the day on which they came. For the program only; audited as
// legacy.referrals, and everything that it makes by its own capability.
//
// The whole file comes in as one transaction or, when it breaks off or is stopped, not
// at all. A row that cannot be used is refused and named, the others are taken. A row
// is known again by its old id: a second run changes nothing, and a row that changed is
// applied where nobody has touched what it is about in Weft. Nobody is told anything.
// A dry run does all that and takes it back. The error is an intake.Fault when the file
// is at fault; progress may be nil.
func (s *Service) ImportReferrals(ctx context.Context, a authz.Actor, o Options, progress func(Progress)) (Report, error) {
	return s.bring(ctx, a, o, progress, "referrals", referralFields(), func(r *run, f file) error { return r.referrals(f.main) })
}

// ImportCaseload brings in the open cases of another system, with their link workers,
// stages, goals and notes, each with its own day. Next dates that are past or missing
// are spread over the coming ten working days of each worker. Everything else is as
// ImportReferrals has it; audited as legacy.caseload.
func (s *Service) ImportCaseload(ctx context.Context, a authz.Actor, o Options, progress func(Progress)) (Report, error) {
	return s.bring(ctx, a, o, progress, "cases", caseFields(), func(r *run, f file) error { return r.cases(f) })
}

// errUndo takes a dry run back.
var errUndo = errors.New("a dry run")

func fault(code, format string, args ...any) error {
	return intake.NewFault(errs.Invalid, code, format, args...)
}

func (s *Service) bring(ctx context.Context, a authz.Actor, o Options, progress func(Progress), what string, fields []field,
	do func(*run, file) error) (Report, error) {
	if err := authz.Check(a, authz.LegacyImport); err != nil {
		return Report{}, err
	}
	if progress == nil {
		progress = func(Progress) {}
	}
	f, err := read(ctx, o, what)
	if err != nil {
		return Report{}, stopped(ctx, err)
	}
	if err := complete(f, fields, filepath.Base(o.File)); err != nil {
		return Report{}, err
	}
	var report Report
	err = s.db.Bulk(ctx, func(b *db.DB) error {
		r := &run{Service: s, ctx: ctx, actor: a, parts: s.on(b), mapping: f.mapping, from: system(o.From), progress: progress,
			report: &Report{What: what, File: filepath.Base(o.File), DryRun: o.DryRun, Said: f.main.Notes}}
		if err := r.start(b, o); err != nil {
			return err
		}
		if err := b.Write(ctx, func(tx *db.Tx) error { r.tx = tx; return do(r, f) }); err != nil {
			return err
		}
		r.report.sorted()
		report = *r.report
		if o.DryRun {
			return errUndo
		}
		return b.Write(ctx, func(tx *db.Tx) error {
			return audit.Record(ctx, tx, a, "legacy."+what, audit.On("legacy_run", id.New[run]().String()))
		})
	})
	if errors.Is(err, errUndo) {
		return report, nil
	}
	return report, stopped(ctx, err)
}

// system is the name under which old ids are kept.
func system(from string) string {
	if from = text.Fold(from); from == "" {
		return "old system"
	}
	return from
}

// stopped says what an interruption means.
func stopped(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil { // a database may have its own words for it
		return intake.NewFault(errs.Unavailable, "legacy.stopped", "The import was stopped. Nothing was kept; run it again.").Because(err)
	}
	return err
}

// read reads the file, its notes and its map.
func read(ctx context.Context, o Options, what string) (f file, err error) {
	if f.mapping, err = loadMap(ctx, o.Map); err != nil {
		return f, err
	}
	book, err := intake.OpenBook(o.File)
	if err != nil {
		return f, err
	}
	if f.main, err = book.Read(ctx, o.Sheet); err != nil {
		return f, err
	}
	if what == "referrals" {
		return f, nil
	}
	switch {
	case o.Notes != "":
		second, err := intake.OpenBook(o.Notes)
		if err != nil {
			return f, err
		}
		f.notes, err = second.Read(ctx, o.NotesSheet)
		return f, err
	case o.NotesSheet != "":
		f.notes, err = book.Read(ctx, o.NotesSheet)
		return f, err
	}
	for _, name := range book.Sheets() {
		if folded := text.Fold(name); name != f.main.Name && (folded == "notes" || folded == "contacts" || folded == "case notes") {
			f.notes, err = book.Read(ctx, name)
			return f, err
		}
	}
	return f, nil
}

// complete refuses a file in which nothing could be found.
func complete(f file, fields []field, name string) error {
	c := match(f.main.Columns, fields, f.mapping)
	var missing []string
	if !c.has("old_id") {
		missing = append(missing, "the id of the other system (old_id)")
	}
	if !c.has("name") && !c.has("last_name") && !c.has("first_name") && !c.has("name_used") {
		missing = append(missing, "the name (name)")
	}
	if len(missing) > 0 {
		return fault("legacy.columns", "%s has no column that Weft takes for %s. Its columns are: %s. Say with --map which it is.",
			name, strings.Join(missing, " and "), strings.Join(c.unmapped, ", "))
	}
	if f.notes.Columns != nil {
		if n := match(f.notes.Columns, noteFields(), f.mapping); !n.has("old_id") || !n.has("date") {
			return fault("legacy.columns", "The notes in %s have no column for whose they are (old_id) or for the day (date). Say with --map which they are.", f.notes.Name)
		}
	}
	return nil
}

// start reads what the rows are compared with.
func (r *run) start(b *db.DB, o Options) error {
	return b.Write(r.ctx, func(tx *db.Tx) (err error) {
		r.now, r.today = tx.Now(), clock.DateOf(tx.Now(), r.zone)
		r.spread = &spread{today: r.today, given: map[authz.AccountID]int{}, days: map[clock.Nation][]clock.Date{}}
		if r.house, err = loadHouse(r.ctx, tx, r.parts, o); err != nil {
			return err
		}
		r.records, err = records(r.ctx, tx, r.from)
		return err
	})
}

// take reads every line, refuses what cannot be used, and hands the rest on in the
// order of the file: those that came in before, and those that are new.
func (r *run) take(sheet intake.Sheet, fields []field, kind Kind, one func(*reader, intake.Line) (*row, error)) (fresh, old []*row, err error) {
	rd := r.reader(sheet, fields)
	r.report.Mapped, r.report.Unmapped, r.report.Rows = rd.cols.mapped, rd.cols.unmapped, len(sheet.Lines)
	first := map[string]int{}
	for n, l := range sheet.Lines {
		if n%500 == 0 {
			if err := r.ctx.Err(); err != nil {
				return nil, nil, err
			}
			r.progress(Progress{Stage: "read", Done: n, Total: len(sheet.Lines)})
		}
		x, err := one(rd, l)
		if err != nil {
			return nil, nil, err
		}
		if before, twice := first[x.old]; twice && x.old != "" {
			x.faults = append(x.faults, Finding{rd.where, x.number, rd.cols.column("old_id"),
				fmt.Sprintf("Row %d has the same id. Each row needs one of its own: take one of them out.", before)})
		} else if x.old != "" {
			first[x.old] = x.number
		}
		if len(x.faults) > 0 {
			r.report.Refused++
			r.report.Refusals = append(r.report.Refusals, inOrder(x.faults)...)
			continue
		}
		rec, known := r.records[key{kind, x.old}]
		if x.before = rec; known {
			old = append(old, x)
		} else {
			fresh = append(fresh, x)
		}
	}
	r.report.Said = append(r.report.Said, rd.doubts()...)
	return fresh, old, r.alike(rd, kind, fresh)
}

func inOrder(list []Finding) []Finding {
	sort.SliceStable(list, func(i, j int) bool { return list[i].Column < list[j].Column })
	return list
}

// alike names people who may be the same human as another of the file or as somebody on
// record. Nobody is merged.
func (r *run) alike(rd *reader, kind Kind, fresh []*row) error {
	what := "Both are brought in, and nothing is joined. Look at the two pages, and close one if they are one person."
	if kind == ofReferral {
		what = "Both are brought in, and nothing is joined. Triage shows them side by side and can join them."
	}
	list := r.newPeople(fresh)
	have, err := r.parts.People.KnownTx(r.ctx, r.tx, details(list))
	if err != nil {
		return err
	}
	first := map[string]*row{}
	for i, x := range list {
		for _, k := range x.details.Alike() {
			if other, twice := first[k]; twice && (x.oldWho == "" || other.oldWho != x.oldWho) {
				r.report.Looks = append(r.report.Looks, Finding{rd.where, x.number, "",
					fmt.Sprintf("This may be the same person as row %d: the NHS number, or the name and the birth date, are the same. ", other.number) + what})
				break
			}
			first[k] = x
		}
		if have[i] {
			r.report.Looks = append(r.report.Looks, Finding{rd.where, x.number, "",
				"Somebody in Weft has the same NHS number, or the same name and birth date. " + what})
		}
	}
	return nil
}
