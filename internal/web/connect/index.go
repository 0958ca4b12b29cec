package connect

import (
	"net/url"
	"strconv"
	"strings"

	"weft/internal/clock"
	"weft/internal/connection"
	"weft/internal/directory"
	"weft/internal/errs"
	"weft/internal/gap"
	"weft/internal/id"
	"weft/internal/place"
	"weft/internal/vocabulary"
	"weft/internal/web/entry"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// indexView is the search: two options side by side, then the others.
type indexView struct {
	f          frame.Frame
	first      string
	tabs       []ui.NavItem
	action     string
	words      string
	need       string
	miles      string
	where      string // why distances are known, or not
	widened    bool
	pair       []option
	more       []option
	next       string
	found      bool
	key        string
	not        string // where "not this one" goes
	nothing    string
	other      string
	looked     []ui.RowProps
	suggest    string // where "think about it" goes
	thinking   []string
	list       string // the person's connections
	directions []ui.Option
}

// option is one group with what can be done about it.
type option struct {
	card   entry.CardProps
	id     string
	name   string
	choose string
	key    string
	asked  bool
	may    bool // it can be put aside to think about
}

const pageSize = 12

func (p Pages) index(q *site.Request) error {
	f, err := p.works(q)
	if err != nil {
		return err
	}
	v := indexView{f: f, first: firstName(f), action: q.To(f.Path + "/connect"), suggest: q.To(f.Path + "/connect/suggest"), list: q.To(f.Path + "/connections"), not: q.To(f.Path + "/connect/not"),
		nothing: q.To(f.Path + "/connect/nothing"), other: q.To(f.Path + "/connect/" + other), key: q.Key(), directions: miles()}
	filter, err := p.filter(q, &v)
	if err != nil {
		return err
	}
	page, err := p.Directory.Search(q.Context(), filter)
	if err == nil && len(page.Hits) == 0 && filter.Near != nil && filter.WithinMetres == 0 {
		filter.Near = nil // any distance means any: what is beyond the farthest circle is shown too
		page, err = p.Directory.Search(q.Context(), filter)
	}
	if err != nil {
		return err
	}
	if err := p.fill(q, &v, page); err != nil {
		return err
	}
	shown := f.Page(q, "Connect", false)
	shown.Back = &ui.Link{Href: q.To(f.Path), Label: f.Card.Name}
	return q.Render(shown, indexPage(v))
}

func miles() []ui.Option {
	return []ui.Option{{Value: "any", Label: "Any distance"}, {Value: "1", Label: "1 mile"}, {Value: "3", Label: "3 miles"},
		{Value: "5", Label: "5 miles"}, {Value: "10", Label: "10 miles"}}
}

// filter reads what is looked for. At first it is what the person named first. The place
// comes from the record and never stands in the address.
func (p Pages) filter(q *site.Request, v *indexView) (directory.Filter, error) {
	asked := q.URL.Query()
	v.words, v.need, v.miles = asked.Get("q"), asked.Get("need"), asked.Get("miles")
	if !asked.Has("need") && v.words == "" {
		heard, err := p.Plans.Heard(q.Context(), q.Actor, v.f.Card.ID)
		if err != nil {
			return directory.Filter{}, err
		}
		if len(heard.Needs) > 0 {
			v.need = heard.Needs[0]
		}
	}
	filter := directory.Filter{Words: v.words, Limit: pageSize, After: asked.Get("after")}
	if v.f.Lists.Known(vocabulary.NeedList, v.need) {
		filter.Needs = []string{v.need}
	} else {
		v.need = ""
	}
	at, err := p.position(q, v)
	filter.Near = at
	if n, nerr := strconv.Atoi(v.miles); nerr == nil && n > 0 && n <= 100 && at != nil {
		filter.WithinMetres = place.Miles(float64(n))
	}
	return filter, err
}

// position finds where the person lives, and says so in words when it cannot.
func (p Pages) position(q *site.Request, v *indexView) (*place.Point, error) {
	if v.f.Card.Postcode == "" {
		v.where = "There is no postcode in " + v.first + "’s record, so we cannot say how far away a group is."
		return nil, nil
	}
	code, err := p.Places.Lookup(q.Context(), v.f.Card.Postcode)
	switch {
	case errs.Is(err, errs.NotFound) || errs.Is(err, errs.Invalid) || err == nil && code.Where == nil:
		v.where = "We do not know where the postcode in " + v.first + "’s record is, so we cannot say how far away a group is."
		return nil, nil
	case err != nil:
		return nil, err
	}
	v.where = "Nearest to where " + v.first + " lives first."
	return code.Where, nil
}

// fill puts the groups on the page: the first two with room side by side.
func (p Pages) fill(q *site.Request, v *indexView, page directory.Page) error {
	asked, err := p.Connections.ForPerson(q.Context(), q.Actor, v.f.Card.ID)
	if err != nil {
		return err
	}
	looked, err := p.Connections.Looked(q.Context(), q.Actor, v.f.Card.ID)
	if err != nil {
		return err
	}
	for _, c := range asked {
		if c.Status == connection.Suggested || c.Status == connection.Chosen {
			v.thinking = append(v.thinking, c.Name)
		}
	}
	for _, h := range page.Hits {
		o := option{id: h.ID.String(), name: h.Name, choose: q.To(v.f.Path + "/connect/" + h.ID.String()), key: q.Key()}
		o.card = entry.Card(q, h.Entry, h.Metres, o.choose)
		for _, c := range asked {
			if c.Group == h.ID && !c.Status.Over() && !o.asked {
				o.asked = true
				o.card.Chips = append(o.card.Chips, c.Status.Words())
			}
		}
		refused := whyNot(v.f.Lists, looked, h.ID)
		if refused != "" {
			o.card.Chips = append(o.card.Chips, "Not this one: "+refused)
		}
		o.may = refused == "" && !o.asked && !h.Full
		if len(v.pair) < 2 && !h.Full && !o.asked && refused == "" && q.URL.Query().Get("after") == "" {
			v.pair = append(v.pair, o)
		} else {
			v.more = append(v.more, o)
		}
	}
	if len(v.pair) == 1 {
		v.pair, v.more = nil, append([]option{v.pair[0]}, v.more...)
	}
	v.found, v.widened = len(page.Hits) > 0, page.Widened
	if page.Next != "" {
		v.next = v.action + "?" + url.Values{"q": {v.words}, "need": {v.need}, "miles": {v.miles}, "after": {page.Next}}.Encode()
	}
	v.looked = lookedRows(q, v.f.Lists, looked)
	return nil
}

// whyNot says why a group was not chosen, when it was looked at and not chosen since.
func whyNot(l vocabulary.Lists, looked []connection.Option, group directory.ID) string {
	for _, o := range looked {
		if o.Group != group || group.IsZero() {
			continue
		}
		if o.Chosen {
			return ""
		}
		return l.Words(vocabulary.NotChosenList, o.WhyNot, "en")
	}
	return ""
}

// lookedRows lists what was looked at and not chosen.
func lookedRows(q *site.Request, l vocabulary.Lists, looked []connection.Option) []ui.RowProps {
	var out []ui.RowProps
	for _, o := range looked {
		if o.Chosen || len(out) == 8 {
			continue
		}
		said := l.On(clock.DateOf(o.At, q.Site.Zone)).Words(vocabulary.NotChosenList, o.WhyNot, "en")
		if o.Words != "" {
			said += ": " + strings.TrimRight(o.Words, ".")
		}
		out = append(out, ui.RowProps{Title: o.Name, Text: said + ". " + upper(frame.Day(q, o.At)) + "."})
	}
	return out
}

// notThisOne keeps why a group was not chosen, and goes back to the search.
func (p Pages) notThisOne(q *site.Request) error {
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
	err = p.Connections.Options(q.Context(), q.Actor, f.Card.ID, form.Key(),
		[]connection.Option{{Group: group, WhyNot: form.Text("why_not"), Words: form.Text("words")}})
	if err != nil {
		return err
	}
	q.Flash("Kept. The no and its reason stand with what you looked at together.")
	return q.Redirect(f.Path + "/connect" + back(form))
}

// nothing notes in one step that nobody here offers what the person needs.
func (p Pages) nothing(q *site.Request) error {
	f, err := p.works(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	need := form.Text("need")
	if !f.Lists.Needs().Has(need) {
		need = "other"
	}
	if err := p.Gaps.Note(q.Context(), q.Actor, f.Card.ID, gap.New{Key: form.Key(), Need: need, Words: form.Text("words")}); err != nil {
		return err
	}
	q.Flash("Noted: nothing suitable for “" + f.Lists.Words(vocabulary.NeedList, need, "en") + "”. Thank you, this is how gaps are found.")
	return q.Redirect(f.Path + "/connect" + back(form))
}

// back returns the search that a form came from.
func back(form *site.Form) string {
	return "?" + url.Values{"q": {form.Text("q")}, "need": {form.Text("need")}, "miles": {form.Text("miles")}}.Encode()
}
