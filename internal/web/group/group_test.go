package group_test

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"weft/internal/clock"
	"weft/internal/connection"
	"weft/internal/consent"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/directory"
	"weft/internal/fixture"
	"weft/internal/message"
	"weft/internal/person"
	"weft/internal/webtest"
)

// scene is a choir that was asked about Dilys.
type scene struct {
	*testing.T
	*webtest.Site
	th    fixture.Thread
	cid   connection.ID
	token string
	choir *webtest.Client
}

func newScene(t *testing.T, d *db.DB, now *clock.Manual) scene {
	t.Helper()
	h := fixture.New(t, d, now)
	s := scene{T: t, Site: webtest.New(t, h)}
	s.th = h.Case(t, fixture.Who(func(d *person.Details) {
		d.Name, d.Ways = "Dilys Penhallow", []person.Way{{Kind: person.Phone, Value: "01632 960118", MayCall: true}}
	}))
	ctx := context.Background()
	gid, err := s.Services.Directory.Create(ctx, s.th.Worker, directory.New{Name: "Community Choir", Needs: []string{"loneliness"}, Live: true,
		Times:       []directory.Times{{Days: []string{"TU"}, From: "10:30"}},
		Arrangement: directory.Arrangement{ReferBy: directory.ByLink, ContactEmail: "choir@example.org"}})
	s.ok(err)
	s.cid, err = s.Services.Connections.Send(ctx, s.th.Worker, s.th.Person, connection.New{Group: gid, Kind: connection.Referral, Via: connection.ByLink,
		Need: "loneliness", Share: connection.Share{Reach: true, Words: "A little shy."}, Ground: consent.Agreed, Agreed: true})
	s.ok(err)
	s.token = s.mail(message.ConnectionRequest, `/g/([A-Z2-7]+)`)
	s.choir = s.Nobody(t)
	return s
}

func (s scene) ok(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

// mail finds something in the newest message of a phrase.
func (s scene) mail(phrase message.Phrase, pattern string) string {
	s.Helper()
	for _, m := range s.House.Outbox(s.T) {
		if found := regexp.MustCompile(pattern).FindStringSubmatch(m.Body); m.Phrase == phrase && found != nil {
			return found[len(found)-1]
		}
	}
	s.Fatalf("no %s with %s", phrase, pattern)
	return ""
}

func (s scene) path(more string) string { return "/g/" + s.token + more }

// opened types the code.
func (s scene) opened() *webtest.Page {
	s.Helper()
	s.choir.Post(s.path("/code"), nil).Is(http.StatusOK)
	return s.choir.Post(s.path("/open"), url.Values{"code": {s.mail(message.ConnectionCode, `\d{6}`)}}).Is(http.StatusOK)
}

func (s scene) connection() connection.Connection {
	s.Helper()
	c, err := s.Services.Connections.ByID(context.Background(), s.th.Worker, s.th.Person, s.cid)
	s.ok(err)
	return c
}

// personal is what must not stand on a page before the code.
func personal() []string { return []string{"Dilys", "Penhallow", "960118", "shy", "lone", "Lonel"} }

func TestAnyoneWhoOpensTheLinkSeesNothingPersonal(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		s := newScene(t, d, now)
		before := s.House.Rows(t)
		p := s.choir.Get(s.path("")).Is(http.StatusOK).Hides(personal()...)
		p.SaysIn("h1", "Someone would like to come").SaysIn("main", "Community Choir", "Tuesdays 10.30", "Friday 4 December", "by e-mail", s.th.Service.Phone)
		p.Count("form[action$='/code'] button", 1).Count("input[name=code]", 0).Hides("choir@example.org")
		s.choir.Get(s.path("/answer?a=accept")).Is(http.StatusOK).Hides(personal()...).SaysIn("h1", "Someone would like to come")
		after := s.House.Rows(t)
		for table, n := range before {
			if after[table] != n && table != "session" {
				t.Errorf("opening the link wrote to %s", table)
			}
		}
	})
}

