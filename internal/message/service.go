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

// TextSender sends one text or says why not. Unavailable means: try again later;
// Invalid means: this number cannot be right.
type TextSender interface {
	SendText(ctx context.Context, to, body string) error
}

// Service keeps the outbox.
type Service struct {
	db     *db.DB
	words  *i18n.Catalogue
	sender mail.Sender
	texts  TextSender
	zone   *time.Location
	hours  Hours
	rest   resting
}

// Option says how the outbox sends.
type Option func(*Service)

// Texts is who sends texts; without one they wait in the outbox.
func Texts(t TextSender) Option { return func(s *Service) { s.texts = t } }

// Zone is where the quiet hours are; London when it is not said.
func Zone(z *time.Location) Option { return func(s *Service) { s.zone = z } }

// Within are the hours in which messages go; DefaultHours when it is not said.
func Within(h Hours) Option { return func(s *Service) { s.hours = h } }

// NewService returns the service. A nil sender means that no mail server is
// configured: e-mails stay waiting.
func NewService(d *db.DB, words *i18n.Catalogue, sender mail.Sender, opts ...Option) *Service {
	s := &Service{db: d, words: words, sender: sender, zone: time.UTC, hours: DefaultHours()}
	if london, err := time.LoadLocation("Europe/London"); err == nil {
		s.zone = london
	}
	for _, o := range opts {
		o(s)
	}
	return s
}

// Sends reports whether messages of this channel go by themselves.
func (s *Service) Sends(ch Channel) bool { return s.sends(ch) }

// QueueTx renders a message and writes it in the caller's transaction, with the job
// that sends it where there is a server for its channel. The use case that calls it
// has decided that the actor may do what the message tells of. The same Once returns
// the message that is there. An Internal error means that the phrase was used
// wrongly. Audited as message.queue, about the person.
func (s *Service) QueueTx(ctx context.Context, tx *db.Tx, actor authz.Actor, in New) (ID, error) {
	if _, err := in.spec(); err != nil {
		return "", fmt.Errorf("message %s to %s by %s: %w", in.Phrase, in.Audience, in.Channel, err)
	}
	if in.Once != "" {
		have, err := byOnce(ctx, tx, in.Once)
		if err != nil || !have.IsZero() {
			return have, err
		}
	}
	subject, body := render(s.words, in)
	m := Message{ID: id.New[Message](), At: tx.Now(), Audience: in.Audience, Person: in.Person, About: in.About, Service: in.Service,
		Channel: in.Channel, Name: in.Name, Address: in.Address, Lang: i18n.Known(in.Lang), Format: in.Format, Phrase: in.Phrase,
		Subject: subject, Body: body, State: Waiting, Urgent: in.Urgent || in.Phrase.urgent()}
	if m.Audience == ToPerson {
		m.About = m.Person
	}
	if m.Channel == ByNone {
		m.State, m.Error, m.Address = Stopped, "message.no_safe_way", ""
	}
	if err := insert(ctx, tx, m, said(in.Args), in.Once); err != nil {
		return "", err
	}
	if m.State == Waiting {
		if err := s.dispatch(ctx, tx, m); err != nil {
			return "", err
		}
	}
	return m.ID, audit.Record(ctx, tx, actor, "message.queue", audit.About("message", m.ID.String(), m.About))
}

// dispatch queues the job that sends a waiting message. Without a server it waits;
// Resume sends it when there is one.
func (s *Service) dispatch(ctx context.Context, tx *db.Tx, m Message) error {
	if !s.sends(m.Channel) {
		return nil
	}
	return job.Enqueue(ctx, tx, JobSend, payload{m.ID}, time.Time{})
}

// said writes the arguments as text, for whoever has to explain a message later.
func said(args []any) string {
	out := make([]string, len(args))
	for i, a := range args {
		if w, ok := a.(When); ok {
			a = w.On.String() + " " + w.Time
		}
		out[i] = fmt.Sprint(a)
	}
	b, err := json.Marshal(out)
	if err != nil {
		return "[]" // cannot be: a list of strings
	}
	return string(b)
}

// Why says why messages to somebody are stopped.
type Why string

// The reasons.
const (
	Died    Why = "message.stopped_died"
	Moved   Why = "message.stopped_moved" // letters only: they carry the old address
	NotSafe Why = "message.stopped_not_safe"
	ByHand  Why = "message.stopped_by_hand"
	Letter  Why = "message.stopped_letter" // a letter goes in its place
)

// StopForPersonTx stops every message to this person that waits, or that failed and
// could be tried again, in the caller's transaction, and returns how many; when they
// moved, only letters that wait. What went to a record that was joined to theirs is
// theirs too. For a recorded death and for a way that has ceased to be safe. Audited as
// message.stop.
func (s *Service) StopForPersonTx(ctx context.Context, tx *db.Tx, actor authz.Actor, person string, why ...Why) (int64, error) {
	reason := NotSafe
	if len(why) > 0 {
		reason = why[0]
	}
	n, err := stopForPerson(ctx, tx, person, reason)
	if err != nil || n == 0 {
		return n, err
	}
	return n, audit.Record(ctx, tx, actor, "message.stop", audit.About("person", person, person))
}

