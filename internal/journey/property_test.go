package journey_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/contact"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/journey"
	"weft/internal/person"
)

// move is one thing that somebody may try with a case, and from which stages it leads
// to which; a stage that is not in it is a Conflict that names that stage.
type move struct {
	name string
	from map[caseload.Status]caseload.Status
	try  func(x *fixture.House, th fixture.Thread, c caseload.Case) error
}

const same = caseload.Status("same")

func open(to caseload.Status) map[caseload.Status]caseload.Status {
	out := map[caseload.Status]caseload.Status{}
	for _, s := range []caseload.Status{caseload.FirstContact, caseload.Engaging, caseload.Active, caseload.OnHold, caseload.SteppingDown} {
		out[s] = to
	}
	return out
}

func without(from map[caseload.Status]caseload.Status, less ...caseload.Status) map[caseload.Status]caseload.Status {
	for _, s := range less {
		delete(from, s)
	}
	return from
}

func record(in contact.New) func(x *fixture.House, th fixture.Thread, c caseload.Case) error {
	return func(x *fixture.House, th fixture.Thread, _ caseload.Case) error {
		_, err := x.Contacts.Record(context.Background(), th.Worker, th.Person, in)
		return err
	}
}

func closing(in journey.Close) func(x *fixture.House, th fixture.Thread, c caseload.Case) error {
	return func(x *fixture.House, th fixture.Thread, c caseload.Case) error {
		in.Version = c.Version
		return x.Journeys.Close(context.Background(), th.Worker, th.Person, in)
	}
}

func moves() []move {
	ctx := context.Background()
	spoke := open(same)
	spoke[caseload.FirstContact] = caseload.Engaging
	looked := map[caseload.Status]caseload.Status{caseload.FollowUp: caseload.Complete}
	again := map[caseload.Status]caseload.Status{caseload.Closed: caseload.FirstContact, caseload.FollowUp: caseload.FirstContact, caseload.Complete: caseload.FirstContact}
	return []move{
		{"speak", spoke, record(contact.New{How: contact.ByPhone, Outcome: contact.Spoke})},
		{"speak for them", open(same), record(contact.New{How: contact.ByPhone, Outcome: contact.Spoke, Purpose: contact.OnBehalf})},
		{"miss", open(same), record(contact.New{How: contact.AtHome, Outcome: contact.CouldNotMeet, After: contact.TryAgain})},
		{"hold", without(open(caseload.OnHold), caseload.OnHold), func(x *fixture.House, th fixture.Thread, c caseload.Case) error {
			return x.Cases.PutOnHold(ctx, th.Worker, th.Person, caseload.Hold{Version: c.Version})
		}},
		{"take up", map[caseload.Status]caseload.Status{caseload.OnHold: "held", caseload.SteppingDown: caseload.Active}, func(x *fixture.House, th fixture.Thread, c caseload.Case) error {
			return x.Cases.TakeUpAgain(ctx, th.Worker, th.Person, caseload.TakeUp{Version: c.Version})
		}},
		{"step down", without(open(caseload.SteppingDown), caseload.FirstContact, caseload.OnHold, caseload.SteppingDown), func(x *fixture.House, th fixture.Thread, c caseload.Case) error {
			return x.Cases.StepDown(ctx, th.Worker, th.Person, c.Version, "")
		}},
		{"close", open(caseload.Closed), closing(journey.Close{Reason: "content"})},
		{"close and look again", open(caseload.FollowUp), closing(journey.Close{Reason: "goals_met", LookAgain: true})},
		{"look", looked, func(x *fixture.House, th fixture.Thread, _ caseload.Case) error {
			_, err := x.Contacts.Look(ctx, th.Worker, th.Person, contact.New{How: contact.ByPhone, Outcome: contact.Spoke})
			return err
		}},
		{"open again", again, func(x *fixture.House, th fixture.Thread, _ caseload.Case) error {
			return x.Journeys.Reopen(ctx, th.Worker, th.Person, "", "")
		}},
	}
}

// Whatever is tried in whatever order: a legal step goes where the table says and is
// audited; any other is a Conflict that names the stage and changes nothing at all;
// and the rules of the domain model hold after each.
func TestNoOrderOfStepsBreaksACase(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th, all, start := h.Case(t), moves(), h.Now.Now()
		rapid.Check(t, func(rt *rapid.T) {
			h.Now.Set(start)
			h.Undone(t, func(x *fixture.House) {
				for range rapid.IntRange(1, 6).Draw(rt, "steps") {
					x.Now.Advance(time.Duration(rapid.IntRange(1, 48).Draw(rt, "hours")) * time.Hour)
					step(rt, x, th, all[rapid.IntRange(0, len(all)-1).Draw(rt, "move")])
				}
			})
		})
		h.Now.Set(start)
	})
}

func step(rt *rapid.T, x *fixture.House, th fixture.Thread, m move) {
	before, rows := present(rt, x, th), written(rt, x)
	err := m.try(x, th, before)
	after := present(rt, x, th)
	want, legal := m.from[before.Status]
	switch want {
	case same:
		want = before.Status
	case "held":
		want = before.HeldFrom
	}
	if legal {
		if err != nil || after.Status != want || written(rt, x) <= rows {
			rt.Fatalf("%s from %s: now %s, %v", m.name, before.Status, after.Status, err)
		}
	} else if errs.KindOf(err) != errs.Conflict || errs.CodeOf(err) != "caseload.is_"+string(before.Status) || after != before || rows != written(rt, x) {
		rt.Fatalf("%s from %s is no step: now %s, %v", m.name, before.Status, after.Status, err)
	}
	for _, rule := range rules() {
		if n := number(rt, x, rule); n != 0 {
			rt.Fatalf("after %s from %s: %d break %s", m.name, before.Status, n, rule)
		}
	}
	if !after.Open() && after.Status != caseload.FollowUp && !after.Next.On.IsZero() {
		rt.Fatalf("a case that is %s has a next date", after.Status)
	}
}

