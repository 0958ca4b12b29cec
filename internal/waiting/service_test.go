package waiting_test

import (
	"context"
	"maps"
	"slices"
	"testing"
	"time"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/contact"
	"weft/internal/due"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/journey"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/referral"
	"weft/internal/waiting"
)

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// waits puts somebody on the list.
func waits(t *testing.T, h *fixture.House, in waiting.Placing, opts ...fixture.Option) fixture.Thread {
	t.Helper()
	th := h.Referral(t, append(opts, fixture.Accepted())...)
	ok(t, h.Waiting.Start(context.Background(), th.Lead, th.Referral.ID, th.Referral.Version, "", in))
	h.Reload(t, &th)
	return th
}

func entry(t *testing.T, h *fixture.House, th fixture.Thread) waiting.Entry {
	t.Helper()
	e, err := h.Waiting.ByReferral(context.Background(), th.Lead, th.Referral.ID)
	ok(t, err)
	return e
}

func TestTheOrderIsTheBandThenTheDayTheReferralCame(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, first := context.Background(), waits(t, h, waiting.Placing{}, fixture.Who(func(d *person.Details) { d.Name = "Alun Usual" }))
		same := []fixture.Option{fixture.At(first.Service), fixture.LedBy(first.Lead)}
		more := func(name string, in waiting.Placing) fixture.Thread {
			h.Now.Advance(24 * time.Hour)
			return waits(t, h, in, append(same, fixture.Who(func(d *person.Details) { d.Name = name }))...)
		}
		more("Berta Sooner", waiting.Placing{Band: waiting.Sooner, Why: waiting.Equity, Words: "Missed twice."})
		more("Cai First", waiting.Placing{Band: waiting.First, Why: waiting.Risk, Words: "Not eating."})
		late := more("Dora Usual", waiting.Placing{})
		waits(t, h, waiting.Placing{}, fixture.Who(func(d *person.Details) { d.Name = "Else Where" }))
		names := func() (out []string) {
			list, err := h.Waiting.List(ctx, first.Lead)
			ok(t, err)
			for _, e := range list {
				c, err := h.People.ByID(ctx, first.Lead, e.Person)
				ok(t, err)
				out = append(out, c.Name)
			}
			return out
		}
		if got := names(); !slices.Equal(got, []string{"Cai First", "Berta Sooner", "Alun Usual", "Dora Usual"}) {
			t.Errorf("the order is %v", got)
		}
		ok(t, h.Waiting.SetBand(ctx, first.Lead, late.Referral.ID, 1, waiting.Placing{Band: waiting.First, Why: waiting.Need, Words: "Baby due."}))
		if got := names(); !slices.Equal(got, []string{"Cai First", "Dora Usual", "Berta Sooner", "Alun Usual"}) {
			t.Errorf("then %v", got)
		}
		if e := entry(t, h, late); e.Review != h.Today().AddDays(28) || e.Words != "Baby due." || e.Version != 2 {
			t.Errorf("kept as %+v", e)
		}
		if err := h.Waiting.SetBand(ctx, first.Lead, late.Referral.ID, 1, waiting.Placing{}); errs.CodeOf(err) != "form.changed_meanwhile" {
			t.Errorf("a lost race: %v", err)
		}
	})
}

