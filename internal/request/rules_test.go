package request

import (
	"strings"
	"testing"

	"weft/internal/errs"
)

func TestACodeIsEightLettersWithoutVowelsHoweverItIsTyped(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for i := range 500 {
		code := codeFrom(derive([]byte("token"), strings.Repeat("x", i)))
		if len(code) != codeLength || strings.ContainsAny(code, "AEIOUY0123456789") {
			t.Fatalf("%q is not easy to read aloud", code)
		}
		seen[code] = true
		for _, typed := range []string{code, strings.ToLower(code), Spaced(code), " " + code[:3] + "-" + strings.ToLower(code[3:]) + " "} {
			if got, ok := readCode(typed); !ok || got != code {
				t.Errorf("%q is read as %q", typed, got)
			}
		}
	}
	if len(seen) < 500 {
		t.Errorf("only %d codes of 500 differ", len(seen))
	}
	for _, typed := range []string{"", "BCD", "BCDF GHJE", "BCDFGHJKL", "12345678"} {
		if _, ok := readCode(typed); ok {
			t.Errorf("%q is taken for a code", typed)
		}
	}
}

func TestWhatIsSealedOpensWithItsOwnKeyAlone(t *testing.T) {
	t.Parallel()
	key := newKey()
	sealed, err := seal(key, []byte("Dilys, 01632 960 118"))
	if err != nil || strings.Contains(sealed, "Dilys") {
		t.Fatalf("sealed as %q: %v", sealed, err)
	}
	if got, err := unseal(key, sealed); err != nil || string(got) != "Dilys, 01632 960 118" {
		t.Errorf("opened as %q: %v", got, err)
	}
	for _, wrong := range []string{sealed[:20] + "AAAA" + sealed[24:], "", "!"} {
		if _, err := unseal(key, wrong); err == nil {
			t.Errorf("%q opens", wrong)
		}
	}
	if _, err := unseal(newKey(), sealed); err == nil {
		t.Error("another key opens it")
	}
}

func TestEachAnswerThatIsMissingIsNamed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		asked Asked
		field string
	}{
		"nobody":               {Asked{Words: "Company", Service: "s", Safe: "yes"}, "for"},
		"no words":             {Asked{For: Me, Service: "s", Safe: "yes"}, "words"},
		"nobody said if safe":  {Asked{For: Me, Words: "Company", Service: "s", Safe: "perhaps"}, "safe"},
		"no service":           {Asked{For: Me, Words: "Company", Safe: "no"}, "service"},
		"a helper without":     {Asked{For: Other, Agreed: true, Words: "Company", Service: "s", Safe: "yes"}, "helper_name"},
		"nobody asked":         {Asked{For: Other, HelperName: "Megan", Words: "Company", Service: "s", Safe: "yes"}, "agreed"},
		"a book":               {Asked{For: Me, Words: strings.Repeat("a ", 2000), Service: "s", Safe: "yes"}, "words"},
		"a tick that is none":  {Asked{For: Me, Needs: []string{"gold"}, Service: "s", Safe: "yes"}, "words"},
		"a relation too long":  {Asked{For: Other, Agreed: true, HelperName: "Megan", HelperIs: strings.Repeat("a", 90), NotSure: true, Service: "s", Safe: "yes"}, "helper_is"},
		"more than can be had": {Asked{For: Me, NotSure: true, More: strings.Repeat("a ", 600), Service: "s", Safe: "yes"}, "more"},
	} {
		fields := errs.FieldsOf(c.asked.check())
		if len(fields) != 1 || fields[0].Name != c.field {
			t.Errorf("%s: %v", name, fields)
		}
	}
	for name, ok := range map[string]Asked{
		"words":    {For: Me, Words: "Company", Service: "s", Safe: "yes"},
		"a tick":   {For: Me, Needs: []string{"money"}, Service: "s", Safe: "yes"},
		"not sure": {For: Me, NotSure: true, Service: "s", Safe: "yes"},
		"a helper": {For: Other, HelperName: "Megan", Agreed: true, NotSure: true, Service: "s", Safe: "yes"},
	} {
		if err := ok.check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestThePersonsOwnWordsComeFirst(t *testing.T) {
	t.Parallel()
	for want, q := range map[string]Asked{
		"I miss singing.\n\nMornings are bad.":        {Words: " I miss singing. ", Needs: []string{"loneliness"}, More: "Mornings are bad."},
		"Ticked: Money, debt and benefits.":           {Needs: []string{"money"}, NotSure: true},
		"Not sure yet what would help.\n\nRing Megan": {NotSure: true, More: "Ring Megan"},
	} {
		if got := q.reason(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
