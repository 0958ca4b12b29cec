package directory_test

import (
	"context"
	"testing"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/directory"
	"weft/internal/errs"
)

// action is one use case; may lists the roles that have it. Whoever is not listed gets
// Forbidden, the public Unauthenticated. Search, Published and PublishedPage take no
// actor, because they are for anyone.
type action struct {
	may []authz.Role
	do  func(w world, a authz.Actor, eid directory.ID) error
}

func actions() map[string]action {
	ctx := context.Background()
	edit := []authz.Role{authz.LinkWorker, authz.TeamLead, authz.SchemeAdmin, authz.Admin}
	tip := []authz.Role{authz.LinkWorker, authz.TeamLead}
	name := directory.New{Name: "New", Needs: []string{"other"}}
	version := func(w world, eid directory.ID) int64 {
		e, _ := w.ByID(ctx, authz.Program(), eid)
		return e.Version
	}
	return map[string]action{
		"Create": {edit, func(w world, a authz.Actor, _ directory.ID) error { _, err := w.Create(ctx, a, name); return err }},
		"Update": {edit, func(w world, a authz.Actor, eid directory.ID) error {
			return w.Update(ctx, a, eid, version(w, eid), directory.New{Name: "Other", Needs: []string{"other"}, Live: true})
		}},
		"Arrange": {edit, func(w world, a authz.Actor, eid directory.ID) error {
			return w.Arrange(ctx, a, eid, version(w, eid), directory.Arrangement{ReferBy: directory.ByPerson})
		}},
		"Move": {edit, func(w world, a authz.Actor, eid directory.ID) error {
			if err := w.Move(ctx, a, eid, version(w, eid), directory.Suspended); err != nil {
				return err
			}
			return w.Move(ctx, a, eid, version(w, eid), directory.Live)
		}},
		"Import": {edit, func(w world, a authz.Actor, _ directory.ID) error {
			_, err := w.Import(ctx, a, whole(), nil)
			return err
		}},
		"FreshenSearch": {nil, func(w world, a authz.Actor, _ directory.ID) error { _, err := w.FreshenSearch(ctx, a); return err }},
		"RebuildSearch": {nil, func(w world, a authz.Actor, _ directory.ID) error { _, err := w.RebuildSearch(ctx, a); return err }},
		"CountByStatus": {edit, func(w world, a authz.Actor, _ directory.ID) error { _, err := w.CountByStatus(ctx, a); return err }},
		"DueForCheck":   {edit, func(w world, a authz.Actor, _ directory.ID) error { _, err := w.DueForCheck(ctx, a, 5); return err }},
		"Registered":    {edit, func(w world, a authz.Actor, eid directory.ID) error { _, err := w.Registered(ctx, a, eid); return err }},
		"LastAsk":       {edit, func(w world, a authz.Actor, eid directory.ID) error { _, err := w.LastAsk(ctx, a, eid); return err }},
		"Tip": {tip, func(w world, a authz.Actor, eid directory.ID) error {
			_, err := w.Tip(ctx, a, eid, "Ring twice", "")
			return err
		}},
		"Tips": {tip, func(w world, a authz.Actor, eid directory.ID) error { _, err := w.Tips(ctx, a, eid); return err }},
		"StrikeTip": {tip, func(w world, a authz.Actor, eid directory.ID) error {
			tip, err := w.Tip(ctx, authz.Program(), eid, "Ring once", "")
			if err != nil {
				return err
			}
			return w.StrikeTip(ctx, a, tip)
		}},
		// A group's own account has these for its own entry only, which stands below.
		"Confirm": {edit, func(w world, a authz.Actor, eid directory.ID) error { return w.Confirm(ctx, a, eid, "") }},
		"SetFull": {edit, func(w world, a authz.Actor, eid directory.ID) error { return w.SetFull(ctx, a, eid, clock.Date{}, "") }},
		"Reopen":  {edit, func(w world, a authz.Actor, eid directory.ID) error { return w.Reopen(ctx, a, eid, "") }},
	}
}

func TestWhoMayDoWhat(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := open(t, d, now)
		eid, err := w.Create(context.Background(), authz.Program(), directory.New{Name: "Walk", Needs: []string{"activity"}, Live: true})
		if err != nil {
			t.Fatal(err)
		}
		for name, act := range actions() {
			for _, role := range authz.Roles() {
				a := authz.Actor{Kind: authz.Account, ID: "018f0000-0000-7000-8000-000000000001", Roles: []authz.Assignment{{Role: role, At: "elsewhere"}}}
				err, want := act.do(w, a, eid), errs.Forbidden
				if role == authz.GroupMember && (name == "Confirm" || name == "SetFull" || name == "Reopen") {
					want = errs.NotFound
				}
				may := false
				for _, r := range act.may {
					may = may || r == role
				}
				if may && err != nil || !may && !errs.Is(err, want) {
					t.Errorf("%s by %s: %v", name, role, err)
				}
			}
			if err := act.do(w, authz.Nobody(), eid); !errs.Is(err, errs.Unauthenticated) {
				t.Errorf("%s by the public: %v", name, err)
			}
			if err := act.do(w, authz.Program(), eid); err != nil {
				t.Errorf("%s by the program: %v", name, err)
			}
		}
	})
}

// Everyone sees a live entry ("ByID"); one that is not live only those who may edit, and
// the group itself, which may also say that it is right, full or open again.
func TestAGroupLooksAfterItsOwnEntry(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		ctx, w := context.Background(), open(t, d, now)
		own, err := w.Create(ctx, authz.Program(), directory.New{Name: "Ours", Needs: []string{"activity"}})
		if err != nil {
			t.Fatal(err)
		}
		for _, role := range authz.Roles() {
			a := authz.Actor{Kind: authz.Account, ID: "018f0000-0000-7000-8000-000000000001", Roles: []authz.Assignment{{Role: role, At: own.String()}}}
			for name, read := range map[string]func() error{"ByID": func() error { _, err := w.ByID(ctx, a, own); return err }} {
				if err := read(); (err == nil) != (a.May(authz.DirectoryEdit) || role == authz.GroupMember) {
					t.Errorf("%s of a draft for %s: %v", name, role, err)
				}
			}
		}
		us := authz.Actor{Kind: authz.Account, ID: "018f0000-0000-7000-8000-000000000001", Roles: []authz.Assignment{{Role: authz.GroupMember, At: own.String()}}}
		for name, do := range map[string]error{"Confirm": w.Confirm(ctx, us, own, ""), "SetFull": w.SetFull(ctx, us, own, clock.Date{}, ""), "Reopen": w.Reopen(ctx, us, own, "")} {
			if do != nil {
				t.Errorf("%s: %v", name, do)
			}
		}
		err = d.Write(ctx, func(tx *db.Tx) error { return w.SetFullTx(ctx, tx, authz.ByLink("c1"), own, clock.Date{}) })
		if err != nil {
			t.Errorf("full by the link: %v", err)
		}
		if err := w.SetFull(ctx, authz.ByLink("c1"), own, clock.Date{}, ""); err == nil {
			t.Error("a link may say it of any entry")
		}
	})
}
