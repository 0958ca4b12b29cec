package vocabulary_test

import (
	"context"
	"strings"
	"testing"

	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/vocabulary"
)

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func book(t *testing.T, s *vocabulary.Service) vocabulary.Book {
	t.Helper()
	b, err := s.Book(t.Context())
	ok(t, err)
	return b
}

func warm(from clock.Date) vocabulary.Input {
	return vocabulary.Input{List: vocabulary.NeedList, En: "Warm rooms", Cy: "Ystafelloedd cynnes", Starts: from}
}

func TestAnEntryIsAddedRewordedRetiredAndPutBack(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, admin, today := t.Context(), h.Admin(t), h.Today()
		var code string
		did, err := h.Audited(t, func() (err error) { code, err = h.Lists.Add(ctx, admin, warm(today)); return err })
		ok(t, err)
		if strings.Join(did, " ") != "term.add" {
			t.Errorf("recorded %v", did)
		}
		at := func(day clock.Date) vocabulary.Lists { return book(t, h.Lists).At(vocabulary.Where{}, day) }
		if !at(today).Needs().Has(code) || at(today.AddDays(-1)).Needs().Has(code) {
			t.Error("a new entry is not offered from its day")
		}
		if list := at(today).Needs(); list[len(list)-1].Code != "other" {
			t.Error("something else is not the last")
		}
		in := vocabulary.Input{List: vocabulary.NeedList, Code: "money", En: "Making ends meet", Cy: "Cael dau ben llinyn ynghyd", Starts: today.AddDays(3)}
		ok(t, h.Lists.Reword(ctx, admin, in))
		if got := at(today.AddDays(3)).Words(vocabulary.NeedList, "money", "cy"); got != in.Cy {
			t.Errorf("re-worded as %q", got)
		}
		ok(t, h.Lists.Retire(ctx, admin, vocabulary.Input{List: vocabulary.NeedList, Code: code, Starts: today.AddDays(5), Version: 1}))
		if l := at(today.AddDays(5)); l.Needs().Has(code) || l.Words(vocabulary.NeedList, code, "en") != "Warm rooms" {
			t.Error("a retired entry is offered, or has lost its words")
		}
		ok(t, h.Lists.PutBack(ctx, admin, vocabulary.Input{List: vocabulary.NeedList, Code: "money", Starts: today.AddDays(6), Version: 1}))
		if got := at(today.AddDays(6)).Words(vocabulary.NeedList, "money", "en"); got != "Money, debt and benefits" {
			t.Errorf("put back it is %q", got)
		}
		if hist := book(t, h.Lists).History(vocabulary.NeedList, "money", ""); len(hist) != 2 || hist[0].Kind != vocabulary.Default || hist[1].By != admin.ID {
			t.Errorf("the history is %+v", hist)
		}
	})
}

func TestWhatCannotBeIsNamedAndNothingIsWritten(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, admin, today := t.Context(), h.Admin(t), h.Today()
		code, err := h.Lists.Add(ctx, admin, warm(today))
		ok(t, err)
		rows := h.Rows(t)["term"]
		with := func(change func(in *vocabulary.Input)) vocabulary.Input {
			in := warm(today)
			in.En, in.Cy = "Cool rooms", "Ystafelloedd oer"
			change(&in)
			return in
		}
		for field, in := range map[string]vocabulary.Input{
			"en: none":     with(func(in *vocabulary.Input) { in.En = " " }),
			"en: signs":    with(func(in *vocabulary.Input) { in.En = "!!" }),
			"cy: none":     with(func(in *vocabulary.Input) { in.Cy = "" }),
			"en: long":     with(func(in *vocabulary.Input) { in.En = strings.Repeat("long ", 30) }),
			"en: shipped":  with(func(in *vocabulary.Input) { in.En = "grief" }),
			"en: twice":    with(func(in *vocabulary.Input) { in.En = "WARM rooms" }),
			"starts: none": with(func(in *vocabulary.Input) { in.Starts = clock.Date{} }),
			"starts: past": with(func(in *vocabulary.Input) { in.Starts = today.AddDays(-1) }),
			"starts: far":  with(func(in *vocabulary.Input) { in.Starts = today.AddDays(800) }),
			"ends: before": with(func(in *vocabulary.Input) { in.Starts, in.Ends = today.AddDays(2), today.AddDays(1) }),
		} {
			_, err := h.Lists.Add(ctx, admin, in)
			if f := errs.FieldsOf(err); len(f) == 0 || f[0].Name != strings.Split(field, ":")[0] {
				t.Errorf("%s: %v", field, err)
			}
		}
		entry := func(n vocabulary.Name, code string, v int64) vocabulary.Input {
			return vocabulary.Input{List: n, Code: code, En: "Words", Cy: "Geiriau", Starts: today, Version: v}
		}
		for code, err := range map[string]error{
			"vocabulary.list_fixed":  second(h.Lists.Add(ctx, admin, with(func(in *vocabulary.Input) { in.List = vocabulary.StageList }))),
			"vocabulary.is_needed":   h.Lists.Retire(ctx, admin, entry(vocabulary.ClosureList, "died", 0)),
			"vocabulary.is_added":    h.Lists.PutBack(ctx, admin, entry(vocabulary.NeedList, code, 1)),
			"vocabulary.is_default":  h.Lists.PutBack(ctx, admin, entry(vocabulary.NeedList, "money", 0)),
			"vocabulary.not_found":   h.Lists.Reword(ctx, admin, entry(vocabulary.NeedList, "nonsense", 0)),
			"form.changed_meanwhile": h.Lists.Reword(ctx, admin, entry(vocabulary.NeedList, code, 0)),
		} {
			if errs.CodeOf(err) != code {
				t.Errorf("%s: %v", code, err)
			}
		}
		if got := h.Rows(t)["term"]; got != rows {
			t.Errorf("%d rows were written", got-rows)
		}
	})
}

