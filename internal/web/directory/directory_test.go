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
	if _, err := s.Places.Add(ctx, authz.Program(), place.Fictional()); err != nil {
		t.Fatal(err)
	}
	for _, g := range []directory.New{
		{Name: "Lunch Club", Needs: []string{"food-fuel"}, Live: true, Places: []directory.NewPlace{{Name: "Mill", Postcode: place.Fictional()[1].Code}}},
		{Name: "Community Choir", Needs: []string{"loneliness"}, Live: true, Cost: "Free", Access: "Step-free", Description: "We sing. <b>Come</b> along.",
			Times: []directory.Times{{Days: []string{"TU"}, From: "10:30", To: "12:00"}}, Phone: "01632 960333", URL: "choir.example.org",
			Places:      []directory.NewPlace{{Name: "St Anne's Hall", Address: "1 Church Row", Postcode: place.Fictional()[0].Code}},
			Arrangement: directory.Arrangement{ReferBy: directory.ByLink, ContactEmail: "megan@example.org"}},
	} {
		gid, err := s.Directory.Create(ctx, s.worker, g)
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
		anyone.Get(t, "/directory").Is(http.StatusOK).Has(".weft-option", 2).Says("main", "Nothing is kept").Has("a[href='/directory/new']", 0)
		p := anyone.Get(t, "/directory?q=choir&need=loneliness&near="+url.QueryEscape(place.Fictional()[1].Code)+"&miles=10").Is(http.StatusOK)
		p.Has(".weft-option", 1).Says(".weft-option", "Community Choir", "Tuesdays 10.30 to 12.00", "St Anne's Hall", "away", "Free", "Unchecked")
		p.Has("input[name=q][value=choir]", 1).Has("option[value=loneliness][selected]", 1)
		anyone.Get(t, "/directory?need=debt").Is(http.StatusOK).Has(".weft-option", 2)
		anyone.Get(t, "/directory?q=zeppelin").Is(http.StatusOK).Says("main", "No group fits")
		bad := anyone.Get(t, "/directory?near=nonsense+here").Is(http.StatusUnprocessableEntity)
		bad.Has("#near-error", 1).Has(".nhsuk-error-summary a[href='#near']", 1).Has("input[name=near][value='nonsense here']", 1)
		anyone.Get(t, "/directory?after=nonsense").Is(http.StatusUnprocessableEntity)
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
		if _, err := s.Directory.Tip(context.Background(), s.worker, s.choir, "Use the side door"); err != nil {
			t.Fatal(err)
		}
		p := s.Nobody(t).Get(t, s.path()).Is(http.StatusOK)
		p.Says("h1", "Community Choir").Says("main", "We sing. <b>Come</b> along.", "Tuesdays 10.30 to 12.00", "1 Church Row", "Free", "Step-free",
			"Company and loneliness", "01632 960333", "Unchecked")
		p.Has("main b", 0).Has("a[href='tel:01632960333']", 1).Has("a[href^='https://www.openstreetmap.org/search?query=QZ']", 1)
		p.Hides("side door", "megan@example.org").Has("main form", 0)
		s.Nobody(t).Get(t, "/directory/nonsense").Is(http.StatusNotFound)
		s.Nobody(t).Get(t, "/directory/019aa000-0000-7000-8000-000000000000").Is(http.StatusNotFound)
	})
}

