package connection

import (
	"context"

	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/org"
	"weft/internal/person"
)

const columns = `c.id, c.person, c.case_id, c.grp, c.name, c.kind, c.via, c.status, c.need, c.why, c.basis, c.shared, c.ask_attendance,
	c.created, c.sent, c.answered, c.answer_words, c.by_link, c.come_on, c.first_on, c.chase_on, c.chased, c.end_words, c.came_asked, c.came_said, c.came_said_at,
	c.by_account, c.version`

func scan(s db.Scan) (Connection, error) {
	var c Connection
	err := s(&c.ID, &c.Person, &c.Case, &c.Group, &c.Name, &c.Kind, &c.Via, &c.Status, &c.Need, &c.Why, &c.Basis, &c.Shared, &c.AskAttendance,
		&c.Created, &c.Sent, &c.Answered, &c.AnswerWords, &c.ByLink, &c.ComeOn, &c.FirstOn, &c.ChaseOn, &c.Chased, &c.EndWords,
		&c.CameAsked, &c.CameSaid, &c.CameSaidAt, &c.By, &c.Version)
	return c, err
}

func forPerson(ctx context.Context, tx *db.Tx, a authz.Actor, p person.ID) ([]Connection, error) {
	var args db.Args
	is := args.Bind(p)
	where := a.Scope(authz.CaseRead).Within("c.person", "c.service", tx.Now(), args.Bind)
	return db.All(ctx, tx, scan, `select `+columns+` from connection c where c.person = `+is+` and `+where+`
		order by c.created desc, c.id desc`, args.List()...)
}

// byID returns a connection of this person within the actor's scope for a permission.
func byID(ctx context.Context, tx *db.Tx, a authz.Actor, perm authz.Permission, p person.ID, cid ID) (Connection, error) {
	var args db.Args
	is, of := args.Bind(cid), args.Bind(p)
	where := a.Scope(perm).Within("c.person", "c.service", tx.Now(), args.Bind)
	c, err := db.One(ctx, tx, scan, `select `+columns+` from connection c where c.id = `+is+` and c.person = `+of+` and `+where, args.List()...)
	if errs.Is(err, errs.NotFound) {
		err = errs.New(errs.NotFound, "connection.not_found")
	}
	return c, err
}

// ofMine returns connections of open cases whose worker the actor is or stands in for.
func ofMine(ctx context.Context, tx *db.Tx, a authz.Actor, condition func(bind func(any) string) string, order string) ([]Connection, error) {
	var args db.Args
	mine := authz.Actor{Kind: a.Kind, ID: a.ID, Roles: []authz.Assignment{{Role: authz.LinkWorker}}}
	where := mine.Scope(authz.CaseRead).Within("c.person", "c.service", tx.Now(), args.Bind)
	where += " and " + condition(args.Bind)
	// Their open cases say where to look, in the order that cross join keeps on SQLite; any
	// other reads everybody's connections, or those of all whose cases they closed of late.
	me, now := args.Bind(a.ID), args.Bind(tx.Now())
	return db.All(ctx, tx, scan, `select `+columns+` from (
			select o.id from person_case o where o.worker = `+me+` and o.closed is null
			union select o.id from access_grant m join person_case o on o.person = m.person and o.closed is null
				where m.holder = `+me+` and m.relation = 'cover' and (m.ends is null or m.ends > `+now+`)) k
		cross join connection c where c.case_id = k.id and `+where+` order by `+order+` limit 100`, args.List()...)
}

func insert(ctx context.Context, tx *db.Tx, c Connection, sid org.ServiceID) error {
	var basis any
	if c.Basis != "" {
		basis = c.Basis
	}
	_, err := tx.Exec(ctx, `insert into connection (id, person, case_id, service, grp, name, kind, via, status, need, why, basis, shared,
		ask_attendance, sent, chase_on, by_account, created) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
		c.ID, c.Person, c.Case, sid, c.Group, c.Name, c.Kind, c.Via, c.Status, c.Need, c.Why, basis, c.Shared, c.AskAttendance, c.Sent,
		c.ChaseOn, c.By, tx.Now())
	return err
}

// update writes what may change of a connection that was read in this transaction or whose
// version the caller compared. Somebody else's change since is a Conflict.
func update(ctx context.Context, tx *db.Tx, c Connection) error {
	n, err := tx.Exec(ctx, `update connection set status = $3, answered = $4, answer_words = $5, by_link = $6, come_on = $7, first_on = $8,
		chase_on = $9, chased = $10, end_words = $11, came_said = $12, came_said_at = $13, version = version + 1 where id = $1 and version = $2`,
		c.ID, c.Version, c.Status, c.Answered, c.AnswerWords, c.ByLink, c.ComeOn, c.FirstOn, c.ChaseOn, c.Chased, c.EndWords, c.CameSaid,
		c.CameSaidAt)
	if err == nil && n == 0 {
		err = errs.New(errs.Conflict, "form.changed_meanwhile")
	}
	return err
}

// adopt writes what asking the group made of a connection that was only thought about.
func adopt(ctx context.Context, tx *db.Tx, c Connection) error {
	var basis any
	if c.Basis != "" {
		basis = c.Basis
	}
	n, err := tx.Exec(ctx, `update connection set kind = $3, via = $4, status = $5, need = $6, why = $7, basis = $8, shared = $9,
		ask_attendance = $10, sent = $11, chase_on = $12, by_account = $13, name = $14, version = version + 1 where id = $1 and version = $2`,
		c.ID, c.Version, c.Kind, c.Via, c.Status, c.Need, c.Why, basis, c.Shared, c.AskAttendance, c.Sent, c.ChaseOn, c.By, c.Name)
	if err == nil && n == 0 {
		err = errs.New(errs.Conflict, "form.changed_meanwhile")
	}
	return err
}
