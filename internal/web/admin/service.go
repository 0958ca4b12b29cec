package admin

import (
	"net/http"
	"strconv"
	"strings"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/org"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// serviceView is one service: what it says of itself, its teams and its posts.
type serviceView struct {
	s        org.Service
	at, key  string
	form     *site.Form
	problems []ui.Problem
	part     string // which form the problems belong to
	teams    []org.Team
	posts    []postRow
	workers  []ui.Option
	orgs     []ui.Option
	inTeams  []ui.Option
}

// postRow is a post in words.
type postRow struct{ id, title, words string }

func (p Pages) service(q *site.Request) error {
	return p.renderService(q, "", nil, nil, http.StatusOK)
}

func (p Pages) serviceOf(q *site.Request) (org.Service, error) {
	if err := authz.Check(q.Actor, authz.OrgEdit); err != nil {
		return org.Service{}, err
	}
	sid, err := id.Parse[org.Service](q.PathValue("id"))
	if err != nil {
		return org.Service{}, err
	}
	return p.Orgs.ServiceByID(q.Context(), sid)
}

func (p Pages) renderService(q *site.Request, part string, form *site.Form, problems []ui.Problem, status int) error {
	s, err := p.serviceOf(q)
	if err != nil {
		return err
	}
	v := serviceView{s: s, at: q.To("/admin/services/" + s.ID.String()), key: q.Key(), form: form, part: part, problems: problems}
	if form == nil {
		v.form = site.Filled(nil)
	}
	if part != "about" {
		for name, value := range map[string]string{"name": s.Name, "phone": s.Phone, "hours": s.Hours, "about": s.About, "hours_cy": s.HoursCy, "about_cy": s.AboutCy, "not_for": s.NotFor,
			"controller": s.Controller, "nation": string(s.Nation)} {
			v.form.Values.Set(name, value)
		}
	}
	if v.teams, err = p.Orgs.Teams(q.Context(), q.Actor, s.ID); err != nil {
		return err
	}
	if err := p.addPosts(q, &v); err != nil {
		return err
	}
	page := q.Page(s.Name)
	page.Problems, page.Back = problems, &ui.Link{Href: q.To("/admin/services"), Label: "Services"}
	return q.RenderStatus(status, page, servicePage(v))
}

// addPosts reads the posts of today and what a new one chooses from.
func (p Pages) addPosts(q *site.Request, v *serviceView) error {
	posts, err := p.Orgs.Posts(q.Context(), q.Actor, v.s.ID, q.Site.Today())
	if err != nil {
		return err
	}
	workers, err := p.Accounts.Holders(q.Context(), q.Actor, authz.LinkWorker, v.s.ID.String())
	if err != nil {
		return err
	}
	orgs, err := p.Orgs.List(q.Context(), "")
	if err != nil {
		return err
	}
	names, employers := map[string]string{}, map[org.ID]string{}
	v.workers = []ui.Option{{Value: "", Label: "Nobody yet"}}
	for _, w := range workers {
		names[w.ID.String()] = w.Name
		v.workers = append(v.workers, ui.Option{Value: w.ID.String(), Label: w.Name})
	}
	for _, o := range orgs {
		employers[o.ID] = o.Name
		v.orgs = append(v.orgs, ui.Option{Value: o.ID.String(), Label: o.Name})
	}
	v.inTeams = []ui.Option{{Value: "", Label: "No team"}}
	for _, t := range v.teams {
		v.inTeams = append(v.inTeams, ui.Option{Value: t.ID.String(), Label: t.Name})
	}
	for _, k := range posts {
		v.posts = append(v.posts, postRow{id: k.ID.String(), title: k.Title, words: postWords(k, names, employers)})
	}
	return nil
}

// postWords says who has a post, for how long a week, and who employs and pays.
func postWords(k org.Post, workers map[string]string, orgs map[org.ID]string) string {
	who := workers[k.Account]
	if who == "" {
		who = "Nobody"
	}
	out := []string{who, hoursWords(k.Hours) + " hours a week", "employed by " + orgs[k.Employer]}
	for _, f := range k.Funders {
		out = append(out, strconv.Itoa(f.Percent)+"% paid by "+orgs[f.Organisation])
	}
	return strings.Join(out, ", ") + "."
}

func hoursWords(h float64) string { return strconv.FormatFloat(h, 'f', -1, 64) }

// changeService runs one change of a service and comes back to it.
func (p Pages) changeService(q *site.Request, part, done string, step func(s org.Service, f *site.Form) error) error {
	s, err := p.serviceOf(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	err = step(s, form)
	if problems, shown := q.Problems(form, err); shown {
		return p.renderService(q, part, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.Flash(done)
	return q.Redirect("/admin/services/" + s.ID.String())
}

// serviceIn is the input of a form that says what people read about a service.
func serviceIn(f *site.Form) org.NewService {
	return org.NewService{Key: f.Key(), Host: org.ID(f.Text("host")), Name: f.Text("name"), Phone: f.Text("phone"), Hours: f.Text("hours"), HoursCy: f.Text("hours_cy"),
		About: f.Text("about"), AboutCy: f.Text("about_cy"), NotFor: f.Text("not_for"), Controller: f.Text("controller"), Nation: clock.Nation(f.Text("nation"))}
}

func (p Pages) updateService(q *site.Request) error {
	return p.changeService(q, "about", "Kept.", func(s org.Service, f *site.Form) error {
		return p.Orgs.UpdateService(q.Context(), q.Actor, s.ID, f.Version(), serviceIn(f))
	})
}

func (p Pages) addTeam(q *site.Request) error {
	return p.changeService(q, "team", "The team is there.", func(s org.Service, f *site.Form) error {
		_, err := p.Orgs.AddTeam(q.Context(), q.Actor, f.Key(), s.ID, f.Text("team_name"))
		return renamed(f, err, "name", "team_name")
	})
}

// renamed takes over the problems of a field under the name that it has on the page,
// where another form has the same one.
func renamed(f *site.Form, err error, from, to string) error {
	for _, field := range errs.FieldsOf(err) {
		if field.Name == from {
			field.Name = to
		}
		f.Fail(field.Name, field.Code, field.Args...)
	}
	if len(errs.FieldsOf(err)) > 0 {
		return f.Err()
	}
	return err
}

func (p Pages) addPost(q *site.Request) error {
	return p.changeService(q, "post", "The post is there.", func(s org.Service, f *site.Form) error {
		hours, err := strconv.ParseFloat(strings.TrimSpace(strings.Replace(f.Text("hours_week"), ",", ".", 1)), 64)
		if err != nil {
			hours = 0
		}
		post := org.Post{Service: s.ID, Title: f.Text("title"), Employer: org.ID(f.Text("employer")), Hours: hours, Account: f.Text("worker"),
			Team: org.TeamID(f.Text("team")), Starts: f.Date("starts")}
		if payer := f.Text("payer"); payer != "" {
			post.Funders = []org.Funder{{Organisation: org.ID(payer), Percent: 100}}
		}
		_, err = p.Orgs.AddPost(q.Context(), q.Actor, f.Key(), post)
		return renamed(f, err, "hours", "hours_week")
	})
}

func (p Pages) endPost(q *site.Request) error {
	return p.changeService(q, "end", "The post has ended. What was done in it stays.", func(_ org.Service, f *site.Form) error {
		post, err := id.Parse[org.Post](f.Text("post"))
		if err != nil {
			return err
		}
		return p.Orgs.EndPost(q.Context(), q.Actor, post, q.Site.Today())
	})
}
