package account_test

import (
	"context"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"weft/internal/account"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/errs"
)

func TestALinkOpensOnceAndLookingAtItChangesNothing(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx, s := context.Background(), account.NewService(d)
		a := member(t, s, "sam@example.org")
		l, err := s.IssueLink(ctx, authz.Program(), a.ID, account.Reset)
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if got, err := s.PeekLink(ctx, l.Token); err != nil || got.Account != a.ID || got.Email != "sam@example.org" || got.Token != "" {
				t.Fatalf("looked at: %+v %v", got, err)
			}
		}
		if _, err := s.UseLink(ctx, l.Token, "short"); errs.KindOf(err) != errs.Invalid {
			t.Fatalf("a short password: %v", err)
		}
		var opened atomic.Int64
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				if _, err := s.UseLink(ctx, l.Token, other); err == nil {
					opened.Add(1)
				}
			})
		}
		wg.Wait()
		if opened.Load() != 1 {
			t.Errorf("it opened %d times", opened.Load())
		}
		if _, _, err := s.Actor(ctx, a.ID, a.Epoch); err == nil {
			t.Error("a session of before the reset lives on")
		}
	})
}

func TestALinkEndsWithItsTimeAndWithTheNextOne(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		ctx, s := context.Background(), account.NewService(d)
		a := member(t, s, "sam@example.org")
		issue := func(p account.Purpose) account.Link {
			l, err := s.IssueLink(ctx, authz.Program(), a.ID, p)
			if err != nil {
				t.Fatal(err)
			}
			return l
		}
		first, second := issue(account.Reset), issue(account.Reset)
		if _, err := s.PeekLink(ctx, first.Token); errs.KindOf(err) != errs.NotFound {
			t.Errorf("the one before: %v", err)
		}
		now.Advance(time.Hour)
		if _, err := s.UseLink(ctx, second.Token, other); errs.CodeOf(err) != "account.link_dead" {
			t.Errorf("after an hour: %v", err)
		}
		setup := issue(account.Setup)
		now.Advance(6 * 24 * time.Hour)
		if _, err := s.UseLink(ctx, setup.Token, other); err != nil {
			t.Errorf("a set-up link after six days: %v", err)
		}
	})
}

func TestTheFirstAdministratorIsMadeOnceWithTheLastSetUpLink(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx, s := context.Background(), account.NewService(d)
		if needed, err := s.SetupNeeded(ctx); err != nil || !needed {
			t.Fatalf("at first: %v %v", needed, err)
		}
		old, err := s.SetupLink(ctx)
		if err != nil {
			t.Fatal(err)
		}
		l, err := s.SetupLink(ctx)
		if err != nil {
			t.Fatal(err)
		}
		in := account.New{Name: "Ada", Email: "ada@example.org"}
		if _, err := s.CreateFirstAdministrator(ctx, old.Token, in, good); errs.KindOf(err) != errs.NotFound {
			t.Errorf("with the link of an earlier start: %v", err)
		}
		if _, err := s.UseLink(ctx, l.Token, good); errs.KindOf(err) != errs.NotFound {
			t.Errorf("used as a link of an account: %v", err)
		}
		_, err = s.CreateFirstAdministrator(ctx, l.Token, account.New{}, "x")
		if fields := errs.FieldsOf(err); len(fields) != 3 {
			t.Errorf("an empty form names %v", fields)
		}
		a, err := s.CreateFirstAdministrator(ctx, l.Token, in, good)
		if err != nil {
			t.Fatal(err)
		}
		if actor, _, err := s.Actor(ctx, a.ID, a.Epoch); err != nil || !actor.Has(authz.Admin) {
			t.Errorf("the first administrator acts with %+v: %v", actor, err)
		}
		if _, err := s.CreateFirstAdministrator(ctx, l.Token, account.New{Name: "B", Email: "b@example.org"}, good); err == nil {
			t.Error("the link opened twice")
		}
		if needed, _ := s.SetupNeeded(ctx); needed {
			t.Error("set-up is still needed")
		}
		if _, err := s.SetupLink(ctx); errs.CodeOf(err) != "account.setup_done" {
			t.Errorf("another set-up link: %v", err)
		}
	})
}

func TestTheMachinesOwnerMakesAdministratorsAndLetsThemBackIn(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx, s := context.Background(), account.NewService(d)
		for _, password := range []string{good, other} {
			l, err := s.CreateAdministrator(ctx, account.New{Email: "ada@example.org"})
			if err != nil {
				t.Fatal(err)
			}
			a, err := s.UseLink(ctx, l.Token, password)
			if err != nil || a.Name != "ada@example.org" || len(a.Roles) != 1 {
				t.Fatalf("made %+v: %v", a, err)
			}
		}
		if _, err := s.CreateAdministrator(ctx, account.New{Email: "ada"}); errs.KindOf(err) != errs.Invalid {
			t.Errorf("an e-mail address that is none: %v", err)
		}
	})
}

