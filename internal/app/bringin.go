package app

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/legacy"
)

// importRecordsCmd are the flags of both ways to bring in records of another system.
type importRecordsCmd struct {
	File     string `arg:"" optional:"" help:"The csv or xlsx file."`
	Sheet    string `help:"The sheet of the workbook; without it, the first that can be seen."`
	Map      string `help:"A toml or csv file that says which of their columns is which of ours." placeholder:"FILE"`
	From     string `help:"The name of the system used before. Old ids belong to it." default:"old system"`
	Service  string `help:"The service of rows that name none."`
	DryRun   bool   `help:"Say what would happen, and keep nothing."`
	Report   string `help:"Write every row that needs a look to this csv file." placeholder:"FILE"`
	Template string `help:"Write an empty table with all columns to this csv file, and stop." placeholder:"FILE"`
}

type importReferralsCmd struct{ importRecordsCmd }

type importCaseloadCmd struct {
	importRecordsCmd
	Notes      string `help:"A second file, with the notes." placeholder:"FILE"`
	NotesSheet string `help:"The sheet with the notes; without it, one called notes." placeholder:"NAME"`
}

// Run brings in the referrals that still wait in another system.
func (c importReferralsCmd) Run(e *environment) error {
	return c.run(e, false, legacy.Options{})
}

// Run brings in the open cases of another system.
func (c importCaseloadCmd) Run(e *environment) error {
	return c.run(e, true, legacy.Options{Notes: c.Notes, NotesSheet: c.NotesSheet})
}

func (c importRecordsCmd) run(e *environment, cases bool, o legacy.Options) error {
	if c.Template != "" {
		if err := newFile(c.Template, func(w io.Writer) error { return legacy.Template(w, cases) }); err != nil {
			return err
		}
		_, err := fmt.Fprintf(e.out, "An empty table is in %s. Fill in what you know; only the id, the name and, for a case, the worker are needed.\n", c.Template)
		return err
	}
	if c.File == "" {
		return errors.New("No file was named. Write weft import caseload FILE, or --template FILE to begin with an empty table.")
	}
	d, err := e.migrated(e.settings.Folder(defaultFolder), clock.System{})
	if err != nil {
		return err
	}
	defer d.Close() //nolint:errcheck // nothing is open any more
	p, err := e.parts(d)
	if err != nil {
		return err
	}
	o.File, o.Sheet, o.Map, o.From, o.Service, o.DryRun = c.File, c.Sheet, c.Map, c.From, c.Service, c.DryRun
	bring := records(p).ImportReferrals
	if cases {
		bring = records(p).ImportCaseload
	}
	show := e.progress("rows")
	report, err := bring(e.ctx, authz.Program(), o, func(at legacy.Progress) { show(at.Done) })
	if err != nil {
		return err
	}
	if _, err := report.WriteTo(e.out); err != nil {
		return err
	}
	if c.Report == "" {
		return nil
	}
	return newFile(c.Report, report.WriteCSV)
}

// newFile writes a file that only this user can read.
func newFile(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("There is no folder for %s. Make it, or name another one.", path)
	}
	if err != nil {
		return because(err, "The file cannot be written: %s. Name another one.")
	}
	return errors.Join(write(f), f.Close())
}

// records builds the use cases that bring in records of another system. They come in
// through the others, built once more on the one transaction of an import.
func records(p parts) *legacy.Service {
	return legacy.NewService(p.db, p.zone, p.words, func(b *db.DB) legacy.Parts {
		inner := p
		inner.db = b
		v := services(inner)
		return legacy.Parts{Orgs: v.Orgs, Accounts: v.Accounts, People: v.People, Referrals: v.Referrals, Cases: v.Cases,
			Contacts: v.Contacts, Plans: v.Plans}
	})
}
