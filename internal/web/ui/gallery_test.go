package ui_test

import (
	"context"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/a-h/templ"

	"weft/internal/web/ui"
)

// The gallery draws every component in pages like the real ones.

// under gives a component its children.
func under(parent templ.Component, children ...templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return parent.Render(templ.WithChildren(ctx, templ.Join(children...)), w)
	})
}

func page(title string) ui.Page {
	return ui.Page{
		Title: title, Base: "/weft", Demo: true, ShowFind: true, Account: "Sam Iqbal", NoIndex: true,
		SafeguardingHref: "/weft/help#safety",
		PrintLine:        "Fellside link workers, 01632 960 200",
		Nav: []ui.NavItem{
			{Href: "/weft/today", Label: "Today", Current: title == "Today"},
			{Href: "/weft/people", Label: "People", Current: title != "Today"},
			{Href: "/weft/directory", Label: "Groups"}, {Href: "/weft/team", Label: "Team"}, {Href: "/weft/help", Label: "Help"},
		},
	}
}

func publicPage(title string) ui.Page {
	return ui.Page{
		Title: title, Base: "/weft", Demo: true, Public: true,
		Nav: []ui.NavItem{{Href: "/weft/refer", Label: "Refer", Current: true}, {Href: "/weft/my-referrals", Label: "My referrals"}, {Href: "/weft/help", Label: "Help"}},
	}
}

func small(label, who string, kind ui.ButtonKind) templ.Component {
	return ui.Button(ui.ButtonProps{Label: label, For: who, Small: true, Kind: kind, Href: "/weft/people/1/contact/new"})
}

func noAnswer(who string) templ.Component {
	return ui.ButtonForm(ui.FormProps{Action: "/weft/people/2/contact", Key: "k-" + who, Version: 3},
		ui.ButtonProps{Label: "No answer", For: "from " + who, Small: true, Kind: ui.Secondary}, ui.HiddenField{Name: "result", Value: "no-answer"})
}

func today() (ui.Page, templ.Component) {
	main := templ.Join(
		under(ui.Panel("Today"), ui.Rows([]ui.RowProps{
			{Lead: "9.30", Title: "Dilys Penhallow", Href: "/weft/people/1", Chips: []string{"large print"}, Text: "Visit at home, second meeting. Last time: wants to get back to the choir.", Actions: small("Record", "contact with Dilys Penhallow", ui.Primary)},
			{Lead: "11.00", Title: "Tomasz Wierzba", Href: "/weft/people/3", Chips: []string{"Polish interpreter"}, Risk: true, RiskHref: "/weft/people/3#risk", Text: "First conversation, at the library. Came from the housing office.", Actions: small("Record", "contact with Tomasz Wierzba", ui.Primary)},
			{Lead: "Call", Title: "Marjorie Ellwood", Href: "/weft/people/2", Text: "Third try. Likes to be rung after two o'clock.", Actions: templ.Join(noAnswer("Marjorie Ellwood"), small("Record", "contact with Marjorie Ellwood", ui.Primary))},
			{Lead: "Call", Title: "Kofi Asante-Brown", Href: "/weft/people/4", Text: "Six weeks since the first allotment morning: is it still going?", Actions: templ.Join(noAnswer("Kofi Asante-Brown"), small("Record", "contact with Kofi Asante-Brown", ui.Primary))},
		})),
		under(ui.Panel("Groups have answered"), ui.Rows([]ui.RowProps{
			{Lead: "Yes", Title: "Aldermoor Singing for Lungs", Href: "/weft/directory/1", Text: "Will meet Dilys at the door on Tuesday, 10.45.", Actions: small("Tell Dilys", "", ui.Secondary)},
			{Lead: "Full", Title: "Tuesday Lunch Club", Href: "/weft/directory/2", Text: "Full until 12 January. Two others nearby have places.", Actions: small("See others", "like Tuesday Lunch Club", ui.Secondary)},
		})),
	)
	aside := templ.Join(
		under(ui.Panel("My week"), under(ui.Block(), text("Load"), ui.Bar(84, 100, 10), text("84 of 100"), raw(`<br><small>41 people. Supervision on Wednesday.</small>`)), under(ui.Block(), raw(`<a href="/weft/wellbeing">Ask for a pause</a>`))),
		under(ui.Panel("New for you"), under(ui.Block(), raw(`<a href="/weft/people">2 people allocated</a><br><small>First contact due by Tuesday.</small>`))),
		under(ui.Panel("Drafts"), ui.Empty(ui.EmptyProps{Title: "No drafts.", Text: "What you write is kept here until you send it.", Next: &ui.Link{Href: "/weft/people", Label: "See your people"}})),
	)
	p := page("Today")
	p.Flash = &ui.Notice{Text: "Contact with Dilys recorded.", Body: noAnswer("undo")}
	return p, templ.Join(ui.PageTitle("Friday 20 November", "Two visits, three calls. Nobody is waiting on you from before today."), ui.TwoColumns(main, aside))
}

