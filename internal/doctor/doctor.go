package doctor

import (
	"context"
	"errors"
	"fmt"
	"time"

	"weft/internal/audit"
	"weft/internal/backup"
	"weft/internal/clock"
	"weft/internal/config"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/pulse"
)

// Level says whether a finding asks for something to be done.
type Level string

// The levels.
const (
	Wrong Level = "wrong"
	Note  Level = "note"
)

// Finding is one thing that was found: what it is about, what it is, what to do.
type Finding struct {
	Level Level  `json:"level"`
	About string `json:"about"`
	What  string `json:"what"`
	Do    string `json:"do,omitempty"`
}

// Patient is what is looked at.
type Patient struct {
	Settings config.Settings
	Folder   string // data folder
	DB       *db.DB // nil when it could not be opened
	NotOpen  error  // why it could not
	Mail     func(ctx context.Context) error
	Sentence func(err error) string
	Clock    clock.Clock
}

// ward collects what is found.
type ward struct {
	Patient
	now time.Time
	out []Finding
}

func (w *ward) wrong(about, what, do string) { w.out = append(w.out, Finding{Wrong, about, what, do}) }
func (w *ward) note(about, what, do string)  { w.out = append(w.out, Finding{Note, about, what, do}) }

// failed notes that something could not be looked at.
func (w *ward) failed(about string, err error) {
	w.wrong(about, "This could not be looked at: "+w.Sentence(err), "Mend what is said above it first, then run weft doctor again.")
}

// Examine looks at everything and returns what was found, in the order in which it is
// best mended.
func Examine(ctx context.Context, p Patient) []Finding {
	w := &ward{Patient: p, now: p.Clock.Now()}
	w.settings(ctx)
	w.folder()
	w.backups()
	if p.DB == nil {
		w.wrong("database", "The database cannot be opened: "+p.Sentence(p.NotOpen), "Start it, or correct the setting. If it is damaged, put a backup back with weft restore.")
		return w.out
	}
	for _, look := range []func(context.Context) error{w.schema, w.engine, w.whole, w.pulse, w.extent} {
		err := look(ctx)
		var known *errs.Error
		switch {
		case err == nil:
		case errors.As(err, &known) && known.Code == "db.damaged":
			w.wrong("database", p.Sentence(err), "")
		default:
			w.failed("database", err)
			return w.out // what comes next would fail in the same way
		}
	}
	return w.out
}

// schema compares the database with what this program knows.
func (w *ward) schema(ctx context.Context) error {
	have, err := db.Version(ctx, w.DB)
	if err != nil {
		return err
	}
	newest, err := db.Newest(w.DB.Engine())
	if err != nil {
		return err
	}
	if have > newest {
		w.wrong("schema", fmt.Sprintf("A newer Weft has written this database: its schema is %d, this program knows %d.", have, newest), "Run the newer Weft, or restore a backup from before the update.")
		return nil
	}
	pending, err := db.Pending(ctx, w.DB)
	if err != nil {
		return err
	}
	if pending > 0 {
		w.wrong("schema", fmt.Sprintf("%d steps that this program needs have not run on the database.", pending), "Stop Weft and start this version of it, or run weft migrate. It backs up first.")
	}
	return nil
}

// engine looks at how the database keeps data.
func (w *ward) engine(ctx context.Context) error {
	all, err := db.Settings(ctx, w.DB)
	if err != nil {
		return err
	}
	for _, s := range all {
		switch {
		case w.DB.Engine() == db.SQLite && s.Name == "version" && db.Unsafe(s.Value):
			w.wrong("engine", "SQLite "+s.Value+" can lose what was saved.", "Use a newer build of Weft.")
		case s.Name == "journal" && s.Value != "wal":
			w.wrong("engine", "SQLite does not keep a write-ahead log here (its journal is "+s.Value+").", "Put the data folder on a local disk, not a network share.")
		case w.DB.Engine() == db.SQLite && s.Name == "synchronous" && s.Value != "2" && s.Value != "3":
			w.wrong("engine", "SQLite does not wait for the disk.", "Use an unchanged build of Weft.")
		case s.Name == "synchronous" && s.Value == "off", s.Name == "fsync" && s.Value == "off":
			w.wrong("engine", "PostgreSQL does not wait for its disk ("+s.Name+" is off): a power cut loses what was acknowledged.", "Set synchronous_commit and fsync to on in the settings of PostgreSQL.")
		case s.Name == "references" && s.Value != "1":
			w.wrong("engine", "SQLite does not check references.", "Use an unchanged build of Weft.")
		}
	}
	return nil
}

// whole checks the database and the audit chain.
func (w *ward) whole(ctx context.Context) error {
	if err := db.Sound(ctx, w.DB); err != nil {
		return err
	}
	if _, _, err := audit.NewLog(w.DB).Verify(ctx); errors.Is(err, audit.ErrBroken) {
		w.wrong("audit record", "Somebody altered or removed an event: "+err.Error()+".", "Keep the database as it is, tell whoever answers for data protection, and compare it with older backups (weft restore FILE --check).")
	} else if err != nil {
		return err
	}
	return nil
}

