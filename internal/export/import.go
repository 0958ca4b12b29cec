package export

import (
	"context"
	"errors"
	"time"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/directory"
	"weft/internal/errs"
	"weft/internal/intake"
	"weft/internal/place"
)

// Import reads a folder that Export wrote into an empty installation, all of it or
// nothing. First it is checked whole: sums, numbers of rows, the type of every value,
// what refers to what. Conflict when the installation holds records already or the
// folder comes from a newer Weft; Invalid when a file is not what was exported; a
// Refusal names each row that cannot be right. An older folder comes into the shape of
// its time and is then brought up to date. The chain of the record of who did what must
// hold. For the program; audited as installation.import.
func (s *Service) Import(ctx context.Context, a authz.Actor, from string, show Progress) (out Report, err error) {
	if err := authz.Check(a, authz.WholeMove); err != nil {
		return out, err
	}
	r, err := readManifest(from)
	if err != nil {
		return out, err
	}
	behind, err := s.prepare(ctx, r)
	if err != nil {
		return out, err
	}
	if err := r.check(ctx, nil); err != nil {
		return out, err
	}
	err = s.db.Bulk(ctx, func(b *db.DB) error {
		out = Report{Folder: from, Tables: len(r.tables)}
		if err := b.Write(ctx, func(tx *db.Tx) error { return r.fill(ctx, tx, &out, show) }); err != nil {
			return err
		}
		if out.Sealed, _, err = audit.NewLog(b).Verify(ctx); err != nil {
			return broken(err)
		}
		if err := b.Write(ctx, func(tx *db.Tx) error {
			return audit.Record(ctx, tx, a, "installation.import", audit.On("installation", ""))
		}); err != nil || behind {
			return err
		}
		return search(ctx, b, a)
	})
	if err != nil || !behind {
		return out, err
	}
	if _, err := db.Migrate(ctx, s.db); err != nil {
		return out, err
	}
	return out, search(ctx, s.db, a)
}

// search makes the search of the directory anew.
func search(ctx context.Context, d *db.DB, a authz.Actor) error {
	_, err := directory.NewService(d, time.UTC, place.NewService(d)).RebuildSearch(ctx, a)
	return err
}

func broken(err error) error {
	if !errors.Is(err, audit.ErrBroken) {
		return err
	}
	return intake.NewFault(errs.Invalid, "export.chain", "Nothing was brought in, because %v: the record of who did what was changed. Fetch the folder again.", err).Because(err)
}

// prepare gives the database the shape of the folder, or says why not. behind tells that
// migrations are still to run once it is filled.
func (s *Service) prepare(ctx context.Context, r *reading) (behind bool, err error) {
	now, newest, err := db.SchemaVersion(ctx, s.db)
	if err != nil {
		return false, err
	}
	switch {
	case r.Weft.Format > formatNumber || r.Weft.Schema > newest:
		return false, intake.NewFault(errs.Conflict, "export.newer", "This export was made by a newer Weft (%s, shape %d); this one knows shapes up to %d. Bring this Weft up to date first.", r.Weft.Version, r.Weft.Schema, newest)
	case r.Weft.Schema < now:
		return false, intake.NewFault(errs.Conflict, "export.older", "This export has the older shape %d, and this installation is at %d already. Name a new folder with --data, or a new database, that was never started.", r.Weft.Schema, now)
	}
	if err := s.empty(ctx); err != nil {
		return false, err
	}
	if err := db.MigrateTo(ctx, s.db, r.Weft.Schema); err != nil {
		return false, err
	}
	return r.Weft.Schema < newest, s.db.Read(ctx, func(tx *db.Tx) error {
		all, err := tx.Tables(ctx)
		if err != nil {
			return err
		}
		return r.match(all, s.words)
	})
}

// empty says that an installation holds records, where it does.
func (s *Service) empty(ctx context.Context) error {
	return s.db.Read(ctx, func(tx *db.Tx) error {
		all, err := tx.Tables(ctx)
		if err != nil {
			return err
		}
		return emptyTx(ctx, tx, all)
	})
}

func emptyTx(ctx context.Context, tx *db.Tx, all []db.Table) error {
	for _, t := range all {
		if staysWhole(t.Name) || shipped(t.Name) {
			continue
		}
		holds, err := tx.Holds(ctx, t)
		if err != nil {
			return err
		}
		if holds {
			return intake.NewFault(errs.Conflict, "export.not_empty", "This installation holds records already (in %s), and everything can only come into an empty one. Name a new folder with --data, or a new database.", t.Name)
		}
	}
	return nil
}

// fillStep is how many rows are written at a time.
const fillStep = 200

// fill writes every row, those first that others refer to.
func (r *reading) fill(ctx context.Context, tx *db.Tx, out *Report, show Progress) error {
	if err := emptyTx(ctx, tx, r.tables); err != nil {
		return err
	}
	for _, t := range r.tables {
		if err := r.fillTable(ctx, tx, t, out, show); err != nil {
			return err
		}
	}
	return r.refused()
}

// later is a reference to a row of the same table, set when all of them are there.
type later struct {
	column     string
	key, value any
}

func (r *reading) fillTable(ctx context.Context, tx *db.Tx, t db.Table, out *Report, show Progress) error {
	var own []int // columns whose references the database holds to this table itself
	for _, ref := range t.Refs {
		for i, c := range t.Columns {
			if ref.Table == t.Name && ref.Column == c.Name {
				own = append(own, i)
			}
		}
	}
	var batch [][]any
	var after []later
	clear := shipped(t.Name)
	flush := func() error {
		if len(r.faults) > 0 || len(batch) == 0 && !clear {
			return nil // it is given up in the end; the other faults are still looked for
		}
		err := tx.Fill(ctx, t, t.Columns, batch, clear)
		batch, clear = batch[:0], false
		return err
	}
	err := r.each(ctx, t, false, func(n int, row []any) error {
		r.refer(t, n, row)
		for _, i := range own {
			if row[i] != nil {
				after = append(after, later{t.Columns[i].Name, row[0], row[i]})
				row[i] = nil
			}
		}
		batch = append(batch, row)
		if out.Rows++; show != nil {
			show(out.Rows)
		}
		if len(batch) < fillStep {
			return nil
		}
		return flush()
	})
	if err == nil {
		err = flush()
	}
	for _, l := range after {
		if err == nil && len(r.faults) == 0 {
			err = tx.Point(ctx, t, l.column, l.key, l.value)
		}
	}
	return twice(err, t)
}

// twice says it plainly when a key stands in a file two times.
func twice(err error, t db.Table) error {
	if errs.CodeOf(err) != "db.duplicate" {
		return err
	}
	return intake.NewFault(errs.Invalid, "export.twice", "Two rows of %s are the same record, so nothing was brought in. Fetch the folder again.", t.Name+ending).Because(err)
}
