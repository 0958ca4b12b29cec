package request_test

import (
	"context"
	"fmt"
	"net/url"
	"testing"
	"time"

	"pgregory.net/rapid"

	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/org"
	"weft/internal/request"
)

// slip is one request on the public pages: what two browsers hold of it and which code
// was taken home, by a reckoning of its own.
type slip struct {
	x       *fixture.House
	service org.Service
	browser map[string]string // the newest token of each browser
	holds   string            // which browser holds it; empty: it is gone or never was
	words   string
	code    string
	last    string // a code of before, which opens nothing
	misses  int
	ends    time.Time
	sent    int
	keys    int
	swept   bool // the job ran since time went by
}

// there reports whether the request is still there.
func (s *slip) there() bool { return s.holds != "" && s.x.Now.Now().Before(s.ends) }

// Whatever is tried in whatever order: a request opens for the browser that holds it and
// for whoever has the code and says who it is about, and for nobody else; five wrong tries
// end the code, fourteen days and sending it end the request; and it is sent once.
func TestNoOrderOfStepsBreaksARequest(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		service, start := h.Service(t), h.Now.Now()
		rapid.Check(t, fixture.Some(3, func(rt *rapid.T) { // a code is slow to make on purpose
			h.Now.Set(start)
			h.Undone(t, func(x *fixture.House) {
				s := &slip{x: x, service: service, browser: map[string]string{}, last: "BCDF-GHJK"}
				for range rapid.IntRange(4, 14).Draw(rt, "steps") {
					s.step(rt)
					s.hold(rt)
				}
			})
		}))
		h.Now.Set(start)
	})
}

func (s *slip) step(rt *rapid.T) {
	at := rapid.SampledFrom([]string{"home", "home", "library"}).Draw(rt, "at")
	switch rapid.SampledFrom([]string{"keep", "keep", "save", "resume", "miss", "send", "forget", "later", "later"}).Draw(rt, "what") {
	case "keep":
		s.keep(rt, at)
	case "save":
		got, err := s.x.Requests.Save(context.Background(), s.browser[at], fmt.Sprint("save ", s.keys), request.Proofs{Name: "Dilys Pryce", Born: born()})
		if s.opens(rt, at, err) {
			s.keys++
			s.code, s.last, s.misses, s.ends = got.Code, got.Code, 0, got.Ends
		}
	case "resume":
		s.resume(rt, at, true)
	case "miss":
		for range rapid.SampledFrom([]int{1, 5}).Draw(rt, "times") {
			s.resume(rt, at, false)
		}
	case "send":
		s.send(rt, at)
	case "forget":
		if err := s.x.Requests.Forget(context.Background(), s.browser[at]); err != nil {
			rt.Fatal(err)
		}
		if s.holds == at && s.there() {
			s.holds, s.code = "", ""
		}
	case "later":
		s.x.Now.Advance(time.Duration(rapid.SampledFrom([]int{1, 13, 14}).Draw(rt, "days")) * 24 * time.Hour)
		if s.swept = rapid.Bool().Draw(rt, "swept"); s.swept {
			if err := s.x.Requests.Sweep(context.Background()); err != nil {
				rt.Fatal(err)
			}
		}
	}
}

// opens checks the answer to a browser: done for the one that holds the request, not
// there for any other.
func (s *slip) opens(rt *rapid.T, at string, err error) bool {
	want := s.holds == at && s.there()
	if want != (err == nil) || err != nil && errs.CodeOf(err) != "request.gone" {
		rt.Fatalf("at %s, held at %q: %v", at, s.holds, err)
	}
	return want
}

// keep writes on; a browser that holds none begins a new one, and the walk looks at one
// at a time.
func (s *slip) keep(rt *rapid.T, at string) {
	mine := s.holds == at && s.there()
	if s.there() && !mine {
		return
	}
	s.keys++
	words := fmt.Sprint("Lonely ", s.keys)
	token, err := s.x.Requests.Keep(context.Background(), s.browser[at], fmt.Sprint("form ", s.keys), url.Values{"words": {words}})
	if err != nil || mine && token != s.browser[at] {
		rt.Fatalf("kept as %q, was %q: %v", token, s.browser[at], err)
	}
	if !mine {
		s.code, s.misses = "", 0
	}
	s.browser[at], s.holds, s.words, s.ends = token, at, words, s.x.Now.Now().Add(14*24*time.Hour)
}

// resume comes back with the code, and says the right name or a wrong one.
func (s *slip) resume(rt *rapid.T, at string, right bool) {
	code, p := s.code, request.Proofs{Name: "Somebody Else"}
	if right {
		p = request.Proofs{Born: born()}
	}
	if code == "" {
		code = s.last // it has ended, or never was
	}
	s.keys++
	token, err := s.x.Requests.Resume(context.Background(), code, fmt.Sprint("resume ", s.keys), p)
	if opens := right && s.code != "" && s.there(); opens != (err == nil) {
		rt.Fatalf("right: %v, code %q, %d misses, there %v: %v", right, s.code, s.misses, s.there(), err)
	}
	switch {
	case err == nil:
		s.browser[at], s.holds, s.misses = token, at, 0
	case errs.KindOf(err) != errs.Invalid || len(errs.FieldsOf(err)) != 1 || errs.FieldsOf(err)[0].Code != "request.code_wrong":
		rt.Fatalf("the answer is %v", err)
	case s.code != "" && s.there():
		if s.misses++; s.misses == 5 {
			s.code = ""
		}
	}
}

func (s *slip) send(rt *rapid.T, at string) {
	in := mother(s.service)
	in.Key = fmt.Sprint("send ", s.keys)
	rid, err := s.x.Requests.Send(context.Background(), s.browser[at], in)
	if !s.opens(rt, at, err) {
		return
	}
	again, err := s.x.Requests.Send(context.Background(), s.browser[at], in)
	if err != nil || again != rid {
		rt.Fatalf("sent again as %s: %v", again, err)
	}
	s.holds, s.code = "", ""
	s.keys++
	s.sent++
}

// hold is what is true at any time.
func (s *slip) hold(rt *rapid.T) {
	for at, token := range s.browser {
		got, err := s.x.Requests.Load(context.Background(), token)
		if s.opens(rt, at, err) && got.Answers.Get("words") != s.words {
			rt.Fatalf("%s reads %v, want %q", at, got.Answers, s.words)
		}
	}
	held := 0
	if s.there() {
		held = 1
	}
	if n := s.x.Number(rt, `select count(*) from help_request`); s.swept && n > held || n < held {
		rt.Fatalf("%d are kept, want %d", n, held)
	}
	if n := s.x.Number(rt, `select count(*) from referral`); n != s.sent {
		rt.Fatalf("%d referrals, %d were sent", n, s.sent)
	}
	if n := s.x.Number(rt, `select count(*) from help_request where sealed like '%Lonely%' or keys like '%Dilys%' or tries > 5`); n != 0 {
		rt.Fatal("the database alone can read it")
	}
}
