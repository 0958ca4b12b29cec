package e2e

import (
	"strings"
	"testing"
	"time"

	"weft/internal/browser"
)

// TestTheWaysIn asks for help for a mother on a telephone, saves, comes back on another
// device, and points somebody on at a counter, on one server.
func TestTheWaysIn(t *testing.T) {
	t.Parallel()
	s := shared.server
	b := shared.browser
	t.Run("a daughter asks for her mother, saves, and goes on elsewhere", func(t *testing.T) {
		w := walk{t: t, s: s, b: b, traveller: traveller{name: "Mair Bevan", opts: browser.Options{Width: 320, JS: true}}}
		code := w.begins()
		w.goesOn(code)
	})
	t.Run("a receptionist points the way in under a minute", func(t *testing.T) {
		w := walk{t: t, s: s, b: b, traveller: traveller{opts: browser.Options{Width: 1280}}}
		w.points()
	})
}

// begins answers three questions and writes down the code.
func (w walk) begins() string {
	w.t.Helper()
	tab := w.tab("")
	tab.Goto(w.s.url + "/help")
	w.sees(tab, "999", "116 123", "What a link worker does not do")
	w.good(tab)
	tab.Click("Start now")
	w.good(tab)
	tab.Choose("", "Someone I care for")
	tab.Fill("Your name", "Carys Bevan")
	tab.Choose("", "They know that I ask, and they said yes")
	tab.Submit()
	w.sees(tab, "What is their name")
	w.good(tab)
	tab.Fill("Full name", w.name)
	tab.Fill("Year", "1944")
	tab.Submit()
	w.good(tab)
	tab.Fill("Somebody who can help us: name and number", "Ring me, Carys, 07700 900 371")
	tab.Click("Save and come back later")
	w.sees(tab, "Write down this code", w.name, "forgotten your answers")
	w.good(tab)
	code := tab.TextOf(".weft-code")
	tab.Goto(w.s.url + "/help/reach")
	if strings.Contains(tab.Text(), w.name) || !strings.HasSuffix(tab.URL(), "/help") {
		w.t.Errorf("%s still shows the answers", tab.URL())
	}
	return code
}

// goesOn comes back in another browser and sends it; the team reads it.
func (w walk) goesOn(code string) {
	w.t.Helper()
	tab := w.tab("")
	tab.Goto(w.s.url + "/help/back")
	w.good(tab)
	tab.Fill("Your code", strings.ToLower(code))
	tab.Fill("Name", w.name)
	tab.Submit()
	w.sees(tab, "What would they like help with?")
	w.good(tab)
	tab.Fill("In your own words", "She used to run the chapel teas and now she sits.")
	tab.Choose("", "Company and loneliness")
	tab.Submit()
	w.good(tab)
	tab.Submit()
	w.good(tab)
	tab.Submit()
	w.good(tab)
	tab.Submit()
	w.sees(tab, "Check your answers", w.name, "07700 900 371")
	tab.Submit() // nobody said yet whether it is safe to ring
	w.sees(tab, "There is a problem", "safe to ring")
	w.good(tab)
	tab.Goto(w.s.url + "/help/reach?change=1")
	tab.Choose("Is it safe to ring or write?", "Yes, at any time")
	tab.Submit()
	w.good(tab)
	tab.Submit()
	w.sees(tab, "Thank you", "Your reference is", "Ask them how it goes")
	w.good(tab)
	lead := w.tab("Team lead")
	lead.Goto(w.s.url + "/referrals")
	lead.Click(w.name)
	w.sees(lead, "She used to run the chapel teas", "Carys Bevan")
}

// points is the whole of a minute at the counter.
func (w walk) points() {
	w.t.Helper()
	tab := w.tab("Receptionist")
	began := time.Now()
	tab.Click("Point the way")
	w.good(tab)
	tab.Select("To help with", "Company and loneliness")
	tab.Fill("Near (postcode or its first half)", "QZ1")
	tab.Click("Look")
	w.good(tab)
	tab.Choose("Choose one to 3", "The Loom Players")
	tab.Click("Give it")
	w.done("point the way", tab)
	if took := time.Since(began); took > time.Minute {
		w.t.Errorf("it took %s", took)
	}
	w.sees(tab, "Groups for you", "Grwpiau i chi", "The Loom Players")
	w.good(tab)
	tab.Click("Point the way for someone else")
	w.sees(tab, "on this month")
}
