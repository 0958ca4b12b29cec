package backup

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"weft/internal/clock"
	"weft/internal/db"
)

// Plan says where regular backups go, how often, and how many stay.
type Plan struct {
	Folder string
	Every  time.Duration // 0: never
	Days   int           // the newest of each of so many days stays
	Weeks  int           // and the newest of each of so many weeks before
}

// Try is one regular backup and what became of it.
type Try struct {
	At      time.Time     `json:"at"`
	File    string        `json:"file,omitempty"`
	Bytes   int64         `json:"bytes,omitempty"`
	Rows    int64         `json:"rows,omitempty"`
	Sealed  bool          `json:"encrypted,omitempty"`
	Proved  bool          `json:"proved"` // it was put back into a scratch database and compared
	Took    time.Duration `json:"took_ns,omitempty"`
	Problem string        `json:"problem,omitempty"`
}

// History is the last try and the last that went well.
type History struct {
	Last Try `json:"last"`
	Good Try `json:"good"`
}

const (
	historyFile = "last.json"
	tryAgain    = time.Hour // after one that failed
	beforeKept  = 3         // backups from before an update
	// BeforeUpdate is the word in the name of a backup made before the schema changes.
	BeforeUpdate = "before-update"
)

// Keeper makes regular backups, proves each, and removes what the plan does not keep.
type Keeper struct {
	db      *db.DB
	plan    Plan
	key     Key
	program string
	clock   clock.Clock
	again   Rebuild
	log     *slog.Logger
}

// NewKeeper returns the keeper of a database's backups.
func NewKeeper(d *db.DB, plan Plan, k Key, program string, c clock.Clock, again Rebuild, log *slog.Logger) *Keeper {
	return &Keeper{db: d, plan: plan, key: k, program: program, clock: c, again: again, log: log}
}

// Read returns what became of the backups of a folder; a zero History when none was
// ever tried.
func Read(folder string) (History, error) {
	var h History
	body, err := os.ReadFile(filepath.Join(folder, historyFile))
	if errors.Is(err, fs.ErrNotExist) {
		return h, nil
	}
	if err != nil {
		return h, err
	}
	return h, json.Unmarshal(body, &h)
}

// due reports whether it is time: the plan's interval after the last, an hour after one
// that failed, and at once when the last lies in the future, because a clock was wrong.
func (p Plan) due(h History, now time.Time) bool {
	wait := p.Every
	if h.Last.Problem != "" {
		wait = min(wait, tryAgain)
	}
	return p.Every > 0 && (h.Last.At.IsZero() || h.Last.At.After(now.Add(time.Minute)) || now.Sub(h.Last.At) >= wait)
}

// Run makes a backup when one is due, proves it in a scratch database beside it, and
// then removes what the plan does not keep. What went wrong is kept, logged and tried
// again an hour later; it is not an error of Run.
func (k *Keeper) Run(ctx context.Context) error {
	h, err := Read(k.plan.Folder)
	if err != nil {
		h = History{} // a file that nobody can read tells nothing
	}
	now := k.clock.Now().UTC()
	if !k.plan.due(h, now) {
		return nil
	}
	if err := os.MkdirAll(k.plan.Folder, 0o700); err != nil {
		return err
	}
	if err := sweep(k.plan.Folder); err != nil {
		return err
	}
	h.Last, err = k.try(ctx, now)
	switch {
	case ctx.Err() != nil:
		return ctx.Err() // stopped on the way: it is due again at the next start
	case err != nil:
		h.Last.Problem = err.Error()
		k.log.Error("a backup failed", "error", err)
	default:
		h.Good = h.Last
		k.log.Info("backed up", "file", h.Last.File, "bytes", h.Last.Bytes, "rows", h.Last.Rows, "proved", h.Last.Proved, "ms", h.Last.Took.Milliseconds())
	}
	if err := k.keep(h); err != nil {
		return err
	}
	if h.Last.Problem != "" {
		return nil
	}
	return Prune(k.plan)
}

func (k *Keeper) try(ctx context.Context, now time.Time) (Try, error) {
	t := Try{At: now, File: k.key.Name(now, ""), Sealed: k.key.Set()}
	path := filepath.Join(k.plan.Folder, t.File)
	made, err := Make(ctx, k.db, path, k.key, k.program)
	if err != nil {
		return Try{At: now}, err
	}
	t.Bytes, t.Rows = made.Bytes, made.Rows()
	_, _, err = Check(ctx, path, k.key, k.plan.Folder, k.again)
	t.Proved, t.Took = err == nil, k.clock.Now().Sub(now)
	if err != nil {
		err = fmt.Errorf("The backup was made and could not be put back: %w", err)
	}
	return t, err
}

// keep writes the history, whole or not at all.
func (k *Keeper) keep(h History) error {
	body, err := json.MarshalIndent(h, "", "  ")
	if err != nil {
		return err
	}
	path := filepath.Join(k.plan.Folder, historyFile)
	if err := os.WriteFile(path+".part", body, 0o600); err != nil {
		return err
	}
	return os.Rename(path+".part", path)
}

// sweep removes what a program that was killed left half made. Only one program makes
// regular backups in a folder.
func sweep(folder string) error {
	for _, pattern := range []string{partPattern, ".weft-check-*"} {
		left, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil {
			return err
		}
		for _, l := range left {
			if err := os.RemoveAll(l); err != nil {
				return err
			}
		}
	}
	return nil
}

// stamped is a backup whose name says when it was made.
type stamped struct {
	name   string
	at     time.Time
	before bool
}

// list returns the backups of a folder by name, the newest first: those that we named.
func list(folder string) ([]stamped, error) {
	named := regexp.MustCompile(`^weft-(\d{8}-\d{6})(-` + BeforeUpdate + `)?\.zip(\.age)?$`)
	all, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var out []stamped
	for _, e := range all {
		m := named.FindStringSubmatch(e.Name())
		if m == nil {
			continue
		}
		if at, err := time.Parse(nameTime, m[1]); err == nil {
			out = append(out, stamped{e.Name(), at, m[2] != ""})
		}
	}
	slices.SortFunc(out, func(a, b stamped) int { return strings.Compare(b.name, a.name) })
	return out, nil
}

// Prune removes the backups that a plan does not keep: the newest of each of its days
// stays, then the newest of each of its weeks, what is younger than a day where there are
// several a day, and the last three from before an update. Files that have another name
// are nobody's to remove.
func Prune(p Plan) error {
	all, err := list(p.Folder)
	if err != nil {
		return err
	}
	days, covered, weeks, before := map[string]bool{}, map[string]bool{}, map[string]bool{}, 0
	for _, b := range all {
		year, number := b.at.ISOWeek()
		day, week := b.at.Format(time.DateOnly), fmt.Sprint(year, " ", number)
		switch {
		case b.before && before < beforeKept:
			before++
			continue
		case b.before:
		case !days[day] && len(days) < max(1, p.Days):
			days[day], covered[week] = true, true
			continue
		case p.Every < 24*time.Hour && all[0].at.Sub(b.at) < 24*time.Hour:
			continue
		case !days[day] && !covered[week] && !weeks[week] && len(weeks) < p.Weeks:
			weeks[week] = true
			continue
		}
		if err := os.Remove(filepath.Join(p.Folder, b.name)); err != nil {
			return err
		}
	}
	return nil
}