func TestThereIsAlwaysAnAdministrator(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx, s := context.Background(), account.NewService(d)
		make := func(email string) account.Account {
			l, err := s.CreateAdministrator(ctx, account.New{Email: email})
			if err != nil {
				t.Fatal(err)
			}
			a, err := s.UseLink(ctx, l.Token, good)
			if err != nil {
				t.Fatal(err)
			}
			return a
		}
		one := make("one@example.org")
		if err := disable(ctx, d, s, one.ID); errs.CodeOf(err) != "account.last_administrator" {
			t.Errorf("closing the last: %v", err)
		}
		if err := s.EndRole(ctx, authz.Program(), one.ID, one.Roles[0].ID); errs.CodeOf(err) != "account.last_administrator" {
			t.Errorf("ending the last one's role: %v", err)
		}
		if _, _, err := s.Actor(ctx, one.ID, one.Epoch); err != nil {
			t.Errorf("what was refused left something: %v", err)
		}
		make("two@example.org")
		if err := disable(ctx, d, s, one.ID); err != nil {
			t.Errorf("closing one of two: %v", err)
		}
	})
}

func TestSecretsAreNotKeptAsTheyAre(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx, s := context.Background(), account.NewService(d)
		a := member(t, s, "sam@example.org")
		l, err := s.IssueLink(ctx, authz.Program(), a.ID, account.Reset)
		if err != nil {
			t.Fatal(err)
		}
		if err := account.NewSessions(d).CommitCtx(ctx, "token-of-a-session", []byte("x"), dbtest.Now().Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		_, _ = s.SignIn(ctx, "sam@example.org", other, "192.0.2.9")
		err = d.Read(ctx, func(tx *db.Tx) error {
			var stored []string
			for _, q := range []string{`select token_hash from one_time_link`, `select token_hash from session`,
				`select password_hash from account`, `select key from sign_in_try`} {
				rows, err := db.All(ctx, tx, db.Value[string], q)
				if err != nil {
					return err
				}
				stored = append(stored, rows...)
			}
			all := strings.Join(stored, " ")
			if len(stored) < 5 {
				t.Errorf("only %d secrets were looked at", len(stored))
			}
			for _, secret := range []string{l.Token, "token-of-a-session", good, "sam@example.org", "192.0.2.9"} {
				if strings.Contains(all, secret) {
					t.Errorf("%q is stored as it is", secret)
				}
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
}

func TestASessionLivesUntilItsExpiry(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		ctx, s := context.Background(), account.NewSessions(d)
		data := []byte{0, 255, 1, '\''}
		for range 2 {
			if err := s.CommitCtx(ctx, "t", data, now.Now().Add(time.Hour)); err != nil {
				t.Fatal(err)
			}
		}
		if got, ok, err := s.FindCtx(ctx, "t"); err != nil || !ok || string(got) != string(data) {
			t.Fatalf("found %v %v %v", got, ok, err)
		}
		if _, ok, err := s.FindCtx(ctx, "another"); err != nil || ok {
			t.Errorf("found another: %v %v", ok, err)
		}
		now.Advance(time.Hour)
		if _, ok, err := s.Find("t"); err != nil || ok {
			t.Errorf("found after its expiry: %v %v", ok, err)
		}
		if err := s.Sweep(ctx); err != nil {
			t.Error(err)
		}
		_ = s.Commit("u", data, now.Now().Add(time.Hour))
		if err := s.Delete("u"); err != nil {
			t.Error(err)
		}
		if _, ok, _ := s.Find("u"); ok {
			t.Error("found after its deletion")
		}
	})
}

func TestSweepForgetsOldTriesAndLinks(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		ctx, s := context.Background(), account.NewService(d)
		a := member(t, s, "sam@example.org")
		_, _ = s.IssueLink(ctx, authz.Program(), a.ID, account.Reset)
		_, _ = s.SignIn(ctx, "sam@example.org", other, "192.0.2.9")
		now.Advance(60 * 24 * time.Hour)
		if err := s.Sweep(ctx); err != nil {
			t.Fatal(err)
		}
		err := d.Read(ctx, func(tx *db.Tx) error {
			for _, q := range []string{`select count(*) from one_time_link`, `select count(*) from sign_in_try`} {
				if n, err := db.One(ctx, tx, db.Value[int], q); err != nil || n != 0 {
					t.Errorf("%s: %d %v", q, n, err)
				}
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
}
