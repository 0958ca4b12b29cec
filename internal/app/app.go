package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/config"
	"weft/internal/db"
	"weft/internal/directory"
	"weft/internal/errs"
	"weft/internal/i18n"
	"weft/internal/intake"
	"weft/internal/mail"
	"weft/internal/place"
)

// Version returns the version of this program: the tag that Go wrote into it when it was
// built from a commit, else that of the work in progress.
func Version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "0.1.0-dev"
	}
	return strings.TrimPrefix(info.Main.Version, "v")
}

// cli is the whole command line: settings and commands.
type cli struct {
	config.Settings
	Demo        demoCmd        `cmd:"" help:"Run a fictional town to look around in."`
	Serve       serveCmd       `cmd:"" help:"Run the real thing."`
	Admin       adminCmd       `cmd:"" help:"Administrators."`
	Migrate     migrateCmd     `cmd:"" help:"Bring the database up to date and stop."`
	Import      importCmd      `cmd:"" help:"Bring in data from elsewhere."`
	Backup      backupCmd      `cmd:"" help:"Write everything into one file, also while Weft serves."`
	Restore     restoreCmd     `cmd:"" help:"Put a backup back, or prove it with --check."`
	Doctor      doctorCmd      `cmd:"" help:"Say what is wrong with this installation and how to mend it."`
	Export      exportCmd      `cmd:"" help:"Write everything as open, documented files."`
	Healthcheck healthcheckCmd `cmd:"" help:"Ask a running Weft whether it is ready."`
	ConfigCmd   configCmd      `cmd:"" name:"config" help:"Settings."`
	VersionCmd  versionCmd     `cmd:"" name:"version" help:"Print the version."`
}

// streams are where a command reads and writes.
type streams struct {
	out, err io.Writer
}

// Exit statuses of the command line.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// Main runs the program with these arguments and returns its exit status: 0 done, 1
// failed, 2 wrong usage. An error is one sentence on standard error.
func Main(args, environ []string, out, errOut io.Writer) int {
	words, err := i18n.Load()
	if err != nil {
		fmt.Fprintln(errOut, "weft:", err)
		return exitFailed
	}
	say := func(err error) {
		var fault *intake.Fault
		var known *errs.Error
		if errors.As(err, &fault) {
			fmt.Fprintln(errOut, "weft:", fault.Sentence)
			return
		}
		if errors.As(err, &known) {
			sentence, fields := words.Problem("en", err)
			fmt.Fprintln(errOut, "weft:", sentence)
			for name, f := range fields {
				fmt.Fprintf(errOut, "  %s: %s\n", name, f)
			}
			return
		}
		fmt.Fprintln(errOut, "weft:", err)
	}
	source, err := config.Source(args, environ)
	if err != nil {
		say(err)
		return exitUsage
	}
	var c cli
	exited := -1
	parser, err := kong.New(&c, source, kong.Name("weft"), kong.Description("Weft: social prescribing, from a referral to a door that opens."),
		kong.Writers(out, errOut), kong.Exit(func(code int) { exited = code }))
	if err != nil {
		fmt.Fprintln(errOut, "weft:", err)
		return exitFailed
	}
	ctx, err := parser.Parse(args)
	if exited >= 0 {
		return exited
	}
	if err != nil {
		fmt.Fprintf(errOut, "weft: %v. Run weft --help to see the commands and the settings.\n", err)
		return exitUsage
	}
	if err := c.Settings.Check(); err != nil {
		say(err)
		return exitUsage
	}
	stop, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer cancel()
	env := &environment{ctx: stop, settings: c.Settings, words: words, streams: streams{out, errOut}}
	if err := ctx.Run(env); err != nil {
		say(err)
		return exitFailed
	}
	return exitDone
}

// environment is what every command gets.
type environment struct {
	ctx      context.Context
	settings config.Settings
	words    *i18n.Catalogue
	held     bool // this process has the data folder to itself
	streams
}

func (e *environment) logger() *slog.Logger { return slog.New(slog.NewTextHandler(e.err, nil)) }

// open opens the database of a data folder, which it makes when it is not there.
func (e *environment) open(folder string, c clock.Clock) (*db.DB, error) {
	if e.settings.DatabaseURL != "" {
		d, err := db.Open(e.ctx, db.Config{URL: e.settings.DatabaseURL, Clock: c})
		return d, because(err, "The database that WEFT_DATABASE_URL names cannot be opened: %s. "+
			"Check the address, that the server runs there, and that it lets this user in.")
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, because(err, "The data folder "+filepath.Base(folder)+" cannot be made: %s. Name another one with --data.")
	}
	d, err := db.Open(e.ctx, db.Config{Path: config.SQLitePath(folder), Clock: c})
	return d, because(err, "The database in the folder "+filepath.Base(folder)+" cannot be opened: %s. "+
		"Name another folder with --data, or put a whole database in its place.")
}

// because puts the innermost cause into a sentence, so that whoever runs the program
// knows why. What has a sentence of its own keeps it.
func because(err error, sentence string) error {
	if err == nil {
		return nil
	}
	var known *errs.Error
	if errors.As(err, &known) && known.Code != "db.unreachable" && known.Code != "db.unwritable" {
		return err
	}
	return fmt.Errorf(sentence, innermost(err))
}

// innermost returns the first cause, the one that says most.
func innermost(err error) error {
	switch e := err.(type) {
	case interface{ Unwrap() []error }:
		if all := e.Unwrap(); len(all) > 0 {
			return innermost(all[0])
		}
	case interface{ Unwrap() error }:
		if next := e.Unwrap(); next != nil {
			return innermost(next)
		}
	}
	return err
}

// migrated opens the database and brings it up to date, after a backup when there is
// anything to do. Changing the schema under a Weft that serves is refused.
func (e *environment) migrated(folder string, c clock.Clock) (*db.DB, error) {
	d, err := e.open(folder, c)
	if err != nil {
		return nil, err
	}
	if _, err := e.update(folder, d); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

// update runs the migrations that have not run and returns how many there were, and makes
// the search of the directory anew where an older program made it.
func (e *environment) update(folder string, d *db.DB) (int, error) {
	pending, err := db.Pending(e.ctx, d)
	if err != nil {
		return 0, err
	}
	if pending > 0 {
		release, err := e.lock(folder, "change the database")
		if err != nil {
			return 0, err
		}
		defer release()
		if err := e.beforeUpdate(folder, d); err != nil {
			return 0, err
		}
	}
	n, err := db.Migrate(e.ctx, d)
	if err == nil {
		_, err = directory.NewService(d, e.settings.Zone(), place.NewService(d)).FreshenSearch(e.ctx, authz.Program())
	}
	return n, err
}

// sender returns the mail server of the settings, nil when there is none.
func (e *environment) sender() (mail.Sender, error) {
	if e.settings.SMTPURL == "" {
		return nil, nil //nolint:nilnil // no sender is the answer: messages wait in the outbox
	}
	return mail.NewSMTP(e.settings.SMTPURL)
}

func (e *environment) parts(d *db.DB) (parts, error) {
	sender, err := e.sender()
	return parts{db: d, words: e.words, zone: e.settings.Zone(), welsh: e.settings.Welsh(), base: e.settings.Base(), sender: sender, log: e.logger()}, err
}

const defaultFolder = "./weft-data"
