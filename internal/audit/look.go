package audit

import (
	"context"
	"sync"
	"time"

	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
)

// lookEvery is how often the same actor looking at the same person is recorded.
const lookEvery = 15 * time.Minute

// maxLate bounds the looks that wait for a disk to have room again. Past it nobody reads
// unrecorded.
const maxLate = 10_000

// look is one look at a person that could not be recorded yet.
type look struct {
	at     time.Time
	actor  authz.Actor
	person string
}

// looks are those that wait, in the memory of this process.
type looks struct {
	mu   sync.Mutex
	list []look
}

// add keeps a look, and reports whether there was room and it was not kept already.
func (l *looks) add(n look) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, o := range l.list {
		if o.actor.ID == n.actor.ID && o.person == n.person && n.at.Sub(o.at) < lookEvery {
			return true
		}
	}
	if len(l.list) >= maxLate {
		return false
	}
	l.list = append(l.list, n)
	return true
}

// Looked records that the actor saw a person, once per 15 minutes. The caller has
// checked that they may. While the database can be read and not written, such as on a
// full disk, the look is kept in memory and recorded with its time as soon as there is
// room (Late), so that a person's record can be read in the meantime.
func (l *Log) Looked(ctx context.Context, a authz.Actor, person string) error {
	if a.Kind == authz.System {
		return nil
	}
	var now time.Time
	recent := func(tx *db.Tx) (bool, error) {
		now = tx.Now()
		n, err := db.One(ctx, tx, db.Value[int], `select count(*) from audit_event
			where person = $1 and action = 'person.look' and actor = $2 and at > $3`, person, a.ID, tx.Now().Add(-lookEvery))
		return n > 0, err
	}
	var seen bool
	err := l.db.Glance(ctx, func(tx *db.Tx) (err error) { seen, err = recent(tx); return err })
	if err != nil || seen {
		return err
	}
	err = l.db.Write(ctx, func(tx *db.Tx) error {
		if seen, err := recent(tx); err != nil || seen {
			return err
		}
		return Record(ctx, tx, a, "person.look", About("person", person, person))
	})
	if unwritable(err) && l.late.add(look{now, a, person}) {
		return nil
	}
	return err
}

// unwritable reports whether what could be read cannot be written just now.
func unwritable(err error) bool {
	code := errs.CodeOf(err)
	return code == "db.full" || code == "db.unwritable"
}

// Late records the looks that could not be recorded when they happened, and returns how
// many. The job that seals the chain calls it.
func (l *Log) Late(ctx context.Context) (int, error) {
	l.late.mu.Lock()
	defer l.late.mu.Unlock()
	if len(l.late.list) == 0 {
		return 0, nil
	}
	err := l.db.Write(ctx, func(tx *db.Tx) error {
		for _, n := range l.late.list {
			if err := write(ctx, tx, n.at, n.actor, "person.look", About("person", n.person, n.person), "done"); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	n := len(l.late.list)
	l.late.list = nil
	return n, nil
}
