package cohort_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/cohort"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/org"
	"weft/internal/referral"
)

// round is the lists of one service and of one practice, and when each person of the
// town was last asked by it.
type round struct {
	x      *fixture.House
	s      org.Service
	from   org.Organisation
	cast   map[string]authz.Actor
	lists  []cohort.ID
	places []org.ID // of each list; empty for the service's own
	offers []asking
	asked  map[int]time.Time
}

// asking is what the model knows of one offer.
type asking struct {
	id      cohort.OfferID
	who     int // of the town
	list    int
	status  cohort.Status
	version int64
	rid     referral.ID
}

func neighbour(n int) cohort.Line {
	return cohort.Line{Name: fmt.Sprintf("Neighbour %d", n), Born: clock.Date{Year: 1940 + n, Month: 5, Day: 3}, Reach: fmt.Sprintf("01632 960%03d", n), Safe: n%2 == 0}
}

// Whatever is tried in whatever order by whomever: an offer goes where the table says or
// the step is a Conflict that names its state; whoever answered leaves nothing behind but
// a count; nobody is asked twice within twelve months; and each yes is one referral.
func TestNoOrderOfStepsBreaksAnOffer(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		s, from, start := h.Service(t), h.Practice(t), h.Now.Now()
		cast := map[string]authz.Actor{"lead": h.Lead(t, s), "office": h.SchemeAdmin(t, s), "reception": h.Receptionist(t, from), "worker": h.Worker(t, s),
			"elsewhere": h.Lead(t, h.Service(t)), "other practice": h.Receptionist(t, h.Practice(t))}
		rapid.Check(t, fixture.Some(50, func(rt *rapid.T) {
			h.Now.Set(start)
			h.Undone(t, func(x *fixture.House) {
				r := &round{x: x, s: s, from: from, cast: cast, asked: map[int]time.Time{}}
				for range rapid.IntRange(3, 14).Draw(rt, "steps") {
					switch what := rapid.IntRange(0, 6).Draw(rt, "what"); {
					case what == 0 || len(r.offers) == 0:
						r.add(rt)
					case what == 1:
						x.Now.Advance(time.Duration(rapid.SampledFrom([]int{1, 30, 320, 366}).Draw(rt, "days")) * 24 * time.Hour)
						if err := x.Cohorts.Sweep(context.Background()); err != nil {
							rt.Fatal(err)
						}
					default:
						r.answer(rt)
					}
					r.hold(rt)
				}
			})
		}))
		h.Now.Set(start)
	})
}

func (r *round) offersFor(who string, place org.ID) bool {
	return who == "lead" || who == "office" || who == "reception" && place == r.from.ID
}

func (r *round) add(rt *rapid.T) {
	who := rapid.SampledFrom([]string{"lead", "office", "reception", "worker", "elsewhere", "other practice"}).Draw(rt, "who")
	in := cohort.New{Service: r.s.ID, Name: "Falls clinic", Basis: "Direct care", Reason: "Company after a fall."}
	if rapid.Bool().Draw(rt, "of the practice") {
		in.Organisation = r.from.ID
	}
	var fresh []int
	first := rapid.IntRange(0, 4).Draw(rt, "first")
	for n := first; n < first+3; n++ {
		in.Lines = append(in.Lines, neighbour(n))
		if at, before := r.asked[n]; !before || !r.x.Now.Now().Before(at.Add(365*24*time.Hour)) {
			fresh = append(fresh, n)
		}
	}
	rep, err := r.x.Cohorts.Add(context.Background(), r.cast[who], in)
	switch {
	case !r.offersFor(who, in.Organisation):
		if errs.KindOf(err) != errs.Forbidden {
			rt.Fatalf("%s offers: %v", who, err)
		}
		return
	case len(fresh) == 0:
		if f := errs.FieldsOf(err); len(f) != 1 || f[0].Code != "cohort.all_asked" {
			rt.Fatalf("all were asked: %v", err)
		}
		return
	case err != nil || rep.Added != len(fresh) || rep.Asked != 3-len(fresh):
		rt.Fatalf("%+v of %v: %v", rep, fresh, err)
	}
	r.lists, r.places = append(r.lists, rep.ID), append(r.places, in.Organisation)
	_, open, err := r.x.Cohorts.ByID(context.Background(), r.cast[who], rep.ID)
	if err != nil || len(open) != len(fresh) {
		rt.Fatalf("%d open: %v", len(open), err)
	}
	for _, n := range fresh {
		i := slices.IndexFunc(open, func(o cohort.Offer) bool { return o.Name == neighbour(n).Name })
		r.offers = append(r.offers, asking{id: open[i].ID, who: n, list: len(r.lists) - 1, status: cohort.ToOffer, version: 1})
		r.asked[n] = r.x.Now.Now()
	}
}

