package referral_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/org"
	"weft/internal/pause"
	"weft/internal/referral"
	"weft/internal/waiting"
)

// gate is what a run of steps knows: one service, two practices and everything that was
// sent and paused so far.
type gate struct {
	x         *fixture.House
	th        fixture.Thread
	from      []org.Organisation
	worker    authz.Actor
	pauses    []pause.ID
	referrals []referral.ID
	barred    map[string]clock.Date // the sources that may not refer, and until which day
}

func (g *gate) at(rt *rapid.T, n int, what string) int { return rapid.IntRange(0, n-1).Draw(rt, what) }

func (g *gate) pause(rt *rapid.T, i int) pause.Pause {
	p, err := g.x.Pauses.ByID(context.Background(), authz.Program(), g.pauses[i])
	if err != nil {
		rt.Fatal(err)
	}
	return p
}

func (g *gate) referral(rt *rapid.T, rid referral.ID) referral.Referral {
	r, err := g.x.Referrals.ByID(context.Background(), authz.Program(), rid)
	if err != nil {
		rt.Fatal(err)
	}
	return r
}

// covered says, by a reading of its own, whether a pause in force covers a referral.
func (g *gate) covered(rt *rapid.T, r referral.Referral) bool {
	for i := range g.pauses {
		p := g.pause(rt, i)
		in := p.Status == pause.Active || p.Status == pause.Reviewed
		if in && (p.Kind == pause.OfService || p.Kind == pause.OfPractice && p.Practice == r.Organisation || p.Kind == pause.OfSource && p.Source == r.Source) {
			return true
		}
	}
	return false
}

// send refers somebody, on the form or, as the lead enters it, as it came some days ago.
// It is refused if and only if its source may not refer on its day, with words that say
// who may; else it is held if and only if a pause in force covers it.
func (g *gate) send(rt *rapid.T) {
	in, ctx := g.x.Form(g.th.Service, g.from[g.at(rt, len(g.from), "from")]), context.Background()
	in.Source = rapid.SampledFrom([]string{in.Source, "self", "police"}).Draw(rt, "source")
	in.Received = g.x.Today()
	who, take := g.th.Referrer, g.x.Referrals.Create
	if rapid.Bool().Draw(rt, "by phone") {
		in.Came, in.Received = referral.ByPhone, in.Received.AddDays(-rapid.IntRange(0, 9).Draw(rt, "days ago"))
		who, take = g.th.Lead, g.x.Referrals.Enter
	}
	may := func(source string) bool { return !in.Received.Before(g.barred[source]) }
	rid, err := take(ctx, who, in)
	if !may(in.Source) {
		want := map[bool]string{true: "referral.source_not_allowed", false: "referral.source_practice_only"}[may("self")]
		if !may("gp") {
			want = "referral.source_ring"
		}
		if errs.KindOf(err) != errs.Conflict || errs.CodeOf(err) != want || !rid.IsZero() {
			rt.Fatalf("%s may not refer on %s: %v, want %s", in.Source, in.Received, err, want)
		}
		return
	}
	if err != nil {
		rt.Fatalf("a referral of %s was refused: %v", in.Source, err)
	}
	g.referrals = append(g.referrals, rid)
	if r := g.referral(rt, rid); (r.Status == referral.Held) != g.covered(rt, r) {
		rt.Fatalf("it is %s, covered %v", r.Status, g.covered(rt, r))
	}
}

// policy says from which day each source may refer, and that it always might before.
func (g *gate) policy(rt *rapid.T) {
	list := org.DefaultPolicy()
	g.barred = map[string]clock.Date{}
	for i, p := range list {
		if p.Source == "gp" || p.Source == "self" || p.Source == "police" {
			list[i].Starts = g.x.Today().AddDays(rapid.IntRange(-12, 3).Draw(rt, p.Source+" from"))
			g.barred[p.Source] = list[i].Starts
		}
	}
	if err := g.x.Orgs.SetPolicy(context.Background(), authz.Program(), g.th.Service.ID, list); err != nil {
		rt.Fatal(err)
	}
}

// later lets days go by, and the job that begins and ends pauses run.
func (g *gate) later(rt *rapid.T) {
	g.x.Now.Advance(time.Duration(rapid.SampledFrom([]int{1, 5, 16}).Draw(rt, "days")) * 24 * time.Hour)
	if err := g.x.Referrals.PausesDue(context.Background()); err != nil {
		rt.Fatal(err)
	}
	today := g.x.Today()
	for i := range g.pauses {
		p := g.pause(rt, i)
		if in := p.Status == pause.Active || p.Status == pause.Reviewed; in && p.Until.Before(today) || p.Status == pause.Approved && !p.Starts.After(today) {
			rt.Fatalf("the job left a pause from %s to %s %s on %s", p.Starts, p.Until, p.Status, today)
		}
	}
}

