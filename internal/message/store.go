package message

import (
	"context"
	"strings"
	"time"

	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
)

const columns = `id, at, audience, person, about, service, channel, name, address, lang, format, phrase, subject, body, state, tries,
	sent_at, error, urgent`

func scan(s db.Scan) (Message, error) {
	var m Message
	err := s(&m.ID, &m.At, &m.Audience, &m.Person, &m.About, &m.Service, &m.Channel, &m.Name, &m.Address, &m.Lang, &m.Format, &m.Phrase,
		&m.Subject, &m.Body, &m.State, &m.Tries, &m.SentAt, &m.Error, &m.Urgent)
	return m, err
}

func insert(ctx context.Context, tx *db.Tx, m Message, args, once string) error {
	return tx.Later(ctx, `insert into message (`+columns+`, args, once)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)`,
		m.ID, m.At, m.Audience, none(m.Person), none(m.About), none(m.Service), m.Channel, none(m.Name), none(m.Address), m.Lang,
		none(m.Format), m.Phrase, m.Subject, m.Body, m.State, m.Tries, m.SentAt, none(m.Error), m.Urgent, args, none(once))
}

// none stores an empty text as NULL.
func none(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func byID(ctx context.Context, tx *db.Tx, which ID) (Message, error) {
	return db.One(ctx, tx, scan, `select `+columns+` from message where id = $1`, which)
}

// byOnce returns the message that was queued under a name, or no id.
func byOnce(ctx context.Context, tx *db.Tx, once string) (ID, error) {
	have, err := db.One(ctx, tx, db.Value[ID], `select id from message where once = $1`, once)
	if errs.Is(err, errs.NotFound) {
		return "", nil
	}
	return have, err
}

// of is the condition that a message belongs to a service through which the actor has
// this permission for the person whom it concerns. One that belongs to no service is
// judged by the person alone.
func of(actor authz.Actor, p authz.Permission, now time.Time, bind func(any) string) string {
	s := actor.Scope(p)
	return `(about is not null and (service is not null and ` + s.Within("message.about", "message.service", now, bind) +
		` or service is null and ` + s.Where("message.about", now, bind) + `))`
}

// unattached is the condition for messages about nobody whom we help: those of the
// services whose outbox the actor keeps.
func unattached(actor authz.Actor, bind func(any) string) string {
	if actor.Kind == authz.System {
		return `about is null`
	}
	out := `about is null and (service is null`
	for _, at := range actor.At(authz.SchemeAdmin) {
		out += ` or service = ` + bind(at)
	}
	return out + `)`
}

// seen returns the conditions that the actor may know of a message, and that they may
// read its name, address and words.
func seen(actor authz.Actor, now time.Time, bind func(any) string) (known, open string) {
	var parts []string
	if actor.May(authz.OutboxRead) {
		parts = append(parts, of(actor, authz.PersonRead, now, bind), `(`+unattached(actor, bind)+`)`)
	}
	if actor.May(authz.CaseWork) {
		parts = append(parts, of(actor, authz.CaseWork, now, bind))
	}
	known = `(` + strings.Join(append(parts, `false`), ` or `) + `)`
	open = `(` + known + ` and ` + unmasked(actor, now, bind) + `)`
	if actor.Has(authz.Admin) {
		known = `true`
	}
	return known, open
}

// unmasked is the condition that nothing of the person is held back from the actor: no
// restricted record, no letter to an address that is hidden meanwhile.
func unmasked(actor authz.Actor, now time.Time, bind func(any) string) string {
	return `(about is null or ` + of(actor, authz.PersonWhole, now, bind) + ` or not exists (select 1 from person p
		where p.id = message.about and (p.restricted or p.hidden_address and message.channel = 'letter')))`
}

// list returns the messages that the actor may know of. What they may not read is
// masked.
func list(ctx context.Context, tx *db.Tx, actor authz.Actor, f Filter) ([]Message, error) {
	var a db.Args
	known, open := seen(actor, tx.Now(), a.Bind)
	where := []string{known}
	if f.State != "" {
		where = append(where, `state = `+a.Bind(f.State))
	}
	if f.Channel != "" {
		where = append(where, `channel = `+a.Bind(f.Channel))
	}
	if !f.which.IsZero() {
		where = append(where, `id = `+a.Bind(f.which))
	}
	if !f.After.IsZero() {
		where = append(where, `(at, id) < (select at, id from message where id = `+a.Bind(f.After)+`)`)
	}
	return db.All(ctx, tx, scanMasked, `select `+columns+`, case when `+open+` then 0 else 1 end from message where `+
		strings.Join(where, ` and `)+` order by at desc, id desc`+db.Limit(f.Limit), a.List()...)
}

func failed(ctx context.Context, tx *db.Tx, actor authz.Actor) ([]Message, error) {
	var a db.Args
	known, open := seen(actor, tx.Now(), a.Bind)
	return db.All(ctx, tx, scanMasked, `select `+columns+`, case when `+open+` then 0 else 1 end from message
		where state = `+a.Bind(Failed)+` and `+known+` order by at, id`+db.Limit(maxShown), a.List()...)
}

func count(ctx context.Context, tx *db.Tx, actor authz.Actor) (map[State]map[Channel]int, error) {
	type line struct {
		state   State
		channel Channel
		n       int
	}
	var a db.Args
	known, _ := seen(actor, tx.Now(), a.Bind)
	lines, err := db.All(ctx, tx, func(s db.Scan) (line, error) {
		var l line
		err := s(&l.state, &l.channel, &l.n)
		return l, err
	}, `select state, channel, count(*) from message where `+known+` group by state, channel`, a.List()...)
	out := map[State]map[Channel]int{}
	for _, l := range lines {
		if out[l.state] == nil {
			out[l.state] = map[Channel]int{}
		}
		out[l.state][l.channel] = l.n
	}
	return out, err
}

func scanMasked(s db.Scan) (Message, error) {
	var masked int
	m, err := scan(func(dest ...any) error { return s(append(dest, &masked)...) })
	if masked == 1 {
		m.Name, m.Address, m.Body, m.Masked = "", "", "", true
	}
	return m, err
}

func forPerson(ctx context.Context, tx *db.Tx, actor authz.Actor, person string, limit int) ([]Message, error) {
	var a db.Args
	within := of(actor, authz.PersonRead, tx.Now(), a.Bind)
	return db.All(ctx, tx, scanMasked, `select `+columns+`, case when `+unmasked(actor, tx.Now(), a.Bind)+` then 0 else 1 end
		from message where about = `+a.Bind(person)+` and `+within+
		` order by at desc, id desc`+db.Limit(limit), a.List()...)
}

func setState(ctx context.Context, tx *db.Tx, which ID, to State, code string, sent time.Time) error {
	_, err := tx.Exec(ctx, `update message set state = $1, error = $2, sent_at = $3, held_to = null where id = $4`,
		to, none(code), sent, which)
	return err
}

// again lets a failed message wait as if it had never been tried.
func again(ctx context.Context, tx *db.Tx, which ID) error {
	_, err := tx.Exec(ctx, `update message set state = $1, tries = 0, error = null, held_to = null where id = $2`, Waiting, which)
	return err
}

// hold counts a try and keeps other instances away until the given time. It
// reports false when one of them is at it.
func hold(ctx context.Context, tx *db.Tx, which ID, until time.Time) (bool, error) {
	n, err := tx.Exec(ctx, `update message set tries = tries + 1, held_to = $1
		where id = $2 and (held_to is null or held_to <= $3)`, until, which, tx.Now())
	return n == 1, err
}

func stopForPerson(ctx context.Context, tx *db.Tx, person string, why Why) (int64, error) {
	which := `state in ('waiting', 'failed')`
	if why == Moved {
		which = `state = 'waiting' and channel = 'letter'`
	}
	return tx.Exec(ctx, `update message set state = $1, error = $2, held_to = null where `+which+`
		and (person = $3 or person in (select x.id from person x where x.joined_to = $3))`, Stopped, why, person)
}

// barred returns why nothing in writing may reach the person whom a message is for, as
// their record stands now; empty when it may go, or is for somebody else.
func barred(ctx context.Context, tx *db.Tx, m Message) (Why, error) {
	if m.Person == "" {
		return "", nil
	}
	why, err := db.One(ctx, tx, db.Value[Why], `select case when r.died is not null then 'message.stopped_died'
			when r.safe_contact or r.hidden_address and $2 = 'letter' then 'message.stopped_not_safe'
			when $2 = 'letter' and p.address <> '' and substr($3, 1, length(p.address)) <> p.address then 'message.stopped_moved' else '' end
		from person p join person r on r.id = coalesce(p.joined_to, p.id) where p.id = $1`, m.Person, string(m.Channel), m.Address)
	if errs.Is(err, errs.NotFound) {
		return "", nil
	}
	return why, err
}

func untried(ctx context.Context, tx *db.Tx, ch Channel) ([]ID, error) {
	return db.All(ctx, tx, db.Value[ID], `select id from message
		where state = $1 and channel = $2 and tries = 0 and held_to is null order by at, id`, Waiting, ch)
}
