package account_test

import (
	"context"
	"testing"
	"time"

	"weft/internal/account"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/errs"
	"weft/internal/id"
)

const (
	good  = "heron lamp seven"
	other = "rain on the chapel window"
)

func place() string { return id.New[int]().String() }

// member makes a staff account whose password is good.
func member(t *testing.T, s *account.Service, email string) account.Account {
	t.Helper()
	ctx := context.Background()
	a, err := s.Create(ctx, authz.Program(), account.New{Name: "Sam Ellwood", Email: email})
	if err != nil {
		t.Fatal(err)
	}
	l, err := s.IssueLink(ctx, authz.Program(), a.ID, account.Setup)
	if err != nil {
		t.Fatal(err)
	}
	if a, err = s.UseLink(ctx, l.Token, good); err != nil {
		t.Fatal(err)
	}
	return a
}

// disable closes an account as the use case does with which somebody leaves.
func disable(ctx context.Context, d *db.DB, s *account.Service, which account.ID) error {
	return d.Write(ctx, func(tx *db.Tx) error { return s.DisableTx(ctx, tx, authz.Program(), which) })
}

func self(a account.Account) authz.Actor { return authz.Actor{Kind: authz.Account, ID: a.ID} }

func TestWhoHasThePasswordSignsInAndNobodyElse(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx, s := context.Background(), account.NewService(d)
		a := member(t, s, "Sam@example.org")
		got, err := s.SignIn(ctx, " sam@EXAMPLE.org ", good, "192.0.2.1")
		if err != nil || got.ID != a.ID {
			t.Fatalf("the right password: %v", err)
		}
		closed := member(t, s, "closed@example.org")
		if err := disable(ctx, d, s, closed.ID); err != nil {
			t.Fatal(err)
		}
		for name, try := range map[string][2]string{
			"wrong password": {"sam@example.org", other}, "no password": {"sam@example.org", ""},
			"unknown": {"nobody@example.org", good}, "disabled": {"closed@example.org", good},
		} {
			got, err := s.SignIn(ctx, try[0], try[1], "192.0.2.1")
			if errs.CodeOf(err) != "account.wrong" || !got.ID.IsZero() {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

func TestFailuresBlockTheAccountForAWhileThatEnds(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		ctx, s := context.Background(), account.NewService(d)
		member(t, s, "sam@example.org")
		for _, email := range []string{"sam@example.org", "nobody@example.org"} {
			for i := range 5 {
				if _, err := s.SignIn(ctx, email, other, ""); errs.CodeOf(err) != "account.wrong" {
					t.Fatalf("failure %d of %s: %v", i, email, err)
				}
			}
			_, err := s.SignIn(ctx, email, good, "")
			if errs.KindOf(err) != errs.RateLimited || errs.CodeOf(err) != "account.blocked" {
				t.Fatalf("after five failures of %s: %v", email, err)
			}
		}
		now.Advance(31 * time.Second)
		if _, err := s.SignIn(ctx, "sam@example.org", good, ""); err != nil {
			t.Fatalf("after the wait: %v", err)
		}
		for range 4 {
			_, _ = s.SignIn(ctx, "sam@example.org", other, "")
		}
		if _, err := s.SignIn(ctx, "sam@example.org", good, ""); err != nil {
			t.Errorf("a right password does not forgive the failures before it: %v", err)
		}
	})
}

func TestManyAccountsFromOneAddressAreBlockedTogether(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx, s := context.Background(), account.NewService(d)
		member(t, s, "sam@example.org")
		blocked := 0
		for range 35 {
			_, err := s.SignIn(ctx, id.New[int]().String()+"@example.org", other, "192.0.2.7")
			if errs.KindOf(err) == errs.RateLimited {
				blocked++
			}
		}
		if blocked != 5 {
			t.Errorf("%d of 35 tries were blocked, want 5", blocked)
		}
		if _, err := s.SignIn(ctx, "sam@example.org", good, "192.0.2.8"); err != nil {
			t.Errorf("another address: %v", err)
		}
	})
}

func TestANewPasswordEndsEverySession(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx, s := context.Background(), account.NewService(d)
		a := member(t, s, "sam@example.org")
		if _, _, err := s.Actor(ctx, a.ID, a.Epoch); err != nil {
			t.Fatalf("a session before: %v", err)
		}
		if _, err := s.ChangePassword(ctx, self(a), other, good); errs.FieldsOf(err)[0].Code != "account.password_wrong" {
			t.Fatalf("with a wrong present password: %v", err)
		}
		after, err := s.ChangePassword(ctx, self(a), good, other)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := s.Actor(ctx, a.ID, a.Epoch); errs.CodeOf(err) != "account.signed_out" {
			t.Errorf("a session of before lives on: %v", err)
		}
		if _, _, err := s.Actor(ctx, a.ID, after.Epoch); err != nil {
			t.Errorf("the session that changed it ends: %v", err)
		}
		if _, err := s.SignIn(ctx, "sam@example.org", good, ""); err == nil {
			t.Error("the old password still opens")
		}
	})
}

