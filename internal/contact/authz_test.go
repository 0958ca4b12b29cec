package contact_test

import (
	"context"
	"maps"
	"testing"

	"weft/internal/authz"
	"weft/internal/contact"
	"weft/internal/fixture"
	"weft/internal/journey"
)

const (
	works      = "worker lead"
	otherWorks = "colleague other-worker other-lead"
	reads      = "worker lead supervisor"
	otherReads = "colleague other-worker other-lead other-supervisor"
)

func TestEveryMethodAsksEveryRole(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		kid, err := h.Contacts.Record(context.Background(), th.Worker, th.Person, contact.New{How: contact.ByPhone, Outcome: contact.NoAnswer})
		ok(t, err)
		right := h.Case(t, fixture.At(th.Service), fixture.LedBy(th.Lead), fixture.To(th.Worker))
		ok(t, h.Contacts.Correct(context.Background(), th.Worker, th.Person, kid, contact.Correction{Version: 1, Note: "Rang at four"}))
		ok(t, h.Contacts.Reflect(context.Background(), th.Worker, "", "I wanted to mend it for her."))
		mine, err := h.Contacts.Reflections(context.Background(), th.Worker)
		ok(t, err)
		acts := map[string]fixture.Act{
			"Record": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Contacts.Record(ctx, a, th.Person, contact.New{How: contact.ByPhone, Outcome: contact.Spoke})
				return err
			}, May: works, Absent: otherWorks},
			"NoAnswer": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, _, err := x.Contacts.NoAnswer(ctx, a, th.Person, "")
				return err
			}, May: works, Absent: otherWorks},
			"Undo": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				of := kid
				if own, _, err := x.Contacts.NoAnswer(ctx, a, th.Person, ""); err == nil {
					of = own
				}
				return x.Contacts.Undo(ctx, a, th.Person, of)
			}, May: works, Absent: otherWorks},
			"MarkCopied": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.Contacts.MarkCopied(ctx, a, th.Person, kid)
			}, May: works, Absent: otherWorks},
			"ForPerson": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return fixture.Nothing(x.Contacts.ForPerson(ctx, a, th.Person))
			}, Reads: true, May: reads, Absent: otherReads},
			"ByID": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Contacts.ByID(ctx, a, th.Person, kid)
				return err
			}, Reads: true, May: reads, Absent: otherReads},
		}
		maps.Copy(acts, later(th, right, kid, mine[0].ID))
		h.Try(t, h.Contacts, h.Cast(t, th), acts, "TriesTx", "BringTx", "SentTx", "OnBehalfTx", "SessionTx", "Look", "LookTx")
	})
}

func TestTheLookAfterClosingAsksEveryRole(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		looked := h.Case(t)
		ok(t, h.Journeys.Close(context.Background(), looked.Worker, looked.Person, journey.Close{Version: 1, Reason: "content", LookAgain: true}))
		h.Try(t, h.Contacts, h.Cast(t, looked), map[string]fixture.Act{
			"Look": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Contacts.Look(ctx, a, looked.Person, contact.New{How: contact.ByPhone, Outcome: contact.Spoke})
				return err
			}, May: works, Absent: otherWorks},
		}, "TriesTx", "BringTx", "SentTx", "OnBehalfTx", "LookTx", "SessionTx", "Correct", "StrikeOut", "Move", "Changes", "Tried", "Week", "Reflect", "Reflections", "Forget", "Last",
			"Record", "NoAnswer", "Undo", "MarkCopied", "ForPerson", "ByID")
	})
}

// later are the changes of an entry, at its second version, and what is the writer's own.
func later(th, right fixture.Thread, kid contact.ID, mine contact.ReflectionID) map[string]fixture.Act {
	return map[string]fixture.Act{
		"Correct": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			return x.Contacts.Correct(ctx, a, th.Person, kid, contact.Correction{Version: 2, Note: "Tuesday, not Monday"})
		}, May: works, Absent: otherWorks},
		"StrikeOut": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			return x.Contacts.StrikeOut(ctx, a, th.Person, kid, 2, "Never happened")
		}, May: works, Absent: otherWorks},
		"Move": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			return x.Contacts.Move(ctx, a, th.Person, kid, 2, right.Person)
		}, May: works, Absent: otherWorks},
		"Changes": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			return fixture.Nothing(x.Contacts.Changes(ctx, a, th.Person))
		}, Reads: true, May: reads, Absent: otherReads},
		"Tried": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			_, _, err := x.Contacts.Tried(ctx, a, th.Person)
			return err
		}, Reads: true, May: reads, Absent: otherReads},
		"Reflect": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			return x.Contacts.Reflect(ctx, a, "", "I was tired.")
		}, May: works + " " + otherWorks},
		"Reflections": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			return fixture.Nothing(x.Contacts.Reflections(ctx, a))
		}, Reads: true, May: "worker", Absent: "lead " + otherWorks}, // its writer and nobody else
		"Forget": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			return x.Contacts.Forget(ctx, a, "", mine)
		}, May: "worker", Absent: "lead " + otherWorks},
	}
}
