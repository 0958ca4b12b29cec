package journey

import (
	"context"
	"time"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/connection"
	"weft/internal/db"
	"weft/internal/due"
	"weft/internal/errs"
	"weft/internal/gap"
	"weft/internal/message"
	"weft/internal/once"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/plan"
	"weft/internal/text"
	"weft/internal/vocabulary"
)

// Close is what the closing form asks. Reason is a code of
// vocabulary.ClosureReasons; Need only where nothing suitable was the reason.
type Close struct {
	Key          string
	Version      int64
	Reason       string
	Words        string
	Need         string
	TellPerson   bool
	TellReferrer bool
	LookAgain    bool // they agreed to one more look three months on
}

func (c Close) validate(l vocabulary.Lists) error {
	var k errs.Check
	k.Require(l.ClosureReasons().Has(c.Reason), "reason", "journey.reason_missing")
	k.Require(text.Length(c.Words) <= 4000, "words", "form.too_long", 4000)
	if c.Reason == "no_provision" {
		k.Require(l.Needs().Has(c.Need), "need", "journey.no_provision_needs_need")
	}
	return k.Err()
}

// Close ends a case with its reason and tells whoever is to be told, within what
// was agreed. Lost contact is refused until enough was tried; no provision leaves an
// unmet need; a death is recorded as Died does. Where the person agreed, one more look
// is planned three months on. The person may come back any time. Audited.
func (s *Service) Close(ctx context.Context, a authz.Actor, p person.ID, in Close) error {
	in.Words = text.Words(in.Words)
	return s.db.Write(ctx, func(tx *db.Tx) error {
		_, err := once.Do(ctx, tx, a, in.Key, "journey.close", func() (string, error) {
			c, err := s.cases.OpenForTx(ctx, tx, a, authz.CaseWork, p)
			if err != nil {
				return "", err
			}
			lists, err := vocabulary.InForceTx(ctx, tx, c.Service.String(), clock.DateOf(tx.Now(), time.UTC))
			if err != nil {
				return "", err
			}
			if err := in.validate(lists); err != nil {
				return "", err
			}
			return "", s.closeTx(ctx, tx, a, c, in)
		})
		return err
	})
}

func (s *Service) closeTx(ctx context.Context, tx *db.Tx, a authz.Actor, c caseload.Case, in Close) error {
	switch in.Reason {
	case "lost_contact":
		if err := s.enoughTries(ctx, tx, c); err != nil {
			return err
		}
	case "no_provision":
		if err := s.gaps.NoteTx(ctx, tx, a, c, gap.New{Need: in.Need, Words: in.Words}); err != nil {
			return err
		}
	case "died":
		if in.Version != c.Version {
			return errs.New(errs.Conflict, "form.changed_meanwhile")
		}
		return s.diedTx(ctx, tx, a, c.Person, Death{Words: in.Words})
	}
	if err := s.cases.CloseTx(ctx, tx, a, c, in.Version, in.Reason, in.Words); err != nil {
		return err
	}
	if err := connection.CaseClosedTx(ctx, tx, c.ID); err != nil {
		return err
	}
	if err := plan.CaseClosedTx(ctx, tx, c.ID); err != nil {
		return err
	}
	if in.LookAgain && in.Reason != "lost_contact" {
		service, err := org.ServiceTx(ctx, tx, c.Service)
		if err != nil {
			return err
		}
		if err := s.cases.FollowUpTx(ctx, tx, a, c, service.Nation); err != nil {
			return err
		}
	}
	return s.tellClosed(ctx, tx, a, c, in)
}

func (s *Service) enoughTries(ctx context.Context, tx *db.Tx, c caseload.Case) error {
	tries, err := s.contacts.TriesTx(ctx, tx, c)
	if err != nil {
		return err
	}
	card, err := s.people.RawTx(ctx, tx, c.Person)
	if err != nil {
		return err
	}
	rules, err := due.ForTx(ctx, tx, c.Service, clock.DateOf(tx.Now(), time.UTC))
	if err != nil {
		return err
	}
	if !tries.EnoughToCloseAsLost(rules, card.SafeMeans() <= 1, tx.Now()) {
		return errs.New(errs.Conflict, "journey.lost_contact_too_soon")
	}
	return nil
}

func (s *Service) tellClosed(ctx context.Context, tx *db.Tx, a authz.Actor, c caseload.Case, in Close) error {
	service, err := org.ServiceTx(ctx, tx, c.Service)
	if err != nil {
		return err
	}
	if in.TellPerson {
		phrase, args := message.CaseFinished, []any{service.Phone}
		if in.Reason == "lost_contact" {
			names, err := s.accounts.NamesTx(ctx, tx, c.Worker) // who may have left meanwhile
			if err != nil {
				return err
			}
			phrase, args = message.KindLetter, []any{service.Phone, firstName(names[c.Worker])}
		}
		if err := s.people.TellTx(ctx, tx, a, c.Person, message.New{Phrase: phrase, Service: c.Service.String(), Team: service.Name, Args: args}); err != nil {
			return err
		}
	}
	if !in.TellReferrer {
		return nil
	}
	return s.referrals.TellStepTx(ctx, tx, a, c.Referral, message.CaseFinished)
}
