package message

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/i18n"
	"weft/internal/id"
	"weft/internal/job"
	"weft/internal/mail"
)

// JobSend is the kind of job that Send handles.
const JobSend = "message.send"

// maxShown bounds a page of the outbox.
const maxShown = 200

// Service keeps the outbox.
type Service struct {
	db     *db.DB
	words  *i18n.Catalogue
	sender mail.Sender
}

// NewService returns the service. A nil sender means that no mail server is
// configured: e-mails stay waiting.
func NewService(d *db.DB, words *i18n.Catalogue, sender mail.Sender) *Service {
	return &Service{db: d, words: words, sender: sender}
}

// QueueTx renders a message and writes it in the caller's transaction, with the job
// that sends it where there is a mail server. The use case that calls it has decided that the actor may do what
// the message tells of. An Internal error means that the phrase was used wrongly.
// Audited as message.queue, about the person.
func (s *Service) QueueTx(ctx context.Context, tx *db.Tx, actor authz.Actor, in New) (ID, error) {
	if _, err := in.spec(); err != nil {
		return "", fmt.Errorf("message %s to %s by %s: %w", in.Phrase, in.Audience, in.Channel, err)
	}
	subject, body := render(s.words, in)
	m := Message{ID: id.New[Message](), At: tx.Now(), Audience: in.Audience, Person: in.Person, About: in.About,
		Channel: in.Channel, Address: in.Address, Lang: i18n.Known(in.Lang), Format: in.Format, Phrase: in.Phrase,
		Subject: subject, Body: body, State: Waiting}
	if m.Audience == ToPerson {
		m.About = m.Person
	}
	if m.Channel == ByNone {
		m.State, m.Error, m.Address = Stopped, "message.no_safe_way", ""
	}
	if err := insert(ctx, tx, m, said(in.Args)); err != nil {
		return "", err
	}
	if m.Channel == ByEmail && s.sender != nil { // without a mail server it waits; Resume sends it when there is one
		if err := job.Enqueue(ctx, tx, JobSend, payload{m.ID}, time.Time{}); err != nil {
			return "", err
		}
	}
	return m.ID, audit.Record(ctx, tx, actor, "message.queue", audit.About("message", m.ID.String(), m.About))
}

// said writes the arguments as text, for whoever has to explain a message later.
func said(args []any) string {
	out := make([]string, len(args))
	for i, a := range args {
		out[i] = fmt.Sprint(a)
	}
	b, err := json.Marshal(out)
	if err != nil {
		return "[]" // cannot be: a list of strings
	}
	return string(b)
}

// StopForPersonTx stops every message that waits to go to this person, in the
// caller's transaction, and returns how many. For a recorded death and for a safe
// way that has ceased to be safe. Audited as message.stop.
func (s *Service) StopForPersonTx(ctx context.Context, tx *db.Tx, actor authz.Actor, person string) (int64, error) {
	n, err := stopForPerson(ctx, tx, person)
	if err != nil || n == 0 {
		return n, err
	}
	return n, audit.Record(ctx, tx, actor, "message.stop", audit.About("person", person, person))
}

// MarkPrinted records that a waiting letter was printed. Who may read the outbox
// may do it; a Conflict names the present state. Audited as message.print.
func (s *Service) MarkPrinted(ctx context.Context, actor authz.Actor, which ID) error {
	return s.change(ctx, actor, which, "message.print", func(tx *db.Tx, m Message) error {
		if m.Channel != ByLetter {
			return errs.New(errs.Conflict, "message.not_a_letter")
		}
		if m.State != Waiting {
			return notWaiting(m.State)
		}
		return setState(ctx, tx, which, Printed, "", tx.Now())
	})
}

// MarkSent records that a waiting message was passed on by hand: a text sent from a
// telephone, an e-mail from another program. Who may read the outbox may do it; a
// Conflict names the present state. Audited as message.sent_by_hand.
func (s *Service) MarkSent(ctx context.Context, actor authz.Actor, which ID) error {
	return s.change(ctx, actor, which, "message.sent_by_hand", func(tx *db.Tx, m Message) error {
		if m.State != Waiting {
			return notWaiting(m.State)
		}
		return setState(ctx, tx, which, Sent, "", tx.Now())
	})
}

