package caseload

import (
	"context"
	"time"

	"weft/internal/access"
	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/person"
	"weft/internal/text"
)

// HandOver is one change of worker: the words are for the next one.
type HandOver struct {
	Case   ID
	From   authz.AccountID
	To     authz.AccountID
	Words  string
	MeetOn clock.Date // the joint meeting, where one is planned
	At     time.Time
}

// HandOverTx gives an open case to another worker inside the use case that checks
// them and tells the person (package journey). The sight of the one before, and of
// whoever stood in, ends in the moment in which the next one's begins. The joint
// meeting becomes the next date. The same worker is a Conflict, so is a lost race.
// Audited.
func (s *Service) HandOverTx(ctx context.Context, tx *db.Tx, a authz.Actor, c Case, version int64, h HandOver, meet Next) error {
	h.Words, meet = text.Words(h.Words), meet.Tidy()
	if !c.Open() {
		return c.Status.refused()
	}
	if h.To == c.Worker {
		return errs.New(errs.Conflict, "caseload.same_worker")
	}
	var k errs.Check
	k.Require(text.Length(h.Words) <= 4000, "words", "form.too_long", 4000)
	if err := k.Merge(meet.validate(clock.DateOf(tx.Now(), s.zone))); err != nil {
		return err
	}
	if err := k.Err(); err != nil {
		return err
	}
	if err := setWorker(ctx, tx, c, version, h.To); err != nil {
		return err
	}
	if err := access.EndServiceTx(ctx, tx, c.Person, c.Worker.String(), authz.ByWorker, c.Service); err != nil {
		return err
	}
	if err := access.EndCoverTx(ctx, tx, c.Person, c.Service); err != nil {
		return err
	}
	h.Case, h.From, h.MeetOn, h.At = c.ID, c.Worker, meet.On, tx.Now()
	c.Worker = h.To
	if err := access.GrantTx(ctx, tx, workerGrant(c)); err != nil {
		return err
	}
	if !meet.On.IsZero() {
		if err := setNext(ctx, tx, c.ID, meet); err != nil {
			return err
		}
	}
	_, err := tx.Exec(ctx, `insert into hand_over (id, case_id, person, service, from_account, to_account, words, meet_on, by_account, at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`, id.New[HandOver](), c.ID, c.Person, c.Service, h.From, h.To, h.Words, h.MeetOn, a.ID, h.At)
	if err != nil {
		return err
	}
	return audit.Record(ctx, tx, a, "case.hand_over", c.subject())
}

func handOvers(ctx context.Context, tx *db.Tx, a authz.Actor, p person.ID) ([]HandOver, error) {
	var args db.Args
	is := args.Bind(p)
	where := a.Scope(authz.CaseRead).Within("h.person", "h.service", tx.Now(), args.Bind)
	return db.All(ctx, tx, func(s db.Scan) (HandOver, error) {
		var h HandOver
		err := s(&h.Case, &h.From, &h.To, &h.Words, &h.MeetOn, &h.At)
		return h, err
	}, `select h.case_id, h.from_account, h.to_account, h.words, h.meet_on, h.at from hand_over h where h.person = `+is+` and `+where+`
		order by h.at, h.id`, args.List()...)
}
