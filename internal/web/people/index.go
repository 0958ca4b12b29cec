package people

import (
	"strings"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/id"
	"weft/internal/person"
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
	none   bool

	register string
}

func (p Pages) index(q *site.Request) error {
	stage := q.URL.Query().Get("stage")
	f := caseload.Filter{Status: caseload.Status(stage)}
	if q.Actor.Has(authz.LinkWorker) && !q.Actor.Has(authz.TeamLead) {
		f.Worker = q.Actor.ID
	}
	cases, err := p.Frame.Cases.List(q.Context(), q.Actor, f)
	if err != nil {
		return err
	}
	v := indexView{lede: countWords(len(cases)), stage: stage, action: q.To("/people"), none: len(cases) == 0}
	v.stages = append(v.stages, ui.Option{Value: "", Label: "Every stage"})
	for _, st := range caseload.Statuses() {
		if st != caseload.Closed && st != caseload.FollowUp && st != caseload.Complete {
			v.stages = append(v.stages, ui.Option{Value: string(st), Label: st.Words()})
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

// table draws the caseload in five statements however long it is.
func (p Pages) table(q *site.Request, cases []caseload.Case) (ui.TableProps, error) {
	var people []person.ID
	var ids []caseload.ID
	var workers []authz.AccountID
	for _, c := range cases {
		people, ids, workers = append(people, c.Person), append(ids, c.ID), append(workers, c.Worker)
	}
	t := ui.TableProps{Caption: "Your people", CaptionHidden: true, Compact: true, Stacked: true,
		Columns: []ui.Column{{Label: "Name"}, {Label: "Stage"}, {Label: "Last contact"}, {Label: "Next"}}}
	cards, err := p.Frame.People.Cards(q.Context(), q.Actor, people)
	if err != nil {
		return t, err
	}
	last, err := p.Contacts.Last(q.Context(), q.Actor, ids)
	if err != nil {
		return t, err
	}
	names, err := p.Accounts.Names(q.Context(), workers...)
	if err != nil {
		return t, err
	}
	others := false
	for _, c := range cases {
		others = others || c.Worker != q.Actor.ID
	}
	if others {
		t.Columns = append(t.Columns, ui.Column{Label: "Link worker"})
	}
	for _, c := range cases {
		lastWords := "None yet"
		if k, ok := last[c.ID]; ok {
			lastWords = frame.Day(q, k.At) + ", " + strings.ToLower(k.Outcome.Words())
		}
		row := []ui.Cell{{Body: nameCell(cards[c.Person], q.To("/people/"+c.Person.String()))}, {Text: c.Status.Words()}, {Text: lastWords},
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
