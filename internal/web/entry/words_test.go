package entry_test

import (
	"testing"

	"weft/internal/clock"
	"weft/internal/directory"
	"weft/internal/web/entry"
)

func TestWhenAGroupMeets(t *testing.T) {
	t.Parallel()
	for want, times := range map[string]directory.Times{
		"Tuesdays 10.30 to 12.00":              {Days: []string{"TU"}, From: "10:30", To: "12:00"},
		"Mondays to Fridays 8.00 to 17.00":     {Days: []string{"MO", "TU", "WE", "TH", "FR"}, From: "08:00", To: "17:00", Words: "(8:00am-5:00pm, Mon-Fri)"},
		"Mondays and Thursdays (in term time)": {Days: []string{"MO", "TH"}, Words: "in term time"},
		"Mondays, Wednesdays and Fridays":      {Days: []string{"MO", "WE", "FR"}},
		"Saturdays and Sundays":                {Days: []string{"SA", "SU"}},
		"Every day 9.00":                       {Days: []string{"MO", "TU", "WE", "TH", "FR", "SA", "SU"}, From: "09:00"},
		"Fridays":                              {Days: []string{"2FR"}},
		"First Friday, 7pm":                    {Words: "First Friday, 7pm"},
		"":                                     {},
	} {
		if got := entry.When(directory.Entry{Times: []directory.Times{times}}); got != want {
			t.Errorf("says %q, want %q", got, want)
		}
	}
}

func TestHowLongAgoAGroupWasChecked(t *testing.T) {
	t.Parallel()
	today := clock.Date{Year: 2026, Month: 11, Day: 20}
	for days, want := range map[int]string{0: "today", 1: "yesterday", 6: "6 days ago", 22: "3 weeks ago", 100: "3 months ago", 800: "2 years ago"} {
		if got := entry.Ago(today.AddDays(-days), today); got != want {
			t.Errorf("%d days: %q, want %q", days, got, want)
		}
	}
	if got := entry.Checked(directory.Entry{Freshness: directory.Unchecked}, today); got != "Unchecked: ring before you go" {
		t.Errorf("never checked: %q", got)
	}
	old := directory.Entry{Freshness: directory.Unchecked, Checked: today.AddDays(-200)}
	if got := entry.Checked(old, today); got != "Checked 6 months ago: ring before you go" {
		t.Errorf("checked long ago: %q", got)
	}
}

func TestWhereAGroupMeets(t *testing.T) {
	t.Parallel()
	hall := directory.Place{Name: "St Anne's Hall", Address: "1 Church Row"}
	for want, e := range map[string]directory.Entry{
		"St Anne's Hall, about 2 miles away":            {Places: []directory.Place{hall}},
		"1 Church Row, about 2 miles away":              {Name: "ST ANNE'S HALL", Places: []directory.Place{hall}},
		"St Anne's Hall and 1 more, about 2 miles away": {Places: []directory.Place{hall, {}}},
		"Aldermoor, Westmere, about 2 miles away":       {Areas: []string{"Aldermoor", "Westmere"}},
		"about 2 miles away":                            {},
	} {
		if got := entry.Where(e, 3300); got != want {
			t.Errorf("says %q, want %q", got, want)
		}
	}
	if got := entry.Where(directory.Entry{}, -1); got != "" {
		t.Errorf("nothing known: %q", got)
	}
}

func TestAFeedIsNamedWithoutItsFolder(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{"/srv/data/feed.json": "feed.json", "Aldermoor directory": "Aldermoor directory", "": "",
		"https://groups.example.org/api": "https://groups.example.org/api"} {
		if got := entry.Feed(directory.Entry{FeedName: name}); got != want {
			t.Errorf("%q is named %q, want %q", name, got, want)
		}
	}
}