func second[T any](_ T, err error) error { return err }

func TestAChangeIsTakenBackUntilItsDayIsOverAndNotTwice(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, admin, today := t.Context(), h.Admin(t), h.Today()
		in := warm(today.AddDays(1))
		in.Key = "one"
		for range 2 { // sending twice does once
			_, err := h.Lists.Add(ctx, admin, in)
			ok(t, err)
		}
		hist := book(t, h.Lists).History(vocabulary.NeedList, "warm-rooms", "")
		if len(hist) != 1 {
			t.Fatalf("%d changes", len(hist))
		}
		h.Now.Set(h.Now.Now().AddDate(0, 0, 2))
		if err := h.Lists.TakeBack(ctx, admin, hist[0].ID); errs.CodeOf(err) != "vocabulary.is_begun" {
			t.Errorf("a day later: %v", err)
		}
		h.Now.Set(h.Now.Now().AddDate(0, 0, -2))
		ok(t, h.Lists.TakeBack(ctx, admin, hist[0].ID))
		if book(t, h.Lists).At(vocabulary.Where{}, today.AddDays(5)).Needs().Has("warm-rooms") {
			t.Error("what was taken back is offered")
		}
		if err := h.Lists.TakeBack(ctx, admin, hist[0].ID); errs.CodeOf(err) != "vocabulary.is_begun" {
			t.Errorf("twice: %v", err)
		}
	})
}

func TestTwoInstancesSayTheSameAfterAChange(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, admin, today := t.Context(), h.Admin(t), h.Today()
		other := vocabulary.NewService(h.DB, h.Zone, true)
		book(t, h.Lists)
		book(t, other) // both remember
		code, err := h.Lists.Add(ctx, admin, warm(today))
		ok(t, err)
		undone := errs.New(errs.Conflict, "db.conflict")
		err = h.DB.Bulk(ctx, func(b *db.DB) error { // a change that does not last is not remembered
			x := vocabulary.NewService(b, h.Zone, true)
			in := warm(today)
			in.En, in.Cy = "Cool rooms", "Oer"
			if _, err := x.Add(ctx, admin, in); err != nil {
				return err
			}
			_, _ = x.Book(ctx)
			return undone
		})
		if errs.CodeOf(err) != "db.conflict" {
			t.Fatal(err)
		}
		for name, s := range map[string]*vocabulary.Service{"the same": h.Lists, "the other": other} {
			if l := book(t, s).At(vocabulary.Where{}, today).Needs(); !l.Has(code) || l.Has("cool-rooms") {
				t.Errorf("%s instance has %v", name, l)
			}
		}
		h.Write(t, func(ctx context.Context, tx *db.Tx) error {
			l, err := vocabulary.InForceTx(ctx, tx, "", today)
			if err == nil && !l.Needs().Has(code) {
				t.Error("a transaction does not see it")
			}
			return err
		})
	})
}

func TestWordsOfOneServiceAreNotThoseOfAnother(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, one, two, today := t.Context(), h.Service(t), h.Service(t), h.Today()
		lead := h.Lead(t, one)
		in := warm(today)
		in.Service = one.ID.String()
		code, err := h.Lists.Add(ctx, lead, in)
		ok(t, err)
		for service, want := range map[string]bool{one.ID.String(): true, two.ID.String(): false, "": false} {
			if l := book(t, h.Lists).At(vocabulary.Where{Service: service}, today); l.Needs().Has(code) != want || l.Words(vocabulary.NeedList, code, "en") != "Warm rooms" {
				t.Errorf("at %q offered: %v", service, !want)
			}
		}
		in.Service = two.ID.String()
		for name, err := range map[string]error{"at another service": second(h.Lists.Add(ctx, lead, in)), "everywhere": second(h.Lists.Add(ctx, lead, warm(today)))} {
			if errs.KindOf(err) != errs.Forbidden {
				t.Errorf("a team lead %s: %v", name, err)
			}
		}
		if _, err := h.Lists.Add(ctx, h.Lead(t, two), in); err != nil {
			t.Errorf("the same need at another service: %v", err)
		}
	})
}
