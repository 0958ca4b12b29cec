package referral

import (
	"context"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
)

// AskTx takes, in the caller's transaction, what somebody asked on the public page for
// themself (source self) or for someone they care for (source family), and returns the
// id. Anyone may: nobody is signed in there. A helper's name is kept, an address of
// theirs is not, so that they hear nothing of what became of it (domain model 3.0).
// Invalid names the fields; a source that may not refer on the day is a Conflict.
// Audited as the public's.
func (s *Service) AskTx(ctx context.Context, tx *db.Tx, in New) (ID, error) {
	return s.createTx(ctx, tx, authz.Nobody(), s.look(in.asked(), tx.Now()))
}

// CheckAskedTx says what is wrong with what AskTx would take, and writes nothing.
func (s *Service) CheckAskedTx(ctx context.Context, tx *db.Tx, in New) error {
	today := clock.DateOf(tx.Now(), s.zone)
	in = in.asked()
	in.Received = today
	_, err := s.check(ctx, tx, s.look(in, tx.Now()), today)
	return err
}

func (n New) asked() New {
	n.Came, n.Received, n.ReferrerEmail, n.Organisation, n.TellReferrer = ByForm, clock.Date{}, "", "", false
	if n.Source != "self" && n.Source != "family" {
		n.Source = ""
	}
	return n
}

// OfferedTx takes, in the caller's transaction, which has checked the actor, the yes of
// somebody to whom a practice offered it (source cohort). Invalid names the fields.
// Audited.
func (s *Service) OfferedTx(ctx context.Context, tx *db.Tx, a authz.Actor, in New) (ID, error) {
	in.Source = "cohort"
	if !in.Came.byStaff() {
		return "", errs.New(errs.Invalid, "referral.came_missing")
	}
	return s.createTx(ctx, tx, a, s.look(in, tx.Now()))
}

// Reference is how somebody without an account names what they sent, on the telephone:
// six letters and digits that say nothing about them.
func Reference(rid ID) string {
	s := rid.String()
	if len(s) < 6 {
		return ""
	}
	out := make([]byte, 0, 7)
	for i, c := range []byte(s[len(s)-6:]) {
		if c >= 'a' && c <= 'f' {
			c -= 'a' - 'A'
		}
		if i == 3 {
			out = append(out, '-')
		}
		out = append(out, c)
	}
	return string(out)
}