func story() (ui.Page, templ.Component) {
	p := page("Dilys Penhallow")
	p.Banner = ui.Ident(ui.IdentProps{
		Name: "Dilys Penhallow", Aside: "she, 74", Heading: true, Risk: true, RiskHref: "/weft/people/1#risk",
		Chips: []string{"Large print letters", "Ring, do not text", "Hearing aid: stand where she can see you"},
		Facts: []ui.Fact{{Term: "With", Value: "you, since 2 October"}, {Term: "Came from", Value: "Dr at Fellside Practice"}, {Term: "Next", Value: "today, 9.30, at home"}},
		Main:  &ui.ButtonProps{Label: "Record contact", Href: "/weft/people/1/contact/new"},
		More:  []ui.Link{{Href: "/weft/people/1/connect", Label: "Connect to a group"}, {Href: "/weft/people/1/letter", Label: "Write a letter"}, {Href: "/weft/people/1/close", Label: "Close"}},
	})
	nav := ui.SubNav("Dilys Penhallow", []ui.NavItem{{Href: "/weft/people/1", Label: "Story", Current: true}, {Href: "/weft/people/1/plan", Label: "Plan"}, {Href: "/weft/people/1/connections", Label: "Connections"}, {Href: "/weft/people/1/sharing", Label: "Sharing"}, {Href: "/weft/people/1/details", Label: "Details"}})
	main := templ.Join(
		raw(`<h2 class="nhsuk-heading-m">What matters to me</h2>`),
		ui.Said(ui.SaidProps{Words: "I used to sing every week. Since Alun died the house is so quiet I leave the radio on for company. I would like to sing again, but not walk in on my own.", Source: "Dilys, 2 October. Read back to her and agreed."}),
		raw(`<h2 class="nhsuk-heading-m">The story so far</h2>`),
		ui.Thread([]ui.ThreadItem{
			{Title: "Aldermoor Singing for Lungs said yes", When: "today, 8.14", Door: true, Body: para("They will meet her at the door on Tuesday, 10.45. Door open, two steps, a handrail.")},
			{Title: "Plan agreed", Href: "/weft/people/1/plan", When: "16 October, at home, 50 minutes", Body: para("Two options talked through; she chose singing over the lunch club: “too many stairs”.")},
			{Title: "No answer", When: "9 October, phone"},
			{Title: "First conversation", When: "2 October, at home, 55 minutes", Body: para("Strengths: forty years of choirs; a neighbour who drives."), Actions: small("Change", "first conversation", ui.Secondary)},
			{Title: "Referred", When: "24 September, Fellside Practice", Body: para("“Bereaved in spring, comes weekly, lonely more than ill. She agreed.”")},
		}),
		ui.Pages(ui.PagesProps{NewerHref: "/weft/people/1?newer=2", OlderHref: "/weft/people/1?older=3"}),
	)
	aside := templ.Join(
		under(ui.Panel("Goals"),
			ui.GoalBox(ui.GoalProps{Words: "Sing with people again", Importance: ui.Score{Value: 10, Asked: true}, Confidence: ui.Score{Value: 6, Asked: true}}),
			ui.GoalBox(ui.GoalProps{Words: "Know the heating bill before it comes", Note: "with Citizens Advice, appointment 27 November"})),
		under(ui.Panel("Strengths"), under(ui.Block(), text("Alto; reads music. Makes people laugh. Knows everyone on Mill Row."))),
		under(ui.Panel("Who has looked"), under(ui.Block(), raw(`<small>You, and the team lead on 30 September to allocate. <a href="/weft/people/1/sharing">All</a></small>`))),
	)
	return p, templ.Join(nav, ui.TwoColumns(main, aside))
}

