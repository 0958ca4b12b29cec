package connection_test

import (
	"strings"
	"testing"
	"time"

	"weft/internal/clock"
	"weft/internal/connection"
	"weft/internal/consent"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/directory"
	"weft/internal/errs"
	"weft/internal/journey"
	"weft/internal/message"
)

func TestBeforeTheCodeALinkTellsNothingOfThePerson(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := newWorld(t, d, now)
		_, token := w.sent()
		before := w.count(`select count(*) from audit_event`)
		p := must(w.s.PageFor(w.ctx, token))(t)
		want := connection.Asking{Group: w.choir, Name: "Aldermoor Community Choir", Team: "Aldermoor link workers", Phone: "01632 960200", Worker: "Sam",
			LastDay: clock.Date{Year: 2026, Month: 12, Day: 4}, CodeBy: message.ByEmail}
		if p != want {
			t.Errorf("the page shows %+v, want %+v", p, want)
		}
		for _, proof := range []string{"", "guess"} {
			if _, err := w.s.Details(w.ctx, token, proof); !errs.Is(err, errs.Unauthenticated) {
				t.Errorf("the details with proof %q: %v", proof, err)
			}
		}
		if w.count(`select count(*) from audit_event`) != before {
			t.Error("opening the page changed something")
		}
	})
}

func TestACodeGoesToTheRegisteredContactOnlyAndIsKeptAsAHash(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := newWorld(t, d, now)
		_, token := w.sent()
		code := w.code(token)
		m := w.written(message.ConnectionCode)
		if len(code) != 6 || len(m) != 1 || m[0].Address != choirEmail || strings.Contains(m[0].Body, "Dilys") {
			t.Errorf("code %q in %+v", code, m)
		}
		if n := w.count(`select count(*) from connection where code_hash = $1 or length(code_hash) <> 64`, code); n != 0 {
			t.Error("the code is not kept as a hash")
		}
		if p := must(w.s.PageFor(w.ctx, token))(t); !p.CodeLives {
			t.Error("the page does not know that a code was sent")
		}
		typed := code[:3] + " " + code[3:] + "\n"
		proof := must(w.s.Open(w.ctx, token, typed))(t)
		if _, err := w.s.Details(w.ctx, token, proof); err != nil {
			t.Error(err)
		}
		if _, err := w.s.Open(w.ctx, token, code); !errs.Is(err, errs.Invalid) {
			t.Errorf("the code worked twice: %v", err)
		}
		now.Advance(61 * time.Minute)
		if _, err := w.s.Details(w.ctx, token, proof); !errs.Is(err, errs.Unauthenticated) {
			t.Errorf("the details an hour later: %v", err)
		}
	})
}

func TestAGroupWithoutEMailGetsItsCodeByText(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := newWorld(t, d, now)
		w.choir = w.group("Walkers", directory.Arrangement{ReferBy: directory.ByLink, ContactPhone: "07700 900123"})
		_, token := w.sent()
		w.code(token)
		if m := w.written(message.ConnectionCode); len(m) != 1 || m[0].Channel != message.ByText || !strings.Contains(m[0].Address, "7700") {
			t.Errorf("the code went %+v", m)
		}
	})
}

func TestACodeEndsAfterFiveTriesAndAfterAQuarterOfAnHour(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := newWorld(t, d, now)
		_, token := w.sent()
		if _, err := w.s.Open(w.ctx, token, "000000"); codeOf(err) != "connection.code_over" {
			t.Errorf("before any code was sent: %v", err)
		}
		code := w.code(token)
		wrong := "000000"
		if code == wrong {
			wrong = "111111"
		}
		for range 5 {
			if _, err := w.s.Open(w.ctx, token, wrong); codeOf(err) != "connection.code_wrong" {
				t.Fatalf("a wrong code: %v", err)
			}
		}
		if _, err := w.s.Open(w.ctx, token, code); codeOf(err) != "connection.code_over" {
			t.Errorf("the right code after five tries: %v", err)
		}
		now.Advance(2 * time.Minute)
		code = w.code(token)
		now.Advance(15 * time.Minute)
		if _, err := w.s.Open(w.ctx, token, code); codeOf(err) != "connection.code_over" {
			t.Errorf("the right code after 15 minutes: %v", err)
		}
	})
}

