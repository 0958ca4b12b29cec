package job

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"time"

	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
)

const (
	hold     = 2 * time.Minute // how long an instance holds a job
	maxTries = 8
	pollFor  = time.Second
)

// Handler does the work of one kind of job. It must be safe to run twice.
type Handler func(ctx context.Context, payload []byte) error

// Every is regular work: what it is called, how often, and what it does.
type Every struct {
	Name string
	Each time.Duration
	Do   func(ctx context.Context) error
}

// Enqueue writes a job in the caller's transaction, to run at the given time or,
// when that is zero, at once. The payload is stored as JSON and holds ids only.
func Enqueue(ctx context.Context, tx *db.Tx, kind string, payload any, at time.Time) error {
	body, err := json.Marshal(payload)
	if err != nil {
		return fmt.Errorf("job %s: %w", kind, err)
	}
	if at.IsZero() {
		at = tx.Now()
	}
	return tx.Later(ctx, `insert into job (id, kind, payload, run_at) values ($1, $2, $3, $4)`,
		id.New[Runner](), kind, string(body), at)
}

// Runner takes due jobs and runs them.
type Runner struct {
	db       *db.DB
	name     string
	handlers map[string]Handler
	schedule []Every
	log      *slog.Logger
	lead     func() bool
}

// NewRunner returns a runner that knows these handlers and this schedule. name
// tells instances apart.
func NewRunner(d *db.DB, name string, handlers map[string]Handler, schedule []Every, log *slog.Logger) *Runner {
	return &Runner{db: d, name: name, handlers: handlers, schedule: schedule, log: log, lead: func() bool { return true }}
}

// While lets a runner work only while lead says so, for several instances on one
// database.
func (r *Runner) While(lead func() bool) *Runner {
	r.lead = lead
	return r
}

// Run works until the context ends, and finishes the job in hand before it returns.
func (r *Runner) Run(ctx context.Context) {
	next := make([]time.Time, len(r.schedule))
	tick := time.NewTicker(pollFor)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-tick.C:
			if !r.lead() {
				continue
			}
			for i, e := range r.schedule {
				if now.Before(next[i]) {
					continue
				}
				next[i] = now.Add(e.Each)
				if err := e.Do(ctx); err != nil && ctx.Err() == nil {
					r.log.Error("scheduled work failed", "work", e.Name, "error", err)
				}
			}
			if _, err := r.RunDue(ctx); err != nil && ctx.Err() == nil {
				r.log.Error("jobs could not be taken", "error", err)
			}
		}
	}
}

// RunDue runs every job that is due now and returns how many ran.
func (r *Runner) RunDue(ctx context.Context) (int, error) {
	for n := 0; ; n++ {
		j, err := r.take(ctx)
		if errs.Is(err, errs.NotFound) {
			return n, nil
		}
		if err != nil {
			return n, err
		}
		if err := r.finish(ctx, j, r.handle(ctx, j)); err != nil {
			return n, err
		}
	}
}

type taken struct {
	id       string
	kind     string
	payload  []byte
	attempts int
}

func (r *Runner) handle(ctx context.Context, j taken) error {
	h, ok := r.handlers[j.kind]
	if !ok {
		return fmt.Errorf("nobody handles jobs of kind %s", j.kind)
	}
	return h(ctx, j.payload)
}

// take claims one due job. NotFound means that there is none.
func (r *Runner) take(ctx context.Context) (j taken, err error) {
	find := func(tx *db.Tx) (taken, error) {
		return db.One(ctx, tx, func(s db.Scan) (taken, error) {
			var t taken
			err := s(&t.id, &t.kind, &t.payload, &t.attempts)
			return t, err
		}, `select id, kind, payload, attempts from job where done_at is null and failed_at is null and run_at <= $1
			and (taken_to is null or taken_to < $1) order by run_at, id limit 1`, tx.Now())
	}
	if err = r.db.Read(ctx, func(tx *db.Tx) error { _, err := find(tx); return err }); err != nil {
		return j, err
	}
	err = r.db.Write(ctx, func(tx *db.Tx) error {
		if j, err = find(tx); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `update job set taken_by = $1, taken_to = $2, attempts = attempts + 1 where id = $3`,
			r.name, tx.Now().Add(hold), j.id)
		return err
	})
	return j, err
}

func (r *Runner) finish(ctx context.Context, j taken, cause error) error {
	return r.db.Write(ctx, func(tx *db.Tx) error {
		if cause == nil {
			_, err := tx.Exec(ctx, `update job set done_at = $1, taken_to = null, error = null where id = $2`, tx.Now(), j.id)
			return err
		}
		r.log.Warn("a job failed", "kind", j.kind, "job", j.id, "try", j.attempts+1, "error", cause)
		if j.attempts+1 >= maxTries {
			_, err := tx.Exec(ctx, `update job set failed_at = $1, taken_to = null, error = $2 where id = $3`, tx.Now(), errs.CodeOf(cause), j.id)
			return err
		}
		wait := 30 * time.Second << j.attempts
		_, err := tx.Exec(ctx, `update job set run_at = $1, taken_to = null, error = $2 where id = $3`, tx.Now().Add(wait), errs.CodeOf(cause), j.id)
		return err
	})
}
