package person

import (
	"context"
	"time"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/message"
	"weft/internal/text"
)

// Death is one record of a death; one that was a mistake says when that was found.
type Death struct {
	Died     clock.Date
	Words    string
	By       authz.AccountID
	At       time.Time
	Mistaken time.Time // zero: it stands
	Why      string    // why it was a mistake
}

// DiedTx records in the caller's transaction, which has checked the actor, that the
// person died, on the day they died or, where nobody said, on the day we heard; a
// day that is recorded already stays. Every waiting message to them is stopped.
// Audited.
func (s *Service) DiedTx(ctx context.Context, tx *db.Tx, a authz.Actor, pid ID, on clock.Date) error {
	if on.IsZero() {
		on = clock.DateOf(tx.Now(), s.zone)
	}
	n, err := tx.Exec(ctx, `update person set died = $2, version = version + 1 where id = $1 and died is null`, pid, on)
	if err != nil {
		return err
	}
	if _, err := s.messages.StopForPersonTx(ctx, tx, a, pid.String(), message.Died); err != nil || n == 0 {
		return err
	}
	_, err = tx.Exec(ctx, `insert into person_death (id, person, died, by_account, at) values ($1, $2, $3, $4, $5)`,
		id.New[Death](), pid, on, a.ID, tx.Now())
	if err != nil {
		return err
	}
	return audit.Record(ctx, tx, a, "person.died", audit.About("person", pid.String(), pid.String()))
}

// DeathTx records a death with a line about it, as DiedTx does, when it is within the
// actor's reach (authz.PersonEdit). A day to come, or before the birth, is Invalid; a
// death that is recorded already is a Conflict.
func (s *Service) DeathTx(ctx context.Context, tx *db.Tx, a authz.Actor, pid ID, on clock.Date, words string) (Card, error) {
	words = text.Words(words)
	c, err := s.CardTx(ctx, tx, a, authz.PersonEdit, pid)
	if err != nil {
		return c, err
	}
	if !c.Died.IsZero() {
		return c, errs.New(errs.Conflict, "person.died_already")
	}
	var k errs.Check
	k.Require(on.IsZero() || !on.After(clock.DateOf(tx.Now(), s.zone)), "on", "date.future")
	k.Require(on.IsZero() || c.Born.IsZero() || !on.Before(c.Born), "on", "person.died_before_born")
	k.Require(text.Length(words) <= 2000, "words", "form.too_long", 2000)
	if err := k.Err(); err != nil {
		return c, err
	}
	if err := s.DiedTx(ctx, tx, a, c.ID, on); err != nil {
		return c, err
	}
	_, err = tx.Exec(ctx, `update person_death set words = $2 where person = $1 and mistaken is null`, c.ID, words)
	return c, err
}

// DeathTookTx keeps what a death ended, as the use case that ended it wrote it down.
func (s *Service) DeathTookTx(ctx context.Context, tx *db.Tx, pid ID, took string) error {
	_, err := tx.Exec(ctx, `update person_death set took = $2 where person = $1 and mistaken is null`, pid, took)
	return err
}

// NotDiedTx takes back a death that was recorded by mistake; the record of it stays,
// with the reason. It returns what the death had ended. For the team lead. A person
// who is not recorded as dead is a Conflict; the reason is required, because this
// undoes a record. Audited.
func (s *Service) NotDiedTx(ctx context.Context, tx *db.Tx, a authz.Actor, pid ID, why string) (took string, err error) {
	why = text.Line(why)
	c, err := s.CardTx(ctx, tx, a, authz.PersonUndoDeath, pid)
	if err != nil {
		return "", err
	}
	if c.Died.IsZero() {
		return "", errs.New(errs.Conflict, "person.is_alive")
	}
	var k errs.Check
	k.Require(why != "", "why", "person.mistake_why")
	k.Require(text.Length(why) <= 300, "why", "form.too_long", 300)
	if err := k.Err(); err != nil {
		return "", err
	}
	took, err = db.One(ctx, tx, db.Value[string], `select took from person_death where person = $1 and mistaken is null order by at desc limit 1`, c.ID)
	if err != nil && !errs.Is(err, errs.NotFound) {
		return "", err
	}
	for _, q := range []struct {
		text string
		args []any
	}{
		{`update person set died = null, version = version + 1 where id = $1`, []any{c.ID}},
		{`update person_death set mistaken = $2, mistaken_by = $3, mistaken_words = $4 where person = $1 and mistaken is null`, []any{c.ID, tx.Now(), a.ID, why}},
	} {
		if _, err := tx.Exec(ctx, q.text, q.args...); err != nil {
			return "", err
		}
	}
	return took, audit.Record(ctx, tx, a, "person.not_died", audit.About("person", c.ID.String(), c.ID.String()))
}

// Deaths returns what was recorded about the death of a person, oldest first, mistakes
// too, to whoever may read who they are.
func (s *Service) Deaths(ctx context.Context, a authz.Actor, pid ID) (out []Death, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		c, err := s.CardTx(ctx, tx, a, authz.PersonRead, pid)
		if err != nil {
			return err
		}
		out, err = db.All(ctx, tx, func(s db.Scan) (Death, error) {
			var d Death
			err := s(&d.Died, &d.Words, &d.By, &d.At, &d.Mistaken, &d.Why)
			return d, err
		}, `select died, words, by_account, at, mistaken, mistaken_words from person_death where person = $1 order by at, id`, c.ID)
		return err
	})
	return out, err
}
