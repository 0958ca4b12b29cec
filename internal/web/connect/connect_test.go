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
	if _, err := s.Services.Places.Add(ctx, authz.Program(), place.Fictional()); err != nil {
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
		gid, err := s.Services.Directory.Create(ctx, s.th.Worker, directory.New{Name: name, Needs: []string{"loneliness"}, Live: true, Cost: "Free", Access: "Step-free",
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
	out, err := s.Services.Connections.ForPerson(context.Background(), s.th.Worker, s.th.Person)
	s.ok(err)
	return out
}

func TestTwoOptionsStandSideBySideWithWhatMatters(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		s := newScene(t, d, now, nil)
		s.ok(s.Services.Directory.SetFull(context.Background(), s.th.Worker, s.groups["Knitters"], clock.Date{}, ""))
		p := s.sam.Get(s.path + "/connect").Is(http.StatusOK)
		p.Count(".weft-options > .weft-option", 2).Count(".weft-option--full", 1).Count("select[name=need] option[selected][value=loneliness]", 2)
		p.SaysIn(".weft-options > .weft-option:first-child", "Tuesdays 10.30 to 12.00", "St Anne's Hall, ", " away", "Free", "Step-free", "Welsh", "Unchecked", "Choose", "Not this one, because")
		p.SaysIn(".weft-option--full", "Knitters", "Full just now").Count(".weft-option--full form", 0)
		p.Hides(place.Fictional()[0].Code, url.QueryEscape(place.Fictional()[0].Code), "Mill Row")
		none := s.sam.Get(s.path + "/connect?q=zeppelin&need=").Is(http.StatusOK)
		none.Count(".weft-option", 0).SaysIn("main", "No group in the directory fits", "Nothing suitable")
	})
}

func TestANoIsKeptWithItsReason(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		s := newScene(t, d, now, nil)
		p := s.sam.Get(s.path + "/connect")
		form := p.Fields(".weft-options > .weft-option:first-child details form")
		p = s.sam.Post(s.path+"/connect/not", form).Is(http.StatusUnprocessableEntity)
		form.Set("why_not", "access")
		form.Set("words", "too many stairs")
		p = s.sam.Post(s.path+"/connect/not", form).Is(http.StatusOK)
		p.SaysIn(".weft-news", "Kept").SaysIn("main", "Not this one: Stairs or access", "Stairs or access: too many stairs. Today.")
	})
}

func TestAGroupIsSuggestedThoughtAboutAndChosen(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		s := newScene(t, d, now, nil)
		p := s.sam.Get(s.path + "/connect")
		p = s.sam.Post(s.path+"/connect/suggest", p.Fields(".weft-options > .weft-option:first-child form[action$='/suggest']")).Is(http.StatusOK)
		p.SaysIn(".weft-news", "Put aside for Dilys to think about. Nobody was asked.").SaysIn("main", "Dilys is thinking about")
		c := s.connections()[0]
		p = s.sam.Get(s.path+"/connections").SaysIn("main", "Dilys is thinking about", c.Name, "Suggested today.", "Look for a second one", "Dilys would like this one")
		s.sam.Get(s.path).SaysIn("main", "Thinking about "+c.Name)
		chosen := p.Fields("form[action$='/chosen']")
		p = s.sam.Post(s.path+"/connections/"+c.ID.String()+"/chosen", chosen).Is(http.StatusOK)
		if p.Address != s.path+"/connect/"+c.Group.String() {
			t.Errorf("chosen leads to %s", p.Address)
		}
		form := p.Fields("form[data-autosave]")
		form.Set("agreed", "yes")
		s.sam.Post(p.Address, form).Is(http.StatusOK).SaysIn("main", "Asked", "The worker asks the group; Dilys hears what they say.").Hides("thinking about")
		if all := s.connections(); len(all) != 1 || all[0].ID != c.ID || all[0].Status != connection.Sent {
			t.Errorf("kept as %+v", all)
		}
		chosen.Del("idempotency_key")
		s.sam.Post(s.path+"/connections/"+c.ID.String()+"/chosen", chosen).Is(http.StatusConflict)
	})
}

