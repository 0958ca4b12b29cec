package due_test

import (
	"context"
	"testing"

	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/due"
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

func rule(t *testing.T, s *due.Service, sid org.ServiceID, day clock.Date) string {
	t.Helper()
	b, err := s.Book(t.Context())
	ok(t, err)
	return b.At(sid, day).Rule(due.FirstTry).Within()
}

func TestADueTimeIsChangedPutBackAndSeenByEveryInstance(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, s, today := t.Context(), h.Service(t), h.Today()
		other, lead := due.NewService(h.DB, h.Zone), h.Lead(t, s)
		rule(t, h.Due, s.ID, today)
		rule(t, other, s.ID, today) // both remember
		in := due.Input{Key: "one", Code: due.FirstTry, Service: s.ID, Amount: 3, Unit: due.WorkingDays, Starts: today}
		did, err := h.Audited(t, func() error {
			ok(t, h.Due.Change(ctx, lead, in))
			return h.Due.Change(ctx, lead, in) // sending twice does once
		})
		if err != nil || len(did) != 1 || did[0] != "due.change" {
			t.Fatalf("recorded %v: %v", did, err)
		}
		for name, x := range map[string]*due.Service{"the same": h.Due, "another": other} {
			if got := rule(t, x, s.ID, today); got != "within 3 working days" {
				t.Errorf("%s instance says %q", name, got)
			}
			if got, elsewhere := rule(t, x, s.ID, today.AddDays(-1)), rule(t, x, "", today); got != "within 5 working days" || got != elsewhere {
				t.Errorf("%s instance says %q for yesterday and %q for everywhere", name, got, elsewhere)
			}
		}
		ok(t, h.Due.PutBack(ctx, lead, due.Input{Code: due.FirstTry, Service: s.ID, Starts: today.AddDays(2), Version: 1}))
		h.Write(t, func(ctx context.Context, tx *db.Tx) error {
			r, err := due.ForTx(ctx, tx, s.ID, today.AddDays(2))
			if err == nil && (r.Rule(due.FirstTry).Local || r.Count(due.LostTries) != 3) {
				t.Error("put back it is not the default")
			}
			return err
		})
		b, err := h.Due.Book(ctx)
		ok(t, err)
		ok(t, h.Due.TakeBack(ctx, lead, b.History(due.FirstTry, s.ID)[0].ID))
		if got := rule(t, h.Due, s.ID, today.AddDays(3)); got != "within 3 working days" {
			t.Errorf("taken back it is %q", got)
		}
	})
}

func TestADueTimeThatCannotBeIsNamed(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, admin, today := t.Context(), h.Admin(t), h.Today()
		with := func(change func(in *due.Input)) due.Input {
			in := due.Input{Code: due.FirstTry, Amount: 4, Unit: due.WorkingDays, Starts: today}
			change(&in)
			return in
		}
		for field, in := range map[string]due.Input{
			"amount": with(func(in *due.Input) { in.Amount = 0 }), "amount ": with(func(in *due.Input) { in.Amount = 9999 }),
			"amount  ": with(func(in *due.Input) { in.Amount = -1 }), "unit": with(func(in *due.Input) { in.Unit = "moons" }),
			"unit ":     with(func(in *due.Input) { in.Unit = due.Minutes }),
			"starts":    with(func(in *due.Input) { in.Starts = clock.Date{} }),
			"starts ":   with(func(in *due.Input) { in.Starts = today.AddDays(-1) }),
			"amount   ": with(func(in *due.Input) { in.Code, in.Amount, in.Unit = due.EntryOld, 90, due.Days }),
		} {
			want := field
			for want[len(want)-1] == ' ' {
				want = want[:len(want)-1]
			}
			err := h.Due.Change(ctx, admin, in)
			if f := errs.FieldsOf(err); len(f) != 1 || f[0].Name != want {
				t.Errorf("%+v: %v", in, err)
			}
		}
		for code, err := range map[string]error{
			"due.not_found":  h.Due.Change(ctx, admin, with(func(in *due.Input) { in.Code = "nonsense" })),
			"due.is_default": h.Due.PutBack(ctx, admin, with(func(*due.Input) {})),
		} {
			if errs.CodeOf(err) != code {
				t.Errorf("%s: %v", code, err)
			}
		}
		ok(t, h.Due.Change(ctx, admin, with(func(*due.Input) {})))
		if err := h.Due.Change(ctx, admin, with(func(in *due.Input) { in.Amount = 6 })); errs.CodeOf(err) != "form.changed_meanwhile" {
			t.Errorf("the second of two: %v", err)
		}
		if n := h.Rows(t)["due_rule"]; n != 1 {
			t.Errorf("%d changes were written", n)
		}
	})
}
