package message

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/job"
	"weft/internal/mail"
)

const (
	// maxTries is how often a message is tried; a job ends after as many.
	maxTries = 8
	// holdFor keeps a second instance from sending the same message meanwhile.
	holdFor = time.Minute
)

type payload struct {
	Message ID `json:"message"`
}

// Send is the handler of message.send: it sends one waiting e-mail. A message that
// no longer waits, or has no mail server to go through, is left as it is. An
// Unavailable error means that the job is to be tried again; an address that cannot
// be right makes the message Failed at once, eight tries in vain do so too.
func (s *Service) Send(ctx context.Context, body []byte) error {
	var p payload
	if err := json.Unmarshal(body, &p); err != nil {
		return fmt.Errorf("payload of %s: %w", JobSend, err)
	}
	if s.sender == nil {
		return nil
	}
	m, err := s.claim(ctx, p.Message)
	if err != nil || m.State != Waiting {
		return err
	}
	cause := s.sender.Send(ctx, mail.Message{To: m.Address, Subject: m.Subject, Body: m.Body})
	if err := s.settle(ctx, m, cause); err != nil {
		return err
	}
	if cause != nil && errs.KindOf(cause) != errs.Invalid {
		return fmt.Errorf("send a message: %w", cause)
	}
	return nil
}

// claim takes a waiting message for this instance and counts the try.
func (s *Service) claim(ctx context.Context, which ID) (m Message, err error) {
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		if m, err = byID(ctx, tx, which); err != nil || m.State != Waiting {
			return err
		}
		taken, err := hold(ctx, tx, which, tx.Now().Add(holdFor))
		if err == nil && !taken {
			err = errs.New(errs.Unavailable, "message.in_hand")
		}
		return err
	})
	return m, err
}

// settle records what became of a try.
func (s *Service) settle(ctx context.Context, m Message, cause error) error {
	// The sending cannot be taken back, so its outcome is kept even when the
	// program is being stopped.
	ctx = context.WithoutCancel(ctx)
	return s.db.Write(ctx, func(tx *db.Tx) error {
		switch {
		case cause == nil:
			return setState(ctx, tx, m.ID, Sent, "", tx.Now())
		case errs.KindOf(cause) == errs.Invalid || m.Tries+1 >= maxTries:
			return setState(ctx, tx, m.ID, Failed, codeOf(cause), time.Time{})
		default:
			return setState(ctx, tx, m.ID, Waiting, codeOf(cause), time.Time{})
		}
	})
}

func codeOf(cause error) string {
	if code := errs.CodeOf(cause); code != "" {
		return code
	}
	return "mail.unreachable"
}

// Resume queues every e-mail that waits and was never tried, and returns how many.
// The program calls it when it starts with a mail server, so that what waited while
// there was none goes out. Queued twice is sent once.
func (s *Service) Resume(ctx context.Context) (int, error) {
	if s.sender == nil {
		return 0, nil
	}
	queued := 0
	err := s.db.Write(ctx, func(tx *db.Tx) error {
		untried, err := untriedEmails(ctx, tx)
		if err != nil {
			return err
		}
		for _, which := range untried {
			if err := job.Enqueue(ctx, tx, JobSend, payload{which}, time.Time{}); err != nil {
				return err
			}
		}
		queued = len(untried)
		return nil
	})
	return queued, err
}
