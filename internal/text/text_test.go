package text

import "testing"

func TestFoldFindsNamesHoweverTheyAreWritten(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Siân  O’Brien-Łukasz": "sian obrien lukasz", "MÜLLER": "muller", "Ŵyn": "wyn", "  ": "", "Zoë (7)": "zoe 7", "Ørsted": "orsted",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestWordsAreKeptAsTheyWereSaid(t *testing.T) {
	t.Parallel()
	if got := Words("  one\r\ntwo \x00\n\n<b>three</b>  "); got != "one\ntwo \n\n<b>three</b>" {
		t.Errorf("got %q", got)
	}
	if got := Line(" a\n b\x07 "); got != "a b" {
		t.Errorf("got %q", got)
	}
	if got := First("I used to sing every week", 12); got != "I used to…" {
		t.Errorf("got %q", got)
	}
}
