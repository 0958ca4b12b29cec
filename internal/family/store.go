package family

import (
	"context"
	"time"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/referral"
)

// records is the condition that a column names a person, or a record that was joined
// to them: what was written there before the join is theirs too.
func records(column, mark string) string {
	return column + ` in (select x.id from person x where x.id = ` + mark + ` or x.joined_to = ` + mark + `)`
}

const relatedColumns = `r.id, r.person, r.name, r.relation, r.words, r.phone, r.email, r.cares, r.next_of_kin, r.emergency, r.mention, r.authority,
	r.evidence, r.until, r.speak, r.ended, r.why, r.created, r.version`

func scanRelated(s db.Scan) (Related, error) {
	var r Related
	err := s(&r.ID, &r.Person, &r.Name, &r.Relation, &r.Words, &r.Phone, &r.Email, &r.Cares, &r.NextOfKin, &r.Emergency, &r.Mention, &r.Authority,
		&r.Evidence, &r.Until, &r.Speak, &r.Ended, &r.Why, &r.Created, &r.Version)
	return r, err
}

// of returns the people round a person, or the one whose id is given.
func of(ctx context.Context, tx *db.Tx, p person.ID, which RelatedID) ([]Related, error) {
	var args db.Args
	where := records("r.person", args.Bind(p))
	if !which.IsZero() {
		where += ` and r.id = ` + args.Bind(which)
	}
	return db.All(ctx, tx, scanRelated, `select `+relatedColumns+` from related r where `+where+`
		order by case when r.ended is null then 0 else 1 end, r.ended desc, r.created, r.id`, args.List()...)
}

func insertRelated(ctx context.Context, tx *db.Tx, r Related) error {
	_, err := tx.Exec(ctx, `insert into related (id, person, name, relation, words, phone, email, cares, next_of_kin, emergency, mention, authority,
		evidence, until, created) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`, r.ID, r.Person, r.Name, r.Relation, r.Words,
		r.Phone, r.Email, r.Cares, r.NextOfKin, r.Emergency, r.Mention, r.Authority, r.Evidence, r.Until, r.Created)
	return err
}

func updateRelated(ctx context.Context, tx *db.Tx, r Related, version int64) error {
	n, err := tx.Exec(ctx, `update related set name = $3, relation = $4, words = $5, phone = $6, email = $7, cares = $8, next_of_kin = $9,
		emergency = $10, mention = $11, authority = $12, evidence = $13, until = $14, ended = $15, why = $16, version = version + 1
		where id = $1 and version = $2`, r.ID, version, r.Name, r.Relation, r.Words, r.Phone, r.Email, r.Cares, r.NextOfKin, r.Emergency, r.Mention,
		r.Authority, r.Evidence, r.Until, r.Ended, r.Why)
	return lost(n, err)
}

func setSpeak(ctx context.Context, tx *db.Tx, which RelatedID, speak string) error {
	_, err := tx.Exec(ctx, `update related set speak = $2 where id = $1`, which, speak)
	return err
}

// lost turns a change that met no row into a lost race.
func lost(n int64, err error) error {
	if err == nil && n == 0 {
		err = errs.New(errs.Conflict, "form.changed_meanwhile")
	}
	return err
}

// brief reads what the top of a page says, of a person within the actor's scope.
func brief(ctx context.Context, tx *db.Tx, a authz.Actor, p person.ID, today clock.Date) (Brief, error) {
	var args db.Args
	is := args.Bind(p)
	whole := a.Scope(authz.PersonWhole).Where("p.id", tx.Now(), args.Bind)
	where := a.Scope(authz.PersonRead).Where("p.id", tx.Now(), args.Bind)
	b, err := db.One(ctx, tx, func(s db.Scan) (Brief, error) {
		var b Brief
		var born, died clock.Date
		var about, restricted, whole bool
		var said, cares, young int
		err := s(&born, &died, &about, &restricted, &whole, &said, &cares, &young)
		if restricted && !whole {
			return b, err
		}
		b.Under18 = under18(born, about, said > 0, today) && died.IsZero()
		b.Cares = cares > 0
		b.YoungCarer = b.Cares && (b.Under18 || young > 0)
		return b, err
	}, `select p.born, p.died, p.born_about, p.restricted, `+whole+`,
		(select count(*) from young y where y.said and `+records("y.person", "p.id")+`),
		(select count(*) from caring c where c.cares and `+records("c.person", "p.id")+`),
		(select count(*) from caring c where c.cares and c.young and `+records("c.person", "p.id")+`)
		from person p where p.id = `+is+` and `+where, args.List()...)
	if errs.Is(err, errs.NotFound) {
		err = errs.New(errs.NotFound, "person.not_found")
	}
	return b, err
}

// youngRow, caringRow and wishRow are what is kept, and on which record; a zero record
// says that nothing is kept yet.
type youngRow struct {
	person person.ID
	Young
}

