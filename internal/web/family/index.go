package family

import (
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/consent"
	"weft/internal/family"
	"weft/internal/vocabulary"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// indexView is the people round a person, and what goes with them.
type indexView struct {
	f         frame.Frame
	tabs      []ui.NavItem
	at        string // the address of the page
	key       string
	masked    bool
	may       bool // change it
	asks      bool // ask for another worker
	people    []relatedView
	before    []ui.RowProps
	links     []linkedView
	young     family.Young
	youngRows []ui.SummaryRow
	decisions []ui.RowProps
	mayBe     bool // the birth date does not tell whether they are young
	caring    []ui.SummaryRow
	wish      []ui.SummaryRow
	change    string
	reason    string
	settled   bool
}

// relatedView is one of the people round a person.
type relatedView struct {
	name  string
	at    string
	chips []string
	rows  []ui.SummaryRow
}

type linkedView struct {
	how string
	end string
}

func (p Pages) index(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	v := indexView{f: f, tabs: f.Tabs(q, "Family"), at: q.To(f.Path + "/family"), key: q.Key(), masked: f.Card.Restricted && !f.Card.Full}
	v.may = q.Actor.May(authz.PersonEdit) && !v.masked
	v.asks = f.HasCase && f.Case.Open() && q.Actor.May(authz.CaseBook)
	for _, part := range []func(*site.Request, *indexView) error{p.addPeople, p.addLinks, p.addYoung, p.addSheets, p.addChange} {
		if err := part(q, &v); err != nil {
			return err
		}
	}
	return q.Render(f.Page(q, "Family", false), indexPage(v))
}

func (p Pages) addPeople(q *site.Request, v *indexView) error {
	list, err := p.Family.Of(q.Context(), q.Actor, v.f.Card.ID)
	for _, r := range list {
		if !r.Ended.IsZero() {
			text := "Until " + q.Site.Words.Day("en", r.Ended, q.Site.Today()) + ". "
			if r.Why != "" {
				text += r.Why
			}
			v.before = append(v.before, ui.RowProps{Title: r.Called(), Chips: []string{family.Relations().Words(r.Relation, "en")}, Text: text})
			continue
		}
		v.people = append(v.people, relatedView{name: r.Called(), at: q.To(path(v.f, r)), chips: chips(r), rows: relatedRows(q, r)})
	}
	return err
}

func chips(r family.Related) []string {
	out := []string{family.Relations().Words(r.Relation, "en")}
	for _, c := range []struct {
		on    bool
		words string
	}{{r.Cares, "Looks after them"}, {r.NextOfKin, "Next of kin"}, {r.Emergency, "Ring in an emergency"}, {r.Mention == family.MentionNot, "Never mention us"}} {
		if c.on {
			out = append(out, c.words)
		}
	}
	return out
}

func relatedRows(q *site.Request, r family.Related) []ui.SummaryRow {
	words, authority := r.Words, ""
	if words == r.Called() {
		words = ""
	}
	if r.Authority != "" {
		authority = authorityWords(q, r)
	}
	return rowsOf("In their words", words, "Phone", r.Phone, "E-mail", r.Email, "May we speak with them?", speakWords(q, r),
		"May we mention ourselves?", family.Mentions().Words(string(r.Mention), "en"), "What they may decide", authority)
}

func speakWords(q *site.Request, r family.Related) string {
	day := ""
	if !r.AnswerAt.IsZero() {
		day = q.Site.Words.Day("en", clock.DateOf(r.AnswerAt, q.Site.Zone), q.Site.Today())
	}
	switch r.Answer {
	case consent.Yes:
		out := "Yes: " + lower(family.Speaks().Words(r.Speak, "en"))
		if r.About != "" {
			out += ". “" + r.About + "”"
		}
		return out + " (" + day + ")"
	case consent.No:
		return "No (" + day + ")"
	case consent.Withdrawn:
		return "No: they took it back (" + day + ")"
	}
	return "Not asked: no"
}

func authorityWords(q *site.Request, r family.Related) string {
	out := family.Authorities().Words(r.Authority, "en")
	switch {
	case !r.Holds(q.Site.Today()):
		out += ". Ended on " + q.Site.Words.DateYear("en", r.Until) + ": they decide nothing now"
	case !r.Until.IsZero():
		out += ", until " + q.Site.Words.DateYear("en", r.Until)
	}
	if r.Evidence != "" {
		return out + ". Seen: " + r.Evidence
	}
	return out + ". Nothing seen yet to show it"
}

func lower(s string) string {
	if s == "" {
		return s
	}
	return string(s[0]|0x20) + s[1:]
}

func (p Pages) addLinks(q *site.Request, v *indexView) error {
	list, err := p.Family.Links(q.Context(), q.Actor, v.f.Card.ID)
	for _, l := range list {
		one := linkedView{end: q.To(v.f.Path + "/family/links/" + l.ID.String() + "/end")}
		switch {
		case l.Cares:
			one.how = "This person looks after them."
		case l.CaredFor:
			one.how = "They look after this person."
		}
		v.links = append(v.links, one)
	}
	return err
}

func (p Pages) addYoung(q *site.Request, v *indexView) error {
	y, err := p.Family.Young(q.Context(), q.Actor, v.f.Card.ID)
	v.young, v.youngRows = y, youngRows(y)
	v.mayBe = v.f.Card.Born.IsZero() || v.f.Card.BornAbout
	for _, d := range y.Decisions {
		text := d.Words
		if d.Decider != "" {
			text += " Decided by " + d.Decider
			if !d.On.IsZero() {
				text += ", " + q.Site.Words.Day("en", d.On, q.Site.Today())
			}
			text += "."
		}
		v.decisions = append(v.decisions, ui.RowProps{Title: first(d.About, "A decision"), Text: text})
	}
	return err
}

func (p Pages) addSheets(q *site.Request, v *indexView) error {
	c, err := p.Family.Caring(q.Context(), q.Actor, v.f.Card.ID)
	if err != nil {
		return err
	}
	w, err := p.Family.Wish(q.Context(), q.Actor, v.f.Card.ID)
	v.caring, v.wish = caringRows(c), wishRows(w)
	return err
}

func (p Pages) addChange(q *site.Request, v *indexView) error {
	if !v.f.HasCase || !q.Actor.May(authz.CaseList) {
		return nil
	}
	c, err := p.Family.ChangeOf(q.Context(), q.Actor, v.f.Card.ID)
	if err != nil || c.ID.IsZero() {
		return err
	}
	v.settled = c.Status != family.Asked
	v.change = "They asked for another worker " + onDay(frame.Day(q, c.Asked)) + ". The team lead knows."
	if v.settled {
		v.change = "They asked for another worker " + onDay(frame.Day(q, c.Asked)) + ". " + c.Status.Words() + "."
	}
	v.reason = c.Reason
	if c.Words != "" {
		v.reason = c.Words
	}
	return nil
}

// onDay says "today" or "on 16 October".
func onDay(day string) string {
	if day == "" || day[0] >= 'a' && day[0] <= 'z' {
		return day
	}
	return "on " + day
}

func options(l vocabulary.List, none string) []ui.Option {
	var out []ui.Option
	if none != "" {
		out = append(out, ui.Option{Value: "", Label: none})
	}
	return append(out, site.Options(l)...)
}
