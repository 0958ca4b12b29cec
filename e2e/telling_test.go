package e2e

import (
	"testing"

	"weft/internal/browser"
)

// TestAWelshLetterInLargePrintReachesThePrintedPage walks from a person's page to the page
// that is printed and posted, on a narrow screen without scripts.
func TestAWelshLetterInLargePrintReachesThePrintedPage(t *testing.T) {
	t.Parallel()
	s := shared.server
	b := shared.browser
	tr := traveller{name: "Ceinwen Pugh", opts: browser.Options{Width: 320}}
	w := walk{t: t, s: s, b: b, traveller: tr}
	worker := w.tab("Link worker")
	worker.Goto(s.url + "/people")
	worker.Click("Ceinwen Pugh")
	worker.ResetSteps()
	worker.Goto(worker.URL() + "/letter")
	w.sees(worker, "Write a letter", "It goes to 58 Mill Row", "Annwyl Ceinwen Pugh,")
	worker.Choose("What would you like to say?", "Your appointment")
	worker.Choose("How do they read it?", "Large print, 18 point")
	worker.Click("Show it")
	w.sees(worker, "As they read it: Your appointment", "Mae eich apwyntiad gyda Sam")
	w.good(worker)
	worker.Click("Put it in the print queue")
	w.sees(worker, "The letter waits to be printed")
	w.done("a letter", worker)

	office := w.tab("Scheme administrator")
	office.Goto(s.url + "/outbox/print")
	w.good(office)
	const letter = "article.weft-post--large[lang=cy]"
	if office.Count(letter) == 0 {
		t.Fatalf("no Welsh letter in large print waits:\n%s", office.Text())
	}
	office.Print(true)
	if office.Count("article.weft-post h2") != office.Count("article.weft-post") {
		t.Error("a letter has no heading of its own")
	}
	office.Print(false)
	office.Click("I have printed them")
	w.sees(office, "Noted as printed:")
	office.Goto(s.url + "/outbox/print")
	if n := office.Count(letter); n != 0 {
		t.Errorf("%d wait still", n)
	}
}
