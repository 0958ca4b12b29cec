package message_test

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/errs"
	"weft/internal/i18n"
	"weft/internal/id"
	"weft/internal/job"
	"weft/internal/mail"
	"weft/internal/message"
)

func service(t *testing.T, d *db.DB, sender mail.Sender) *message.Service {
	t.Helper()
	words, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	return message.NewService(d, words, sender)
}

func finished(person string, ch message.Channel) message.New {
	return message.New{Phrase: message.CaseFinished, Audience: message.ToPerson, Person: person, Channel: ch,
		Address: "dilys@example.org", Lang: "cy", Name: "Dilys", Team: "Aldermoor", Args: []any{"01632 960204"}}
}

func queue(t *testing.T, d *db.DB, s *message.Service, in message.New) message.ID {
	t.Helper()
	var which message.ID
	err := d.Write(context.Background(), func(tx *db.Tx) (err error) {
		which, err = s.QueueTx(context.Background(), tx, authz.Program(), in)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return which
}

// work runs the jobs that are due.
func work(t *testing.T, d *db.DB, s *message.Service) {
	t.Helper()
	r := job.NewRunner(d, "test", map[string]job.Handler{message.JobSend: s.Send}, nil, slog.New(slog.DiscardHandler))
	if _, err := r.RunDue(context.Background()); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, s *message.Service, which message.ID) message.Message {
	t.Helper()
	m, err := s.ByID(context.Background(), authz.Program(), which)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func person() string { return id.New[int]().String() }

func TestAnEmailIsSentOnceInTheReadersLanguage(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		box := &mail.Memory{}
		s := service(t, d, box)
		which := queue(t, d, s, finished(person(), message.ByEmail))
		work(t, d, s)
		if err := s.Send(context.Background(), []byte(`{"message":"`+which.String()+`"}`)); err != nil {
			t.Fatalf("a second run of the job: %v", err)
		}
		sent := box.Sent()
		if len(sent) != 1 || sent[0].To != "dilys@example.org" || !strings.HasPrefix(sent[0].Body, "Annwyl Dilys,") {
			t.Fatalf("sent %+v", sent)
		}
		if m := read(t, s, which); m.State != message.Sent || m.Tries != 1 || !m.SentAt.Equal(now.Now()) {
			t.Errorf("stands as %+v", m)
		}
	})
}

func TestWithoutAMailServerMessagesWaitAndGoOutOnceThereIsOne(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		none := service(t, d, nil)
		which := queue(t, d, none, finished(person(), message.ByEmail))
		letter := queue(t, d, none, finished(person(), message.ByLetter))
		work(t, d, none)
		if m := read(t, none, which); m.State != message.Waiting || m.Tries != 0 {
			t.Fatalf("without a mail server it stands as %+v", m)
		}
		box := &mail.Memory{}
		s := service(t, d, box)
		if n, err := s.Resume(context.Background()); err != nil || n != 1 {
			t.Fatalf("resumed %d: %v", n, err)
		}
		work(t, d, s)
		if len(box.Sent()) != 1 || read(t, s, which).State != message.Sent || read(t, s, letter).State != message.Waiting {
			t.Errorf("after the mail server came: %d sent", len(box.Sent()))
		}
	})
}

func TestASilentMailServerIsTriedEightTimesAndCanBeAskedAgain(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		box := &mail.Memory{}
		box.Fail(errs.New(errs.Unavailable, "mail.unreachable"))
		s := service(t, d, box)
		which := queue(t, d, s, finished(person(), message.ByEmail))
		for range 24 {
			work(t, d, s)
			now.Advance(3 * time.Hour)
		}
		if m := read(t, s, which); m.State != message.Failed || m.Tries != 8 || m.Error != "message.gave_up" {
			t.Fatalf("stands as %+v", m)
		}
		box.Fail(nil)
		if err := s.Retry(context.Background(), authz.Program(), which); err != nil {
			t.Fatal(err)
		}
		work(t, d, s)
		if m := read(t, s, which); m.State != message.Sent || m.Error != "" {
			t.Errorf("after another try: %+v", m)
		}
		if err := s.Retry(context.Background(), authz.Program(), which); errs.KindOf(err) != errs.Conflict {
			t.Errorf("a message that was sent is tried again: %v", err)
		}
	})
}

