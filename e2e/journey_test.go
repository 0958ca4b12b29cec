package e2e

import (
	"fmt"
	"strings"
	"testing"

	"weft/internal/browser"
)

// traveller is one walk of the journey: who is referred, on which screen, with or
// without scripts.
type traveller struct {
	name  string
	phone string
	opts  browser.Options
}

func travellers() []traveller {
	return []traveller{
		{"Nora Quill", "01632 960 301", browser.Options{Width: 1280, JS: true}},
		{"Emeka Stowe", "01632 960 304", browser.Options{Width: 320}},
	}
}

func (tr traveller) label() string {
	js := "without scripts"
	if tr.opts.JS {
		js = "with scripts"
	}
	return fmt.Sprintf("%d px %s", tr.opts.Width, js)
}

// walk is one journey under way.
type walk struct {
	t *testing.T
	s server
	b *browser.Browser
	traveller
}

// tab opens a tab for a role of the town.
func (w walk) tab(role string) *browser.Tab {
	w.t.Helper()
	tab := w.b.NewTab(w.t, w.opts)
	if role != "" {
		tab.Goto(w.s.url + "/demo")
		tab.Click("Look around as " + role)
	}
	tab.ResetSteps()
	return tab
}

// good looks at the page as every page must be: nothing for axe to find, nothing that
// scrolls sideways, nothing for the console.
func (w walk) good(tab *browser.Tab) {
	w.t.Helper()
	tab.Accessible()
	tab.NoHorizontalScroll()
	if w.opts.Width < 600 {
		for _, small := range tab.SmallTargets(44) {
			w.t.Errorf("%s: %s is lower than 44 px", tab.URL(), small)
		}
	}
	for _, c := range tab.Complaints() {
		if strings.Contains(c, "422 (Unprocessable Entity)") || strings.Contains(c, "404 (Not Found)") && strings.Contains(c, "/g/") {
			continue // a form that came back with what to put right; a link that has ended
		}
		w.t.Errorf("%s complains: %s", tab.URL(), c)
	}
}

func (w walk) sees(tab *browser.Tab, words ...string) {
	w.t.Helper()
	text := tab.Text()
	for _, word := range words {
		if !strings.Contains(text, word) {
			w.t.Errorf("%s does not say %q:\n%s", tab.URL(), word, text)
		}
	}
}

// TestAReferralBecomesADoorThatOpens walks the whole thread, with scripts on a
// wide screen and without on a narrow one, and counts the steps of its jobs.
func TestAReferralBecomesADoorThatOpens(t *testing.T) {
	t.Parallel()
	s := shared.server
	b := shared.browser
	for _, tr := range travellers() {
		t.Run(tr.label(), func(t *testing.T) {
			t.Parallel()
			w := walk{t: t, s: s, b: b, traveller: tr}
			w.refer()
			w.triage()
			person := w.ring()
			w.converse(person)
			w.plan(person)
			w.throughTheDoor(person)
			w.attended(person)
			w.details(person)
			w.close(person)
			w.everyoneIsTold()
		})
	}
}

// refer is the GP: from the organisation's link to "thank you".
func (w walk) refer() {
	w.t.Helper()
	tab := w.tab("")
	tab.Goto(w.s.url + "/refer/" + w.s.secret)
	tab.ResetSteps()
	w.sees(tab, "Refer someone to a link worker", "Fellside Practice", "Not an emergency service")
	w.good(tab)
	tab.Submit() // nothing typed: everything that is missing is said at once
	w.sees(tab, "There is a problem", "Write the person's name", "agree")
	w.good(tab)
	tab.ResetSteps()
	w.fillReferral(tab, w.name)
	tab.Fill("Your name", "Dr Test Journey")
	tab.Fill("Your work e-mail", strings.ReplaceAll(strings.ToLower(w.name), " ", ".")+"@example.org")
	tab.Submit()
	w.sees(tab, "Thank you", w.name)
	w.done("refer", tab)
	w.good(tab)
	// Someone else refers the same person: triage will see that they may be one.
	gp := w.tab("GP")
	gp.Goto(w.s.url + "/refer")
	w.fillReferral(gp, strings.ToUpper(w.name))
	gp.Submit()
	w.sees(gp, "Thank you")
	if strings.Contains(gp.Text(), "already") {
		w.t.Error("the referrer's page hints at a record")
	}
}

func (w walk) fillReferral(tab *browser.Tab, name string) {
	tab.Fill("Full name", name)
	tab.Fill("Day", "3")
	tab.Fill("Month", "5")
	tab.Fill("Year", "1949")
	tab.Fill("How can we reach them?", w.phone)
	tab.Fill("What would they like help with?", "Lonely since moving in with her son. <b>Misses</b> her garden.")
	tab.Choose("", "They know about this referral and agree to it")
}