func TestAWorkerIsOfferedSomebodyAndSaysYes(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), waits(t, h, waiting.Placing{})
		worker, other := h.Worker(t, th.Service), h.Worker(t, th.Service)
		ok(t, h.Waiting.Offer(ctx, th.Lead, th.Referral.ID, 1, worker.ID, "Likes gardens, as you do."))
		offers, err := h.Waiting.Offers(ctx, worker)
		if err != nil || len(offers) != 1 || offers[0].Offer.Note != "Likes gardens, as you do." || !offers[0].Person.IsZero() || !offers[0].Referral.IsZero() {
			t.Fatalf("offered %+v: %v", offers, err)
		}
		if list, err := h.Waiting.Offers(ctx, other); err != nil || len(list) != 0 {
			t.Errorf("a colleague is offered %+v: %v", list, err)
		}
		oid := offers[0].Offer.ID
		if _, err := h.Journeys.TakeOffer(ctx, other, oid, ""); errs.CodeOf(err) != "waiting.not_found" {
			t.Errorf("a colleague says yes: %v", err)
		}
		did, err := h.Audited(t, func() error {
			p, err := h.Journeys.TakeOffer(ctx, worker, oid, "key")
			if p != th.Person {
				t.Errorf("it names %s", p)
			}
			return err
		})
		if err != nil || !slices.Contains(did, "waiting.accept") || !slices.Contains(did, "referral.allocate") || !slices.Contains(did, "case.open") {
			t.Errorf("recorded %v: %v", did, err)
		}
		rows := h.Rows(t)
		if p, err := h.Journeys.TakeOffer(ctx, worker, oid, "key"); err != nil || p != th.Person || !maps.Equal(rows, h.Rows(t)) {
			t.Errorf("a second click: %v", err)
		}
		h.Reload(t, &th)
		if e := entry(t, h, th); th.Referral.Status != referral.Allocated || th.Case.Worker != worker.ID || e.Status != waiting.Accepted || len(e.Offers) != 1 || e.Offers[0].Answer != waiting.Yes {
			t.Errorf("%s, %+v, %+v", th.Referral.Status, th.Case, e)
		}
		if err := h.Waiting.DeclineOffer(ctx, worker, oid, ""); errs.CodeOf(err) != "waiting.is_accepted" {
			t.Errorf("no after yes: %v", err)
		}
	})
}

func TestAWorkerWhoCannotLeavesThePersonInTheirPlace(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), waits(t, h, waiting.Placing{})
		worker := h.Worker(t, th.Service)
		ok(t, h.Waiting.Offer(ctx, th.Lead, th.Referral.ID, 1, worker.ID, ""))
		if err := h.Waiting.Offer(ctx, th.Lead, th.Referral.ID, 2, worker.ID, ""); errs.CodeOf(err) != "waiting.is_offered" {
			t.Errorf("offered twice: %v", err)
		}
		oid := entry(t, h, th).Offer.ID
		ok(t, h.Waiting.DeclineOffer(ctx, worker, oid, "On leave from Monday."))
		e := entry(t, h, th)
		if e.Status != waiting.Waiting || len(e.Offers) != 1 || e.Offers[0].Answer != waiting.No || e.Offers[0].Words != "On leave from Monday." {
			t.Errorf("%+v", e)
		}
		if _, err := h.Journeys.TakeOffer(ctx, worker, oid, ""); errs.CodeOf(err) != "waiting.is_waiting" && errs.KindOf(err) != errs.Conflict {
			t.Errorf("yes after no: %v", err)
		}
		if err := h.Waiting.TakeOfferBack(ctx, th.Lead, th.Referral.ID, e.Version); errs.CodeOf(err) != "waiting.is_waiting" {
			t.Errorf("nothing to take back: %v", err)
		}
		ok(t, h.Waiting.Offer(ctx, th.Lead, th.Referral.ID, e.Version, worker.ID, ""))
		e = entry(t, h, th)
		ok(t, h.Waiting.TakeOfferBack(ctx, th.Lead, th.Referral.ID, e.Version))
		if e = entry(t, h, th); e.Status != waiting.Waiting || e.Offers[1].Answer != waiting.TakenBack {
			t.Errorf("taken back: %+v", e)
		}
	})
}