// MarkPrinted records that a waiting letter was printed. Who may read the outbox, and
// who works with the person, may do it; a Conflict names the present state. Audited
// as message.print.
func (s *Service) MarkPrinted(ctx context.Context, actor authz.Actor, which ID) error {
	return s.change(ctx, actor, which, "message.print", func(tx *db.Tx, m Message) error {
		if m.Channel != ByLetter {
			return errs.New(errs.Conflict, "message.not_a_letter")
		}
		if m.State != Waiting {
			return illegal(m.State)
		}
		return setState(ctx, tx, m.ID, Printed, "", tx.Now())
	})
}

// MarkSent records that a message that waits or failed was passed on by hand: a text
// sent from a telephone, an e-mail from another program, or told in person. Who may
// read the outbox, and who works with the person, may do it; a Conflict names the
// present state. Audited as message.sent_by_hand.
func (s *Service) MarkSent(ctx context.Context, actor authz.Actor, which ID) error {
	return s.change(ctx, actor, which, "message.sent_by_hand", func(tx *db.Tx, m Message) error {
		if m.State != Waiting && m.State != Failed {
			return illegal(m.State)
		}
		return setState(ctx, tx, which, Sent, "", tx.Now())
	})
}

// Stop keeps a waiting message from being sent. Who may read the outbox, and who works
// with the person, may do it; a Conflict names the present state. Audited as
// message.stop.
func (s *Service) Stop(ctx context.Context, actor authz.Actor, which ID) error {
	return s.change(ctx, actor, which, "message.stop", func(tx *db.Tx, m Message) error {
		if m.State != Waiting {
			return illegal(m.State)
		}
		return setState(ctx, tx, which, Stopped, string(ByHand), time.Time{})
	})
}

// CameBack records that a message did not arrive: a letter was returned, an e-mail
// bounced, a number is no longer in use. It has Failed then, and is somebody's to put
// right. Who may read the outbox, and who works with the person, may do it; a Conflict
// names the present state. Audited as message.came_back.
func (s *Service) CameBack(ctx context.Context, actor authz.Actor, which ID) error {
	return s.change(ctx, actor, which, "message.came_back", func(tx *db.Tx, m Message) error {
		if m.State != Sent && m.State != Printed && (m.State != Waiting || m.Channel == ByLetter) {
			return illegal(m.State)
		}
		return setState(ctx, tx, which, Failed, "message.came_back", time.Time{})
	})
}

// Retry lets a message that failed wait again and, where there is a server, be sent.
// Who may read the outbox, and who works with the person, may do it; any other state
// is a Conflict that names it, and so is one to somebody who has died since, moved, or
// must not be written to. Audited as message.retry.
func (s *Service) Retry(ctx context.Context, actor authz.Actor, which ID) error {
	return s.change(ctx, actor, which, "message.retry", func(tx *db.Tx, m Message) error {
		if m.State != Failed {
			return illegal(m.State)
		}
		whole, err := byID(ctx, tx, which) // the actor may see it masked
		if err != nil {
			return err
		}
		switch why, err := barred(ctx, tx, whole); {
		case err != nil:
			return err
		case why == Died:
			return errs.New(errs.Conflict, "message.stopped_died")
		case why == Moved:
			return errs.New(errs.Conflict, "message.stopped_moved")
		case why != "":
			return errs.New(errs.Conflict, "message.stopped_not_safe")
		}
		if err := again(ctx, tx, which); err != nil {
			return err
		}
		return s.dispatch(ctx, tx, m)
	})
}

// illegal is the Conflict of a step that a message in this state cannot take.
func illegal(now State) error {
	switch now {
	case Waiting:
		return errs.New(errs.Conflict, "message.is_waiting")
	case Sent:
		return errs.New(errs.Conflict, "message.is_sent")
	case Failed:
		return errs.New(errs.Conflict, "message.is_failed")
	case Printed:
		return errs.New(errs.Conflict, "message.is_printed")
	default:
		return errs.New(errs.Conflict, "message.is_stopped")
	}
}

func (s *Service) change(ctx context.Context, actor authz.Actor, which ID, action string, fn func(*db.Tx, Message) error) error {
	if err := MayHandle(actor); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		m, err := OneTx(ctx, tx, actor, which)
		if err != nil {
			return err
		}
		if err := fn(tx, m); err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, action, audit.About("message", which.String(), m.About))
	})
}

// InsteadTx queues a letter with the words of a message that failed, and stops that
// one. The caller has checked the actor and that the address is safe. A message that
// did not fail, or was not for a person, is a Conflict. Audited as message.letter.
func (s *Service) InsteadTx(ctx context.Context, tx *db.Tx, actor authz.Actor, m Message, name, address, team string) (ID, error) {
	if err := m.MayBeLetter(); err != nil {
		return "", err
	}
	l := m
	l.ID, l.At, l.Channel, l.Name, l.Address = id.New[Message](), tx.Now(), ByLetter, name, address
	l.State, l.Tries, l.SentAt, l.Error = Waiting, 0, time.Time{}, ""
	if m.Channel == ByText {
		l.Subject = s.words.T(m.Lang, "message.subject", team)
		l.Body = compose(s.words, m.Lang, name, m.Body, team, "message.foot.person")
	}
	if err := insert(ctx, tx, l, "[]", ""); err != nil {
		return "", err
	}
	if err := setState(ctx, tx, m.ID, Stopped, string(Letter), time.Time{}); err != nil {
		return "", err
	}
	return l.ID, audit.Record(ctx, tx, actor, "message.letter", audit.About("message", l.ID.String(), l.About))
}
