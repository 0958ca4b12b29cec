package connect

import (
	"net/http"

	"weft/internal/clock"
	"weft/internal/connection"
	"weft/internal/directory"
	"weft/internal/id"
	"weft/internal/vocabulary"
	"weft/internal/web/frame"
	"weft/internal/web/site"
)

// thought is a group that the person thinks about or has chosen, and that was not asked.
type thought struct {
	c     connection.Connection
	first string
	href  string // the group's page
	path  string // of this connection
	send  string // where it is asked
	since string
	need  string
	key   string
	works bool
}

func thoughtOf(q *site.Request, f frame.Frame, c connection.Connection, works bool) thought {
	t := thought{c: c, first: firstName(f), path: q.To(f.Path + "/connections/" + c.ID.String()), href: q.To("/directory/" + c.Group.String()),
		send: q.To(f.Path + "/connect/" + c.Group.String()), key: q.Key(), since: "Suggested " + frame.Day(q, c.Created) + ".", works: works}
	if c.Need != "" {
		t.need = "For: " + lowerFirst(f.Lists.On(clock.DateOf(c.Created, q.Site.Zone)).Words(vocabulary.NeedList, c.Need, "en")) + "."
	}
	return t
}

// suggest puts a group aside for the person to think about, and goes back to the search.
func (p Pages) suggest(q *site.Request) error {
	f, err := p.works(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	group, err := id.Parse[directory.Entry](form.Text("group"))
	if err != nil {
		return err
	}
	need := form.Text("need")
	if !f.Lists.Known(vocabulary.NeedList, need) {
		need = ""
	}
	if _, err := p.Connections.Suggest(q.Context(), q.Actor, f.Card.ID, connection.Suggestion{Key: form.Key(), Group: group, Need: need}); err != nil {
		return err
	}
	q.Flash("Put aside for " + firstName(f) + " to think about. Nobody was asked.")
	return q.Redirect(f.Path + "/connect" + back(form))
}

// chosen keeps the person's yes and goes on to what the group is told.
func (p Pages) chosen(q *site.Request) error {
	f, c, err := p.one(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	if err := p.Connections.Choose(q.Context(), q.Actor, f.Card.ID, c.ID, form.Version(), form.Key()); err != nil {
		return err
	}
	return q.Redirect(f.Path + "/connect/" + c.Group.String())
}

// notChosen keeps the person's no to what they thought about, and why.
func (p Pages) notChosen(q *site.Request) error {
	f, c, err := p.one(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	err = p.Connections.NotChosen(q.Context(), q.Actor, f.Card.ID, c.ID, form.Version(), form.Key(), form.Text("why_not"), form.Text("words"))
	if err != nil {
		return err
	}
	q.Flash("Kept. The no and its reason stand below.")
	return q.Redirect(f.Path + "/connections")
}

// barrierRow is one thing that stands or stood in the way.
type barrierRow struct {
	code, title, line string
	may               bool
}

func barrierRows(q *site.Request, l vocabulary.Lists, list []connection.Barrier, may bool) []barrierRow {
	var out []barrierRow
	for _, b := range list {
		r := barrierRow{code: b.Code, title: l.On(clock.DateOf(b.At, q.Site.Zone)).Words(vocabulary.BarrierList, b.Code, "en"), may: may && b.Gone.IsZero()}
		r.line = r.title
		if !b.Gone.IsZero() {
			r.line += " (no longer)"
		}
		if b.Words != "" {
			r.line += ": " + b.Words
		}
		out = append(out, r)
	}
	return out
}

func (p Pages) barrierForm(q *site.Request) error {
	return p.showStep(q, barrierStep(), nil, nil, http.StatusOK)
}

// barrier keeps what stands in the way and what we do about it.
func (p Pages) barrier(q *site.Request) error {
	return p.step(q, barrierStep(), "Kept, with what you do about it.", func(f frame.Frame, c connection.Connection, form *site.Form) error {
		return p.Connections.KeepBarrier(q.Context(), q.Actor, f.Card.ID, c.ID, form.Version(), form.Key(),
			connection.Barrier{Code: form.Text("barrier"), Words: form.Text("words")})
	})
}

// barrierGone says that something no longer stands in the way.
func (p Pages) barrierGone(q *site.Request) error {
	f, c, err := p.one(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	if err := p.Connections.BarrierGone(q.Context(), q.Actor, f.Card.ID, c.ID, form.Version(), form.Key(), form.Text("barrier")); err != nil {
		return err
	}
	q.Flash("Good. It no longer stands in the way.")
	return q.Redirect(f.Path + "/connections")
}