func TestAnAddressThatCannotBeRightFailsAtOnce(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		box := &mail.Memory{}
		box.Fail(errs.New(errs.Invalid, "mail.to"))
		s := service(t, d, box)
		which := queue(t, d, s, finished(person(), message.ByEmail))
		work(t, d, s)
		if m := read(t, s, which); m.State != message.Failed || m.Tries != 1 || m.Error != "mail.to" {
			t.Errorf("stands as %+v", m)
		}
	})
}

func TestADeathStopsWhatWaitsForThatPersonAndNothingElse(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx, box := context.Background(), &mail.Memory{}
		s := service(t, d, box)
		one, other := person(), person()
		mine, theirs := queue(t, d, s, finished(one, message.ByEmail)), queue(t, d, s, finished(other, message.ByEmail))
		err := d.Write(ctx, func(tx *db.Tx) error {
			n, err := s.StopForPersonTx(ctx, tx, authz.Program(), one)
			if n != 1 {
				t.Errorf("stopped %d", n)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		work(t, d, s)
		if read(t, s, mine).State != message.Stopped || read(t, s, theirs).State != message.Sent || len(box.Sent()) != 1 {
			t.Errorf("after a death %d were sent", len(box.Sent()))
		}
	})
}

func TestWhoHasNoSafeWayGetsNothingAndThatIsSeen(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		s := service(t, d, &mail.Memory{})
		in := finished(person(), message.ByNone)
		which := queue(t, d, s, in)
		if m := read(t, s, which); m.State != message.Stopped || m.Error != "message.no_safe_way" || m.Address != "" {
			t.Errorf("stands as %+v", m)
		}
		seen, err := s.ForPerson(context.Background(), authz.Program(), in.Person, 10)
		if err != nil || len(seen) != 1 {
			t.Errorf("the person's story shows %d: %v", len(seen), err)
		}
	})
}

func TestAFailedChangeQueuesNoMessage(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx, s := context.Background(), service(t, d, &mail.Memory{})
		boom := errs.New(errs.Conflict, "form.key_reused")
		_ = d.Write(ctx, func(tx *db.Tx) error {
			if _, err := s.QueueTx(ctx, tx, authz.Program(), finished(person(), message.ByEmail)); err != nil {
				t.Error(err)
			}
			return boom
		})
		if all, err := s.Outbox(ctx, authz.Program(), message.Filter{}); err != nil || len(all) != 0 {
			t.Errorf("%d messages of a change that failed: %v", len(all), err)
		}
	})
}

func TestOnlyAWaitingLetterIsPrinted(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx, s := context.Background(), service(t, d, nil)
		letter, text := queue(t, d, s, finished(person(), message.ByLetter)), queue(t, d, s, finished(person(), message.ByText))
		if err := s.MarkPrinted(ctx, authz.Program(), letter); err != nil {
			t.Fatal(err)
		}
		for _, which := range []message.ID{letter, text} {
			if err := s.MarkPrinted(ctx, authz.Program(), which); errs.KindOf(err) != errs.Conflict {
				t.Errorf("printed: %v", err)
			}
		}
		if err := s.MarkSent(ctx, authz.Program(), text); err != nil || read(t, s, text).State != message.Sent {
			t.Errorf("passed on by hand: %v", err)
		}
		if err := s.Stop(ctx, authz.Program(), text); errs.CodeOf(err) != "message.is_sent" {
			t.Errorf("a message that was sent is stopped: %v", err)
		}
	})
}

func TestTheOutboxPagesNewestFirst(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		ctx, s := context.Background(), service(t, d, nil)
		var want []message.ID
		for range 5 {
			want = append([]message.ID{queue(t, d, s, finished(person(), message.ByLetter))}, want...)
			now.Advance(time.Minute)
		}
		queue(t, d, s, finished(person(), message.ByText))
		f := message.Filter{State: message.Waiting, Channel: message.ByLetter, Limit: 2}
		var got []message.ID
		for {
			page, err := s.Outbox(ctx, authz.Program(), f)
			if err != nil {
				t.Fatal(err)
			}
			if len(page) == 0 {
				break
			}
			for _, m := range page {
				got = append(got, m.ID)
			}
			f.After = got[len(got)-1]
		}
		if len(got) != len(want) {
			t.Fatalf("%d messages on the pages, want %d", len(got), len(want))
		}
		for i := range got {
			if got[i] != want[i] {
				t.Errorf("message %d is not in its place", i)
			}
		}
	})
}
