//go:build conform

package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"weft/internal/browser"
)

// TestConformAPersonIsConnectedToAServiceOfARealDirectory brings a real directory into
// the running town, twice, and connects one of its people to one of the services.
func TestConformAPersonIsConnectedToAServiceOfARealDirectory(t *testing.T) {
	bin, s := shared.bin, shared.server
	miami := filepath.Join(os.Getenv("WEFT_TEST_DATA"), "open-referral", "miami-hsds-1.1")
	for _, want := range []string{"4089 added, 0 changed", "0 added, 0 changed, 4089 unchanged"} {
		out, err := exec.Command(bin, "import", "directory", "--data", s.data, miami).CombinedOutput()
		if err != nil || !strings.Contains(string(out), want) {
			t.Fatalf("the report does not say %q: %v\n%s", want, err, out)
		}
	}
	b := shared.browser
	w := walk{t: t, s: s, b: b, traveller: traveller{name: "Dilys Penhallow", opts: browser.Options{Width: 1280, JS: true}}}
	tab := w.tab("Link worker")
	tab.Fill("#find", w.name)
	tab.Click("Find")
	tab.Click(w.name)
	person := tab.URL()
	tab.Goto(person + "/connect")
	tab.Fill("#words", "ARCOLA LAKES PARK SENIOR CENTER")
	tab.Click("Look")
	w.sees(tab, "ARCOLA LAKES PARK SENIOR CENTER", "Unchecked: ring before you go")
	w.good(tab)
	tab.Click("ARCOLA LAKES PARK SENIOR CENTER")
	tab.Choose("How they hear of it", "I ring them")
	tab.Choose("", "Dilys has heard what we tell them and agrees")
	tab.Submit()
	w.sees(tab, "ARCOLA LAKES PARK SENIOR CENTER")
	tab.Goto(person + "/connections")
	w.sees(tab, "ARCOLA LAKES PARK SENIOR CENTER")
	w.good(tab)
}
