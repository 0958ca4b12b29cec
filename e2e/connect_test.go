package e2e

import (
	"regexp"
	"strings"

	"weft/internal/browser"
)

// addGroups puts two groups into the directory, so that there are two options.
func (w walk) addGroups(tab *browser.Tab, names ...string) {
	w.t.Helper()
	for _, name := range names {
		tab.Goto(w.s.url + "/directory/new")
		tab.Fill("name", name)
		tab.Fill("description", "Planting and tea on Wednesday mornings. Someone meets you at the gate.")
		tab.Choose("What it helps with", "Company and loneliness")
		tab.Choose("How they like to hear of someone", "Our link, by e-mail or text")
		tab.Fill("contact_email", "gate@example.org")
		tab.Submit()
		w.sees(tab, name)
	}
}

// throughTheDoor asks a group and lets it answer. One journey at a time: the newest letter
// in the outbox is then its own.
func (w walk) throughTheDoor(person string) {
	w.t.Helper()
	shared.letters.Lock()
	defer shared.letters.Unlock()
	w.groupSaysYes(w.connect(person))
}

// connect is the link worker: two options looked at, one not for them and why, the other
// shared with. It returns the name of the group.
func (w walk) connect(person string) string {
	w.t.Helper()
	first := strings.Fields(w.name)[0]
	chosen, other := "Garden Gate of "+first, "Allotment of "+first
	tab := w.tab("Link worker")
	w.addGroups(tab, chosen, other)
	tab.Goto(person + "/connect")
	tab.Fill("#words", first)
	tab.Click("Look")
	w.sees(tab, "Two to look at together", chosen, other)
	w.good(tab)
	w.refuse(tab, other)
	tab.Fill("#words", first)
	tab.Click("Look")
	tab.ResetSteps()
	tab.Click(chosen)
	w.sees(tab, chosen, "What we tell them about "+first)
	if strings.Contains(tab.TextOf("main"), "Misses") {
		w.t.Error("what the referrer wrote is in what the group is told")
	}
	w.good(tab)
	tab.Choose("", first+" has heard what we tell them and agrees")
	tab.Submit()
	w.done("connect to a group", tab)
	w.sees(tab, chosen)
	w.good(tab)
	return chosen
}

// refuse keeps why one of the options is not the one, and comes back to look.
func (w walk) refuse(tab *browser.Tab, group string) {
	w.t.Helper()
	tab.Click("Choose " + group)
	tab.Select("Because", "Stairs or access")
	tab.Fill("#no-words", "Too many steps.")
	tab.Click("Keep the reason")
	w.sees(tab, "Looked at, and not chosen", "Too many steps.")
	w.good(tab)
}

// groupSaysYes is the community group: the link from the message, the code, two taps.
func (w walk) groupSaysYes(group string) {
	w.t.Helper()
	link := w.fromOutbox("A question from Aldermoor link workers", linkPattern())
	tab := w.tab("")
	tab.Goto(link)
	w.sees(tab, "Someone would like to come")
	if text := strings.ReplaceAll(tab.Text(), group, ""); strings.Contains(text, strings.Fields(w.name)[0]) || strings.Contains(text, w.phone) {
		w.t.Errorf("the link shows the person before the code:\n%s", text)
	}
	w.good(tab)
	tab.Click("Send me the code")
	w.good(tab)
	code := w.fromOutbox("Your code", codePattern())
	tab.Fill("Code", "000000")
	if code != "000000" {
		tab.Click("See the details")
		w.sees(tab, "There is a problem")
		w.good(tab)
	}
	tab.Fill("Code", code)
	tab.Click("See the details")
	w.sees(tab, "Can you offer a place?", strings.Fields(w.name)[0])
	w.good(tab)
	tab.ResetSteps()
	tab.Click("Yes, we have a place")
	w.good(tab)
	tab.Fill("textarea[name=words]", "I will be at the gate.")
	tab.Click("Send this answer")
	w.done("a group accepts", tab)
	w.sees(tab, "Thank you")
	tab.Goto(link)
	w.sees(tab, "This link has ended")
	w.good(tab)
}

// fromOutbox finds the newest message with this subject and what stands in its words.
func (w walk) fromOutbox(subject string, what *regexp.Regexp) string {
	w.t.Helper()
	tab := w.tab("Scheme administrator")
	tab.Goto(w.s.url + "/outbox")
	for _, l := range links(tab.HTML()) {
		if !strings.HasPrefix(l, "/outbox/") {
			continue
		}
		tab.Goto(w.s.url + l)
		text := tab.Text()
		if found := what.FindString(text); found != "" && strings.Contains(text, subject) {
			return strings.TrimRight(found, ".")
		}
	}
	tab.Goto(w.s.url + "/outbox")
	w.t.Fatalf("the outbox has no message %q with %s:\n%s", subject, what, tab.Text())
	return ""
}

// attended is the link worker: the answer is on today's page, and they came.
func (w walk) attended(person string) {
	w.t.Helper()
	first := strings.Fields(w.name)[0]
	tab := w.tab("Link worker")
	tab.Goto(w.s.url + "/today")
	w.sees(tab, "Groups have answered", "Garden Gate of "+first, "I will be at the gate.")
	w.good(tab)
	tab.Goto(person + "/connections")
	w.good(tab)
	tab.Click("Yes, today Garden Gate of " + first)
	tab.Goto(person)
	w.sees(tab, "Went to Garden Gate of "+first, "said yes")
	w.good(tab)
}

// linkPattern finds a group's link in a message, codePattern its code.
func linkPattern() *regexp.Regexp { return regexp.MustCompile(`http://\S+/g/\S+`) }

func codePattern() *regexp.Regexp { return regexp.MustCompile(`\b\d{6}\b`) }
