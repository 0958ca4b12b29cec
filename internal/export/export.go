package export

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/intake"
)

// Service moves a whole installation.
type Service struct {
	db      *db.DB
	version string // of the program, as the folder says it
	words   dictionary
}

// NewService returns the read model on a database. version names the program.
func NewService(d *db.DB, version string) (*Service, error) {
	words, err := readDictionary(dictionaryText)
	return &Service{db: d, version: version, words: words}, err
}

// Report is what went out or came in.
type Report struct {
	Folder string
	Tables int
	Rows   int
	Bytes  int64
	Sealed int // events in the chain of the record of who did what
	// Fault says at which place that chain does not hold; empty when it does. What comes
	// in always holds.
	Fault string
}

// Progress is called with the number of rows so far.
type Progress func(rows int)

// Export writes everything into a folder that is new or empty, while others work: the
// files show one moment. Without an error the folder is whole, with one nothing of it
// is there. It needs the schema of this program (Conflict when a migration is still to
// run), and a text that cannot be written is Invalid and named by file, row and column.
// For the program; audited as installation.export.
func (s *Service) Export(ctx context.Context, a authz.Actor, to string, show Progress) (r Report, err error) {
	if err := authz.Check(a, authz.WholeMove); err != nil {
		return r, err
	}
	now, newest, err := db.SchemaVersion(ctx, s.db)
	if err != nil {
		return r, err
	}
	if now != newest {
		return r, intake.NewFault(errs.Conflict, "export.schema", "The database has the shape %d and this Weft the shape %d, so nothing was exported. Run weft migrate first.", now, newest)
	}
	folder, err := newFolder(to)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, folder.drop()) }()
	if err := s.db.Write(ctx, func(tx *db.Tx) error {
		return audit.Record(ctx, tx, a, "installation.export", audit.On("installation", ""))
	}); err != nil {
		return r, err
	}
	log := audit.NewLog(s.db)
	if err := seal(ctx, log); err != nil {
		return r, err
	}
	if _, _, err := log.Verify(ctx); errors.Is(err, audit.ErrBroken) {
		r.Fault = err.Error()
	} else if err != nil {
		return r, err
	}
	if err := s.db.Read(ctx, func(tx *db.Tx) error { return s.write(ctx, tx, folder, now, &r, show) }); err != nil {
		return r, err
	}
	r.Folder = to
	return r, folder.keep()
}

// seal seals what is not sealed yet.
func seal(ctx context.Context, log *audit.Log) error {
	for {
		n, err := log.Seal(ctx)
		if err != nil || n == 0 {
			return err
		}
	}
}

// write writes every file from one snapshot.
func (s *Service) write(ctx context.Context, tx *db.Tx, f *folder, schema int64, r *Report, show Progress) error {
	all, err := tx.Tables(ctx)
	if err != nil {
		return err
	}
	tables, err := taken(all)
	if err != nil {
		return err
	}
	m := manifest{Schema: profile, Name: "weft-export", Title: "Everything that this Weft holds",
		Description: "All records of one installation of Weft, one file for each kind. README.md says it in plain words.",
		Created:     tx.Now(), Weft: origin{Format: formatNumber, Version: s.version, Schema: schema, LeftOut: leftOut(), LeftColumns: leftColumns()}}
	if m.Weft.Audit, err = chainOf(ctx, tx); err != nil {
		return err
	}
	m.Weft.Audit.Fault = r.Fault
	for _, t := range tables {
		entry, err := s.table(ctx, tx, f, t, func() {
			if r.Rows++; show != nil {
				show(r.Rows)
			}
		})
		if err != nil {
			return err
		}
		m.Resources = append(m.Resources, entry)
		r.Tables, r.Bytes = r.Tables+1, r.Bytes+entry.Bytes
	}
	r.Sealed = m.Weft.Audit.Sealed
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	if err := f.file(manifestFile, func(w io.Writer) error { _, err := w.Write(append(text, '\n')); return err }); err != nil {
		return err
	}
	return f.file(readmeFile, func(w io.Writer) error { _, err := io.WriteString(w, readme(m)); return err })
}

