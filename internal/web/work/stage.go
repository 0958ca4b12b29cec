package work

import (
	"net/http"
	"sort"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/contact"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/journey"
	"weft/internal/person"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// formView is one form about one person. rest is what only some pages need.
type formView struct {
	f        frame.Frame
	action   string
	autosave string
	key      string
	version  int
	form     *site.Form
	problems []ui.Problem
	options  []ui.Option
	words    string
	late     bool
	refer    string
	today    clock.Date
}

// personForm is how the pages of this file work: a frame, a permission, a form that
// keeps what was typed, a use case, and a sentence.
type personForm struct {
	path  string // below the person's page
	title string
	may   authz.Permission
	fill  func(q *site.Request, v *formView) error
	draw  func(q *site.Request, v formView, page ui.Page, status int) error
	do    func(q *site.Request, f frame.Frame, form *site.Form) error
	said  func(f frame.Frame) string
	to    func(f frame.Frame) string // where it leads; the person's page when nil
	gone  bool                       // who sends it does not see the person afterwards
}

func (p Pages) form(s *site.Site, w personForm) {
	show := func(q *site.Request, f frame.Frame, form *site.Form, version int64, problems []ui.Problem, status int) error {
		if err := authz.Check(q.Actor, w.may); err != nil {
			return err
		}
		v := formView{f: f, action: q.To(f.Path + w.path), key: q.Key(), version: int(version), form: form, problems: problems,
			autosave: q.AutosaveTo(), today: q.Site.Today()}
		if status == http.StatusConflict {
			v.version = int(f.Case.Version)
		}
		if w.fill != nil {
			if err := w.fill(q, &v); err != nil {
				return err
			}
		}
		page := f.Page(q, w.title, false)
		page.Problems = problems
		page.Back = &ui.Link{Href: q.To(f.Path), Label: f.Card.Name}
		return w.draw(q, v, page, status)
	}
	s.Form("/people/{id}"+w.path, func(q *site.Request) error {
		f, err := p.Frame.Load(q)
		if err != nil {
			return err
		}
		form, kept := q.Draft()
		version := f.Case.Version
		if kept {
			version = form.Version()
		} else {
			form = site.Filled(nil)
		}
		return show(q, f, form, version, nil, http.StatusOK)
	}, func(q *site.Request) error {
		f, err := p.Frame.Load(q)
		if errs.Is(err, errs.NotFound) && w.gone {
			return p.replayed(q, w, err)
		}
		if err != nil {
			return err
		}
		form, err := q.Form()
		if err != nil {
			return err
		}
		err = w.do(q, f, form)
		if problems, shown := q.Problems(form, err); shown {
			return show(q, f, form, form.Version(), problems, site.FormStatus(err))
		}
		if err != nil {
			return err
		}
		q.DropDraft(f.Path + w.path)
		q.Flash(w.said(f))
		if w.to != nil {
			return q.Redirect(w.to(f))
		}
		return q.Redirect(f.Path)
	})
}

// replayed answers a form that was sent twice by somebody who does not see the person
// any more since the first time. For anybody else nothing is there.
func (p Pages) replayed(q *site.Request, w personForm, notThere error) error {
	pid, err := id.Parse[person.Person](q.PathValue("id"))
	if err != nil {
		return notThere
	}
	form, err := q.Form()
	if err != nil || form.Key() == "" {
		return notThere
	}
	f := frame.Frame{Card: person.Card{ID: pid}, Path: "/people/" + pid.String()}
	if err := w.do(q, f, form); err != nil {
		return notThere
	}
	q.Flash(w.said(f))
	return q.Redirect(w.to(f))
}

// needsCase answers as if nothing were there when the person has no case that the
// reader may see.
func needsCase(_ *site.Request, v *formView) error {
	if !v.f.HasCase {
		return errs.New(errs.NotFound, "caseload.not_found")
	}
	return nil
}

func (p Pages) stages(s *site.Site) {
	p.form(s, personForm{path: "/hold", title: "Put on hold", may: authz.CaseWork, fill: func(q *site.Request, v *formView) error {
		if v.form.Text("until-day") == "" {
			v.form.SetDate("until", q.Site.Today().AddDays(28))
		}
		return needsCase(q, v)
	}, draw: func(q *site.Request, v formView, page ui.Page, status int) error {
		return q.RenderStatus(status, page, holdPage(v))
	}, do: func(q *site.Request, f frame.Frame, form *site.Form) error {
		in := caseload.Hold{Version: form.Version(), Why: form.Text("why"), Until: form.Date("until")}
		if err := form.Err(); err != nil {
			return err
		}
		return p.Cases.PutOnHold(q.Context(), q.Actor, f.Card.ID, in)
	}, said: func(f frame.Frame) string {
		return "On hold. Nothing is asked about " + f.Card.Name + " until the day to look again."
	}})
	p.form(s, personForm{path: "/take-up", title: "Take up again", may: authz.CaseWork, fill: needsCase,
		draw: func(q *site.Request, v formView, page ui.Page, status int) error {
			return q.RenderStatus(status, page, takeUpPage(v))
		}, do: func(q *site.Request, f frame.Frame, form *site.Form) error {
			in := caseload.TakeUp{Version: form.Version(), Next: next(form, q.Site.Today())}
			if err := form.Err(); err != nil {
				return err
			}
			return p.Cases.TakeUpAgain(q.Context(), q.Actor, f.Card.ID, in)
		}, said: func(f frame.Frame) string { return "Taken up again with " + f.Card.Name + "." }})
	p.form(s, personForm{path: "/step-down", title: "Step down", may: authz.CaseWork, fill: needsCase,
		draw: func(q *site.Request, v formView, page ui.Page, status int) error {
			return q.RenderStatus(status, page, stepDownPage(v))
		}, do: func(q *site.Request, f frame.Frame, form *site.Form) error {
			return p.Cases.StepDown(q.Context(), q.Actor, f.Card.ID, form.Version(), form.Text("words"))
		}, said: func(f frame.Frame) string { return "Stepping down with " + f.Card.Name + "." }})
	p.form(s, personForm{path: "/level", title: "How much support", may: authz.CaseWork, fill: func(q *site.Request, v *formView) error {
		if v.form.Text("level") == "" {
			v.form.Values.Set("level", string(v.f.Case.Level))
			v.form.Values.Set("why", v.f.Case.LevelWhy)
		}
		return needsCase(q, v)
	}, draw: func(q *site.Request, v formView, page ui.Page, status int) error {
		return q.RenderStatus(status, page, levelPage(v))
	}, do: func(q *site.Request, f frame.Frame, form *site.Form) error {
		return p.Cases.SetLevel(q.Context(), q.Actor, f.Card.ID, form.Version(), caseload.Level(form.Text("level")), form.Text("why"))
	}, said: func(frame.Frame) string { return "Kept: how much support." }})
}

func (p Pages) ends(s *site.Site) {
	p.form(s, personForm{path: "/hand-over", title: "Hand over", may: authz.CaseWork, fill: p.handOverTo, draw: func(q *site.Request, v formView, page ui.Page, status int) error {
		return q.RenderStatus(status, page, handOverPage(v))
	}, do: func(q *site.Request, f frame.Frame, form *site.Form) error {
		in := journey.HandOver{Key: form.Key(), Version: form.Version(), To: authz.AccountID(form.Text("worker")), Words: form.Text("words"),
			TellPerson: form.Ticked("tell_person"), Meet: caseload.Next{Kind: caseload.Meeting, Note: "Hand-over, together", On: form.Date("next_on"),
				Time: form.Text("next_time"), Place: form.Text("next_place")}}
		if err := form.Err(); err != nil {
			return err
		}
		return errs.Renamed(p.Journey.HandOver(q.Context(), q.Actor, f.Card.ID, in), map[string]string{"next": "next_on"})
	}, said: func(frame.Frame) string { return "Handed over. The next link worker sees the whole story now." },
		to: func(frame.Frame) string { return "/people" }, gone: true})
	p.form(s, personForm{path: "/reopen", title: "Open again", may: authz.CaseWork, fill: p.reopenFor, draw: func(q *site.Request, v formView, page ui.Page, status int) error {
		return q.RenderStatus(status, page, reopenPage(v))
	}, do: func(q *site.Request, f frame.Frame, form *site.Form) error {
		return p.Journey.Reopen(q.Context(), q.Actor, f.Card.ID, form.Key(), authz.AccountID(form.Text("worker")))
	}, said: func(f frame.Frame) string {
		return "Open again. The whole earlier story of " + f.Card.Name + " is here."
	}})
	p.form(s, personForm{path: "/follow-up", title: "One more look", may: authz.CaseWork, fill: needsCase,
		draw: func(q *site.Request, v formView, page ui.Page, status int) error {
			return q.RenderStatus(status, page, lookPage(v))
		}, do: func(q *site.Request, f frame.Frame, form *site.Form) error {
			in := contact.New{Key: form.Key(), How: contact.How(form.Text("how")), Outcome: contact.Outcome(form.Text("outcome")), Note: form.Text("note"),
				Agreed: form.Text("agreed"), Next: next(form, q.Site.Today())}
			if err := form.Err(); err != nil {
				return err
			}
			_, err := p.Telling.Look(q.Context(), q.Actor, f.Card.ID, in, form.Ticked("tell"))
			return err
		}, said: func(frame.Frame) string { return "Kept. Thank you for looking once more." }})
	p.form(s, personForm{path: "/died", title: "A death", may: authz.PersonEdit, draw: func(q *site.Request, v formView, page ui.Page, status int) error {
		return q.RenderStatus(status, page, diedPage(v))
	}, do: func(q *site.Request, f frame.Frame, form *site.Form) error {
		if !f.Card.Died.IsZero() {
			return errs.New(errs.Conflict, "person.died_already")
		}
		in := journey.Death{Key: form.Key(), On: form.Date("on"), Words: form.Text("words")}
		if err := form.Err(); err != nil {
			return err
		}
		return p.Journey.Died(q.Context(), q.Actor, f.Card.ID, in)
	}, said: func(f frame.Frame) string {
		return "Recorded. Nothing more is sent to " + f.Card.Name + ", and nothing more is asked."
	}})
	p.form(s, personForm{path: "/not-died", title: "Recorded by mistake", may: authz.PersonUndoDeath, draw: func(q *site.Request, v formView, page ui.Page, status int) error {
		return q.RenderStatus(status, page, notDiedPage(v))
	}, do: func(q *site.Request, f frame.Frame, form *site.Form) error {
		return p.Journey.NotDied(q.Context(), q.Actor, f.Card.ID, form.Text("why"))
	}, said: func(f frame.Frame) string { return "Put right. What had ended for " + f.Card.Name + " goes on." }})
}

// handOverTo lists who may take the person on, and ticks that they are told.
func (p Pages) handOverTo(q *site.Request, v *formView) error {
	if err := needsCase(q, v); err != nil {
		return err
	}
	if len(v.problems) == 0 && v.form.Text("worker") == "" {
		v.form.Values.Set("tell_person", "yes")
	}
	return p.workers(q, v, v.f.Case.Worker)
}

// reopenFor says whether it is too late, and lists who may take the person on.
func (p Pages) reopenFor(q *site.Request, v *formView) error {
	if err := needsCase(q, v); err != nil {
		return err
	}
	v.late, v.refer = !v.f.Case.MayReopen(q.Site.Clock.Now()), q.To("/referrals/new")
	if v.form.Text("worker") == "" {
		v.form.Values.Set("worker", v.f.Case.Worker.String())
	}
	return p.workers(q, v, "")
}

func (p Pages) workers(q *site.Request, v *formView, but authz.AccountID) error {
	names, err := p.Journey.Workers(q.Context(), q.Actor, v.f.Card.ID)
	for id, name := range names {
		if id != but {
			v.options = append(v.options, ui.Option{Value: id.String(), Label: name})
		}
	}
	sort.Slice(v.options, func(i, j int) bool { return v.options[i].Label < v.options[j].Label })
	return err
}

func levelOptions() []ui.Option {
	var out []ui.Option
	for _, l := range caseload.Levels() {
		out = append(out, ui.Option{Value: string(l), Label: l.Words()})
	}
	return out
}

// confirm notes that the person will be there.
func (p Pages) confirm(q *site.Request) error {
	return p.aboutNext(q, "Confirmed.", func(f frame.Frame, form *site.Form) error {
		return p.Cases.Confirm(q.Context(), q.Actor, f.Card.ID, caseload.Confirmation(form.Text("how")))
	})
}

// interpreter notes where the interpreter of the next meeting stands.
func (p Pages) interpreter(q *site.Request) error {
	return p.aboutNext(q, "Kept: where the interpreter stands.", func(f frame.Frame, form *site.Form) error {
		return p.Cases.AskInterpreter(q.Context(), q.Actor, f.Card.ID, caseload.Interpreter(form.Text("interpreter")))
	})
}

func (p Pages) aboutNext(q *site.Request, said string, do func(f frame.Frame, form *site.Form) error) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	err = do(f, form)
	if problems, shown := q.Problems(form, err); shown {
		fillNext(form, f.Case.Next)
		return p.renderNext(q, f, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.Flash(said)
	return q.Redirect(f.Path)
}
