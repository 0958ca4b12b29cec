package caseload_test

import (
	"context"
	"maps"
	"slices"
	"testing"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/contact"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/journey"
)

const (
	lists      = "worker lead office supervisor"
	otherLists = "colleague other-worker other-lead other-office other-supervisor"
)

func TestEveryMethodAsksEveryRole(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		of := func(perm authz.Permission) func(context.Context, *fixture.House, authz.Actor) error {
			return func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.DB.Read(ctx, func(tx *db.Tx) error {
					_, err := x.Cases.OpenForTx(ctx, tx, a, perm, th.Person)
					return err
				})
			}
		}
		acts := map[string]fixture.Act{
			"ForPerson": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Cases.ForPerson(ctx, a, th.Person)
				return err
			}, Reads: true, May: lists, Absent: otherLists},
			"List": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return fixture.Nothing(x.Cases.List(ctx, a, caseload.Filter{}))
			}, Reads: true, May: lists, Absent: otherLists},
			"Count": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				got, err := x.Cases.Count(ctx, a, th.Service.ID)
				if err == nil && got[th.Worker.ID] == 0 {
					return errs.New(errs.NotFound, "caseload.not_found")
				}
				return err
			}, Reads: true, May: "lead triager", Absent: "other-lead other-triager"},
			"SetNext": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.Cases.SetNext(ctx, a, th.Person, caseload.Next{On: x.Today().AddDays(3)})
			}, May: "worker lead office", Absent: "colleague other-worker other-lead other-office"},
			"OpenForTx": {Reads: true, Do: of(authz.CaseWork), May: "worker lead", Absent: "colleague other-worker other-lead"},
			"ForPersonTx": {Reads: true, Do: of(authz.CaseRead), May: "worker lead supervisor",
				Absent: "colleague other-worker other-lead other-supervisor"},
		}
		maps.Copy(acts, stages(th))
		h.Try(t, h.Cases, h.Cast(t, th), acts, slices.Concat(joined(), []string{"TakeUpAgain", "StepDown", "AfterClosing"})...)
	})
}

func TestLaterStagesAskEveryRole(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		held := h.Case(t)
		ok(t, h.Cases.PutOnHold(context.Background(), held.Worker, held.Person, caseload.Hold{Version: 1}))
		h.Try(t, h.Cases, h.Cast(t, held), map[string]fixture.Act{
			"TakeUpAgain": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.Cases.TakeUpAgain(ctx, a, held.Person, caseload.TakeUp{Version: 2})
			}, May: "worker lead", Absent: "colleague other-worker other-lead"},
		}, slices.Concat(joined(), tried(), []string{"StepDown", "AfterClosing"})...)
		spoken := h.Case(t)
		_, err := h.Contacts.Record(context.Background(), spoken.Worker, spoken.Person, contact.New{How: contact.ByPhone, Outcome: contact.Spoke})
		ok(t, err)
		h.Try(t, h.Cases, h.Cast(t, spoken), map[string]fixture.Act{
			"StepDown": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.Cases.StepDown(ctx, a, spoken.Person, 2, "Once a month")
			}, May: "worker lead", Absent: "colleague other-worker other-lead"},
		}, slices.Concat(joined(), tried(), []string{"TakeUpAgain", "AfterClosing"})...)
		looked := h.Case(t)
		ok(t, h.Journeys.Close(context.Background(), looked.Worker, looked.Person, journey.Close{Version: 1, Reason: "content", LookAgain: true}))
		h.Try(t, h.Cases, h.Cast(t, looked), map[string]fixture.Act{
			"AfterClosing": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return fixture.Nothing(x.Cases.AfterClosing(ctx, a, x.Today().AddDays(100)))
			}, Reads: true, May: "worker", Absent: "colleague lead office supervisor other-worker other-lead other-office other-supervisor"},
		}, slices.Concat(joined(), tried(), []string{"TakeUpAgain", "StepDown"})...)
	})
}

// stages are the changes of a case that has just begun.
func stages(th fixture.Thread) map[string]fixture.Act {
	return map[string]fixture.Act{
		"PutOnHold": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			return x.Cases.PutOnHold(ctx, a, th.Person, caseload.Hold{Version: 1})
		}, May: "worker lead", Absent: "colleague other-worker other-lead"},
		"SetLevel": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			return x.Cases.SetLevel(ctx, a, th.Person, 1, caseload.LevelLight, "")
		}, May: "worker lead", Absent: "colleague other-worker other-lead"},
		"Confirm": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			return x.Cases.Confirm(ctx, a, th.Person, caseload.ConfirmedByPhone)
		}, May: "worker lead office", Absent: "colleague other-worker other-lead other-office"},
		"AskInterpreter": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			return x.Cases.AskInterpreter(ctx, a, th.Person, caseload.InterpreterRequested)
		}, May: "worker lead office", Absent: "colleague other-worker other-lead other-office"},
		"Past": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			past, err := x.Cases.Past(ctx, a, th.Person)
			return fixture.Nothing(past.Episodes, err)
		}, Reads: true, May: "worker lead supervisor", Absent: "colleague other-worker other-lead other-supervisor"},
	}
}

// joined are the methods whose caller checks the actor.
func joined() []string {
	return []string{"BringTx", "CheckPast", "OpenAtTx", "HeldByTx", "SpokeTx", "OpenTx", "SetNextTx", "PutBackNextTx", "MoveTx", "CloseTx", "HandOverTx", "FollowUpTx", "LookedTx", "ReopenTx", "DiedTx", "NotDiedTx"}
}

// tried are the methods of the first table.
func tried() []string {
	return []string{"ForPerson", "List", "Count", "SetNext", "OpenForTx", "ForPersonTx", "PutOnHold", "SetLevel", "Confirm", "AskInterpreter", "Past"}
}
