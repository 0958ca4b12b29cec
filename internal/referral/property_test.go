package referral_test

import (
	"context"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/referral"
)

// move is one thing that somebody may try with a referral, and where it leads.
type move struct {
	name string
	to   referral.Status
	try  func(x *fixture.House, th fixture.Thread, version int64) error
}

func moves(ctx context.Context, worker authz.Actor) []move {
	decline := func(reason string) func(*fixture.House, fixture.Thread, int64) error {
		return func(x *fixture.House, th fixture.Thread, v int64) error {
			return x.Referrals.Decline(ctx, th.Lead, th.Referral.ID, v, reason, "Another team.")
		}
	}
	end := func(to referral.Status) move {
		return move{"end", to, func(x *fixture.House, th fixture.Thread, v int64) error {
			return x.Referrals.End(ctx, th.Lead, th.Referral.ID, v, referral.Ending{To: to, By: referral.ByReferrer})
		}}
	}
	return []move{
		{"read", referral.InTriage, func(x *fixture.House, th fixture.Thread, v int64) error {
			return x.Referrals.Read(ctx, th.Lead, th.Referral.ID, v)
		}},
		{"accept", referral.Accepted, func(x *fixture.House, th fixture.Thread, v int64) error {
			return x.Referrals.Accept(ctx, th.Lead, th.Referral.ID, v)
		}},
		{"ask", referral.MoreInfo, func(x *fixture.House, th fixture.Thread, v int64) error {
			return x.Referrals.Ask(ctx, th.Lead, th.Referral.ID, v, "Which day?")
		}},
		{"allocate", referral.Allocated, func(x *fixture.House, th fixture.Thread, v int64) error {
			_, err := x.Journeys.Allocate(ctx, th.Lead, th.Referral.ID, v, worker.ID, "")
			return err
		}},
		{"decline", referral.Redirected, decline("age")}, {"decline", referral.DeclinedByThem, decline("did_not_agree")},
		end(referral.Withdrawn), end(referral.UnableToContact), end(referral.Died),
	}
}

// Whatever is tried in whatever order: a legal step goes where the table says, raises
// the version by one and is audited; any other, and one on an old version, is a
// Conflict and changes nothing at all.
func TestNoOrderOfStepsBreaksAReferral(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Referral(t)
		all := moves(ctx, h.Worker(t, th.Service))
		rapid.Check(t, func(rt *rapid.T) {
			h.Undone(t, func(x *fixture.House) {
				for range rapid.IntRange(1, 6).Draw(rt, "steps") {
					m := all[rapid.IntRange(0, len(all)-1).Draw(rt, "move")]
					stale := rapid.IntRange(0, 9).Draw(rt, "stale") == 0
					step(rt, x, th, m, stale)
				}
			})
		})
	})
}

func step(rt *rapid.T, x *fixture.House, th fixture.Thread, m move, stale bool) {
	before := look(rt, x, th)
	version := before.Version
	if stale {
		version--
	}
	err := m.try(x, th, version)
	after := look(rt, x, th)
	if before.Status.MayBecome(m.to) && !stale {
		if err != nil || after.Status != m.to || after.Version != before.Version+1 || after.audited <= before.audited {
			rt.Fatalf("%s from %s: %v, now %s at version %d", m.name, before.Status, err, after.Status, after.Version)
		}
		return
	}
	code := "referral.is_" + string(before.Status)
	if before.Status.MayBecome(m.to) {
		code = "form.changed_meanwhile"
	}
	if errs.KindOf(err) != errs.Conflict || errs.CodeOf(err) != code || !reflect.DeepEqual(before, after) {
		rt.Fatalf("%s from %s (stale: %v): %v, want %s; %+v became %+v", m.name, before.Status, stale, err, code, before, after)
	}
}

// seen is all that a step may change.
type seen struct {
	referral.Referral
	audited, told, cases int
}

func look(rt *rapid.T, x *fixture.House, th fixture.Thread) seen {
	var s seen
	r, err := x.Referrals.ByID(context.Background(), authz.Program(), th.Referral.ID)
	if err != nil {
		rt.Fatal(err)
	}
	s.Referral = r
	err = x.DB.Read(context.Background(), func(tx *db.Tx) error {
		for _, c := range []struct {
			to *int
			q  string
		}{{&s.audited, `select count(*) from audit_event`}, {&s.told, `select count(*) from message`}, {&s.cases, `select count(*) from person_case`}} {
			if *c.to, err = db.One(context.Background(), tx, db.Value[int], c.q); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		rt.Fatal(err)
	}
	return s
}
