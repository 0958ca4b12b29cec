package plan

import (
	"context"
	"time"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/person"
	"weft/internal/text"
	"weft/internal/vocabulary"
)

// Conversation is what the person said, as of one version.
type Conversation struct {
	Case      caseload.ID
	Person    person.ID
	By        authz.AccountID
	At        time.Time
	Version   int64
	Matters   string   // what matters to me
	Strengths string   // what they can do, whom they know
	ReadBack  bool     // read back to them and agreed
	Needs     []string // codes of vocabulary.Needs, in the person's order
	Other     string   // a need in their words
}

func (c Conversation) tidy() Conversation {
	c.Matters, c.Strengths, c.Other = text.Words(c.Matters), text.Words(c.Strengths), text.Line(c.Other)
	return c
}

func (c Conversation) validate(l vocabulary.Lists) error {
	var k errs.Check
	k.Require(text.Length(c.Matters) <= 20000, "matters", "form.too_long", 20000)
	k.Require(text.Length(c.Strengths) <= 8000, "strengths", "form.too_long", 8000)
	k.Require(text.Length(c.Other) <= 500, "other", "form.too_long", 500)
	for _, n := range c.Needs {
		k.Require(l.Known(vocabulary.NeedList, n), "needs", "referral.need_unknown")
	}
	return k.Err()
}

// Listen keeps what the person said as the next version of the conversation.
// version is the one the form was made from, 0 for the first; a lost race is a
// Conflict and nothing is written. Nothing is required. Audited.
func (s *Service) Listen(ctx context.Context, a authz.Actor, p person.ID, version int64, in Conversation) error {
	in = in.tidy()
	return s.db.Write(ctx, func(tx *db.Tx) error {
		c, err := s.cases.OpenForTx(ctx, tx, a, authz.CaseWork, p)
		if err != nil {
			return err
		}
		lists, err := vocabulary.InForceTx(ctx, tx, c.Service.String(), s.today(tx))
		if err != nil {
			return err
		}
		if err := in.validate(lists); err != nil { // a need that was ticked before it was retired stays
			return err
		}
		have, err := lastVersion(ctx, tx, c)
		if err != nil {
			return err
		}
		if have != version {
			return errs.New(errs.Conflict, "form.changed_meanwhile")
		}
		in.Case, in.Person, in.By, in.At, in.Version = c.ID, c.Person, a.ID, tx.Now(), version+1
		if err := insertConversation(ctx, tx, in); err != nil {
			return err
		}
		if err := s.cases.SpokeTx(ctx, tx, a, c); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, "conversation.keep", audit.About("case", c.ID.String(), c.Person.String()))
	})
}

// Heard returns the newest version of what the person said, to whoever may read the
// case; its Version is 0 when nothing was kept yet, or when there is no such case.
func (s *Service) Heard(ctx context.Context, a authz.Actor, p person.ID) (out Conversation, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		c, err := s.cases.ForPersonTx(ctx, tx, a, authz.CaseRead, p)
		if err == nil {
			out, err = heard(ctx, tx, c)
		}
		if errs.Is(err, errs.NotFound) {
			return nil
		}
		return err
	})
	return out, err
}
