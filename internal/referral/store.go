package referral

import (
	"context"
	"slices"
	"strings"

	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/message"
	"weft/internal/org"
	"weft/internal/pause"
	"weft/internal/person"
)

const columns = `r.id, r.person, r.person_name, r.service, r.organisation, r.source, r.referrer, r.referrer_name, r.referrer_email, r.came, r.received,
	r.reason, r.needs, r.urgent, r.status, r.status_at, r.read_at, r.decline_code, r.alternative, r.question, r.answer, r.moved_from,
	r.created, r.version, r.held_at, r.released_at, r.ended_by, r.ended_words`

func scan(s db.Scan) (Referral, error) {
	var r Referral
	var needs string
	err := s(&r.ID, &r.Person, &r.PersonName, &r.Service, &r.Organisation, &r.Source, &r.Referrer, &r.ReferrerName, &r.ReferrerEmail, &r.Came, &r.Received,
		&r.Reason, &needs, &r.Urgent, &r.Status, &r.StatusAt, &r.ReadAt, &r.DeclineCode, &r.Alternative, &r.Question, &r.Answer, &r.MovedFrom,
		&r.Created, &r.Version, &r.HeldAt, &r.ReleasedAt, &r.EndedBy, &r.EndedWords)
	if needs != "" {
		r.Needs = strings.Split(needs, ",")
	}
	return r, err
}