// Stop keeps a waiting message from being sent. Who may read the outbox may do it;
// a Conflict names the present state. Audited as message.stop.
func (s *Service) Stop(ctx context.Context, actor authz.Actor, which ID) error {
	return s.change(ctx, actor, which, "message.stop", func(tx *db.Tx, m Message) error {
		if m.State != Waiting {
			return notWaiting(m.State)
		}
		return setState(ctx, tx, which, Stopped, "", time.Time{})
	})
}

// Retry lets a message that failed wait again and, when it is an e-mail, be sent.
// Who may read the outbox may do it; any other state is a Conflict. Audited as
// message.retry.
func (s *Service) Retry(ctx context.Context, actor authz.Actor, which ID) error {
	return s.change(ctx, actor, which, "message.retry", func(tx *db.Tx, m Message) error {
		if m.State != Failed {
			return errs.New(errs.Conflict, "message.not_retriable")
		}
		if err := again(ctx, tx, which); err != nil || m.Channel != ByEmail {
			return err
		}
		return job.Enqueue(ctx, tx, JobSend, payload{which}, time.Time{})
	})
}

func notWaiting(now State) error {
	return errs.New(errs.Conflict, "message.not_waiting", i18n.Key("message.state."+string(now)))
}

func (s *Service) change(ctx context.Context, actor authz.Actor, which ID, action string, fn func(*db.Tx, Message) error) error {
	if err := authz.Check(actor, authz.OutboxRead); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		m, err := one(ctx, tx, actor, which)
		if err != nil {
			return err
		}
		if err := fn(tx, m); err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, action, audit.About("message", which.String(), m.About))
	})
}

// Filter narrows the outbox. The zero Filter shows the newest of every state.
type Filter struct {
	State   State
	Channel Channel
	After   ID // the last message of the page before
	Limit   int
	which   ID
}

// Outbox returns messages, newest first, at most 200. Who may read the outbox may
// ask. Messages about a person whom the actor may not see are left out; an
// administrator gets them without address and body.
func (s *Service) Outbox(ctx context.Context, actor authz.Actor, f Filter) ([]Message, error) {
	if err := authz.Check(actor, authz.OutboxRead); err != nil {
		return nil, err
	}
	if f.Limit <= 0 || f.Limit > maxShown {
		f.Limit = maxShown
	}
	var out []Message
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) { out, err = list(ctx, tx, actor, f); return err })
	return out, err
}

// ByID returns one message of the outbox, masked as Outbox masks; NotFound when the
// actor may not know of it.
func (s *Service) ByID(ctx context.Context, actor authz.Actor, which ID) (Message, error) {
	if err := authz.Check(actor, authz.OutboxRead); err != nil {
		return Message{}, err
	}
	var m Message
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) { m, err = one(ctx, tx, actor, which); return err })
	return m, err
}

// one returns a message that the actor may know of.
func one(ctx context.Context, tx *db.Tx, actor authz.Actor, which ID) (Message, error) {
	found, err := list(ctx, tx, actor, Filter{which: which, Limit: 1})
	if err == nil && len(found) == 0 {
		err = errs.New(errs.NotFound, "db.not_found")
	}
	if err != nil {
		return Message{}, err
	}
	return found[0], nil
}

// ForPerson returns what was said to a person or about them, newest first, at most
// limit. The caller has checked that the actor may see this person's story.
func (s *Service) ForPerson(ctx context.Context, person string, limit int) ([]Message, error) {
	var out []Message
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) { out, err = ForPersonTx(ctx, tx, person, limit); return err })
	return out, err
}

// ForPersonTx is ForPerson within a transaction of the caller.
func ForPersonTx(ctx context.Context, tx *db.Tx, person string, limit int) ([]Message, error) {
	return forPerson(ctx, tx, person, limit)
}
