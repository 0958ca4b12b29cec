package connection

import (
	"context"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/person"
)

// Ended is a connection that a death ended, and how it stood before.
type Ended struct {
	ID     ID
	Status Status
}

// DiedTx ends every connection of a person who died that was not over: nobody is asked
// about it any more, and the group's link ends. It returns how each stood before. The
// use case that records the death (package journey) has checked the actor. Audited.
func DiedTx(ctx context.Context, tx *db.Tx, a authz.Actor, p person.ID) ([]Ended, error) {
	all, err := db.All(ctx, tx, scan, `select `+columns+` from connection c where c.person = $1 order by c.created, c.id`, p)
	if err != nil {
		return nil, err
	}
	var out []Ended
	for _, c := range all {
		if c.Status.Over() {
			continue
		}
		out = append(out, Ended{c.ID, c.Status})
		if err := setStatus(ctx, tx, a, c, Stopped); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// NotDiedTx puts connections back that a death ended which was recorded by mistake.
// Audited.
func NotDiedTx(ctx context.Context, tx *db.Tx, a authz.Actor, ended []Ended) error {
	for _, e := range ended {
		c, err := db.One(ctx, tx, scan, `select `+columns+` from connection c where c.id = $1`, e.ID)
		if err != nil {
			return err
		}
		if c.Status != Stopped {
			continue // somebody changed it since
		}
		if err := setStatus(ctx, tx, a, c, e.Status); err != nil {
			return err
		}
	}
	return nil
}

func setStatus(ctx context.Context, tx *db.Tx, a authz.Actor, c Connection, to Status) error {
	if err := endLinks(ctx, tx, c.ID); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `update connection set status = $2, chase_on = null, version = version + 1 where id = $1`, c.ID, to)
	if err != nil {
		return err
	}
	return audit.Record(ctx, tx, a, "connection."+string(to), c.subject())
}
