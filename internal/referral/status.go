package referral

import (
	"context"
	"time"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/consent"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/org"
)

// Detail is how much a referrer may know of what became of a referral (domain
// model 3.0).
type Detail uint8

// The levels of detail, each showing more than the one before.
const (
	OnlyReceived Detail = iota // job centre, police, housing, school
	UntilClosed                // other referrers: received, accepted, closed
	EveryStep                  // NHS referrers, and everyone once the person agrees
)

// Sent is a referral as the one who sent it may see it: what they wrote, and how
// much of what became of it they may be shown. Whose record it turned out to be, and
// what triage noted, is never in it; below UntilClosed neither is the decision.
type Sent struct {
	Referral
	Name   string // as the referrer wrote it
	Detail Detail
}

const mineLimit = 200

// Mine returns what the actor sent, and what their practice sent when they are its
// receptionist, newest first, at most 200.
func (s *Service) Mine(ctx context.Context, a authz.Actor) (out []Sent, err error) {
	return s.sent(ctx, a, "")
}

// MineByID returns one of the referrals that Mine would return, or NotFound.
func (s *Service) MineByID(ctx context.Context, a authz.Actor, rid ID) (Sent, error) {
	found, err := s.sent(ctx, a, rid)
	if err != nil {
		return Sent{}, err
	}
	if rid.IsZero() || len(found) == 0 {
		return Sent{}, errs.New(errs.NotFound, "referral.not_found")
	}
	return found[0], nil
}

func (s *Service) sent(ctx context.Context, a authz.Actor, one ID) (out []Sent, err error) {
	if err := authz.Check(a, authz.ReferralStatus); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		rows, err := mine(ctx, tx, a, one, mineLimit)
		if err != nil {
			return err
		}
		out, err = s.detailed(ctx, tx, rows)
		return err
	})
	return out, err
}

// Reply is the referrer's answer to what triage asked: it takes the referral back
// into triage. Whoever may see it among their own may answer; a referral that waits
// for no answer is a Conflict, anyone else's is NotFound. Audited.
func (s *Service) Reply(ctx context.Context, a authz.Actor, rid ID, answer string) error {
	if err := authz.Check(a, authz.ReferralStatus); err != nil {
		return err
	}
	answer, err := checkAnswer(answer)
	if err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		rows, err := mine(ctx, tx, a, rid, 1)
		if err != nil {
			return err
		}
		if rid.IsZero() || len(rows) == 0 {
			return errs.New(errs.NotFound, "referral.not_found")
		}
		r := rows[0]
		if err := r.answered(answer); err != nil {
			return err
		}
		r.StatusAt = tx.Now()
		if err := update(ctx, tx, r, r.Version); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, "referral.reply", r.subject())
	})
}

// detailed adds the name and the level of detail to each referral, in two
// statements however many there are.
func (s *Service) detailed(ctx context.Context, tx *db.Tx, rows []Referral) ([]Sent, error) {
	kind, err := kinds(ctx, tx, rows)
	if err != nil {
		return nil, err
	}
	about := make([]consent.Asked, len(rows))
	for i, r := range rows {
		about[i] = consent.Asked{Person: r.Person, Target: r.ID.String()}
	}
	said, err := s.consents.AnswersTx(ctx, tx, consent.ToReferrer, about)
	if err != nil {
		return nil, err
	}
	out := make([]Sent, len(rows))
	for i, r := range rows {
		out[i] = shown(r, detail(kind[r.Organisation], said[r.ID.String()]))
	}
	return out, nil
}

// detail is how much the kind of referrer may know, unless the person said
// something about it: a yes opens every step, a no or a withdrawal closes them.
func detail(orgKind string, said consent.Answer) Detail {
	switch {
	case said == consent.Yes:
		return EveryStep
	case said == consent.No, said == consent.Withdrawn, org.ReceivedOnly(orgKind):
		return OnlyReceived
	case org.NHS(orgKind):
		return EveryStep
	default:
		return UntilClosed
	}
}

// towards is the reason as a referrer may know it. That somebody is with a link worker
// already would tell that there is a record, so it reads like the commonest reason.
func towards(code string) string {
	if code == "already_supported" {
		return "other_service_fits"
	}
	return code
}

// shown leaves out of a referral what its sender is not to see.
func shown(r Referral, d Detail) Sent {
	r.Person, r.MovedFrom, r.ReadAt, r.EndedWords = "", "", time.Time{}, ""
	r.DeclineCode = towards(r.DeclineCode)
	if d == OnlyReceived {
		r.DeclineCode, r.Alternative, r.StatusAt, r.EndedBy, r.HeldAt, r.ReleasedAt = "", "", time.Time{}, "", time.Time{}, time.Time{}
		if r.Status != MoreInfo {
			r.Status, r.Question, r.Answer = Submitted, "", ""
		}
	}
	return Sent{Referral: r, Name: r.PersonName, Detail: d}
}
