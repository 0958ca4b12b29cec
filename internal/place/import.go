package place

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/intake"
)

// Import reads an ONS postcode directory or lookup, csv or zip, any release. The actor
// needs authz.PlaceImport; the run is audited. progress, when not nil, hears how many
// rows were written so far.
//
// The file is read to its end before anything is written. A row that cannot be used is
// refused and counted, the others are taken; a postcode that the file does not hold
// stays as it is. The error is an intake.Fault when the file is at fault. After an
// interruption the same command goes on where it stopped: rows already there count as
// unchanged.
func (s *Service) Import(ctx context.Context, actor authz.Actor, file string, progress func(rows int)) (Report, error) {
	if err := authz.Check(actor, authz.PlaceImport); err != nil {
		return Report{}, err
	}
	dir, name, closer, err := open(file)
	if err != nil {
		return Report{}, err
	}
	defer closer() //nolint:errcheck // only read
	proof := &importing{Service: s, report: Report{File: filepath.Base(file)}}
	if err := proof.pass(ctx, dir, name, func([]Postcode) error { return nil }); err != nil {
		return Report{}, err
	}
	run := &importing{Service: s, report: Report{File: filepath.Base(file)}}
	if err := run.start(ctx, actor); err != nil {
		return Report{}, err
	}
	err = run.pass(ctx, dir, name, func(list []Postcode) error {
		if err := run.write(ctx, list); err != nil {
			return err
		}
		if progress != nil {
			progress(run.report.Rows)
		}
		return nil
	})
	if err != nil {
		return Report{}, err
	}
	return run.report, run.finish(ctx)
}

// open finds the table: the file itself, or the largest CSV of an archive, which is the
// whole country beside its parts and its lists of names.
func open(file string) (dir fs.FS, name string, closer func() error, err error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, "", nil, intake.CannotOpen(file, err)
	}
	head := make([]byte, 4)
	n, err := io.ReadFull(f, head)
	_ = f.Close()
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, "", nil, intake.CannotOpen(file, err)
	}
	if !intake.IsZip(head[:n]) {
		return os.DirFS(filepath.Dir(file)), filepath.Base(file), func() error { return nil }, nil
	}
	dir, closer, err = intake.OpenZip(file)
	if err != nil {
		return nil, "", nil, err
	}
	if name = largest(dir); name == "" {
		_ = closer()
		return nil, "", nil, intake.NewFault(errs.Invalid, "place.zip", "%s holds no CSV file. Give the zip file as the Office for "+
			"National Statistics publishes it, or the CSV in it.", file)
	}
	return dir, name, closer, nil
}

func largest(dir fs.FS) string {
	best, size := "", int64(-1)
	_ = fs.WalkDir(dir, ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.EqualFold(path.Ext(p), ".csv") {
			return nil //nolint:nilerr // what cannot be looked at cannot be the table
		}
		if info, err := e.Info(); err == nil && info.Size() > size {
			best, size = p, info.Size()
		}
		return nil
	})
	return best
}

// importing is one run.
type importing struct {
	*Service
	id     id.ID[importing]
	report Report
}

func (r *importing) start(ctx context.Context, actor authz.Actor) error {
	r.id = id.New[importing]()
	return r.db.Write(ctx, func(tx *db.Tx) error {
		if err := insertRun(ctx, tx, r.id, r.report.File); err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, "place.import", audit.On("place_import", r.id.String()))
	})
}

func (r *importing) finish(ctx context.Context) error {
	return r.db.Write(ctx, func(tx *db.Tx) error { return finishRun(ctx, tx, r.id, r.report) })
}

// pass goes through the file once and hands usable rows on in batches.
func (r *importing) pass(ctx context.Context, dir fs.FS, name string, take func([]Postcode) error) error {
	t, err := intake.OpenTable(dir, name)
	if err != nil {
		return err
	}
	defer t.Close() //nolint:errcheck // only read
	cols, err := findColumns(t)
	if err != nil {
		return err
	}
	r.report.NotSaid = cols.left()
	list := make([]Postcode, 0, batch)
	for {
		row, reason, err := t.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return intake.CannotRead(name, err)
		}
		var p Postcode
		if reason == "" {
			p, reason = cols.parse(row)
		}
		r.report.Rows++
		if reason != "" {
			r.report.refuse(row.Number, reason)
			continue
		}
		if list = append(list, p); len(list) == batch {
			if err := ctx.Err(); err != nil {
				return fmt.Errorf("import postcodes: %w", err)
			}
			if err := take(list); err != nil {
				return err
			}
			list = list[:0]
		}
	}
	if r.report.Rows == r.report.Refused {
		return intake.NewFault(errs.Invalid, "place.no_rows", "%s holds no usable row (%d were refused). Nothing was kept.", name, r.report.Refused)
	}
	return take(list)
}

// write stores one batch: new rows and changed rows, nothing else.
func (r *importing) write(ctx context.Context, list []Postcode) error {
	var added, changed, same int
	err := r.db.Write(ctx, func(tx *db.Tx) error {
		added, changed, same = 0, 0, 0
		keys := make([]string, len(list))
		for i, p := range list {
			keys[i] = key(p.Code)
		}
		old, err := byCode(ctx, tx, keys)
		if err != nil {
			return err
		}
		have := make(map[string]Postcode, len(old))
		for _, p := range old {
			have[p.Code] = p
		}
		var out []Postcode
		for _, p := range list {
			before, ok := have[p.Code]
			switch {
			case ok && equal(before, p):
				same++
				continue
			case ok:
				changed++
			default:
				added++
			}
			have[p.Code] = p // a repetition within the batch is no second new row
			out = append(out, p)
		}
		return upsert(ctx, tx, last(out))
	})
	if err != nil {
		return err
	}
	r.report.Added += added
	r.report.Changed += changed
	r.report.Unchanged += same
	return nil
}

// last keeps the last of several rows with one code, as one statement cannot write a
// row twice.
func last(list []Postcode) []Postcode {
	at := make(map[string]int, len(list))
	out := list[:0:0]
	for _, p := range list {
		if i, ok := at[p.Code]; ok {
			out[i] = p
			continue
		}
		at[p.Code] = len(out)
		out = append(out, p)
	}
	return out
}

func equal(a, b Postcode) bool {
	if (a.Where == nil) != (b.Where == nil) || (a.Where != nil && *a.Where != *b.Where) {
		return false
	}
	a.Where, b.Where = nil, nil
	return a == b
}
