package org

import (
	"context"

	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/text"
)

const columns = `id, kind, name, ods, phone, email, nation, closed, version`

func scanOrganisation(s db.Scan) (Organisation, error) {
	var o Organisation
	err := s(&o.ID, &o.Kind, &o.Name, &o.ODS, &o.Phone, &o.Email, &o.Nation, &o.Closed, &o.Version)
	return o, err
}

func insertOrganisation(ctx context.Context, tx *db.Tx, o Organisation) error {
	var ods any
	if o.ODS != "" {
		ods = o.ODS
	}
	_, err := tx.Exec(ctx, `insert into organisation (id, kind, name, name_fold, ods, phone, email, nation, created)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`, o.ID, o.Kind, o.Name, text.Fold(o.Name), ods, o.Phone, o.Email, o.Nation, tx.Now())
	return err
}

func byID(ctx context.Context, tx *db.Tx, oid ID) (Organisation, error) {
	return db.One(ctx, tx, scanOrganisation, `select `+columns+` from organisation where id = $1`, oid)
}

func byIDs(ctx context.Context, tx *db.Tx, ids []ID) ([]Organisation, error) {
	var args db.Args
	in := db.In(&args, ids)
	return db.All(ctx, tx, scanOrganisation, `select `+columns+` from organisation where id in (`+in+`)`, args.List()...)
}

func list(ctx context.Context, tx *db.Tx, kind string) ([]Organisation, error) {
	return db.All(ctx, tx, scanOrganisation, `select `+columns+` from organisation
		where closed is null and ($1 = '' or kind = $1) order by name_fold, id`, kind)
}

func updateOrganisation(ctx context.Context, tx *db.Tx, oid ID, version int64, in NewOrganisation) error {
	var ods any
	if in.ODS != "" {
		ods = in.ODS
	}
	n, err := tx.Exec(ctx, `update organisation set name = $3, name_fold = $4, ods = $5, phone = $6, email = $7, nation = $8, version = version + 1
		where id = $1 and version = $2`, oid, version, in.Name, text.Fold(in.Name), ods, in.Phone, in.Email, in.Nation)
	return changed(n, err)
}

// changed makes a Conflict of an update that found another version.
func changed(n int64, err error) error {
	if err == nil && n == 0 {
		err = errs.New(errs.Conflict, "form.changed_meanwhile")
	}
	return err
}

func hosts(ctx context.Context, tx *db.Tx, oid ID) (bool, error) {
	n, err := db.One(ctx, tx, db.Value[int], `select count(*) from service where host = $1 and closed is null`, oid)
	return n > 0, err
}

func closeOrganisation(ctx context.Context, tx *db.Tx, oid ID) error {
	for _, sql := range []string{`update organisation set closed = $2, version = version + 1 where id = $1`,
		`update service_member set ends = $2 where organisation = $1 and ends is null`,
		`update referral_link set ended = $2 where organisation = $1 and ended is null`} {
		if _, err := tx.Exec(ctx, sql, oid, tx.Now()); err != nil {
			return err
		}
	}
	return nil
}

const serviceColumns = `id, host, name, phone, hours, about, not_for, nation, controller, hours_cy, about_cy, version`

func scanService(s db.Scan) (Service, error) {
	var v Service
	err := s(&v.ID, &v.Host, &v.Name, &v.Phone, &v.Hours, &v.About, &v.NotFor, &v.Nation, &v.Controller, &v.HoursCy, &v.AboutCy, &v.Version)
	return v, err
}

func insertService(ctx context.Context, tx *db.Tx, sid ServiceID, in NewService) error {
	_, err := tx.Exec(ctx, `insert into service (id, host, name, phone, hours, about, not_for, nation, controller, hours_cy, about_cy, created)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`, sid, in.Host, text.Line(in.Name), text.Line(in.Phone), text.Line(in.Hours),
		text.Words(in.About), text.Words(in.NotFor), in.Nation, text.Line(in.Controller), text.Line(in.HoursCy), text.Words(in.AboutCy), tx.Now())
	return err
}

