package register

import (
	"context"

	"weft/internal/authz"
	"weft/internal/contact"
	"weft/internal/db"
)

func insert(ctx context.Context, tx *db.Tx, r Register) error {
	_, err := tx.Exec(ctx, `insert into session_register (id, service, kind, held, place, minutes, note, others, by_account, at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`, r.ID, r.Service, r.Kind, r.On, r.Place, r.Minutes, r.Note, r.Others, r.By, tx.Now())
	return err
}

func insertLine(ctx context.Context, tx *db.Tx, r ID, k contact.ID, l Line) error {
	_, err := tx.Exec(ctx, `insert into session_line (register, contact, person, came) values ($1, $2, $3, $4)`, r, k, l.Person, l.Came)
	return err
}

func mine(ctx context.Context, tx *db.Tx, a authz.Actor) ([]Register, error) {
	return db.All(ctx, tx, func(s db.Scan) (Register, error) {
		var r Register
		err := s(&r.ID, &r.Service, &r.Kind, &r.On, &r.Place, &r.Minutes, &r.Note, &r.Others, &r.By, &r.Came, &r.Missed)
		return r, err
	}, `select r.id, r.service, r.kind, r.held, r.place, r.minutes, r.note, r.others, r.by_account,
		(select count(*) from session_line l where l.register = r.id and l.came = 'yes'),
		(select count(*) from session_line l where l.register = r.id and l.came = 'no')
		from session_register r where r.by_account = $1 order by r.held desc, r.at desc, r.id limit 20`, a.ID)
}
