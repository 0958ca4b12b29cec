package directory_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/directory"
	"weft/internal/fixture"
	"weft/internal/org"
	"weft/internal/place"
	"weft/internal/webtest"
)

// scene is a directory of two groups and somebody who may change it.
type scene struct {
	*testing.T
	*webtest.Site
	service org.Service
	worker  authz.Actor
	choir   directory.ID
}

func newScene(t *testing.T, d *db.DB, now *clock.Manual) scene {
	t.Helper()
	h := fixture.New(t, d, now)
	s := scene{T: t, Site: webtest.New(t, h), service: h.Service(t)}
	s.worker = h.Worker(t, s.service)
	ctx := context.Background()
	if _, err := s.Services.Places.Add(ctx, authz.Program(), place.Fictional()); err != nil {
		t.Fatal(err)
	}
	for _, g := range []directory.New{
		{Name: "Lunch Club", Needs: []string{"food-fuel"}, Live: true, Places: []directory.NewPlace{{Name: "Mill", Postcode: place.Fictional()[1].Code}}},
		{Name: "Community Choir", Needs: []string{"loneliness"}, Live: true, Cost: "Free", Access: "Step-free", Description: "We sing. <b>Come</b> along.",
			Times: []directory.Times{{Days: []string{"TU"}, From: "10:30", To: "12:00"}}, Phone: "01632 960333", URL: "choir.example.org",
			Places:      []directory.NewPlace{{Name: "St Anne's Hall", Address: "1 Church Row", Postcode: place.Fictional()[0].Code}},
			Arrangement: directory.Arrangement{ReferBy: directory.ByLink, ContactEmail: "megan@example.org"}},
	} {
		gid, err := s.Services.Directory.Create(ctx, s.worker, g)
		if err != nil {
			t.Fatal(err)
		}
		s.choir = gid
	}
	return s
}

func (s scene) path() string { return "/directory/" + s.choir.String() }

func TestAnyoneLooksForAGroupAndNothingIsKept(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		s := newScene(t, d, now)
		before := s.House.Rows(t)
		anyone := s.Nobody(t)
		anyone.Get("/directory").Is(http.StatusOK).Count(".weft-option", 2).SaysIn("main", "Nothing is kept").Count("a[href='/directory/new']", 0)
		p := anyone.Get("/directory?q=choir&need=loneliness&near=" + url.QueryEscape(place.Fictional()[1].Code) + "&miles=10").Is(http.StatusOK)
		p.Count(".weft-option", 1).SaysIn(".weft-option", "Community Choir", "Tuesdays 10.30 to 12.00", "St Anne's Hall", "away", "Free", "Unchecked")
		p.Count("input[name=q][value=choir]", 1).Count("option[value=loneliness][selected]", 1)
		anyone.Get("/directory?need=debt").Is(http.StatusOK).Count(".weft-option", 2)
		anyone.Get("/directory?q=zeppelin").Is(http.StatusOK).SaysIn("main", "No group fits")
		bad := anyone.Get("/directory?near=nonsense+here").Is(http.StatusUnprocessableEntity)
		bad.Count("#near-error", 1).Count(".nhsuk-error-summary a[href='#near']", 1).Count("input[name=near][value='nonsense here']", 1)
		anyone.Get("/directory?after=nonsense").Is(http.StatusUnprocessableEntity)
		after := s.House.Rows(t)
		for table, n := range before {
			if after[table] != n {
				t.Errorf("looking wrote to %s", table)
			}
		}
	})
}

func TestAGroupsPageSaysWhatToKnowBeforeGoing(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		s := newScene(t, d, now)
		if _, err := s.Services.Directory.Tip(context.Background(), s.worker, s.choir, "Use the side door", ""); err != nil {
			t.Fatal(err)
		}
		p := s.Nobody(t).Get(s.path()).Is(http.StatusOK)
		p.SaysIn("h1", "Community Choir").SaysIn("main", "We sing. <b>Come</b> along.", "Tuesdays 10.30 to 12.00", "1 Church Row", "Free", "Step-free",
			"Company and loneliness", "01632 960333", "Unchecked")
		p.Count("main b", 0).Count("a[href='tel:01632960333']", 1).Count("a[href^='https://www.openstreetmap.org/search?query=QZ']", 1)
		p.Hides("side door", "megan@example.org").Count("main form", 0)
		s.Nobody(t).Get("/directory/nonsense").Is(http.StatusNotFound)
		s.Nobody(t).Get("/directory/019aa000-0000-7000-8000-000000000000").Is(http.StatusNotFound)
	})
}

