package draft_test

import (
	"context"
	"net/url"
	"reflect"
	"testing"

	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/fixture"
)

// Everyone with an account has drafts of their own; nobody reads or drops another's.
func TestEveryMethodAsksEveryRole(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, cast := context.Background(), h.Cast(t, h.Case(t))
		own := func(a authz.Actor) int {
			d, err := h.Drafts.Load(ctx, a, "/refer")
			if err != nil || d.Fields != nil && d.Fields.Get("name") != a.Key() {
				t.Errorf("%s reads %v: %v", a.Key(), d.Fields, err)
			}
			list, err := h.Drafts.List(ctx, a)
			if err != nil || len(list) > 1 || (len(list) == 1) != (d.Fields != nil) {
				t.Errorf("%s lists %d: %v", a.Key(), len(list), err)
			}
			return len(list)
		}
		table := map[string]func(authz.Actor) error{
			"Save": func(a authz.Actor) error { return h.Drafts.Save(ctx, a, "/refer", url.Values{"name": {a.Key()}}) },
			"Load": func(a authz.Actor) error { _, err := h.Drafts.Load(ctx, a, "/refer"); return err },
			"List": func(a authz.Actor) error { _, err := h.Drafts.List(ctx, a); return err },
			"Drop": func(a authz.Actor) error { return h.Drafts.Drop(ctx, a, "/refer") },
			"Along": func(a authz.Actor) error {
				return h.DB.Write(h.Drafts.Along(ctx, a, "/refer"), func(*db.Tx) error { return nil })
			},
		}
		methods := reflect.TypeOf(h.Drafts)
		for i := range methods.NumMethod() {
			if name := methods.Method(i).Name; table[name] == nil && name != "Sweep" {
				t.Errorf("%s is not in the table", name)
			}
		}
		for _, step := range []struct {
			name string
			left int
		}{{"Save", 1}, {"Load", 1}, {"List", 1}, {"Drop", 0}, {"Save", 1}, {"Along", 0}} {
			tried := map[authz.Role]bool{}
			for _, role := range fixture.Roles() {
				a := cast[role]
				err, account := table[step.name](a), a.Kind == authz.Account
				if refused := step.name == "Save" && !account; (err != nil) != refused || refused && errs.KindOf(err) != errs.Unauthenticated {
					t.Errorf("%s for %s: %v", step.name, role, err)
				}
				if want := step.left; account && own(a) != want || !account && own(a) != 0 {
					t.Errorf("after %s, %s has not %d of their own", step.name, role, want)
				}
				for _, as := range a.Roles {
					tried[as.Role] = true
				}
			}
			if len(tried) != len(authz.Roles()) {
				t.Errorf("%s was tried as %d roles", step.name, len(tried))
			}
		}
	})
}