func refer() (ui.Page, templ.Component) {
	form := under(ui.Form(ui.FormProps{Action: "/weft/refer", Key: "key-1", Autosave: "/weft/refer/draft"}),
		ui.TextInput(ui.Field{Name: "name", Label: "Full name", Value: "Marjorie Ellwood", Autocomplete: "off"}),
		ui.DateInput(ui.DateField{Name: "born", Label: "Date of birth", Day: "3", Month: "5", Year: "1949"}),
		ui.TextInput(ui.Field{Name: "reach", Label: "How can we reach them?", Hint: "Phone or e-mail, or someone who can help us reach them", Value: "01632 960 118", Autocomplete: "off"}),
		ui.TextArea(ui.Field{Name: "about", Label: "What would they like help with?", Hint: "A line in their words is plenty. “Not sure yet” is fine.", Value: "Lonely since moving in with her son. Misses her garden.", Rows: 3}),
		ui.Checkboxes(ui.Field{Name: "agreed", Value: "yes", Options: []ui.Option{{Value: "yes", Label: "They know about this referral and agree to it"}}}),
		under(ui.Details("Anything that helps us: language, format, safe times to ring, risk to a visitor (optional)", false), para("More questions.")),
		ui.Button(ui.ButtonProps{Label: "Send referral"}),
	)
	main := templ.Join(ui.PageTitle("Refer someone to a link worker", "Takes about a minute. You are referring from Fellside Practice."),
		under(ui.Inset(), raw(`<p><b>First conversation in about 9 days.</b> Eight in ten people waited between 6 and 14 days this month. Not an emergency service: in danger, ring 999.</p>`)), form)
	aside := templ.Join(
		under(ui.Panel("What happens next"), under(ui.Block(), text("We ring within 5 working days. You will see here when we have spoken, met and connected them."))),
		under(ui.Panel("Only need to point the way?"), under(ui.Block(), raw(`<a href="/weft/signpost">Find a group and print it</a><br><small>Nothing about the person is kept.</small>`))))
	return publicPage("Refer someone"), ui.TwoColumns(main, aside)
}

func me() (ui.Page, templ.Component) {
	p := ui.Page{Title: "Your plan", Brand: "Your plan", Base: "/weft", Demo: true, Public: true, Narrow: true}
	return p, templ.Join(
		ui.PageTitle("Hello Dilys", "You and Sam from the link worker team made this plan."),
		ui.NextBox(ui.NextProps{Heading: "Next", Title: "Singing group", Lines: []string{"Tuesday 24 November, 10.45", "Mill Row Chapel. Two steps and a rail.", "Bronwen will meet you at the door."}, Link: &ui.Link{Href: "/weft/me/way", Label: "How to get there"}}),
		raw(`<h2 class="nhsuk-heading-m">What matters to you</h2>`),
		ui.Said(ui.SaidProps{Words: "I would like to sing again, but not walk in on my own.", Small: true}),
		under(ui.Panel("Your goals"),
			ui.GoalBox(ui.GoalProps{Words: "Sing with people again", Actions: templ.Join(small("I went", "to sing with people again", ui.Primary), small("I need help", "to sing with people again", ui.Secondary), small("Not now", "sing with people again", ui.Secondary))}),
			ui.GoalBox(ui.GoalProps{Words: "Know the heating bill before it comes", Note: "Citizens Advice, Friday 27 November"})),
	)
}

