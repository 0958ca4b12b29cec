package app

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/config"
	"weft/internal/db"
	"weft/internal/export"
)

type exportCmd struct {
	To string `required:"" help:"A folder that is new or empty." placeholder:"FOLDER"`
}

// Run writes everything that the installation holds into a folder, while it serves.
func (c exportCmd) Run(e *environment) error {
	d, err := e.existing(e.settings.Folder(defaultFolder))
	if err != nil {
		return err
	}
	defer d.Close() //nolint:errcheck // nothing is open any more
	s, err := export.NewService(d, Version())
	if err != nil {
		return err
	}
	r, err := s.Export(e.ctx, authz.Program(), c.To, e.progress("rows written"))
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(e.out, "%s holds everything: %d rows in %d files, %d KB. README.md says what they are and what stayed behind.\n"+
		"It holds names and stories. Keep it as you keep case files.\n", r.Folder, r.Rows, r.Tables, (r.Bytes+1023)/1024); err != nil {
		return err
	}
	if r.Fault != "" {
		_, err = fmt.Fprintf(e.out, "Look at this: %s. The folder says so too, and Weft will not bring it in again.\n", r.Fault)
	}
	return err
}

type importEverythingCmd struct {
	Folder string `arg:"" help:"The folder that weft export wrote."`
}

// Run brings such a folder into an empty installation, all of it or nothing.
func (c importEverythingCmd) Run(e *environment) error {
	folder := e.settings.Folder(defaultFolder)
	release, err := e.lock(folder, "bring anything in")
	if err != nil {
		return err
	}
	defer release()
	d, err := e.open(folder, clock.System{})
	if err != nil {
		return err
	}
	defer d.Close() //nolint:errcheck // nothing is open any more
	s, err := export.NewService(d, Version())
	if err != nil {
		return err
	}
	r, err := s.Import(e.ctx, authz.Program(), c.Folder, e.progress("rows brought in"))
	var refused *export.Refusal
	if errors.As(err, &refused) {
		for _, row := range refused.Rows {
			fmt.Fprintln(e.out, row)
		}
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(e.out, "Everything is here: %d rows of %d files, and the record of who did what holds (%d events).\n"+
		"Nobody has a password yet. Let yourself in with weft admin create --email YOURS, then make a link for each colleague on their page.\n", r.Rows, r.Tables, r.Sealed)
	return err
}

// existing opens a database that is there already; it makes none and changes no schema.
func (e *environment) existing(folder string) (*db.DB, error) {
	if e.settings.DatabaseURL == "" {
		if _, err := os.Stat(config.SQLitePath(folder)); err != nil {
			return nil, fmt.Errorf("There is no Weft in the folder %s. Name its data folder with --data.", filepath.Base(folder))
		}
	}
	return e.open(folder, clock.System{})
}