func TestAnActorHasTheRolesHeldNow(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		ctx, s, service := context.Background(), account.NewService(d), place()
		a := member(t, s, "sam@example.org")
		for _, r := range []authz.Role{authz.LinkWorker, authz.TeamLead} {
			if err := s.Assign(ctx, authz.Program(), a.ID, r, service); err != nil {
				t.Fatal(err)
			}
			now.Advance(time.Minute)
		}
		if err := s.Assign(ctx, authz.Program(), a.ID, authz.LinkWorker, service); errs.CodeOf(err) != "account.role_held" {
			t.Errorf("the same role twice: %v", err)
		}
		actor, got, err := s.Actor(ctx, a.ID, a.Epoch)
		if err != nil || !actor.HasAt(authz.LinkWorker, service) || !actor.HasAt(authz.TeamLead, service) || len(got.Roles) != 2 {
			t.Fatalf("acts with %+v: %v", actor, err)
		}
		if err := s.EndRole(ctx, authz.Program(), a.ID, got.Roles[0].ID); err != nil {
			t.Fatal(err)
		}
		actor, _, err = s.Actor(ctx, a.ID, a.Epoch)
		if err != nil || actor.Has(authz.LinkWorker) || !actor.Has(authz.TeamLead) {
			t.Errorf("after a role ended acts with %+v: %v", actor, err)
		}
		found, err := s.Holders(ctx, authz.Program(), authz.TeamLead, service)
		if err != nil || len(found) != 1 || found[0].ID != a.ID {
			t.Errorf("the team leads are %+v: %v", found, err)
		}
		if found, _ := s.Holders(ctx, authz.Program(), authz.LinkWorker, service); len(found) != 0 {
			t.Errorf("the workers are %+v", found)
		}
	})
}

func TestOneQueryTellsWhoActs(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		s := account.NewService(d)
		a := member(t, s, "sam@example.org")
		ctx, trace := db.WithTrace(context.Background())
		if _, _, err := s.Actor(ctx, a.ID, a.Epoch); err != nil || trace.Queries() != 1 {
			t.Errorf("%d queries: %v", trace.Queries(), err)
		}
	})
}

func TestAClosedAccountKeepsNothingOpen(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx, s := context.Background(), account.NewService(d)
		a := member(t, s, "sam@example.org")
		_ = s.Assign(ctx, authz.Program(), a.ID, authz.LinkWorker, place())
		l, err := s.IssueLink(ctx, authz.Program(), a.ID, account.Reset)
		if err != nil {
			t.Fatal(err)
		}
		if err := disable(ctx, d, s, a.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := s.UseLink(ctx, l.Token, other); errs.CodeOf(err) != "account.link_dead" {
			t.Errorf("its link: %v", err)
		}
		if _, _, err := s.Actor(ctx, a.ID, a.Epoch+1); errs.KindOf(err) != errs.Unauthenticated {
			t.Errorf("a session with the next epoch: %v", err)
		}
		if err := disable(ctx, d, s, a.ID); errs.CodeOf(err) != "account.disabled" {
			t.Errorf("closed twice: %v", err)
		}
		if err := s.Enable(ctx, authz.Program(), a.ID); err != nil {
			t.Fatal(err)
		}
		again, err := s.ByID(ctx, authz.Program(), a.ID)
		if err != nil || len(again.Roles) != 0 || again.Epoch == a.Epoch {
			t.Errorf("opened again it is %+v: %v", again, err)
		}
	})
}

func TestAReferrersDeviceGetsAnAccountOfItsOwn(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx, s, practice := context.Background(), account.NewService(d), place()
		staff := member(t, s, "sam@example.org")
		for range 2 {
			a, err := s.EnrolReferrer(ctx, account.Enrol{Organisation: practice, Name: "Dr Lowe", Email: "sam@example.org"})
			if err != nil || a.ID == staff.ID || a.Verified || a.HasPassword {
				t.Fatalf("enrolled %+v: %v", a, err)
			}
			actor, _, err := s.Actor(ctx, a.ID, a.Epoch)
			if err != nil || !actor.HasAt(authz.Referrer, practice) || len(actor.Roles) != 1 {
				t.Errorf("acts with %+v: %v", actor, err)
			}
			if _, err := s.IssueLink(ctx, authz.Program(), a.ID, account.Reset); errs.CodeOf(err) != "account.no_password" {
				t.Errorf("a link for it: %v", err)
			}
		}
		if got, err := s.SignIn(ctx, "sam@example.org", good, ""); err != nil || got.ID != staff.ID {
			t.Errorf("the owner of the address signs in as %+v: %v", got, err)
		}
	})
}

func TestListShowsOpenStaffByNameWithTheirRoles(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx, s := context.Background(), account.NewService(d)
		var made []account.Account
		for _, n := range []string{"Bronwen", "Alun"} {
			a, err := s.Create(ctx, authz.Program(), account.New{Name: n, Email: n + "@example.org"})
			if err != nil {
				t.Fatal(err)
			}
			made = append(made, a)
		}
		for range 2 {
			if err := s.Assign(ctx, authz.Program(), made[0].ID, authz.TeamLead, place()); err != nil {
				t.Fatal(err)
			}
		}
		_, _ = s.EnrolReferrer(ctx, account.Enrol{Organisation: place(), Name: "Dr Lowe", Email: "lowe@example.org"})
		all, err := s.List(ctx, authz.Program(), account.Filter{})
		if err != nil || len(all) != 2 || all[0].Name != "Alun" || len(all[0].Roles) != 0 || len(all[1].Roles) != 2 {
			t.Errorf("listed %+v: %v", all, err)
		}
		err = d.Read(ctx, func(tx *db.Tx) error {
			n, err := s.NamesTx(ctx, tx, made[0].ID, made[1].ID, id.New[authz.Actor]())
			if len(n) != 2 || n[made[1].ID] != "Alun" {
				t.Errorf("named %v", n)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
		_, err = s.Create(ctx, authz.Program(), account.New{Name: "Alun again", Email: "ALUN@example.org"})
		if fields := errs.FieldsOf(err); len(fields) != 1 || fields[0].Code != "account.email_taken" {
			t.Errorf("the same e-mail address twice: %v", err)
		}
	})
}
