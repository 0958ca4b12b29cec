package org_test

import (
	"context"
	"maps"
	"slices"
	"testing"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/org"
)

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestAnOrganisationIsReadBackAndItsCodeIsItsOwn(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, admin := context.Background(), h.Admin(t)
		in := org.NewOrganisation{Kind: "practice", Name: " Fellside  Practice ", ODS: "Z99001", Phone: "01632 960500", Email: "desk@example.org", Nation: clock.Wales}
		did, err := h.Audited(t, func() error { _, err := h.Orgs.Add(ctx, admin, in); return err })
		if err != nil || !slices.Equal(did, []string{"org.add"}) {
			t.Fatalf("recorded %v: %v", did, err)
		}
		list, err := h.Orgs.List(ctx, "practice")
		if err != nil || len(list) != 1 || list[0].Name != "Fellside Practice" || list[0].ODS != "Z99001" || list[0].Nation != clock.Wales {
			t.Errorf("read back as %+v: %v", list, err)
		}
		did, err = h.Audited(t, func() error { _, err := h.Orgs.Add(ctx, admin, in); return err })
		if errs.KindOf(err) != errs.Conflict || len(did) != 0 {
			t.Errorf("the same code twice, recorded %v: %v", did, err)
		}
	})
}

func TestAServiceComesWithThePolicyAndAnotherReplacesIt(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, s, admin := context.Background(), h.Service(t), h.Admin(t)
		if got := policyOf(t, h, s.ID); len(got) != len(org.DefaultPolicy()) {
			t.Errorf("%d rows come with it", len(got))
		}
		start := clock.Date{Year: 2026, Month: 4, Day: 1}
		for _, wrong := range []org.Policy{{Source: "plumber", Starts: start}, {Source: "gp"}, {Source: "gp", Starts: start, Ends: start.AddDays(-1)}} {
			if err := h.Orgs.SetPolicy(ctx, admin, s.ID, []org.Policy{wrong}); errs.KindOf(err) != errs.Invalid {
				t.Errorf("%+v: %v", wrong, err)
			}
		}
		want := []org.Policy{{Source: "gp", Starts: start, Ends: start.AddDays(365)}, {Source: "self", Starts: start}}
		did, err := h.Audited(t, func() error { return h.Orgs.SetPolicy(ctx, admin, s.ID, want) })
		if got := policyOf(t, h, s.ID); err != nil || !slices.Equal(got, want) || !slices.Equal(did, []string{"service.policy"}) {
			t.Errorf("the policy is %v, recorded %v: %v", got, did, err)
		}
	})
}

func policyOf(t *testing.T, h *fixture.House, sid org.ServiceID) (out []org.Policy) {
	t.Helper()
	h.Write(t, func(ctx context.Context, tx *db.Tx) (err error) { out, err = org.PolicyTx(ctx, tx, sid); return err })
	return out
}

func TestASecretLinkFixesWhereItComesFromUntilTheNextIsMade(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, practice, s, admin := context.Background(), h.Practice(t), h.Service(t), h.Admin(t)
		first, err := h.Orgs.NewLink(ctx, admin, practice.ID, s.ID)
		ok(t, err)
		got, err := h.Orgs.ByLink(ctx, first)
		if err != nil || got.Organisation.ID != practice.ID || got.Service != s.ID {
			t.Fatalf("it fixes %+v: %v", got, err)
		}
		second, err := h.Orgs.NewLink(ctx, admin, practice.ID, "")
		ok(t, err)
		if got, err := h.Orgs.ByLink(ctx, second); err != nil || !got.Service.IsZero() {
			t.Errorf("a link without a service: %+v %v", got, err)
		}
		for _, token := range []string{first, "", "nonsense"} {
			if _, err := h.Orgs.ByLink(ctx, token); errs.CodeOf(err) != "org.link_unknown" {
				t.Errorf("%q still opens: %v", token, err)
			}
		}
		if stored := tokens(t, h); len(stored) != 2 || slices.Contains(stored, first) || slices.Contains(stored, second) {
			t.Errorf("secrets are kept as they are: %v", stored)
		}
	})
}

func tokens(t *testing.T, h *fixture.House) (out []string) {
	t.Helper()
	h.Write(t, func(ctx context.Context, tx *db.Tx) (err error) {
		out, err = db.All(ctx, tx, db.Value[string], `select token_hash from referral_link`)
		return err
	})
	return out
}

func TestAMemberRefersToItsOwnServicesAndAnyoneElseToAll(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, one, admin := context.Background(), h.Service(t), h.Admin(t)
		h.Service(t)
		member, other := h.Practice(t), h.Practice(t)
		ok(t, h.Orgs.Join(ctx, admin, one.ID, member.ID))
		rows := h.Rows(t)
		if err := h.Orgs.Join(ctx, admin, one.ID, member.ID); errs.CodeOf(err) != "org.member_already" || !maps.Equal(rows, h.Rows(t)) {
			t.Errorf("a member twice: %v", err)
		}
		if got, err := h.Orgs.ServicesFor(ctx, member.ID); err != nil || len(got) != 1 || got[0].ID != one.ID {
			t.Errorf("a member's are %+v: %v", got, err)
		}
		if got, err := h.Orgs.ServicesFor(ctx, other.ID); err != nil || len(got) != 2 {
			t.Errorf("anyone else's are %+v: %v", got, err)
		}
		if all, err := h.Orgs.Services(ctx); err != nil || len(all) != 2 {
			t.Errorf("all are %d: %v", len(all), err)
		}
		if names, err := h.Orgs.Names(ctx, []org.ID{member.ID, other.ID}); err != nil || len(names) != 2 || names[other.ID] != other.Name {
			t.Errorf("named %v: %v", names, err)
		}
	})
}

func TestAPostHasATeamAndFundersFromItsFirstDayUntilBeforeItsLast(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th, admin := context.Background(), h.Case(t), h.Admin(t)
		if _, err := h.Orgs.AddTeam(ctx, admin, "", th.Service.ID, "  "); errs.KindOf(err) != errs.Invalid {
			t.Errorf("a team without a name: %v", err)
		}
		team, err := h.Orgs.AddTeam(ctx, admin, "", th.Service.ID, "North")
		ok(t, err)
		p := post(th)
		p.Team, p.Ends = team, p.Starts.AddDays(10)
		p.ID, err = h.Orgs.AddPost(ctx, admin, "", p)
		ok(t, err)
		open := p
		open.Account, open.Ends, open.Funders, open.Title = "", clock.Date{}, nil, "Zealous link worker"
		_, err = h.Orgs.AddPost(ctx, admin, "", open)
		ok(t, err)
		for day, want := range map[int]int{-1: 0, 0: 2, 9: 2, 10: 1} {
			got, err := h.Orgs.Posts(ctx, authz.Program(), th.Service.ID, p.Starts.AddDays(day))
			if err != nil || len(got) != want {
				t.Errorf("%d posts on day %d: %v", len(got), day, err)
			}
			if len(got) == 2 && (got[0].Account != th.Worker.ID.String() || len(got[0].Funders) != 2 || got[0].Funders[0].Percent != 60 || got[1].Account != "" || got[0].Hours != 37.5) {
				t.Errorf("read back as %+v", got)
			}
		}
	})
}