// inOrder shows that what a step let go went in the order in which it was received.
func (g *gate) inOrder(rt *rapid.T, done int) {
	var went []referral.Referral
	err := g.x.DB.Read(context.Background(), func(tx *db.Tx) error {
		ids, err := db.All(context.Background(), tx, db.Value[referral.ID], `select subject from audit_event where action = 'referral.release' order by at, id`)
		for _, rid := range ids[min(done, len(ids)):] {
			went = append(went, g.referral(rt, rid))
		}
		return err
	})
	if err != nil {
		rt.Fatal(err)
	}
	for i, r := range went {
		if b := went[max(0, i-1)]; r.Received.Before(b.Received) || r.Received == b.Received && r.Created.Before(b.Created) {
			rt.Fatalf("%s of %s went after %s of %s", r.PersonName, r.Received, b.PersonName, b.Received)
		}
	}
}

func (g *gate) begin(rt *rapid.T) {
	in := pause.Terms{Kind: rapid.SampledFrom(pause.Kinds()).Draw(rt, "kind"), Practice: g.from[0].ID, Source: "gp", Worker: g.worker.ID}
	ctx := context.Background()
	in.Starts = g.x.Today().AddDays(rapid.IntRange(0, 7).Draw(rt, "starts") / 6)
	if rapid.Bool().Draw(rt, "asked") {
		pid, err := g.x.Pauses.Ask(ctx, g.worker, g.th.Service.ID, "", in)
		if err != nil {
			rt.Fatal(err)
		}
		g.pauses = append(g.pauses, pid)
		return
	}
	pid, err := g.x.Referrals.Pause(ctx, g.th.Lead, g.th.Service.ID, "", in)
	if err != nil {
		rt.Fatal(err)
	}
	g.pauses = append(g.pauses, pid)
}

// change tries one step on a pause: it goes where the table says, or is a Conflict that
// names the state.
func (g *gate) change(rt *rapid.T) {
	if len(g.pauses) == 0 {
		return
	}
	i, ctx := g.at(rt, len(g.pauses), "pause"), context.Background()
	before := g.pause(rt, i)
	pid, v := before.ID, before.Version
	steps := map[string]struct {
		to   pause.Status
		from []pause.Status
		try  func() error
	}{
		"agree":  {map[bool]pause.Status{true: pause.Approved, false: pause.Active}[before.Starts.After(g.x.Today())], []pause.Status{pause.Requested}, func() error { return g.x.Referrals.AgreeToPause(ctx, g.th.Lead, pid, v, pause.Terms{}) }},
		"refuse": {pause.Refused, []pause.Status{pause.Requested}, func() error { return g.x.Pauses.Refuse(ctx, g.th.Lead, pid, v, "Not now.") }},
		"extend": {pause.Reviewed, []pause.Status{pause.Active, pause.Reviewed}, func() error {
			return g.x.Referrals.LookAtPause(ctx, g.th.Lead, pid, v, pause.Look{Outcome: pause.Extend})
		}},
		"end": {pause.Ended, []pause.Status{pause.Approved, pause.Active, pause.Reviewed}, func() error {
			return g.x.Referrals.LookAtPause(ctx, g.th.Lead, pid, v, pause.Look{Outcome: pause.End})
		}},
	}
	name := rapid.SampledFrom([]string{"agree", "refuse", "extend", "end", "end", "end"}).Draw(rt, "step")
	s := steps[name]
	err, after := s.try(), g.pause(rt, i)
	switch legal := slices.Contains(s.from, before.Status); {
	case legal && (err != nil || after.Status != s.to || after.Version != v+1):
		rt.Fatalf("%s from %s: %v, now %s", name, before.Status, err, after.Status)
	case !legal && (errs.KindOf(err) != errs.Conflict || errs.CodeOf(err) != "pause.is_"+string(before.Status) || after.Version != v):
		rt.Fatalf("%s from %s: %v", name, before.Status, err)
	}
}

