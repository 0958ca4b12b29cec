package export

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/intake"
)

const (
	maxManifest = 16 << 20
	maxLine     = 64 << 20
	maxFaults   = 20 // more are not looked for
)

// reading is a folder that is being read.
type reading struct {
	folder string
	manifest
	tables []db.Table            // what comes in, in an order that references allow
	refs   map[string][]pointer  // by table
	keys   map[string]map[key]ok // "table.column": the values that others refer to
	faults []string
}

type ok = struct{}

// key is a value that others may refer to, in little room.
type key [16]byte

// pointer is a reference and where in a row it stands.
type pointer struct {
	db.Reference
	at int
}

func keyOf(v any) key {
	var k key
	sum := sha256.Sum256(fmt.Append(nil, v))
	copy(k[:], sum[:])
	return k
}

// readManifest opens a folder and says whether this program can read it.
func readManifest(from string) (*reading, error) {
	f, err := os.Open(filepath.Join(from, manifestFile))
	if errors.Is(err, os.ErrNotExist) {
		return nil, intake.NewFault(errs.NotFound, "export.no_manifest", "There is no %s in %s, so it is no export of Weft. Name the folder that weft export wrote.", manifestFile, from)
	}
	if err != nil {
		return nil, intake.CannotOpen(from, err)
	}
	defer f.Close() //nolint:errcheck // only read
	r := &reading{folder: from, refs: map[string][]pointer{}, keys: map[string]map[key]ok{}}
	text, err := io.ReadAll(io.LimitReader(f, maxManifest))
	if err != nil {
		return nil, intake.CannotRead(manifestFile, err)
	}
	if err := json.Unmarshal(text, &r.manifest); err != nil || r.Weft.Format == 0 {
		return nil, intake.NewFault(errs.Invalid, "export.manifest", "%s in %s cannot be understood, so nothing was brought in. Fetch the folder again, as weft export wrote it.", manifestFile, from).Because(err)
	}
	return r, nil
}

// match holds the folder against the tables of the database: each that is exported must
// be there once, with the columns that it has here.
func (r *reading) match(all []db.Table, words dictionary) error {
	wanted, err := taken(all)
	if err != nil {
		return err
	}
	have := map[string]resource{}
	for _, e := range r.Resources {
		have[e.Name] = e
	}
	for _, t := range wanted {
		e, found := have[t.Name]
		if !found || e.Path != t.Name+ending || len(have) != len(r.Resources) || len(have) != len(wanted) {
			return intake.NewFault(errs.Invalid, "export.files", "%s does not name the files that an export of its shape has (%s and the others), so nothing was brought in. Fetch the folder again.", manifestFile, t.Name+ending)
		}
		for i, c := range t.Columns {
			if i >= len(e.Schema.Fields) || len(e.Schema.Fields) != len(t.Columns) || e.Schema.Fields[i].Name != c.Name {
				return intake.NewFault(errs.Invalid, "export.columns", "%s does not describe the columns of %s as they are here, so nothing was brought in. Fetch the folder again.", manifestFile, e.Path)
			}
		}
		for _, ref := range words.refs(t) {
			for i, c := range t.Columns {
				if c.Name == ref.Column {
					r.refs[t.Name] = append(r.refs[t.Name], pointer{ref, i})
					r.keys[ref.Table+"."+ref.To] = map[key]ok{}
				}
			}
		}
	}
	r.tables = wanted
	return nil
}

// check reads every file once: its sum, its rows, the type of every value, and collects
// what others refer to. It keeps nothing else.
func (r *reading) check(ctx context.Context, show Progress) error {
	rows := 0
	for _, t := range r.tables {
		collect := map[int]map[key]ok{}
		for i, c := range t.Columns {
			if m := r.keys[t.Name+"."+c.Name]; m != nil {
				collect[i] = m
			}
		}
		err := r.each(ctx, t, true, func(_ int, row []any) error {
			for i, m := range collect {
				m[keyOf(row[i])] = ok{}
			}
			if rows++; show != nil {
				show(rows)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return r.refused()
}

// refer looks whether what a row refers to is there.
func (r *reading) refer(t db.Table, n int, row []any) {
	for _, p := range r.refs[t.Name] {
		if row[p.at] == nil {
			continue
		}
		if _, there := r.keys[p.Table+"."+p.To][keyOf(row[p.at])]; !there {
			r.fault(t, n, p.Column, "nothing in "+p.Table+ending+" has this "+p.To)
		}
	}
}

func (r *reading) fault(t db.Table, row int, column, what string) {
	if len(r.faults) == maxFaults {
		return
	}
	where := fmt.Sprintf("%s, row %d", t.Name+ending, row)
	if column != "" {
		where += ", column " + column
	}
	r.faults = append(r.faults, where+": "+what)
}

// Refusal is why a folder was not brought in: each row that cannot be right.
type Refusal struct{ Rows []string }

// Error returns one sentence with the first of them.
func (r *Refusal) Error() string {
	some := "rows cannot be right"
	if len(r.Rows) == 1 {
		some = "a row cannot be right"
	}
	return fmt.Sprintf("Nothing was brought in, because %s: %s. Fetch the folder again, or correct it and its sums.", some, r.Rows[0])
}

func (r *reading) refused() error {
	if len(r.faults) == 0 {
		return nil
	}
	return &Refusal{Rows: r.faults}
}

// each reads a file line by line and hands on each row that can be read. summing also
// holds the file against its sum and its number of rows.
func (r *reading) each(ctx context.Context, t db.Table, summing bool, fn func(n int, row []any) error) error {
	var entry resource
	for _, e := range r.Resources {
		if e.Name == t.Name {
			entry = e
		}
	}
	f, err := os.Open(filepath.Join(r.folder, entry.Path))
	if err != nil {
		return intake.CannotOpen(filepath.Join(r.folder, entry.Path), err)
	}
	defer f.Close() //nolint:errcheck // only read
	sum := sha256.New()
	lines := bufio.NewScanner(io.TeeReader(f, sum))
	lines.Buffer(make([]byte, 1<<16), maxLine)
	lines.Split(whole)
	n := 0
	for lines.Scan() {
		if err := ctx.Err(); err != nil {
			return errs.Wrap(errs.Unavailable, "db.interrupted", err)
		}
		n++
		row, wrong := parse(lines.Bytes(), t.Columns)
		if wrong != nil {
			r.fault(t, n, wrong.column, wrong.what)
			continue
		}
		if err := fn(n, row); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return intake.CannotRead(entry.Path, err)
	}
	if !summing {
		return nil
	}
	if len(r.faults) > 0 {
		return r.refused() // says more than the sum
	}
	if got := "sha256:" + hex.EncodeToString(sum.Sum(nil)); got != entry.Hash || n != entry.Rows {
		return intake.NewFault(errs.Invalid, "export.sum", "%s is not the file that was exported: its sum or its %d rows (%d were written) differ, so nothing was brought in. Fetch the folder again.", entry.Path, n, entry.Rows)
	}
	return nil
}

// whole splits at line feeds only, and keeps everything else of a line.
func whole(data []byte, atEOF bool) (int, []byte, error) {
	if i := bytes.IndexByte(data, '\n'); i >= 0 {
		return i + 1, data[:i], nil
	}
	if atEOF && len(data) > 0 {
		return len(data), data, nil
	}
	return 0, nil, nil
}