func TestStaffKeepItRight(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		s := newScene(t, d, now)
		c := s.As(t, s.worker)
		c.Post(s.path()+"/confirm", nil).Is(http.StatusOK).SaysIn("main", "Checked today")
		c.Post(s.path()+"/tip", url.Values{"tip": {" "}}).Is(http.StatusUnprocessableEntity).Count("#tip-error", 1)
		p := c.Post(s.path()+"/tip", url.Values{"tip": {"Use the side door"}}).Is(http.StatusOK).SaysIn("main", "Use the side door", "today")
		c.Post(s.path()+"/tip/strike", p.Fields("form[action$='/strike']")).Is(http.StatusOK)
		if text := c.Get(s.path()).TextOf("main"); strings.Contains(text, "side door") {
			t.Errorf("the tip is still there: %s", text)
		}
		past := url.Values{"until-day": {"1"}, "until-month": {"1"}, "until-year": {"2020"}}
		c.Post(s.path()+"/full", past).Is(http.StatusUnprocessableEntity).Count("#until-error", 1)
		c.Post(s.path()+"/full", nil).Is(http.StatusOK).SaysIn("main", "Full just now")
		s.Nobody(t).Get("/directory?q=choir").Count(".weft-option--full", 1)
		p = c.Post(s.path()+"/room", nil).Is(http.StatusOK)
		hide := p.Fields("form[action$='/state']")
		hide.Set("to", "suspended")
		c.Post(s.path()+"/state", hide).Is(http.StatusOK).SaysIn("main", "Hidden for now")
		s.Nobody(t).Get(s.path()).Is(http.StatusNotFound)
		hide.Set("to", "stale")
		c.Post(s.path()+"/state", hide).Is(http.StatusNotFound)
	})
}

func TestAGroupIsAddedAndChanged(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		s := newScene(t, d, now)
		c := s.As(t, s.worker)
		form := c.Get("/directory/new").Is(http.StatusOK).Fields("main form")
		bad := c.Post("/directory/new", form).Is(http.StatusUnprocessableEntity).Count("#name-error", 1).Count("#needs-error", 1)
		form = bad.Fields("main form")
		for k, v := range map[string]string{"name": "Knitters", "needs": "loneliness", "time0-from": "9.30", "time0-days": "FR", "place0-name": "Library",
			"place0-postcode": "zz", "minimum_age": "18", "languages": "Welsh, Polish", "contact_email": "knit@example.org", "refer_by": "link"} {
			form.Set(k, v)
		}
		c.Post("/directory/new", form).Is(http.StatusUnprocessableEntity).Count("#postcode-error", 1).Count("input[name=name][value=Knitters]", 1)
		form.Set("place0-postcode", place.Fictional()[0].Code)
		p := c.Post("/directory/new", form).Is(http.StatusOK)
		p.SaysIn("h1", "Knitters").SaysIn("main", "Fridays 9.30", "Library", "18 and over", "Welsh, Polish")
		again := c.Post("/directory/new", form).Is(http.StatusOK)
		if again.Address != p.Address {
			t.Errorf("the same form made %s and %s", p.Address, again.Address)
		}
		edit := c.Get(p.Address + "/edit").Is(http.StatusOK).Fields("main form")
		for k, want := range map[string]string{"name": "Knitters", "time0-from": "09:30", "time0-days": "FR", "place0-postcode": place.Fictional()[0].Code,
			"minimum_age": "18", "languages": "Welsh, Polish", "contact_email": "knit@example.org", "refer_by": "link", "needs": "loneliness"} {
			if got := edit.Get(k); got != want {
				t.Errorf("the form shows %s as %q, want %q", k, got, want)
			}
		}
		edit.Set("name", "Knitters and spinners")
		c.Post(p.Address+"/edit", edit).Is(http.StatusOK).SaysIn("h1", "Knitters and spinners")
		c.Post(p.Address+"/edit", edit).Is(http.StatusConflict).SaysIn(".nhsuk-error-summary", "Someone else changed this")
	})
}

func TestThePublicAndOthersChangeNothing(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		s := newScene(t, d, now)
		practice := s.House.Practice(t)
		for _, path := range []string{"/directory/new", s.path() + "/edit", s.path() + "/confirm", s.path() + "/full", s.path() + "/room", s.path() + "/state",
			s.path() + "/tip", s.path() + "/tip/strike"} {
			form := url.Values{"tip": {s.choir.String()}, "to": {"closed"}, "name": {"X"}, "needs": {"loneliness"}, "version": {"1"}}
			s.Nobody(t).Post(path, form).Is(http.StatusUnauthorized)
			s.As(t, s.House.Receptionist(t, practice)).Post(path, form).Is(http.StatusForbidden)
		}
		s.As(t, s.House.Receptionist(t, practice)).Get("/directory/new").Is(http.StatusForbidden)
		s.As(t, s.House.Receptionist(t, practice)).Get(s.path()).Is(http.StatusOK).Count("main form", 0)
	})
}
