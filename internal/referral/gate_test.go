package referral_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/pause"
	"weft/internal/referral"
)

func begin(t *testing.T, h *fixture.House, th fixture.Thread, in pause.Terms) pause.ID {
	t.Helper()
	pid, err := h.Referrals.Pause(context.Background(), th.Lead, th.Service.ID, "", in)
	ok(t, err)
	return pid
}

// send refers somebody new to the service of a thread.
func send(t *testing.T, h *fixture.House, th fixture.Thread, opts ...fixture.Option) referral.Referral {
	t.Helper()
	return h.Referral(t, append([]fixture.Option{fixture.At(th.Service), fixture.LedBy(th.Lead)}, opts...)...).Referral
}

func state(t *testing.T, h *fixture.House, rid referral.ID) referral.Referral {
	t.Helper()
	r, err := h.Referrals.ByID(context.Background(), authz.Program(), rid)
	ok(t, err)
	return r
}

func TestAPauseHoldsEverythingThatItCoversAndRefusesNothing(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Referral(t)
		police := h.Organisation(t, "police")
		for name, c := range map[string]struct {
			in                    pause.Terms
			practice, police, own referral.Status
		}{
			"the service":  {pause.Terms{Kind: pause.OfService}, referral.Held, referral.Held, referral.Held},
			"one practice": {pause.Terms{Kind: pause.OfPractice, Practice: th.From.ID}, referral.Held, referral.Submitted, referral.Submitted},
			"one source":   {pause.Terms{Kind: pause.OfSource, Source: "police"}, referral.Submitted, referral.Held, referral.Submitted},
		} {
			h.Undone(t, func(x *fixture.House) {
				begin(t, x, th, c.in)
				own := x.Form(th.Service, th.From)
				own.Organisation, own.Source, own.Came, own.ReferrerEmail = "", "self", referral.ByPhone, ""
				rid, err := x.Referrals.Enter(context.Background(), th.Lead, own)
				if err != nil {
					t.Fatalf("%s: the person's own way in is closed: %v", name, err)
				}
				for who, got := range map[string]referral.Referral{"practice": send(t, x, th, fixture.From(th.From)), "police": send(t, x, th, fixture.From(police)), "own": state(t, x, rid)} {
					want := map[string]referral.Status{"practice": c.practice, "police": c.police, "own": c.own}[who]
					if got.Status != want || got.HeldAt.IsZero() != (want != referral.Held) {
						t.Errorf("%s: from %s it is %s, held %s", name, who, got.Status, got.HeldAt)
					}
				}
				if was := state(t, x, th.Referral.ID); was.Status != referral.Submitted {
					t.Errorf("%s: what came before is %s", name, was.Status)
				}
			})
		}
	})
}

func TestAWorkersOwnPauseHoldsNothingAndTellsNobodyOutside(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		pid, err := h.Pauses.Ask(ctx, th.Worker, th.Service.ID, "", pause.Terms{})
		ok(t, err)
		told := len(h.Told(t))
		ok(t, h.Referrals.AgreeToPause(ctx, th.Lead, pid, 1, pause.Terms{}))
		if got := h.Told(t)[told:]; !slices.Equal(got, []string{"staff.read to staff"}) {
			t.Errorf("told %v", got)
		}
		if r := send(t, h, th); r.Status != referral.Submitted {
			t.Errorf("it is %s", r.Status)
		}
		ready := send(t, h, th, fixture.Accepted())
		if _, err := h.Journeys.Allocate(ctx, th.Lead, ready.ID, ready.Version, th.Worker.ID, ""); err != nil {
			t.Errorf("a human may still allocate: %v", err)
		}
		if err := h.Referrals.AgreeToPause(ctx, th.Lead, pid, 2, pause.Terms{}); errs.CodeOf(err) != "pause.is_active" {
			t.Errorf("agreed twice: %v", err)
		}
	})
}

func TestAHeldReferralIsReadForSafetyOnceAndStaysHeld(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Referral(t)
		begin(t, h, th, pause.Terms{Kind: pause.OfService})
		r := send(t, h, th)
		ok(t, h.Referrals.Read(ctx, th.Lead, r.ID, 1))
		if r = state(t, h, r.ID); r.Status != referral.Held || r.ReadAt.IsZero() || r.Version != 2 {
			t.Errorf("stands as %+v", r)
		}
		for name, err := range map[string]error{
			"read twice": h.Referrals.Read(ctx, th.Lead, r.ID, 2),
			"accepted":   h.Referrals.Accept(ctx, th.Lead, r.ID, 2),
			"asked":      h.Referrals.Ask(ctx, th.Lead, r.ID, 2, "Which day?"),
		} {
			if errs.CodeOf(err) != "referral.is_held" {
				t.Errorf("%s: %v", name, err)
			}
		}
		ok(t, h.Referrals.LetIn(ctx, th.Lead, r.ID, 2))
		if r = state(t, h, r.ID); r.Status != referral.InTriage || r.ReleasedAt.IsZero() {
			t.Errorf("let in: %+v", r)
		}
		if err := h.Referrals.LetIn(ctx, th.Lead, r.ID, 3); errs.CodeOf(err) != "referral.is_in_triage" {
			t.Errorf("let in twice: %v", err)
		}
	})
}

