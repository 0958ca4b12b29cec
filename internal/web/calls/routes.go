package calls

import (
	"strings"

	"weft/internal/account"
	"weft/internal/authz"
	"weft/internal/call"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/search"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// Pages are what these pages call.
type Pages struct {
	Orgs     *org.Orgs
	Accounts *account.Service
	People   *person.Service
	Calls    *call.Service
	Search   *search.Service
}

// Routes adds the pages to the site.
func (p Pages) Routes(s *site.Site) {
	s.Handle("GET /calls", p.index)
	s.Form("/calls/new", p.new, p.create)
	s.Handle("GET /calls/{call}", p.show)
	s.Handle("POST /calls/{call}/take", p.take)
	s.Handle("POST /calls/{call}/back", p.putBack)
	s.Handle("POST /calls/{call}/done", p.done)
	s.Handle("POST /calls/{call}/match", p.match)
	s.Handle("POST /calls/{call}/stand-in", p.standIn)
	s.Form("/calls/rota", p.rota, p.setRota)
}

// indexView is the queue: who is on duty, and who rang.
type indexView struct {
	duty      []string
	rows      []ui.RowProps
	note, set string
}

func (p Pages) index(q *site.Request) error {
	list, err := p.Calls.Open(q.Context(), q.Actor)
	if err != nil {
		return err
	}
	on, err := p.Calls.OnDuty(q.Context(), q.Actor)
	if err != nil {
		return err
	}
	names, cards, err := p.known(q, list, on)
	if err != nil {
		return err
	}
	v := indexView{note: q.To("/calls/new")}
	if q.Actor.May(authz.DutySet) {
		v.set = q.To("/calls/rota")
	}
	for _, who := range on {
		v.duty = append(v.duty, names[who])
	}
	for _, c := range list {
		v.rows = append(v.rows, p.row(q, c, names, cards, on))
	}
	page := q.Page("Calls")
	if q.Actor.May(authz.CaseWork) {
		page.Back = &ui.Link{Href: q.To("/today"), Label: "Today"}
	}
	return q.Render(page, indexPage(v))
}

// known reads the names of the accounts and the people of a list in three statements.
func (p Pages) known(q *site.Request, list []call.Call, on map[org.ServiceID]authz.AccountID) (map[authz.AccountID]string, map[person.ID]person.Card, error) {
	var accounts []authz.AccountID
	var people []person.ID
	for _, who := range on {
		accounts = append(accounts, who)
	}
	for _, c := range list {
		if !c.Holder.IsZero() {
			accounts = append(accounts, c.Holder)
		}
		if !c.Person.IsZero() {
			people = append(people, c.Person)
		}
	}
	names, err := p.Accounts.Names(q.Context(), accounts...)
	if err != nil {
		return nil, nil, err
	}
	cards, err := p.People.Cards(q.Context(), q.Actor, people)
	return names, cards, err
}

func (p Pages) row(q *site.Request, c call.Call, names map[authz.AccountID]string, cards map[person.ID]person.Card, on map[org.ServiceID]authz.AccountID) ui.RowProps {
	at := q.To("/calls/" + c.ID.String())
	r := ui.RowProps{Title: title(c, cards), Href: at, Text: sentence(frame.When(q, c.At)) + " " + c.Words}
	if c.Urgent {
		r.Chips = append(r.Chips, "Ring soon")
	}
	if c.Status == call.Taken {
		r.Chips = append(r.Chips, names[c.Holder]+" rings back")
	}
	switch {
	case c.Masked && on[c.Service] == q.Actor.ID:
		r.Text = sentence(frame.When(q, c.At)) + " Somebody whom a colleague looks after."
		r.Actions = ui.ButtonForm(ui.FormProps{Action: at + "/stand-in", Key: q.Key()}, ui.ButtonProps{Label: "Stand in", For: "for a colleague", Small: true, Kind: ui.Secondary})
	case c.Masked:
		r.Href, r.Text = "", sentence(frame.When(q, c.At))+" Only they and the duty worker see who it is."
	case c.Status == call.Waiting:
		r.Actions = ui.ButtonForm(ui.FormProps{Action: at + "/take", Key: q.Key(), Version: int(c.Version)},
			ui.ButtonProps{Label: "I will ring back", For: r.Title, Small: true, Kind: ui.Secondary})
	}
	return r
}

// sentence makes a sentence of when it was.
func sentence(when string) string { return strings.ToUpper(when[:1]) + when[1:] + "." }

// title is who rang, as well as the reader may know it.
func title(c call.Call, cards map[person.ID]person.Card) string {
	name := cards[c.Person].Name
	switch {
	case c.Masked:
		return "For a colleague"
	case name != "" && c.Who != "" && !strings.EqualFold(c.Who, name):
		return c.Who + ", about " + name
	case name != "":
		return name
	case c.Who != "":
		return c.Who
	default:
		return c.Number
	}
}

// callOf is the id of the call that the address names.
func callOf(q *site.Request) (call.ID, error) { return id.Parse[call.Call](q.PathValue("call")) }

// step runs one change of a call and says what happened.
func (p Pages) step(q *site.Request, said, to string, do func(cid call.ID, f *site.Form) error) error {
	cid, err := callOf(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	err = do(cid, form)
	if problems, shown := q.Problems(form, err); shown {
		return p.renderShow(q, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.Flash(said)
	if to == "" {
		to = "/calls/" + cid.String()
	}
	return q.Redirect(to)
}

func (p Pages) take(q *site.Request) error {
	return p.step(q, "You ring back. Your colleagues see that.", "", func(cid call.ID, f *site.Form) error {
		return p.Calls.Take(q.Context(), q.Actor, cid, f.Version())
	})
}

func (p Pages) putBack(q *site.Request) error {
	return p.step(q, "Put back. Somebody else can ring now.", "/calls", func(cid call.ID, f *site.Form) error {
		return p.Calls.PutBack(q.Context(), q.Actor, cid, f.Version())
	})
}

func (p Pages) standIn(q *site.Request) error {
	return p.step(q, "You stand in until the end of tomorrow. That is on the record.", "", func(cid call.ID, _ *site.Form) error {
		return p.Calls.StandIn(q.Context(), q.Actor, cid)
	})
}

func (p Pages) match(q *site.Request) error {
	return p.step(q, "Kept. Only those who work with them read this call now.", "", func(cid call.ID, f *site.Form) error {
		var who person.ID
		if typed := f.Text("person"); typed != "" {
			var err error
			if who, err = id.Parse[person.Person](typed); err != nil {
				return errs.New(errs.NotFound, "person.not_found")
			}
		}
		return p.Calls.Match(q.Context(), q.Actor, cid, f.Version(), who)
	})
}

// done ends a call; where they spoke with somebody on record, the contact form is next.
func (p Pages) done(q *site.Request) error {
	cid, err := callOf(q)
	if err != nil {
		return err
	}
	c, err := p.Calls.ByID(q.Context(), q.Actor, cid)
	if err != nil {
		return err
	}
	to := "/calls"
	if !c.Person.IsZero() && q.Actor.May(authz.CaseWork) && q.PostFormValue("record") != "" {
		to = "/people/" + c.Person.String() + "/contact/new"
	}
	return p.step(q, "Done. Thank you for ringing back.", to, func(cid call.ID, f *site.Form) error {
		return p.Calls.Finish(q.Context(), q.Actor, cid, f.Version(), f.Text("outcome"))
	})
}
