package town

import (
	"fmt"
	"time"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/contact"
	"weft/internal/person"
	"weft/internal/plan"
	"weft/internal/referral"
)

func (b *builder) people() error {
	return b.dilys()
}

// dilys is the person whom the pictures of the product show.
func (b *builder) dilys() error {
	gp, lead, sam := b.actors["Dr Helen Marsh"], b.actors["Ruth Calder"], b.actors["Sam Okafor"]
	b.at(57, 11, 20)
	rid, err := b.v.Referrals.Create(b.ctx, gp, referral.New{Service: b.Service, Organisation: b.orgs["Fellside Practice"], Source: "gp",
		ReferrerName: "Dr Helen Marsh", ReferrerEmail: "helen@example.org", Agreed: true, TellReferrer: true,
		Reason: "Bereaved in spring, comes weekly, lonely more than ill. She agreed.",
		Person: person.Details{Name: "Dilys Penhallow", Pronouns: "she", Born: clock.Date{Year: 1952, Month: time.March, Day: 9}, Format: "large",
			NHSNumber: "9990000018", Address: "4 Mill Row\nAldermoor", Postcode: "QZ1 1AA", AccessNote: "Hearing aid: stand where she can see you",
			Practice: b.orgs["Fellside Practice"].String(),
			Ways:     []person.Way{{Kind: person.Phone, Value: "01632 960118", MayCall: true, MayLeave: true}}}})
	if err != nil {
		return fmt.Errorf("refer Dilys: %w", err)
	}
	b.at(55, 9, 5)
	if err := b.v.Referrals.Accept(b.ctx, lead, rid, 1); err != nil {
		return err
	}
	b.at(51, 9, 30)
	pid, err := b.v.Journey.Allocate(b.ctx, lead, rid, 2, b.workers[0], "")
	if err != nil {
		return err
	}
	b.at(49, 10, 0)
	if err := b.v.Plans.Listen(b.ctx, sam, pid, 0, plan.Conversation{Matters: "I used to sing every week. Since Alun died the house is so quiet I leave the radio on for company. " +
		"I would like to sing again, but not walk in on my own.", ReadBack: true, Strengths: "Alto; reads music. Makes people laugh. Knows everyone on Mill Row.",
		Needs: []string{"loneliness", "transport", "food-fuel"}}); err != nil {
		return err
	}
	if _, err := b.v.Contacts.Record(b.ctx, sam, pid, contact.New{How: contact.AtHome, Outcome: contact.Spoke, Minutes: 55,
		Note:   "Forty years of choirs; a neighbour who drives. Named company, getting about and the heating bill, in that order.",
		Agreed: "I look for a choir and ring next week."}); err != nil {
		return err
	}
	b.at(42, 15, 10)
	if _, _, err := b.v.Contacts.NoAnswer(b.ctx, sam, pid, ""); err != nil {
		return err
	}
	b.at(35, 14, 0)
	if err := b.dilysPlan(sam, pid); err != nil {
		return err
	}
	b.at(1, 9, 0)
	return b.v.Cases.SetNext(b.ctx, sam, pid, caseload.Next{On: clock.DateOf(b.today, b.zone), Time: "09:30", Kind: caseload.Visit, Place: "At home",
		Note: "Second meeting. Last time: wants to get back to the choir"})
}

func (b *builder) dilysPlan(sam authz.Actor, pid person.ID) error {
	_, err := b.v.Plans.Save(b.ctx, sam, pid, plan.New{Worse: "Ring Sam, or Megan next door. At night, Samaritans on 116 123.",
		Goals: []plan.Goal{
			{Words: "Sing with people again", Importance: 10, Confidence: 6, Actions: []plan.Action{{Words: "Ask the choir who could meet her at the door", Owner: plan.ByWorker}}},
			{Words: "Know the heating bill before it comes", Importance: -1, Confidence: -1,
				Actions: []plan.Action{{Words: "Bring the last two bills to Citizens Advice", Owner: plan.ByPerson}}},
		}})
	if err != nil {
		return err
	}
	if err := b.v.Plans.Agree(b.ctx, sam, pid, 1, "At home. Two options talked through; she chose singing over the lunch club: “too many stairs”."); err != nil {
		return err
	}
	_, err = b.v.Contacts.Record(b.ctx, sam, pid, contact.New{How: contact.AtHome, Outcome: contact.Spoke, Minutes: 50, Agreed: "We made the plan."})
	return err
}
