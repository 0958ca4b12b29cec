package connection_test

import (
	"reflect"
	"slices"
	"testing"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/connection"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/errs"
	"weft/internal/id"
)

// readers read a case, workers add to it.
func readers() []authz.Role {
	return []authz.Role{authz.LinkWorker, authz.TeamLead, authz.GPSupervisor}
}
func workers() []authz.Role { return []authz.Role{authz.LinkWorker, authz.TeamLead} }

// call is one method that takes an actor, and who may.
type call struct {
	may []authz.Role
	do  func(authz.Actor) error
}

func calls(w *world) map[string]call {
	cid := id.New[connection.Connection]()
	return map[string]call{
		"ForPerson":   {readers(), func(a authz.Actor) error { _, err := w.s.ForPerson(w.ctx, a, w.dilys); return err }},
		"ByID":        {readers(), func(a authz.Actor) error { _, err := w.s.ByID(w.ctx, a, w.dilys, cid); return err }},
		"Today":       {readers(), func(a authz.Actor) error { _, err := w.s.Today(w.ctx, a); return err }},
		"Looked":      {readers(), func(a authz.Actor) error { _, err := w.s.Looked(w.ctx, a, w.dilys); return err }},
		"Options":     {workers(), func(a authz.Actor) error { return w.s.Options(w.ctx, a, w.dilys, "", nil) }},
		"Preview":     {workers(), func(a authz.Actor) error { _, err := w.s.Preview(w.ctx, a, w.dilys, connection.New{}); return err }},
		"Send":        {workers(), func(a authz.Actor) error { _, err := w.s.Send(w.ctx, a, w.dilys, connection.New{}); return err }},
		"NewLink":     {workers(), func(a authz.Actor) error { _, err := w.s.NewLink(w.ctx, a, w.dilys, cid); return err }},
		"RecordReply": {workers(), func(a authz.Actor) error { return w.s.RecordReply(w.ctx, a, w.dilys, cid, 1, connection.Reply{}) }},
		"Attended":    {workers(), func(a authz.Actor) error { return w.s.Attended(w.ctx, a, w.dilys, cid, 1, connection.Visit{}) }},
		"Settled":     {workers(), func(a authz.Actor) error { return w.s.Settled(w.ctx, a, w.dilys, cid, 1, connection.Ongoing) }},
		"Barriers":    {readers(), func(a authz.Actor) error { _, err := w.s.Barriers(w.ctx, a, w.dilys); return err }},
		"Suggest": {workers(), func(a authz.Actor) error {
			_, err := w.s.Suggest(w.ctx, a, w.dilys, connection.Suggestion{})
			return err
		}},
		"Choose":      {workers(), func(a authz.Actor) error { return w.s.Choose(w.ctx, a, w.dilys, cid, 1, "") }},
		"NotChosen":   {workers(), func(a authz.Actor) error { return w.s.NotChosen(w.ctx, a, w.dilys, cid, 1, "", "cost", "") }},
		"KeepBarrier": {workers(), func(a authz.Actor) error { return w.s.KeepBarrier(w.ctx, a, w.dilys, cid, 1, "", connection.Barrier{}) }},
		"BarrierGone": {workers(), func(a authz.Actor) error { return w.s.BarrierGone(w.ctx, a, w.dilys, cid, 1, "", "cost") }},
		"Stop":        {workers(), func(a authz.Actor) error { return w.s.Stop(w.ctx, a, w.dilys, cid, 1, "") }},
	}
}

// byLink are what the holder of a link may do, whom the token names, and the job.
var byLink = []string{"PageFor", "SendCode", "Open", "Details", "Answer", "MarkSilent", "AnswerCame", "AskCame"}

func TestEveryMethodAsksEveryRole(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := newWorld(t, d, now)
		table := calls(w)
		methods := reflect.TypeOf(w.s)
		for i := range methods.NumMethod() {
			name := methods.Method(i).Name
			if _, ok := table[name]; !ok && !slices.Contains(byLink, name) {
				t.Errorf("%s is not in the table", name)
			}
		}
		for name, c := range table {
			if err := c.do(authz.Nobody()); !errs.Is(err, errs.Unauthenticated) {
				t.Errorf("%s for the public: %v", name, err)
			}
			if err := c.do(authz.ByLink(id.New[connection.Connection]().String())); !errs.Is(err, errs.Forbidden) {
				t.Errorf("%s for a group's link: %v", name, err)
			}
			for _, role := range authz.Roles() {
				a := authz.Actor{Kind: authz.Account, ID: id.New[authz.Actor](), Roles: []authz.Assignment{{Role: role, At: id.New[int]().String()}}}
				err := c.do(a)
				if denied := errs.Is(err, errs.Forbidden); denied == slices.Contains(c.may, role) {
					t.Errorf("%s for %s: %v", name, role, err)
				}
			}
		}
	})
}
