package register_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"weft/internal/caseload"
	"weft/internal/contact"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/register"
)

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func group(t *testing.T, h *fixture.House, n int) []fixture.Thread {
	t.Helper()
	out := []fixture.Thread{h.Case(t)}
	for len(out) < n {
		out = append(out, h.Case(t, fixture.At(out[0].Service), fixture.LedBy(out[0].Lead), fixture.To(out[0].Worker)))
	}
	return out
}

func TestOneFormWritesALineForEachNamedPersonOnce(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, all := context.Background(), group(t, h, 3)
		worker := all[0].Worker
		in := register.New{Key: "key", Kind: register.GroupSession, Place: "Chapel Street hub", Minutes: 90, Note: "We made soup.", Others: 4, Lines: []register.Line{
			{Person: all[0].Person, Came: register.Yes, Words: "Brought leeks."}, {Person: all[1].Person, Came: register.No}, {Person: all[2].Person, Came: register.NotExpected}}}
		before := h.Rows(t)
		rid, err := h.Registers.Record(ctx, worker, in)
		ok(t, err)
		again, err := h.Registers.Record(ctx, worker, in)
		after := h.Rows(t)
		if err != nil || again != rid || after["contact"] != before["contact"]+2 || after["session_register"] != before["session_register"]+1 {
			t.Errorf("%d contacts more: %v", after["contact"]-before["contact"], err)
		}
		came, err := h.Contacts.ForPerson(ctx, worker, all[0].Person)
		ok(t, err)
		if k := came[0]; k.Note != "We made soup.\nBrought leeks." || k.Purpose != contact.GroupSession || !k.Outcome.Reached() || k.Minutes != 90 || k.Place != "Chapel Street hub" {
			t.Errorf("who came has %+v", k)
		}
		missed, err := h.Contacts.ForPerson(ctx, worker, all[1].Person)
		ok(t, err)
		if k := missed[0]; k.Outcome != contact.CouldNotMeet || strings.Contains(k.Note, "leeks") || k.Minutes != 0 {
			t.Errorf("who did not come has %+v", k)
		}
		if tries, _, err := h.Contacts.Tried(ctx, worker, all[1].Person); err != nil || tries.Count != 0 {
			t.Errorf("not coming to a group is a try: %+v %v", tries, err)
		}
		if h.Reload(t, &all[0]); all[0].Case.Status != caseload.Engaging {
			t.Errorf("who was met first in the group is at %s", all[0].Case.Status)
		}
		mine, err := h.Registers.Mine(ctx, worker)
		if err != nil || len(mine) != 1 || mine[0].Came != 1 || mine[0].Missed != 1 || mine[0].Others != 4 || mine[0].On != h.Today() {
			t.Errorf("kept %+v: %v", mine, err)
		}
	})
}

func TestATeamMeetingReachesNobody(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, all := context.Background(), group(t, h, 1)
		_, err := h.Registers.Record(ctx, all[0].Worker, register.New{Kind: register.MDT, On: h.Today().AddDays(-3), Lines: []register.Line{{Person: all[0].Person, Came: register.Yes}}})
		ok(t, err)
		if h.Reload(t, &all[0]); all[0].Case.Status != caseload.FirstContact {
			t.Errorf("the case is at %s", all[0].Case.Status)
		}
	})
}

func TestOneStrangerInTheListAndNothingIsWritten(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, all, stranger := context.Background(), group(t, h, 2), h.Case(t)
		lines := []register.Line{{Person: all[0].Person, Came: register.Yes}, {Person: stranger.Person, Came: register.Yes}}
		rows := h.Rows(t)
		did, err := h.Audited(t, func() error {
			_, err := h.Registers.Record(ctx, all[0].Worker, register.New{Kind: register.DropIn, Lines: lines})
			return err
		})
		if errs.KindOf(err) != errs.NotFound || !maps.Equal(rows, h.Rows(t)) || !slices.Equal(did, nil) {
			t.Errorf("recorded %v: %v", did, err)
		}
		h.CloseCase(t, &all[1])
		lines[1].Person = all[1].Person
		if _, err := h.Registers.Record(ctx, all[0].Worker, register.New{Kind: register.DropIn, Lines: lines}); errs.CodeOf(err) != "caseload.is_closed" {
			t.Errorf("somebody whose case is closed: %v", err)
		}
	})
}
