package family_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"weft/internal/authz"
	"weft/internal/consent"
	"weft/internal/errs"
	"weft/internal/family"
	"weft/internal/fixture"
	"weft/internal/journey"
)

// hearth is one person, what they asked of their worker and who is round them, by a
// reckoning of its own.
type hearth struct {
	x       *fixture.House
	th      fixture.Thread
	cast    map[string]authz.Actor
	closed  bool
	asked   []asking
	wish    string
	version int64 // of the wish; 0: none is kept
	round   []one
}

type asking struct {
	id      family.ChangeID
	by      string
	reason  string
	status  family.Status
	version int64
}

type one struct {
	id      family.RelatedID
	version int64
	ended   bool
	speaks  bool
}

// Whatever is tried in whatever order by whomever: at most one asking for another worker
// is open, and it is settled once; its reason is read by whoever allocates and by who
// wrote it down; no wish is lost to a race; and we speak with somebody only while the
// newest answer is yes and they are there.
func TestNoOrderOfStepsBreaksAWish(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th, start := h.Case(t), h.Now.Now()
		cast := map[string]authz.Actor{"worker": th.Worker, "lead": th.Lead, "office": h.SchemeAdmin(t, th.Service), "supervisor": h.Supervisor(t, th.Worker),
			"colleague": h.Worker(t, th.Service), "elsewhere": h.Lead(t, h.Service(t)), "referrer": th.Referrer}
		rapid.Check(t, fixture.Some(50, func(rt *rapid.T) {
			h.Now.Set(start)
			h.Undone(t, func(x *fixture.House) {
				w := &hearth{x: x, th: th, cast: cast}
				for range rapid.IntRange(3, 14).Draw(rt, "steps") {
					x.Now.Advance(time.Duration(rapid.IntRange(1, 30).Draw(rt, "hours")) * time.Hour)
					w.step(rt)
					w.hold(rt)
				}
			})
		}))
		h.Now.Set(start)
	})
}

func (w *hearth) step(rt *rapid.T) {
	who := rapid.SampledFrom([]string{"worker", "lead", "lead", "office", "supervisor", "colleague", "elsewhere", "referrer"}).Draw(rt, "who")
	steps := map[string]func(*rapid.T, string) (string, error){"ask": w.ask, "settle": w.settle, "wish": w.keepWish, "round": w.meet, "speak": w.agree, "end": w.end}
	what := rapid.SampledFrom([]string{"ask", "ask", "settle", "settle", "wish", "round", "speak", "speak", "end", "close"}).Draw(rt, "what")
	if what == "settle" && rapid.Bool().Draw(rt, "by the lead") {
		who = "lead"
	}
	if what == "close" {
		if !w.closed && rapid.IntRange(0, 2).Draw(rt, "now") == 0 {
			c, err := w.x.Cases.ForPerson(context.Background(), authz.Program(), w.th.Person)
			if err == nil {
				err = w.x.Journeys.Close(context.Background(), w.cast["worker"], w.th.Person, journey.Close{Version: c.Version, Reason: "content"})
			}
			if err != nil {
				rt.Fatal(err)
			}
			w.closed = true
		}
		return
	}
	rows := w.rows(rt)
	want, err := steps[what](rt, who)
	if want == "-" {
		return
	}
	if got := errs.CodeOf(err); got != want || (w.rows(rt) > rows) != (err == nil) {
		rt.Fatalf("%s by %s: %v, want %q; %d written", what, who, err, want, w.rows(rt)-rows)
	}
}

func (w *hearth) rows(rt *rapid.T) int { return w.x.Number(rt, `select count(*) from audit_event`) }

// keeps reports whether somebody may keep the person's record; refused is the answer to
// who may not.
func (w *hearth) keeps(who string) bool {
	return who == "lead" || who == "office" || who == "worker"
}

func refused(who string) string {
	if who == "referrer" || who == "supervisor" {
		return "auth.forbidden"
	}
	return "person.not_found"
}

func (w *hearth) ask(rt *rapid.T, who string) (string, error) {
	reason := fmt.Sprint("UNIQUE ", len(w.asked))
	err := w.x.Family.AskChange(context.Background(), w.cast[who], w.th.Person, "", reason)
	switch may := who == "worker" || who == "lead" || who == "office"; {
	case !may && err != nil && (errs.KindOf(err) == errs.NotFound || errs.KindOf(err) == errs.Forbidden):
		return "-", nil
	case !may:
		return "nothing", err
	case w.closed && who == "worker" && errs.KindOf(err) == errs.NotFound:
		return "-", nil // their sight ended with the case
	case w.closed:
		return "caseload.is_closed", err
	case len(w.asked) > 0 && w.asked[len(w.asked)-1].status == family.Asked:
		return "family.is_asked", err
	case err != nil:
		return "", err
	}
	list, lerr := w.x.Family.Changes(context.Background(), w.cast["lead"])
	if lerr != nil || len(list) != 1 || list[0].Reason != reason {
		rt.Fatalf("the lead reads %+v: %v", list, lerr)
	}
	w.asked = append(w.asked, asking{id: list[0].ID, by: who, reason: reason, status: family.Asked, version: 1})
	return "", nil
}