// triage is the team lead: looks at the duplicate, joins, accepts, allocates.
func (w walk) triage() {
	w.t.Helper()
	tab := w.tab("Team lead")
	tab.Goto(w.s.url + "/referrals")
	w.good(tab)
	tab.Click(strings.ToUpper(w.name))
	w.sees(tab, "Do we know them already?", "The same: name, birth date", "<b>Misses</b>")
	w.good(tab)
	tab.Click("The same person as " + w.name)
	w.sees(tab, "Joined", "Take this back")
	w.good(tab)
	tab.Click("We are with them already: end this second referral")
	tab.Goto(w.s.url + "/referrals")
	tab.Click(w.name)
	w.sees(tab, "<b>Misses</b>")
	tab.Click("Accept")
	w.sees(tab, "choose a link worker")
	w.good(tab)
	tab.Choose("Link worker", "Sam Okafor")
	tab.Click("Allocate")
	w.sees(tab, "Allocated")
}

// ring is the link worker: nobody answers, then they talk. It returns the person's
// address.
func (w walk) ring() string {
	w.t.Helper()
	tab := w.tab("Link worker")
	tab.Goto(w.s.url + "/today")
	w.good(tab)
	tab.ResetSteps()
	tab.Click("No answer from " + w.name)
	w.done("record a contact, no answer", tab)
	w.sees(tab, "No answer from "+w.name, "Next try")
	tab.Fill("#find", w.name)
	tab.Click("Find")
	w.good(tab)
	tab.Click(w.name)
	person := tab.URL()
	w.sees(tab, w.name, "The story so far", "No answer", "Referred")
	w.good(tab)
	tab.ResetSteps()
	tab.Click("Record contact")
	w.good(tab)
	tab.Choose("How?", "Phone")
	tab.Fill("What did they say?", "Would like company on Wednesdays.")
	tab.Choose("What comes next?", "1 week")
	tab.Submit()
	w.done("record a contact, full", tab)
	w.sees(tab, "recorded", "We spoke", "Would like company on Wednesdays.")
	return person
}

func (w walk) converse(person string) {
	w.t.Helper()
	tab := w.tab("Link worker")
	tab.Goto(person + "/conversation")
	w.good(tab)
	tab.Fill("What matters to me", "I want my hands in the soil again.")
	tab.Fill("strengths", "Knows every rose by name.")
	tab.Select("What matters most to change", "Company and loneliness")
	tab.Click("Save and make the plan")
	w.sees(tab, "Plan with "+w.name)
	w.good(tab)
}

func (w walk) plan(person string) {
	w.t.Helper()
	tab := w.tab("Link worker")
	tab.Goto(person + "/plan/edit")
	tab.Fill("In their words", "A morning a week in a garden, with others")
	tab.Select("How much does it matter, 0 to 10?", "9")
	tab.Select("How sure do they feel, 0 to 10?", "5")
	tab.Fill("Action 1 of goal 1", "Ask which gardens have places")
	tab.Click("Keep the draft")
	w.sees(tab, "This is a draft", "A morning a week in a garden")
	w.good(tab)
	tab.Click("They agree with this plan")
	w.sees(tab, "agreed with "+w.name)
	w.good(tab)
	tab.Goto(person)
	w.sees(tab, "I want my hands in the soil again.", "Plan agreed", "Knows every rose by name.")
	w.good(tab)
}

// email is where the person is written to.
func (w walk) email() string {
	return strings.ReplaceAll(strings.ToLower(w.name), " ", ".") + ".home@example.org"
}

// details adds a second way to reach the person: an e-mail address.
func (w walk) details(person string) {
	w.t.Helper()
	tab := w.tab("Link worker")
	tab.Goto(person + "/details/edit")
	w.good(tab)
	tab.Fill("Another way (2)", w.email())
	tab.Submit()
	w.sees(tab, w.email())
	w.good(tab)
}

func (w walk) close(person string) {
	w.t.Helper()
	tab := w.tab("Link worker")
	tab.Goto(person)
	tab.ResetSteps()
	tab.Click("More")
	tab.Click("Close")
	w.good(tab)
	tab.Choose("Why now?", "A group carries on with them")
	tab.Click("main button[type=submit]")
	w.done("close a case", tab)
	w.sees(tab, "Closed", "come back any time")
	w.good(tab)
}

// everyoneIsTold looks at what the referrer's own page and the outbox say at the end.
func (w walk) everyoneIsTold() {
	w.t.Helper()
	tab := w.tab("GP")
	tab.Goto(w.s.url + "/my-referrals")
	w.sees(tab, strings.ToUpper(w.name))
	w.good(tab)
	tab.ResetSteps()
	tab.Click(strings.ToUpper(w.name))
	w.done("see what became of it", tab)
	w.sees(tab, "We have spoken", "Connected", "Finished", "Copy for the GP record")
	if text := tab.TextOf("main"); strings.Contains(text, "Not yet") && !strings.Contains(text, "We have met") {
		w.t.Errorf("a step is missing: %s", text)
	}
	w.good(tab)
	outbox := w.tab("Scheme administrator")
	outbox.Goto(w.s.url + "/outbox")
	w.sees(outbox, "We have spoken", "We have finished for now", "E-mail to "+w.name)
	w.good(outbox)
}