func form() (ui.Page, templ.Component) {
	p := page("Record contact")
	p.Back = &ui.Link{Href: "/weft/people/1", Label: "Back to Dilys Penhallow"}
	p.Banner = ui.Ident(ui.IdentProps{Name: "Dilys Penhallow", Aside: "she, 74", NameHref: "/weft/people/1"})
	p.Problems = []ui.Problem{{Field: "born", Text: "Write the whole date, for example 3 5 1949."}, {Field: "note", Text: "Write a line about what was said."}, {Field: "how", Text: "Choose how you met."}, {Text: "Somebody else changed this while you were writing. Both are shown."}}
	problem := func(name string) string { return ui.ErrorFor(p.Problems, name) }
	return p, templ.Join(ui.PageTitle("Record contact", ""), under(ui.Form(ui.FormProps{Action: "/weft/people/1/contact", Key: "key-2", Version: 4, Autosave: "/weft/draft/1"}),
		ui.Radios(ui.Field{Name: "how", Label: "How", Look: ui.LookChips, Error: problem("how"), Options: []ui.Option{{Value: "home", Label: "At home"}, {Value: "phone", Label: "Phone"}, {Value: "place", Label: "Somewhere else"}}}),
		ui.Radios(ui.Field{Name: "result", Label: "What happened", Value: "spoke", Look: ui.LookInline, Options: []ui.Option{{Value: "spoke", Label: "We spoke"}, {Value: "none", Label: "No answer"}}}),
		ui.Radios(ui.Field{Name: "next", Label: "Next", Hint: "When you will try again.", Look: ui.LookSmall, Optional: true, Options: []ui.Option{{Value: "1", Label: "Tomorrow"}, {Value: "7", Label: "In a week"}, {Value: "date", Label: "On a date", Reveal: ui.DateInput(ui.DateField{Name: "next-date", Label: "Which date"})}}}),
		ui.DateInput(ui.DateField{Name: "born", Label: "Date of birth", Hint: "For example, 3 5 1949", Day: "3", Error: problem("born")}),
		ui.TextArea(ui.Field{Name: "note", Label: "What was said", Hint: "What did they say? What did we agree?", MaxLength: 200, Error: problem("note"), Value: "<script>alert(1)</script>"}),
		ui.Checkboxes(ui.Field{Name: "need", Label: "What it is about", Hint: "Tick all that fit.", Values: []string{"money", "home"}, Options: []ui.Option{{Value: "money", Label: "Money"}, {Value: "home", Label: "Home", Hint: "Repairs, heating, moving"}, {Value: "none", Label: "None of these", Alone: true}}}),
		ui.Select(ui.Field{Name: "lang", Label: "Language", Value: "cy", Optional: true, Options: []ui.Option{{Value: "", Label: "Choose"}, {Value: "en", Label: "English"}, {Value: "cy", Label: "Cymraeg"}}}),
		ui.TextInput(ui.Field{Name: "years", Label: "How many live there?", Width: ui.Width3, InputMode: "numeric"}),
		ui.TextInput(ui.Field{Name: "secret", Label: "Password", Type: "password", Autocomplete: "current-password"}),
		ui.Hidden("kind", "contact"),
		under(ui.Buttons(), ui.Button(ui.ButtonProps{Label: "Save"}), ui.Button(ui.ButtonProps{Label: "Save and plan", Kind: ui.Secondary, Name: "then", Value: "plan"}), ui.Button(ui.ButtonProps{Label: "Leave it", Kind: ui.Quiet, Href: "/weft/people/1"}), ui.Button(ui.ButtonProps{Label: "Throw away", Kind: ui.Quiet, Name: "then", Value: "drop"})),
	))
}

