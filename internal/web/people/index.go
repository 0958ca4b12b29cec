package people

import (
	"net/url"
	"strconv"
	"strings"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/contact"
	"weft/internal/id"
	"weft/internal/person"
	"weft/internal/vocabulary"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

type indexView struct {
	lede   string
	stages []ui.Option
	stage  string
	action string
	table  ui.TableProps
	pages  ui.PagesProps
	none   bool

	register string
}

// onOnePage is how many people one page of the list holds: a worker's whole caseload.
const onOnePage = 100

func (p Pages) index(q *site.Request) error {
	stage := q.URL.Query().Get("stage")
	page, err := strconv.Atoi(q.URL.Query().Get("page"))
	if err != nil || page < 1 || page > 1000 {
		page = 1
	}
	f := caseload.Filter{Status: caseload.Status(stage), Limit: onOnePage + 1, Skip: (page - 1) * onOnePage}
	if q.Actor.Has(authz.LinkWorker) && !q.Actor.Has(authz.TeamLead) {
		f.Worker = q.Actor.ID
	}
	cases, err := p.Frame.Cases.List(q.Context(), q.Actor, f)
	if err != nil {
		return err
	}
	more := len(cases) > onOnePage
	cases = cases[:min(len(cases), onOnePage)]
	v := indexView{lede: countWords(len(cases)), stage: stage, action: q.To("/people"), none: len(cases) == 0, pages: pagesOf(q, stage, page, more)}
	if len(cases) > 0 && (page > 1 || more) {
		v.lede = "People " + itoa(f.Skip+1) + " to " + itoa(f.Skip+len(cases)) + ", the next date first."
	}
	v.stages = append(v.stages, ui.Option{Value: "", Label: "Every stage"})
	for _, st := range caseload.Statuses() {
		if st != caseload.Closed && st != caseload.FollowUp && st != caseload.Complete {
			v.stages = append(v.stages, ui.Option{Value: string(st), Label: q.Lists("", "").Say(vocabulary.StageList, string(st), "en", st.Words())})
		}
	}
	if q.Actor.May(authz.CaseWork) {
		v.register = q.To("/register/new")
	}
	if v.table, err = p.table(q, cases); err != nil {
		return err
	}
	return q.Render(q.Page("People"), indexPage(v))
}

// pagesOf links the pages of a long list.
func pagesOf(q *site.Request, stage string, page int, more bool) ui.PagesProps {
	at := func(n int) string {
		return q.To("/people?" + url.Values{"stage": {stage}, "page": {itoa(n)}}.Encode())
	}
	out := ui.PagesProps{Newer: "People before these", Older: "More people"}
	if page > 1 {
		out.NewerHref = at(page - 1)
	}
	if more {
		out.OlderHref = at(page + 1)
	}
	return out
}

func countWords(n int) string {
	switch n {
	case 0:
		return "Nobody here just now."
	case 1:
		return "One person."
	default:
		return itoa(n) + " people, the next date first."
	}
}

// table draws the caseload in two statements however long it is.
func (p Pages) table(q *site.Request, cases []caseload.Listed) (ui.TableProps, error) {
	var people []person.ID
	var workers []authz.AccountID
	for _, c := range cases {
		people = append(people, c.Person)
		if c.Worker != q.Actor.ID {
			workers = append(workers, c.Worker)
		}
	}
	others := len(workers) > 0
	t := ui.TableProps{Caption: "Your people", CaptionHidden: true, Compact: true, Stacked: true,
		Columns: []ui.Column{{Label: "Name"}, {Label: "Stage"}, {Label: "Last contact"}, {Label: "Next"}}}
	lines, err := p.Frame.People.Lines(q.Context(), q.Actor, people)
	if err != nil {
		return t, err
	}
	names := map[authz.AccountID]string{}
	if others {
		if names, err = p.Accounts.Names(q.Context(), append(workers, q.Actor.ID)...); err != nil {
			return t, err
		}
		t.Columns = append(t.Columns, ui.Column{Label: ui.Sentence(q.Lists(cases[0].Service.String(), "").Worker("en"))})
	}
	for _, c := range cases {
		lastWords := "None yet"
		if !c.LastContact.IsZero() {
			lastWords = frame.Day(q, c.LastContact) + ", " + strings.ToLower(contact.Outcome(c.LastOutcome).Words())
		}
		row := []ui.Cell{{Body: nameCell(lines[c.Person], q.To("/people/"+c.Person.String()))}, {Text: q.Lists(c.Service.String(), "").Say(vocabulary.StageList, string(c.Status), "en", c.Status.Words())}, {Text: lastWords},
			{Text: frame.NextWords(q, c.Next)}}
		if others {
			row = append(row, ui.Cell{Text: names[c.Worker]})
		}
		t.Rows = append(t.Rows, row)
	}
	return t, nil
}

// keyFound holds what was searched for, in the session, under a random name, so that
// it never stands in an address and goes with the session.
const keyFound = "find:"

func (p Pages) find(q *site.Request) error {
	if err := authz.Check(q.Actor, authz.PersonFind); err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	key := id.New[Pages]().String()
	q.Keep(keyFound, key+" "+form.Text("q"))
	return q.Redirect("/find/" + key)
}

func (p Pages) found(q *site.Request) error {
	key, typed, _ := strings.Cut(q.Kept(keyFound), " ")
	if key != q.PathValue("key") {
		return q.Redirect("/people")
	}
	cards, err := p.Search.People(q.Context(), q.Actor, typed)
	if err != nil {
		return err
	}
	rows := make([]ui.RowProps, len(cards))
	for i, c := range cards {
		rows[i] = ui.RowProps{Title: c.Name, Href: q.To("/people/" + c.ID.String()), Chips: c.Chips(), Risk: c.Risk != "", Text: foundWords(c)}
	}
	return q.Render(q.Page("Find a person"), foundPage(rows, q.To("/find"), typed))
}

func foundWords(c person.Card) string {
	var out []string
	if !c.Born.IsZero() {
		out = append(out, "born "+bornWords(c))
	}
	if c.Postcode != "" {
		out = append(out, c.Postcode)
	}
	return strings.Join(out, ", ")
}
