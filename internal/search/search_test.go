package search

import "testing"

func TestWhatWasTypedIsUnderstood(t *testing.T) {
	t.Parallel()
	if q := read("999 000 0018"); q.nhs != "9990000018" {
		t.Errorf("an NHS number: %+v", q)
	}
	if q := read("01632 960 118"); q.phone != "01632960118" {
		t.Errorf("a telephone number: %+v", q)
	}
	if q := read("+44 (0)1632 960118"); q.phone != "01632960118" {
		t.Errorf("a telephone number from abroad: %+v", q)
	}
	if q := read("Siân O’Brien 3/5/1949"); len(q.words) != 2 || q.words[0] != "sian" || q.born.String() != "1949-05-03" {
		t.Errorf("a name and a date: %+v", q)
	}
	if q := read("  % "); len(q.words) != 0 || q.nhs+q.phone != "" {
		t.Errorf("nothing: %+v", q)
	}
}
