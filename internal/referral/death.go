package referral

import (
	"context"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/person"
)

// Ended is a referral that a death ended, and where it stood before.
type Ended struct {
	ID     ID
	Status Status
}

// DiedTx ends every open referral of a person who died. It returns where each stood
// before. The use case that records the death (package journey) has checked the actor.
// Nobody is written to. Audited.
func (s *Service) DiedTx(ctx context.Context, tx *db.Tx, a authz.Actor, p person.ID) ([]Ended, error) {
	all, err := db.All(ctx, tx, scan, `select `+columns+` from referral r where r.person = $1 order by r.created, r.id`, p)
	if err != nil {
		return nil, err
	}
	var out []Ended
	for _, r := range all {
		if !r.Status.Open() {
			continue
		}
		out = append(out, Ended{r.ID, r.Status})
		r.Status, r.StatusAt = Died, tx.Now()
		if err := update(ctx, tx, r, r.Version); err != nil {
			return nil, err
		}
		if err := audit.Record(ctx, tx, a, "referral.end", r.subject()); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// NotDiedTx puts referrals back that a death ended which was recorded by mistake.
// Audited.
func (s *Service) NotDiedTx(ctx context.Context, tx *db.Tx, a authz.Actor, ended []Ended) error {
	for _, e := range ended {
		r, err := db.One(ctx, tx, scan, `select `+columns+` from referral r where r.id = $1`, e.ID)
		if err != nil {
			return err
		}
		if r.Status != Died {
			continue
		}
		r.Status, r.StatusAt = e.Status, tx.Now()
		if err := update(ctx, tx, r, r.Version); err != nil {
			return err
		}
		if err := audit.Record(ctx, tx, a, "referral.back", r.subject()); err != nil {
			return err
		}
	}
	return nil
}
