package safety

import (
	"context"

	"weft/internal/access"
	"weft/internal/account"
	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/message"
	"weft/internal/org"
)

// LedByTx counts the concerns that an account leads on and that are not closed: a
// number, nothing of what they say. The caller has checked the actor.
func (s *Service) LedByTx(ctx context.Context, tx *db.Tx, lead authz.AccountID) (int, error) {
	return db.One(ctx, tx, db.Value[int], `select count(*) from concern where lead = $1 and status <> 'closed'`, lead)
}

// LeadsForTx returns the services whose open concerns an account leads on.
func (s *Service) LeadsForTx(ctx context.Context, tx *db.Tx, lead authz.AccountID) ([]org.ServiceID, error) {
	return db.All(ctx, tx, db.Value[org.ServiceID], `select distinct service from concern where lead = $1 and status <> 'closed' order by service`, lead)
}

// SucceedTx hands the open concerns of a lead who leaves to another, with the sight of
// the people whom they concern, and tells the successor that there is something to
// read. The caller has checked the actor and that the successor leads for each
// service. Audited for each concern.
func (s *Service) SucceedTx(ctx context.Context, tx *db.Tx, a authz.Actor, from authz.AccountID, to account.Account) error {
	moved, err := db.All(ctx, tx, scan, `select `+columns+` from concern c where c.lead = $1 and c.status <> 'closed' order by c.raised, c.id`, from)
	if err != nil {
		return err
	}
	told := map[org.ServiceID]bool{}
	for _, c := range moved {
		if _, err := tx.Exec(ctx, `update concern set lead = $2, version = version + 1 where id = $1`, c.ID, to.ID); err != nil {
			return err
		}
		if !c.Person.IsZero() {
			g := access.Grant{Person: c.Person, Holder: to.ID.String(), Relation: authz.BySafeguarding, Service: c.Service, Reason: "concern.succeed"}
			if err := access.GrantTx(ctx, tx, g); err != nil {
				return err
			}
			if err := access.EndTx(ctx, tx, c.Person, from.String(), authz.BySafeguarding); err != nil {
				return err
			}
		}
		if err := audit.Record(ctx, tx, a, "concern.succeed", audit.About("concern", c.ID.String(), c.Person.String())); err != nil {
			return err
		}
		if told[c.Service] || to.Email == "" {
			continue
		}
		told[c.Service] = true
		if err := s.tell(ctx, tx, a, c.Service, to); err != nil {
			return err
		}
	}
	return nil
}

// tell says to a lead that there is something to read, and not what.
func (s *Service) tell(ctx context.Context, tx *db.Tx, a authz.Actor, sid org.ServiceID, lead account.Account) error {
	service, err := org.ServiceTx(ctx, tx, sid)
	if err != nil {
		return err
	}
	_, err = s.messages.QueueTx(ctx, tx, a, message.New{Phrase: message.StaffRead, Audience: message.ToStaff, Channel: message.ByEmail,
		Address: lead.Email, Lang: "en", Service: sid.String(), Team: service.Name, Args: []any{s.base + "/concerns"}})
	return err
}
