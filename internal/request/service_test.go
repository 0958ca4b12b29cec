package request_test

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/referral"
	"weft/internal/request"
)

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func born() clock.Date { return clock.Date{Year: 1949, Month: time.May, Day: 3} }

// mother is a whole request of a daughter for her mother.
func mother(s org.Service) request.Asked {
	return request.Asked{Key: "send-1", For: request.Other, HelperName: "Megan Pryce", HelperIs: "daughter", Agreed: true, Service: s.ID, Safe: "yes",
		Words: "Lonely since Dad died.", Needs: []string{"loneliness"}, More: "Mornings are best.",
		Person: person.Details{Name: "Dilys Pryce", Born: born(), Ways: []person.Way{{Kind: person.Helper, Value: "Megan, 07700 900123", MayCall: true}}}}
}

func answers() url.Values {
	return url.Values{"name": {"Dilys Pryce"}, "words": {"Lonely since Dad died."}}
}

func begun(t *testing.T, h *fixture.House) string {
	t.Helper()
	token, err := h.Requests.Keep(t.Context(), "", "form-1", answers())
	ok(t, err)
	return token
}

func TestAnswersAreKeptForTheBrowserThatHoldsThemAndNobodyElse(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := t.Context()
		token := begun(t, h)
		r, err := h.Requests.Load(ctx, token)
		ok(t, err)
		if r.Answers.Get("name") != "Dilys Pryce" {
			t.Errorf("kept as %v", r.Answers)
		}
		for _, wrong := range []string{"", "x", token + "x"} {
			if _, err := h.Requests.Load(ctx, wrong); !errs.Is(err, errs.NotFound) {
				t.Errorf("%q opens: %v", wrong, err)
			}
		}
		// An impatient second click of the first form begins no second request.
		again, err := h.Requests.Keep(ctx, "", "form-1", answers())
		ok(t, err)
		if again != token || h.Rows(t)["help_request"] != 1 {
			t.Errorf("%d requests", h.Rows(t)["help_request"])
		}
		_, err = h.Requests.Keep(ctx, token, "", url.Values{"words": {strings.Repeat("long ", 20_000)}})
		if !errs.Is(err, errs.TooLarge) {
			t.Errorf("a book is kept: %v", err)
		}
		ok(t, h.Requests.Forget(ctx, token))
		ok(t, h.Requests.Forget(ctx, token))
		if _, err := h.Requests.Load(ctx, token); !errs.Is(err, errs.NotFound) {
			t.Errorf("still there: %v", err)
		}
	})
}

func TestTheDatabaseAloneShowsNothingOfARequest(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := t.Context()
		token := begun(t, h)
		saved, err := h.Requests.Save(ctx, token, "save-1", request.Proofs{Name: "Dilys Pryce", Born: born()})
		ok(t, err)
		var all []string
		ok(t, h.DB.Read(ctx, func(tx *db.Tx) (err error) {
			all, err = db.All(ctx, tx, db.Value[string], `select device || code || sealed || keys from help_request`)
			return err
		}))
		for _, secret := range []string{"Dilys", "dilys", "Lonely", "1949", saved.Code, token} {
			if len(all) != 1 || strings.Contains(all[0], secret) {
				t.Errorf("%q stands in the table", secret)
			}
		}
	})
}

func TestACodeOpensWithTheNameOrTheBirthDateInAnotherBrowser(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := t.Context()
		token := begun(t, h)
		saved, err := h.Requests.Save(ctx, token, "save-1", request.Proofs{Name: "Dilys Pryce", Born: born()})
		ok(t, err)
		twice, err := h.Requests.Save(ctx, token, "save-1", request.Proofs{Name: "Dilys Pryce", Born: born()})
		ok(t, err)
		if twice.Code != saved.Code {
			t.Error("a second click makes another code")
		}
		for name, p := range map[string]request.Proofs{"the name": {Name: "  dilys PRYCE "}, "the birth date": {Born: born()}} {
			other, err := h.Requests.Resume(ctx, strings.ToLower(request.Spaced(saved.Code)), "back-"+name, p)
			ok(t, err)
			r, err := h.Requests.Load(ctx, other)
			if err != nil || r.Answers.Get("words") == "" {
				t.Errorf("%s: %v %v", name, r.Answers, err)
			}
		}
		if _, err := h.Requests.Load(ctx, token); !errs.Is(err, errs.NotFound) {
			t.Errorf("the browser of before still holds it: %v", err)
		}
		if _, err := h.Requests.Save(ctx, "nobody", "k", request.Proofs{Name: "A"}); !errs.Is(err, errs.NotFound) {
			t.Errorf("saved for nobody: %v", err)
		}
		if _, err := h.Requests.Save(ctx, token, "k", request.Proofs{Name: " . "}); !errs.Is(err, errs.Invalid) {
			t.Errorf("saved without a proof: %v", err)
		}
	})
}

