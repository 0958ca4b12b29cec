package message

import (
	"context"
	"strings"
	"time"

	"weft/internal/authz"
	"weft/internal/db"
)

const columns = `id, at, audience, person, about, channel, address, lang, format, phrase, subject, body, state, tries, sent_at, error`

func scan(s db.Scan) (Message, error) {
	var m Message
	err := s(&m.ID, &m.At, &m.Audience, &m.Person, &m.About, &m.Channel, &m.Address, &m.Lang, &m.Format, &m.Phrase,
		&m.Subject, &m.Body, &m.State, &m.Tries, &m.SentAt, &m.Error)
	return m, err
}

func insert(ctx context.Context, tx *db.Tx, m Message, args string) error {
	_, err := tx.Exec(ctx, `insert into message (`+columns+`, args)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
		m.ID, m.At, m.Audience, none(m.Person), none(m.About), m.Channel, none(m.Address), m.Lang, none(m.Format), m.Phrase,
		m.Subject, m.Body, m.State, m.Tries, m.SentAt, none(m.Error), args)
	return err
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

// list returns the messages that the actor may know of. Those about a person whom
// they may not see are left out or, for an administrator, who has to mend what does
// not go out, masked.
func list(ctx context.Context, tx *db.Tx, actor authz.Actor, f Filter) ([]Message, error) {
	var a db.Args
	within := `(about is null or ` + actor.Scope(authz.PersonRead).Where("message.about", tx.Now(), a.Bind) + `)`
	where := []string{within}
	if actor.Has(authz.Admin) {
		where[0] = `true`
	}
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
	return db.All(ctx, tx, scanMasked, `select `+columns+`, case when `+within+` then 0 else 1 end from message where `+
		strings.Join(where, ` and `)+` order by at desc, id desc limit `+a.Bind(f.Limit), a.List()...)
}

func scanMasked(s db.Scan) (Message, error) {
	var masked int
	m, err := scan(func(dest ...any) error { return s(append(dest, &masked)...) })
	if masked == 1 {
		m.Address, m.Body, m.Masked = "", "", true
	}
	return m, err
}

func forPerson(ctx context.Context, tx *db.Tx, person string, limit int) ([]Message, error) {
	return db.All(ctx, tx, scan, `select `+columns+` from message where about = $1 order by at desc, id desc limit $2`, person, limit)
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

func stopForPerson(ctx context.Context, tx *db.Tx, person string) (int64, error) {
	return tx.Exec(ctx, `update message set state = $1 where person = $2 and state = $3`, Stopped, person, Waiting)
}

func untriedEmails(ctx context.Context, tx *db.Tx) ([]ID, error) {
	return db.All(ctx, tx, db.Value[ID], `select id from message
		where state = $1 and channel = $2 and tries = 0 and held_to is null order by at, id`, Waiting, ByEmail)
}
