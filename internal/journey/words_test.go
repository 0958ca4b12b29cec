package journey_test

import (
	"context"
	"strings"
	"testing"

	"weft/internal/caseload"
	"weft/internal/consent"
	"weft/internal/contact"
	"weft/internal/db"
	"weft/internal/fixture"
	"weft/internal/gap"
	"weft/internal/journey"
	"weft/internal/person"
	"weft/internal/plan"
	"weft/internal/referral"
	"weft/internal/safety"
	"weft/internal/vocabulary"
)

// mark stands in every free text, so that one that leaks is found.
const mark = "QUINCE"

// Someone else may read a message: it says nothing that anybody wrote, no need and
// no kind of group. What may help instead is the one text that triage writes to the
// referrer on purpose; it is left out here.
func TestNoMessageCarriesAWordThatSomebodyWrote(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := wholeLife(t, h)
		ask := h.Referral(t, fixture.At(th.Service), fixture.From(th.From), fixture.LedBy(th.Lead), fixture.Asking(marked))
		ok(t, h.Referrals.Ask(context.Background(), th.Lead, ask.Referral.ID, 1, mark))
		ok(t, h.Referrals.Reply(context.Background(), ask.Referrer, ask.Referral.ID, mark))
		ok(t, h.Referrals.Decline(context.Background(), th.Lead, ask.Referral.ID, 3, "clinical_first", "Ring your practice."))
		all := messages(t, h)
		if len(all) < 10 {
			t.Fatalf("only %d messages were looked at", len(all))
		}
		for _, m := range all {
			if strings.Contains(m, mark) {
				t.Errorf("a message carries somebody's words: %s", m)
			}
			for _, n := range vocabulary.Needs() {
				if strings.Contains(m, n.En) || strings.Contains(m, n.Cy) || strings.Contains(m, `"`+n.Code+`"`) {
					t.Errorf("a message names the need %s: %s", n.Code, m)
				}
			}
		}
	})
}

// marked puts the mark into every free text of a referral.
func marked(in *referral.New) {
	in.Reason, in.Needs, in.Urgent, in.TellReferrer = mark+" "+vocabulary.Needs()[13].En, []string{"domestic-abuse", "money"}, true, true
	d := &in.Person
	d.Risk, d.AccessNote, d.PracticeWords, d.Pronouns = mark, mark, mark, mark
	d.Address = mark + " House" // where they are: in no message but a letter
	for i := range d.Ways {
		d.Ways[i].Note = mark
	}
	d.Ways = append(d.Ways, person.Way{Kind: person.Helper, Value: mark})
}

// wholeLife takes somebody from a referral to the end with the mark in every text.
func wholeLife(t *testing.T, h *fixture.House) fixture.Thread {
	t.Helper()
	ctx := context.Background()
	practice := h.Practice(t)
	th := h.Case(t, fixture.From(practice), fixture.Asking(marked), fixture.Who(func(d *person.Details) { d.Practice = practice.ID.String() }))
	h.SafeguardingLead(t, th.Service)
	next := caseload.Next{On: h.Today().AddDays(1), Place: mark, Note: mark}
	_, err := h.Contacts.Record(ctx, th.Worker, th.Person, contact.New{How: contact.ByPhone, Outcome: contact.Spoke, Note: mark, Agreed: mark, Hidden: mark, Next: next})
	ok(t, err)
	ok(t, h.Plans.Listen(ctx, th.Worker, th.Person, 0, plan.Conversation{Matters: mark, Strengths: mark, Other: mark, Needs: []string{"money"}}))
	_, err = h.Plans.Save(ctx, th.Worker, th.Person, plan.New{Worse: mark, Goals: []plan.Goal{{Words: mark, Actions: []plan.Action{{Words: mark, Who: mark}}}}})
	ok(t, err)
	ok(t, h.Plans.Agree(ctx, th.Worker, th.Person, 1, mark))
	_, err = h.Safety.Raise(ctx, th.Worker, th.Person, th.Service.ID, safety.New{Words: mark, Told: mark})
	ok(t, err)
	ok(t, h.Gaps.Note(ctx, th.Worker, th.Person, gap.New{Need: "money", Words: mark}))
	ok(t, h.Consents.Record(ctx, th.Worker, h.People, th.Person,
		consent.New{Scope: consent.ToPractice, Ground: consent.LegalDuty, Answer: consent.Yes, Words: mark, How: mark}))
	h.Reload(t, &th)
	ok(t, h.Journeys.Close(ctx, th.Worker, th.Person, journey.Close{Version: th.Case.Version, Reason: "no_provision", Need: "money", Words: mark,
		TellPerson: true, TellReferrer: true}))
	return th
}

// messages is everything that the outbox holds of each message.
func messages(t *testing.T, h *fixture.House) (out []string) {
	t.Helper()
	h.Write(t, func(ctx context.Context, tx *db.Tx) (err error) {
		out, err = db.All(ctx, tx, db.Value[string], `select subject || ' ' || body || ' ' || args || ' ' || coalesce(address, '') from message`)
		return err
	})
	return out
}
