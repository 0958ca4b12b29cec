package call_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"weft/internal/authz"
	"weft/internal/call"
	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/person"
)

// desk is one telephone: what was noted at it, by a reckoning of its own.
type desk struct {
	x        *fixture.House
	th       fixture.Thread
	stranger person.ID
	cast     map[string]authz.Actor
	names    []string
	calls    []ring
	duty     string
	dutyOn   clock.Date
	standsTo time.Time // until when the colleague who stood in sees the person
}

// ring is what the model knows of one call.
type ring struct {
	id      call.ID
	about   person.ID
	status  call.Status
	holder  authz.AccountID
	outcome string
	version int64
}

// answers reports whether somebody answers this telephone, sees whether they may read of
// the person whom a call is about.
func (d *desk) answers(who string) bool { return who != "elsewhere" && who != "referrer" }

func (d *desk) sees(who string, about person.ID) bool {
	switch {
	case about.IsZero():
		return true
	case who == "colleague":
		return d.x.Now.Now().Before(d.standsTo)
	}
	return who == "worker" || who == "lead" || who == "office"
}

// Whatever is tried in whatever order by whomever: a legal step goes where the table says
// and is audited; any other is a Conflict that names the state; whoever may not read of a
// person does nothing with the call; and no word that was written is lost.
func TestNoOrderOfStepsBreaksACall(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th, start := h.Case(t), h.Now.Now()
		cast := map[string]authz.Actor{"worker": th.Worker, "lead": th.Lead, "colleague": h.Worker(t, th.Service), "office": h.SchemeAdmin(t, th.Service),
			"elsewhere": h.Lead(t, h.Service(t)), "referrer": th.Referrer}
		names, stranger := append(slices.Sorted(maps.Keys(cast)), "lead", "colleague", "colleague", "colleague"), h.Case(t).Person
		rapid.Check(t, fixture.Some(60, func(rt *rapid.T) {
			h.Now.Set(start)
			h.Undone(t, func(x *fixture.House) {
				d := &desk{x: x, th: th, cast: cast, names: names, stranger: stranger}
				for range rapid.IntRange(6, 20).Draw(rt, "steps") {
					d.step(rt)
				}
			})
		}))
		h.Now.Set(start)
	})
}

func (d *desk) step(rt *rapid.T) {
	who, rows := rapid.SampledFrom(d.names).Draw(rt, "who"), d.rows(rt)
	what := rapid.SampledFrom([]string{"note", "take", "take", "put_back", "finish", "match", "rota", "rota", "stand_in", "stand_in", "later"}).Draw(rt, "what")
	if what == "rota" && rapid.Bool().Draw(rt, "by the lead") {
		who = "lead"
	}
	if len(d.calls) == 0 && what != "rota" && what != "later" {
		what = "note"
	}
	var err error
	var want string
	switch what {
	case "note":
		want, err = d.note(rt, who)
	case "rota":
		want, err = d.rota(rt, who)
	case "stand_in":
		want, err = d.standIn(rt, who)
	case "later":
		d.x.Now.Advance(time.Duration(rapid.SampledFrom([]int{1, 10, 30, 60}).Draw(rt, "hours")) * time.Hour)
		d.hold(rt, what)
		return
	default:
		want, err = d.change(rt, who, what)
	}
	if got := errs.CodeOf(err); got != want || err != nil && strings.HasPrefix(want, "call.is_") && errs.KindOf(err) != errs.Conflict {
		rt.Fatalf("%s by %s: %v, want %q", what, who, err, want)
	}
	if wrote := d.rows(rt) - rows; (wrote == 1) != (err == nil) || wrote > 1 {
		rt.Fatalf("%s by %s: %d audited, %v", what, who, wrote, err)
	}
	d.hold(rt, what+" by "+who)
}

func (d *desk) rows(rt *rapid.T) int { return d.x.Number(rt, `select count(*) from audit_event`) }

func (d *desk) note(rt *rapid.T, who string) (string, error) {
	in := call.New{Who: "Somebody", Words: "UNIQUE"}
	in.Person = rapid.SampledFrom([]person.ID{"", d.th.Person, d.th.Person, d.stranger}).Draw(rt, "about")
	cid, err := d.x.Calls.Note(context.Background(), d.cast[who], d.th.Service.ID, in)
	switch {
	case who == "referrer":
		return "auth.forbidden", err
	case !d.answers(who):
		return "call.not_found", err
	case in.Person == d.stranger || !d.sees(who, in.Person):
		return "person.not_found", err
	}
	d.calls = append(d.calls, ring{id: cid, about: in.Person, status: call.Waiting, version: 1})
	return "", err
}