func (r *round) answer(rt *rapid.T) {
	o := &r.offers[rapid.IntRange(0, len(r.offers)-1).Draw(rt, "offer")]
	who := rapid.SampledFrom([]string{"lead", "lead", "office", "reception", "worker", "elsewhere", "other practice"}).Draw(rt, "who")
	to, v := rapid.SampledFrom(cohort.Statuses()).Draw(rt, "to"), o.version
	stale := rapid.IntRange(0, 9).Draw(rt, "stale") == 0
	if stale {
		v--
	}
	rows := r.x.Number(rt, `select count(*) from audit_event where action like 'cohort.%'`)
	rid, err := r.x.Cohorts.Answered(context.Background(), r.cast[who], cohort.Answer{Offer: o.id, Version: v, To: to})
	answers := []cohort.Status{cohort.SaidYes, cohort.NotNow, cohort.NoThanks, cohort.CouldNotReach}
	open := o.status == cohort.ToOffer || o.status == cohort.Offered
	want := ""
	switch {
	case who == "worker":
		want = "auth.forbidden"
	case !r.offersFor(who, r.places[o.list]):
		want = "cohort.not_found"
	case !open || to != cohort.Offered && !slices.Contains(answers, to) || to == cohort.Offered && o.status == cohort.Offered:
		want = "cohort.is_" + string(o.status)
	case stale:
		want = "form.changed_meanwhile"
	}
	wrote := r.x.Number(rt, `select count(*) from audit_event where action like 'cohort.%'`) - rows
	if errs.CodeOf(err) != want || (wrote == 1) != (want == "") || want != "" && !rid.IsZero() {
		rt.Fatalf("%s to %s by %s: %v, want %q; %d recorded", o.status, to, who, err, want, wrote)
	}
	if want != "" {
		return
	}
	if (to == cohort.SaidYes) == rid.IsZero() {
		rt.Fatalf("%s made the referral %q", to, rid)
	}
	o.status, o.rid = to, rid
	o.version++
	r.asked[o.who] = r.x.Now.Now()
}

// hold is what is true at any time.
func (r *round) hold(rt *rapid.T) {
	ctx, yes := context.Background(), 0
	counts := make([]map[cohort.Status]int, len(r.lists))
	for _, o := range r.offers {
		if counts[o.list] == nil {
			counts[o.list] = map[cohort.Status]int{}
		}
		counts[o.list][o.status]++
		if o.status == cohort.SaidYes {
			yes++
		}
	}
	for i, kid := range r.lists {
		for who, a := range r.cast {
			k, open, err := r.x.Cohorts.ByID(ctx, a, kid)
			if !r.offersFor(who, r.places[i]) {
				if err == nil || len(open) > 0 {
					rt.Fatalf("%s reads a list: %v", who, err)
				}
				continue
			}
			if err != nil || len(open) != counts[i][cohort.ToOffer]+counts[i][cohort.Offered] {
				rt.Fatalf("%s reads %d open of %v: %v", who, len(open), counts[i], err)
			}
			for s, n := range counts[i] {
				if k.Counts[s] != n {
					rt.Fatalf("%s counts %v, want %v", who, k.Counts, counts[i])
				}
			}
		}
	}
	for q, want := range map[string]int{
		`select count(*) from referral where source = 'cohort'`: yes,
		`select count(*) from cohort_offer where status not in ('to_offer', 'offered') and (name <> '' or reach <> '' or reach_note <> '' or nhs_number <> '' or born is not null)`: 0,
		`select count(*) from cohort_offer where status in ('to_offer', 'offered') and (name = '' or reach = '')`:                                                                   0,
		`select count(*) from cohort_offer where (status = 'said_yes') <> (referral is not null)`:                                                                                   0,
	} {
		if n := r.x.Number(rt, q); n != want {
			rt.Fatalf("%d, want %d: %s", n, want, q)
		}
	}
}
