package plan

import (
	"strconv"
	"strings"
	"time"

	"weft/internal/clock"
	"weft/internal/person"
	"weft/internal/plan"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

func firstName(c person.Card) string {
	name, _, _ := strings.Cut(c.Name, " ")
	return name
}

func value(f *site.Form, name, fallback string) string {
	if v := f.Text(name); v != "" {
		return v
	}
	return fallback
}

func score(n int) ui.Score { return ui.Score{Value: max(n, 0), Asked: n >= 0} }

func saidBy(q *site.Request, name string, c plan.Conversation) string {
	out := name + ", " + frame.Day(q, c.At) + "."
	if c.ReadBack {
		out += " Read back and agreed."
	}
	return out
}

func ownerWords(f frame.Frame, a plan.Action) string {
	switch a.Owner {
	case plan.ByWorker:
		if f.Worker == "you" {
			return "You"
		}
		return f.Worker
	case plan.ByOther:
		if a.Who != "" {
			return a.Who
		}
		return "Someone else"
	default:
		return firstName(f.Card)
	}
}

// waitWords says on whom an action waits: "Waiting on the council. Reference AB 12.
// Ask again tomorrow."
func waitWords(q *site.Request, a plan.Action) string {
	if a.Status != plan.WaitingOn {
		return ""
	}
	out := "Waiting on someone."
	if a.WaitsOn != "" {
		out = "Waiting on " + a.WaitsOn + "."
	}
	if a.Reference != "" {
		out += " Reference " + a.Reference + "."
	}
	if !a.ChaseOn.IsZero() {
		out += " Ask again " + onDay(day(q, a.ChaseOn)) + "."
	}
	return out
}

func day(q *site.Request, d clock.Date) string { return q.Site.Words.Day("en", d, q.Site.Today()) }

// dayOf is the day of a moment with its year, for lists that go far back.
func dayOf(q *site.Request, t time.Time) string {
	return q.Site.Words.DateYear("en", clock.DateOf(t, q.Site.Zone))
}

// trendWords says how sure somebody feels beside what they said first.
func trendWords(q *site.Request, lang string, t plan.Trend) []string {
	since := clock.DateOf(t.Since, q.Site.Zone)
	month := q.Site.Words.T(lang, "date.month."+strconv.Itoa(int(since.Month)))
	if since.Year != q.Site.Today().Year {
		month += " " + strconv.Itoa(since.Year)
	}
	var out []string
	say := func(asked bool, way int, what string) {
		if asked {
			out = append(out, q.Site.Words.T(lang, "plan.trend."+[...]string{"less", "as", "more"}[way+1]+"_"+what, month))
		}
	}
	say(t.AskedSure, t.Sure, "sure")
	say(t.AskedMatters && t.Matters != 0, t.Matters, "matters")
	return out
}

// changeWords are the sentences of what a number of the plan says otherwise.
func changeWords(q *site.Request, list []plan.Change) []string {
	var out []string
	for _, c := range list {
		key := "plan.change." + string(c.Kind)
		switch {
		case c.Kind == plan.ReviewChanged:
			out = append(out, q.Site.Words.T("en", key, c.On))
		case c.Kind == plan.WorseChanged && c.Words == "":
			out = append(out, q.Site.Words.T("en", key+"_none"))
		default:
			out = append(out, q.Site.Words.T("en", key, c.Words, c.Was))
		}
	}
	return out
}

func tagOf(s plan.GoalStatus) ui.TagKind {
	switch s {
	case plan.Met:
		return ui.TagTeal
	case plan.Proposed:
		return ui.TagYellow
	case plan.GoalAgreed, plan.InProgress, plan.Partly, plan.Changed, plan.SetAside:
	}
	return ui.TagGrey
}

// lower begins a sentence in the middle of another.
func lower(words string) string {
	if words == "" {
		return ""
	}
	return strings.ToLower(words[:1]) + words[1:]
}

// copyWords says who holds a copy: "Dilys: given on paper on 2 October".
func copyWords(q *site.Request, f frame.Frame, c plan.Copy) string {
	who := c.Holder.Words()
	if c.Holder == plan.HeldByPerson {
		who = firstName(f.Card)
	}
	if c.Who != "" {
		who += " (" + c.Who + ")"
	}
	return who + ": " + lower(c.How.Words()) + " " + onDay(day(q, c.On))
}

// speakWords says whether we may speak with a supporter, and since when.
func speakWords(q *site.Request, s plan.Supporter) string {
	out := s.Speak.Words()
	if !s.SpeakAt.IsZero() {
		out += ", recorded " + onDay(frame.Day(q, s.SpeakAt))
	}
	if s.SpeakHow != "" {
		out += ": " + s.SpeakHow
	}
	return out + "."
}

// joined is a name and what follows it, where anything does.
func joined(name, more string) string {
	if more == "" {
		return name
	}
	return strings.TrimSpace(name + ": " + more)
}
