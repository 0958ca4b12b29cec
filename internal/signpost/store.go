package signpost

import (
	"context"
	"time"

	"weft/internal/db"
	"weft/internal/directory"
	"weft/internal/errs"
)

func insert(ctx context.Context, tx *db.Tx, p Signpost) error {
	if _, err := tx.Exec(ctx, `insert into signpost (id, at, organisation, service, role, need, how) values ($1, $2, $3, $4, $5, $6, $7)`,
		p.ID, p.At, p.Organisation, p.Service, string(p.Role), p.Need, p.How); err != nil {
		return err
	}
	for i, g := range p.Groups {
		if _, err := tx.Exec(ctx, `insert into signpost_group (signpost, place, entry) values ($1, $2, $3)`, p.ID, i, g); err != nil {
			return err
		}
	}
	return nil
}

func setHow(ctx context.Context, tx *db.Tx, sid ID, how How) error {
	_, err := tx.Exec(ctx, `update signpost set how = $2 where id = $1`, sid, how)
	return err
}

// own is the condition that a signpost is of a place.
func own(at standing, bind func(any) string) string {
	if !at.organisation.IsZero() {
		return "organisation = " + bind(at.organisation)
	}
	if !at.service.IsZero() {
		return "service = " + bind(at.service)
	}
	return "false"
}

func byID(ctx context.Context, tx *db.Tx, at standing, sid ID) (Signpost, error) {
	var args db.Args
	p, err := db.One(ctx, tx, func(s db.Scan) (Signpost, error) {
		var p Signpost
		err := s(&p.ID, &p.At, &p.Organisation, &p.Service, &p.Role, &p.Need, &p.How)
		return p, err
	}, `select id, at, organisation, service, role, need, how from signpost where id = `+args.Bind(sid)+` and `+own(at, args.Bind), args.List()...)
	if errs.Is(err, errs.NotFound) {
		return p, errs.New(errs.NotFound, "signpost.not_found")
	}
	if err != nil {
		return p, err
	}
	p.Groups, err = db.All(ctx, tx, db.Value[directory.ID], `select entry from signpost_group where signpost = $1 order by place`, sid)
	return p, err
}

func count(ctx context.Context, tx *db.Tx, at standing, from time.Time) (int, error) {
	var args db.Args
	return db.One(ctx, tx, db.Value[int], `select count(*) from signpost where at >= `+args.Bind(from)+` and `+own(at, args.Bind), args.List()...)
}
