package connect_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/connection"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/directory"
	"weft/internal/fixture"
	"weft/internal/person"
	"weft/internal/place"
	"weft/internal/plan"
	"weft/internal/webtest"
)

// scene is a worker with one person, a plan and three groups.
type scene struct {
	*testing.T
	*webtest.Site
	th     fixture.Thread
	sam    *webtest.Client
	path   string
	groups map[string]directory.ID
}

func newScene(t *testing.T, d *db.DB, now *clock.Manual, change func(*person.Details)) scene {
	t.Helper()
	h := fixture.New(t, d, now)
	ctx := context.Background()
	s := scene{T: t, Site: webtest.New(t, h), groups: map[string]directory.ID{}}
	if _, err := s.Places.Add(ctx, authz.Program(), place.Fictional()); err != nil {
		t.Fatal(err)
	}
	s.th = h.Case(t, fixture.Who(func(d *person.Details) {
		*d = person.Details{Name: "Dilys Penhallow", Born: d.Born, Language: "cy", Address: "4 Mill Row", Postcode: place.Fictional()[0].Code,
			Ways: []person.Way{{Kind: person.Phone, Value: "01632 960118", MayCall: true, MayLeave: true}}}
		if change != nil {
			change(d)
		}
	}))
	s.sam = s.As(t, s.th.Worker)
	s.path = "/people/" + s.th.Person.String()
	s.ok(s.Plans.Listen(ctx, s.th.Worker, s.th.Person, 0, plan.Conversation{Matters: "I would like to sing again.", Needs: []string{"loneliness", "money"}}))
	if _, err := s.Plans.Save(ctx, s.th.Worker, s.th.Person, plan.New{Goals: []plan.Goal{{Words: "Sing with people again", Importance: 9, Confidence: 5}}}); err != nil {
		t.Fatal(err)
	}
	s.ok(s.Plans.Agree(ctx, s.th.Worker, s.th.Person, 1, "At home"))
	for _, name := range []string{"Community Choir", "Lunch Club", "Knitters"} {
		gid, err := s.Directory.Create(ctx, s.th.Worker, directory.New{Name: name, Needs: []string{"loneliness"}, Live: true, Cost: "Free", Access: "Step-free",
			Languages: []string{"Welsh"}, Times: []directory.Times{{Days: []string{"TU"}, From: "10:30", To: "12:00"}},
			Places:      []directory.NewPlace{{Name: "St Anne's Hall", Postcode: place.Fictional()[1].Code}},
			Arrangement: directory.Arrangement{ReferBy: directory.ByLink, ContactEmail: "group@example.org"}})
		if err != nil {
			t.Fatal(err)
		}
		s.groups[name] = gid
	}
	return s
}

func (s scene) ok(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

func (s scene) choir() string { return s.path + "/connect/" + s.groups["Community Choir"].String() }

func (s scene) connections() []connection.Connection {
	s.Helper()
	out, err := s.Connections.ForPerson(context.Background(), s.th.Worker, s.th.Person)
	s.ok(err)
	return out
}

func TestTwoOptionsStandSideBySideWithWhatMatters(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		s := newScene(t, d, now, nil)
		s.ok(s.Directory.SetFull(context.Background(), s.th.Worker, s.groups["Knitters"], clock.Date{}))
		p := s.sam.Get(t, s.path+"/connect").Is(http.StatusOK)
		p.Has(".weft-options > .weft-option", 2).Has(".weft-option--full", 1).Has("select[name=need] option[selected][value=loneliness]", 2)
		p.Says(".weft-options > .weft-option:first-child", "Tuesdays 10.30 to 12.00", "St Anne's Hall, ", " away", "Free", "Step-free", "Welsh", "Unchecked", "Choose", "Not this one, because")
		p.Says(".weft-option--full", "Knitters", "Full just now").Has(".weft-option--full form", 0)
		p.Hides(place.Fictional()[0].Code, url.QueryEscape(place.Fictional()[0].Code), "Mill Row")
		none := s.sam.Get(t, s.path+"/connect?q=zeppelin&need=").Is(http.StatusOK)
		none.Has(".weft-option", 0).Says("main", "No group in the directory fits", "Nothing suitable")
	})
}

func TestANoIsKeptWithItsReason(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		s := newScene(t, d, now, nil)
		p := s.sam.Get(t, s.path+"/connect")
		form := p.Form(".weft-options > .weft-option:first-child form")
		p = s.sam.Post(t, s.path+"/connect/not", form).Is(http.StatusUnprocessableEntity)
		form.Set("why_not", "access")
		form.Set("words", "too many stairs")
		p = s.sam.Post(t, s.path+"/connect/not", form).Is(http.StatusOK)
		p.Says(".weft-news", "Kept").Says("main", "Not this one: Stairs or access", "Stairs or access: too many stairs. Today.")
	})
}

