package referral_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/id"
	"weft/internal/message"
	"weft/internal/person"
	"weft/internal/referral"
)

func TestADecisionOnAnOlderVersionIsALostRace(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Referral(t)
		ok(t, h.Referrals.Read(ctx, th.Lead, th.Referral.ID, 1))
		rows := h.Rows(t)
		err := h.Referrals.Accept(ctx, th.Lead, th.Referral.ID, 1)
		if errs.CodeOf(err) != "form.changed_meanwhile" || errs.KindOf(err) != errs.Conflict || !maps.Equal(rows, h.Rows(t)) {
			t.Errorf("accepted on what was read before: %v", err)
		}
		h.Reload(t, &th)
		if th.Referral.Status != referral.InTriage || th.Referral.Version != 2 || th.Referral.ReadAt.IsZero() {
			t.Errorf("stands as %+v", th.Referral)
		}
	})
}

func TestDecliningNeedsAReasonAndAnAlternative(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Referral(t)
		rows := h.Rows(t)
		for _, c := range []struct{ reason, alternative, field string }{
			{"too_busy", "Try the library.", "decline"}, {"age", " \n", "alternative"}, {"age", strings.Repeat("a", 1001), "alternative"},
		} {
			err := h.Referrals.Decline(ctx, th.Lead, th.Referral.ID, 1, c.reason, c.alternative)
			if f := errs.FieldsOf(err); len(f) != 1 || f[0].Name != c.field {
				t.Errorf("%q: %v", c.reason, err)
			}
		}
		if !maps.Equal(rows, h.Rows(t)) {
			t.Error("something was written")
		}
		ok(t, h.Referrals.Decline(ctx, th.Lead, th.Referral.ID, 1, "out_of_area", "The team in Netherby."))
		h.Reload(t, &th)
		if r := th.Referral; r.Status != referral.Redirected || r.DeclineCode != "out_of_area" || r.Alternative != "The team in Netherby." {
			t.Errorf("stands as %+v", r)
		}
		if told := h.Told(t)[2:]; !slices.Equal(told, []string{"referral.declined to referrer", "referral.declined to person"}) {
			t.Errorf("told %v", told)
		}
	})
}

func TestWhoDidNotAgreeIsNotWrittenTo(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Referral(t)
		ok(t, h.Referrals.Decline(context.Background(), th.Lead, th.Referral.ID, 1, "did_not_agree", "They can ring us any time."))
		h.Reload(t, &th)
		if told := h.Told(t)[2:]; th.Referral.Status != referral.DeclinedByThem || !slices.Equal(told, []string{"referral.declined to referrer"}) {
			t.Errorf("%s, told %v", th.Referral.Status, told)
		}
	})
}

func TestAQuestionGoesToTheReferrerAndTheAnswerComesBack(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Referral(t)
		rid := th.Referral.ID
		if err := h.Referrals.Reply(ctx, th.Referrer, rid, "Mondays."); errs.CodeOf(err) != "referral.is_submitted" {
			t.Errorf("answered before anything was asked: %v", err)
		}
		ok(t, h.Referrals.Ask(ctx, th.Lead, rid, 1, "Which day suits them?"))
		if m, err := h.Referrals.MineByID(ctx, th.Referrer, rid); err != nil || m.Status != referral.MoreInfo || m.Question != "Which day suits them?" {
			t.Errorf("the referrer sees %+v: %v", m, err)
		}
		if err := h.Referrals.Reply(ctx, th.Referrer, rid, "  "); len(errs.FieldsOf(err)) != 1 {
			t.Errorf("an empty answer: %v", err)
		}
		did, err := h.Audited(t, func() error { return h.Referrals.Reply(ctx, th.Referrer, rid, "Mondays.") })
		if err != nil || !slices.Equal(did, []string{"referral.reply"}) {
			t.Errorf("recorded %v: %v", did, err)
		}
		h.Reload(t, &th)
		if r := th.Referral; r.Status != referral.InTriage || r.Answer != "Mondays." || r.Version != 3 {
			t.Errorf("stands as %+v", r)
		}
		if err := h.Referrals.Answered(ctx, th.Lead, rid, 3, "Tuesdays."); errs.CodeOf(err) != "referral.is_in_triage" {
			t.Errorf("answered twice: %v", err)
		}
	})
}

