package message_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"weft/internal/access"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/errs"
	"weft/internal/i18n"
	"weft/internal/id"
	"weft/internal/mail"
	"weft/internal/message"
	"weft/internal/org"
	weftperson "weft/internal/person"
	"weft/internal/sms"
)

func grant(t *testing.T, d *db.DB, pid, service, holder string, r authz.Relation) {
	t.Helper()
	ctx := context.Background()
	err := d.Write(ctx, func(tx *db.Tx) error {
		return access.GrantTx(ctx, tx, access.Grant{Person: id.ID[weftperson.Person](pid), Holder: holder, Service: org.ServiceID(service),
			Relation: r, Reason: "test"})
	})
	if err != nil {
		t.Fatal(err)
	}
}

func as(r authz.Role, at string) authz.Actor {
	return authz.Actor{Kind: authz.Account, ID: id.New[authz.Actor](), Roles: []authz.Assignment{{Role: r, At: at}}}
}

func withTexts(t *testing.T, d *db.DB, box mail.Sender, texts message.TextSender) *message.Service {
	t.Helper()
	words, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	return message.NewService(d, words, box, message.Texts(texts))
}

func TestATextGoesOutWithoutASubjectAndInFewParts(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		phone := &sms.Memory{}
		s := withTexts(t, d, nil, phone)
		in := finished(person(), message.ByText)
		in.Address, in.Lang = "07700 900123", "en"
		which := queue(t, d, s, in)
		work(t, d, s)
		sent := phone.Sent()
		if len(sent) != 1 || sent[0].To != "07700 900123" || strings.Contains(sent[0].Body, "\n") || sms.Measure(sent[0].Body).Parts > 2 {
			t.Fatalf("sent %+v", sent)
		}
		if m := read(t, s, which); m.State != message.Sent || m.Subject != "" {
			t.Errorf("stands as %+v", m)
		}
	})
}

func TestNothingGoesInQuietHoursAndNoTryIsCounted(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		box := &mail.Memory{}
		s := service(t, d, box)
		now.Advance(12 * time.Hour) // half past nine in the evening
		calm := queue(t, d, s, finished(person(), message.ByEmail))
		urgent := queue(t, d, s, message.New{Phrase: message.StaffRead, Audience: message.ToStaff, Channel: message.ByEmail, Address: "lead@example.org",
			Team: "Aldermoor", Args: []any{"https://weft.example.org/concerns"}})
		work(t, d, s)
		if m := read(t, s, calm); m.State != message.Waiting || m.Tries != 0 {
			t.Errorf("in the evening it stands as %+v", m)
		}
		if m := read(t, s, urgent); m.State != message.Sent {
			t.Errorf("what staff must read stands as %+v", m)
		}
		now.Advance(11 * time.Hour)
		work(t, d, s)
		if m := read(t, s, calm); m.State != message.Sent || m.Tries != 1 {
			t.Errorf("in the morning it stands as %+v", m)
		}
	})
}

func TestASilentServerRestsSoThatItHoldsUpOneMessageOnly(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		box := &mail.Memory{}
		box.Fail(errs.New(errs.Unavailable, "mail.unreachable"))
		s := service(t, d, box)
		one, two := queue(t, d, s, finished(person(), message.ByEmail)), queue(t, d, s, finished(person(), message.ByEmail))
		work(t, d, s)
		if a, b := read(t, s, one).Tries, read(t, s, two).Tries; a+b != 1 {
			t.Errorf("%d and %d tries while the server is silent", a, b)
		}
		box.Fail(nil)
		now.Advance(2 * time.Minute)
		work(t, d, s)
		if len(box.Sent()) != 2 {
			t.Errorf("%d went out once it answered", len(box.Sent()))
		}
	})
}

// dying stops the message while the mail server is being asked.
type dying struct{ stop func() error }

func (m dying) Send(context.Context, mail.Message) error {
	if err := m.stop(); err != nil {
		return err
	}
	return errs.New(errs.Unavailable, "mail.unreachable")
}

func TestADeathWhileTheServerHangsStopsTheNextTry(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx, pid := context.Background(), person()
		var s *message.Service
		s = service(t, d, dying{func() error {
			return d.Write(ctx, func(tx *db.Tx) error {
				_, err := s.StopForPersonTx(ctx, tx, authz.Program(), pid, message.Died)
				return err
			})
		}})
		which := queue(t, d, s, finished(pid, message.ByEmail))
		work(t, d, s)
		if m := read(t, s, which); m.State != message.Stopped || m.Error != string(message.Died) {
			t.Errorf("stands as %+v", m)
		}
	})
}

func TestTheSameNameIsQueuedOnce(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		s := service(t, d, nil)
		in := finished(person(), message.ByEmail)
		in.Once = "reminder:1"
		if a, b := queue(t, d, s, in), queue(t, d, s, in); a != b {
			t.Error("the same reminder was queued twice")
		}
	})
}

func TestMovingStopsLettersToTheOldAddressAndNothingElse(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx, pid, s := context.Background(), person(), service(t, d, nil)
		letter, email := queue(t, d, s, finished(pid, message.ByLetter)), queue(t, d, s, finished(pid, message.ByEmail))
		err := d.Write(ctx, func(tx *db.Tx) error {
			_, err := s.StopForPersonTx(ctx, tx, authz.Program(), pid, message.Moved)
			return err
		})
		if err != nil || read(t, s, letter).State != message.Stopped || read(t, s, email).State != message.Waiting {
			t.Errorf("after moving: %v", err)
		}
	})
}

