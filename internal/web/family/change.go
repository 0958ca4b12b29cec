package family

import (
	"net/http"

	"weft/internal/authz"
	"weft/internal/errs"
	"weft/internal/family"
	"weft/internal/id"
	"weft/internal/person"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// changesView is who would like another worker.
type changesView struct {
	key  string
	list []changeView
}

type changeView struct {
	family.Change
	name     string
	href     string
	line     string
	action   string
	form     *site.Form
	problems []ui.Problem
}

func (p Pages) changes(q *site.Request) error {
	return p.renderChanges(q, "", site.Filled(nil), nil, http.StatusOK)
}

// renderChanges shows the list; which is the one whose form came back.
func (p Pages) renderChanges(q *site.Request, which family.ChangeID, form *site.Form, problems []ui.Problem, status int) error {
	list, err := p.Family.Changes(q.Context(), q.Actor)
	if err != nil {
		return err
	}
	var people []person.ID
	var workers []authz.AccountID
	for _, c := range list {
		people, workers = append(people, c.Person), append(workers, c.Worker)
	}
	cards, err := p.Frame.People.Cards(q.Context(), q.Actor, people)
	if err != nil {
		return err
	}
	names, err := p.Accounts.Names(q.Context(), workers...)
	if err != nil {
		return err
	}
	v := changesView{key: q.Key()}
	for _, c := range list {
		one := changeView{Change: c, name: cards[c.Person].Name, href: q.To("/people/" + c.Person.String()), form: site.Filled(nil),
			action: q.To("/changes/" + c.ID.String()), line: "Asked " + onDay(frame.Day(q, c.Asked)) + ". With " + names[c.Worker] + " now."}
		if c.ID == which {
			one.form, one.problems = form, problems
		}
		v.list = append(v.list, one)
	}
	page := q.Page("Another worker")
	page.Problems = inForm(which, problems)
	page.Back = &ui.Link{Href: q.To("/referrals"), Label: "Referrals"}
	return q.RenderStatus(status, page, changesPage(v))
}

// inForm leads from the summary to the fields of one of several forms.
func inForm(which family.ChangeID, problems []ui.Problem) []ui.Problem {
	out := make([]ui.Problem, len(problems))
	for i, p := range problems {
		if p.Field != "" {
			p.Field += "-" + which.String()
		}
		out[i] = p
	}
	return out
}

func (p Pages) settle(q *site.Request) error {
	which, err := id.Parse[family.Change](q.PathValue("change"))
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	err = p.Family.SettleChange(q.Context(), q.Actor, which, form.Version(), family.Status(form.Text("to")), form.Text("words"))
	if problems, shown := q.Problems(form, err); shown {
		return p.renderChanges(q, which, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.Flash("Kept.")
	return q.Redirect("/changes")
}

func settleOptions() []ui.Option {
	return []ui.Option{{Value: string(family.Arranged), Label: "Another worker is arranged", Hint: "Hand their case over on their own page"},
		{Value: string(family.TalkedOver), Label: "We talked it over, and they stay with the same worker"}}
}

// lookedView is who has looked, in words for the person.
type lookedView struct {
	f       frame.Frame
	tabs    []ui.NavItem
	lang    string
	other   string
	words   func(lang, key string, args ...any) string
	table   ui.TableProps
	print   string
	sharing string
	day     string
	phone   string
}

func (p Pages) lookedView(q *site.Request) (lookedView, ui.Page, error) {
	f, err := p.Frame.Load(q)
	if err != nil {
		return lookedView{}, ui.Page{}, err
	}
	list, err := p.Family.Looked(q.Context(), q.Actor, f.Card.ID)
	if err != nil {
		return lookedView{}, ui.Page{}, err
	}
	v := lookedView{f: f, lang: "en", other: "cy", words: q.Site.Words.T, print: q.To(f.Path + "/looked/print"), sharing: q.To(f.Path + "/sharing")}
	if f.Card.Language == "cy" {
		v.lang, v.other = "cy", "en"
	}
	v.day = q.Site.Words.DateYear(v.lang, q.Site.Today())
	v.table = ui.TableProps{Caption: v.say("family.looked.title"), CaptionHidden: true, Stacked: true,
		Columns: []ui.Column{{Label: v.say("family.looked.day")}, {Label: v.say("family.looked.who")}, {Label: v.say("family.looked.times")}}}
	for _, l := range list {
		v.table.Rows = append(v.table.Rows, []ui.Cell{{Text: q.Site.Words.DateYear(v.lang, l.On)}, {Text: upper(v.say(l.Role)) + ", " + l.Place},
			{Text: q.Site.Words.N(v.lang, "family.looked.count", l.Times)}})
	}
	page := f.Page(q, "Who has looked", false)
	page.Back = &ui.Link{Href: v.sharing, Label: "Sharing"}
	return v, page, nil
}

func (v lookedView) say(key string, args ...any) string { return v.words(v.lang, key, args...) }

func upper(s string) string {
	if s == "" || s[0] < 'a' || s[0] > 'z' {
		return s
	}
	return string(s[0]-'a'+'A') + s[1:]
}

func (p Pages) looked(q *site.Request) error {
	v, page, err := p.lookedView(q)
	if err != nil {
		return err
	}
	v.tabs = v.f.Tabs(q, "Sharing")
	return q.Render(page, lookedPage(v))
}

// print is the list on paper: without the bar, which holds what is not for others to read.
func (p Pages) print(q *site.Request) error {
	v, _, err := p.lookedView(q)
	if err != nil {
		return err
	}
	page := q.Page(v.say("family.looked.title"))
	page.Lang, page.Narrow, page.SafeguardingHref = v.lang, true, q.To(v.f.Path+"/concern")
	page.Back = &ui.Link{Href: q.To(v.f.Path + "/looked"), Label: "Back"}
	if v.f.HasCase {
		service, err := p.Orgs.ServiceByID(q.Context(), v.f.Case.Service)
		if err != nil && !errs.Is(err, errs.NotFound) {
			return err
		}
		v.phone = service.Phone
		page.PrintLine = service.Name + ", " + service.Phone
	}
	return q.Render(page, printPage(v))
}