func TestADeathIsRecordedAndStopsWhatWaits(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Referral(t)
		ok(t, h.Referrals.End(ctx, th.Lead, th.Referral.ID, 1, referral.Ending{To: referral.Died}))
		c, err := h.People.ByID(ctx, th.Lead, th.Person)
		if err != nil || c.Died != h.Today() {
			t.Errorf("died %s: %v", c.Died, err)
		}
		for _, m := range h.Outbox(t) {
			if m.Audience == message.ToPerson && m.State != message.Stopped {
				t.Errorf("%s to the person is %s", m.Phrase, m.State)
			}
		}
	})
}

func TestOnlyTheEndsWithoutACaseAreTaken(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := context.Background()
		old, th := known(t, h)
		taken := map[referral.Status]bool{referral.Withdrawn: true, referral.UnableToContact: true, referral.Died: true}
		for _, to := range referral.Statuses() {
			h.Undone(t, func(x *fixture.House) {
				if err := x.Referrals.End(ctx, th.Lead, th.Referral.ID, 1, referral.Ending{To: to, By: referral.ByPerson}); (err == nil) != taken[to] {
					t.Errorf("ended as %s: %v", to, err)
				}
			})
		}
		ok(t, h.Referrals.Join(ctx, old.Lead, th.Referral.ID, 1, old.Person))
		if err := h.Referrals.End(ctx, old.Lead, th.Referral.ID, 2, referral.Ending{To: referral.Duplicate}); err != nil {
			t.Errorf("one more referral for somebody who has a worker: %v", err)
		}
	})
}

// known makes somebody known and a new referral of the same service for who may be
// the same human.
func known(t *testing.T, h *fixture.House, opts ...fixture.Option) (old, fresh fixture.Thread) {
	t.Helper()
	old = h.Case(t)
	fresh = h.Referral(t, append([]fixture.Option{fixture.At(old.Service), fixture.LedBy(old.Lead)}, opts...)...)
	return old, fresh
}

func TestJoiningMovesTheReferralWhatWasAgreedAndWhoMaySee(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := context.Background()
		old, fresh := known(t, h, fixture.Asking(func(in *referral.New) { in.TellReferrer = true }))
		before := consents(t, h, old.Lead, old.Person)
		did, err := h.Audited(t, func() error { return h.Referrals.Join(ctx, old.Lead, fresh.Referral.ID, 1, old.Person) })
		if err != nil || !slices.Equal(did, []string{"person.join", "referral.join"}) {
			t.Fatalf("recorded %v: %v", did, err)
		}
		h.Reload(t, &fresh)
		if fresh.Referral.Person != old.Person || fresh.Referral.MovedFrom.IsZero() {
			t.Errorf("the referral is of %s", fresh.Referral.Person)
		}
		if n := consents(t, h, old.Lead, old.Person); n != before+2 {
			t.Errorf("%d agreements, want %d", n, before+2)
		}
		if c, err := h.People.ByID(ctx, old.Lead, fresh.Referral.MovedFrom); err != nil || c.ID != old.Person {
			t.Errorf("the other record leads to %s: %v", c.ID, err)
		}
		if rs, err := h.Referrals.ForPerson(ctx, old.Worker, old.Person); err != nil || len(rs) != 2 {
			t.Errorf("their worker reads %d referrals: %v", len(rs), err)
		}
		if alike, err := h.Referrals.AlikeTo(ctx, old.Lead, fresh.Referral.ID); err != nil || len(alike) != 0 {
			t.Errorf("still proposed: %v", err)
		}
	})
}

func consents(t *testing.T, h *fixture.House, a authz.Actor, p person.ID) int {
	t.Helper()
	all, err := h.Consents.History(context.Background(), a, h.People, p)
	ok(t, err)
	return len(all)
}

func TestPartingTakesAJoinBackWholeAndLeavesTheOthers(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := context.Background()
		elsewhere := h.Service(t)
		// A lead of both services knows the person through both.
		old, one := known(t, h)
		both := h.Also(t, old.Lead, authz.TeamLead, elsewhere.ID.String())
		there := h.Lead(t, elsewhere)
		two := h.Referral(t, fixture.At(elsewhere), fixture.LedBy(both))
		three := h.Referral(t, fixture.At(elsewhere), fixture.LedBy(both))
		provisional, agreed := one.Person, consents(t, h, old.Lead, one.Person)
		for _, th := range []fixture.Thread{one, two, three} {
			ok(t, h.Referrals.Join(ctx, both, th.Referral.ID, 1, old.Person))
		}
		ok(t, h.Referrals.Part(ctx, both, two.Referral.ID, 2))
		if _, err := h.Referrals.ByID(ctx, there, three.Referral.ID); err != nil {
			t.Errorf("parting one join took away the sight of another: %v", err)
		}
		ok(t, h.Referrals.Part(ctx, both, three.Referral.ID, 2))
		if _, err := h.People.ByID(ctx, there, old.Person); errs.KindOf(err) != errs.NotFound {
			t.Errorf("the other service still sees whom it no longer knows: %v", err)
		}
		ok(t, h.Referrals.Part(ctx, both, one.Referral.ID, 2))
		h.Reload(t, &one)
		if one.Referral.Person != provisional || !one.Referral.MovedFrom.IsZero() || consents(t, h, old.Lead, provisional) != agreed {
			t.Errorf("not as before: %+v", one.Referral)
		}
		if c, err := h.People.ByID(ctx, old.Lead, provisional); err != nil || c.ID != provisional {
			t.Errorf("the record still leads to %s: %v", c.ID, err)
		}
	})
}

