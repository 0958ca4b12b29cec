package work

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/person"
	"weft/internal/register"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// registerView is the form of one session: what it was, and a line for each person.
type registerView struct {
	action   string
	autosave string
	key      string
	form     *site.Form
	problems []ui.Problem
	whose    string // empty: nobody was chosen
	workers  []ui.Option
	people   []registerLine
	kept     []ui.RowProps
}

// fitsOnOneRegister is how many people stand on one form; of more, one worker's are chosen.
const fitsOnOneRegister = 60

type registerLine struct {
	name  string
	came  ui.Field
	words ui.Field
}

func (p Pages) newRegister(q *site.Request) error {
	form, kept := q.Draft()
	if !kept {
		form = site.Filled(url.Values{})
	}
	if of := q.URL.Query().Get("worker"); of != "" {
		form.Values.Set("worker", of)
	}
	return p.renderRegister(q, form, nil, http.StatusOK)
}

func (p Pages) renderRegister(q *site.Request, form *site.Form, problems []ui.Problem, status int) error {
	if err := authz.Check(q.Actor, authz.CaseWork); err != nil {
		return err
	}
	cases, workers, err := p.registered(q, form)
	if err != nil {
		return err
	}
	cards, err := p.People.Cards(q.Context(), q.Actor, peopleOf(cases))
	if err != nil {
		return err
	}
	sortByName(cases, cards)
	v := registerView{action: q.To("/register/new"), autosave: q.AutosaveTo(), key: form.Key(), form: form, problems: problems, whose: form.Text("worker")}
	if v.key == "" {
		v.key = q.Key()
	}
	if v.workers, err = p.workersToChoose(q, workers); err != nil {
		return err
	}
	for i, c := range cases {
		card, n, at := cards[c.Person], c.Person.String(), strconv.Itoa(i) // short ids: there may be forty of them
		v.people = append(v.people, registerLine{name: card.Name,
			came:  ui.Field{ID: "c" + at, Name: "came-" + n, Label: card.Name, Value: value(form, "came-"+n, string(register.NotExpected)), Options: cameOptions(), Look: ui.LookChips},
			words: ui.Field{ID: "l" + at, Name: "line-" + n, Label: "A line for " + card.Name, Optional: true, Value: form.Text("line-" + n)}})
	}
	kept, err := p.Registers.Mine(q.Context(), q.Actor)
	if err != nil {
		return err
	}
	for _, r := range kept {
		v.kept = append(v.kept, ui.RowProps{Title: r.Kind.Words(), Text: q.Site.Words.Day("en", r.On, q.Site.Today()) + ". " + attendance(r)})
	}
	page := q.Page("Register of a session")
	page.Problems = problems
	page.Back = &ui.Link{Href: q.To("/today"), Label: "Today"}
	if !q.Actor.Has(authz.LinkWorker) { // a lead has no Today and came from the list
		page.Back = &ui.Link{Href: q.To("/people"), Label: "People"}
	}
	return q.RenderStatus(status, page, registerPage(v))
}

// attendance says how many were there.
func attendance(r register.Register) string {
	out := strconv.Itoa(r.Came) + " of your people came"
	if r.Missed > 0 {
		out += ", " + strconv.Itoa(r.Missed) + " did not"
	}
	if r.Others > 0 {
		out += ", " + strconv.Itoa(r.Others) + " others were there"
	}
	return out + "."
}

// registered are the open cases that stand on the form: the actor's own, and a lead's
// team's. Where they are too many these are one worker's, with whoever was ticked before,
// so that a team that grew meanwhile loses no tick. The workers are those to choose from.
func (p Pages) registered(q *site.Request, form *site.Form) (cases []caseload.Listed, workers []authz.AccountID, err error) {
	f := caseload.Filter{Limit: 5000} // of a lead, to know whose people there are
	if q.Actor.Has(authz.LinkWorker) {
		f.Worker = q.Actor.ID
	}
	if cases, err = p.Cases.List(q.Context(), q.Actor, f); err != nil || len(cases) <= fitsOnOneRegister || f.Worker != "" {
		return cases, nil, err
	}
	for _, c := range cases {
		if !slices.Contains(workers, c.Worker) {
			workers = append(workers, c.Worker)
		}
	}
	return slices.DeleteFunc(cases, func(c caseload.Listed) bool {
		came := register.Came(form.Text("came-" + c.Person.String()))
		return c.Worker.String() != form.Text("worker") && (came == "" || came == register.NotExpected)
	}), workers, nil
}

func peopleOf(cases []caseload.Listed) []person.ID {
	out := make([]person.ID, len(cases))
	for i, c := range cases {
		out[i] = c.Person
	}
	return out
}

// workersToChoose are the workers by name.
func (p Pages) workersToChoose(q *site.Request, workers []authz.AccountID) ([]ui.Option, error) {
	names, err := p.Accounts.Names(q.Context(), workers...)
	var out []ui.Option
	for _, w := range workers {
		out = append(out, ui.Option{Value: w.String(), Label: names[w]})
	}
	slices.SortFunc(out, func(a, b ui.Option) int { return strings.Compare(a.Label, b.Label) })
	return out, err
}

func (p Pages) keepRegister(q *site.Request) error {
	if err := authz.Check(q.Actor, authz.CaseWork); err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	in := register.New{Key: form.Key(), Kind: register.Kind(form.Text("kind")), On: form.Date("on"), Place: form.Text("place"),
		Minutes: form.Number("minutes", 0), Note: form.Text("note"), Others: form.Number("others", 0)}
	cases, _, err := p.registered(q, form)
	if err != nil {
		return err
	}
	for _, c := range cases {
		n := c.Person.String()
		in.Lines = append(in.Lines, register.Line{Person: c.Person, Came: register.Came(form.Text("came-" + n)), Words: form.Text("line-" + n)})
	}
	if err = form.Err(); err == nil {
		_, err = p.Registers.Record(q.Context(), q.Actor, in)
	}
	if problems, shown := q.Problems(form, err); shown {
		return p.renderRegister(q, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.DropDraft("/register/new")
	q.Flash("The register is kept, with a line in each story.")
	if !q.Actor.Has(authz.LinkWorker) {
		return q.Redirect("/people")
	}
	return q.Redirect("/today")
}

// cameOptions are short, so that three of them fit beside a name.
func cameOptions() []ui.Option {
	return []ui.Option{{Value: string(register.Yes), Label: "Came"}, {Value: string(register.No), Label: "Did not"}, {Value: string(register.NotExpected), Label: "Not expected"}}
}

func kindsOfSession() []ui.Option {
	var out []ui.Option
	for _, k := range register.Kinds() {
		out = append(out, ui.Option{Value: string(k), Label: k.Words()})
	}
	return out
}

func sortByName(cases []caseload.Listed, cards map[person.ID]person.Card) {
	slices.SortStableFunc(cases, func(a, b caseload.Listed) int { return strings.Compare(cards[a.Person].Name, cards[b.Person].Name) })
}

// open reports whether the optional part has something to show.
func (v registerView) open() bool {
	for _, name := range []string{"place", "minutes", "others", "on-day"} {
		if v.form.Text(name) != "" {
			return true
		}
	}
	return ui.ErrorFor(v.problems, "on") != ""
}
