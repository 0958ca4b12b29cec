package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"weft/internal/backup"
	"weft/internal/clock"
	"weft/internal/config"
	"weft/internal/db"
)

type backupCmd struct {
	To     string `help:"The file to write; without it, one named after the time in the folder of backups." placeholder:"FILE"`
	NewKey bool   `help:"Print a new key for WEFT_BACKUP_KEY, and stop."`
}

// Run writes a backup. It may run while another Weft serves.
func (c backupCmd) Run(e *environment) error {
	if c.NewKey {
		key, err := backup.MakeKey()
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(e.out, "Put this into WEFT_BACKUP_KEY, and keep a copy away from this machine: without it no backup opens.\n%s\n", key)
		return err
	}
	key, err := backup.NewKey(e.settings.BackupKey)
	if err != nil {
		return err
	}
	folder := e.settings.Folder(defaultFolder)
	d, err := e.filled(folder)
	if err != nil {
		return err
	}
	defer d.Close() //nolint:errcheck // nothing is open any more
	path := c.To
	if path == "" {
		path = filepath.Join(e.settings.Backups(folder), key.Name(clock.System{}.Now(), ""))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return because(err, "The folder for backups cannot be made: %s. Name a file with --to.")
		}
	}
	made, err := backup.Make(e.ctx, d, path, key, "weft "+Version())
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(e.out, "Backed up %d rows of %d tables into %s (%d bytes, %s).\n", made.Rows(), len(made.Tables), made.Path, made.Bytes, sealedWords(key))
	if made.Unrecorded != nil {
		fmt.Fprintln(e.err, "The backup is good, and could not be noted in the audit record.")
	}
	return err
}

func sealedWords(k backup.Key) string {
	if k.Set() {
		return "encrypted"
	}
	return "not encrypted: WEFT_BACKUP_KEY is not set"
}

// filled opens a database that must be there and have a schema, and changes nothing.
func (e *environment) filled(folder string) (*db.DB, error) {
	d, err := e.existing(folder)
	if err != nil {
		return nil, err
	}
	version, err := db.Version(e.ctx, d)
	if err == nil && version == 0 {
		err = errors.New("This database is empty: no Weft has used it yet. Run weft migrate, or name another one.")
	}
	if err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

type restoreCmd struct {
	File    string `arg:"" help:"The backup."`
	Check   bool   `help:"Prove the file in a scratch database, and touch nothing."`
	Replace bool   `help:"Put it in the stead of a database that holds data. That one is kept aside."`
}

// Run puts a backup back, or proves it.
func (c restoreCmd) Run(e *environment) error {
	key, err := backup.NewKey(e.settings.BackupKey)
	if err != nil {
		return err
	}
	if c.Check {
		m, p, err := backup.Check(e.ctx, c.File, key, "", e.rebuild)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(e.out, "The backup of %s is good: %d rows of %d tables came back as they were, and the audit record of %d events holds.\n",
			m.Made.Format("2 January 2006 15:04 UTC"), p.Rows, len(m.Tables), p.Sealed+p.Unsealed)
		return err
	}
	folder := e.settings.Folder(defaultFolder)
	release, err := e.lock(folder, "restore")
	if err != nil {
		return err
	}
	defer release()
	r, err := backup.Restore(e.ctx, c.File, key, backup.Place{Folder: folder, File: config.SQLitePath(folder), URL: e.settings.DatabaseURL, Replace: c.Replace},
		clock.System{}.Now(), e.rebuild)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(e.out, "Put back %d rows of %d tables as they were on %s. The audit record of %d events holds.\n", r.Proof.Rows, len(r.Tables),
		r.Made.Format("2 January 2006 15:04 UTC"), r.Sealed+r.Unsealed); err != nil {
		return err
	}
	if r.Aside != "" {
		_, err = fmt.Fprintf(e.out, "What was there before is kept in %s. Remove it when you no longer need it.\n", r.Aside)
	}
	return err
}

// rebuild makes the search of groups again in a database that was put back.
func (e *environment) rebuild(ctx context.Context, d *db.DB) (int, error) {
	p, err := e.parts(d)
	if err != nil {
		return 0, err
	}
	return services(p).Directory.Rebuild(ctx)
}

// beforeUpdate backs a database up whose schema is about to change. An empty one has
// nothing to lose.
func (e *environment) beforeUpdate(folder string, d *db.DB) error {
	version, err := db.Version(e.ctx, d)
	if err != nil || version == 0 {
		return err
	}
	pending, err := db.Pending(e.ctx, d)
	if err != nil || pending == 0 {
		return err
	}
	key, err := backup.NewKey(e.settings.BackupKey)
	if err != nil {
		return err
	}
	plan := e.plan(folder)
	if err := os.MkdirAll(plan.Folder, 0o700); err != nil {
		return because(err, "The folder for backups cannot be made, so nothing was updated: %s. Name another one with --backup-dir.")
	}
	made, err := backup.Make(e.ctx, d, filepath.Join(plan.Folder, key.Name(clock.System{}.Now(), backup.BeforeUpdate)), key, "weft "+Version())
	if err != nil {
		return err
	}
	fmt.Fprintf(e.err, "The database is about to be updated. It was backed up into %s first.\n", made.Path)
	return backup.Prune(plan)
}

// plan returns the settings of regular backups.
func (e *environment) plan(folder string) backup.Plan {
	s := e.settings
	return backup.Plan{Folder: s.Backups(folder), Every: s.BackupEvery, Days: s.BackupDays, Weeks: s.BackupWeeks}
}

// backups makes regular backups until the context ends. lead says whether this instance
// is the one that works.
func (e *environment) backups(p parts, lead func() bool) {
	key, err := backup.NewKey(e.settings.BackupKey)
	if err != nil {
		p.log.Error("no backup is made", "error", err)
		return
	}
	k := backup.NewKeeper(p.db, e.plan(e.settings.Folder(defaultFolder)), key, "weft "+Version(), clock.System{}, e.rebuild, p.log)
	tick := time.NewTicker(backupLook)
	defer tick.Stop()
	for {
		select {
		case <-e.ctx.Done():
			return
		case <-tick.C:
		}
		if !lead() {
			continue
		}
		if err := k.Run(e.ctx); err != nil && e.ctx.Err() == nil {
			p.log.Error("a backup could not be made", "error", err)
		}
	}
}

// backupLook is how often it is asked whether a backup is due.
const backupLook = 2 * time.Second