// written counts what was written so far, wherever a step writes.
func written(rt *rapid.T, x *fixture.House) int {
	return number(rt, x, `select (select count(*) from audit_event) + (select count(*) from contact) + (select count(*) from case_step) + (select count(*) from message)`)
}

func present(rt *rapid.T, x *fixture.House, th fixture.Thread) caseload.Case {
	c, err := x.Cases.ForPerson(context.Background(), authz.Program(), th.Person)
	if err != nil {
		rt.Fatal(err)
	}
	return c
}

// rules are questions that nobody must ever be the answer to.
func rules() []string {
	return []string{
		`select count(*) from (select person, service from person_case where closed is null group by person, service having count(*) > 1) twice`,
		`select count(*) from person_case where closed is null and (worker is null or status in ('closed', 'follow_up', 'complete'))`,
		`select count(*) from person_case where closed is not null and (closure = '' or status not in ('closed', 'follow_up', 'complete'))`,
		`select count(*) from person_case c where c.closed is null and not exists (select 1 from access_grant g where g.person = c.person
			and g.holder = c.worker and g.relation = 'worker' and g.ends is null)`,
		`select count(*) from person_case c where c.closed is not null and not exists (select 1 from person_case o where o.person = c.person and o.closed is null)
			and exists (select 1 from access_grant g where g.person = c.person and g.relation = 'worker' and g.ends is null)`,
		`select count(*) from contact k where not exists (select 1 from person_case c where c.id = k.case_id and c.person = k.person)`,
		`select count(*) from person_case where status = 'on_hold' and (next_on is null or held_from = '')`,
		`select count(*) from person_case c where c.status = 'first_contact' and exists (select 1 from contact k where k.case_id = c.id
			and k.outcome = 'spoke' and k.struck is null)`,
	}
}

func number(rt *rapid.T, x *fixture.House, q string) (n int) {
	err := x.DB.Read(context.Background(), func(tx *db.Tx) (err error) {
		n, err = db.One(context.Background(), tx, db.Value[int], q)
		return err
	})
	if err != nil {
		rt.Fatal(err)
	}
	return n
}

// Whatever is done to an entry in whatever order, a struck one never changes, no word
// is lost, and none of them is ever with two people.
func TestNoOrderOfCorrectionsLosesAWord(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, one := context.Background(), h.Case(t)
		two := h.Case(t, fixture.At(one.Service), fixture.LedBy(one.Lead), fixture.To(one.Worker))
		rapid.Check(t, func(rt *rapid.T) {
			h.Undone(t, func(x *fixture.House) {
				kid, err := x.Contacts.Record(ctx, one.Worker, one.Person, contact.New{How: contact.ByPhone, Outcome: contact.Spoke, Note: "words 0"})
				if err != nil {
					rt.Fatal(err)
				}
				e := entry{id: kid, with: one.Person, other: two.Person, version: 1, written: 1}
				for range rapid.IntRange(1, 8).Draw(rt, "steps") {
					e.change(rt, x, one.Worker)
				}
				if n := number(rt, x, `select count(*) from contact`); n != 1 {
					rt.Fatalf("%d entries", n)
				}
				e.nothingLost(rt, x, one.Worker)
			})
		})
	})
}

// entry is one contact and what became of it.
type entry struct {
	id          contact.ID
	with, other person.ID
	version     int64
	struck      bool
	written     int
}

func (e *entry) change(rt *rapid.T, x *fixture.House, a authz.Actor) {
	ctx, v := context.Background(), e.version-int64(rapid.IntRange(0, 5).Draw(rt, "stale")/5)
	which := rapid.SampledFrom([]string{"correct", "strike", "move"}).Draw(rt, "change")
	var err error
	switch which {
	case "correct":
		err = x.Contacts.Correct(ctx, a, e.with, e.id, contact.Correction{Version: v, Note: fmt.Sprint("words ", e.written)})
	case "strike":
		err = x.Contacts.StrikeOut(ctx, a, e.with, e.id, v, "Not so")
	case "move":
		err = x.Contacts.Move(ctx, a, e.with, e.id, v, e.other)
	}
	switch {
	case e.struck && errs.CodeOf(err) != "contact.is_struck", !e.struck && v != e.version && errs.CodeOf(err) != "form.changed_meanwhile",
		!e.struck && v == e.version && err != nil:
		rt.Fatalf("%s (struck: %v, %d of %d): %v", which, e.struck, v, e.version, err)
	case err != nil:
		return
	}
	e.version++
	switch which {
	case "correct":
		e.written++
	case "strike":
		e.struck = true
	case "move":
		e.with, e.other = e.other, e.with
	}
}

func (e *entry) nothingLost(rt *rapid.T, x *fixture.House, a authz.Actor) {
	log, err := x.Contacts.Changes(context.Background(), a, e.with)
	if err != nil {
		rt.Fatal(err)
	}
	kept := 0
	for _, c := range log {
		if c.Kind == contact.Corrected {
			kept++
		}
	}
	left, err := x.Contacts.Changes(context.Background(), a, e.other)
	if err != nil || kept != e.written-1 {
		rt.Fatalf("%d of %d texts are kept: %v", kept, e.written-1, err)
	}
	for _, c := range left {
		if c.Note != "" || c.Kind != contact.MovedAway && c.Kind != contact.MovedHere {
			rt.Fatalf("words stay with the wrong person: %+v", c)
		}
	}
}