func TestWhatFailedIsItsWorkersToPutRight(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx, pid, at := context.Background(), person(), id.New[int]().String()
		box := &mail.Memory{}
		box.Fail(errs.New(errs.Invalid, "mail.to"))
		s := service(t, d, box)
		worker, colleague, office := as(authz.LinkWorker, at), as(authz.LinkWorker, at), as(authz.SchemeAdmin, at)
		grant(t, d, pid, at, worker.ID.String(), authz.ByWorker)
		grant(t, d, pid, at, at, authz.ByService)
		in := finished(pid, message.ByEmail)
		in.Service = at
		which := queue(t, d, s, in)
		work(t, d, s)
		for name, c := range map[string]struct {
			who  authz.Actor
			want int
		}{"worker": {worker, 1}, "office": {office, 1}, "colleague": {colleague, 0}, "another office": {as(authz.SchemeAdmin, person()), 0}} {
			if got, err := s.Failed(ctx, c.who); err != nil || len(got) != c.want {
				t.Errorf("%s is shown %d: %v", name, len(got), err)
			}
		}
		if err := s.Retry(ctx, colleague, which); errs.KindOf(err) != errs.NotFound {
			t.Errorf("a colleague tries again: %v", err)
		}
		if err := s.MarkSent(ctx, worker, which); err != nil || read(t, s, which).State != message.Sent {
			t.Errorf("told in person: %v", err)
		}
		if left, err := s.Failed(ctx, worker); err != nil || len(left) != 0 {
			t.Errorf("%d are left: %v", len(left), err)
		}
	})
}

func TestWhatCameBackHasFailedAndMayGoAgain(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx, s := context.Background(), service(t, d, nil)
		letter := queue(t, d, s, finished(person(), message.ByLetter))
		if err := s.CameBack(ctx, authz.Program(), letter); errs.CodeOf(err) != "message.is_waiting" {
			t.Errorf("a letter that was never posted: %v", err)
		}
		for _, step := range []func() error{
			func() error { return s.MarkPrinted(ctx, authz.Program(), letter) },
			func() error { return s.CameBack(ctx, authz.Program(), letter) },
		} {
			if err := step(); err != nil {
				t.Fatal(err)
			}
		}
		if m := read(t, s, letter); m.State != message.Failed || m.Error != "message.came_back" {
			t.Errorf("stands as %+v", m)
		}
		if err := s.Retry(ctx, authz.Program(), letter); err != nil || read(t, s, letter).State != message.Waiting {
			t.Errorf("printed again: %v", err)
		}
	})
}

func TestALetterGoesInPlaceOfATextThatFailed(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx, phone := context.Background(), &sms.Memory{}
		phone.Fail(errs.New(errs.Invalid, "phone.wrong"))
		s := withTexts(t, d, nil, phone)
		which := queue(t, d, s, finished(person(), message.ByText))
		work(t, d, s)
		failed := read(t, s, which)
		var letter message.ID
		instead := func() error {
			return d.Write(ctx, func(tx *db.Tx) (err error) {
				letter, err = s.InsteadTx(ctx, tx, authz.Program(), failed, "Dilys", "4 Mill Row", "Aldermoor")
				return err
			})
		}
		if err := instead(); err != nil {
			t.Fatal(err)
		}
		l := read(t, s, letter)
		if l.State != message.Waiting || l.Channel != message.ByLetter || l.Subject != "Neges gan Aldermoor" ||
			!strings.HasPrefix(l.Body, "Annwyl Dilys,") || !strings.Contains(l.Body, failed.Body) {
			t.Errorf("the letter is %+v", l)
		}
		failed = read(t, s, which)
		if failed.State != message.Stopped || failed.Error != string(message.Letter) {
			t.Errorf("the text stands as %+v", failed)
		}
		if err := instead(); errs.KindOf(err) != errs.Conflict {
			t.Errorf("a second letter: %v", err)
		}
	})
}

func TestTwoServicesThatKnowOnePersonDoNotReadEachOthersMessages(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx, pid, here, there := context.Background(), person(), id.New[int]().String(), id.New[int]().String()
		s := service(t, d, nil)
		for _, at := range []string{here, there} {
			grant(t, d, pid, at, at, authz.ByService)
		}
		in := finished(pid, message.ByLetter)
		in.Service = here
		which := queue(t, d, s, in)
		mine, theirs := as(authz.SchemeAdmin, here), as(authz.SchemeAdmin, there)
		if got, err := s.ForPerson(ctx, mine, pid, 10); err != nil || len(got) != 1 {
			t.Errorf("here: %d, %v", len(got), err)
		}
		if got, err := s.ForPerson(ctx, theirs, pid, 10); err != nil || len(got) != 0 {
			t.Errorf("there: %d, %v", len(got), err)
		}
		if _, err := s.ByID(ctx, theirs, which); errs.KindOf(err) != errs.NotFound {
			t.Errorf("there by its id: %v", err)
		}
		if n, err := s.Count(ctx, mine); err != nil || n[message.Waiting][message.ByLetter] != 1 {
			t.Errorf("counted %v: %v", n, err)
		}
		if n, err := s.Count(ctx, theirs); err != nil || len(n) != 0 {
			t.Errorf("counted there %v: %v", n, err)
		}
	})
}
