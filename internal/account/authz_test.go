package account_test

import (
	"context"
	"reflect"
	"testing"

	"weft/internal/account"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/errs"
	"weft/internal/id"
)

// action is one method that takes an actor, and the roles that may use it.
type action struct {
	call func(authz.Actor) error
	may  []authz.Role
}

func actions(ctx context.Context, s *account.Service) map[string]action {
	admin := []authz.Role{authz.Admin}
	staff := []authz.Role{authz.LinkWorker, authz.TeamLead, authz.Triager, authz.SchemeAdmin, authz.GPSupervisor,
		authz.SafeguardingLead, authz.Admin}
	which, role := id.New[authz.Actor](), id.New[account.Assignment]()
	return map[string]action{
		"Create":    {func(a authz.Actor) error { _, err := s.Create(ctx, a, account.New{}); return err }, admin},
		"InviteAll": {func(a authz.Actor) error { _, err := s.InviteAll(ctx, a, "", nil); return err }, admin},
		"IssueLink": {func(a authz.Actor) error {
			_, err := s.IssueLink(ctx, a, which, account.Reset)
			return err
		}, admin},
		"Assign":  {func(a authz.Actor) error { return s.Assign(ctx, a, which, authz.TeamLead, place()) }, admin},
		"EndRole": {func(a authz.Actor) error { return s.EndRole(ctx, a, which, role) }, admin},
		"Enable":  {func(a authz.Actor) error { return s.Enable(ctx, a, which) }, admin},
		"List":    {func(a authz.Actor) error { _, err := s.List(ctx, a, account.Filter{}); return err }, admin},
		"ByID":    {func(a authz.Actor) error { _, err := s.ByID(ctx, a, which); return err }, admin},
		"Holders": {func(a authz.Actor) error {
			_, err := s.Holders(ctx, a, authz.LinkWorker, place())
			return err
		}, staff},
		"ChangePassword": {func(a authz.Actor) error {
			_, err := s.ChangePassword(ctx, a, good, other)
			return err
		}, authz.Roles()}, // their own
	}
}

// open are the methods that take no actor: who holds the secret or the machine may
// call them, or the use case whose transaction they join has authorised.
func open() map[string]bool {
	return map[string]bool{"SignIn": true, "Actor": true, "SetupNeeded": true, "SetupLink": true, "CreateFirstAdministrator": true,
		"CreateAdministrator": true, "PeekLink": true, "UseLink": true, "EnrolReferrer": true, "CheckReferrer": true, "Sweep": true,
		"HoldersTx": true, "DisableTx": true, "Names": true, "NamesTx": true}
}

func TestEveryMethodAsksEveryRole(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		s := account.NewService(d)
		table, methods := actions(context.Background(), s), reflect.TypeOf(s)
		for i := range methods.NumMethod() {
			if name := methods.Method(i).Name; table[name].call == nil && !open()[name] {
				t.Errorf("%s is not in the table", name)
			}
		}
		for name, act := range table {
			if err := act.call(authz.Nobody()); errs.KindOf(err) != errs.Unauthenticated {
				t.Errorf("%s for the public: %v", name, err)
			}
			may := map[authz.Role]bool{}
			for _, r := range act.may {
				may[r] = true
			}
			for _, r := range authz.Roles() {
				a := authz.Actor{Kind: authz.Account, ID: id.New[authz.Actor](), Roles: []authz.Assignment{{Role: r, At: "x"}}}
				if err := act.call(a); (errs.Is(err, errs.Forbidden)) == may[r] {
					t.Errorf("%s for %s: %v", name, r, err)
				}
			}
		}
	})
}

func TestEverybodyMayLookAtTheirOwnAccountOnly(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx, s := context.Background(), account.NewService(d)
		one, two := member(t, s, "one@example.org"), member(t, s, "two@example.org")
		if got, err := s.ByID(ctx, self(one), one.ID); err != nil || got.ID != one.ID {
			t.Errorf("their own: %v", err)
		}
		if _, err := s.ByID(ctx, self(one), two.ID); errs.KindOf(err) != errs.Forbidden {
			t.Errorf("another's: %v", err)
		}
	})
}
