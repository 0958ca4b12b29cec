package access_test

import (
	"context"
	"testing"
	"time"

	"weft/internal/access"
	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/id"
	"weft/internal/org"
	"weft/internal/person"
)

// sees asks whether somebody sees a person.
func sees(t *testing.T, h *fixture.House, a authz.Actor, p person.ID) (yes bool) {
	t.Helper()
	h.Write(t, func(ctx context.Context, tx *db.Tx) (err error) {
		yes, err = access.SeesTx(ctx, tx, a, authz.PersonRead, p)
		return err
	})
	return yes
}

func TestSightBeginsWithAGrantAndEndsWithIt(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		cover := h.Worker(t, th.Service)
		g := access.Grant{Person: th.Person, Holder: cover.ID.String(), Relation: authz.ByCover, Service: th.Service.ID, Reason: "case.cover"}
		if sees(t, h, cover, th.Person) {
			t.Error("seen before")
		}
		for range 2 {
			h.Write(t, func(ctx context.Context, tx *db.Tx) error { return access.GrantTx(ctx, tx, g) })
		}
		rows := h.Rows(t)["access_grant"]
		if !sees(t, h, cover, th.Person) {
			t.Error("not seen though granted")
		}
		h.Now.Advance(time.Minute)
		h.Write(t, func(ctx context.Context, tx *db.Tx) error {
			return access.EndTx(ctx, tx, th.Person, g.Holder, authz.ByCover)
		})
		if sees(t, h, cover, th.Person) || h.Rows(t)["access_grant"] != rows {
			t.Error("seen after the end, or the grant is gone")
		}
	})
}

func TestEachReasonEndsByItself(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		cover := h.Worker(t, th.Service)
		for _, reason := range []string{"one", "two"} {
			h.Write(t, func(ctx context.Context, tx *db.Tx) error {
				return access.GrantTx(ctx, tx, access.Grant{Person: th.Person, Holder: cover.ID.String(), Relation: authz.ByCover,
					Service: th.Service.ID, Reason: reason})
			})
		}
		for _, c := range []struct {
			reason string
			sees   bool
		}{{"one", true}, {"two", false}} {
			h.Write(t, func(ctx context.Context, tx *db.Tx) error { return access.EndReasonTx(ctx, tx, th.Person, c.reason) })
			if sees(t, h, cover, th.Person) != c.sees {
				t.Errorf("after %q ended they see: %v", c.reason, !c.sees)
			}
		}
	})
}

func TestCopyingGivesTheSameHoldersSightOfAnother(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		one, two := h.Case(t), h.Case(t)
		h.Write(t, func(ctx context.Context, tx *db.Tx) error {
			return access.CopyTx(ctx, tx, one.Person, two.Person, "same human")
		})
		for name, a := range map[string]authz.Actor{"worker": one.Worker, "lead": one.Lead, "their own worker": two.Worker} {
			if !sees(t, h, a, two.Person) {
				t.Errorf("the %s does not see them", name)
			}
		}
		if sees(t, h, two.Worker, one.Person) {
			t.Error("it works both ways")
		}
		h.Write(t, func(ctx context.Context, tx *db.Tx) error {
			return access.EndReasonTx(ctx, tx, two.Person, "same human")
		})
		if sees(t, h, one.Worker, two.Person) || !sees(t, h, two.Worker, two.Person) {
			t.Error("taking it back took too much or too little")
		}
	})
}

func TestEndingCoverLeavesTheWorkerAndOtherServices(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th, elsewhere := h.Case(t), h.Service(t)
		here, there := h.Worker(t, th.Service), h.Worker(t, elsewhere)
		for a, s := range map[string]org.ServiceID{here.ID.String(): th.Service.ID, there.ID.String(): elsewhere.ID} {
			h.Write(t, func(ctx context.Context, tx *db.Tx) error {
				return access.GrantTx(ctx, tx, access.Grant{Person: th.Person, Holder: a, Relation: authz.ByCover, Service: s, Reason: "case.cover"})
			})
		}
		h.Write(t, func(ctx context.Context, tx *db.Tx) error {
			return access.EndCoverTx(ctx, tx, th.Person, th.Service.ID)
		})
		if sees(t, h, here, th.Person) || !sees(t, h, there, th.Person) || !sees(t, h, th.Worker, th.Person) {
			t.Error("cover ended for the wrong ones")
		}
	})
}

func TestAServiceKnowsOnlyWhomItWasGiven(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		known := func(p person.ID, s org.ServiceID) (err error) {
			h.Write(t, func(ctx context.Context, tx *db.Tx) error { err = access.KnownTx(ctx, tx, p, s); return nil })
			return err
		}
		if err := known(th.Person, th.Service.ID); err != nil {
			t.Errorf("its own: %v", err)
		}
		for name, err := range map[string]error{"another service": known(th.Person, h.Service(t).ID), "nobody": known(id.New[person.Person](), th.Service.ID)} {
			if errs.KindOf(err) != errs.NotFound {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}
