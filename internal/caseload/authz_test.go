package caseload_test

import (
	"context"
	"testing"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/fixture"
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
		h.Try(t, h.Cases, h.Cast(t, th), map[string]fixture.Act{
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
		}, "HeldByTx", "OpenTx", "SetNextTx", "PutBackNextTx", "MoveTx", "CloseTx")
	})
}
