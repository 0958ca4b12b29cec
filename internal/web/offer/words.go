package offer

import (
	"strconv"
	"strings"

	"weft/internal/cohort"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// words are a state, said of how many.
func words(s cohort.Status) string {
	switch s {
	case cohort.ToOffer:
		return "to ask"
	case cohort.Offered:
		return "asked and thinking"
	case cohort.SaidYes:
		return "said yes"
	case cohort.NotNow:
		return "not now"
	case cohort.NoThanks:
		return "no thanks"
	case cohort.CouldNotReach:
		return "not reached"
	}
	return ""
}

// countWords says what became of a list: "12 to ask, 3 said yes".
func countWords(k cohort.Cohort) string {
	var out []string
	for _, s := range cohort.Statuses() {
		if n := k.Counts[s]; n > 0 {
			out = append(out, strconv.Itoa(n)+" "+words(s))
		}
	}
	return strings.Join(out, ", ") + "."
}

// saidWords tell what is kept after an answer.
func saidWords(s cohort.Status) string {
	switch s {
	case cohort.SaidYes:
		return "Good. It is a referral now and waits to be read."
	case cohort.NotNow, cohort.NoThanks:
		return "Counted. Their details are gone from this list, and nobody asks again within a year."
	case cohort.CouldNotReach:
		return "Counted. Their details are gone from this list."
	case cohort.Offered, cohort.ToOffer:
	}
	return "Kept: they are thinking about it."
}

// aboutWords are what is needed to ring somebody.
func aboutWords(q *site.Request, o cohort.Offer) string {
	var out []string
	if !o.Born.IsZero() {
		born := "born " + q.Site.Words.DateYear("en", o.Born)
		if o.BornAbout {
			born = "born about " + strconv.Itoa(o.Born.Year)
		}
		out = append(out, born)
	}
	out = append(out, o.Reach)
	if o.ReachNote != "" {
		out = append(out, o.ReachNote)
	}
	return strings.Join(out, ". ") + "."
}

func (r offerRow) chips() []string {
	var out []string
	if r.offer.Safe {
		out = append(out, "Safe contact only")
	}
	if r.offer.Status == cohort.Offered {
		out = append(out, "Thinking about it")
	}
	return out
}

// step is one button of a row.
type step struct {
	to    cohort.Status
	label string
}

func (r offerRow) steps() []step {
	out := []step{{cohort.SaidYes, "Yes"}, {cohort.NotNow, "Not now"}, {cohort.NoThanks, "No thanks"}, {cohort.CouldNotReach, "Not reached"}}
	if r.offer.Status == cohort.ToOffer {
		out = append([]step{{cohort.Offered, "Thinking"}}, out...)
	}
	return out
}

func (v newView) placeOptions() []ui.Option {
	out := make([]ui.Option, len(v.places))
	for i, p := range v.places {
		out[i] = ui.Option{Value: p.value, Label: p.label}
	}
	return out
}
