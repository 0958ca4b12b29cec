package app

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"weft/internal/clock"
	"weft/internal/config"
	"weft/internal/db"
	"weft/internal/town"
)

type demoCmd struct {
	Wipe bool `help:"Forget the town and make it new."`
}

const (
	demoFolder = "./weft-demo"
	townFile   = "town.json" // what /demo needs to know of the town
)

// Run runs the town: made on the first start, kept until it is wiped. It never sends
// anything.
func (c demoCmd) Run(e *environment) error {
	folder := e.settings.Folder(demoFolder)
	e.settings.DatabaseURL, e.settings.SMTPURL = "", ""
	release, err := e.lock(folder, "start")
	if err != nil {
		return err
	}
	defer release()
	if c.Wipe {
		if err := wipe(folder); err != nil {
			return err
		}
	}
	made, err := e.town(folder)
	if err != nil {
		return err
	}
	e.settings.BackupEvery = 0 // a demo can be made again
	d, err := e.migrated(folder, clock.System{})
	if err != nil {
		return err
	}
	defer d.Close() //nolint:errcheck // nothing is open any more
	p, err := e.parts(d)
	if err != nil {
		return err
	}
	fmt.Fprintf(e.out, "A fictional town. Look around as any role at %s/demo\nRefer by the GP practice's link: %s/refer/%s\n"+
		"Answer as a group, with the code that comes to the outbox: %s%s\n", e.settings.Base(), e.settings.Base(), made.Secret, e.settings.Base(), made.GroupLink)
	return e.serve(p, services(p), made.Roles)
}

// wipe removes a demo's own files, and refuses a folder that holds none.
func wipe(folder string) error {
	if _, err := os.Stat(filepath.Join(folder, townFile)); errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return fmt.Errorf("The folder %s holds no demo, so it was not wiped. Name another one with --data.", filepath.Base(folder))
	}
	for _, name := range []string{"weft.db", "weft.db-wal", "weft.db-shm", townFile} {
		if err := os.Remove(filepath.Join(folder, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return because(err, "The demo could not be wiped: %s. Stop a demo that still runs in this folder, and try again.")
		}
	}
	return nil
}

// town returns what is known of the town, and makes it when it is not there. A town
// that was only half made is made anew.
func (e *environment) town(folder string) (town.Town, error) {
	var t town.Town
	path := filepath.Join(folder, townFile)
	body, err := os.ReadFile(path)
	if err == nil {
		return t, json.Unmarshal(body, &t)
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return t, because(err, "The demo's folder cannot be read: %s. Name another one with --data.")
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return t, because(err, "The demo's folder cannot be made: %s. Name another one with --data.")
	}
	for _, name := range []string{"weft.db", "weft.db-wal", "weft.db-shm"} {
		if err := os.Remove(filepath.Join(folder, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return t, err
		}
	}
	if t, err = e.build(folder); err != nil {
		return t, fmt.Errorf("make the town: %w", err)
	}
	if body, err = json.MarshalIndent(t, "", "  "); err != nil {
		return t, err
	}
	return t, os.WriteFile(path, body, 0o600)
}

func (e *environment) build(folder string) (t town.Town, err error) {
	today := clock.System{}.Now()
	now := clock.NewManual(today)
	d, err := db.Open(e.ctx, db.Config{Path: config.SQLitePath(folder), Clock: now, Fast: true})
	if err != nil {
		return t, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	if _, err := db.Migrate(e.ctx, d); err != nil {
		return t, err
	}
	err = d.Bulk(e.ctx, func(b *db.DB) error {
		p := parts{db: b, words: e.words, zone: e.settings.Zone(), welsh: e.settings.Welsh(), base: e.settings.Base(), log: e.logger()}
		t, err = town.Build(e.ctx, services(p), now, today, p.zone)
		return err
	})
	return t, err
}
