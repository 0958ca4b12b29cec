package wording_test

import (
	"strconv"
	"strings"
	"testing"

	"weft/internal/clock"
	"weft/internal/due"
	"weft/internal/vocabulary"
	"weft/internal/webtest"
)

func on(f *webtest.Form, name string, d clock.Date) *webtest.Form {
	return f.Date(name, strconv.Itoa(d.Day), strconv.Itoa(int(d.Month)), strconv.Itoa(d.Year))
}

func TestAnAdministratorAddsRewordsRetiresAndPutsBackAnEntry(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		c := s.As(t, s.Admin(t))
		c.Get("/admin").Follow("Look over the lists, due times and texts").CameTo("/admin/lists").Says("What people need", "All are local defaults")
		list := c.Get("/admin/lists/needs").Is(200).Says("Money, debt and benefits", "Local default.")
		add := list.Form("Add").Set("en", "Warm rooms")
		add.Send().Is(422).Asks("cy").Form("Add").Holds(map[string]string{"en": "Warm rooms"})
		add.Set("en", "grief").Set("cy", "Galar").Send().Is(422).Asks("en")
		add.Set("en", "Warm rooms").Set("cy", "Ystafelloedd cynnes").Send().Is(200).Says("Added. It is offered from", "Warm rooms", "Changed here, since")
		entry := c.Get("/admin/lists/needs/money").Is(200).Says("Money, debt and benefits", "Arian, dyled a budd-daliadau")
		form, stale := entry.Form("Save the words").Set("en", "Making ends meet"), c.Get("/admin/lists/needs/money").Form("Save the words")
		on(form, "starts", s.Today().AddDays(-3))
		form.Send().Is(422).Asks("starts").Form("Save the words").Holds(map[string]string{"en": "Making ends meet"})
		on(on(form, "starts", s.Today().AddDays(5)), "ends", s.Today().AddDays(2))
		form.Send().Is(422).Asks("ends")
		on(form, "starts", s.Today()).Date("ends", "", "", "")
		saved := form.Send().Is(200).Says("Saved. It holds from", "Making ends meet", "What was changed").Hides("Nothing yet")
		again := stale.Set("en", "Bills").Send().Is(409).Says("Making ends meet") // the second of two tabs is told, and sees both
		again.Form("Save the words").Holds(map[string]string{"en": "Bills"})
		saved.Press("Put back the local default").Is(200).Says("Put back", "Local default again")
		c.Get("/admin/lists/needs").Hides("Making ends meet")
		retire := c.Get("/admin/lists/needs/warm-rooms").Press("Retire it from that day").Is(200).Says("Retired.", "Records keep it")
		retire.Press("Take back the change Not offered").Is(200).Says("Taken back")
		died := c.Get("/admin/lists/closure-reasons/died").Is(200).Says("It cannot be retired", "stops every message")
		if died.Has("button[value=retire]") {
			t.Error("an entry that a rule rests on can be retired")
		}
		c.Get("/admin/lists/nonsense").Is(404)
		c.Get("/admin/lists/needs/nonsense").Is(404)
		c.Get("/admin/lists/stages").Is(404) // only its words change
		if n := s.Rows(t)["term"]; n != 4 {
			t.Errorf("%d changes were written", n)
		}
	})
}

func TestATeamLeadChangesTheWordsOfTheirOwnService(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	mine, other := s.ServiceIn(t, clock.Wales), s.Service(t)
	c := s.As(t, s.Lead(t, mine))
	c.Get("/account").Follow("Words, lists and due times of your service").CameTo("/admin/words").
		Says("Social prescribing practitioner", "Getting to know", "Local default.").Hides("Everywhere", other.Name)
	c.Get("/admin/words?at=" + other.ID.String()).Is(403)
	c.Get("/admin/organisations").Is(403)
	c.Get("/admin/lists/stages/engaging").Form("Save the words").Set("en", "Listening").Set("cy", "Gwrando").Send().Is(200).Says("Listening")
	b, err := s.Lists.Book(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for service, want := range map[string]string{mine.ID.String(): "Listening", other.ID.String(): "Getting to know"} {
		if got := b.At(vocabulary.Where{Service: service}, s.Today()).Words(vocabulary.StageList, "engaging", "en"); got != want {
			t.Errorf("at %s it is %q", service, got)
		}
	}
	admin := s.As(t, s.Admin(t))
	admin.Get("/admin/lists/stages/engaging").Hides("Listening")
	admin.Get("/admin/lists/stages/engaging?at="+mine.ID.String()).Says("Listening", "at "+mine.Name)
}

func TestADueTimeIsASentenceThatCanBeChanged(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		v := s.Service(t)
		c := s.As(t, s.Lead(t, v))
		c.Get("/admin/due").Is(200).Says("First try to reach the person", "Within 5 working days – local default", "Within 15 minutes", "On the same working day")
		form := c.Get("/admin/due/first-try").Is(200).Says("not a national standard").Form("Save the due time")
		for _, absurd := range []string{"0", "-4", "99999", "soon", ""} {
			form.Set("amount", absurd).Send().Is(422).Asks("amount").Form("Save the due time").Holds(map[string]string{"amount": absurd})
		}
		form.Set("amount", "3").Values.Set("unit", "nonsense")
		form.Send().Is(422).Asks("unit")
		p := form.Set("unit", "working_days").Send().Is(200).Says("Saved. It holds for what begins from", "Within 3 working days – changed here")
		b, err := s.Services.Due.Book(t.Context()) // what the pages call, which is another instance
		if err != nil || b.At(v.ID, s.Today()).Rule(due.FirstTry).Amount != 3 {
			t.Errorf("the rule did not change: %v", err)
		}
		c.Get("/admin/due").Says("Within 3 working days – changed here")
		p.Press("Put back the local default").Is(200).Says("Put back", "Within 5 working days – local default")
		c.Get("/admin/due/visit-call").Says("How many?").Hides("Of what?")
		c.Get("/admin/due/lost-tries").Says("How often?")
		c.Get("/admin/due/nonsense").Is(404)
	})
}

func TestATextIsSeenBeforeItIsSaved(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	v := s.Service(t)
	c := s.As(t, s.Lead(t, v))
	form := c.Get("/admin/templates").Is(200).Follow("What happens next, after a referral").Form("Save the words")
	long := "We ring within three days.\nYou choose where we meet."
	rows := s.Rows(t)["term"]
	form.Set("en", long).Set("cy", "Byddwn yn ffonio.")
	seen := press(form, "preview").Is(200).Says("How it will read", "You choose where we meet.")
	seen.Form("Save the words").Holds(map[string]string{"en": long})
	if s.Rows(t)["term"] != rows {
		t.Error("looking changed something")
	}
	press(seen.Form("Save the words"), "words").Is(200).Says("Saved")
	form.Set("en", strings.Repeat("word ", 500))
	press(form, "words").Is(422).Asks("en")
}

// press sends a form as the button with this value would.
func press(f *webtest.Form, do string) *webtest.Page {
	f.Values.Set("do", do)
	return f.Send()
}
