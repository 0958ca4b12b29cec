package message_test

import (
	"context"
	"reflect"
	"slices"
	"testing"

	"weft/internal/access"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/message"
	weftperson "weft/internal/person"
)

// reader, handler and knower are who may read the whole outbox, who may put one message
// right, and who may know what was said to a person.
func reader(r authz.Role) bool { return r == authz.Admin || r == authz.SchemeAdmin }

func handler(r authz.Role) bool { return reader(r) || r == authz.LinkWorker || r == authz.TeamLead }

func knower(r authz.Role) bool {
	return r != authz.Admin && handler(r) || r == authz.Triager || r == authz.GPSupervisor || r == authz.SafeguardingLead
}

type call struct {
	may func(authz.Role) bool
	do  func(authz.Actor) error
}

// calls is every method that takes an actor, and what it needs to be tried.
func calls(ctx context.Context, s *message.Service) map[string]call {
	which := message.ID(id.New[message.Message]())
	return map[string]call{
		"Outbox":      {reader, func(a authz.Actor) error { _, err := s.Outbox(ctx, a, message.Filter{}); return err }},
		"Count":       {reader, func(a authz.Actor) error { _, err := s.Count(ctx, a); return err }},
		"Failed":      {handler, func(a authz.Actor) error { _, err := s.Failed(ctx, a); return err }},
		"ByID":        {handler, func(a authz.Actor) error { _, err := s.ByID(ctx, a, which); return err }},
		"MarkPrinted": {handler, func(a authz.Actor) error { return s.MarkPrinted(ctx, a, which) }},
		"MarkSent":    {handler, func(a authz.Actor) error { return s.MarkSent(ctx, a, which) }},
		"Stop":        {handler, func(a authz.Actor) error { return s.Stop(ctx, a, which) }},
		"CameBack":    {handler, func(a authz.Actor) error { return s.CameBack(ctx, a, which) }},
		"Retry":       {handler, func(a authz.Actor) error { return s.Retry(ctx, a, which) }},
		"ForPerson":   {knower, func(a authz.Actor) error { _, err := s.ForPerson(ctx, a, which.String(), 1); return err }},
	}
}

// byCaller are the methods whose caller has authorised: they join its transaction,
// are jobs, or tell nothing of anybody.
func byCaller(name string) bool {
	return slices.Contains([]string{"QueueTx", "StopForPersonTx", "InsteadTx", "Send", "Resume", "Preview", "HasEasyRead", "Sends"}, name)
}

func TestEveryMethodAsksEveryRole(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		s := service(t, d, nil)
		table := calls(context.Background(), s)
		methods := reflect.TypeOf(s)
		for i := range methods.NumMethod() {
			if name := methods.Method(i).Name; table[name].do == nil && !byCaller(name) {
				t.Errorf("%s is not in the table", name)
			}
		}
		for name, call := range table {
			if err := call.do(authz.Nobody()); errs.KindOf(err) != errs.Unauthenticated {
				t.Errorf("%s for the public: %v", name, err)
			}
			for _, role := range authz.Roles() {
				a := authz.Actor{Kind: authz.Account, ID: id.New[authz.Actor](), Roles: []authz.Assignment{{Role: role, At: id.New[int]().String()}}}
				if denied := errs.KindOf(call.do(a)) == errs.Forbidden && call.do(a) != nil; denied == call.may(role) {
					t.Errorf("%s for %s: denied is %v", name, role, denied)
				}
			}
		}
	})
}

func TestWhoMayNotSeeAPersonReadsNothingOfTheirMessages(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx, s, service, dilys := context.Background(), service(t, d, nil), id.New[int]().String(), person()
		which := queue(t, d, s, finished(dilys, message.ByLetter))
		err := d.Write(ctx, func(tx *db.Tx) error {
			return access.GrantTx(ctx, tx, access.Grant{Person: id.ID[weftperson.Person](dilys), Holder: service,
				Relation: authz.ByService, Reason: "test"})
		})
		if err != nil {
			t.Fatal(err)
		}
		as := func(r authz.Role, at string) authz.Actor {
			return authz.Actor{Kind: authz.Account, ID: id.New[authz.Actor](), Roles: []authz.Assignment{{Role: r, At: at}}}
		}
		m, err := s.ByID(ctx, as(authz.Admin, ""), which)
		if err != nil || !m.Masked || m.Address != "" || m.Body != "" {
			t.Errorf("an administrator reads %+v: %v", m, err)
		}
		m, err = s.ByID(ctx, as(authz.SchemeAdmin, service), which)
		if err != nil || m.Masked || m.Address == "" || m.Body == "" {
			t.Errorf("the scheme administrator of the service reads %+v: %v", m, err)
		}
		another := as(authz.SchemeAdmin, id.New[int]().String())
		if _, err := s.ByID(ctx, another, which); errs.KindOf(err) != errs.NotFound {
			t.Errorf("the scheme administrator of another service: %v", err)
		}
		if all, err := s.Outbox(ctx, another, message.Filter{}); err != nil || len(all) != 0 {
			t.Errorf("the outbox of another service shows %d: %v", len(all), err)
		}
		if err := s.MarkPrinted(ctx, another, which); errs.KindOf(err) != errs.NotFound {
			t.Errorf("printed for another service: %v", err)
		}
	})
}