func TestTheEndOfAPauseLetsGoInTheOrderOfReceiptAndAllocatesNobody(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Referral(t)
		wide := begin(t, h, th, pause.Terms{Kind: pause.OfService})
		begin(t, h, th, pause.Terms{Kind: pause.OfPractice, Practice: th.From.ID})
		late := send(t, h, th)
		earlier := h.Form(th.Service, h.Practice(t))
		earlier.Came, earlier.Received = referral.ByLetter, h.Today().AddDays(-3)
		byLetter, err := h.Referrals.Enter(ctx, th.Lead, earlier)
		ok(t, err)
		h.Now.Advance(time.Hour)
		read, still := send(t, h, th), send(t, h, th, fixture.From(th.From))
		ok(t, h.Referrals.Read(ctx, th.Lead, read.ID, 1))
		did, err := h.Audited(t, func() error {
			return h.Referrals.LookAtPause(ctx, th.Lead, wide, 1, pause.Look{Outcome: pause.End})
		})
		ok(t, err)
		if n := len(slices.DeleteFunc(slices.Clone(did), func(a string) bool { return a != "referral.release" })); n != 3 || did[0] != "pause.end" {
			t.Errorf("recorded %v", did)
		}
		events, err := h.Audit.Search(ctx, authz.Program(), audit.Filter{Limit: 30})
		ok(t, err)
		var order []string
		for _, e := range slices.Backward(events) {
			if e.Action == "referral.release" {
				order = append(order, e.Subject.ID)
			}
		}
		if !slices.Equal(order, []string{byLetter.String(), late.ID.String(), read.ID.String()}) {
			t.Errorf("let go %v", order)
		}
		for rid, want := range map[referral.ID]referral.Status{byLetter: referral.Submitted, late.ID: referral.Submitted, read.ID: referral.InTriage, still.ID: referral.Held} {
			if r := state(t, h, rid); r.Status != want {
				t.Errorf("%s is %s, want %s", r.PersonName, r.Status, want)
			}
		}
		if n := h.Rows(t)["person_case"]; n != 0 {
			t.Errorf("%d cases were opened", n)
		}
	})
}

func TestAPauseEndsByItselfAfterItsLastDayUnlessItWasLookedAt(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Referral(t)
		left := begin(t, h, th, pause.Terms{Kind: pause.OfService})
		extended := begin(t, h, th, pause.Terms{Kind: pause.OfSource, Source: "police"})
		later := begin(t, h, th, pause.Terms{Kind: pause.OfSource, Source: "fire", Starts: h.Today().AddDays(5)})
		r := send(t, h, th)
		h.Now.Advance(14 * 24 * time.Hour)
		ok(t, h.Referrals.LookAtPause(ctx, th.Lead, extended, 1, pause.Look{Outcome: pause.Extend, Words: "Two still ill."}))
		ok(t, h.Referrals.PausesDue(ctx))
		if state(t, h, r.ID).Status != referral.Held {
			t.Error("it was let go on the last day")
		}
		h.Now.Advance(24 * time.Hour)
		ok(t, h.Referrals.PausesDue(ctx))
		rows := h.Rows(t)
		ok(t, h.Referrals.PausesDue(ctx)) // once more does nothing
		if !maps.Equal(rows, h.Rows(t)) {
			t.Error("the job did something twice")
		}
		if state(t, h, r.ID).Status != referral.Submitted {
			t.Error("it is held after the last day")
		}
		for pid, want := range map[pause.ID]pause.Status{left: pause.Ended, extended: pause.Reviewed, later: pause.Active} {
			p, err := h.Pauses.ByID(ctx, th.Lead, pid)
			if err != nil || p.Status != want || p.ByItself != (pid == left) {
				t.Errorf("%s is %s, by itself %v: %v", p.Kind, p.Status, p.ByItself, err)
			}
			if pid == extended && (len(p.Reviews) != 1 || p.Reviews[0].Words != "Two still ill." || p.Until != h.Today().AddDays(13)) {
				t.Errorf("looked at: %+v until %s", p.Reviews, p.Until)
			}
		}
		if err := h.Referrals.LookAtPause(ctx, th.Lead, left, 2, pause.Look{Outcome: pause.Extend}); errs.CodeOf(err) != "pause.is_ended" {
			t.Errorf("extended after its end: %v", err)
		}
		if err := h.Referrals.LookAtPause(ctx, th.Lead, extended, 2, pause.Look{Outcome: pause.Partial}); len(errs.FieldsOf(err)) != 1 {
			t.Errorf("in part, without saying who: %v", err)
		}
	})
}

