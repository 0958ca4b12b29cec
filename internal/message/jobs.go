package message

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/job"
	"weft/internal/mail"
	"weft/internal/org"
)

const (
	// maxTries is how often a message is tried before it has failed.
	maxTries = 8
	// holdFor keeps a second instance from sending the same message meanwhile.
	holdFor = time.Minute
	// restFor is how long a server that did not answer is left alone, so that one
	// that hangs holds up nothing but one message.
	restFor = 30 * time.Second
	// gaveUp is why a message failed for good: nothing tries it again by itself.
	gaveUp = "message.gave_up"
)

type payload struct {
	Message ID `json:"message"`
}

// resting remembers until when each channel's server is left alone.
type resting struct {
	mu    sync.Mutex
	until map[Channel]time.Time
}

func (r *resting) set(ch Channel, until time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.until == nil {
		r.until = map[Channel]time.Time{}
	}
	r.until[ch] = until
}

func (r *resting) get(ch Channel) time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.until[ch]
}

// Send is the handler of message.send: it sends one waiting e-mail or text. A message
// that no longer waits, or has no server to go through, is left as it is; in quiet
// hours, and while the server rests after it did not answer, the job is put off and
// no try is counted. What must not go to its person any more is stopped. A server that does not answer leads to another try later, eight
// in vain and an address that cannot be right make the message Failed.
func (s *Service) Send(ctx context.Context, body []byte) error {
	var p payload
	if err := json.Unmarshal(body, &p); err != nil {
		return fmt.Errorf("payload of %s: %w", JobSend, err)
	}
	m, err := s.claim(ctx, p.Message)
	if err != nil || m.ID.IsZero() {
		return err
	}
	return s.settle(ctx, m, s.transmit(ctx, m))
}

// sends reports whether there is something to send by this channel through.
func (s *Service) sends(ch Channel) bool {
	return ch == ByEmail && s.sender != nil || ch == ByText && s.texts != nil
}

func (s *Service) transmit(ctx context.Context, m Message) error {
	if m.Channel == ByText {
		return s.texts.SendText(ctx, m.Address, m.Body)
	}
	return s.sender.Send(ctx, mail.Message{To: m.Address, Subject: m.Subject, Body: m.Body})
}

// claim takes a waiting message for this instance and counts the try. What is not to
// be sent now is returned without an id; its job is put off where it is to be sent
// later.
func (s *Service) claim(ctx context.Context, which ID) (taken Message, err error) {
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		m, err := byID(ctx, tx, which)
		if err != nil || m.State != Waiting || !s.sends(m.Channel) {
			return err
		}
		if why, err := barred(ctx, tx, m); err != nil || why != "" {
			return orStop(ctx, tx, m, why, err)
		}
		at, err := s.due(ctx, tx, m)
		if err != nil {
			return err
		}
		if at.After(tx.Now()) {
			return job.Enqueue(ctx, tx, JobSend, payload{which}, at)
		}
		held, err := hold(ctx, tx, which, tx.Now().Add(holdFor))
		if err != nil {
			return err
		}
		if !held { // another instance is at it; look again in case that one ends meanwhile
			return job.Enqueue(ctx, tx, JobSend, payload{which}, tx.Now().Add(holdFor))
		}
		taken = m
		return nil
	})
	return taken, err
}

// orStop stops a message that must not go any more, unless looking at it failed.
func orStop(ctx context.Context, tx *db.Tx, m Message, why Why, err error) error {
	if err != nil {
		return err
	}
	if err := setState(ctx, tx, m.ID, Stopped, string(why), time.Time{}); err != nil {
		return err
	}
	return audit.Record(ctx, tx, authz.Program(), "message.stop", audit.About("message", m.ID.String(), m.About))
}

// due is when a message may be tried: not in quiet hours, not while its server rests.
func (s *Service) due(ctx context.Context, tx *db.Tx, m Message) (time.Time, error) {
	nation := clock.England
	if m.Service != "" {
		service, err := org.ServiceTx(ctx, tx, org.ServiceID(m.Service))
		if err != nil && !errs.Is(err, errs.NotFound) {
			return time.Time{}, err
		}
		if err == nil && service.Nation != "" {
			nation = service.Nation
		}
	}
	at := earliest(tx.Now(), m, s.hours, s.zone, nation)
	if rest := s.rest.get(m.Channel); rest.After(at) {
		at = rest
	}
	return at, nil
}

// settle records what became of a try and, where another one is to follow, queues it.
func (s *Service) settle(ctx context.Context, m Message, cause error) error {
	// The sending cannot be taken back, so its outcome is kept even when the
	// program is being stopped.
	ctx = context.WithoutCancel(ctx)
	return s.db.Write(ctx, func(tx *db.Tx) error {
		now, err := byID(ctx, tx, m.ID)
		switch {
		case err != nil:
			return err
		case cause != nil && now.State != Waiting: // stopped while it was tried
			return nil
		case cause == nil:
			return setState(ctx, tx, m.ID, Sent, "", tx.Now())
		case errs.KindOf(cause) == errs.Invalid:
			return setState(ctx, tx, m.ID, Failed, codeOf(cause), time.Time{})
		case m.Tries+1 >= maxTries:
			return setState(ctx, tx, m.ID, Failed, gaveUp, time.Time{})
		}
		s.rest.set(m.Channel, tx.Now().Add(restFor))
		if err := setState(ctx, tx, m.ID, Waiting, codeOf(cause), time.Time{}); err != nil {
			return err
		}
		return job.Enqueue(ctx, tx, JobSend, payload{m.ID}, tx.Now().Add(backoff(m.Tries)))
	})
}

func codeOf(cause error) string {
	if code := errs.CodeOf(cause); code != "" {
		return code
	}
	return "mail.unreachable"
}

// Resume queues every e-mail and text that waits and was never tried, and returns how
// many. The program calls it when it starts, so that what waited while there was no
// server goes out. Queued twice is sent once.
func (s *Service) Resume(ctx context.Context) (int, error) {
	queued := 0
	err := s.db.Write(ctx, func(tx *db.Tx) error {
		for _, ch := range []Channel{ByEmail, ByText} {
			if !s.sends(ch) {
				continue
			}
			waiting, err := untried(ctx, tx, ch)
			if err != nil {
				return err
			}
			for _, which := range waiting {
				if err := job.Enqueue(ctx, tx, JobSend, payload{which}, time.Time{}); err != nil {
					return err
				}
			}
			queued += len(waiting)
		}
		return nil
	})
	return queued, err
}