func TestACodeThenTwoTaps(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		s := newScene(t, d, now)
		p := s.choir.Post(s.path("/code"), nil).Is(http.StatusOK).Hides(personal()...)
		p.Count("input[name=code][autocomplete='one-time-code'][inputmode=numeric]", 1).Hides(s.mail(message.ConnectionCode, `\d{6}`))
		wrong := s.choir.Post(s.path("/open"), url.Values{"code": {"nonsense"}}).Is(http.StatusUnprocessableEntity).Hides(personal()...)
		wrong.Count("#code-error", 1).SaysIn("title", "Error: ")
		p = s.choir.Post(s.path("/open"), url.Values{"code": {s.mail(message.ConnectionCode, `\d{6}`)}}).Is(http.StatusOK)
		p.SaysIn("main", "First name: Dilys", "Ring 01632 960118", "A little shy.", "Yes, we have a place", "We are full", "Not right for us", "Ask a question")
		p.Hides("Penhallow", "Lonel", "loneliness")
		tap := s.choir.Get(p.Attr("main a.nhsuk-button", "href")).Is(http.StatusOK)
		tap.SaysIn("h1", "Yes, we have a place").Count("main form button", 1)
		done := s.choir.Post(s.path("/answer"), tap.Fields("main form")).Is(http.StatusOK)
		done.SaysIn("h1", "Thank you").Hides(personal()...)
		if c := s.connection(); c.Status != connection.Offered || !c.ByLink {
			t.Errorf("the answer: %+v", c)
		}
		s.choir.Get(s.path("")).Is(http.StatusNotFound).SaysIn("h1", "This link has ended").SaysIn("main", "You have done nothing wrong").Hides(personal()...)
		s.choir.Post(s.path("/answer"), tap.Fields("main form")).Is(http.StatusOK).SaysIn("h1", "Thank you")
	})
}

func TestOtherAnswersAskWhatTheyNeed(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		s := newScene(t, d, now)
		s.opened()
		ask := s.choir.Get(s.path("/answer?a=ask")).Is(http.StatusOK).Fields("main form")
		s.choir.Post(s.path("/answer"), ask).Is(http.StatusUnprocessableEntity).Count("#words-error", 1).SaysIn("h1", "Ask a question")
		full := s.choir.Get(s.path("/answer?a=full")).Is(http.StatusOK).Count("input[name=show_full]", 1).Fields("main form")
		full.Set("until-day", "31")
		full.Set("until-month", "2")
		full.Set("until-year", "2027")
		s.choir.Post(s.path("/answer"), full).Is(http.StatusUnprocessableEntity).Count("#until-error", 1)
		full.Set("until-day", "28")
		s.choir.Post(s.path("/answer"), full).Is(http.StatusOK).SaysIn("h1", "Thank you")
		if c := s.connection(); c.Status != connection.Waiting {
			t.Errorf("the answer: %+v", c)
		}
		s.choir.Get(s.path("/answer?a=nonsense")).Is(http.StatusNotFound)
	})
}

func TestCodesAreNotSentAllTheTimeAndEndWithAnHour(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		s := newScene(t, d, now)
		s.opened()
		s.choir.Post(s.path("/code"), nil).Is(http.StatusTooManyRequests).SaysIn(".nhsuk-error-summary", "less than a minute ago")
		s.Nobody(t).Get(s.path("")).Is(http.StatusOK).Hides(personal()...)
		form := s.choir.Get(s.path("/answer?a=accept")).Fields("main form")
		now.Advance(61 * time.Minute)
		s.choir.Post(s.path("/answer"), form).Is(http.StatusOK).SaysIn("h1", "Someone would like to come").Hides(personal()...)
		if c := s.connection(); c.Status != connection.Sent {
			t.Errorf("answered without a code: %+v", c)
		}
	})
}

