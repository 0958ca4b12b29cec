package message_test

import (
	"context"
	"reflect"
	"testing"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/message"
)

// outbox is who may use the outbox.
var outbox = map[authz.Role]bool{authz.Admin: true, authz.SchemeAdmin: true}

// calls is every method that takes an actor, and what it needs to be tried.
func calls(ctx context.Context, s *message.Service, d *db.DB) map[string]func(authz.Actor) error {
	which := message.ID(id.New[message.Message]())
	return map[string]func(authz.Actor) error{
		"Outbox":      func(a authz.Actor) error { _, err := s.Outbox(ctx, a, message.Filter{}); return err },
		"ByID":        func(a authz.Actor) error { _, err := s.ByID(ctx, a, which); return err },
		"MarkPrinted": func(a authz.Actor) error { return s.MarkPrinted(ctx, a, which) },
		"MarkSent":    func(a authz.Actor) error { return s.MarkSent(ctx, a, which) },
		"Stop":        func(a authz.Actor) error { return s.Stop(ctx, a, which) },
		"Retry":       func(a authz.Actor) error { return s.Retry(ctx, a, which) },
	}
}

// byCaller are the methods whose caller has authorised: they join its transaction,
// are jobs, or read what the caller has scoped.
var byCaller = map[string]bool{"QueueTx": true, "StopForPersonTx": true, "Send": true, "Resume": true, "ForPerson": true}

func TestEveryMethodAsksEveryRole(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		s := service(t, d, nil)
		table := calls(context.Background(), s, d)
		methods := reflect.TypeOf(s)
		for i := range methods.NumMethod() {
			if name := methods.Method(i).Name; table[name] == nil && !byCaller[name] {
				t.Errorf("%s is not in the table", name)
			}
		}
		for name, call := range table {
			if err := call(authz.Nobody()); errs.KindOf(err) != errs.Unauthenticated {
				t.Errorf("%s for the public: %v", name, err)
			}
			for _, role := range authz.Roles() {
				a := authz.Actor{Kind: authz.Account, ID: id.New[authz.Actor](), Roles: []authz.Assignment{{Role: role, At: "x"}}}
				if denied := errs.KindOf(call(a)) == errs.Forbidden && call(a) != nil; denied == outbox[role] {
					t.Errorf("%s for %s: denied is %v", name, role, denied)
				}
			}
		}
	})
}

func TestWhoMayNotSeePeopleReadsNoAddressAndNoBody(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx, s := context.Background(), service(t, d, nil)
		which := queue(t, d, s, finished(person(), message.ByLetter))
		as := func(r authz.Role) authz.Actor {
			return authz.Actor{Kind: authz.Account, ID: id.New[authz.Actor](), Roles: []authz.Assignment{{Role: r, At: "x"}}}
		}
		m, err := s.ByID(ctx, as(authz.Admin), which)
		if err != nil || !m.Masked || m.Address != "" || m.Body != "" {
			t.Errorf("an administrator reads %+v: %v", m, err)
		}
		m, err = s.ByID(ctx, as(authz.SchemeAdmin), which)
		if err != nil || m.Masked || m.Address == "" || m.Body == "" {
			t.Errorf("a scheme administrator reads %+v: %v", m, err)
		}
	})
}