func updateService(ctx context.Context, tx *db.Tx, sid ServiceID, version int64, in NewService) error {
	n, err := tx.Exec(ctx, `update service set name = $3, phone = $4, hours = $5, about = $6, not_for = $7, nation = $8, controller = $9, hours_cy = $10, about_cy = $11,
		version = version + 1 where id = $1 and version = $2`, sid, version, text.Line(in.Name), text.Line(in.Phone), text.Line(in.Hours),
		text.Words(in.About), text.Words(in.NotFor), in.Nation, text.Line(in.Controller), text.Line(in.HoursCy), text.Words(in.AboutCy))
	return changed(n, err)
}

func teams(ctx context.Context, tx *db.Tx, sid ServiceID) ([]Team, error) {
	return db.All(ctx, tx, func(s db.Scan) (Team, error) {
		var t Team
		err := s(&t.ID, &t.Service, &t.Name)
		return t, err
	}, `select id, service, name from team where service = $1 order by name, id`, sid)
}

func services(ctx context.Context, tx *db.Tx) ([]Service, error) {
	return db.All(ctx, tx, scanService, `select `+serviceColumns+` from service where closed is null order by name, id`)
}

func servicesFor(ctx context.Context, tx *db.Tx, oid ID) ([]Service, error) {
	return db.All(ctx, tx, scanService, `select `+serviceColumns+` from service where closed is null and id in
		(select service from service_member where organisation = $1 and ends is null) order by name, id`, oid)
}

func isMember(ctx context.Context, tx *db.Tx, sid ServiceID, oid ID) (bool, error) {
	n, err := db.One(ctx, tx, db.Value[int], `select count(*) from service_member
		where service = $1 and organisation = $2 and ends is null`, sid, oid)
	return n > 0, err
}

func insertPolicy(ctx context.Context, tx *db.Tx, sid ServiceID, p Policy) error {
	_, err := tx.Exec(ctx, `insert into source_policy (service, source, starts, ends) values ($1, $2, $3, $4)`, sid, p.Source, p.Starts, p.Ends)
	return err
}

func policies(ctx context.Context, tx *db.Tx, sid ServiceID, sources []string) ([]Policy, error) {
	var args db.Args
	where := "service = " + args.Bind(sid)
	if len(sources) > 0 {
		where += " and source in (" + db.In(&args, sources) + ")"
	}
	return db.All(ctx, tx, func(s db.Scan) (Policy, error) {
		var p Policy
		err := s(&p.Source, &p.Starts, &p.Ends)
		return p, err
	}, `select source, starts, ends from source_policy where `+where+` order by source, starts`, args.List()...)
}

func insertPost(ctx context.Context, tx *db.Tx, p Post) error {
	_, err := tx.Exec(ctx, `insert into post (id, service, team, account, title, employer, hours, starts, ends)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`, p.ID, p.Service, p.Team, authzID(p.Account), p.Title, p.Employer, p.Hours, p.Starts, p.Ends)
	if err != nil {
		return err
	}
	for _, f := range p.Funders {
		if _, err := tx.Exec(ctx, `insert into post_funder (post, organisation, percent) values ($1, $2, $3)`, p.ID, f.Organisation, f.Percent); err != nil {
			return err
		}
	}
	return nil
}

// authzID stores an empty account as NULL: the post is open.
func authzID(account string) any {
	if account == "" {
		return nil
	}
	return account
}

func posts(ctx context.Context, tx *db.Tx, sid ServiceID, on clock.Date) ([]Post, error) {
	out, err := db.All(ctx, tx, func(s db.Scan) (Post, error) {
		var p Post
		err := s(&p.ID, &p.Service, &p.Team, &p.Account, &p.Title, &p.Employer, &p.Hours, &p.Starts, &p.Ends)
		return p, err
	}, `select id, service, team, account, title, employer, hours, starts, ends from post
		where service = $1 and starts <= $2 and (ends is null or ends > $2) order by title, id`, sid, on)
	if err != nil {
		return nil, err
	}
	type share struct {
		post PostID
		Funder
	}
	shares, err := db.All(ctx, tx, func(s db.Scan) (share, error) {
		var f share
		err := s(&f.post, &f.Organisation, &f.Percent)
		return f, err
	}, `select f.post, f.organisation, f.percent from post_funder f join post p on p.id = f.post where p.service = $1 order by f.percent desc`, sid)
	for _, f := range shares {
		for i := range out {
			if out[i].ID == f.post {
				out[i].Funders = append(out[i].Funders, f.Funder)
			}
		}
	}
	return out, err
}
