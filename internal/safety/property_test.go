package safety_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/safety"
)

// compartment is a service with two people who may lead, and what was raised there.
type compartment struct {
	x        *fixture.House
	th       fixture.Thread
	cast     map[string]authz.Actor
	concerns []worry
}

// worry is what the model knows of one concern.
type worry struct {
	id      safety.ID
	lead    string
	status  safety.Status
	version int64
	words   []string // of every decision, oldest first
	about   bool     // somebody who is on record
}

// Whatever is tried in whatever order by whomever: a concern goes where the table says and
// every decision stays; any other step is a Conflict that names the state; nobody but its
// lead reads a word of it; and no message says more than that there is something to read.
func TestNoOrderOfStepsBreaksAConcern(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th, start := h.Case(t), h.Now.Now()
		cast := map[string]authz.Actor{"first": h.SafeguardingLead(t, th.Service), "second": h.SafeguardingLead(t, th.Service), "worker": th.Worker,
			"lead": th.Lead, "referrer": th.Referrer, "elsewhere": h.SafeguardingLead(t, h.Service(t)), "admin": h.Admin(t)}
		rapid.Check(t, fixture.Some(40, func(rt *rapid.T) {
			h.Now.Set(start)
			h.Undone(t, func(x *fixture.House) {
				c := &compartment{x: x, th: th, cast: cast}
				for range rapid.IntRange(3, 12).Draw(rt, "steps") {
					x.Now.Advance(time.Duration(rapid.IntRange(0, 90).Draw(rt, "minutes")) * time.Minute)
					c.step(rt)
					c.hold(rt)
				}
			})
		}))
		h.Now.Set(start)
	})
}

func (c *compartment) step(rt *rapid.T) {
	switch what := rapid.IntRange(0, 5).Draw(rt, "what"); {
	case what == 0 || len(c.concerns) == 0:
		c.raise(rt)
	case what == 1 && c.concerns[0].lead == "first":
		c.succeed(rt)
	default:
		c.decide(rt)
	}
}

// raise writes a concern: whoever works with the person may, and it goes to the lead of
// the service.
func (c *compartment) raise(rt *rapid.T) {
	who := rapid.SampledFrom([]string{"worker", "lead", "referrer", "elsewhere"}).Draw(rt, "who")
	in, ctx := safety.New{Words: fmt.Sprint("UNIQUE ", len(c.concerns)), DangerNow: rapid.Bool().Draw(rt, "now")}, context.Background()
	w := worry{status: safety.Raised, version: 1, about: rapid.Bool().Draw(rt, "on record")}
	var err error
	if w.about {
		_, err = c.x.Safety.Raise(ctx, c.cast[who], c.th.Person, c.th.Service.ID, in)
	} else {
		in.About = "A neighbour"
		_, err = c.x.Safety.RaiseAbout(ctx, c.cast[who], c.th.Service.ID, in)
	}
	switch may := who != "elsewhere" && who != "referrer"; {
	case w.about && !may && err == nil, may && err != nil:
		rt.Fatalf("%s raises (on record: %v): %v", who, w.about, err)
	case err != nil:
		return
	}
	for name := range c.cast {
		list, err := c.x.Safety.List(ctx, c.cast[name])
		if errs.KindOf(err) == errs.Forbidden {
			continue
		}
		for _, got := range list {
			if got.Words == in.Words {
				w.id, w.lead = got.ID, name
			}
		}
	}
	if w.lead != "first" && w.lead != "second" {
		rt.Fatalf("%q leads", w.lead)
	}
	c.concerns = append(c.concerns, w)
}

// succeed hands what is open to the second lead.
func (c *compartment) succeed(rt *rapid.T) {
	ctx := context.Background()
	err := c.x.DB.Write(ctx, func(tx *db.Tx) error {
		to, err := c.x.Accounts.ByID(ctx, authz.Program(), c.cast["second"].ID)
		if err != nil {
			return err
		}
		return c.x.Safety.SucceedTx(ctx, tx, authz.Program(), c.cast["first"].ID, to)
	})
	if err != nil {
		rt.Fatal(err)
	}
	for i := range c.concerns {
		if w := &c.concerns[i]; w.lead == "first" && w.status != safety.Closed {
			w.lead = "second"
			w.version++
		}
	}
}

func (c *compartment) decide(rt *rapid.T) {
	w := &c.concerns[rapid.IntRange(0, len(c.concerns)-1).Draw(rt, "concern")]
	who := rapid.SampledFrom([]string{"first", "first", "second", "second", "elsewhere", "lead", "worker", "admin"}).Draw(rt, "who")
	to := rapid.SampledFrom(safety.Statuses()).Draw(rt, "to")
	stale := rapid.IntRange(0, 7).Draw(rt, "stale") == 0
	v, words := w.version, fmt.Sprint("SECRET ", len(w.words))
	if stale {
		v--
	}
	rows := c.x.Number(rt, `select count(*) from audit_event where action = 'concern.decide'`)
	err := c.x.Safety.Decide(context.Background(), c.cast[who], w.id, v, to, words)
	legal := map[safety.Status][]safety.Status{safety.Raised: {safety.Watching, safety.Referred, safety.NoMore},
		safety.Watching: {safety.Referred, safety.NoMore, safety.Closed}, safety.Referred: {safety.Closed}, safety.NoMore: {safety.Closed}}
	want := ""
	switch leads := who == "first" || who == "second" || who == "elsewhere"; {
	case !leads:
		want = "auth.forbidden"
	case who != w.lead && w.about && !c.sees(who), who != w.lead:
		want = "safety.not_found"
	case !slices.Contains(legal[w.status], to):
		want = "safety.is_" + string(w.status)
	case stale:
		want = "form.changed_meanwhile"
	}
	wrote := c.x.Number(rt, `select count(*) from audit_event where action = 'concern.decide'`) - rows
	if errs.CodeOf(err) != want || (wrote == 1) != (want == "") {
		rt.Fatalf("%s to %s by %s, led by %s: %v, want %q; %d recorded", w.status, to, who, w.lead, err, want, wrote)
	}
	if want == "" {
		w.status, w.words = to, append(w.words, words)
		w.version++
	}
}

// sees reports whether a lead leads on anything that is open, and so sees the person.
func (c *compartment) sees(who string) bool {
	return slices.ContainsFunc(c.concerns, func(w worry) bool { return w.lead == who })
}

// hold is what is true at any time.
func (c *compartment) hold(rt *rapid.T) {
	for _, w := range c.concerns {
		for name, a := range c.cast {
			got, err := c.x.Safety.ByID(context.Background(), a, w.id)
			if name != w.lead {
				if err == nil || got.Words != "" {
					rt.Fatalf("%s reads what %s leads on: %v", name, w.lead, err)
				}
				continue
			}
			var said []string
			for _, d := range got.Decisions {
				said = append(said, d.Words)
			}
			if err != nil || got.Status != w.status || got.Version != w.version || !slices.Equal(said, w.words) || !strings.HasPrefix(got.Words, "UNIQUE") {
				rt.Fatalf("%s reads %+v, want %+v: %v", name, got, w, err)
			}
		}
	}
	if n := c.x.Number(rt, `select count(*) from concern`); n != len(c.concerns) {
		rt.Fatalf("%d concerns, %d were raised", n, len(c.concerns))
	}
	if n := c.x.Number(rt, `select count(*) from message where subject like '%UNIQUE%' or body like '%UNIQUE%' or body like '%SECRET%' or about is not null
		and phrase = 'staff.read'`); n != 0 {
		rt.Fatalf("%d messages say what it is", n)
	}
}