func insert(ctx context.Context, tx *db.Tx, r Referral) error {
	return tx.Later(ctx, `insert into referral (id, person, person_name, service, organisation, source, referrer, referrer_name, referrer_email, came,
		received, reason, needs, urgent, status, status_at, created, held_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
		r.ID, r.Person, r.PersonName, r.Service, r.Organisation, r.Source, r.Referrer, r.ReferrerName, r.ReferrerEmail, r.Came, r.Received, r.Reason,
		strings.Join(r.Needs, ","), r.Urgent, r.Status, r.StatusAt, r.Created, r.HeldAt)
}

// update writes what triage may change, if nobody else did since version.
func update(ctx context.Context, tx *db.Tx, r Referral, version int64) error {
	n, err := tx.Exec(ctx, `update referral set person = $3, status = $4, status_at = $5, read_at = $6, decline_code = $7, alternative = $8,
		question = $9, answer = $10, moved_from = $11, released_at = $12, ended_by = $13, ended_words = $14, version = version + 1 where id = $1 and version = $2`,
		r.ID, version, r.Person, r.Status, r.StatusAt, r.ReadAt, r.DeclineCode, r.Alternative, r.Question, r.Answer, r.MovedFrom,
		r.ReleasedAt, r.EndedBy, r.EndedWords)
	if err == nil && n == 0 {
		err = errs.New(errs.Conflict, "form.changed_meanwhile")
	}
	return err
}

func byID(ctx context.Context, tx *db.Tx, a authz.Actor, p authz.Permission, rid ID) (Referral, error) {
	if err := authz.Check(a, p); err != nil {
		return Referral{}, err
	}
	var args db.Args
	is := args.Bind(rid)
	where := a.Scope(p).Within("r.person", "r.service", tx.Now(), args.Bind)
	r, err := db.One(ctx, tx, scan, `select `+columns+` from referral r where r.id = `+is+` and `+where, args.List()...)
	if errs.Is(err, errs.NotFound) {
		err = errs.New(errs.NotFound, "referral.not_found")
	}
	return r, err
}

func list(ctx context.Context, tx *db.Tx, a authz.Actor, f Filter) ([]Referral, error) {
	var args db.Args
	marks := make([]string, len(f.Statuses))
	for i, st := range f.Statuses {
		marks[i] = args.Bind(st)
	}
	where := a.Scope(authz.ReferralTriage).Within("r.person", "r.service", tx.Now(), args.Bind)
	limit := f.Limit
	if limit <= 0 {
		limit = 100
	}
	return db.All(ctx, tx, scan, `select `+columns+` from referral r where r.status in (`+strings.Join(marks, ", ")+`) and `+where+`
		order by r.urgent desc, r.received, r.created, r.id`+db.Limit(limit), args.List()...)
}

func forPerson(ctx context.Context, tx *db.Tx, a authz.Actor, p person.ID) ([]Referral, error) {
	var args db.Args
	is := args.Bind(p)
	where := a.Scope(authz.ReferralRead).Within("r.person", "r.service", tx.Now(), args.Bind)
	return db.All(ctx, tx, scan, `select `+columns+` from referral r where r.person = `+is+` and `+where+`
		order by r.created desc, r.id desc`, args.List()...)
}

// mine returns the referrals whose steps the actor may see, one of them or all:
// their own, and those of their practice.
func mine(ctx context.Context, tx *db.Tx, a authz.Actor, one ID, limit int) ([]Referral, error) {
	var args db.Args
	where := ownOrPractice(a, args.Bind)
	if !one.IsZero() {
		where += " and r.id = " + args.Bind(one)
	}
	return db.All(ctx, tx, scan, `select `+columns+` from referral r where `+where+`
		order by r.created desc, r.id desc`+db.Limit(limit), args.List()...)
}

// ownOrPractice narrows by who sent the referral, not by who knows the person: a
// referrer sees what they sent, never what somebody else sent about the same person.
func ownOrPractice(a authz.Actor, bind func(any) string) string {
	where := "r.referrer = " + bind(a.ID)
	for _, at := range a.At(authz.Receptionist) {
		where += " or r.organisation = " + bind(at)
	}
	return "(" + where + ")"
}

// others counts the referrals of a person beside this one.
func others(ctx context.Context, tx *db.Tx, r Referral) (int, error) {
	return db.One(ctx, tx, db.Value[int], `select count(*) from referral where person = $1 and id <> $2`, r.Person, r.ID)
}

// kinds returns the kind of organisation that sent each of these referrals.
func kinds(ctx context.Context, tx *db.Tx, rows []Referral) (map[org.ID]string, error) {
	var args db.Args
	var marks []string
	for _, r := range rows {
		if !r.Organisation.IsZero() {
			marks = append(marks, args.Bind(r.Organisation))
		}
	}
	out := map[org.ID]string{}
	if len(marks) == 0 {
		return out, nil
	}
	type fact struct {
		id   org.ID
		kind string
	}
	found, err := db.All(ctx, tx, func(s db.Scan) (fact, error) {
		var f fact
		err := s(&f.id, &f.kind)
		return f, err
	}, `select o.id, o.kind from organisation o where o.id in (`+strings.Join(marks, ", ")+`)`, args.List()...)
	for _, f := range found {
		out[f.id] = f.kind
	}
	return out, err
}

// heldAt returns what is held at a service in the order of receipt.
func heldAt(ctx context.Context, tx *db.Tx, sid org.ServiceID) ([]Referral, error) {
	return db.All(ctx, tx, scan, `select `+columns+` from referral r where r.service = $1 and r.status = 'held'
		order by r.received, r.created, r.id`, sid)
}

// addressee is one e-mail address that hears of a pause.
type addressee struct {
	audience message.Audience
	address  string
}

// concerned returns who hears of a pause: those who referred in the last half year and
// the practices of the service, as far as it covers them, each address once.
func concerned(ctx context.Context, tx *db.Tx, p pause.Pause) ([]addressee, error) {
	var args db.Args
	at := args.Bind(p.Service)
	where, practices := "r.service = "+at+" and r.created >= "+args.Bind(tx.Now().AddDate(0, -6, 0)), "true"
	switch p.Kind {
	case pause.OfPractice:
		is := args.Bind(p.Practice)
		where, practices = where+" and r.organisation = "+is, "o.id = "+is
	case pause.OfSource:
		where, practices = where+" and r.source = "+args.Bind(p.Source), "false"
	case pause.OfService, pause.OfWorker:
	}
	rows, err := db.All(ctx, tx, func(s db.Scan) (addressee, error) {
		var a addressee
		err := s(&a.audience, &a.address)
		return a, err
	}, `select 'practice', o.email from organisation o join service_member m on m.organisation = o.id and m.ends is null
			where m.service = `+at+` and o.kind = 'practice' and o.email <> '' and `+practices+`
		union select 'referrer', r.referrer_email from referral r where r.referrer_email <> '' and `+where+`
		order by 1, 2`, args.List()...)
	seen := map[string]bool{}
	return slices.DeleteFunc(rows, func(a addressee) bool {
		twice := seen[a.address]
		seen[a.address] = true
		return twice
	}), err
}