func TestNothingSuitableIsOneStep(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		s := newScene(t, d, now, nil)
		p := s.sam.Get(t, s.path+"/connect")
		form := p.Form("form[aria-label='Nothing suitable']")
		s.sam.Post(t, s.path+"/connect/nothing", form)
		p = s.sam.Post(t, s.path+"/connect/nothing", form).Is(http.StatusOK)
		p.Says(".weft-news", "Noted: nothing suitable for “Company and loneliness”")
		gaps, err := s.Gaps.ForPerson(context.Background(), s.th.Worker, s.th.Person)
		if err != nil || len(gaps) != 1 || gaps[0].Need != "loneliness" {
			t.Errorf("noted %+v: %v", gaps, err)
		}
	})
}

func TestWhatIsToldIsSeenBeforeItIsTold(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		s := newScene(t, d, now, nil)
		p := s.sam.Get(t, s.choir()).Is(http.StatusOK)
		p.Says(".weft-preview", "First name: Dilys", "Ring 01632 960118.", "Speaks Welsh.", "“Sing with people again”")
		p.Has("input[name=share][checked]", 3).Has("input[name=via][value=our_link][checked]", 1).Has("input[name=agreed]", 1).Has("input[name=agreed][checked]", 0)
		if said := p.Text(".weft-preview"); strings.Contains(said, "Penhallow") || strings.Contains(said, "Mill Row") || strings.Contains(said, "Company") {
			t.Errorf("told too much: %s", said)
		}
		form := p.Form("form[data-autosave]")
		form["share"] = []string{"helps"}
		form.Set("words", "A little shy.")
		form.Set("do", "preview")
		again := s.sam.Post(t, s.choir(), form).Is(http.StatusOK)
		again.Says(".weft-preview", "First name: Dilys What helps: Speaks Welsh.", "A little shy.")
		if said := again.Text(".weft-preview"); strings.Contains(said, "960118") || strings.Contains(said, "Sing") {
			t.Errorf("what was unticked is still told: %s", said)
		}
		if len(s.connections()) != 0 {
			t.Error("looking sent something")
		}
	})
}

func TestChooseAgreeSend(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		s := newScene(t, d, now, nil)
		form := s.sam.Get(t, s.choir()).Form("form[data-autosave]")
		p := s.sam.Post(t, s.choir(), form).Is(http.StatusUnprocessableEntity)
		p.Says(".nhsuk-error-summary", "Ask the person first").Has("#agreed-error", 1).Says("title", "Error: ")
		form.Set("agreed", "yes")
		before := s.House.Rows(t)["audit_event"]
		p = s.sam.Post(t, s.choir(), form).Is(http.StatusOK)
		p.Says(".weft-news", "Community Choir has been asked. If nobody answers by 27 November, we ask once more.")
		p.Says("main", "Asked", "asked through our link", "For: company and loneliness", "Record a reply", "Print or copy a link", "Did Dilys come?")
		p.Has("details", 1).Says("details", "First name: Dilys")
		if p.Path != s.path+"/connections" || len(s.connections()) != 1 || s.House.Rows(t)["audit_event"] <= before {
			t.Errorf("landed on %s with %d connections", p.Path, len(s.connections()))
		}
	})
}

func TestAGroupThatIsNotInTheDirectory(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		s := newScene(t, d, now, nil)
		p := s.sam.Get(t, s.path+"/connect/other").Is(http.StatusOK)
		p.Has("input[name=via][value=our_link]", 0).Has("input[name=name]", 1)
		form := p.Form("form[data-autosave]")
		form.Set("agreed", "yes")
		p = s.sam.Post(t, s.path+"/connect/other", form).Is(http.StatusUnprocessableEntity).Has("#name-error", 1)
		form.Set("name", "Mrs Ellery's table")
		s.sam.Post(t, s.path+"/connect/other", form).Is(http.StatusOK).Says("main", "Mrs Ellery's table", "asked by phone")
	})
}