type caringRow struct {
	person person.ID
	Caring
}

type wishRow struct {
	person person.ID
	Wish
}

// first returns the row of a person, or of a record that was joined to them, the newest
// first, and the zero row when there is none.
func first[T any](ctx context.Context, tx *db.Tx, scan func(db.Scan) (T, error), q string, p person.ID) (T, error) {
	row, err := db.One(ctx, tx, scan, q+` where `+records("k.person", "$1")+` order by case when k.person = $1 then 0 else 1 end, k.kept desc limit 1`, p)
	if errs.Is(err, errs.NotFound) {
		err = nil
	}
	return row, err
}

func young(ctx context.Context, tx *db.Tx, p person.ID) (youngRow, error) {
	return first(ctx, tx, func(s db.Scan) (youngRow, error) {
		var r youngRow
		err := s(&r.person, &r.Said, &r.Responsibility, &r.School, &r.MayKnow, &r.MayNot, &r.Version)
		return r, err
	}, `select k.person, k.said, k.responsibility, k.school, k.may_know, k.may_not, k.version from young k`, p)
}

func keepYoung(ctx context.Context, tx *db.Tx, p person.ID, version int64, y Young) error {
	if version == 0 {
		return lost(tx.Exec(ctx, `insert into young (person, said, responsibility, school, may_know, may_not, kept)
			values ($1, $2, $3, $4, $5, $6, $7) on conflict (person) do nothing`, p, y.Said, y.Responsibility, y.School, y.MayKnow, y.MayNot, tx.Now()))
	}
	return lost(tx.Exec(ctx, `update young set said = $3, responsibility = $4, school = $5, may_know = $6, may_not = $7, kept = $8, version = version + 1
		where person = $1 and version = $2`, p, version, y.Said, y.Responsibility, y.School, y.MayKnow, y.MayNot, tx.Now()))
}

func competence(ctx context.Context, tx *db.Tx, p person.ID) ([]Competence, error) {
	return db.All(ctx, tx, func(s db.Scan) (Competence, error) {
		var d Competence
		err := s(&d.On, &d.Decider, &d.About, &d.Words, &d.Kept)
		return d, err
	}, `select k.decided, k.decider, k.about, k.words, k.kept from competence k where `+records("k.person", "$1")+` order by k.kept desc, k.id`, p)
}

func insertCompetence(ctx context.Context, tx *db.Tx, p person.ID, d Competence) (string, error) {
	which := id.New[Competence]()
	_, err := tx.Exec(ctx, `insert into competence (id, person, decided, decider, about, words, kept) values ($1, $2, $3, $4, $5, $6, $7)`,
		which, p, d.On, d.Decider, d.About, d.Words, tx.Now())
	return which.String(), err
}

func caring(ctx context.Context, tx *db.Tx, p person.ID) (caringRow, error) {
	return first(ctx, tx, func(s db.Scan) (caringRow, error) {
		var r caringRow
		err := s(&r.person, &r.Cares, &r.CaredFor, &r.Hours, &r.Caring.Young, &r.Version)
		return r, err
	}, `select k.person, k.cares, k.cared_for, k.hours, k.young, k.version from caring k`, p)
}

func keepCaring(ctx context.Context, tx *db.Tx, p person.ID, version int64, v Caring) error {
	if version == 0 {
		return lost(tx.Exec(ctx, `insert into caring (person, cares, cared_for, hours, young, kept) values ($1, $2, $3, $4, $5, $6)
			on conflict (person) do nothing`, p, v.Cares, v.CaredFor, v.Hours, v.Young, tx.Now()))
	}
	return lost(tx.Exec(ctx, `update caring set cares = $3, cared_for = $4, hours = $5, young = $6, kept = $7, version = version + 1
		where person = $1 and version = $2`, p, version, v.Cares, v.CaredFor, v.Hours, v.Young, tx.Now()))
}

func wish(ctx context.Context, tx *db.Tx, p person.ID) (wishRow, error) {
	return first(ctx, tx, func(s db.Scan) (wishRow, error) {
		var r wishRow
		err := s(&r.person, &r.Gender, &r.Language, &r.Place, &r.Times, &r.Avoid, &r.Version)
		return r, err
	}, `select k.person, k.gender, k.language, k.place, k.times, k.avoid, k.version from worker_wish k`, p)
}

func keepWish(ctx context.Context, tx *db.Tx, p person.ID, version int64, w Wish) error {
	if version == 0 {
		return lost(tx.Exec(ctx, `insert into worker_wish (person, gender, language, place, times, avoid, kept) values ($1, $2, $3, $4, $5, $6, $7)
			on conflict (person) do nothing`, p, w.Gender, w.Language, w.Place, w.Times, w.Avoid, tx.Now()))
	}
	return lost(tx.Exec(ctx, `update worker_wish set gender = $3, language = $4, place = $5, times = $6, avoid = $7, kept = $8, version = version + 1
		where person = $1 and version = $2`, p, version, w.Gender, w.Language, w.Place, w.Times, w.Avoid, tx.Now()))
}

