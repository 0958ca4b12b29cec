package e2e

import (
	"strings"
	"testing"

	"weft/internal/browser"
)

// TestTheDaysThatDoNotGoByTheBook walks what happens beside the plan, on a wide screen,
// and counts the steps: a group session, somebody who is not reached any more, a death,
// somebody who comes back, and a note written to the wrong person.
func TestTheDaysThatDoNotGoByTheBook(t *testing.T) {
	t.Parallel()
	s := shared.server
	b := shared.browser
	for name, walked := range map[string]func(w walk){
		"a group session is recorded for six people in one form": walk.groupSession,
		"somebody who cannot be reached is let go kindly":        walk.lostContact,
		"a death is recorded once and nothing is asked again":    walk.death,
		"somebody comes back after four months":                  walk.comeBack,
		"a note goes to the person whom it is about":             walk.moveNote,
	} {
		t.Run(name, func(t *testing.T) {
			walked(walk{t: t, s: s, b: b, traveller: traveller{name: name, opts: browser.Options{Width: 1280, JS: true}}})
		})
	}
}

// open goes to a person's story by way of the search.
func (w walk) open(tab *browser.Tab, name string) {
	w.t.Helper()
	tab.Goto(w.s.url + "/people")
	tab.Fill("q", name)
	tab.Click("Find")
	tab.Click(name)
	tab.ResetSteps()
}

func (w walk) groupSession() {
	tab := w.tab("Link worker")
	tab.Goto(w.s.url + "/today")
	tab.Click("Register of a session")
	w.good(tab)
	tab.ResetSteps()
	six := []string{"Dilys Penhallow", "Kofi Asante-Brown", "Rukhsana Malik", "Ceinwen Pugh", "Edna Shackleton", "Marjorie Ellwood"}
	tab.Choose("What was it?", "Group session")
	tab.Fill("What happened?", "Bread from three countries.")
	for _, name := range six {
		tab.Choose(name, "Came")
	}
	tab.Submit()
	w.done("record a session for six people", tab)
	w.sees(tab, "The register is kept")
	for _, name := range []string{six[0], six[5]} {
		w.open(tab, name)
		w.sees(tab, "Bread from three countries.", "Group session")
	}
	w.good(tab)
}

func (w walk) lostContact() {
	tab := w.tab("Another link worker")
	w.open(tab, "Patience Ofori")
	tab.Click("More")
	tab.Click("Close")
	tab.Choose("Why now?", "We lost contact")
	tab.Click("main button[type=submit]")
	w.sees(tab, "three tries, by two means, over two weeks")
	tab = w.tab("Another link worker")
	w.open(tab, "Kelvin Ogden")
	w.sees(tab, "No answer", "Sent")
	tab.Click("More")
	tab.Click("Close")
	w.good(tab)
	tab.Choose("Why now?", "We lost contact")
	tab.Click("main button[type=submit]")
	w.done("close as lost contact", tab)
	w.sees(tab, "Closed: We lost contact", "can come back any time")
	w.good(tab)
}

func (w walk) death() {
	tab := w.tab("Link worker")
	w.open(tab, "Comfort Danso")
	tab.Click("Details")
	tab.Click("They died")
	w.good(tab)
	tab.Fill("A line for the story", "In her sleep, on a Sunday.")
	tab.Submit()
	w.done("record a death", tab)
	w.sees(tab, "Comfort died", "In her sleep, on a Sunday.", "nothing more is asked")
	w.good(tab)
	tab.Goto(w.s.url + "/today")
	if strings.Contains(tab.TextOf("main"), "Comfort") {
		w.t.Error("today still asks about somebody who died")
	}
}

func (w walk) comeBack() {
	tab := w.tab("Link worker")
	w.open(tab, "Winifred Calloway")
	w.sees(tab, "Closed:", "The evenings go on for a week.")
	tab.Click("Open again")
	w.good(tab)
	tab.Submit()
	w.done("open again", tab)
	w.sees(tab, "Opened again", "The evenings go on for a week.", "Cards on a Wednesday", "Bridge on Wednesdays")
	w.good(tab)
}

func (w walk) moveNote() {
	tab := w.tab("Link worker")
	w.open(tab, "Glenda Purvis")
	w.sees(tab, "The school says yes", "An entry was moved away")
	tab.Click(".weft-thread li:first-child a[href$='/edit']")
	w.good(tab)
	tab.Click("Move it to the right person")
	tab.Fill("Who was it about?", "Gwenda")
	tab.Click("Look for them")
	tab.Choose("To whom?", "Gwenda Purcell")
	w.good(tab)
	tab.Submit()
	w.done("move a note", tab)
	w.sees(tab, "Gwenda Purcell", "The school says yes", "Moved here from another record")
	w.good(tab)
	w.open(tab, "Glenda Purvis")
	if strings.Contains(tab.TextOf("main"), "The school says yes") {
		w.t.Error("words stay with the wrong person")
	}
}
