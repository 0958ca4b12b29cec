package search_test

import (
	"slices"
	"testing"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/person"
	"weft/internal/search"
)

func who(name string, change func(d *person.Details)) fixture.Option {
	return fixture.Who(func(d *person.Details) {
		d.Name = name
		if change != nil {
			change(d)
		}
	})
}

func find(t *testing.T, h *fixture.House, a authz.Actor, typed string) []string {
	t.Helper()
	cards, err := search.NewService(h.DB, h.People).People(t.Context(), a, typed)
	if err != nil {
		t.Errorf("%q: %v", typed, err)
	}
	var out []string
	for _, c := range cards {
		out = append(out, c.Name)
	}
	return out
}

func TestPeopleAreFoundByWhatOneWouldType(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t, who("Siân O’Brien-Lloyd", func(d *person.Details) {
			d.Born, d.NHSNumber = clock.Date{Year: 1949, Month: 5, Day: 3}, "9990000018"
			d.Ways = []person.Way{{Kind: person.Phone, Value: "01632 960118", MayCall: true}}
		}))
		h.Case(t, fixture.At(th.Service), fixture.LedBy(th.Lead), fixture.To(th.Worker), who("Łukasz Żak", func(d *person.Details) { d.Born = clock.Date{Year: 1949, Month: 5, Day: 3} }))
		for typed, want := range map[string][]string{
			"sian": {"Siân O’Brien-Lloyd"}, "SIÂN": {"Siân O’Brien-Lloyd"}, "lloyd sian": {"Siân O’Brien-Lloyd"}, "o'bri": {"Siân O’Brien-Lloyd"},
			"brien": nil, "zak": {"Łukasz Żak"}, "lukasz": {"Łukasz Żak"}, "3/5/1949": {"Łukasz Żak", "Siân O’Brien-Lloyd"}, "1949-05-03 sian": {"Siân O’Brien-Lloyd"},
			"sian 4/5/1949": nil, "999 000 0018": {"Siân O’Brien-Lloyd"}, "01632960118": {"Siân O’Brien-Lloyd"}, "+44 1632 960118": {"Siân O’Brien-Lloyd"},
			"01632 960119": nil, "%": nil, "_ian": nil, "si%n": nil, "": nil, "   ": nil, "' or 1=1 --": nil,
		} {
			if got := find(t, h, th.Worker, typed); !slices.Equal(got, want) {
				t.Errorf("%q finds %q, want %q", typed, got, want)
			}
		}
	})
}

func TestNobodyIsFoundOutsideTheReadersWork(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t, who("Mererid Lloyd", nil))
		cast := h.Cast(t, th)
		for _, role := range []string{"worker", "lead", "triager", "office", "supervisor", "safeguarding"} {
			if got := find(t, h, cast[role], "mererid"); len(got) != 1 {
				t.Errorf("%s finds %q", role, got)
			}
		}
		for _, role := range []string{"colleague", "other-worker", "other-lead", "other-triager", "other-office", "other-supervisor", "other-safeguarding"} {
			if got := find(t, h, cast[role], "mererid"); len(got) != 0 {
				t.Errorf("%s finds %q", role, got)
			}
		}
		s := search.NewService(h.DB, h.People)
		for _, role := range []string{"referrer", "receptionist", "clinician", "admin", "commissioner", "volunteer", "group", "person", "carer"} {
			if _, err := s.People(t.Context(), cast[role], "mererid"); errs.KindOf(err) != errs.Forbidden {
				t.Errorf("%s: %v", role, err)
			}
		}
		if _, err := s.People(t.Context(), authz.Nobody(), "mererid"); errs.KindOf(err) != errs.Unauthenticated {
			t.Errorf("the public: %v", err)
		}
	})
}

func TestARestrictedRecordIsFoundByItsWorkerAndLeadOnlyAndAJoinedOneByNobody(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t, who("Osian Trew", func(d *person.Details) { d.Restricted = true }))
		for role, n := range map[string]int{"worker": 1, "lead": 1, "office": 0, "triager": 0, "supervisor": 0} {
			if got := find(t, h, h.Cast(t, th)[role], "osian"); len(got) != n {
				t.Errorf("%s finds %q", role, got)
			}
		}
		kept := h.Case(t, who("Noor Khalil", nil))
		second := h.Referral(t, fixture.At(kept.Service), fixture.LedBy(kept.Lead), who("Noor Khalil", nil))
		if got := find(t, h, kept.Lead, "noor"); len(got) != 2 {
			t.Fatalf("before the join: %q", got)
		}
		if err := h.Referrals.Join(t.Context(), kept.Lead, second.Referral.ID, second.Referral.Version, kept.Person); err != nil {
			t.Fatal(err)
		}
		if got := find(t, h, kept.Lead, "noor"); len(got) != 1 {
			t.Errorf("after the join: %q", got)
		}
	})
}
