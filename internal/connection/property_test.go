package connection_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"weft/internal/connection"
	"weft/internal/consent"
	"weft/internal/db"
	"weft/internal/directory"
	"weft/internal/errs"
	"weft/internal/fixture"
)

// street is one person, one group and the connection between them, in a house whose
// changes are taken back.
type street struct {
	x     *fixture.House
	s     *connection.Service
	th    fixture.Thread
	group directory.ID
	c     connection.Connection
}

// stride is one thing that somebody may try, and from which states it leads to which.
type stride struct {
	name string
	from map[connection.Status]connection.Status
	try  func(w *street) error
}

type to = map[connection.Status]connection.Status

func each(end connection.Status, from ...connection.Status) to {
	out := to{}
	for _, s := range from {
		out[s] = end
	}
	return out
}

func replies(end connection.Status, by connection.Answer, from ...connection.Status) stride {
	return stride{"the group: " + string(by), each(end, from...), func(w *street) error {
		return w.s.RecordReply(context.Background(), w.th.Worker, w.th.Person, w.c.ID, w.c.Version, connection.Reply{Answer: by, Words: "How old?"})
	}}
}

func settles(end connection.Status, from ...connection.Status) stride {
	return stride{"settled: " + string(end), each(end, from...), func(w *street) error {
		return w.s.Settled(context.Background(), w.th.Worker, w.th.Person, w.c.ID, w.c.Version, end)
	}}
}

func comes(was connection.Came, steps to) stride {
	return stride{"came: " + string(was), steps, func(w *street) error {
		return w.s.Attended(context.Background(), w.th.Worker, w.th.Person, w.c.ID, w.c.Version, connection.Visit{Came: was})
	}}
}

func strides() []stride {
	ctx := context.Background()
	const (
		suggested, chosen, sent, asked, offered = connection.Suggested, connection.Chosen, connection.Sent, connection.Acknowledged, connection.Offered
		waiting, declined, silent, attended     = connection.Waiting, connection.Declined, connection.NoResponse, connection.Attended
		ongoing, completed, stopped             = connection.Ongoing, connection.Completed, connection.Stopped
	)
	stay := to{sent: sent, asked: asked, silent: silent, waiting: waiting, offered: offered}
	return []stride{
		{"choose", to{suggested: chosen}, func(w *street) error { return w.s.Choose(ctx, w.th.Worker, w.th.Person, w.c.ID, w.c.Version, "") }},
		{"say no", each(stopped, suggested, chosen), func(w *street) error {
			return w.s.NotChosen(ctx, w.th.Worker, w.th.Person, w.c.ID, w.c.Version, "", "cost", "")
		}},
		replies(asked, connection.Ask, sent, asked, silent, waiting),
		replies(offered, connection.Accept, sent, asked, silent, waiting, declined),
		replies(waiting, connection.Full, sent, asked, silent, waiting, declined, offered),
		replies(declined, connection.NotRight, sent, asked, silent, waiting, offered),
		comes(connection.CameYes, each(attended, sent, asked, silent, waiting, offered)),
		comes(connection.CameNotYet, stay),
		comes(connection.CameNo, each(stopped, sent, asked, silent, waiting, offered)),
		settles(ongoing, attended),
		settles(completed, attended, ongoing),
		settles(stopped, attended, ongoing),
		{"stop", each(stopped, sent, asked, silent, waiting, offered, attended, ongoing), func(w *street) error {
			return w.s.Stop(ctx, w.th.Worker, w.th.Person, w.c.ID, w.c.Version, "", "cost")
		}},
	}
}

// Whatever is tried in whatever order: a legal step goes where the table says and is
// audited; any other is a Conflict that names the state and changes nothing; and nothing
// is ever shared without a recorded basis.
func TestNoOrderOfStepsBreaksAConnection(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th, all, start, checks := h.Case(t), strides(), h.Now.Now(), 0
		group, err := h.Groups.Create(context.Background(), th.Worker, directory.New{Name: "Choir", Needs: []string{"loneliness"}, Live: true,
			Arrangement: directory.Arrangement{ReferBy: directory.ByLink, ContactEmail: "choir@example.org"}})
		if err != nil {
			t.Fatal(err)
		}
		rapid.Check(t, func(rt *rapid.T) {
			if checks++; checks > 30 {
				return // enough for one run; each begins with another seed
			}
			h.Now.Set(start)
			h.Undone(t, func(x *fixture.House) {
				w := begin(rt, x, th, group)
				for range rapid.IntRange(2, 8).Draw(rt, "steps") {
					x.Now.Advance(time.Duration(rapid.IntRange(1, 60).Draw(rt, "hours")) * time.Hour)
					w.step(rt, all[rapid.IntRange(0, len(all)-1).Draw(rt, "move")])
				}
			})
		})
		h.Now.Set(start)
	})
}

