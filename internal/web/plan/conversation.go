package plan

import (
	"net/http"
	"strconv"

	"weft/internal/authz"
	"weft/internal/plan"
	"weft/internal/vocabulary"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// conversationView is the blank page: what matters first, then strengths, then needs.
type conversationView struct {
	f        frame.Frame
	action   string
	autosave string
	key      string
	version  int
	needs    vocabulary.List // what is offered, and what was ticked before
	form     *site.Form
	problems []ui.Problem
	theirs   plan.Conversation // what someone else kept meanwhile
	conflict bool
}

// ranks is how many needs can be put in order.
const ranks = 3

func (p Pages) conversation(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	heard, err := p.Plans.Heard(q.Context(), q.Actor, f.Card.ID)
	if err != nil {
		return err
	}
	form, kept := q.Draft()
	if !kept {
		form = site.Filled(nil)
		fill(form, heard) // an earlier episode's words too: nobody tells their story twice
	}
	version := heard.Version
	if kept {
		version = form.Version()
	}
	return p.renderConversation(q, conversationView{f: f, form: form, version: int(version)}, http.StatusOK)
}

func fill(form *site.Form, c plan.Conversation) {
	form.Values.Set("matters", c.Matters)
	form.Values.Set("strengths", c.Strengths)
	form.Values.Set("other", c.Other)
	if c.ReadBack {
		form.Values.Set("read_back", "yes")
	}
	for i, n := range c.Needs {
		if i < ranks {
			form.Values.Set("need"+strconv.Itoa(i+1), n)
		} else {
			form.Values.Add("needs", n)
		}
	}
}

func (p Pages) renderConversation(q *site.Request, v conversationView, status int) error {
	if err := authz.Check(q.Actor, authz.CaseWork); err != nil {
		return err
	}
	v.needs = v.f.Lists.Needs()
	for _, n := range append(needs(v.form), v.theirs.Needs...) {
		if e, ok := v.f.Lists.Entry(vocabulary.NeedList, n); ok && !v.needs.Has(n) {
			v.needs = append(v.needs, e.Term) // ticked before it was retired
		}
	}
	v.action, v.autosave, v.key = q.To(v.f.Path+"/conversation"), q.AutosaveTo(), q.Key()
	page := v.f.Page(q, "Conversation", false)
	page.Problems = v.problems
	page.Back = &ui.Link{Href: q.To(v.f.Path), Label: v.f.Card.Name}
	return q.RenderStatus(status, page, conversationPage(v))
}

func (p Pages) listen(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	in := plan.Conversation{Matters: form.Text("matters"), Strengths: form.Text("strengths"), Other: form.Text("other"),
		ReadBack: form.Ticked("read_back"), Needs: needs(form)}
	err = p.Plans.Listen(q.Context(), q.Actor, f.Card.ID, form.Version(), in)
	if problems, shown := q.Problems(form, err); shown {
		v := conversationView{f: f, form: form, problems: problems, version: int(form.Version())}
		if site.FormStatus(err) == http.StatusConflict {
			heard, herr := p.Plans.Heard(q.Context(), q.Actor, f.Card.ID)
			if herr != nil {
				return herr
			}
			v.theirs, v.conflict, v.version = heard, true, int(heard.Version)
		}
		return p.renderConversation(q, v, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.DropDraft(f.Path + "/conversation")
	q.Flash("Kept, in their words.")
	if form.Text("then") == "plan" {
		return q.Redirect(f.Path + "/plan/edit")
	}
	return q.Redirect(f.Path)
}

// needs returns the ranked needs first, in their order, then the others that were
// ticked.
func needs(f *site.Form) []string {
	var out []string
	seen := map[string]bool{"": true}
	add := func(code string) {
		if !seen[code] {
			seen[code] = true
			out = append(out, code)
		}
	}
	for i := 1; i <= ranks; i++ {
		add(f.Text("need" + strconv.Itoa(i)))
	}
	for _, code := range f.List("needs") {
		add(code)
	}
	return out
}

func needOptions(l vocabulary.List) []ui.Option {
	return append([]ui.Option{{Value: "", Label: "Not asked"}}, site.Options(l)...)
}

func needTicks(l vocabulary.List) []ui.Option { return needOptions(l)[1:] }

func rankLabel(i int) string {
	return [...]string{"What matters most to change", "Then", "And then"}[i]
}