func TestAfterAllocationAJoinIsNeitherMadeNorTakenBack(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := context.Background()
		old, fresh := known(t, h)
		if err := h.Referrals.Join(ctx, old.Lead, old.Referral.ID, old.Referral.Version, fresh.Person); errs.CodeOf(err) != "referral.is_allocated" {
			t.Errorf("joined after allocation: %v", err)
		}
		first := h.Referral(t, fixture.At(old.Service), fixture.LedBy(old.Lead), fixture.Accepted())
		other := h.Referral(t, fixture.At(old.Service), fixture.LedBy(old.Lead), fixture.Accepted())
		ok(t, h.Referrals.Join(ctx, old.Lead, other.Referral.ID, other.Referral.Version, first.Person))
		h.Reload(t, &other)
		_, err := h.Journeys.Allocate(ctx, old.Lead, other.Referral.ID, other.Referral.Version, old.Worker.ID, "")
		ok(t, err)
		h.Reload(t, &other)
		if err := h.Referrals.Part(ctx, old.Lead, other.Referral.ID, other.Referral.Version); errs.CodeOf(err) != "referral.not_joined" {
			t.Errorf("parted after allocation: %v", err)
		}
	})
}

func TestAJoinThatCannotBeIsRefusedAndChangesNothing(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := context.Background()
		old, fresh := known(t, h)
		stranger := h.Case(t)
		ok(t, h.Referrals.Join(ctx, old.Lead, fresh.Referral.ID, 1, old.Person))
		second := h.Referral(t, fixture.At(old.Service), fixture.LedBy(old.Lead))
		third := h.Referral(t, fixture.At(old.Service), fixture.LedBy(old.Lead))
		ok(t, h.Referrals.Join(ctx, old.Lead, third.Referral.ID, 1, second.Person))
		rows := h.Rows(t)
		for name, c := range map[string]struct {
			err  error
			code string
		}{
			"twice":                          {h.Referrals.Join(ctx, old.Lead, fresh.Referral.ID, 2, old.Person), "referral.is_submitted"},
			"with itself":                    {h.Referrals.Join(ctx, old.Lead, second.Referral.ID, 1, second.Person), "referral.person_has_more"},
			"a record with others":           {h.Referrals.Join(ctx, old.Lead, second.Referral.ID, 1, old.Person), "referral.person_has_more"},
			"nobody":                         {h.Referrals.Join(ctx, old.Lead, h.Referral(t, fixture.At(old.Service)).Referral.ID, 1, id.New[person.Person]()), "person.not_found"},
			"a stranger whom nobody may see": {h.Referrals.Join(ctx, old.Lead, h.Referral(t, fixture.At(old.Service)).Referral.ID, 1, stranger.Person), "person.not_found"},
		} {
			if errs.CodeOf(c.err) != c.code {
				t.Errorf("%s: %v", name, c.err)
			}
		}
		if after := h.Rows(t); after["person_join"] != rows["person_join"] {
			t.Error("something was joined")
		}
	})
}

// A record that was joined leads to the other, so joining with it joins with that.
func TestJoiningWithAJoinedRecordJoinsWithTheOneItLeadsTo(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := context.Background()
		old, fresh := known(t, h)
		ok(t, h.Referrals.Join(ctx, old.Lead, fresh.Referral.ID, 1, old.Person))
		next := h.Referral(t, fixture.At(old.Service), fixture.LedBy(old.Lead))
		ok(t, h.Referrals.Join(ctx, old.Lead, next.Referral.ID, 1, fresh.Person))
		h.Reload(t, &next)
		if next.Referral.Person != old.Person {
			t.Errorf("the referral hangs on a record that leads elsewhere")
		}
	})
}

