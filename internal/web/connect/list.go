package connect

import (
	"net/http"
	"strings"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/connection"
	"weft/internal/errs"
	"weft/internal/vocabulary"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// listView is every connection of a person with what can be done next.
type listView struct {
	f       frame.Frame
	first   string
	tabs    []ui.NavItem
	connect string
	items   []item
	thought []thought
	oneOnly bool // one group is thought about, and there may be another
	looked  []ui.RowProps
}

// item is one connection.
type item struct {
	c        connection.Connection
	first    string
	href     string // the group's page
	path     string // of this connection
	lines    []string
	need     string
	key      string
	works    bool
	mayReply bool
	mayLink  bool
	mayCome  bool
	askCame  bool // it is the next thing to ask
	maySet   bool
	mayStop  bool
	mayStand bool // what stands in the way can be noted
	barriers []barrierRow
}

func (p Pages) list(q *site.Request) error {
	if err := authz.Check(q.Actor, authz.CaseRead); err != nil {
		return err
	}
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	if !f.Reads {
		return errs.New(errs.NotFound, "caseload.not_found")
	}
	all, err := p.Connections.ForPerson(q.Context(), q.Actor, f.Card.ID)
	if err != nil {
		return err
	}
	looked, err := p.Connections.Looked(q.Context(), q.Actor, f.Card.ID)
	if err != nil {
		return err
	}
	barriers, err := p.Connections.Barriers(q.Context(), q.Actor, f.Card.ID)
	if err != nil {
		return err
	}
	v := listView{f: f, first: firstName(f), tabs: f.Tabs(q, "Connections"), looked: lookedRows(q, f.Lists, looked)}
	if f.Works {
		v.connect = q.To(f.Path + "/connect")
	}
	works := q.Actor.May(authz.CaseWork)
	for _, c := range all {
		switch {
		case c.Status == connection.Suggested || c.Status == connection.Chosen:
			v.thought = append(v.thought, thoughtOf(q, f, c, works && f.Works))
		case !c.Sent.IsZero(): // a no to what was thought about stands below, with its reason
			i := p.item(q, f, c, works)
			i.barriers = barrierRows(q, f.Lists, barriers[c.ID], works && !c.Status.Over())
			v.items = append(v.items, i)
		}
	}
	v.oneOnly = len(v.thought) == 1 && v.thought[0].c.Status == connection.Suggested
	return q.Render(f.Page(q, "Connections", false), listPage(v))
}

func (p Pages) item(q *site.Request, f frame.Frame, c connection.Connection, works bool) item {
	i := item{c: c, first: firstName(f), path: q.To(f.Path + "/connections/" + c.ID.String()), key: q.Key(), works: works, lines: history(q, c)}
	if !c.Group.IsZero() {
		i.href = q.To("/directory/" + c.Group.String())
	}
	if c.Need != "" {
		i.need = f.Lists.On(clock.DateOf(c.Sent, q.Site.Zone)).Words(vocabulary.NeedList, c.Need, "en")
	}
	open := c.Status.MayBecome(connection.Offered) || c.Status == connection.Offered
	i.mayReply = works && open && c.Via.Shares()
	i.mayLink = works && c.Via == connection.ByLink && c.Status != connection.Declined && c.Status.MayBecome(connection.Offered)
	i.mayCome = works && c.Status.MayBecome(connection.Attended)
	i.askCame = i.mayCome && (c.Status == connection.Offered || c.Status == connection.Sent && c.Via == connection.ByPerson)
	i.maySet = works && c.Status.MayBecome(connection.Completed)
	i.mayStop = works && c.Status.MayBecome(connection.Stopped)
	i.mayStand = works && !c.Status.Over()
	return i
}

// history says in sentences what happened, oldest first.
func history(q *site.Request, c connection.Connection) []string {
	var out []string
	if !c.Sent.IsZero() {
		out = append(out, upper(frame.When(q, c.Sent))+": "+sentBy(c)+".")
	}
	if !c.Chased.IsZero() {
		out = append(out, upper(frame.Day(q, c.Chased))+": no answer, so we asked once more.")
	}
	if !c.Answered.IsZero() && c.Status != connection.Attended && c.Status != connection.Ongoing && c.Status != connection.Completed {
		said := upper(frame.When(q, c.Answered)) + ": " + c.Name + " " + c.Status.Said() + "."
		out = append(out, said)
	}
	if !c.ComeOn.IsZero() {
		out = append(out, "They expect them on "+q.Site.Words.Day("en", c.ComeOn, q.Site.Today())+".")
	}
	if !c.FirstOn.IsZero() {
		out = append(out, "First time there: "+q.Site.Words.Day("en", c.FirstOn, q.Site.Today())+".")
	}
	if said := groupSaid(q, c); said != "" {
		out = append(out, said)
	}
	if next := nextLook(q, c); next != "" {
		out = append(out, next)
	}
	return out
}

// groupSaid says what the group answered to "did they come?", where it was asked.
func groupSaid(q *site.Request, c connection.Connection) string {
	switch c.CameSaid {
	case connection.CameYes:
		return upper(frame.When(q, c.CameSaidAt)) + ": " + c.Name + " says they came."
	case connection.CameNotYet:
		return upper(frame.When(q, c.CameSaidAt)) + ": " + c.Name + " says they have not come yet."
	case connection.CameNo:
		return upper(frame.When(q, c.CameSaidAt)) + ": " + c.Name + " says they did not come. Ask them how it was."
	}
	if !c.CameAsked.IsZero() && c.Status == connection.Offered {
		return upper(frame.Day(q, c.CameAsked)) + ": the group was asked whether they came, as agreed."
	}
	return ""
}

func sentBy(c connection.Connection) string {
	switch c.Via {
	case connection.ByLink:
		return "asked through our link"
	case connection.ByForm:
		return "asked through their own form"
	case connection.ByPhone:
		return "asked by phone"
	case connection.ByPost:
		return "asked by letter"
	case connection.ByPerson:
		return "told about it; the group was told nothing"
	}
	return "asked"
}

// nextLook says when we look again and why.
func nextLook(q *site.Request, c connection.Connection) string {
	if c.ChaseOn.IsZero() {
		return ""
	}
	day := q.Site.Words.Day("en", c.ChaseOn, q.Site.Today())
	switch c.Status {
	case connection.Sent:
		if c.Via == connection.ByPerson {
			return "We ask on " + day + " whether they went."
		}
		return "If nobody answers by " + day + ", it counts as no answer."
	case connection.Acknowledged:
		return "They wait for an answer from you. We look again on " + day + "."
	case connection.Offered:
		return "We ask on " + day + " whether they came."
	case connection.Waiting:
		return "We look again on " + day + "."
	case connection.Attended:
		return "We look on " + day + " whether they have settled."
	case connection.Suggested, connection.Chosen, connection.Declined, connection.NoResponse, connection.Ongoing, connection.Completed, connection.Stopped:
		return ""
	}
	return ""
}

func tagOf(s connection.Status) ui.TagKind {
	switch {
	case s.Opened():
		return ui.TagTeal
	case s == connection.NoResponse || s == connection.Acknowledged:
		return ui.TagYellow
	}
	return ui.TagGrey
}

// one loads the frame and one connection for a step.
func (p Pages) one(q *site.Request) (frame.Frame, connection.Connection, error) {
	var c connection.Connection
	if err := authz.Check(q.Actor, authz.CaseWork); err != nil {
		return frame.Frame{}, c, err
	}
	f, err := p.Frame.Load(q)
	if err != nil {
		return f, c, err
	}
	cid, err := connectionIn(q)
	if err == nil {
		c, err = p.Connections.ByID(q.Context(), q.Actor, f.Card.ID, cid)
	}
	return f, c, err
}

// settled keeps how it goes on after the first times.
func (p Pages) settled(q *site.Request) error {
	f, c, err := p.one(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	err = p.Connections.Settled(q.Context(), q.Actor, f.Card.ID, c.ID, form.Version(), connection.Status(form.Text("to")))
	if err != nil {
		return err
	}
	q.Flash("Kept.")
	return q.Redirect(f.Path + "/connections")
}

// link makes one more link and shows it once, to print or to copy.
func (p Pages) link(q *site.Request) error {
	f, c, err := p.one(q)
	if err != nil {
		return err
	}
	l, err := p.Connections.NewLink(q.Context(), q.Actor, f.Card.ID, c.ID)
	if err != nil {
		return err
	}
	page := f.Page(q, "A link for "+c.Name, false)
	page.Back = &ui.Link{Href: q.To(f.Path + "/connections"), Label: "Connections"}
	return q.RenderStatus(http.StatusOK, page, linkPage(c.Name, l.Address, q.Site.Words.Weekday("en", l.LastDay)))
}

func lowerFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

func linkTo(connect string) *ui.Link {
	if connect == "" {
		return nil
	}
	return &ui.Link{Href: connect, Label: "Look for a group"}
}

func orYes(came string) string {
	if came == "" {
		return string(connection.CameYes)
	}
	return came
}
