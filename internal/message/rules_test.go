package message

import (
	"regexp"
	"strings"
	"testing"

	"weft/internal/clock"
	"weft/internal/i18n"
	"weft/internal/text"
)

func words(t *testing.T) *i18n.Catalogue {
	t.Helper()
	c, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// example fills a spec with arguments that cannot be mistaken for its own words.
func example(s Spec, ch Channel, lang string) New {
	n := New{Phrase: s.Phrase, Audience: s.Audience, Channel: ch, Address: "x", Lang: lang, Team: "Tîm Aldermoor"}
	if s.Audience == ToPerson {
		n.Person = "p"
	}
	for _, a := range s.Args {
		switch a {
		case "by", "last day":
			n.Args = append(n.Args, clock.Date{Year: 2026, Month: 11, Day: 24})
		case "when":
			n.Args = append(n.Args, When{On: clock.Date{Year: 2026, Month: 11, Day: 24}, Time: "10:30"})
		case "minutes":
			n.Args = append(n.Args, 15)
		default:
			n.Args = append(n.Args, "<"+a+">")
		}
	}
	return n
}

func channels(s Spec) []Channel {
	if s.Text {
		return []Channel{ByEmail, ByLetter, ByText}
	}
	return []Channel{ByEmail, ByLetter}
}

func TestEveryPhraseIsWholeInBothLanguagesAndDiffers(t *testing.T) {
	t.Parallel()
	c := words(t)
	for _, s := range Specs() {
		for _, ch := range channels(s) {
			en, cy := example(s, ch, "en"), example(s, ch, "cy")
			if _, err := en.spec(); err != nil {
				t.Errorf("%s to %s by %s is not taken: %v", s.Phrase, s.Audience, ch, err)
			}
			enSubject, enBody := render(c, en)
			cySubject, cyBody := render(c, cy)
			for _, said := range []string{enSubject, enBody, cySubject, cyBody} {
				if regexp.MustCompile(`message\.[a-z]|\{\d`).MatchString(said) {
					t.Errorf("%s to %s by %s is not whole: %q", s.Phrase, s.Audience, ch, said)
				}
			}
			if enBody == cyBody || (ch != ByText && (enSubject == cySubject || enSubject == "")) {
				t.Errorf("%s to %s by %s is the same in both languages", s.Phrase, s.Audience, ch)
			}
			for _, a := range s.Args {
				if a != "by" && a != "last day" && a != "minutes" && a != "when" && ch != ByText &&
					(!strings.Contains(enBody, "<"+a+">") || !strings.Contains(cyBody, "<"+a+">")) {
					t.Errorf("%s to %s by %s does not say its %s", s.Phrase, s.Audience, ch, a)
				}
			}
			if ch == ByText && (text.Length(enBody) > 306 || text.Length(cyBody) > 306) {
				t.Errorf("%s to %s is too long for a text: %d and %d characters", s.Phrase, s.Audience,
					text.Length(enBody), text.Length(cyBody))
			}
		}
	}
}

func TestDatesInAMessageAreSaidInItsLanguage(t *testing.T) {
	t.Parallel()
	s, _ := specOf(ReferralReceived, ToPerson)
	if _, body := render(words(t), example(s, ByEmail, "cy")); !strings.Contains(body, "erbyn dydd Mawrth 24 Tachwedd.") {
		t.Errorf("the Welsh message says %q", body)
	}
}

// No phrase may say why somebody is in touch with us, because someone else may read
// it: no need, no kind of group, no job title.
func TestNoPhraseNamesANeedAGroupOrAReason(t *testing.T) {
	t.Parallel()
	c := words(t)
	betray := regexp.MustCompile(`(?i)lonel|isolat|debt|money|mental|anxi|depress|housing|benefit|abuse|violen|drug|alcohol|` +
		`bereave|grief|dementia|memory|cancer|disab|food|\bgym\b|walking|choir|social prescri|link worker|navigator|wellbeing|` +
		`safeguard|risk|unigrwydd|dyled|arian|meddwl\b.*iechyd|iechyd meddwl|pryder|tai\b|budd-dal|cam-drin|trais|cyffur|alcohol|` +
		`galar|cof\b|canser|anabl|bwyd|cerdded|côr\b|presgripsiynu|gweithiwr cyswllt|llesiant|diogelu`)
	checked := 0
	for _, s := range Specs() {
		for _, lang := range i18n.Languages() {
			for _, ch := range channels(s) {
				subject, body := render(c, example(s, ch, lang))
				if found := betray.FindString(subject + " " + body); found != "" {
					t.Errorf("%s to %s in %s says %q", s.Phrase, s.Audience, lang, found)
				}
				checked++
			}
		}
	}
	if checked < 40 || betray.FindString("about your debt") == "" {
		t.Errorf("only %d messages were checked", checked)
	}
}

func TestEveryMessageToAPersonSaysThatItIsNoEmergencyService(t *testing.T) {
	t.Parallel()
	c := words(t)
	for _, s := range Specs() {
		if s.Audience != ToPerson {
			continue
		}
		for _, lang := range i18n.Languages() {
			for _, ch := range channels(s) {
				if _, body := render(c, example(s, ch, lang)); !strings.Contains(body, "999") {
					t.Errorf("%s by %s in %s does not say whom to ring in danger", s.Phrase, ch, lang)
				}
			}
		}
	}
}

func TestARequestToAGroupHasNoNameInIt(t *testing.T) {
	t.Parallel()
	s, _ := specOf(ConnectionRequest, ToGroup)
	n := example(s, ByEmail, "en")
	n.Name, n.About = "Dilys", "p"
	if _, body := render(words(t), n); strings.Contains(body, "Dilys") {
		t.Errorf("the group reads the person's name: %q", body)
	}
}

func TestAMessageUsedWronglyIsRefused(t *testing.T) {
	t.Parallel()
	s, _ := specOf(CaseFinished, ToPerson)
	for name, spoil := range map[string]func(*New){
		"unknown phrase":   func(n *New) { n.Phrase = "no.such" },
		"other audience":   func(n *New) { n.Audience = ToGroup },
		"argument missing": func(n *New) { n.Args = nil },
		"no address":       func(n *New) { n.Address = " " },
		"unknown channel":  func(n *New) { n.Channel = "pigeon" },
		"nobody":           func(n *New) { n.Person = "" },
		"someone else":     func(n *New) { n.About = "q" },
		"no sender":        func(n *New) { n.Team = "" },
	} {
		n := example(s, ByEmail, "en")
		spoil(&n)
		if _, err := n.spec(); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
	long, _ := specOf(CaseSpoken, ToPractice)
	if _, err := example(long, ByText, "en").spec(); err == nil {
		t.Error("a text without a short form was taken")
	}
}