func (d *desk) rota(rt *rapid.T, who string) (string, error) {
	on := rapid.SampledFrom([]string{"worker", "colleague", "colleague", "nobody"}).Draw(rt, "on duty")
	err := d.x.Calls.SetRota(context.Background(), d.cast[who], d.th.Service.ID, []call.Duty{{Day: d.x.Today(), Account: d.cast[on].ID}})
	switch who {
	case "lead", "office":
		d.duty, d.dutyOn = on, d.x.Today()
		return "", err
	case "elsewhere":
		return "call.not_found", err
	}
	return "auth.forbidden", err
}

func (d *desk) standIn(rt *rapid.T, who string) (string, error) {
	c := rapid.SampledFrom(d.calls).Draw(rt, "call")
	err := d.x.Calls.StandIn(context.Background(), d.cast[who], c.id)
	switch {
	case who == "referrer":
		return "auth.forbidden", err
	case !d.answers(who):
		return "call.not_found", err
	case d.duty != who || d.dutyOn != d.x.Today():
		return "call.not_on_duty", err
	case c.about.IsZero() || c.status == call.Done:
		return "call.is_" + string(c.status), err
	}
	if who == "colleague" {
		d.standsTo = d.x.Today().AddDays(2).Time(d.x.Zone)
	}
	return "", err
}

// change tries a step on one call, now and then on an old version.
func (d *desk) change(rt *rapid.T, who, what string) (want string, err error) {
	i := rapid.IntRange(0, len(d.calls)-1).Draw(rt, "call")
	c, a, ctx := &d.calls[i], d.cast[who], context.Background()
	stale := rapid.IntRange(0, 7).Draw(rt, "stale") == 0
	v := c.version
	if stale {
		v--
	}
	to, about := c.status, c.about
	from := map[call.Status][]call.Status{call.Taken: {call.Waiting}, call.Waiting: {call.Taken}, call.Done: {call.Waiting, call.Taken}}
	switch what {
	case "take":
		to, err = call.Taken, d.x.Calls.Take(ctx, a, c.id, v)
	case "put_back":
		to, err = call.Waiting, d.x.Calls.PutBack(ctx, a, c.id, v)
	case "finish":
		to, err = call.Done, d.x.Calls.Finish(ctx, a, c.id, v, "Rang back")
	default:
		about = rapid.SampledFrom([]person.ID{"", d.th.Person, d.stranger}).Draw(rt, "match")
		err = d.x.Calls.Match(ctx, a, c.id, v, about)
	}
	switch {
	case who == "referrer":
		return "auth.forbidden", err
	case !d.answers(who) || !d.sees(who, c.about):
		return "call.not_found", err
	case what != "match" && !slices.Contains(from[to], c.status):
		return "call.is_" + string(c.status), err
	case about == d.stranger || what == "match" && !d.sees(who, about):
		return "person.not_found", err
	case stale:
		return "form.changed_meanwhile", err
	}
	switch what {
	case "take":
		c.holder = a.ID
	case "put_back":
		c.holder = ""
	case "finish":
		if c.holder.IsZero() {
			c.holder = a.ID
		}
		c.outcome = "Rang back"
	}
	c.status, c.about = to, about
	c.version++
	return "", err
}

// hold is what is true at any time: the calls are as the model says, whole for whoever
// sees the person and without a word for whoever does not.
func (d *desk) hold(rt *rapid.T, after string) {
	for _, c := range d.calls {
		for who, a := range d.cast {
			got, err := d.x.Calls.ByID(context.Background(), a, c.id)
			if !d.answers(who) {
				if err == nil {
					rt.Fatalf("after %s: %s reads %+v", after, who, got)
				}
				continue
			}
			if err != nil || got.Status != c.status || got.Version != c.version || got.Holder != c.holder {
				rt.Fatalf("after %s: %s reads %+v, want %+v: %v", after, who, got, c, err)
			}
			if whole := !got.Masked && got.Words == "UNIQUE" && got.Who == "Somebody" && got.Person == c.about && got.Outcome == c.outcome; whole != d.sees(who, c.about) ||
				!whole && got.Who+got.Number+got.Words+got.Outcome+got.Person.String() != "" {
				rt.Fatalf("after %s: %s reads %+v, sees the person: %v", after, who, got, d.sees(who, c.about))
			}
		}
	}
	if n := d.x.Number(rt, `select count(*) from call where status not in ('waiting', 'taken', 'done') or status = 'waiting' and holder is not null
		or status <> 'waiting' and holder is null or words = ''`); n != 0 {
		rt.Fatalf("after %s: %d calls are as none may be", after, n)
	}
}