func TestANoToASuggestionStandsWithItsReason(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		s := newScene(t, d, now, nil)
		s.sam.Post(s.path+"/connect/suggest", url.Values{"group": {s.groups["Knitters"].String()}}).Is(http.StatusOK)
		at := s.path + "/connections/" + s.connections()[0].ID.String()
		form := s.sam.Get(s.path + "/connections").Fields("form[action$='/not-chosen']")
		s.sam.Post(at+"/not-chosen", form).Is(http.StatusUnprocessableEntity)
		form.Set("why_not", "times")
		form.Set("words", "She bowls on Tuesdays.")
		p := s.sam.Post(at+"/not-chosen", form).Is(http.StatusOK)
		p.SaysIn("main", "Wrong days or times: She bowls on Tuesdays. Today.").Hides("Dilys is thinking about", "Dilys would like this one")
		s.sam.Post(s.path+"/connect/suggest", url.Values{"group": {s.groups["Knitters"].String()}}).Is(http.StatusConflict).SaysIn("main", "a no is kept")
	})
}

func TestWhatStandsInTheWayIsOnThePageWithWhatIsDone(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		s := newScene(t, d, now, nil)
		s.sent()
		at := s.path + "/connections/" + s.connections()[0].ID.String()
		form := s.sam.Get(at + "/barrier").Is(http.StatusOK).Fields("main form")
		form.Set("words", "Megan drives")
		p := s.sam.Post(at+"/barrier", form).Is(http.StatusUnprocessableEntity).Count("#barrier-error", 1)
		p.Count("input[name=words][value='Megan drives']", 1)
		form.Set("barrier", "transport")
		p = s.sam.Post(at+"/barrier", form).Is(http.StatusOK).SaysIn("main", "In the way", "Getting there: Megan drives")
		p = s.sam.Post(at+"/barrier-gone", p.Fields("form[action$='/barrier-gone']")).Is(http.StatusOK)
		p.SaysIn("main", "Getting there (no longer): Megan drives").Count("form[action$='/barrier-gone']", 0)
		stop := s.sam.Get(at + "/stop").Fields("main form")
		stop.Set("barriers", "stigma")
		s.sam.Post(at+"/stop", stop).Is(http.StatusOK).SaysIn("main", "What others may think").Count("form[action$='/barrier-gone']", 0)
	})
}

func TestNothingSuitableIsOneStep(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		s := newScene(t, d, now, nil)
		p := s.sam.Get(s.path + "/connect")
		form := p.Fields("form[aria-label='Nothing suitable']")
		s.sam.Post(s.path+"/connect/nothing", form)
		p = s.sam.Post(s.path+"/connect/nothing", form).Is(http.StatusOK)
		p.SaysIn(".weft-news", "Noted: nothing suitable for “Company and loneliness”")
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
		p := s.sam.Get(s.choir()).Is(http.StatusOK)
		p.SaysIn(".weft-preview", "First name: Dilys", "Ring 01632 960118.", "Speaks Welsh.", "“Sing with people again”")
		p.Count("input[name=share][checked]", 3).Count("input[name=via][value=our_link][checked]", 1).Count("input[name=agreed]", 1).Count("input[name=agreed][checked]", 0)
		if said := p.TextOf(".weft-preview"); strings.Contains(said, "Penhallow") || strings.Contains(said, "Mill Row") || strings.Contains(said, "Company") {
			t.Errorf("told too much: %s", said)
		}
		form := p.Fields("form[data-autosave]")
		form["share"] = []string{"helps"}
		form.Set("words", "A little shy.")
		form.Set("do", "preview")
		again := s.sam.Post(s.choir(), form).Is(http.StatusOK)
		again.SaysIn(".weft-preview", "First name: Dilys What helps: Speaks Welsh.", "A little shy.")
		if said := again.TextOf(".weft-preview"); strings.Contains(said, "960118") || strings.Contains(said, "Sing") {
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
		form := s.sam.Get(s.choir()).Fields("form[data-autosave]")
		p := s.sam.Post(s.choir(), form).Is(http.StatusUnprocessableEntity)
		p.SaysIn(".nhsuk-error-summary", "Ask the person first").Count("#agreed-error", 1).SaysIn("title", "Error: ")
		form.Set("agreed", "yes")
		before := s.House.Rows(t)["audit_event"]
		p = s.sam.Post(s.choir(), form).Is(http.StatusOK)
		p.SaysIn(".weft-news", "Community Choir has been asked. If nobody answers by 27 November, we ask once more.")
		p.SaysIn("main", "Asked", "asked through our link", "For: company and loneliness", "Record a reply", "Dilys went", "Print or copy a link", "Stop")
		p.Count("details", 1).SaysIn("details", "First name: Dilys")
		if p.Address != s.path+"/connections" || len(s.connections()) != 1 || s.House.Rows(t)["audit_event"] <= before {
			t.Errorf("landed on %s with %d connections", p.Address, len(s.connections()))
		}
	})
}