func TestWhoeverLeavesTheListIsLeftWhateverWasOffered(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), waits(t, h, waiting.Placing{})
		worker := h.Worker(t, th.Service)
		ok(t, h.Waiting.Offer(ctx, th.Lead, th.Referral.ID, 1, worker.ID, ""))
		oid := entry(t, h, th).Offer.ID
		ok(t, h.Referrals.End(ctx, th.Lead, th.Referral.ID, th.Referral.Version, referral.Ending{To: referral.Withdrawn, By: referral.ByPerson}))
		if e := entry(t, h, th); e.Status != waiting.Left || e.Ended != referral.Withdrawn {
			t.Errorf("%+v", e)
		}
		if list, err := h.Waiting.List(ctx, th.Lead); err != nil || len(list) != 0 {
			t.Errorf("%+v %v", list, err)
		}
		for name, err := range map[string]error{
			"offer":   h.Waiting.Offer(ctx, th.Lead, th.Referral.ID, 2, worker.ID, ""),
			"band":    h.Waiting.SetBand(ctx, th.Lead, th.Referral.ID, 2, waiting.Placing{}),
			"contact": h.Waiting.KeepContact(ctx, th.Lead, th.Referral.ID, 2, waiting.ByPhone, ""),
			"no":      h.Waiting.DeclineOffer(ctx, worker, oid, ""),
		} {
			if errs.CodeOf(err) != "waiting.is_left" {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := h.Journeys.TakeOffer(ctx, worker, oid, ""); errs.CodeOf(err) != "waiting.is_left" {
			t.Errorf("yes: %v", err)
		}
	})
}