// begin suggests the group, and half of the time asks it at once.
func begin(rt *rapid.T, x *fixture.House, th fixture.Thread, group directory.ID) *street {
	ctx := context.Background()
	w := &street{x: x, th: th, group: group, s: connection.NewService(x.DB, x.Zone, fixture.Base, connection.Parts{People: x.People, Accounts: x.Accounts,
		Cases: x.Cases, Plans: x.Plans, Consents: x.Consents, Messages: x.Messages, Directory: x.Groups})}
	cid, err := w.s.Suggest(ctx, th.Worker, th.Person, connection.Suggestion{Group: group})
	if err != nil {
		rt.Fatal(err)
	}
	if rapid.Bool().Draw(rt, "asked") {
		in := connection.New{Group: group, Kind: connection.Referral, Via: connection.Vias()[rapid.IntRange(0, 4).Draw(rt, "via")], Ground: consent.Agreed}
		if _, err := w.s.Send(ctx, th.Worker, th.Person, in); in.Via.Shares() && errs.KindOf(err) != errs.Invalid {
			rt.Fatalf("shared without a yes: %v", err)
		} else if in.Via.Shares() {
			in.Agreed = true
			if _, err := w.s.Send(ctx, th.Worker, th.Person, in); err != nil {
				rt.Fatal(err)
			}
		}
	}
	w.c.ID = cid
	w.look(rt)
	return w
}

func (w *street) look(rt *rapid.T) {
	c, err := w.s.ByID(context.Background(), w.th.Worker, w.th.Person, w.c.ID)
	if err != nil {
		rt.Fatal(err)
	}
	w.c = c
}

func (w *street) step(rt *rapid.T, m stride) {
	before, rows := w.c, w.number(rt, `select count(*) from audit_event`)
	err := m.try(w)
	w.look(rt)
	more := w.number(rt, `select count(*) from audit_event`) - rows
	want, legal := m.from[before.Status]
	switch {
	case legal && (err != nil || w.c.Status != want || more == 0):
		rt.Fatalf("%s from %s: now %s, %d audited, %v", m.name, before.Status, w.c.Status, more, err)
	case !legal && (errs.KindOf(err) != errs.Conflict || errs.CodeOf(err) != "connection.is_"+string(before.Status) || w.c != before || more != 0):
		rt.Fatalf("%s from %s is no step: now %s, %v", m.name, before.Status, w.c.Status, err)
	}
	for _, rule := range []string{
		`select count(*) from connection where shared <> '' and (basis is null or not exists (select 1 from consent k where k.id = connection.basis and k.answer = 'yes'))`,
		`select count(*) from message m where m.phrase like 'connection.%' and not exists (select 1 from connection c where c.basis is not null and c.person = m.about)`,
		`select count(*) from connection where status in ('suggested', 'chosen') and (sent is not null or shared <> '' or basis is not null)`,
		`select count(*) from connection where status in ('completed', 'stopped', 'declined') and chase_on is not null`,
		`select count(*) from connection_link l join connection c on c.id = l.connection where l.ended is null and c.status in ('offered', 'stopped', 'completed')`,
	} {
		if n := w.number(rt, rule); n != 0 {
			rt.Fatalf("after %s from %s: %d break %s", m.name, before.Status, n, rule)
		}
	}
}

func (w *street) number(rt *rapid.T, q string) (n int) {
	err := w.x.DB.Read(context.Background(), func(tx *db.Tx) (err error) {
		n, err = db.One(context.Background(), tx, db.Value[int], q)
		return err
	})
	if err != nil {
		rt.Fatal(fmt.Errorf("%s: %w", q, err))
	}
	return n
}