// list tries one step of the waiting list on a referral.
func (g *gate) list(rt *rapid.T) {
	if len(g.referrals) == 0 {
		return
	}
	ctx, rid := context.Background(), g.referrals[g.at(rt, len(g.referrals), "referral")]
	r := g.referral(rt, rid)
	name := rapid.SampledFrom([]string{"read", "accept", "wait", "offer", "yes", "no", "leave"}).Draw(rt, "list")
	e, missing := g.x.Waiting.ByReferral(ctx, g.th.Lead, rid)
	var err error
	legal := false
	switch name {
	case "read":
		legal = r.Status == referral.Submitted || r.Status == referral.Held && r.ReadAt.IsZero() || r.Status == referral.MoreInfo
		err = g.x.Referrals.Read(ctx, g.th.Lead, rid, r.Version)
	case "accept":
		legal = r.Status.MayBecome(referral.Accepted)
		err = g.x.Referrals.Accept(ctx, g.th.Lead, rid, r.Version)
	case "wait":
		legal = r.Status == referral.Accepted
		err = g.x.Waiting.Start(ctx, g.th.Lead, rid, r.Version, "", waiting.Placing{})
	case "leave":
		legal = r.Status.Open()
		err = g.x.Referrals.End(ctx, g.th.Lead, rid, r.Version, referral.Ending{To: referral.Withdrawn, By: referral.ByPerson})
	default:
		if missing != nil {
			return
		}
		legal = e.Status == waiting.Offered && name != "offer" || e.Status == waiting.Waiting && name == "offer"
		err = g.answer(name, e)
	}
	if legal != (err == nil) || err != nil && errs.KindOf(err) != errs.Conflict && errs.KindOf(err) != errs.NotFound {
		rt.Fatalf("%s from %s (%s): %v", name, r.Status, e.Status, err)
	}
	if code := errs.CodeOf(err); err != nil && code != "referral.is_"+string(r.Status) && code != "waiting.is_"+string(e.Status) && code != "waiting.not_found" {
		rt.Fatalf("%s from %s (%s) says %s", name, r.Status, e.Status, code)
	}
}

func (g *gate) answer(name string, e waiting.Entry) error {
	ctx := context.Background()
	switch name {
	case "offer":
		return g.x.Waiting.Offer(ctx, g.th.Lead, e.Referral, e.Version, g.worker.ID, "")
	case "yes":
		_, err := g.x.Journeys.TakeOffer(ctx, g.worker, e.Offer.ID, "")
		return err
	default:
		return g.x.Waiting.DeclineOffer(ctx, g.worker, e.Offer.ID, "")
	}
}

// Rules 1 and 3 of the domain model, in whatever order things happen: a source that may not
// refer on its day is refused with words that say who may, and no other; nothing is held
// without a pause that covers it; whatever is let go was let go by its end, in the order
// of receipt; and the waiting list and the referral never say different things.
func TestNoOrderOfStepsBreaksTheGates(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th, start := h.Referral(t), h.Now.Now()
		from, worker := []org.Organisation{th.From, h.Practice(t)}, h.Worker(t, th.Service)
		rapid.Check(t, fixture.Some(30, func(rt *rapid.T) {
			h.Now.Set(start)
			h.Undone(t, func(x *fixture.House) {
				g := &gate{x: x, th: th, from: from, worker: worker, referrals: []referral.ID{th.Referral.ID}}
				for range rapid.IntRange(1, 14).Draw(rt, "steps") {
					done := x.Number(rt, `select count(*) from audit_event where action = 'referral.release'`)
					g.step(rt)
					g.inOrder(rt, done)
				}
				g.hold(rt)
			})
		}))
		h.Now.Set(start)
	})
}

func (g *gate) step(rt *rapid.T) {
	switch g.at(rt, 14, "what") {
	case 0, 1, 2, 3:
		g.send(rt)
	case 4:
		g.begin(rt)
	case 5: // a pause with some who come meanwhile
		g.begin(rt)
		for range 3 {
			g.send(rt)
		}
		g.list(rt)
		g.change(rt)
	case 6, 7, 8:
		g.change(rt)
	case 9:
		g.policy(rt)
	case 10:
		g.later(rt)
	default:
		g.list(rt)
	}
}

// hold is what is true at any time.
func (g *gate) hold(rt *rapid.T) {
	for _, rid := range g.referrals {
		r := g.referral(rt, rid)
		if r.Status == referral.Held && !g.covered(rt, r) {
			rt.Fatalf("%s is held and no pause covers it", r.PersonName)
		}
		e, err := g.x.Waiting.ByReferral(context.Background(), g.th.Lead, rid)
		if errs.Is(err, errs.NotFound) {
			if r.Status == referral.Waiting {
				rt.Fatalf("%s waits and is not on the list", r.PersonName)
			}
			continue
		}
		on := e.Status == waiting.Waiting || e.Status == waiting.Offered
		if err != nil || on != (r.Status == referral.Waiting) || (e.Status == waiting.Accepted) != (r.Status == referral.Allocated) {
			rt.Fatalf("the list says %s, the referral %s: %v", e.Status, r.Status, err)
		}
	}
}
