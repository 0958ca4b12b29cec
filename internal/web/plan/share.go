package plan

import (
	"net/http"

	"weft/internal/authz"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/plan"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// shareView is a form about other people: a copy of the plan, or a supporter.
type shareView struct {
	f        frame.Frame
	to       string
	key      string
	version  int
	change   bool
	form     *site.Form
	problems []ui.Problem
}

func (p Pages) copyForm(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	return p.renderCopy(q, f, site.Filled(nil), nil, http.StatusOK)
}

func (p Pages) renderCopy(q *site.Request, f frame.Frame, form *site.Form, problems []ui.Problem, status int) error {
	if err := authz.Check(q.Actor, authz.CaseWork); err != nil {
		return err
	}
	v := shareView{f: f, to: q.To(f.Path + "/plan/copy"), key: q.Key(), form: form, problems: problems}
	page := f.Page(q, "Copy of the plan", false)
	page.Problems, page.Back = problems, &ui.Link{Href: q.To(f.Path + "/plan"), Label: "Plan"}
	return q.RenderStatus(status, page, copyPage(v))
}

func (p Pages) share(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	in := plan.NewCopy{Key: form.Key(), Holder: plan.Holder(form.Text("holder")), Who: form.Text("who"), How: plan.Way(form.Text("how")),
		On: form.Date("on"), Agreed: form.Ticked("agreed")}
	told := false
	if err = form.Err(); err == nil {
		told, err = p.Telling.Share(q.Context(), q.Actor, f.Card.ID, in)
	}
	if problems, shown := q.Problems(form, err); shown {
		return p.renderCopy(q, f, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	if in.Holder == plan.HeldByPerson {
		said := firstName(f.Card) + " has the plan: " + lower(in.How.Words()) + "."
		switch {
		case told && in.How == plan.Posted:
			said += " A letter to go with it waits to be printed."
		case told:
			said += " They get an e-mail that says so."
		}
		q.Flash(said)
	} else {
		q.Flash("Kept.")
	}
	return q.Redirect(f.Path + "/plan")
}

func holderOptions(f frame.Frame) []ui.Option {
	var out []ui.Option
	for _, h := range plan.Holders() {
		o := ui.Option{Value: string(h), Label: h.Words()}
		if h == plan.HeldByPerson {
			o.Label = firstName(f.Card)
		}
		out = append(out, o)
	}
	return out
}

func wayOptions() []ui.Option {
	var out []ui.Option
	for _, w := range plan.Ways() {
		out = append(out, ui.Option{Value: string(w), Label: w.Words()})
	}
	return out
}

func speakOptions() []ui.Option {
	var out []ui.Option
	for _, s := range plan.Speaks() {
		out = append(out, ui.Option{Value: string(s), Label: s.Words()})
	}
	return out
}

// supporter returns the one in the address, or nobody on the page that adds one.
func (p Pages) supporter(q *site.Request, f frame.Frame) (plan.Supporter, error) {
	if q.PathValue("supporter") == "" {
		return plan.Supporter{}, nil
	}
	sid, err := id.Parse[plan.Supporter](q.PathValue("supporter"))
	if err != nil {
		return plan.Supporter{}, err
	}
	list, err := p.Plans.Supporters(q.Context(), q.Actor, f.Card.ID)
	if err != nil {
		return plan.Supporter{}, err
	}
	for _, s := range list {
		if s.ID == sid {
			return s, nil
		}
	}
	return plan.Supporter{}, errs.New(errs.NotFound, "plan.supporter_not_found")
}

func (p Pages) supporterForm(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	return p.renderSupporter(q, f, site.Filled(nil), nil, http.StatusOK)
}

func (p Pages) renderSupporter(q *site.Request, f frame.Frame, form *site.Form, problems []ui.Problem, status int) error {
	if err := authz.Check(q.Actor, authz.CaseWork); err != nil {
		return err
	}
	s, err := p.supporter(q, f)
	if err != nil {
		return err
	}
	if len(form.Values) == 0 && !s.ID.IsZero() {
		form.Values.Set("name", s.Name)
		form.Values.Set("helps", s.Helps)
		form.Values.Set("speak", string(s.Speak))
		form.Values.Set("speak_how", s.SpeakHow)
	}
	v := shareView{f: f, to: q.To(f.Path + "/plan/supporter"), key: q.Key(), form: form, problems: problems, version: int(s.Version), change: !s.ID.IsZero()}
	if v.change {
		v.to += "/" + s.ID.String()
	}
	page := f.Page(q, "On their side", false)
	page.Problems, page.Back = problems, &ui.Link{Href: q.To(f.Path + "/plan"), Label: "Plan"}
	return q.RenderStatus(status, page, supporterPage(v))
}

func (p Pages) keepSupporter(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	in := plan.NewSupporter{Key: form.Key(), Version: form.Version(), Name: form.Text("name"), Helps: form.Text("helps"),
		Speak: plan.Speak(form.Text("speak")), SpeakHow: form.Text("speak_how"), End: form.Ticked("end")}
	if s := q.PathValue("supporter"); s != "" {
		if in.ID, err = id.Parse[plan.Supporter](s); err != nil {
			return err
		}
	}
	err = p.Plans.KeepSupporter(q.Context(), q.Actor, f.Card.ID, in)
	if problems, shown := q.Problems(form, err); shown {
		return p.renderSupporter(q, f, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.Flash("Kept.")
	return q.Redirect(f.Path + "/plan")
}