func TestWaitingContactIsKeptAndSentOnlyByASafeWay(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := context.Background()
		for name, c := range map[string]struct {
			who  func(*person.Details)
			told int
		}{
			"reachable": {func(d *person.Details) {
				d.Ways = []person.Way{{Kind: person.Email, Value: "wren@example.org", MayText: true, MayLeave: true}}
			}, 1},
			"safe contact": {func(d *person.Details) { d.SafeContact = true }, 0},
		} {
			th := waits(t, h, waiting.Placing{}, fixture.Who(c.who))
			h.Now.Advance(28 * 24 * time.Hour)
			if e := entry(t, h, th); !e.ContactDue(due.Rules{}, h.Today(), h.Zone) {
				t.Errorf("%s: it is not due", name)
			}
			before := len(h.Told(t))
			version, err := int64(2), h.Waiting.KeepContact(ctx, th.Lead, th.Referral.ID, 1, waiting.ByMessage, "")
			if c.told == 0 { // nobody would hear from us, so the four weeks do not begin again
				version = 1
				if f := errs.FieldsOf(err); len(f) != 1 || f[0].Code != "waiting.no_safe_message" || !entry(t, h, th).ContactDue(due.Rules{}, h.Today(), h.Zone) {
					t.Errorf("%s: %v", name, err)
				}
			} else {
				ok(t, err)
			}
			if got := h.Told(t)[before:]; len(got) != c.told || c.told == 1 && got[0] != "waiting.still to person" {
				t.Errorf("%s: told %v", name, got)
			}
			ok(t, h.Waiting.KeepContact(ctx, th.Lead, th.Referral.ID, version, waiting.ByPhone, "Glad of the call."))
			e := entry(t, h, th)
			if e.ContactDue(due.Rules{}, h.Today(), h.Zone) || len(e.Contacts) != c.told+1 || e.Contacts[c.told].Words != "Glad of the call." {
				t.Errorf("%s: %+v", name, e.Contacts)
			}
			if err := h.Waiting.KeepContact(ctx, th.Lead, th.Referral.ID, version+1, "pigeon", ""); len(errs.FieldsOf(err)) != 1 {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

func TestLoadsAreByNameWeighedAndHoursCountAndAHumanMayAlwaysAllocate(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		half, o := h.Worker(t, th.Service), h.Practice(t)
		_, err := h.Orgs.AddPost(ctx, authz.Program(), "", org.Post{Service: th.Service.ID, Title: "Link worker", Employer: o.ID, Hours: 18.75, Account: half.ID.String(), Starts: clock.Date{Year: 2020, Month: 1, Day: 6}})
		ok(t, err)
		ok(t, h.Waiting.AgreeLimit(ctx, th.Lead, th.Service.ID, 20))
		if err := h.Waiting.AgreeLimit(ctx, th.Lead, th.Service.ID, 3); len(errs.FieldsOf(err)) != 1 {
			t.Errorf("three points: %v", err)
		}
		for range 3 {
			h.Case(t, fixture.At(th.Service), fixture.LedBy(th.Lead), fixture.To(half))
		}
		_, err = h.Contacts.Record(ctx, th.Worker, th.Person, contact.New{How: contact.ByPhone, Outcome: contact.Spoke})
		ok(t, err)
		_, err = h.Contacts.Record(ctx, th.Worker, th.Person, contact.New{How: contact.ByPhone, Outcome: contact.Spoke})
		ok(t, err)
		loads, err := h.Waiting.Loads(ctx, th.Lead, th.Service.ID)
		ok(t, err)
		if len(loads) != 2 || !slices.IsSortedFunc(loads, func(a, b waiting.Load) int {
			if a.Name < b.Name {
				return -1
			}
			return 1
		}) {
			t.Fatalf("%+v", loads)
		}
		for _, l := range loads {
			switch l.Worker {
			case half.ID:
				if l.Open() != 3 || l.WTE != 0.5 || l.Agreed() != 10 || !l.Red() || l.TakesByItself() || l.Year != 0 {
					t.Errorf("half a post: %+v", l)
				}
			default:
				if l.Open() != 1 || l.Agreed() != 20 || l.Red() || l.Year != 1 {
					t.Errorf("the other: %+v", l)
				}
			}
		}
		own, err := h.Waiting.OwnLoad(ctx, half)
		if err != nil || len(own) != 1 || own[0].Worker != half.ID {
			t.Errorf("their own: %+v %v", own, err)
		}
		h.Case(t, fixture.At(th.Service), fixture.LedBy(th.Lead), fixture.To(half)) // red, and a human gives them one more
	})
}

func TestTheTeamIsCountsAndNobodysName(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		same := []fixture.Option{fixture.At(th.Service), fixture.LedBy(th.Lead)}
		waits(t, h, waiting.Placing{}, same...)
		h.Now.Advance(10 * 24 * time.Hour)
		h.Referral(t, append(same, fixture.Accepted())...)
		h.Referral(t, same...)
		ok(t, h.Drafts.Save(ctx, th.Worker, "/x", map[string][]string{"a": {"b"}}))
		h.Now.Advance(3 * 24 * time.Hour)
		team, err := h.Waiting.TeamAt(ctx, th.Lead, th.Service.ID)
		ok(t, err)
		if team.Waiting() != 2 || team.Wait[0].People != 1 || team.Wait[1].People != 1 || team.Unallocated != 1 || team.OverdueCall != 1 || team.OldDrafts != 1 || team.Unread != 1 || team.Held != 0 {
			t.Errorf("%+v", team)
		}
		ok(t, h.Due.Change(ctx, h.Admin(t), due.Input{Code: due.Reading, Service: th.Service.ID, Amount: 4, Unit: due.Days, Starts: h.Today()}))
		if team, err := h.Waiting.TeamAt(ctx, th.Lead, th.Service.ID); err != nil || team.Unread != 0 {
			t.Errorf("with more time to read: %d are late, %v", team.Unread, err)
		}
		h.Now.Advance(2 * 24 * time.Hour)
		if team, err := h.Waiting.TeamAt(ctx, th.Lead, th.Service.ID); err != nil || team.Unread != 1 {
			t.Errorf("after that time: %d are late, %v", team.Unread, err)
		}
		elsewhere := h.Case(t)
		if team, err := h.Waiting.TeamAt(ctx, elsewhere.Lead, elsewhere.Service.ID); err != nil || team.Waiting()+team.OldDrafts+team.Unread+team.OverdueCall != 0 {
			t.Errorf("another service: %+v %v", team, err)
		}
	})
}

func TestACaseThatClosesWeighsNoMore(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		ok(t, h.Journeys.Close(ctx, th.Worker, th.Person, journey.Close{Version: th.Case.Version, Reason: "content"}))
		if own, err := h.Waiting.OwnLoad(ctx, th.Worker); err != nil || own[0].Points() != 0 {
			t.Errorf("%+v %v", own, err)
		}
	})
}
