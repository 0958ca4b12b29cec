package admin

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"weft/internal/account"
	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/id"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// recordView is the record with what narrows it.
type recordView struct {
	action   string
	form     *site.Form
	problems []ui.Problem
	who      []ui.Option
	what     []ui.Option
	how      []ui.Option
	table    ui.TableProps
	none     bool
	pages    ui.PagesProps
}

// recordPage is how many events a page shows.
const recordPage = 100

// withoutAccount are the kinds of actor that have no account, as values of "who".
func withoutAccount() []authz.Kind { return []authz.Kind{authz.System, authz.Link, authz.Public} }

func (p Pages) audit(q *site.Request) error {
	if err := authz.Check(q.Actor, authz.AuditRead); err != nil {
		return err
	}
	form := site.Filled(q.URL.Query())
	f := audit.Filter{Outcome: form.Text("how"), Action: strings.TrimSpace(form.Text("what")), Limit: recordPage}
	if who := form.Text("who"); slices.Contains(withoutAccount(), authz.Kind(who)) {
		f.Kind = authz.Kind(who)
	} else if one, err := id.Parse[authz.Actor](who); err == nil {
		f.Actor = one
	}
	if older, err := id.Parse[audit.Event](form.Text("older")); err == nil {
		f.Older = older
	}
	if d := form.Date("from"); !d.IsZero() {
		f.From = d.Time(q.Site.Zone)
	}
	if d := form.Date("to"); !d.IsZero() {
		f.To = d.AddDays(1).Time(q.Site.Zone)
	}
	problems, _ := q.Problems(form, nil)
	events, err := q.Site.Audit.Search(q.Context(), q.Actor, f)
	if err != nil {
		return err
	}
	v := recordView{action: q.To("/audit"), form: form, problems: problems, none: len(events) == 0}
	if v.who, err = p.actors(q); err != nil {
		return err
	}
	v.what, v.how = capabilityOptions(), outcomeOptions()
	if v.table, err = p.recordTable(q, events); err != nil {
		return err
	}
	if len(events) == recordPage {
		v.pages.OlderHref = q.To("/audit?" + without(form.Values, events[len(events)-1].ID.String()).Encode())
	}
	page := q.Page("Record")
	page.Problems = problems
	return q.Render(page, auditPage(v))
}

// without is what narrows the record, from another place on.
func without(values url.Values, older string) url.Values {
	out := url.Values{"older": {older}}
	for k, v := range values {
		if k != "older" && len(v) > 0 && v[0] != "" {
			out[k] = v
		}
	}
	return out
}

// actors are whom the record can be narrowed to.
func (p Pages) actors(q *site.Request) ([]ui.Option, error) {
	list, err := p.Accounts.List(q.Context(), q.Actor, account.Filter{})
	out := []ui.Option{{Value: "", Label: "Anyone"}}
	for _, k := range withoutAccount() {
		out = append(out, ui.Option{Value: string(k), Label: kindWords(k)})
	}
	for _, a := range list {
		out = append(out, ui.Option{Value: a.ID.String(), Label: a.Name})
	}
	return out, err
}

// capabilityOptions are the kinds of event, in plain words.
func capabilityOptions() []ui.Option {
	out := []ui.Option{{Value: "", Label: "Anything"}, {Value: "person.look", Label: "Looked at a person"}}
	for _, c := range [][2]string{{"account", "Accounts"}, {"role", "Roles"}, {"org", "Organisations"}, {"service", "Services"}, {"person", "People"},
		{"consent", "Agreements"}, {"referral", "Referrals"}, {"case", "Cases"}, {"contact", "Contacts"}, {"plan", "Plans"}, {"connection", "Connections"},
		{"concern", "Concerns"}, {"call", "Calls"}, {"message", "Messages"}, {"directory", "Groups"}} {
		out = append(out, ui.Option{Value: c[0], Label: c[1]})
	}
	return out
}

func outcomeOptions() []ui.Option {
	return []ui.Option{{Value: "", Label: "Any"}, {Value: "done", Label: "Done"}, {Value: "denied", Label: "Refused"}, {Value: "failed", Label: "Failed"}}
}

func (p Pages) recordTable(q *site.Request, events []audit.Event) (ui.TableProps, error) {
	var ids []authz.AccountID
	for _, e := range events {
		ids = append(ids, e.Actor)
	}
	names, err := p.Accounts.Names(q.Context(), ids...)
	if err != nil {
		return ui.TableProps{}, err
	}
	t := ui.TableProps{Caption: "What was done, newest first", Compact: true, Stacked: true, NoRowHeads: true,
		Columns: []ui.Column{{Label: "When"}, {Label: "Who"}, {Label: "What"}, {Label: "On"}, {Label: "Outcome"}}}
	for _, e := range events {
		who := names[e.Actor]
		if who == "" {
			who = kindWords(e.Kind)
		}
		t.Rows = append(t.Rows, []ui.Cell{{Text: exactly(q, e.At)}, {Text: who}, {Text: e.Action}, {Text: e.Subject.Kind + " " + short(e.Subject.ID)}, {Text: e.Outcome}})
	}
	return t, nil
}

// exactly is a time with its year, for a record that reaches back.
func exactly(q *site.Request, at time.Time) string {
	if q.Site.Clock.Now().Sub(at) < 300*24*time.Hour {
		return frame.When(q, at)
	}
	return at.In(q.Site.Zone).Format("2 January 2006, 15.04")
}

func kindWords(k authz.Kind) string {
	switch k {
	case authz.System:
		return "Weft itself"
	case authz.Link:
		return "A group, by its link"
	case authz.Account:
		return "An account"
	case authz.Public:
		return "Someone without an account"
	}
	return string(k)
}

// short is the end of an id, enough to tell two records apart on one page.
func short(s string) string {
	if len(s) > 6 {
		return s[len(s)-6:]
	}
	return s
}