func TestStaffKeepItRight(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		s := newScene(t, d, now)
		c := s.As(t, s.worker)
		c.Post(t, s.path()+"/confirm", nil).Is(http.StatusOK).Says("main", "Checked today")
		c.Post(t, s.path()+"/tip", url.Values{"tip": {" "}}).Is(http.StatusUnprocessableEntity).Has("#tip-error", 1)
		p := c.Post(t, s.path()+"/tip", url.Values{"tip": {"Use the side door"}}).Is(http.StatusOK).Says("main", "Use the side door", "today")
		c.Post(t, s.path()+"/tip/strike", p.Form("form[action$='/strike']")).Is(http.StatusOK)
		if text := c.Get(t, s.path()).Text("main"); strings.Contains(text, "side door") {
			t.Errorf("the tip is still there: %s", text)
		}
		past := url.Values{"until-day": {"1"}, "until-month": {"1"}, "until-year": {"2020"}}
		c.Post(t, s.path()+"/full", past).Is(http.StatusUnprocessableEntity).Has("#until-error", 1)
		c.Post(t, s.path()+"/full", nil).Is(http.StatusOK).Says("main", "Full just now")
		s.Nobody(t).Get(t, "/directory?q=choir").Has(".weft-option--full", 1)
		p = c.Post(t, s.path()+"/room", nil).Is(http.StatusOK)
		hide := p.Form("form[action$='/state']")
		hide.Set("to", "suspended")
		c.Post(t, s.path()+"/state", hide).Is(http.StatusOK).Says("main", "Hidden for now")
		s.Nobody(t).Get(t, s.path()).Is(http.StatusNotFound)
		hide.Set("to", "stale")
		c.Post(t, s.path()+"/state", hide).Is(http.StatusNotFound)
	})
}

func TestAGroupIsAddedAndChanged(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		s := newScene(t, d, now)
		c := s.As(t, s.worker)
		form := c.Get(t, "/directory/new").Is(http.StatusOK).Form("main form")
		bad := c.Post(t, "/directory/new", form).Is(http.StatusUnprocessableEntity).Has("#name-error", 1).Has("#needs-error", 1)
		form = bad.Form("main form")
		for k, v := range map[string]string{"name": "Knitters", "needs": "loneliness", "time0-from": "9.30", "time0-days": "FR", "place0-name": "Library",
			"place0-postcode": "zz", "minimum_age": "18", "languages": "Welsh, Polish", "contact_email": "knit@example.org", "refer_by": "link"} {
			form.Set(k, v)
		}
		c.Post(t, "/directory/new", form).Is(http.StatusUnprocessableEntity).Has("#postcode-error", 1).Has("input[name=name][value=Knitters]", 1)
		form.Set("place0-postcode", place.Fictional()[0].Code)
		p := c.Post(t, "/directory/new", form).Is(http.StatusOK)
		p.Says("h1", "Knitters").Says("main", "Fridays 9.30", "Library", "18 and over", "Welsh, Polish")
		again := c.Post(t, "/directory/new", form).Is(http.StatusOK)
		if again.Path != p.Path {
			t.Errorf("the same form made %s and %s", p.Path, again.Path)
		}
		edit := c.Get(t, p.Path+"/edit").Is(http.StatusOK).Form("main form")
		for k, want := range map[string]string{"name": "Knitters", "time0-from": "09:30", "time0-days": "FR", "place0-postcode": place.Fictional()[0].Code,
			"minimum_age": "18", "languages": "Welsh, Polish", "contact_email": "knit@example.org", "refer_by": "link", "needs": "loneliness"} {
			if got := edit.Get(k); got != want {
				t.Errorf("the form shows %s as %q, want %q", k, got, want)
			}
		}
		edit.Set("name", "Knitters and spinners")
		c.Post(t, p.Path+"/edit", edit).Is(http.StatusOK).Says("h1", "Knitters and spinners")
		c.Post(t, p.Path+"/edit", edit).Is(http.StatusConflict).Says(".nhsuk-error-summary", "Someone else changed this")
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
			s.Nobody(t).Post(t, path, form).Is(http.StatusUnauthorized)
			s.As(t, s.House.Receptionist(t, practice)).Post(t, path, form).Is(http.StatusForbidden)
		}
		s.As(t, s.House.Receptionist(t, practice)).Get(t, "/directory/new").Is(http.StatusForbidden)
		s.As(t, s.House.Receptionist(t, practice)).Get(t, s.path()).Is(http.StatusOK).Has("main form", 0)
	})
}
