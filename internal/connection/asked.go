package connection

import (
	"context"
	"errors"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/message"
	"weft/internal/once"
	"weft/internal/text"
)

// asking is what a link of ours asks.
type asking string

const (
	forPlace asking = "place" // is there a place
	forCame  asking = "came"  // did they come
)

// AskCame is a regular job: where the person agreed to it, a group that offered a place
// is asked once, by a link of its own, whether they came. It is asked on the day on which
// we would ask ourselves. The message names nobody. Audited as the program.
func (s *Service) AskCame(ctx context.Context) error {
	var due []ID
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) {
		due, err = db.All(ctx, tx, db.Value[ID], `select id from connection where status = 'offered' and ask_attendance and basis is not null
			and grp is not null and came_asked is null and chase_on <= $1 order by chase_on, id limit $2`, s.today(tx), silentAtOnce)
		return err
	})
	if err != nil {
		return err
	}
	failed := make([]error, len(due))
	for i, c := range due {
		failed[i] = s.askCame(ctx, c)
	}
	return errors.Join(failed...)
}

func (s *Service) askCame(ctx context.Context, cid ID) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		a := authz.Program()
		c, err := db.One(ctx, tx, scan, `select `+columns+` from connection c where c.id = $1`, cid)
		if err != nil || c.Status != Offered {
			return err // somebody was quicker
		}
		may, err := s.mayWrite(ctx, tx, a, c)
		if err != nil {
			return err
		}
		// Its turn is over either way, so that one that cannot be asked holds up no other.
		if _, err := tx.Exec(ctx, `update connection set came_asked = $2 where id = $1`, cid, tx.Now()); err != nil || !may {
			return err
		}
		if err := (gate{}).keep(ctx, tx, cid); err != nil {
			return err
		}
		if err := s.ask(ctx, tx, a, c, message.ConnectionCame, forCame); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, "connection.ask_came", c.subject())
	})
}

// AnswerCame takes the group's answer to "did they come?" through its link, with the
// secret of Open. Yes is the first time and ends the link; a no ends the link and is for
// the worker to look at, because only they end a connection; not yet asks nobody again.
// A repeated submit returns as the first did. Audited.
func (s *Service) AnswerCame(ctx context.Context, token, proof string, in Visit) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		c, a, err := opened(ctx, tx, token)
		if err != nil {
			return err
		}
		if err := authz.Check(a, authz.ConnectionAnswer); err != nil {
			return err
		}
		_, err = once.Do(ctx, tx, a, in.Key, "connection.answer_came", func() (string, error) {
			if err := s.proven(ctx, tx, token, proof, c, forCame); err != nil {
				return "", err
			}
			if in.On.IsZero() {
				in.On = s.today(tx)
			}
			if err := s.checkVisit(tx, c, in); err != nil {
				return "", err
			}
			return "", s.saidCame(ctx, tx, a, c, in)
		})
		return err
	})
}

func (s *Service) saidCame(ctx context.Context, tx *db.Tx, a authz.Actor, c Connection, in Visit) error {
	c.CameSaid, c.CameSaidAt = in.Came, tx.Now()
	if in.Came != CameNo {
		return s.cameTx(ctx, tx, a, c, in)
	}
	c.ChaseOn = s.today(tx)
	if err := update(ctx, tx, c); err != nil {
		return err
	}
	if err := endLinks(ctx, tx, c.ID); err != nil {
		return err
	}
	return audit.Record(ctx, tx, a, "connection.said_no", c.subject())
}

// proven says whether a link works, asks this, and its holder typed the code.
func (s *Service) proven(ctx context.Context, tx *db.Tx, token, proof string, c Connection, want asking) error {
	asks, err := s.works(ctx, tx, token, c)
	if err != nil {
		return err
	}
	if asks != want {
		return errs.New(errs.NotFound, "connection.link_ended")
	}
	g, err := gateOf(ctx, tx, c.ID)
	if err == nil && !g.proves(proof, tx.Now()) {
		err = errs.New(errs.Unauthenticated, "connection.code_needed")
	}
	return err
}

func (s *Service) checkVisit(tx *db.Tx, c Connection, in Visit) error {
	var k errs.Check
	k.Require(in.Came == CameYes || in.Came == CameNotYet || in.Came == CameNo, "came", "connection.came_missing")
	k.Require(!in.On.After(s.today(tx)), "on", "date.future")
	k.Require(!in.On.Before(clock.DateOf(c.Sent, s.zone)), "on", "connection.came_before")
	k.Require(text.Length(in.Words) <= 2000, "words", "form.too_long", 2000)
	return k.Err()
}