func pieces() (ui.Page, templ.Component) {
	p := page("People")
	p.Flash = &ui.Notice{Text: "Referrals are paused until 4 December.", Info: true}
	columns := []ui.Column{{Label: "Name"}, {Label: "Stage"}, {Label: "Last contact"}, {Label: "Weight", Numeric: true}}
	rows := [][]ui.Cell{
		{{Text: "Dilys Penhallow", Href: "/weft/people/1"}, {Body: ui.Tag("Planning", ui.TagTeal)}, {Text: "today"}, {Text: "3"}},
		{{Text: "Tomasz Wierzba", Href: "/weft/people/3"}, {Body: ui.Tag("Waiting", ui.TagYellow)}, {Text: "none yet"}, {Text: "12"}},
	}
	return p, templ.Join(
		ui.PageTitle("People", "Two people. Nobody is overdue."),
		ui.Table(ui.TableProps{Caption: "Your people", CaptionHidden: true, Columns: columns, Rows: rows, Compact: true, Stacked: true}),
		ui.Table(ui.TableProps{Caption: "The same, side by side", Columns: columns, Rows: rows}),
		ui.SummaryList([]ui.SummaryRow{
			{Key: "Name", Value: "Dilys Penhallow", Actions: []ui.Link{{Href: "/weft/people/1/details", Label: "Change"}}},
			{Key: "Needs", Body: ui.Chip("Large print letters")},
		}),
		ui.CopyBlock(ui.CopyProps{ID: "gp", Label: "For the GP record", Hint: "Copy this into your own system.", Text: "Seen by the link worker on 16 October.\nPlan agreed."}),
		ui.Button(ui.ButtonProps{Label: "Delete the draft", Kind: ui.Warning, Href: "/weft/drafts"}),
		ui.Tag("Closed", ui.TagPlain), ui.Tag("Paused", ui.TagGrey), ui.Tag("Refused", ui.TagRed),
	)
}

func failure() (ui.Page, templ.Component) {
	return publicPage("Not found"), ui.ErrorPage(ui.ErrorProps{
		Title: "We could not find that page", Sentence: "It may have moved, or it may not be yours to see. Go to the start and look from there.",
		Reference: "7F3K-22", Next: &ui.Link{Href: "/weft/", Label: "Go to the start"},
	})
}

func gallery() map[string]func() (ui.Page, templ.Component) {
	return map[string]func() (ui.Page, templ.Component){
		"today": today, "story": story, "refer": refer, "me": me, "form": form, "pieces": pieces, "failure": failure,
	}
}

func galleryNames() []string { return slices.Sorted(maps.Keys(gallery())) }

// galleryServer serves the pages under a base path and the strict policy, and
// counts what forms send.
type galleryServer struct {
	base       string
	drafts     atomic.Int32
	referrals  atomic.Int32
	lastDraft  atomic.Value // string
	signedOut  atomic.Bool  // drafts answer 401
	slowToSend time.Duration
}

func serveGallery(tb testing.TB) *galleryServer {
	tb.Helper()
	assets, err := ui.NewAssets()
	if err != nil {
		tb.Fatal(err)
	}
	g := &galleryServer{slowToSend: 300 * time.Millisecond}
	mux := http.NewServeMux()
	mux.Handle("/weft/assets/", assets.Handler())
	for name, build := range gallery() {
		mux.HandleFunc("GET /weft/gallery/"+name, func(w http.ResponseWriter, r *http.Request) {
			p, body := build()
			p.CSS, p.JS, p.Icon = assets.URL("weft.css"), assets.URL("weft.js"), assets.URL("mark.svg")
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
			if err := ui.Layout(p, body).Render(r.Context(), w); err != nil {
				tb.Errorf("draw %s: %v", name, err)
			}
		})
	}
	mux.HandleFunc("POST /weft/refer/draft", g.draft)
	mux.HandleFunc("POST /weft/refer", func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(g.slowToSend)
		g.referrals.Add(1)
		http.Redirect(w, r, "/weft/gallery/me", http.StatusSeeOther)
	})
	server := httptest.NewServer(mux)
	tb.Cleanup(server.Close)
	g.base = server.URL + "/weft"
	return g
}

func (g *galleryServer) page(name string) string { return g.base + "/gallery/" + name }

func (g *galleryServer) draft(w http.ResponseWriter, r *http.Request) {
	if g.signedOut.Load() {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	g.lastDraft.Store(r.PostFormValue("about") + "|" + r.PostFormValue("idempotency_key"))
	g.drafts.Add(1)
	w.WriteHeader(http.StatusNoContent)
}

func raw(html string) templ.Component { return templ.Raw(html) }

func para(s string) templ.Component { return templ.Raw("<p>" + templ.EscapeString(s) + "</p>") }

func text(s string) templ.Component { return templ.Raw(templ.EscapeString(s) + " ") }