func TestNonsenseIsAnEndedLink(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		s := newScene(t, d, now)
		for _, token := range []string{"X", "%2e%2e", strings.ToLower(s.token), s.token + "A"} {
			s.choir.Get("/g/" + token).Is(http.StatusNotFound)
			s.choir.Post("/g/"+token+"/code", nil).Is(http.StatusNotFound)
			s.choir.Post("/g/"+token+"/open", nil).Is(http.StatusNotFound)
			s.choir.Post("/g/"+token+"/answer", url.Values{"answer": {"accept"}}).Is(http.StatusNotFound)
		}
	})
}

func TestAfterTheFirstDayTheGroupIsAskedWhetherTheyCame(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		s := newScene(t, d, now)
		ctx := context.Background()
		s.ok(s.Services.Connections.Stop(ctx, s.th.Worker, s.th.Person, s.cid, 1, ""))
		cid, err := s.Services.Connections.Send(ctx, s.th.Worker, s.th.Person, connection.New{Group: s.connection().Group, Kind: connection.Referral,
			Via: connection.ByLink, Ground: consent.Agreed, Agreed: true, AskAttendance: true})
		s.ok(err)
		s.cid = cid
		s.ok(s.Services.Connections.RecordReply(ctx, s.th.Worker, s.th.Person, cid, 1, connection.Reply{Answer: connection.Accept}))
		now.Advance(14 * 24 * time.Hour)
		s.ok(s.Services.Connections.AskCame(ctx))
		s.token = s.mail(message.ConnectionCame, `/g/([A-Z2-7]+)`)
		s.choir.Get(s.path("")).Is(http.StatusOK).SaysIn("h1", "Did somebody come?").Hides(personal()...)
		s.choir.Post(s.path("/came"), url.Values{"came": {"yes"}}).Hides(personal()...)
		p := s.opened().SaysIn("h1", "Did they come?").SaysIn("main", "First name: Dilys")
		s.choir.Get(s.path("/answer?a=not_right")).SaysIn("h1", "Did they come?")
		form := p.Fields("form[action$='/came']")
		form.Set("on-day", "99")
		form.Set("came", "yes")
		s.choir.Post(s.path("/came"), form).Is(http.StatusUnprocessableEntity).Count("#on-error", 1)
		form.Set("on-day", "")
		s.choir.Post(s.path("/came"), form).Is(http.StatusOK).SaysIn("h1", "Thank you").Hides(personal()...)
		if c := s.connection(); c.Status != connection.Attended || c.CameSaid != connection.CameYes {
			t.Errorf("kept %+v", c)
		}
		s.choir.Get(s.path("")).Is(http.StatusNotFound).SaysIn("h1", "This link has ended")
	})
}

func TestAGroupSaysInTwoTapsThatItsEntryIsRight(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		s := newScene(t, d, now)
		s.ok(s.Services.Asker.AskGroups(context.Background()))
		at := "/group/entry/" + s.mail(message.EntryAsk, `/group/entry/([A-Z2-7]+)`)
		before := s.House.Rows(t)
		p := s.choir.Get(at).Is(http.StatusOK).SaysIn("h1", "Is your entry still right?").SaysIn("main", "Community Choir", "Tuesdays 10.30").Hides(personal()...)
		after := s.House.Rows(t)
		for table, n := range before {
			if after[table] != n && table != "session" {
				t.Errorf("opening the link wrote to %s", table)
			}
		}
		p.Count("form[action$='/right'] button", 1)
		s.choir.Post(at+"/changed", url.Values{"words": {" "}}).Is(http.StatusUnprocessableEntity).Count("#words-error", 1)
		s.choir.Post(at+"/right", p.Fields("form[action$='/right']")).Is(http.StatusOK).SaysIn("h1", "Thank you")
		s.choir.Post(at+"/right", nil).Is(http.StatusNotFound).SaysIn("h1", "This link has ended")
		s.choir.Get("/directory/"+s.connection().Group.String()).SaysIn("main", "Checked today")
	})
}
