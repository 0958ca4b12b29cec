package web_test

import (
	"testing"

	"weft/internal/clock"
	"weft/internal/cohort"
	"weft/internal/directory"
	"weft/internal/signpost"
)

// wayIn adds somebody on a list of the practice, and a group that was pointed to there.
func (w town) wayIn(t *testing.T, gid directory.ID) {
	t.Helper()
	s, ctx := w.Site, t.Context()
	need := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	listed, err := s.Services.Cohorts.Add(ctx, w.Lead, cohort.New{Service: w.Service.ID, Organisation: w.From.ID, Name: "Falls clinic", Basis: "Direct care", Reason: "Company",
		Lines: []cohort.Line{{Name: "Hefin " + w.Person.String(), Born: clock.Date{Year: 1941, Month: 5, Day: 3}, Reach: "01632 960 119"}}})
	need(err)
	_, waits, err := s.Services.Cohorts.ByID(ctx, w.Lead, listed.ID)
	need(err)
	w.names["cohort"], w.names["asked"] = listed.ID.String(), waits[0].ID.String()
	pointed, err := s.Services.Signposts.Give(ctx, w.cast["receptionist"], signpost.New{Need: "loneliness", How: signpost.Printed, Groups: []directory.ID{gid}})
	need(err)
	w.names["signpost"] = pointed.String()
}

// waysIn are the ways to ask for help, to point somebody on, and to offer it.
func waysIn() map[string]row {
	const offers = "lead office receptionist clinician other-lead other-office other-receptionist"
	const elsewhere = senders + " other-receptionist"
	const points = senders + " referrer fellow-referrer receptionist other-receptionist clinician"
	return map[string]row{
		"GET /help/leave":               {at: "/help/leave", all: 303, away: true}, // to a page about the weather
		"GET /help/back":                {at: "/help/back", all: 200},
		"POST /help/back":               {at: "/help/back", all: 422},
		"POST /help/again":              {at: "/help/again", all: 303},
		"GET /help/save":                {at: "/help/save", all: 303}, // nothing was written yet
		"POST /help/save":               {at: "/help/save", all: 303},
		"GET /help/check":               {at: "/help/check", all: 303},
		"POST /help/check":              {at: "/help/check", all: 303},
		"GET /help/sent":                {at: "/help/sent", all: 303},
		"GET /help/{step}":              {at: "/help/who", all: 200},
		"POST /help/{step}":             {at: "/help/who", all: 422},
		"GET /offers":                   {at: "/offers", may: offers},
		"GET /offers/new":               {at: "/offers/new", may: offers},
		"POST /offers/new":              {at: "/offers/new", may: offers},
		"GET /offers/{cohort}":          {at: "/offers/<cohort>", may: "lead office receptionist clinician", absent: "other-lead other-office other-receptionist"},
		"POST /offers/{cohort}/{offer}": {at: "/offers/<cohort>/<asked>", sent: "to=not_now&version=1", may: "lead office receptionist clinician", absent: "other-lead other-office other-receptionist"},
		"GET /signpost":                 {at: "/signpost", may: points},
		"POST /signpost":                {at: "/signpost", sent: "groups=<group>&how=told", may: points},
		"GET /signpost/{signpost}":      {at: "/signpost/<signpost>", may: "receptionist referrer fellow-referrer clinician", absent: elsewhere},
	}
}
