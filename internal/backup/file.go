package backup

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"filippo.io/age"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/db"
)

// The ways a backup's name ends, and how a half-made one begins.
const (
	plainEnding  = ".zip"
	sealedEnding = ".zip.age"
	partPattern  = ".weft-*.part"
)

// Ending returns how the name of a backup made with this key ends.
func (k Key) Ending() string {
	if k.Set() {
		return sealedEnding
	}
	return plainEnding
}

// Made is what became of making a backup.
type Made struct {
	Manifest
	Path  string
	Bytes int64 // of the file
	// Unrecorded is why it could not be noted in the audit record; the file is good.
	Unrecorded error
}

// Make writes a backup of the database to a path, in one snapshot, while others may
// write. Nothing stands under that name until the whole file is on the disk; a path
// that exists is refused. Audited as backup.make.
func Make(ctx context.Context, d *db.DB, path string, k Key, program string) (made Made, err error) {
	if _, err := os.Lstat(path); err == nil {
		return made, fmt.Errorf("There is a file called %s already, and a backup never writes over one. Name another with --to.", filepath.Base(path))
	}
	f, err := os.CreateTemp(filepath.Dir(path), partPattern)
	if errors.Is(err, fs.ErrNotExist) {
		return made, fmt.Errorf("There is no folder for %s. Make it, or name another one with --to.", filepath.Base(path))
	}
	if err != nil {
		return made, unwritable(err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, f.Close(), os.Remove(f.Name()))
		}
	}()
	if made.Manifest, err = seal(ctx, d, f, k, program); err != nil {
		return made, unwritable(err)
	}
	if err = f.Sync(); err != nil {
		return made, unwritable(err)
	}
	at, err := f.Stat()
	if err != nil {
		return made, err
	}
	if err = os.Rename(f.Name(), path); err != nil {
		return made, unwritable(err)
	}
	made.Path, made.Bytes = path, at.Size()
	made.Unrecorded = record(ctx, d, "backup.make")
	return made, errors.Join(f.Close(), syncFolder(filepath.Dir(path)))
}

// unwritable puts the cause of a failed file into a sentence.
func unwritable(err error) error {
	var path *fs.PathError
	if !errors.As(err, &path) {
		return err
	}
	return fmt.Errorf("The backup could not be written: %w. Make room, or name another place with --to.", path.Err)
}

// seal writes the archive, encrypted when there is a key.
func seal(ctx context.Context, d *db.DB, w io.Writer, k Key, program string) (Manifest, error) {
	out := bufio.NewWriterSize(w, 1<<18)
	if !k.Set() {
		m, err := write(ctx, d, out, program)
		return m, errors.Join(err, out.Flush())
	}
	a, err := age.Encrypt(out, k.to)
	if err != nil {
		return Manifest{}, err
	}
	m, err := write(ctx, d, a, program)
	if err != nil {
		return m, err
	}
	return m, errors.Join(a.Close(), out.Flush())
}

// record notes in the audit record that the whole database was taken or put back.
func record(ctx context.Context, d *db.DB, action string) error {
	return d.Write(ctx, func(tx *db.Tx) error {
		return audit.Record(ctx, tx, authz.Program(), action, audit.On("backup", ""))
	})
}

// syncFolder makes a new name in a folder last.
func syncFolder(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

const nameTime = "20060102-150405"

// Name returns what a backup of this time is called. why is empty for a regular one.
func (k Key) Name(at time.Time, why string) string {
	if why != "" {
		why = "-" + why
	}
	return "weft-" + at.UTC().Format(nameTime) + why + k.Ending()
}
