package draft_test

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"weft/internal/errs"
	"weft/internal/fixture"
)

func TestADraftIsKeptReplacedAndDropped(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, a := context.Background(), h.Admin(t)
		if d, err := h.Drafts.Load(ctx, a, "/refer"); err != nil || d.Fields != nil {
			t.Errorf("before anything was typed: %+v %v", d, err)
		}
		for _, words := range []string{"My gar", "My garden’s <b>gate</b>\nand dog"} {
			want := url.Values{"matters": {words}, "needs": {"money", "digital"}}
			did, err := h.Audited(t, func() error { return h.Drafts.Save(ctx, a, "/refer", want) })
			if err != nil || len(did) != 0 {
				t.Fatalf("recorded %v: %v", did, err)
			}
			d, err := h.Drafts.Load(ctx, a, "/refer")
			if err != nil || d.Fields.Get("matters") != words || !slices.Equal(d.Fields["needs"], want["needs"]) || !d.At.Equal(h.Now.Now()) {
				t.Errorf("kept %+v: %v", d, err)
			}
			h.Now.Advance(time.Minute)
		}
		if n := h.Rows(t)["draft"]; n != 1 {
			t.Errorf("%d drafts of one form", n)
		}
		for range 2 {
			if err := h.Drafts.Drop(ctx, a, "/refer"); err != nil {
				t.Error(err)
			}
		}
		if d, err := h.Drafts.Load(ctx, a, "/refer"); err != nil || d.Fields != nil {
			t.Errorf("dropped and still there: %+v %v", d, err)
		}
	})
}

func TestDraftsAreListedNewestFirstAndNoMoreThanTwenty(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, a := context.Background(), h.Admin(t)
		for i := range 22 {
			if err := h.Drafts.Save(ctx, a, fmt.Sprintf("/form/%d", i), url.Values{"a": {"b"}}); err != nil {
				t.Fatal(err)
			}
			h.Now.Advance(time.Minute)
		}
		list, err := h.Drafts.List(ctx, a)
		if err != nil || len(list) != 20 || list[0].Form != "/form/21" || list[19].Form != "/form/2" {
			t.Errorf("%d drafts: %v", len(list), err)
		}
	})
}

func TestWhatIsTooLongForADraftIsSaid(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, a := context.Background(), h.Admin(t)
		for form, words := range map[string]string{"/refer": strings.Repeat("a", 200_001), "/" + strings.Repeat("f", 300): "a"} {
			if err := h.Drafts.Save(ctx, a, form, url.Values{"a": {words}}); errs.KindOf(err) != errs.TooLarge {
				t.Errorf("%d characters at %d: %v", len(words), len(form), err)
			}
		}
		if err := h.Drafts.Save(ctx, a, "/refer", url.Values{"a": {strings.Repeat("a", 150_000)}}); err != nil {
			t.Errorf("a long story: %v", err)
		}
	})
}

func TestWhatNobodyCameBackToIsSwept(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, a := context.Background(), h.Admin(t)
		for _, form := range []string{"/old", "/fresh"} {
			if err := h.Drafts.Save(ctx, a, form, url.Values{"a": {"b"}}); err != nil {
				t.Fatal(err)
			}
			h.Now.Advance(20 * 24 * time.Hour)
		}
		if err := h.Drafts.Sweep(ctx); err != nil {
			t.Fatal(err)
		}
		if list, err := h.Drafts.List(ctx, a); err != nil || len(list) != 1 || list[0].Form != "/fresh" {
			t.Errorf("left %+v: %v", list, err)
		}
	})
}
