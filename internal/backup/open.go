package backup

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"filippo.io/age"

	"weft/internal/audit"
	"weft/internal/db"
)

// Archive is a backup that was opened.
type Archive struct {
	Manifest
	file  *os.File
	parts map[string]*zip.File
}

// Open opens a backup and reads its manifest. It proves nothing else yet.
func Open(path string, k Key) (*Archive, error) {
	name := filepath.Base(path)
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("The backup %s cannot be read. Check that it is there and that this user may read it.", name)
	}
	a, err := open(f, name, k)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return a, nil
}

func open(f *os.File, name string, k Key) (*Archive, error) {
	at, err := f.Stat()
	if err != nil {
		return nil, err
	}
	var src io.ReaderAt = f
	size := at.Size()
	if encrypted(f) {
		if !k.Set() {
			return nil, fmt.Errorf("The backup %s is encrypted, and WEFT_BACKUP_KEY is not set. Set it to the key with which it was made.", name)
		}
		if src, size, err = age.DecryptReaderAt(f, size, k.from...); err != nil {
			var other *age.NoIdentityMatchError
			if errors.As(err, &other) {
				return nil, fmt.Errorf("WEFT_BACKUP_KEY does not open the backup %s: it was made with another key. Set that one.", name)
			}
			return nil, damaged(name)
		}
	}
	z, err := zip.NewReader(src, size)
	if err != nil {
		return nil, damaged(name)
	}
	a := &Archive{file: f, parts: map[string]*zip.File{}}
	for _, e := range z.File {
		a.parts[e.Name] = e
	}
	m, ok := a.parts[manifestFile]
	if !ok {
		return nil, fmt.Errorf("%s is no backup of Weft. Name a file that weft backup made.", name)
	}
	r, err := m.Open()
	if err != nil {
		return nil, damaged(name)
	}
	defer r.Close() //nolint:errcheck // read whole
	if err := json.NewDecoder(r).Decode(&a.Manifest); err != nil {
		return nil, damaged(name)
	}
	if a.Format != format || a.FormatVersion != formatVersion {
		return nil, fmt.Errorf("%s is a backup of a form that this program does not know. Use the Weft that made it, or a newer one.", name)
	}
	return a, nil
}

func encrypted(f *os.File) bool {
	head := make([]byte, 21)
	n, _ := f.ReadAt(head, 0)
	return bytes.HasPrefix(head[:n], []byte("age-encryption.org/v1"))
}

func damaged(name string) error {
	return fmt.Errorf("The backup %s is damaged or not whole, so nothing was taken from it. Use another one.", name)
}

// Close lets go of the file.
func (a *Archive) Close() error { return a.file.Close() }

// Proof is what was found when an archive was put into a database.
type Proof struct {
	Rows             int64
	Sealed, Unsealed int // events of the audit record
	Schema           int64
	Groups           int // entries in the search that was made again
}

// Rebuild makes the search of groups again, which a backup leaves out.
type Rebuild func(ctx context.Context, d *db.DB) (int, error)

// into puts the archive into an empty database and proves it there: every table has the
// rows and the bytes that the manifest names, on the way in and when it is read again;
// the schema comes up to date; every reference and the audit chain hold.
func (a *Archive) into(ctx context.Context, d *db.DB, again Rebuild) (Proof, error) {
	p := Proof{Rows: a.Rows()}
	name := filepath.Base(a.file.Name())
	if err := db.MigrateTo(ctx, d, a.Schema); err != nil {
		return p, err
	}
	if err := a.load(ctx, d, name); err != nil {
		return p, err
	}
	if err := a.compare(ctx, d); err != nil {
		return p, err
	}
	if _, err := db.Migrate(ctx, d); err != nil {
		return p, fmt.Errorf("The backup %s could not be brought up to date: %w", name, err)
	}
	if err := db.Sound(ctx, d); err != nil {
		return p, err
	}
	var err error
	if p.Groups, err = again(ctx, d); err != nil {
		return p, err
	}
	if p.Sealed, p.Unsealed, err = audit.NewLog(d).Verify(ctx); errors.Is(err, audit.ErrBroken) {
		return p, fmt.Errorf("The audit record in %s was altered before it was backed up: %w. Look at an older backup.", name, err)
	}
	if err == nil {
		p.Schema, err = db.Version(ctx, d)
	}
	return p, err
}

// reading remembers that the file itself could not be read.
type reading struct {
	from   io.Reader
	failed bool
}

// Read reads on.
func (r *reading) Read(b []byte) (int, error) {
	n, err := r.from.Read(b)
	r.failed = r.failed || err != nil && !errors.Is(err, io.EOF)
	return n, err
}

func (a *Archive) load(ctx context.Context, d *db.DB, name string) error {
	return db.Load(ctx, d, func(l *db.Loader) error {
		for _, t := range a.Tables {
			e, ok := a.parts[folderFile+t.Name+".jsonl"]
			if !ok {
				return damaged(name)
			}
			r, err := e.Open()
			if err != nil {
				return damaged(name)
			}
			sum, in := newTally(), &reading{from: r}
			n, err := l.Table(ctx, t.table(), io.TeeReader(in, sum))
			if cerr := r.Close(); err == nil {
				err = cerr
			}
			if err == nil && (n != t.Rows || sum.sum() != t.SHA256) {
				err = fmt.Errorf("The table %s in %s is not as it was when the backup was made (%d rows, %d expected). Use another backup.", t.Name, name, n, t.Rows)
			}
			if err != nil {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				if in.failed {
					return damaged(name)
				}
				return err
			}
		}
		return nil
	})
}

// compare reads every table again and holds it against the manifest.
func (a *Archive) compare(ctx context.Context, d *db.DB) error {
	return d.Read(ctx, func(tx *db.Tx) error {
		tables, err := db.Stored(ctx, tx)
		if err != nil {
			return err
		}
		for _, t := range tables {
			i := slices.IndexFunc(a.Tables, func(p Part) bool { return p.Name == t.Name })
			if i < 0 {
				return fmt.Errorf("The backup %s lacks the table %s. Use another one.", filepath.Base(a.file.Name()), t.Name)
			}
			want, sum := a.Tables[i], newTally()
			n, err := db.Dump(ctx, tx, want.table(), sum)
			if err != nil {
				return err
			}
			if n != want.Rows || sum.sum() != want.SHA256 {
				return fmt.Errorf("The table %s did not come back as it was: %d rows, %d expected. Keep the backup and report this.", t.Name, n, want.Rows)
			}
		}
		return nil
	})
}
