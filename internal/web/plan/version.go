package plan

import (
	"strconv"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/plan"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// versionsView lists every version of a plan, newest first.
type versionsView struct {
	f    frame.Frame
	tabs []ui.NavItem
	list []versionItem
	plan string
}

type versionItem struct {
	title, state, agreed, reviewed, href string
	changes                              []string
	first                                bool
}

// versionView is one number as it is kept.
type versionView struct {
	f      frame.Frame
	item   versionItem
	goals  []goalView
	worse  string
	review string
}

func (p Pages) versionItem(q *site.Request, f frame.Frame, l plan.Plan) (versionItem, error) {
	out := versionItem{title: "Version " + strconv.Itoa(l.Number), state: l.Status.Words(), href: q.To(f.Path + "/plan/versions/" + l.ID.String())}
	if !l.AgreedAt.IsZero() {
		out.title += ", " + dayOf(q, l.AgreedAt)
	}
	if !l.ReviewedOn.IsZero() {
		out.reviewed = "Looked at together " + onDay(day(q, l.ReviewedOn)) + "."
	}
	var err error
	out.agreed, err = p.agreedWords(q, f, l)
	return out, err
}

func (p Pages) versions(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	if err := authz.Check(q.Actor, authz.CaseRead); err != nil {
		return err
	}
	all, err := p.Plans.Versions(q.Context(), q.Actor, f.Card.ID)
	if err != nil {
		return err
	}
	v := versionsView{f: f, tabs: f.Tabs(q, "Plan"), plan: q.To(f.Path + "/plan")}
	for i, l := range all {
		item, err := p.versionItem(q, f, l)
		if err != nil {
			return err
		}
		if i+1 < len(all) {
			item.changes = changeWords(q, plan.Changes(all[i+1], l))
		} else {
			item.first = true
		}
		v.list = append(v.list, item)
	}
	page := f.Page(q, "Every version of the plan", false)
	page.Back = &ui.Link{Href: v.plan, Label: "Plan"}
	return q.Render(page, versionsPage(v))
}

func (p Pages) version(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	if err := authz.Check(q.Actor, authz.CaseRead); err != nil {
		return err
	}
	all, err := p.Plans.Versions(q.Context(), q.Actor, f.Card.ID)
	if err != nil {
		return err
	}
	for _, l := range all {
		if l.ID.String() == q.PathValue("plan") {
			return p.renderVersion(q, f, l)
		}
	}
	return errs.New(errs.NotFound, "plan.not_found")
}

func (p Pages) renderVersion(q *site.Request, f frame.Frame, l plan.Plan) error {
	item, err := p.versionItem(q, f, l)
	if err != nil {
		return err
	}
	v := versionView{f: f, item: item, worse: l.Worse}
	if !l.ReviewOn.IsZero() {
		v.review = q.Site.Words.DateYear("en", l.ReviewOn)
	}
	for _, g := range l.Goals {
		v.goals = append(v.goals, p.goalView(q, f, g, plan.Trend{}, false))
	}
	page := f.Page(q, "Plan number "+strconv.Itoa(l.Number), false)
	page.Back = &ui.Link{Href: q.To(f.Path + "/plan/versions"), Label: "Every version of the plan"}
	return q.Render(page, versionPage(v))
}

// standingOf returns the plan by which the person goes: the newest that is no draft,
// else the draft.
func standingOf(all []plan.Plan) (plan.Plan, bool) {
	for _, l := range all {
		if l.Status != plan.Draft {
			return l, true
		}
	}
	if len(all) > 0 {
		return all[0], true
	}
	return plan.Plan{}, false
}

func dateWords(q *site.Request, lang string, d clock.Date) string {
	return q.Site.Words.DateYear(lang, d)
}
