package calls

import (
	"net/http"

	"weft/internal/authz"
	"weft/internal/call"
	"weft/internal/clock"
	"weft/internal/org"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// rotaWeeks is how far ahead the page shows the rota.
const rotaWeeks = 4

// rotaView is one choice for each working day of the coming weeks.
type rotaView struct {
	action, key string
	services    []rotaService
	form        *site.Form
	problems    []ui.Problem
}

type rotaService struct {
	id, name string
	days     []rotaDay
	workers  []ui.Option
}

// rotaDay is a day with the name of its field.
type rotaDay struct{ field, label string }

func (p Pages) rota(q *site.Request) error {
	return p.renderRota(q, nil, nil, http.StatusOK)
}

func (p Pages) renderRota(q *site.Request, form *site.Form, problems []ui.Problem, status int) error {
	services, err := p.led(q)
	if err != nil {
		return err
	}
	v := rotaView{action: q.To("/calls/rota"), key: q.Key(), form: form, problems: problems}
	if form == nil {
		v.form = site.Filled(nil)
	}
	for _, s := range services {
		rs := rotaService{id: s.ID.String(), name: s.Name, workers: []ui.Option{{Value: "", Label: "Nobody"}}}
		workers, err := p.Accounts.Holders(q.Context(), q.Actor, authz.LinkWorker, s.ID.String())
		if err != nil {
			return err
		}
		for _, w := range workers {
			rs.workers = append(rs.workers, ui.Option{Value: w.ID.String(), Label: w.Name})
		}
		days := workingDays(q.Site.Today(), s.Nation)
		named, err := p.Calls.Rota(q.Context(), q.Actor, s.ID, days[0], days[len(days)-1])
		if err != nil {
			return err
		}
		for _, d := range days {
			rs.days = append(rs.days, rotaDay{field: "day-" + d.String(), label: q.Site.Words.Weekday("en", d)})
		}
		if form == nil {
			for _, d := range named {
				v.form.Values.Set("day-"+d.Day.String(), d.Account.String())
			}
		}
		v.services = append(v.services, rs)
	}
	page := q.Page("Who is on duty")
	page.Problems, page.Back = problems, &ui.Link{Href: q.To("/calls"), Label: "Calls"}
	return q.RenderStatus(status, page, rotaPage(v))
}

// led are the services whose rota the reader may write, one at a time: the first, or
// the one that the form names.
func (p Pages) led(q *site.Request) ([]org.Service, error) {
	services, err := p.services(q, authz.DutySet)
	if err != nil {
		return nil, err
	}
	asked := q.URL.Query().Get("service")
	for _, s := range services {
		if s.ID.String() == asked {
			return []org.Service{s}, nil
		}
	}
	return services[:1], nil
}

// workingDays are those of the coming weeks in the nation.
func workingDays(today clock.Date, n clock.Nation) []clock.Date {
	var out []clock.Date
	for d := today; d.DaysSince(today) < 7*rotaWeeks; d = d.AddDays(1) {
		if clock.Working(d, n) {
			out = append(out, d)
		}
	}
	return out
}

func (p Pages) setRota(q *site.Request) error {
	form, err := q.Form()
	if err != nil {
		return err
	}
	services, err := p.led(q)
	if err != nil {
		return err
	}
	s := services[0]
	var days []call.Duty
	for _, d := range workingDays(q.Site.Today(), s.Nation) {
		if _, sent := form.Values["day-"+d.String()]; sent {
			days = append(days, call.Duty{Day: d, Account: authz.AccountID(form.Text("day-" + d.String()))})
		}
	}
	err = p.Calls.SetRota(q.Context(), q.Actor, s.ID, days)
	if problems, shown := q.Problems(form, err); shown {
		return p.renderRota(q, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.Flash("The rota is kept.")
	return q.Redirect("/calls/rota")
}