func TestWhoeverRefersIsToldInFixedWordsThatSayNothingOfWhy(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Referral(t)
		ok(t, h.Orgs.Join(ctx, authz.Program(), th.Service.ID, th.From.ID))
		told := len(h.Told(t))
		pid := begin(t, h, th, pause.Terms{Kind: pause.OfPractice, Practice: th.From.ID, Reason: "sickness", Words: "Sam has pneumonia."})
		begin(t, h, th, pause.Terms{Kind: pause.OfSource, Source: "police"}) // nobody of them has referred
		send(t, h, th, fixture.From(th.From))
		ok(t, h.Referrals.LookAtPause(ctx, th.Lead, pid, 1, pause.Look{Outcome: pause.End}))
		got := h.Told(t)[told:]
		for _, want := range []string{"pause.began to referrer", "pause.ended to referrer", "referral.held to referrer"} {
			if !slices.Contains(got, want) {
				t.Errorf("%s was not told: %v", want, got)
			}
		}
		for _, m := range h.Outbox(t) {
			if strings.Contains(m.Body, "pneumonia") || strings.Contains(m.Body, "Sam has") {
				t.Errorf("%s says %s", m.Phrase, m.Body)
			}
		}
	})
}

func TestAReferrerTakesBackWhatTheySentAndThePersonMayStillRing(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Referral(t)
		told := len(h.Told(t))
		ok(t, h.Referrals.Withdraw(ctx, th.Referrer, th.Referral.ID, "I meant her sister."))
		r := state(t, h, th.Referral.ID)
		if r.Status != referral.Withdrawn || r.EndedBy != referral.ByReferrer || r.EndedWords != "I meant her sister." {
			t.Errorf("stands as %+v", r)
		}
		for _, m := range h.Told(t)[told:] {
			if m != "referral.withdrawn to person" {
				t.Errorf("told %s", m)
			}
		}
		if err := h.Referrals.Withdraw(ctx, th.Referrer, th.Referral.ID, ""); errs.CodeOf(err) != "referral.not_to_take_back" {
			t.Errorf("twice: %v", err)
		}
		taken := h.Case(t)
		if err := h.Referrals.Withdraw(ctx, taken.Referrer, taken.Referral.ID, ""); errs.CodeOf(err) != "referral.not_to_take_back" {
			t.Errorf("with a worker: %v", err)
		}
		little := h.Referral(t, fixture.FromA("police"))
		gone := h.Case(t, fixture.FromA("police"))
		for _, of := range []fixture.Thread{little, gone} {
			if err := h.Referrals.Withdraw(ctx, of.Referrer, of.Referral.ID, ""); errs.CodeOf(err) != "referral.take_back_by_phone" {
				t.Errorf("who may know only that it was received: %v", err)
			}
		}
	})
}

func TestEachEndTellsWhoeverDidNotKnow(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Referral(t)
		for name, c := range map[string]struct {
			end  referral.Ending
			told []string
		}{
			"the person would rather not": {referral.Ending{To: referral.Withdrawn, By: referral.ByPerson}, []string{"referral.withdrawn to referrer"}},
			"the referrer took it back":   {referral.Ending{To: referral.Withdrawn, By: referral.ByReferrer}, []string{"referral.withdrawn to person"}},
			"nobody was reached":          {referral.Ending{To: referral.UnableToContact}, []string{"referral.unreached to referrer", "referral.unreached to person"}},
			"died":                        {referral.Ending{To: referral.Died}, nil},
		} {
			h.Undone(t, func(x *fixture.House) {
				before := len(x.Told(t))
				ok(t, x.Referrals.End(ctx, th.Lead, th.Referral.ID, 1, c.end))
				if got := x.Told(t)[before:]; !slices.Equal(got, c.told) {
					t.Errorf("%s: told %v", name, got)
				}
			})
		}
		if err := h.Referrals.End(ctx, th.Lead, th.Referral.ID, 1, referral.Ending{To: referral.Withdrawn}); len(errs.FieldsOf(err)) != 1 {
			t.Errorf("taken back by nobody: %v", err)
		}
	})
}

// D11, F7: that somebody is with a link worker already reads to a referrer like any
// other "something else fits better".
func TestThatSomebodyHasAWorkerReadsLikeAnyOtherNo(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Referral(t)
		var seen []referral.Sent
		var said []string
		for _, reason := range []string{"other_service_fits", "already_supported"} {
			h.Undone(t, func(x *fixture.House) {
				ok(t, x.Referrals.Decline(ctx, th.Lead, th.Referral.ID, 1, reason, "Ring us."))
				m, err := x.Referrals.MineByID(ctx, th.Referrer, th.Referral.ID)
				ok(t, err)
				m.StatusAt = time.Time{}
				seen, said = append(seen, m), append(said, x.Outbox(t)[1].Body)
				if x.Outbox(t)[1].Audience != "referrer" {
					t.Errorf("the message is to the %s", x.Outbox(t)[1].Audience)
				}
				if r := state(t, x, th.Referral.ID); r.DeclineCode != reason {
					t.Errorf("the team reads %s", r.DeclineCode)
				}
			})
		}
		if !sameSent(seen[0], seen[1]) || seen[0].DeclineCode != seen[1].DeclineCode || said[0] != said[1] {
			t.Errorf("they differ: %+v and %+v, %q and %q", seen[0], seen[1], said[0], said[1])
		}
	})
}
