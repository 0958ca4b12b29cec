package directory

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"time"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/due"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/message"
	"weft/internal/text"
)

// askedAtOnce bounds how many groups one run writes to.
const askedAtOnce = 50

// Asker writes to groups whether what the directory says of them is still right, and
// takes their answer through a link, without an account.
type Asker struct {
	on       *Service
	messages *message.Service
	base     string
}

// NewAsker returns it; base is the address that links in messages begin with.
func NewAsker(s *Service, m *message.Service, base string) *Asker { return &Asker{s, m, base} }

// Ask is one question to a group, and what it answered.
type Ask struct {
	Entry    ID
	Name     string // the group's
	On       clock.Date
	LastDay  clock.Date
	Answered time.Time // zero: not yet
	Still    bool      // it said that the entry is right
	Words    string    // what it said has changed
}

// AskGroups is a regular job: a group that has a registered contact and whose entry
// nobody checked for so long (due.EntryAsk) is asked, once in that time, in fixed words,
// by e-mail or else by text. Audited as the program.
func (k *Asker) AskGroups(ctx context.Context) error {
	var due []stored
	err := k.on.db.Read(ctx, func(tx *db.Tx) error {
		age, err := k.on.ages(ctx, tx)
		if err != nil {
			return err
		}
		due, err = unasked(ctx, tx, age.ask)
		return err
	})
	if err != nil {
		return err
	}
	failed := make([]error, len(due))
	for i, r := range due {
		failed[i] = k.ask(ctx, r.id)
	}
	return errors.Join(failed...)
}

func (k *Asker) ask(ctx context.Context, eid ID) error {
	return k.on.db.Write(ctx, func(tx *db.Tx) error {
		r, err := byID(ctx, tx, eid)
		if err != nil {
			return err
		}
		team, err := db.One(ctx, tx, db.Value[string], `select name from service where closed is null order by created, id limit 1`)
		if errs.Is(err, errs.NotFound) {
			return nil // nobody is there who could be told
		}
		if err != nil {
			return err
		}
		rules, err := due.ForTx(ctx, tx, "", k.on.today(tx))
		if err != nil {
			return err
		}
		token, ends := rand.Text(), rules.After(due.GroupLink, tx.Now(), clock.England, k.on.zone)
		_, err = tx.Exec(ctx, `insert into directory_ask (id, entry, token_hash, on_day, ends) values ($1, $2, $3, $4, $5)`,
			id.New[Ask](), eid, hashed(token), k.on.today(tx), ends)
		if err != nil {
			return err
		}
		m := message.New{Phrase: message.EntryAsk, Audience: message.ToGroup, Channel: message.ByEmail, Address: r.contact.Email, Lang: "en", Team: team,
			Args: []any{r.name, k.base + "/group/entry/" + token, clock.DateOf(ends, k.on.zone)}}
		if m.Address == "" {
			m.Channel, m.Address = message.ByText, r.contact.Phone
		}
		a := authz.Program()
		if _, err := k.messages.QueueTx(ctx, tx, a, m); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, "directory.ask", subject(eid))
	})
}

// PageFor returns what a link asks, and changes nothing. NotFound when it never was, was
// answered, or its days are over. For whoever holds it; what it shows is public.
func (k *Asker) PageFor(ctx context.Context, token string) (q Ask, err error) {
	err = k.on.db.Read(ctx, func(tx *db.Tx) error { q, err = k.open(ctx, tx, token); return err })
	return q, err
}

// StillRight takes the group's word that its entry is right as it stands today; the link
// ends with it. For whoever holds the link, which went to the group's registered contact;
// audited.
func (k *Asker) StillRight(ctx context.Context, token string) error {
	return k.answer(ctx, token, func(tx *db.Tx, a authz.Actor, q Ask) error {
		return k.on.touchTx(ctx, tx, a, q.Entry, "directory.confirm", true, func(r *stored, today clock.Date) error {
			r.confirmed, r.confirmedBy = today, ""
			return nil
		})
	}, "")
}

// Changed takes what the group says has changed. Whoever may edit the directory reads it
// at the entry; nothing changes by itself. Words are asked for: Invalid without. For
// whoever holds the link; audited.
func (k *Asker) Changed(ctx context.Context, token, words string) error {
	words = text.Words(words)
	var c errs.Check
	c.Require(words != "", "words", "directory.changed_missing")
	c.Require(text.Length(words) <= 2000, "words", "form.too_long", 2000)
	if err := c.Err(); err != nil {
		return err
	}
	return k.answer(ctx, token, func(tx *db.Tx, a authz.Actor, q Ask) error {
		return audit.Record(ctx, tx, a, "directory.changed", subject(q.Entry))
	}, words)
}

func (k *Asker) answer(ctx context.Context, token string, do func(tx *db.Tx, a authz.Actor, q Ask) error, words string) error {
	return k.on.db.Write(ctx, func(tx *db.Tx) error {
		q, err := k.open(ctx, tx, token)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `update directory_ask set answered = $2, still = $3, words = $4 where token_hash = $1`, hashed(token), tx.Now(), words == "", words)
		if err != nil {
			return err
		}
		return do(tx, authz.ByLink(q.Entry.String()), q)
	})
}

func (k *Asker) open(ctx context.Context, tx *db.Tx, token string) (Ask, error) {
	q, err := db.One(ctx, tx, func(s db.Scan) (Ask, error) {
		var q Ask
		var ends time.Time
		err := s(&q.Entry, &q.Name, &q.On, &ends)
		q.LastDay = clock.DateOf(ends, k.on.zone)
		return q, err
	}, `select k.entry, e.name, k.on_day, k.ends from directory_ask k join directory_entry e on e.id = k.entry and e.status = 'live'
		where k.token_hash = $1 and k.answered is null and k.ends > $2`, hashed(token), tx.Now())
	if errs.Is(err, errs.NotFound) {
		err = errs.New(errs.NotFound, "directory.ask_ended")
	}
	return q, err
}

// LastAsk returns the newest question to a group and its answer; the zero Ask when it
// was never asked. For those who may edit the directory.
func (s *Service) LastAsk(ctx context.Context, a authz.Actor, eid ID) (q Ask, err error) {
	if err := authz.Check(a, authz.DirectoryEdit); err != nil {
		return q, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		q, err = db.One(ctx, tx, func(sc db.Scan) (Ask, error) {
			q := Ask{Entry: eid}
			err := sc(&q.On, &q.Answered, &q.Still, &q.Words)
			return q, err
		}, `select on_day, answered, still, words from directory_ask where entry = $1 order by on_day desc, id desc limit 1`, eid)
		if errs.Is(err, errs.NotFound) {
			err = nil
		}
		return err
	})
	return q, err
}

// unasked returns live entries with a registered contact that nobody checked since a day
// and that were not asked since, those unchecked longest first.
func unasked(ctx context.Context, tx *db.Tx, since clock.Date) ([]stored, error) {
	never := clock.Date{Year: 1, Month: 1, Day: 1}
	return db.All(ctx, tx, scan, `select `+columns+from+`where e.status = 'live' and (e.contact_email <> '' or e.contact_phone <> '')
		and coalesce(e.confirmed_on, $2) <= $1 and coalesce(e.assured_on, $2) <= $1
		and not exists (select 1 from directory_ask k where k.entry = e.id and k.on_day > $1)
		order by coalesce(e.confirmed_on, e.assured_on, $2), e.seq limit $3`, since, never, askedAtOnce)
}

func hashed(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
