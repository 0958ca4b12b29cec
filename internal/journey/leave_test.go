package journey_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/journey"
	"weft/internal/safety"
)

func TestALeadWhoLeavesHandsTheirConcernsOnFirst(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th, admin := context.Background(), h.Case(t), h.Admin(t)
		old, next := h.SafeguardingLead(t, th.Service), h.SafeguardingLead(t, th.Service)
		if _, err := h.Safety.Raise(ctx, th.Worker, th.Person, th.Service.ID, safety.New{Words: "UNIQUE bruises"}); err != nil {
			t.Fatal(err)
		}
		holder, heir := old, next
		if list, err := h.Safety.List(ctx, old); err != nil || len(list) == 0 {
			holder, heir = next, old
		}
		held, err := h.Journeys.Holds(ctx, admin, holder.ID)
		if err != nil || held != (journey.Held{Concerns: 1}) {
			t.Fatalf("holds %+v: %v", held, err)
		}
		for name, who := range map[string]journey.Leave{"nobody": {}, "themself": {Successor: holder.ID}, "no lead": {Successor: th.Worker.ID}} {
			if f := errs.FieldsOf(h.Journeys.Leave(ctx, admin, holder.ID, who)); len(f) != 1 || f[0].Name != "successor" {
				t.Errorf("%s succeeds: %v", name, f)
			}
		}
		did, err := h.Audited(t, func() error { return h.Journeys.Leave(ctx, admin, holder.ID, journey.Leave{Successor: heir.ID}) })
		if err != nil || !slices.Equal(did, []string{"concern.succeed", "message.queue", "account.disable"}) {
			t.Fatalf("recorded %v: %v", did, err)
		}
		if list, err := h.Safety.List(ctx, heir); err != nil || len(list) != 1 || list[0].Words != "UNIQUE bruises" {
			t.Errorf("the successor reads %+v: %v", list, err)
		}
		if m := h.Outbox(t)[0]; m.Address != h.Account(t, heir).Email || strings.Contains(m.Body, "UNIQUE") {
			t.Errorf("told %+v", m)
		}
		if _, err := h.People.ByID(ctx, holder, th.Person); errs.KindOf(err) != errs.NotFound {
			t.Errorf("the lead who left still sees the person: %v", err)
		}
	})
}

func TestAWorkersPeopleKeepTheirNameUntilSomebodyHandsThemOver(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th, admin := context.Background(), h.Case(t), h.Admin(t)
		if held, err := h.Journeys.Holds(ctx, admin, th.Worker.ID); err != nil || held.Cases != 1 {
			t.Fatalf("holds %+v: %v", held, err)
		}
		if err := h.Journeys.Leave(ctx, admin, th.Worker.ID, journey.Leave{}); err != nil {
			t.Fatal(err)
		}
		c, err := h.Cases.ForPerson(ctx, th.Lead, th.Person)
		if err != nil || c.Worker != th.Worker.ID || !c.Open() {
			t.Errorf("the case is %+v: %v", c, err)
		}
	})
}
