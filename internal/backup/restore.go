package backup

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"weft/internal/db"
)

// Place is where a backup is put back.
type Place struct {
	Folder string // data folder, for SQLite
	File   string // the SQLite database in it
	URL    string // of PostgreSQL; wins over the folder
	// Replace lets a database that holds data give way. It is kept aside.
	Replace bool
}

// Restored is what became of putting a backup back.
type Restored struct {
	Manifest
	Proof
	Aside string // what the database that was there is called now; empty when there was none
}

const scratchSchema = "weft_restoring"

// Restore puts a backup where it belongs, after it was proved in its new place. Nobody
// else may use the database meanwhile: the caller holds its lock. A database that holds
// data is refused unless the place says Replace, and is kept aside. Audited in the
// database that was put back, as backup.restore.
func Restore(ctx context.Context, path string, k Key, to Place, now time.Time, again Rebuild) (r Restored, err error) {
	a, err := Open(path, k)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	r.Manifest = a.Manifest
	if to.URL != "" {
		return a.intoPostgres(ctx, to, now, again)
	}
	return a.intoFolder(ctx, to, now, again)
}

func (a *Archive) intoFolder(ctx context.Context, to Place, now time.Time, again Rebuild) (r Restored, err error) {
	r.Manifest = a.Manifest
	if err := os.MkdirAll(to.Folder, 0o700); err != nil {
		return r, unwritable(err)
	}
	there, err := a.free(ctx, to)
	if err != nil {
		return r, err
	}
	dir, err := os.MkdirTemp(to.Folder, ".weft-restore-")
	if err != nil {
		return r, unwritable(err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	fresh := filepath.Join(dir, filepath.Base(to.File))
	d, err := db.Open(ctx, db.Config{Path: fresh})
	if err != nil {
		return r, err
	}
	r.Proof, err = a.into(ctx, d, again)
	if err == nil {
		err = record(ctx, d, "backup.restore")
	}
	if err = errors.Join(err, d.Close()); err != nil {
		return r, err
	}
	if there {
		if r.Aside, err = setAside(to, now); err != nil {
			return r, err
		}
	}
	if err := os.Rename(fresh, to.File); err != nil {
		return r, unwritable(err)
	}
	return r, syncFolder(to.Folder)
}

// free reports whether a SQLite database stands in the place, and refuses one that holds
// data, or cannot be read, unless it may be replaced.
func (a *Archive) free(ctx context.Context, to Place) (there bool, err error) {
	if _, err := os.Stat(to.File); errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if to.Replace {
		return true, nil
	}
	d, err := db.Open(ctx, db.Config{Path: to.File})
	if err != nil {
		return true, errHolds
	}
	holds, err := holdsData(ctx, d)
	if err = errors.Join(err, d.Close()); err != nil || holds {
		return true, errHolds
	}
	return true, nil
}

var errHolds = errors.New("There is a database with data in this place already, so nothing was changed. To put the backup in its stead and keep the old one aside, say --replace.")

// holdsData reports whether anybody has worked with a database.
func holdsData(ctx context.Context, d *db.DB) (bool, error) {
	version, err := db.Version(ctx, d)
	if err != nil || version == 0 {
		return false, err
	}
	n := 0
	err = d.Read(ctx, func(tx *db.Tx) (err error) {
		n, err = db.One(ctx, tx, db.Value[int], `select (select count(*) from account) + (select count(*) from person)
			+ (select count(*) from organisation) + (select count(*) from directory_entry)`)
		return err
	})
	return n > 0, err
}

// setAside moves a SQLite database with what belongs to it into a folder of its own.
func setAside(to Place, now time.Time) (string, error) {
	aside := filepath.Join(to.Folder, "before-restore-"+now.UTC().Format(nameTime))
	if err := os.Mkdir(aside, 0o700); err != nil {
		return "", unwritable(err)
	}
	for _, end := range []string{"-wal", "-shm", ""} {
		err := os.Rename(to.File+end, filepath.Join(aside, filepath.Base(to.File)+end))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return aside, unwritable(err)
		}
	}
	return aside, errors.Join(syncFolder(aside), syncFolder(to.Folder))
}

func (a *Archive) intoPostgres(ctx context.Context, to Place, now time.Time, again Rebuild) (r Restored, err error) {
	r.Manifest = a.Manifest
	d, err := db.Open(ctx, db.Config{URL: to.URL})
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	if n, err := db.Others(ctx, d); err != nil || n > 0 {
		if err == nil {
			err = fmt.Errorf("Weft uses this database just now, over %d connections. Stop every weft serve on it, and try again.", n)
		}
		return r, err
	}
	holds, err := holdsData(ctx, d)
	if err != nil {
		return r, err
	}
	if holds && !to.Replace {
		return r, errHolds
	}
	if err := db.NewSchema(ctx, d, scratchSchema); err != nil {
		return r, err
	}
	fresh, err := db.Open(ctx, db.Config{URL: db.InSchema(to.URL, scratchSchema)})
	if err != nil {
		return r, err
	}
	r.Proof, err = a.into(ctx, fresh, again)
	if err == nil {
		err = record(ctx, fresh, "backup.restore")
	}
	if err = errors.Join(err, fresh.Close()); err != nil {
		return r, err
	}
	aside := "before_restore_" + now.UTC().Format("20060102_150405")
	if err := db.SwapSchema(ctx, d, scratchSchema, aside); err != nil {
		return r, err
	}
	if !holds {
		return r, db.DropSchema(ctx, d, aside)
	}
	r.Aside = aside
	return r, nil
}
