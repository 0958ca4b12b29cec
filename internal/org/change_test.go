package org_test

import (
	"context"
	"testing"

	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/org"
)

func TestAnOrganisationThatClosesRefersNoMore(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th, admin := context.Background(), h.Case(t), h.Admin(t)
		token, err := h.Orgs.NewLink(ctx, admin, th.From.ID, th.Service.ID)
		if err != nil {
			t.Fatal(err)
		}
		if err := h.Orgs.Close(ctx, admin, th.Service.Host); errs.CodeOf(err) != "org.hosts_service" {
			t.Errorf("a host closed: %v", err)
		}
		if err := h.Orgs.Close(ctx, admin, th.From.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := h.Orgs.ByLink(ctx, token); errs.KindOf(err) != errs.NotFound {
			t.Errorf("its link lives: %v", err)
		}
		if err := h.Orgs.Close(ctx, admin, th.From.ID); errs.CodeOf(err) != "org.closed" {
			t.Errorf("closed twice: %v", err)
		}
	})
}

func TestTwoAdministratorsDoNotOverwriteEachOther(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th, admin := context.Background(), h.Case(t), h.Admin(t)
		o, err := h.Orgs.ByID(ctx, th.From.ID)
		if err != nil {
			t.Fatal(err)
		}
		in := org.NewOrganisation{Name: "Millbeck  Surgery", Email: "desk@example.org", Nation: clock.Wales}
		if err := h.Orgs.Update(ctx, admin, o.ID, o.Version, in); err != nil {
			t.Fatal(err)
		}
		got, err := h.Orgs.ByID(ctx, o.ID)
		if err != nil || got.Name != "Millbeck Surgery" || got.Nation != clock.Wales || got.Kind != o.Kind {
			t.Errorf("kept %+v: %v", got, err)
		}
		if err := h.Orgs.Update(ctx, admin, o.ID, o.Version, in); errs.CodeOf(err) != "form.changed_meanwhile" {
			t.Errorf("a lost race: %v", err)
		}
		sv := th.Service
		if err := h.Orgs.UpdateService(ctx, admin, sv.ID, sv.Version, org.NewService{Name: "Weavers", Nation: clock.Scotland, Hours: "Weekdays"}); err != nil {
			t.Fatal(err)
		}
		if err := h.Orgs.UpdateService(ctx, admin, sv.ID, sv.Version, org.NewService{Name: "Others", Nation: clock.Scotland}); errs.CodeOf(err) != "form.changed_meanwhile" {
			t.Errorf("a lost race of a service: %v", err)
		}
		if got, err := h.Orgs.ServiceByID(ctx, sv.ID); err != nil || got.Name != "Weavers" || got.Host != sv.Host {
			t.Errorf("the service is %+v: %v", got, err)
		}
	})
}