func TestSafeContactShowsNoWayOnThePage(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		s := newScene(t, d, now, func(d *person.Details) { d.SafeContact = true })
		p := s.sam.Get(t, s.choir()).Is(http.StatusOK)
		if said := p.Text(".weft-preview"); strings.Contains(said, "960118") || !strings.Contains(said, "we will pass it on") {
			t.Errorf("told %s", said)
		}
		form := p.Form("form[data-autosave]")
		form.Set("agreed", "yes")
		form.Set("words", "Her number is 01632 960118")
		p = s.sam.Post(t, s.choir(), form).Is(http.StatusUnprocessableEntity)
		p.Says(".nhsuk-error-summary", "must stay hidden").Says("textarea[name=words]", "Her number")
	})
}

// sent asks the choir and returns the page of connections.
func (s scene) sent() webtest.Page {
	s.Helper()
	form := s.sam.Get(s.T, s.choir()).Form("form[data-autosave]")
	form.Set("agreed", "yes")
	return s.sam.Post(s.T, s.choir(), form).Is(http.StatusOK)
}

func TestAReplyByPhoneAndDidTheyCome(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		s := newScene(t, d, now, nil)
		s.sent()
		at := s.path + "/connections/" + s.connections()[0].ID.String()
		form := s.sam.Get(t, at+"/reply").Is(http.StatusOK).Form("main form")
		p := s.sam.Post(t, at+"/reply", form).Is(http.StatusUnprocessableEntity).Has("#answer-error", 1)
		form.Set("answer", "accept")
		form.Set("until-day", "99")
		p = s.sam.Post(t, at+"/reply", form).Is(http.StatusUnprocessableEntity).Has("#until-error", 1)
		form.Set("until-day", "")
		form.Set("words", "Ask for Megan at the door.")
		p = s.sam.Post(t, at+"/reply", form).Is(http.StatusOK)
		p.Says("main", "There is a place", "Community Choir said yes", "Ask for Megan at the door.")
		came := p.Form("form[action$='/came']")
		came.Set("came", "yes")
		p = s.sam.Post(t, at+"/came", came).Is(http.StatusOK)
		p.Says("main", "Has been", "First time there: today", "How does it go on?").Has("form[action$='/came']", 0)
		old := s.sam.Post(t, at+"/came", url.Values{"version": {"1"}, "came": {"yes"}}).Is(http.StatusConflict)
		old.Says(".nhsuk-error-summary", "Someone else changed this").Says("main", "How it stands now", "Has been").Has("input[name=version][value='3']", 1)
		on := p.Form("form[action$='/settled']")
		on.Set("to", "ongoing")
		s.sam.Post(t, at+"/settled", on).Is(http.StatusOK).Says("main", "Goes regularly")
		stop := s.sam.Get(t, at+"/stop").Form("main form")
		stop.Set("words", "Moved away.")
		s.sam.Post(t, at+"/stop", stop).Is(http.StatusOK).Says("main", "Stopped: Moved away.")
	})
}

func TestALinkIsShownOnce(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		s := newScene(t, d, now, nil)
		p := s.sent()
		p = s.sam.Post(t, p.Attr("form[action$='/link']", "action"), nil).Is(http.StatusOK)
		p.Says("textarea#link", fixture.Base+"/g/").Says("main", "It works until Friday 4 December")
		s.sam.Get(t, s.path+"/connections").Hides("/g/")
	})
}

func TestNobodyElseConnects(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		s := newScene(t, d, now, nil)
		s.sent()
		at := "/connections/" + s.connections()[0].ID.String()
		gets := []string{"/connect", "/connect/other", "/connect/" + s.groups["Lunch Club"].String(), "/connections", at + "/reply", at + "/came", at + "/stop"}
		posts := []string{"/connect/not", "/connect/nothing", "/connect/other", at + "/reply", at + "/came", at + "/settled", at + "/stop", at + "/link"}
		for who, c := range map[string]struct {
			client *webtest.Client
			want   int
		}{
			"another worker":         {s.As(t, s.House.Worker(t, s.th.Service)), http.StatusNotFound},
			"a scheme administrator": {s.As(t, s.House.SchemeAdmin(t, s.th.Service)), http.StatusForbidden},
			"the public, posting":    {s.Nobody(t), http.StatusUnauthorized},
		} {
			for _, path := range posts {
				c.client.Post(t, s.path+path, url.Values{}).Is(c.want).Hides("Dilys")
			}
			if who == "the public, posting" {
				continue // a page leads them to sign in
			}
			for _, path := range gets {
				c.client.Get(t, s.path+path).Is(c.want).Hides("Dilys")
			}
		}
		s.Nobody(t).Get(t, s.path+"/connections").Is(http.StatusOK).Says("h1", "Sign in")
		if all := s.connections(); len(all) != 1 || all[0].Version != 1 {
			t.Errorf("something changed: %+v", all)
		}
		now.Advance(time.Minute)
	})
}