func TestAGroupThatIsNotInTheDirectory(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		s := newScene(t, d, now, nil)
		p := s.sam.Get(s.path + "/connect/other").Is(http.StatusOK)
		p.Count("input[name=via][value=our_link]", 0).Count("input[name=name]", 1)
		form := p.Fields("form[data-autosave]")
		form.Set("agreed", "yes")
		p = s.sam.Post(s.path+"/connect/other", form).Is(http.StatusUnprocessableEntity).Count("#name-error", 1)
		form.Set("name", "Mrs Ellery's table")
		s.sam.Post(s.path+"/connect/other", form).Is(http.StatusOK).SaysIn("main", "Mrs Ellery's table", "asked by phone")
	})
}

func TestSafeContactShowsNoWayOnThePage(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		s := newScene(t, d, now, func(d *person.Details) { d.SafeContact = true })
		p := s.sam.Get(s.choir()).Is(http.StatusOK)
		if said := p.TextOf(".weft-preview"); strings.Contains(said, "960118") || !strings.Contains(said, "we will pass it on") {
			t.Errorf("told %s", said)
		}
		form := p.Fields("form[data-autosave]")
		form.Set("agreed", "yes")
		form.Set("words", "Her number is 01632 960118")
		p = s.sam.Post(s.choir(), form).Is(http.StatusUnprocessableEntity)
		p.SaysIn(".nhsuk-error-summary", "must stay hidden").SaysIn("textarea[name=words]", "Her number")
	})
}

// sent asks the choir and returns the page of connections.
func (s scene) sent() *webtest.Page {
	s.Helper()
	form := s.sam.Get(s.choir()).Fields("form[data-autosave]")
	form.Set("agreed", "yes")
	return s.sam.Post(s.choir(), form).Is(http.StatusOK)
}

func TestAReplyByPhoneAndDidTheyCome(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		s := newScene(t, d, now, nil)
		s.sent()
		at := s.path + "/connections/" + s.connections()[0].ID.String()
		form := s.sam.Get(at + "/reply").Is(http.StatusOK).Fields("main form")
		p := s.sam.Post(at+"/reply", form).Is(http.StatusUnprocessableEntity).Count("#answer-error", 1)
		form.Set("answer", "accept")
		form.Set("until-day", "99")
		p = s.sam.Post(at+"/reply", form).Is(http.StatusUnprocessableEntity).Count("#until-error", 1)
		form.Set("until-day", "")
		form.Set("words", "Ask for Megan at the door.")
		p = s.sam.Post(at+"/reply", form).Is(http.StatusOK)
		p.SaysIn("main", "There is a place", "Community Choir said yes", "Ask for Megan at the door.")
		came := p.Fields("form[action$='/came']")
		came.Set("came", "yes")
		p = s.sam.Post(at+"/came", came).Is(http.StatusOK)
		p.SaysIn("main", "Has been", "First time there: today", "How does it go on?").Count("form[action$='/came']", 0)
		old := s.sam.Post(at+"/came", url.Values{"version": {"1"}, "came": {"yes"}}).Is(http.StatusConflict)
		old.SaysIn(".nhsuk-error-summary", "Someone else changed this").SaysIn("main", "How it stands now", "Has been").Count("input[name=version][value='3']", 1)
		on := p.Fields("form[action$='/settled']")
		on.Set("to", "ongoing")
		s.sam.Post(at+"/settled", on).Is(http.StatusOK).SaysIn("main", "Goes regularly")
		stop := s.sam.Get(at + "/stop").Fields("main form")
		stop.Set("words", "Moved away.")
		s.sam.Post(at+"/stop", stop).Is(http.StatusOK).SaysIn("main", "Stopped: Moved away.")
	})
}

func TestALinkIsShownOnce(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		s := newScene(t, d, now, nil)
		p := s.sent()
		p = s.sam.Post(p.Attr("form[action$='/link']", "action"), nil).Is(http.StatusOK)
		p.SaysIn("textarea#link", fixture.Base+"/g/").SaysIn("main", "It works until Friday 4 December")
		s.sam.Get(s.path + "/connections").Hides("/g/")
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
				c.client.Post(s.path+path, url.Values{}).Is(c.want).Hides("Dilys")
			}
			if who == "the public, posting" {
				continue // a page leads them to sign in
			}
			for _, path := range gets {
				c.client.Get(s.path + path).Is(c.want).Hides("Dilys")
			}
		}
		s.Nobody(t).Get(s.path+"/connections").Is(http.StatusOK).SaysIn("h1", "Sign in")
		if all := s.connections(); len(all) != 1 || all[0].Version != 1 {
			t.Errorf("something changed: %+v", all)
		}
		now.Advance(time.Minute)
	})
}
