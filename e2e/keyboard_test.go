package e2e

import (
	"strings"
	"testing"

	"weft/internal/browser"
)

// TestTheKeyboardAloneIsEnough does the acts of the journey without a mouse: ask, refer,
// decide and allocate, record, converse, agree.
func TestTheKeyboardAloneIsEnough(t *testing.T) {
	t.Parallel()
	s := shared.server
	b := shared.browser
	w := walk{t: t, s: s, b: b, traveller: traveller{name: "Olwen Tarn", phone: "01632 960 309", opts: browser.Options{Width: 1280, JS: true}}}
	w.keysHelp()
	w.keysRefer()
	w.keysTriage()
	person := w.keysWork()
	w.keysDoor(person)
	w.keysClose(person)
}

// enter moves the focus with Tab to what carries these words, and presses Enter.
func enter(tab *browser.Tab, words string) {
	tab.TabTo(words)
	tab.Press("Enter")
}

// tick moves the focus to a box or a choice and presses Space.
func tick(tab *browser.Tab, words string) {
	tab.TabTo(words)
	tab.Press("Space")
}

func write(tab *browser.Tab, label, words string) {
	tab.TabTo(label)
	tab.Type(words)
}

// keysHelp answers the first three questions that everybody is asked.
func (w walk) keysHelp() {
	tab := w.b.NewTab(w.t, w.opts)
	tab.Goto(w.s.url + "/help")
	enter(tab, "Start now")
	tick(tab, "Me")
	enter(tab, "Continue")
	write(tab, "Full name", w.name)
	write(tab, "Year", "1951")
	enter(tab, "Continue")
	write(tab, "Phone number", w.phone)
	tick(tab, "Yes, at any time")
	enter(tab, "Continue")
	w.sees(tab, "Question 4 of 7")
}

func (w walk) keysRefer() {
	tab := w.b.NewTab(w.t, w.opts)
	tab.Goto(w.s.url + "/refer/" + w.s.secret)
	enter(tab, "Skip to main content")
	write(tab, "Full name", w.name)
	write(tab, "Day", "9")
	write(tab, "Month", "8")
	write(tab, "Year", "1951")
	write(tab, "How can we reach them?", w.phone)
	write(tab, "What would they like help with?", "Afraid of the stairs since the fall.")
	tick(tab, "They know about this referral and agree to it")
	write(tab, "Your name", "Dr Keys")
	write(tab, "Your work e-mail", "keys@example.org")
	enter(tab, "Send referral")
	w.sees(tab, "Thank you", w.name)
}

func (w walk) keysTriage() {
	tab := w.b.NewTab(w.t, w.opts)
	tab.Goto(w.s.url + "/demo")
	enter(tab, "Look around as Team lead")
	tab.Goto(w.s.url + "/referrals")
	enter(tab, w.name)
	enter(tab, "Accept")
	w.sees(tab, "choose a link worker")
	tick(tab, "Amina Yusuf") // the first choice of the group takes the focus
	enter(tab, "Allocate")
	w.sees(tab, "Allocated")
}

func (w walk) keysWork() string {
	tab := w.b.NewTab(w.t, w.opts)
	tab.Goto(w.s.url + "/demo")
	enter(tab, "Look around as Another link worker")
	enter(tab, w.name)
	enter(tab, "Record contact")
	write(tab, "What did they say?", "Would like a rail and company.")
	enter(tab, "Save")
	w.sees(tab, "recorded", "Would like a rail and company.")
	enter(tab, "More")
	enter(tab, "Conversation")
	write(tab, "What matters to me", "To go up to bed without fear.")
	enter(tab, "Save and make the plan")
	write(tab, "In their words", "Sleep upstairs again")
	enter(tab, "Keep the draft")
	enter(tab, "They agree with this plan")
	w.sees(tab, "agreed with "+w.name)
	return strings.TrimSuffix(tab.URL(), "/plan")
}

func (w walk) keysDoor(person string) {
	shared.letters.Lock()
	defer shared.letters.Unlock()
	w.keysConnect(person)
	w.keysGroup()
}

const keysGroup = "Aldermoor Singing for Lungs"

func (w walk) keysConnect(person string) {
	tab := w.tab("Another link worker")
	tab.Goto(person + "/connect")
	write(tab, "Words", keysGroup)
	tab.TabTo("To help with")
	tab.Press("Up", "Up", "Up")
	enter(tab, "Look")
	w.sees(tab, keysGroup)
	enter(tab, keysGroup)
	tick(tab, "Olwen has heard what we tell them and agrees")
	enter(tab, "Send")
	w.sees(tab, keysGroup)
}

func (w walk) keysGroup() {
	tab := w.b.NewTab(w.t, w.opts)
	tab.Goto(w.fromOutbox("A question from Aldermoor link workers", linkPattern()))
	enter(tab, "Send me the code")
	write(tab, "Code", w.fromOutbox("Your code", codePattern()))
	enter(tab, "See the details")
	w.sees(tab, "Can you offer a place?", "Olwen")
	enter(tab, "Yes, we have a place")
	enter(tab, "Send this answer")
	w.sees(tab, "Thank you")
}

func (w walk) keysClose(person string) {
	tab := w.tab("Another link worker")
	tab.Goto(person + "/connections")
	enter(tab, "Yes, today "+keysGroup)
	tab.Goto(person + "/close")
	tick(tab, "They did what they set out to do")
	enter(tab, "Close")
	w.sees(tab, "Closed", "come back any time")
}

// TestWhatIsTypedSurvivesASignOut types into a conversation, is signed out in another
// tab's place, and finds the words again.
func TestWhatIsTypedSurvivesASignOut(t *testing.T) {
	t.Parallel()
	s := shared.server
	b := shared.browser
	w := walk{t: t, s: s, b: b, traveller: traveller{opts: browser.Options{Width: 1280, JS: true}}}
	tab := w.tab("Link worker")
	w.open(tab, "Dilys Penhallow")
	person := tab.URL()
	tab.Goto(person + "/conversation")
	words := "She laughed for the first time since spring."
	tab.Fill("strengths", words)
	tab.Wait("[role=status]:not(:empty)")
	if said := tab.TextOf("[role=status]:not(:empty)"); !strings.Contains(said, "Draft kept") {
		t.Fatalf("the page says %q", said)
	}
	tab.Click("Sign out")
	tab.Back()
	if strings.Contains(tab.Text(), "What matters to") {
		t.Errorf("the back button shows the page after signing out: %s", tab.Text())
	}
	again := w.tab("Link worker")
	w.sees(again, "Drafts", "Conversation, Dilys Penhallow")
	again.Click("Conversation, Dilys Penhallow")
	if got := again.Value("strengths"); got != words {
		t.Errorf("the words came back as %q", got)
	}
}
