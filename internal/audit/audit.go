package audit

import (
	"context"
	"strings"
	"time"

	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
)

// Event is one row of the record.
type Event struct {
	ID      id.ID[Event]
	At      time.Time
	Actor   authz.AccountID // empty for the public and the program
	Kind    authz.Kind
	Action  string
	Subject Subject
	Outcome string // done, denied or failed
}

// Subject names what was acted on: its kind, its id, and the person it concerns,
// where there is one.
type Subject struct {
	Kind   string
	ID     string
	Person string
}

// On returns the subject of a record that concerns no person.
func On(kind, id string) Subject { return Subject{Kind: kind, ID: id} }

// About returns the subject of a record that concerns a person.
func About(kind, id, person string) Subject { return Subject{Kind: kind, ID: id, Person: person} }

// Record writes one event in the caller's transaction. action is a verb with its
// capability, such as "referral.accept".
func Record(ctx context.Context, tx *db.Tx, a authz.Actor, action string, s Subject) error {
	return write(ctx, tx, tx.Now(), a, action, s, "done")
}

func write(ctx context.Context, tx *db.Tx, at time.Time, a authz.Actor, action string, s Subject, outcome string) error {
	tx.Gather(`insert into audit_event (id, at, actor, actor_kind, action, kind, subject, person, outcome)`,
		id.New[Event](), at, a.ID, string(a.Kind), action, s.Kind, none(s.ID), none(s.Person), outcome)
	return nil
}

func none(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// Log reads the record and writes what stands outside a use case.
type Log struct {
	db   *db.DB
	late looks
}

// NewLog returns the log of a database.
func NewLog(d *db.DB) *Log { return &Log{db: d} }

// Refused records an attempt that was denied or failed. action is the route's
// pattern or the use case's name, never an address with ids in it.
func (l *Log) Refused(ctx context.Context, a authz.Actor, action string, kind errs.Kind) error {
	outcome := "failed"
	if kind == errs.Forbidden || kind == errs.NotFound || kind == errs.Unauthenticated {
		outcome = "denied"
	}
	return l.db.Write(ctx, func(tx *db.Tx) error {
		return write(ctx, tx, tx.Now(), a, action, On("attempt", ""), outcome)
	})
}

const columns = `id, at, actor, actor_kind, action, kind, subject, person, outcome`

func scan(s db.Scan) (Event, error) {
	var e Event
	err := s(&e.ID, &e.At, &e.Actor, &e.Kind, &e.Action, &e.Subject.Kind, &e.Subject.ID, &e.Subject.Person, &e.Outcome)
	return e, err
}

// Looks returns who has looked at a person, newest first, at most limit. The caller
// has checked that the actor may see the person.
func (l *Log) Looks(ctx context.Context, person string, limit int) ([]Event, error) {
	var out []Event
	err := l.db.Glance(ctx, func(tx *db.Tx) (err error) {
		out, err = db.All(ctx, tx, scan, `select `+columns+` from audit_event
			where person = $1 and action = 'person.look' order by at desc, id desc`+db.Limit(limit), person)
		return err
	})
	return out, err
}

// LooksTx returns every look at these records of one person, newest first, inside the
// caller's transaction, which has checked the actor.
func LooksTx(ctx context.Context, tx *db.Tx, records []string) ([]Event, error) {
	var args db.Args
	marks := make([]string, len(records))
	for i, r := range records {
		marks[i] = args.Bind(r)
	}
	if len(marks) == 0 {
		return nil, nil
	}
	return db.All(ctx, tx, scan, `select `+columns+` from audit_event where person in (`+strings.Join(marks, ", ")+`)
		and action = 'person.look' and outcome = 'done' order by at desc, id desc`, args.List()...)
}
