package journey

import (
	"context"
	"encoding/json"
	"fmt"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/connection"
	"weft/internal/db"
	"weft/internal/once"
	"weft/internal/person"
	"weft/internal/referral"
)

// Death is what is asked when somebody died: nothing of it is required.
type Death struct {
	Key   string
	On    clock.Date // zero: the day we heard
	Words string     // a quiet line for the story
}

// took is what a death ended, kept so that a mistake can be put right.
type took struct {
	Cases       []caseload.Ended
	Connections []connection.Ended
	Referrals   []referral.Ended
}

// Died records a death, in one transaction: every message to the person stops, every
// case closes, what was planned goes, connections end and open referrals end. Nobody
// is written to, and nothing is asked about the person any more. For whoever may edit
// their record. Invalid names the fields; a death that is recorded already is a
// Conflict. Audited.
func (s *Service) Died(ctx context.Context, a authz.Actor, p person.ID, in Death) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		if _, err := s.people.CardTx(ctx, tx, a, authz.PersonEdit, p); err != nil {
			return err
		}
		_, err := once.Do(ctx, tx, a, in.Key, "journey.died", func() (string, error) {
			return "", s.diedTx(ctx, tx, a, p, in)
		})
		return err
	})
}

func (s *Service) diedTx(ctx context.Context, tx *db.Tx, a authz.Actor, p person.ID, in Death) error {
	c, err := s.people.DeathTx(ctx, tx, a, p, in.On, in.Words)
	if err != nil {
		return err
	}
	var t took
	if t.Cases, err = s.cases.DiedTx(ctx, tx, a, c.ID, in.Words); err != nil {
		return err
	}
	for _, e := range t.Cases {
		if err := connection.CaseClosedTx(ctx, tx, e.Case); err != nil {
			return err
		}
	}
	if t.Connections, err = connection.DiedTx(ctx, tx, a, c.ID); err != nil {
		return err
	}
	if t.Referrals, err = s.referrals.DiedTx(ctx, tx, a, c.ID); err != nil {
		return err
	}
	kept, err := json.Marshal(t)
	if err != nil {
		return fmt.Errorf("keep what a death ended: %w", err)
	}
	return s.people.DeathTookTx(ctx, tx, c.ID, string(kept))
}

// NotDied takes back a death that was recorded by mistake: what it ended begins again
// as it was, except messages that were stopped. The record of the mistake stays, with
// its reason. For the team lead. Somebody who is not recorded as dead is a Conflict.
// Audited.
func (s *Service) NotDied(ctx context.Context, a authz.Actor, p person.ID, why string) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		kept, err := s.people.NotDiedTx(ctx, tx, a, p, why)
		if err != nil || kept == "" {
			return err
		}
		var t took
		if err := json.Unmarshal([]byte(kept), &t); err != nil {
			return fmt.Errorf("read what a death ended: %w", err)
		}
		if err := s.cases.NotDiedTx(ctx, tx, a, t.Cases); err != nil {
			return err
		}
		if err := connection.NotDiedTx(ctx, tx, a, t.Connections); err != nil {
			return err
		}
		return s.referrals.NotDiedTx(ctx, tx, a, t.Referrals)
	})
}