func TestFiveWrongTriesEndACodeAndEveryWrongTryHasOneAnswer(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := t.Context()
		saved, err := h.Requests.Save(ctx, begun(t, h), "save-1", request.Proofs{Name: "Dilys Pryce"})
		ok(t, err)
		right := request.Proofs{Name: "Dilys Pryce"}
		for i, try := range []struct {
			code string
			p    request.Proofs
		}{{"BCDF GHJK", right}, {"nonsense", right}, {saved.Code, request.Proofs{}}, {saved.Code, request.Proofs{Name: "Megan"}},
			{saved.Code, request.Proofs{Born: born()}}, {saved.Code, request.Proofs{Name: "Dilys"}}, {saved.Code, request.Proofs{Name: "x"}},
			{saved.Code, right}} {
			_, err := h.Requests.Resume(ctx, try.code, "back", try.p)
			if f := errs.FieldsOf(err); len(f) != 1 || f[0].Name != "code" || f[0].Code != "request.code_wrong" {
				t.Errorf("try %d: %v", i, err)
			}
		}
	})
}

func TestARequestEndsAfterFourteenDays(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := t.Context()
		token := begun(t, h)
		saved, err := h.Requests.Save(ctx, token, "save-1", request.Proofs{Name: "Dilys Pryce"})
		ok(t, err)
		h.Now.Advance(14*24*time.Hour - time.Minute)
		other, err := h.Requests.Resume(ctx, saved.Code, "back", request.Proofs{Name: "Dilys Pryce"})
		ok(t, err)
		ok(t, h.Requests.Sweep(ctx))
		h.Now.Advance(2 * time.Minute)
		if _, err := h.Requests.Load(ctx, other); !errs.Is(err, errs.NotFound) {
			t.Errorf("it lasts longer: %v", err)
		}
		if _, err := h.Requests.Resume(ctx, saved.Code, "back", request.Proofs{Name: "Dilys Pryce"}); !errs.Is(err, errs.Invalid) {
			t.Errorf("the code lasts longer: %v", err)
		}
		ok(t, h.Requests.Sweep(ctx))
		if n := h.Rows(t)["help_request"]; n != 0 {
			t.Errorf("%d requests stay", n)
		}
	})
}

func TestASentRequestIsAReferralOfTheFamilyAndIsForgotten(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, s := t.Context(), h.Service(t)
		lead, token := h.Lead(t, s), begun(t, h)
		var rid referral.ID
		actions, err := h.Audited(t, func() (err error) { rid, err = h.Requests.Send(ctx, token, mother(s)); return err })
		ok(t, err)
		for _, want := range []string{"person.create", "referral.create", "consent.yes", "request.send"} {
			if !slices.Contains(actions, want) {
				t.Errorf("%s is not recorded: %v", want, actions)
			}
		}
		r, err := h.Referrals.ByID(ctx, lead, rid)
		ok(t, err)
		if r.Source != "family" || r.Came != referral.ByForm || r.ReferrerName != "Megan Pryce, daughter" || r.ReferrerEmail != "" || r.Referrer != "" ||
			r.Reason != "Lonely since Dad died.\n\nMornings are best." || r.Urgent {
			t.Errorf("%+v", r)
		}
		for _, told := range h.Told(t) {
			if strings.HasSuffix(told, "to referrer") {
				t.Errorf("the helper is told: %s", told)
			}
		}
		again, err := h.Requests.Send(ctx, token, mother(s))
		if err != nil || again != rid || h.Rows(t)["referral"] != 1 {
			t.Errorf("sent twice: %v %v", again, err)
		}
		if h.Rows(t)["help_request"] != 0 {
			t.Error("the answers stay after they were sent")
		}
		other := mother(s)
		other.Key = "send-2"
		if _, err := h.Requests.Send(ctx, token, other); !errs.Is(err, errs.NotFound) {
			t.Errorf("a request that is gone is sent: %v", err)
		}
	})
}

func TestWordsThatWorryAskForAHumansEyeAtOnce(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, s := t.Context(), h.Service(t)
		in := mother(s)
		in.For, in.Words, in.More = request.Me, "Company", "Some nights I want to end my life."
		rid, err := h.Requests.Send(ctx, begun(t, h), in)
		ok(t, err)
		r, err := h.Referrals.ByID(ctx, h.Lead(t, s), rid)
		if err != nil || !r.Urgent || r.Source != "self" || r.ReferrerName != "" {
			t.Errorf("%+v: %v", r, err)
		}
	})
}

func TestEverythingThatIsWrongIsSaidAndNothingIsWritten(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, token := t.Context(), begun(t, h)
		before := h.Rows(t)
		for _, err := range []error{h.Requests.Check(ctx, request.Asked{}), func() error { _, err := h.Requests.Send(ctx, token, request.Asked{}); return err }()} {
			var fields []string
			for _, f := range errs.FieldsOf(err) {
				fields = append(fields, f.Name)
			}
			for _, want := range []string{"for", "name", "born", "reach", "words", "safe", "service"} {
				if !slices.Contains(fields, want) {
					t.Errorf("%s is not named: %v", want, fields)
				}
			}
		}
		for table, n := range h.Rows(t) {
			if n != before[table] {
				t.Errorf("%s went from %d to %d", table, before[table], n)
			}
		}
	})
}

func TestAServiceThatTakesNoSelfReferralsSaysSo(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, s := context.Background(), h.Service(t)
		ok(t, h.Orgs.SetPolicy(ctx, authz.Program(), s.ID, []org.Policy{{Source: "gp", Starts: clock.Date{Year: 2019, Month: time.April, Day: 1}}}))
		if _, err := h.Requests.Send(ctx, begun(t, h), mother(s)); errs.CodeOf(err) != "referral.source_practice_only" {
			t.Errorf("%v", err)
		}
	})
}
