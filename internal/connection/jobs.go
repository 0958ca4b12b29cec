package connection

import (
	"context"
	"errors"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/message"
)

// silentAtOnce bounds how many silent connections one run takes.
const silentAtOnce = 200

// MarkSilent is a regular job: a group that has not answered for five working days has not
// responded, and one that was asked through our link is asked once more, with a new link.
// An answer that comes later ends it. Audited as the program.
func (s *Service) MarkSilent(ctx context.Context) error {
	var due []ID
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) {
		due, err = db.All(ctx, tx, db.Value[ID], `select id from connection where status = 'sent' and via <> 'by_person' and chase_on <= $1
			order by chase_on, id limit $2`, s.today(tx), silentAtOnce)
		return err
	})
	if err != nil {
		return err
	}
	failed := make([]error, len(due))
	for i, c := range due {
		failed[i] = s.markSilent(ctx, c) // one that fails keeps nobody else waiting
	}
	return errors.Join(failed...)
}

func (s *Service) markSilent(ctx context.Context, cid ID) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		a := authz.Program()
		c, err := db.One(ctx, tx, scan, `select `+columns+` from connection c where c.id = $1`, cid)
		if err != nil || c.Status != Sent || c.ChaseOn.After(s.today(tx)) {
			return err // somebody was quicker
		}
		again, err := s.mayChase(ctx, tx, a, c)
		if err != nil {
			return err
		}
		c.Status, c.ChaseOn = NoResponse, clock.Date{}
		if again {
			c.Chased = tx.Now()
			if err := s.ask(ctx, tx, a, c, message.ConnectionChase, forPlace); err != nil {
				return err
			}
		}
		if err := update(ctx, tx, c); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, "connection.no_response", c.subject())
	})
}

// mayChase reports whether the group is written to again: it was asked through our link,
// and it may be written to.
func (s *Service) mayChase(ctx context.Context, tx *db.Tx, a authz.Actor, c Connection) (bool, error) {
	if c.Via != ByLink {
		return false, nil
	}
	return s.mayWrite(ctx, tx, a, c)
}

// mayWrite reports whether the group may be written to about a connection: the case is
// open, what was agreed holds, and its contact is known.
func (s *Service) mayWrite(ctx context.Context, tx *db.Tx, a authz.Actor, c Connection) (bool, error) {
	open, err := db.One(ctx, tx, db.Value[int], `select count(*) from person_case where id = $1 and closed is null`, c.Case)
	if err != nil || open == 0 {
		return false, err
	}
	holds, err := s.holds(ctx, tx, c)
	if err != nil || !holds {
		return false, err
	}
	to, err := s.on.Directory.RegisteredTx(ctx, tx, a, c.Group)
	channel, _ := channelOf(to)
	return channel != message.ByNone, err
}
