package mail

import (
	"context"
	"fmt"
	"net/url"
	"strconv"
	"sync"
	"time"

	gomail "github.com/wneessen/go-mail"

	"weft/internal/errs"
)

// Message is one e-mail, in plain text.
type Message struct {
	To      string
	Subject string
	Body    string
}

// Sender sends one message or says why not. Unavailable means: try again later;
// Invalid means: this address cannot be right.
type Sender interface {
	Send(ctx context.Context, m Message) error
}

// sendWithin bounds one sending, so that a mail server that hangs holds nothing up.
const sendWithin = 20 * time.Second

// SMTP sends through a mail server.
type SMTP struct {
	client *gomail.Client
	from   string
}

// NewSMTP reads smtp://user:password@host:port?from=address, or smtps:// for
// implicit TLS. STARTTLS is used wherever the server offers it.
func NewSMTP(address string) (*SMTP, error) {
	u, err := url.Parse(address)
	if err != nil || (u.Scheme != "smtp" && u.Scheme != "smtps") || u.Hostname() == "" || u.Query().Get("from") == "" {
		return nil, errs.New(errs.Invalid, "mail.url")
	}
	opts := []gomail.Option{gomail.WithTimeout(sendWithin), gomail.WithTLSPolicy(gomail.TLSOpportunistic)}
	if u.Scheme == "smtps" {
		opts = append(opts, gomail.WithSSL())
	}
	if port, err := strconv.Atoi(u.Port()); err == nil {
		opts = append(opts, gomail.WithPort(port))
	}
	if password, ok := u.User.Password(); ok {
		opts = append(opts, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover),
			gomail.WithUsername(u.User.Username()), gomail.WithPassword(password))
	}
	client, err := gomail.NewClient(u.Hostname(), opts...)
	if err != nil {
		return nil, errs.Wrap(errs.Invalid, "mail.url", err)
	}
	return &SMTP{client: client, from: u.Query().Get("from")}, nil
}

// Greet proves that the server answers and lets us in, and sends nothing. Unavailable
// means that it does not.
func (s *SMTP) Greet(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, sendWithin)
	defer cancel()
	if err := s.client.DialWithContext(ctx); err != nil {
		return errs.Wrap(errs.Unavailable, "mail.unreachable", fmt.Errorf("the mail server refused or did not answer"))
	}
	return s.client.Close()
}

// Send sends one message within twenty seconds.
func (s *SMTP) Send(ctx context.Context, m Message) error {
	msg := gomail.NewMsg()
	if err := msg.From(s.from); err != nil {
		return errs.New(errs.Invalid, "mail.from")
	}
	if err := msg.To(m.To); err != nil {
		return errs.New(errs.Invalid, "mail.to")
	}
	msg.Subject(m.Subject)
	msg.SetBodyString(gomail.TypeTextPlain, m.Body)
	ctx, cancel := context.WithTimeout(ctx, sendWithin)
	defer cancel()
	if err := s.client.DialAndSendWithContext(ctx, msg); err != nil {
		return errs.Wrap(errs.Unavailable, "mail.unreachable", fmt.Errorf("the mail server refused or did not answer"))
	}
	return nil
}

// Memory keeps every message and sends none.
type Memory struct {
	mu   sync.Mutex
	sent []Message
	err  error
}

// Send keeps the message, or fails as Fail said.
func (m *Memory) Send(_ context.Context, msg Message) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.err != nil {
		return m.err
	}
	m.sent = append(m.sent, msg)
	return nil
}

// Fail makes every further Send return err; nil mends it.
func (m *Memory) Fail(err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.err = err
}

// Sent returns what was kept, oldest first.
func (m *Memory) Sent() []Message {
	m.mu.Lock()
	defer m.mu.Unlock()
	return append([]Message(nil), m.sent...)
}