// table writes the file of one table and returns its description.
func (s *Service) table(ctx context.Context, tx *db.Tx, f *folder, t db.Table, count func()) (resource, error) {
	entry := s.words.describe(t)
	sum := summed{hash: sha256.New()}
	lines := newWriter(t.Columns)
	err := f.file(entry.Path, func(w io.Writer) error {
		sum.to = w
		out := bufio.NewWriterSize(&sum, 1<<16)
		err := tx.EachRow(ctx, t, t.Columns, func(row []any) error {
			if err := ctx.Err(); err != nil {
				return errs.Wrap(errs.Unavailable, "db.interrupted", err)
			}
			entry.Rows++
			line, bad := lines.row(row)
			if bad != "" {
				return intake.NewFault(errs.Invalid, "export.text", "Row %d of %s holds in %s a text that is not in UTF-8 or has a character of value zero, so nothing was exported. "+
					"Correct it in Weft and export again.", entry.Rows, t.Name, bad)
			}
			count()
			_, err := out.Write(line)
			return err
		})
		return errors.Join(err, out.Flush())
	})
	entry.Bytes, entry.Hash = sum.n, "sha256:"+hex.EncodeToString(sum.hash.Sum(nil))
	return entry, err
}

// summed counts and hashes what is written through it.
type summed struct {
	to   io.Writer
	hash hash.Hash
	n    int64
}

// Write writes on.
func (s *summed) Write(p []byte) (int, error) {
	n, err := s.to.Write(p)
	s.hash.Write(p[:n])
	s.n += int64(n)
	return n, err
}

// chainOf returns the end of the record of who did what.
func chainOf(ctx context.Context, tx *db.Tx) (chain, error) {
	return db.One(ctx, tx, func(s db.Scan) (chain, error) {
		var c chain
		err := s(&c.Sealed, &c.Unsealed, &c.Hash)
		return c, err
	}, `select count(place), count(*) - count(place),
		coalesce((select hash from audit_event where place is not null order by place desc limit 1), '') from audit_event`)
}

// folder is written beside its place under another name, and moved there when whole.
type folder struct{ to, at string }

// newFolder makes the folder that becomes to, which must be new or empty.
func newFolder(to string) (*folder, error) {
	if to == "" {
		return nil, intake.NewFault(errs.Invalid, "export.folder", "No folder was named. Write weft export --to FOLDER, with a folder that is new or empty.")
	}
	entries, err := os.ReadDir(to)
	switch {
	case err == nil && len(entries) > 0:
		return nil, intake.NewFault(errs.Conflict, "export.folder", "The folder %s is not empty, so nothing was written. Name a new one, so that two exports never mix.", to)
	case err != nil && !errors.Is(err, os.ErrNotExist):
		return nil, intake.NewFault(errs.Invalid, "export.folder", "%s cannot be used, because it is no folder or may not be read. Name a new folder.", to).Because(err)
	}
	to, err = filepath.Abs(to)
	if err != nil {
		return nil, err
	}
	at := filepath.Join(filepath.Dir(to), "."+filepath.Base(to)+".part-"+id.New[folder]().String()[24:])
	if err := os.Mkdir(at, 0o700); err != nil {
		return nil, intake.NewFault(errs.Invalid, "export.folder", "No folder can be made beside %s. Name another place, where this user may write.", to).Because(err)
	}
	return &folder{to: to, at: at}, nil
}

// file writes one file that only this user can read, down to the disk.
func (f *folder) file(name string, write func(io.Writer) error) error {
	file, err := os.OpenFile(filepath.Join(f.at, name), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return unwritable(err)
	}
	err = write(file)
	var known *errs.Error
	if err != nil && !errors.As(err, &known) {
		err = unwritable(err)
	}
	return errors.Join(err, file.Sync(), file.Close())
}

func unwritable(err error) error {
	return intake.NewFault(errs.Unavailable, "export.unwritable", "The folder could not be written, perhaps because the disk is full. Nothing of it was kept; make room and try again.").Because(err)
}

// keep moves the folder to its place.
func (f *folder) keep() error {
	if err := os.Remove(f.to); err != nil && !errors.Is(err, os.ErrNotExist) {
		return intake.NewFault(errs.Conflict, "export.folder", "The folder %s cannot be replaced by the one that was written. Name a new one.", f.to).Because(err)
	}
	if err := os.Rename(f.at, f.to); err != nil {
		return unwritable(err)
	}
	f.at = ""
	return nil
}

// drop removes what was not kept.
func (f *folder) drop() error {
	if f.at == "" {
		return nil
	}
	if err := os.RemoveAll(f.at); err != nil {
		return fmt.Errorf("remove the unfinished folder %s: %w", f.at, err)
	}
	return nil
}
