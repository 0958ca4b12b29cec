package connect

import (
	"net/http"
	"strconv"
	"strings"

	"weft/internal/connection"
	"weft/internal/consent"
	"weft/internal/directory"
	"weft/internal/errs"
	"weft/internal/plan"
	"weft/internal/vocabulary"
	"weft/internal/web/entry"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// chooseView is one group, what it would be told and on what basis.
type chooseView struct {
	f        frame.Frame
	first    string
	action   string
	not      string
	autosave string
	key      string
	notKey   string
	form     *site.Form
	problems []ui.Problem
	inside   bool // in the directory
	card     entry.CardProps
	page     string // its page in the directory
	group    string
	referTo  string
	preview  connection.Preview
	tips     []directory.Tip
	need     string
}

func (p Pages) choose(q *site.Request) error {
	f, err := p.works(q)
	if err != nil {
		return err
	}
	form, kept := q.Draft()
	if !kept {
		form = nil
	}
	return p.renderChoose(q, f, form, nil, nil, http.StatusOK)
}

// send connects, or shows once more what would be told.
func (p Pages) send(q *site.Request) error {
	f, err := p.works(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	group, err := groupIn(q)
	if err != nil {
		return err
	}
	if form.Text("do") == "preview" {
		return p.renderChoose(q, f, form, nil, nil, http.StatusOK)
	}
	in := input(form, group)
	cid, err := p.Connections.Send(q.Context(), q.Actor, f.Card.ID, in)
	if problems, shown := q.Problems(form, err); shown {
		return p.renderChoose(q, f, form, problems, err, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	c, err := p.Connections.ByID(q.Context(), q.Actor, f.Card.ID, cid)
	if err != nil {
		return err
	}
	q.DropDraft(q.URL.Path)
	q.Flash(sentWords(q, c, firstName(f)))
	return q.Redirect(f.Path + "/connections")
}

func sentWords(q *site.Request, c connection.Connection, first string) string {
	day := q.Site.Words.Day("en", c.ChaseOn, q.Site.Today())
	if c.Via == connection.ByPerson {
		return "Kept. On " + day + " we ask whether " + first + " went."
	}
	if c.Via == connection.ByLink {
		return c.Name + " has been asked. If nobody answers by " + day + ", we ask once more."
	}
	return "Kept. If you hear nothing by " + day + ", it shows here as no answer."
}

// input turns what was typed into what the use case asks.
func input(f *site.Form, group directory.ID) connection.New {
	in := connection.New{Key: f.Key(), Group: group, Name: f.Text("name"), Kind: connection.Kind(f.Text("kind")), Via: connection.Via(f.Text("via")),
		Need: f.Text("need"), Why: f.Text("why"), Ground: consent.Ground(f.Text("basis")), Agreed: f.Ticked("agreed"), GroundWords: f.Text("basis_words"),
		AskAttendance: f.Ticked("ask_attendance"), Share: connection.Share{Words: f.Text("words")}}
	for _, s := range f.List("share") {
		switch goal, isGoal := strings.CutPrefix(s, "goal-"); {
		case isGoal:
			in.Share.Goals = append(in.Share.Goals, plan.GoalID(goal))
		case s == "reach":
			in.Share.Reach = true
		case s == "helps":
			in.Share.Helps = true
		}
	}
	if in.Ground == "" {
		in.Ground = consent.Agreed
	}
	return in
}

// renderChoose shows the form; a nil form is filled with what is usual for this group.
func (p Pages) renderChoose(q *site.Request, f frame.Frame, form *site.Form, problems []ui.Problem, cause error, status int) error {
	group, err := groupIn(q)
	if err != nil {
		return err
	}
	v := chooseView{f: f, first: firstName(f), action: q.To(q.URL.Path), not: q.To(f.Path + "/connect/not"), autosave: q.AutosaveTo(),
		notKey: q.Key(), problems: problems, group: group.String()}
	if form != nil {
		v.key = form.Key()
	}
	if v.key == "" {
		v.key = q.Key()
	}
	e, err := p.entry(q, &v, group)
	if err != nil {
		return err
	}
	if form == nil {
		if form, err = p.usual(q, f, group, e); err != nil {
			return err
		}
	}
	v.form = form
	if v.preview, err = p.preview(q, f, input(form, group), cause); err != nil {
		return err
	}
	page := f.Page(q, "Connect to "+v.name(), false)
	page.Back = &ui.Link{Href: q.To(f.Path + "/connect"), Label: "Other groups"}
	page.Problems = problems
	return q.RenderStatus(status, page, choosePage(v))
}

// preview shows what would be told. Where that was just refused, the rest of the page
// still shows.
func (p Pages) preview(q *site.Request, f frame.Frame, in connection.New, cause error) (connection.Preview, error) {
	out, err := p.Connections.Preview(q.Context(), q.Actor, f.Card.ID, in)
	if err != nil && cause != nil && (errs.Is(err, errs.Invalid) || errs.Is(err, errs.Conflict)) {
		in.Share = connection.Share{}
		out, err = p.Connections.Preview(q.Context(), q.Actor, f.Card.ID, in)
	}
	return out, err
}

func (p Pages) entry(q *site.Request, v *chooseView, group directory.ID) (directory.Entry, error) {
	if group.IsZero() {
		return directory.Entry{}, nil
	}
	e, err := p.Directory.ByID(q.Context(), q.Actor, group)
	if err != nil {
		return e, err
	}
	v.inside, v.page, v.referTo = true, q.To("/directory/"+group.String()), e.ReferTo
	v.card = entry.Card(q, e, -1, "")
	if e.Waiting != "" {
		v.card.Facts = append(v.card.Facts, ui.Fact{Term: "Waiting", Value: e.Waiting})
	}
	for i, n := range e.Phones {
		if i < 2 {
			v.card.Facts = append(v.card.Facts, ui.Fact{Term: "Phone", Value: n.Number, Href: ui.Tel(n.Number)})
		}
	}
	v.tips, err = p.Directory.Tips(q.Context(), q.Actor, group)
	return e, err
}

// usual fills the form with what is usual: how this group is referred to, and everything
// that helps ticked.
func (p Pages) usual(q *site.Request, f frame.Frame, group directory.ID, e directory.Entry) (*site.Form, error) {
	form := site.Filled(nil)
	via := viaOf(e.ReferBy)
	form.Values.Set("via", string(via))
	form.Values.Set("kind", string(connection.Referral))
	if via == connection.ByPerson {
		form.Values.Set("kind", string(connection.SelfContact))
	}
	form.Values.Set("basis", string(consent.Agreed))
	heard, err := p.Plans.Heard(q.Context(), q.Actor, f.Card.ID)
	if err != nil {
		return nil, err
	}
	form.Values.Set("need", fitting(heard.Needs, e.Needs))
	all, err := p.Connections.Preview(q.Context(), q.Actor, f.Card.ID, connection.New{Group: group, Name: "?", Via: via})
	if err != nil {
		return nil, err
	}
	form.Values.Add("share", "reach")
	if all.Helps != "" {
		form.Values.Add("share", "helps")
	}
	for _, g := range all.Goals {
		form.Values.Add("share", "goal-"+g.ID.String())
	}
	return form, nil
}

// fitting returns the need that the person named first and the group helps with.
func fitting(named, helps []string) string {
	for _, n := range named {
		for _, h := range helps {
			if n == h {
				return n
			}
		}
	}
	if len(named) > 0 {
		return named[0]
	}
	return ""
}

func viaOf(m directory.Method) connection.Via {
	switch m {
	case directory.ByLink:
		return connection.ByLink
	case directory.ByForm:
		return connection.ByForm
	case directory.ByPhone:
		return connection.ByPhone
	case directory.ByPost:
		return connection.ByPost
	case directory.ByPerson:
		return connection.ByPerson
	}
	return connection.ByPhone
}

func (v chooseView) name() string {
	if v.inside {
		return v.card.Name
	}
	return "another group"
}

func (v chooseView) vias() []ui.Option {
	var out []ui.Option
	for _, via := range connection.Vias() {
		if via == connection.ByLink && !v.preview.ByLink {
			continue
		}
		o := ui.Option{Value: string(via), Label: via.Words()}
		switch via {
		case connection.ByLink:
			o.Hint = "They see who it is about only with a code, and answer in two taps"
		case connection.ByForm, connection.ByPost:
			if v.referTo != "" {
				o.Hint = v.referTo
			}
		case connection.ByPhone:
		case connection.ByPerson:
			o.Hint = "Nothing is told to the group"
		}
		out = append(out, o)
	}
	return out
}

func kinds() []ui.Option {
	var out []ui.Option
	for _, k := range connection.Kinds() {
		out = append(out, ui.Option{Value: string(k), Label: k.Words()})
	}
	return out
}

// shares are what can be told beside the first name, as it would be said.
func (v chooseView) shares() []ui.Option {
	out := []ui.Option{{Value: "reach", Label: "How to reach " + v.first, Hint: v.preview.Reach}}
	if v.preview.Helps != "" {
		out = append(out, ui.Option{Value: "helps", Label: "What helps", Hint: v.preview.Helps})
	}
	for i, g := range v.preview.Goals {
		out = append(out, ui.Option{Value: "goal-" + g.ID.String(), Label: "Goal " + strconv.Itoa(i+1) + ", in " + v.first + "’s words", Hint: "“" + g.Words + "”"})
	}
	return out
}

func needOptions(l vocabulary.List) []ui.Option {
	return append([]ui.Option{{Value: "", Label: "Anything"}}, site.Options(l)...)
}

// otherBasis reports whether the less usual bases stand open.
func (v chooseView) otherBasis() bool {
	return v.form.Text("basis") != string(consent.Agreed) || ui.ErrorFor(v.problems, "basis_words") != "" || ui.ErrorFor(v.problems, "basis") != ""
}

func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
