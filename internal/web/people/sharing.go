package people

import (
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/consent"
	"weft/internal/errs"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// sharingView is what is shared, on what basis, and who has looked.
type sharingView struct {
	f        frame.Frame
	tabs     []ui.NavItem
	bases    []ui.RowProps
	looks    []ui.RowProps
	given    string
	action   string
	key      string
	may      bool
	form     *site.Form
	problems []ui.Problem
}

func (p Pages) sharing(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	return p.renderSharing(q, f, site.Filled(nil), nil, 200)
}

func (p Pages) renderSharing(q *site.Request, f frame.Frame, form *site.Form, problems []ui.Problem, status int) error {
	v := sharingView{f: f, tabs: f.Tabs(q, "Sharing"), action: q.To(f.Path + "/sharing"), key: q.Key(), given: q.To(f.Path + "/looked"), may: q.Actor.May(authz.ConsentKeep), form: form, problems: problems}
	ctx := q.Context()
	if v.may {
		history, err := p.Consents.History(ctx, q.Actor, p.Frame.People, f.Card.ID)
		if err != nil {
			return err
		}
		for _, b := range history {
			v.bases = append(v.bases, ui.RowProps{Title: scopeWords(b.Scope) + ": " + answerWords(b), Text: basisText(q, b)})
		}
	}
	if q.Actor.May(authz.LooksRead) {
		if err := p.addLooks(q, f, &v); err != nil {
			return err
		}
	}
	page := f.Page(q, "Sharing", false)
	page.Problems = problems
	return q.RenderStatus(status, page, sharingPage(v))
}

func (p Pages) addLooks(q *site.Request, f frame.Frame, v *sharingView) error {
	looks, err := q.Site.Audit.Looks(q.Context(), f.Card.ID.String(), 100)
	if err != nil {
		return err
	}
	var ids []authz.AccountID
	for _, l := range looks {
		ids = append(ids, l.Actor)
	}
	names, err := p.Accounts.Names(q.Context(), ids...)
	if err != nil {
		return err
	}
	for _, l := range looks {
		v.looks = append(v.looks, ui.RowProps{Title: names[l.Actor], Text: frame.When(q, l.At)})
	}
	return nil
}

func scopeWords(s consent.Scope) string {
	switch s {
	case consent.ToReferrer:
		return "Telling whoever referred them"
	case consent.ToPractice:
		return "Telling the GP practice"
	case consent.ToGroup:
		return "Sharing with a group"
	case consent.ToPlanCopy:
		return "Copies of the plan"
	case consent.ToLetter:
		return "A letter of support"
	case consent.ToRelated:
		return "Speaking with somebody close to them"
	case consent.ToFamily:
		return "Knowing that somebody in the family has a plan too"
	default:
		return "Being referred"
	}
}

func answerWords(b consent.Basis) string {
	switch {
	case b.Answer == consent.No:
		return "no"
	case b.Answer == consent.Withdrawn:
		return "taken back"
	case b.Ground == consent.BestInterests:
		return "in their best interests"
	case b.Ground == consent.LegalDuty:
		return "a legal duty or serious harm"
	default:
		return "yes, they agreed"
	}
}

func basisText(q *site.Request, b consent.Basis) string {
	out := q.Site.Words.Day("en", clock.DateOf(b.At, q.Site.Zone), q.Site.Today())
	if b.Words != "" {
		out += ". " + b.Words
	}
	return out
}

func (p Pages) record(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	err = p.Consents.Record(q.Context(), q.Actor, p.Frame.People, f.Card.ID, consent.New{Key: form.Key(), Scope: consent.Scope(form.Text("scope")),
		Ground: consent.Agreed, Answer: consent.Answer(form.Text("agreed")), How: "spoken", Words: form.Text("words")})
	err = errs.Renamed(err, map[string]string{"basis_words": "words"})
	if problems, shown := q.Problems(form, err); shown {
		return p.renderSharing(q, f, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.Flash("Kept.")
	return q.Redirect(f.Path + "/sharing")
}

func scopeOptions() []ui.Option {
	var out []ui.Option
	for _, s := range []consent.Scope{consent.ToReferrer, consent.ToPractice, consent.ToPlanCopy} {
		out = append(out, ui.Option{Value: string(s), Label: scopeWords(s)})
	}
	return out
}
