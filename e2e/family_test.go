package e2e

import (
	"strings"
	"testing"

	"weft/internal/browser"
)

// TestACarerGetsAPlanOfHerOwn is a worker who writes down a wife, offers her a plan of her
// own, and a lead who gives it to another worker; neither page tells of the other.
func TestACarerGetsAPlanOfHerOwn(t *testing.T) {
	t.Parallel()
	s := shared.server
	w := walk{t: t, s: s, b: shared.browser, traveller: traveller{"Bronwen Tarn", "01632 960 311", browser.Options{Width: 320, JS: true}}}
	tab := w.tab("Link worker")
	tab.Fill("#find", "Kofi Asante")
	tab.Click("Find")
	tab.Click("Kofi Asante-Brown")
	tab.ResetSteps()
	tab.Click("Family")
	w.good(tab)
	tab.Click("Add somebody")
	w.good(tab)
	tab.Fill("Name", w.name)
	tab.Select("Who are they?", "Husband, wife or partner")
	tab.Fill("Phone", w.phone)
	tab.Choose("", "They look after the person, unpaid")
	tab.Choose("", "Yes, they know about us")
	tab.Submit()
	w.sees(tab, w.name, "Looks after them", "Not asked: no")
	w.done("write down somebody", tab)
	w.good(tab)
	tab.ResetSteps()
	tab.Click("Offer a plan of their own: " + w.name)
	w.good(tab)
	tab.Submit() // what is missing is said at once, and what stands there stays
	w.sees(tab, "There is a problem", "agree")
	tab.ResetSteps()
	tab.Fill("What would they like for themselves?", "One evening that is mine. HER-OWN-WORDS")
	tab.Choose("", "They know about this referral and agree to it")
	tab.Submit()
	w.sees(tab, "Sent.")
	w.done("offer a plan of their own", tab)
	if strings.Contains(tab.Text(), "HER-OWN-WORDS") || strings.Contains(tab.Text(), "Somebody in this family") {
		t.Error("his page tells of her")
	}
	lead := w.tab("Team lead")
	lead.Goto(s.url + "/referrals")
	lead.Click(w.name)
	w.sees(lead, "HER-OWN-WORDS")
	if strings.Contains(lead.Text(), "Kofi") {
		t.Error("her referral tells of him")
	}
	lead.Click("Accept")
	lead.Choose("Link worker", "Grace Adeyemi")
	lead.Click("Allocate")
	w.sees(lead, "Allocated")
}
