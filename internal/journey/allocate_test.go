package journey_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"weft/internal/authz"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/person"
	"weft/internal/referral"
)

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestAllocatingOpensTheCaseShowsThePersonAndTellsThem(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Referral(t, fixture.Accepted())
		worker, told := h.Worker(t, th.Service), len(h.Told(t))
		if _, err := h.People.ByID(ctx, worker, th.Person); errs.KindOf(err) != errs.NotFound {
			t.Errorf("seen before: %v", err)
		}
		did, err := h.Audited(t, func() error {
			p, err := h.Journeys.Allocate(ctx, th.Lead, th.Referral.ID, th.Referral.Version, worker.ID, "key")
			if p != th.Person {
				t.Errorf("it names %s", p)
			}
			return err
		})
		if err != nil || !slices.Equal(did, []string{"referral.allocate", "case.open", "message.queue"}) {
			t.Fatalf("recorded %v: %v", did, err)
		}
		h.Reload(t, &th)
		if th.Referral.Status != referral.Allocated || th.Case.Worker != worker.ID || th.Case.Referral != th.Referral.ID || !th.Case.Open() {
			t.Errorf("%s, %+v", th.Referral.Status, th.Case)
		}
		if _, err := h.People.ByID(ctx, worker, th.Person); err != nil {
			t.Errorf("the worker does not see them: %v", err)
		}
		first, _, _ := strings.Cut(h.Account(t, worker).Name, " ")
		if got := h.Told(t)[told:]; !slices.Equal(got, []string{"referral.accepted to person"}) || !strings.Contains(h.Outbox(t)[0].Body, first) {
			t.Errorf("told %v", got)
		}
		rows := h.Rows(t)
		if p, err := h.Journeys.Allocate(ctx, th.Lead, th.Referral.ID, th.Referral.Version, worker.ID, "key"); err != nil || p != th.Person || !maps.Equal(rows, h.Rows(t)) {
			t.Errorf("a replay: %v", err)
		}
	})
}

func TestWhatCannotBeAllocatedIsRefusedAndChangesNothing(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, fresh := context.Background(), h.Referral(t)
		same := []fixture.Option{fixture.At(fresh.Service), fixture.LedBy(fresh.Lead)}
		ready, taken := h.Referral(t, append(same, fixture.Accepted())...), h.Case(t, same...)
		worker, stranger := h.Worker(t, fresh.Service), h.Worker(t, h.Service(t))
		rows := h.Rows(t)
		for name, c := range map[string]struct {
			of      referral.Referral
			version int64
			worker  authz.AccountID
			code    string
		}{
			"nobody chosen":    {ready.Referral, 2, "", "form.invalid"},
			"another service":  {ready.Referral, 2, stranger.ID, "form.invalid"},
			"no link worker":   {ready.Referral, 2, fresh.Lead.ID, "form.invalid"},
			"no account":       {ready.Referral, 2, "the usual one", "form.invalid"},
			"not accepted yet": {fresh.Referral, 1, worker.ID, "referral.is_submitted"},
			"allocated":        {taken.Referral, taken.Referral.Version, worker.ID, "referral.is_allocated"},
			"a lost race":      {ready.Referral, 1, worker.ID, "form.changed_meanwhile"},
		} {
			_, err := h.Journeys.Allocate(ctx, fresh.Lead, c.of.ID, c.version, c.worker, "")
			if errs.CodeOf(err) != c.code {
				t.Errorf("%s: %v", name, err)
			}
		}
		if !maps.Equal(rows, h.Rows(t)) {
			t.Error("something was written")
		}
	})
}

func TestOfTwoWhoAllocateAtOnceOneIsTold(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Referral(t, fixture.Accepted())
		workers := []authz.Actor{h.Worker(t, th.Service), h.Worker(t, th.Service), h.Worker(t, th.Service)}
		results := make([]error, len(workers))
		var wg sync.WaitGroup
		for i, w := range workers {
			wg.Go(func() {
				_, results[i] = h.Journeys.Allocate(ctx, th.Lead, th.Referral.ID, th.Referral.Version, w.ID, "")
			})
		}
		wg.Wait()
		done := 0
		for _, err := range results {
			if err == nil {
				done++
			} else if errs.KindOf(err) != errs.Conflict || strings.HasPrefix(errs.CodeOf(err), "db.") {
				t.Errorf("the other: %v", err)
			}
		}
		if rows := h.Rows(t); done != 1 || rows["person_case"] != 1 {
			t.Errorf("%d were done, %d cases", done, rows["person_case"])
		}
	})
}

func TestWhoNeedsSafeContactIsNotWrittenToWhenAllocated(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		h.Case(t, fixture.Who(func(d *person.Details) { d.SafeContact = true }))
		for _, told := range h.Told(t) {
			if strings.HasSuffix(told, "to person") {
				t.Errorf("told %s", told)
			}
		}
	})
}