func (w *hearth) settle(rt *rapid.T, who string) (string, error) {
	if len(w.asked) == 0 {
		return "-", nil
	}
	a := &w.asked[rapid.IntRange(0, len(w.asked)-1).Draw(rt, "asking")]
	to := rapid.SampledFrom([]family.Status{family.Arranged, family.TalkedOver}).Draw(rt, "to")
	v := a.version - int64(rapid.IntRange(0, 4).Draw(rt, "stale")/4)
	err := w.x.Family.SettleChange(context.Background(), w.cast[who], a.id, v, to, "They stay.")
	switch {
	case who == "elsewhere":
		return "family.not_found", err
	case who != "lead":
		return "auth.forbidden", err
	case a.status != family.Asked:
		return "family.is_" + string(a.status), err
	case v != a.version:
		return "form.changed_meanwhile", err
	}
	a.status = to
	a.version++
	return "", err
}

func (w *hearth) keepWish(rt *rapid.T, who string) (string, error) {
	words := fmt.Sprint("Mornings ", w.version)
	v := w.version - int64(rapid.IntRange(0, 4).Draw(rt, "stale")/4)
	err := w.x.Family.KeepWish(context.Background(), w.cast[who], w.th.Person, v, family.Wish{Times: words})
	switch {
	case !w.keeps(who):
		return refused(who), err
	case v != w.version:
		return "form.changed_meanwhile", err
	}
	w.wish = words
	w.version++
	return "", err
}

func (w *hearth) meet(_ *rapid.T, who string) (string, error) {
	which, err := w.x.Family.Add(context.Background(), w.cast[who], w.th.Person, family.New{Name: "Huw", Relation: "child"})
	if !w.keeps(who) {
		return refused(who), err
	}
	w.round = append(w.round, one{id: which, version: 1})
	return "", err
}

func (w *hearth) agree(rt *rapid.T, who string) (string, error) {
	if len(w.round) == 0 {
		return "-", nil
	}
	r := &w.round[rapid.IntRange(0, len(w.round)-1).Draw(rt, "related")]
	answer := rapid.SampledFrom([]consent.Answer{consent.Yes, consent.Yes, consent.No, consent.Withdrawn}).Draw(rt, "answer")
	err := w.x.Family.Agree(context.Background(), w.cast[who], w.th.Person, r.id, family.Agreement{Answer: answer, Speak: "anything", How: "spoken"})
	switch {
	case !w.keeps(who):
		if err == nil {
			return "nothing", err
		}
		return "-", nil // who else keeps agreements stands in the table of roles
	case r.ended:
		return "family.related_ended", err
	}
	r.speaks = answer == consent.Yes
	return "", err
}

func (w *hearth) end(rt *rapid.T, who string) (string, error) {
	if len(w.round) == 0 {
		return "-", nil
	}
	r := &w.round[rapid.IntRange(0, len(w.round)-1).Draw(rt, "related")]
	v := w.read(rt, r).Version
	stale := rapid.IntRange(0, 4).Draw(rt, "stale") == 0
	if stale {
		v--
	}
	err := w.x.Family.End(context.Background(), w.cast[who], w.th.Person, r.id, v, "Moved away")
	switch {
	case !w.keeps(who):
		return refused(who), err
	case r.ended:
		return "family.related_ended", err
	case stale:
		return "form.changed_meanwhile", err
	}
	r.ended = true
	return "", err
}

func (w *hearth) read(rt *rapid.T, r *one) family.Related {
	got, err := w.x.Family.ByID(context.Background(), w.cast["lead"], w.th.Person, r.id)
	if err != nil {
		rt.Fatal(err)
	}
	return got
}

// hold is what is true at any time.
func (w *hearth) hold(rt *rapid.T) {
	ctx := context.Background()
	for who, a := range w.cast {
		v, err := w.x.Family.ChangeOf(ctx, a, w.th.Person)
		if n := len(w.asked); err == nil && n > 0 && v.ID != "" {
			last := w.asked[n-1]
			if v.Status != last.status || v.Reason != "" && who != "lead" && who != last.by || v.Reason == "" && who == "lead" {
				rt.Fatalf("%s reads %+v, want %+v", who, v, last)
			}
		}
		if all, err := w.x.Family.Changes(ctx, a); err == nil && who != "lead" && len(all) > 0 {
			rt.Fatalf("%s reads %d askings", who, len(all))
		}
	}
	if got, err := w.x.Family.Wish(ctx, w.cast["lead"], w.th.Person); err != nil || got.Times != w.wish || got.Version != w.version {
		rt.Fatalf("the wish is %+v, want %q at %d: %v", got, w.wish, w.version, err)
	}
	for i := range w.round {
		r := &w.round[i]
		if got := w.read(rt, r); got.MaySpeak() != (r.speaks && !r.ended) || got.Ended.IsZero() == r.ended {
			rt.Fatalf("they may be spoken with: %v, want %+v", got.MaySpeak(), *r)
		}
	}
	for _, rule := range []string{
		`select count(*) from (select person, service from worker_change where status = 'asked' group by person, service having count(*) > 1) twice`,
		`select count(*) from worker_change where (status = 'asked') <> (settled is null) or status not in ('asked', 'arranged', 'talked_over')`,
		`select count(*) from message where subject like '%UNIQUE%' or body like '%UNIQUE%'`,
	} {
		if w.x.Number(rt, rule) != 0 {
			rt.Fatalf("broken: %s", rule)
		}
	}
}