func TestCodesAreFew(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := newWorld(t, d, now)
		_, token := w.sent()
		for i := range 10 {
			w.ok(w.s.SendCode(w.ctx, token))
			if err := w.s.SendCode(w.ctx, token); !errs.Is(err, errs.RateLimited) {
				t.Fatalf("two codes at once, round %d: %v", i, err)
			}
			now.Advance(2 * time.Minute)
		}
		if err := w.s.SendCode(w.ctx, token); errs.CodeOf(err) != "connection.codes_used_up" {
			t.Errorf("an eleventh code: %v", err)
		}
		if n := len(w.written(message.ConnectionCode)); n != 10 {
			t.Errorf("%d codes were written", n)
		}
	})
}

// closed tries everything that a link can do.
func (w *world) closed(token, why string) {
	w.Helper()
	_, page := w.s.PageFor(w.ctx, token)
	_, open := w.s.Open(w.ctx, token, "123456")
	_, details := w.s.Details(w.ctx, token, "x")
	answer := w.s.Answer(w.ctx, token, "x", connection.Reply{Answer: connection.Accept})
	for _, err := range []error{page, open, details, answer, w.s.SendCode(w.ctx, token)} {
		if errs.CodeOf(err) != "connection.link_ended" || !errs.Is(err, errs.NotFound) {
			w.Errorf("%s: %v", why, err)
		}
	}
}

func TestALinkEnds(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := newWorld(t, d, now)
		w.closed("NOSUCHTOKEN", "never was")
		cid, token := w.sent()
		w.ok(w.s.Answer(w.ctx, token, w.proof(token), connection.Reply{Answer: connection.Accept}))
		w.closed(token, "answered")
		w.ok(w.s.Stop(w.ctx, w.sam, w.dilys, cid, w.connection(cid).Version, ""))

		now.Advance(time.Minute)
		cid, token = w.sent()
		w.ok(w.s.Stop(w.ctx, w.sam, w.dilys, cid, w.connection(cid).Version, "She would rather not."))
		w.closed(token, "stopped")

		now.Advance(time.Minute)
		cid, token = w.sent()
		w.ok(w.consents.Record(w.ctx, w.sam, w.people, w.dilys, consent.New{Scope: consent.ToGroup, Target: cid.String(), Ground: consent.Agreed,
			Answer: consent.Withdrawn, How: "spoken"}))
		w.closed(token, "withdrawn")
		w.ok(w.s.Stop(w.ctx, w.sam, w.dilys, cid, 1, ""))

		now.Advance(time.Minute)
		_, token = w.sent()
		now.Advance(14*24*time.Hour - time.Minute)
		if _, err := w.s.PageFor(w.ctx, token); err != nil {
			t.Errorf("on the last day: %v", err)
		}
		now.Advance(time.Minute)
		w.closed(token, "after 14 days")
	})
}

func TestALinkEndsWithADeath(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := newWorld(t, d, now)
		_, token := w.sent()
		w.died()
		w.closed(token, "died")
	})
}

func TestALinkEndsWithTheCaseAndSilenceIsChasedNoMore(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := newWorld(t, d, now)
		_, token := w.sent()
		c := must(w.cases.ForPerson(w.ctx, w.sam, w.dilys))(t)
		w.ok(w.journey.Close(w.ctx, w.sam, w.dilys, journey.Close{Version: c.Version, Reason: "content"}))
		w.closed(token, "closed")
		now.Advance(10 * 24 * time.Hour)
		w.ok(w.s.MarkSilent(w.ctx))
		if m := w.written(message.ConnectionChase); len(m) != 0 {
			t.Errorf("a closed case chases: %+v", m)
		}
	})
}

func TestALinkCanBePrintedWhileAnAnswerIsWaitedFor(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := newWorld(t, d, now)
		cid, first := w.sent()
		l := must(w.s.NewLink(w.ctx, w.sam, w.dilys, cid))(t)
		second := strings.TrimPrefix(l.Address, "https://weft.example.org/g/")
		if second == first || l.LastDay != (clock.Date{Year: 2026, Month: 12, Day: 4}) {
			t.Errorf("the link: %+v", l)
		}
		for _, token := range []string{first, second} {
			if _, err := w.s.PageFor(w.ctx, token); err != nil {
				t.Error(err)
			}
		}
		w.ok(w.s.Answer(w.ctx, second, w.proof(second), connection.Reply{Answer: connection.Accept}))
		w.closed(first, "answered through the other link")
		if _, err := w.s.NewLink(w.ctx, w.sam, w.dilys, cid); errs.CodeOf(err) != "connection.is_offered" {
			t.Errorf("a link with nothing to answer: %v", err)
		}
	})
}

func codeOf(err error) string {
	if f := errs.FieldsOf(err); len(f) > 0 {
		return f[0].Code
	}
	return errs.CodeOf(err)
}