func TestOneOfTwoServicesThatKnowAPersonDoesNotReadTheOthersReferral(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := context.Background()
		old := h.Case(t)
		elsewhere := h.Service(t)
		both := h.Also(t, old.Lead, authz.TeamLead, elsewhere.ID.String())
		fresh := h.Referral(t, fixture.At(elsewhere), fixture.LedBy(both))
		ok(t, h.Referrals.Join(ctx, both, fresh.Referral.ID, 1, old.Person))
		there := h.Lead(t, elsewhere)
		if c, err := h.People.ByID(ctx, there, old.Person); err != nil || c.ID != old.Person {
			t.Fatalf("who they are is shared: %v", err)
		}
		if _, err := h.Referrals.ByID(ctx, there, old.Referral.ID); errs.KindOf(err) != errs.NotFound {
			t.Errorf("reads the other service's referral: %v", err)
		}
		if rs, err := h.Referrals.ForPerson(ctx, there, old.Person); err != nil || len(rs) != 1 || rs[0].ID != fresh.Referral.ID {
			t.Errorf("reads %d referrals: %v", len(rs), err)
		}
		if _, err := h.Cases.ForPerson(ctx, there, old.Person); errs.KindOf(err) != errs.NotFound {
			t.Errorf("reads the other service's case: %v", err)
		}
		if err := h.Referrals.Read(ctx, h.Triager(t, old.Service), fresh.Referral.ID, 2); errs.KindOf(err) != errs.NotFound {
			t.Errorf("decides on the other service's referral: %v", err)
		}
	})
}

func TestSomeoneElsesReferralAnswersAsOneThatIsNot(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th, there := context.Background(), h.Referral(t), h.Referral(t)
		none := id.New[referral.Referral]()
		for name, call := range map[string]func(referral.ID) error{
			"ByID":     func(rid referral.ID) error { _, err := h.Referrals.ByID(ctx, there.Lead, rid); return err },
			"Accept":   func(rid referral.ID) error { return h.Referrals.Accept(ctx, there.Lead, rid, 1) },
			"MineByID": func(rid referral.ID) error { _, err := h.Referrals.MineByID(ctx, there.Referrer, rid); return err },
			"Reply":    func(rid referral.ID) error { return h.Referrals.Reply(ctx, there.Referrer, rid, "Yes.") },
		} {
			notYours, notThere := call(th.Referral.ID), call(none)
			if notYours == nil || notYours.Error() != notThere.Error() {
				t.Errorf("%s: %v is not %v", name, notYours, notThere)
			}
		}
	})
}

func TestTheReferrersPageAndMessagesNeverHintAtARecord(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := context.Background()
		old := h.Case(t, fixture.Who(func(d *person.Details) { d.Name = "Margaret Pryce-Jones" }))
		fresh := h.Referral(t, fixture.At(old.Service), fixture.LedBy(old.Lead), fixture.Who(func(d *person.Details) { d.Name = "Peggy Vance" }))
		before, err := h.Referrals.MineByID(ctx, fresh.Referrer, fresh.Referral.ID)
		ok(t, err)
		ok(t, h.Referrals.Join(ctx, old.Lead, fresh.Referral.ID, 1, old.Person))
		ok(t, h.People.Update(ctx, old.Worker, old.Person, 1, person.Details{Name: "Meg Hartley", Born: clock.Date{Year: 1950, Month: 1, Day: 2},
			Ways: h.Details().Ways}))
		after, err := h.Referrals.MineByID(ctx, fresh.Referrer, fresh.Referral.ID)
		ok(t, err)
		after.Version = before.Version
		if after.Name != "Peggy Vance" || !after.Person.IsZero() || !after.MovedFrom.IsZero() || !sameSent(before, after) {
			t.Errorf("the page changed from %+v to %+v", before, after)
		}
		h.Reload(t, &fresh)
		ok(t, h.Referrals.Accept(ctx, old.Lead, fresh.Referral.ID, fresh.Referral.Version))
		if m := h.Outbox(t)[0]; m.Audience != message.ToReferrer || !strings.Contains(m.Body, "P.V.") || strings.Contains(m.Body, "M.") {
			t.Errorf("the message says %s", m.Body)
		}
	})
}

func sameSent(a, b referral.Sent) bool {
	return a.Name == b.Name && a.Status == b.Status && a.StatusAt.Equal(b.StatusAt) && a.Detail == b.Detail && a.Person == b.Person &&
		a.Reason == b.Reason && a.Received == b.Received && a.PersonName == b.PersonName && a.ReadAt.Equal(b.ReadAt)
}
