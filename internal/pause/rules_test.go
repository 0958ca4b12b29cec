package pause

import (
	"testing"

	"weft/internal/clock"
	"weft/internal/errs"
)

func day(s string) clock.Date { d, _ := clock.ParseDate(s); return d }

func TestTermsAreCheckedAndWhatIsNotSaidIsFilledIn(t *testing.T) {
	t.Parallel()
	today := day("2026-11-20")
	if got := (Terms{Kind: OfService}).Tidy(today); got.Starts != today || got.Until != day("2026-12-04") || got.Reason != "capacity" || got.validate(today) != nil {
		t.Errorf("nothing but what it covers was said: %+v %v", got, got.validate(today))
	}
	if got := (Terms{Kind: OfService, Practice: "p", Source: "gp", Worker: "w"}).Tidy(today); got.Practice != "" || got.Source != "" || got.Worker != "" {
		t.Errorf("the targets of other kinds stay: %+v", got)
	}
	for name, c := range map[string]struct {
		in    Terms
		field string
	}{
		"no kind":           {Terms{}, "kind"},
		"which practice":    {Terms{Kind: OfPractice}, "practice"},
		"which source":      {Terms{Kind: OfSource, Source: "plumber"}, "source"},
		"self stays open":   {Terms{Kind: OfSource, Source: "self"}, "source"},
		"family stays open": {Terms{Kind: OfSource, Source: "family"}, "source"},
		"which worker":      {Terms{Kind: OfWorker}, "worker"},
		"why":               {Terms{Kind: OfService, Reason: "lazy"}, "reason"},
		"yesterday":         {Terms{Kind: OfService, Starts: day("2026-11-19")}, "starts"},
		"next spring":       {Terms{Kind: OfService, Starts: day("2027-04-01")}, "starts"},
		"ends before":       {Terms{Kind: OfService, Until: day("2026-11-19")}, "until"},
		"fifteen days":      {Terms{Kind: OfService, Until: day("2026-12-05")}, "until"},
		"fourteen days":     {Terms{Kind: OfService, Until: day("2026-12-04")}, ""},
		"one day":           {Terms{Kind: OfService, Until: today}, ""},
	} {
		err := c.in.Tidy(today).validate(today)
		f := errs.FieldsOf(err)
		if c.field == "" && err != nil || c.field != "" && (len(f) == 0 || f[0].Name != c.field) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAPauseHoldsWhatItCoversAndNothingElse(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		p    Pause
		s    Submission
		want bool
	}{
		"the service":         {Pause{Service: "a", Terms: Terms{Kind: OfService}, Status: Active}, Submission{Service: "a", Source: "self"}, true},
		"another service":     {Pause{Service: "a", Terms: Terms{Kind: OfService}, Status: Active}, Submission{Service: "b"}, false},
		"looked at again":     {Pause{Service: "a", Terms: Terms{Kind: OfService}, Status: Reviewed}, Submission{Service: "a"}, true},
		"not begun":           {Pause{Service: "a", Terms: Terms{Kind: OfService}, Status: Approved}, Submission{Service: "a"}, false},
		"only asked for":      {Pause{Service: "a", Terms: Terms{Kind: OfService}, Status: Requested}, Submission{Service: "a"}, false},
		"ended":               {Pause{Service: "a", Terms: Terms{Kind: OfService}, Status: Ended}, Submission{Service: "a"}, false},
		"the practice":        {Pause{Service: "a", Terms: Terms{Kind: OfPractice, Practice: "p"}, Status: Active}, Submission{Service: "a", Organisation: "p"}, true},
		"another practice":    {Pause{Service: "a", Terms: Terms{Kind: OfPractice, Practice: "p"}, Status: Active}, Submission{Service: "a", Organisation: "q"}, false},
		"from nowhere":        {Pause{Service: "a", Terms: Terms{Kind: OfPractice}, Status: Active}, Submission{Service: "a"}, false},
		"the source":          {Pause{Service: "a", Terms: Terms{Kind: OfSource, Source: "police"}, Status: Active}, Submission{Service: "a", Source: "police"}, true},
		"another source":      {Pause{Service: "a", Terms: Terms{Kind: OfSource, Source: "police"}, Status: Active}, Submission{Service: "a", Source: "gp"}, false},
		"a worker's own rest": {Pause{Service: "a", Terms: Terms{Kind: OfWorker, Worker: "w"}, Status: Active}, Submission{Service: "a"}, false},
	} {
		if got := c.p.Holds(c.s); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestEveryStateHasWordsAndLeadsWhereTheTableSays(t *testing.T) {
	t.Parallel()
	for _, s := range Statuses() {
		if s.Words() == "" || s.InForce() && s.Over() {
			t.Errorf("%s: %q", s, s.Words())
		}
		for _, to := range Statuses() {
			err := s.move(to)
			if s.MayBecome(to) != (err == nil) || err != nil && errs.CodeOf(err) != "pause.is_"+string(s) {
				t.Errorf("from %s to %s: %v", s, to, err)
			}
		}
	}
	for _, r := range Reasons() {
		if r.Code == "" || r.En == "" || r.Cy == "" {
			t.Errorf("%+v", r)
		}
	}
}