// referred returns who a referral is about.
func referred(ctx context.Context, tx *db.Tx, rid referral.ID) (person.ID, error) {
	return db.One(ctx, tx, db.Value[person.ID], `select person from referral where id = $1`, rid)
}

func insertLink(ctx context.Context, tx *db.Tx, l LinkID, r Related, p, other person.ID) error {
	_, err := tx.Exec(ctx, `insert into family_link (id, related, person, other, cares, created) values ($1, $2, $3, $4, $5, $6)`,
		l, r.ID, p, other, r.Cares, tx.Now())
	return err
}

func endLink(ctx context.Context, tx *db.Tx, l LinkID, at time.Time) error {
	_, err := tx.Exec(ctx, `update family_link set ended = $2 where id = $1 and ended is null`, l, at)
	return err
}

// linked returns the links of a person whose two people the actor may both see; where
// either needs care, only with sight of both whole records.
func linked(ctx context.Context, tx *db.Tx, a authz.Actor, p person.ID) ([]linkRow, error) {
	var args db.Args
	is := args.Bind(p)
	reads := func(column string) string {
		return a.Scope(authz.PersonRead).Where(column, tx.Now(), args.Bind)
	}
	whole := func(column string) string {
		return a.Scope(authz.PersonWhole).Where(column, tx.Now(), args.Bind)
	}
	q := `select l.id, l.person, l.other, a.id, b.id, l.cares from family_link l
		join person a0 on a0.id = l.person join person a on a.id = coalesce(a0.joined_to, a0.id)
		join person b0 on b0.id = l.other join person b on b.id = coalesce(b0.joined_to, b0.id)
		where l.ended is null and a.id <> b.id and (a.id = ` + is + ` or b.id = ` + is + `)
		and ` + reads("a.id") + ` and ` + reads("b.id") + `
		and (not (a.hidden_address or a.safe_contact or a.restricted or b.hidden_address or b.safe_contact or b.restricted)
			or (` + whole("a.id") + ` and ` + whole("b.id") + `))
		order by l.created desc, l.id`
	return db.All(ctx, tx, func(s db.Scan) (linkRow, error) {
		var r linkRow
		var from, to, now, other person.ID
		err := s(&r.id, &from, &to, &now, &other, &r.cares)
		r.me, r.meBefore, r.other = now, from, other
		if other == p {
			r.me, r.meBefore, r.other, r.turned = other, to, now, true
		}
		return r, err
	}, q, args.List()...)
}

type changeFilter struct {
	id      ChangeID
	person  person.ID
	service org.ServiceID
	status  Status
}

// changes returns what was asked, oldest first, at services where the actor has the
// permission.
func changes(ctx context.Context, tx *db.Tx, a authz.Actor, perm authz.Permission, f changeFilter) ([]Change, error) {
	var args db.Args
	where := a.Scope(perm).Within("w.person", "w.service", tx.Now(), args.Bind)
	if !f.id.IsZero() {
		where += ` and w.id = ` + args.Bind(f.id)
	}
	if !f.person.IsZero() {
		where += ` and ` + records("w.person", args.Bind(f.person))
	}
	if !f.service.IsZero() {
		where += ` and w.service = ` + args.Bind(f.service)
	}
	if f.status != "" {
		where += ` and w.status = ` + args.Bind(f.status)
	}
	return db.All(ctx, tx, func(s db.Scan) (Change, error) {
		var v Change
		err := s(&v.ID, &v.Person, &v.Service, &v.Worker, &v.AskedBy, &v.Asked, &v.Reason, &v.Status, &v.Settled, &v.Words, &v.Version)
		return v, err
	}, `select w.id, w.person, w.service, w.worker, w.asked_by, w.asked, w.reason, w.status, w.settled, w.words, w.version
		from worker_change w where `+where+` order by w.asked, w.id limit 200`, args.List()...)
}

func insertChange(ctx context.Context, tx *db.Tx, v Change) error {
	_, err := tx.Exec(ctx, `insert into worker_change (id, person, service, worker, asked_by, asked, reason, status) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
		v.ID, v.Person, v.Service, v.Worker, v.AskedBy, v.Asked, v.Reason, v.Status)
	return err
}

func settle(ctx context.Context, tx *db.Tx, v Change, version int64, by authz.AccountID) error {
	return lost(tx.Exec(ctx, `update worker_change set status = $3, words = $4, settled = $5, settled_by = $6, version = version + 1
		where id = $1 and version = $2`, v.ID, version, v.Status, v.Words, v.Settled, by))
}
