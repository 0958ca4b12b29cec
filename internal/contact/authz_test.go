package contact_test

import (
	"context"
	"testing"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/contact"
	"weft/internal/errs"
	"weft/internal/fixture"
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
		h.Try(t, h.Contacts, h.Cast(t, th), map[string]fixture.Act{
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
			"Last": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				got, err := x.Contacts.Last(ctx, a, []caseload.ID{th.Case.ID})
				if err == nil && got[th.Case.ID].ID != kid {
					return errs.New(errs.NotFound, "contact.not_found")
				}
				return err
			}, Reads: true, May: reads + " office", Absent: otherReads + " other-office"},
		}, "TriesTx", "SentTx")
	})
}
