package signpost_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/directory"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/id"
	"weft/internal/signpost"
)

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func group(t *testing.T, h *fixture.House, name string) directory.ID {
	t.Helper()
	gid, err := h.Groups.Create(t.Context(), authz.Program(), directory.New{Name: name, Needs: []string{"loneliness"}, Live: true,
		Arrangement: directory.Arrangement{ReferBy: directory.ByPerson}})
	ok(t, err)
	return gid
}

func TestWhatIsAskedIsChecked(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		a, g := h.Receptionist(t, h.Practice(t)), group(t, h, "Choir")
		for field, in := range map[string]signpost.New{
			"groups": {How: signpost.Told}, "how": {Groups: []directory.ID{g}}, "need": {Groups: []directory.ID{g}, How: signpost.Told, Need: "gold"},
			"email": {Groups: []directory.ID{g}, How: signpost.Emailed, Email: "nobody"},
		} {
			_, err := h.Signposts.Give(t.Context(), a, in)
			if f := errs.FieldsOf(err); len(f) != 1 || f[0].Name != field {
				t.Errorf("%s: %v", field, err)
			}
		}
		if _, err := h.Signposts.Give(t.Context(), a, signpost.New{Groups: []directory.ID{g, g, g, g}, How: signpost.Told}); !errs.Is(err, errs.Invalid) {
			t.Errorf("four groups: %v", err)
		}
		if _, err := h.Signposts.Give(t.Context(), a, signpost.New{Groups: []directory.ID{id.New[directory.Entry]()}, How: signpost.Told}); !errs.Is(err, errs.NotFound) {
			t.Errorf("a group that is none: %v", err)
		}
		if h.Rows(t)["signpost"] != 0 {
			t.Error("something was kept")
		}
	})
}

func TestPointingTheWayIsCountedForItsPlaceAndMonthAndApartFromReferrals(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, practice := t.Context(), h.Practice(t)
		a, b, g := h.Receptionist(t, practice), h.Clinician(t, practice), group(t, h, "Choir")
		stranger := h.Receptionist(t, h.Practice(t))
		give := func(a authz.Actor, key string) {
			t.Helper()
			actions, err := h.Audited(t, func() error {
				_, err := h.Signposts.Give(ctx, a, signpost.New{Key: key, Need: "loneliness", Groups: []directory.ID{g}, How: signpost.Printed})
				return err
			})
			ok(t, err)
			if len(actions) > 1 || len(actions) == 1 && actions[0] != "signpost.give" {
				t.Errorf("recorded %v", actions)
			}
		}
		give(a, "1")
		h.Now.Advance(40 * 24 * time.Hour)
		give(a, "2")
		give(a, "2") // a second click
		give(b, "3")
		for who, want := range map[*authz.Actor]int{&a: 2, &b: 2, &stranger: 0} {
			if n, err := h.Signposts.ThisMonth(ctx, *who); err != nil || n != want {
				t.Errorf("%s counts %d, want %d: %v", who.Key(), n, want, err)
			}
		}
		if rows := h.Rows(t); rows["referral"] != 0 || rows["person"] != 0 || rows["signpost"] != 3 {
			t.Errorf("%v", rows)
		}
	})
}

func TestAnAddressIsUsedOnceAndKeptNowhere(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, a := t.Context(), h.Receptionist(t, h.Practice(t))
		in := signpost.New{Key: "1", Groups: []directory.ID{group(t, h, "Choir")}, How: signpost.Emailed, Email: "dilys@example.org", Subject: "Groups", Body: "Choir"}
		for range 2 {
			_, err := h.Signposts.Give(ctx, a, in)
			ok(t, err)
		}
		if sent := h.Box.Sent(); len(sent) != 1 || sent[0].To != "dilys@example.org" || sent[0].Body != "Choir" {
			t.Errorf("sent %v", sent)
		}
		if h.Rows(t)["message"] != 0 {
			t.Error("it went through the outbox, which keeps addresses")
		}
		var all []string
		ok(t, h.DB.Read(ctx, func(tx *db.Tx) (err error) {
			all, err = db.All(ctx, tx, db.Value[string], `select cast(id as text) || role || need || how from signpost`)
			return err
		}))
		if len(all) != 1 || strings.Contains(strings.Join(all, ""), "dilys") {
			t.Errorf("kept %v", all)
		}
		h.Box.Fail(errors.New("no answer"))
		in.Key = "2"
		sid, err := h.Signposts.Give(ctx, a, in)
		if !errs.Is(err, errs.Unavailable) {
			t.Errorf("%v", err)
		}
		if p, err := h.Signposts.ByID(ctx, a, sid); err != nil || p.How != signpost.Told {
			t.Errorf("the record says %+v: %v", p, err)
		}
	})
}