const (
	maxSkew     = 5 * time.Second
	maxUnsealed = 5 * time.Minute
	maxWaiting  = time.Hour
)

// pulse looks at what waits and what failed.
func (w *ward) pulse(ctx context.Context) error {
	p, err := pulse.NewService(w.DB).Now(ctx)
	if err != nil {
		return err
	}
	if p.Skew.Abs() > maxSkew {
		w.wrong("clock", fmt.Sprintf("The clocks of this machine and of the database differ by %s.", p.Skew.Abs().Round(time.Second)), "Let both take their time from the same server (NTP).")
	}
	if p.Newest.After(w.now.Add(maxSkew)) {
		w.wrong("clock", fmt.Sprintf("The last event of the audit record lies %s ahead: the clock of this machine was or is wrong.", p.Newest.Sub(w.now).Round(time.Second)), "Set the clock, and let it take its time from a server (NTP).")
	}
	if age := p.Unsealed.Age(w.now); age > maxUnsealed {
		w.wrong("audit record", fmt.Sprintf("%d events are not in the chain yet, the oldest for %s. Weft does that every second while it serves.", p.Unsealed.Count, age.Round(time.Minute)), "Start weft serve. If it runs, look at its log for scheduled work that failed.")
	}
	if age := p.Jobs.Age(w.now); age > maxWaiting {
		w.wrong("jobs", fmt.Sprintf("%d jobs are due and not done, the oldest for %s.", p.Jobs.Count, age.Round(time.Minute)), "Start weft serve. If it runs, look at its log for jobs that could not be taken.")
	}
	if p.JobsFailed > 0 {
		w.wrong("jobs", fmt.Sprintf("%d jobs were given up after eight tries.", p.JobsFailed), "Look in the log for jobs that failed, and mend what it names.")
	}
	if p.Failed > 0 {
		w.wrong("messages", fmt.Sprintf("%d messages could not be sent.", p.Failed), "Open the outbox (/outbox): try again, print a letter, or tell them.")
	}
	if w.Settings.SMTPURL != "" && p.Messages.Age(w.now) > 24*time.Hour {
		w.wrong("messages", fmt.Sprintf("%d messages wait, the oldest for %s.", p.Messages.Count, p.Messages.Age(w.now).Round(time.Hour)), "Open the outbox (/outbox) to see what they wait for.")
	}
	return nil
}

// extent looks for what an installation cannot work without, or must not hold.
func (w *ward) extent(ctx context.Context) error {
	e, err := pulse.NewService(w.DB).Extent(ctx)
	if err != nil {
		return err
	}
	if e.Administrators == 0 {
		w.wrong("accounts", "There is no administrator.", "Start weft serve and open the link that it prints, or run weft admin create --email theirs.")
	}
	if e.Postcodes == 0 {
		w.wrong("postcodes", "No postcodes are known, so nothing can be found near anybody.", "Fetch the ONS Postcode Directory and run weft import postcodes FILE.")
	}
	if e.Groups == 0 {
		w.wrong("directory", "The directory holds no group.", "Run weft import directory SOURCE, or enter groups at /directory/new.")
	}
	if e.Invented > 0 {
		w.wrong("demo data", fmt.Sprintf("%d people have NHS numbers of the range that is kept for examples.", e.Invented), "If this is a real installation, begin with an empty data folder. Examples belong into weft demo.")
	}
	return nil
}

// backups looks at what became of the regular backups.
func (w *ward) backups() {
	key, err := backup.NewKey(w.Settings.BackupKey)
	switch {
	case err != nil:
		w.wrong("backup key", err.Error(), "")
	case !key.Set():
		w.wrong("backup key", "Backups are not encrypted, because WEFT_BACKUP_KEY is not set.", "Make a key with weft backup --new-key, set it, and keep a copy away from this machine.")
	}
	every := w.Settings.BackupEvery
	if every == 0 {
		w.note("backup", "Regular backups are off (WEFT_BACKUP_EVERY is 0s).", "Make sure that something else backs up, such as weft backup from a timer.")
		return
	}
	folder := w.Settings.Backups(w.Folder)
	h, err := backup.Read(folder)
	switch {
	case err != nil:
		w.wrong("backup", "What became of the last backup cannot be read.", "Check the folder of backups and its permissions.")
	case h.Last.At.IsZero():
		w.wrong("backup", "No regular backup was ever made.", "Start weft serve: it makes one within a minute and tries it.")
	case h.Last.Problem != "":
		w.wrong("backup", "The last backup, of "+h.Last.At.Format("2 January 2006 15:04 UTC")+", failed: "+h.Last.Problem, "Mend that; it is tried again within an hour while Weft serves.")
	case w.now.Sub(h.Good.At) > 2*every:
		w.wrong("backup", fmt.Sprintf("The last good backup is %s old.", w.now.Sub(h.Good.At).Round(time.Minute)), "Start weft serve. If it runs, look at its log for a backup that failed.")
	default:
		w.note("backup", fmt.Sprintf("The last backup, of %s, was put back on trial and is good (%d rows).", h.Good.At.Format("2 January 2006 15:04 UTC"), h.Good.Rows), "")
	}
}
