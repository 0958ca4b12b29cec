package signpost_test

import (
	"strings"
	"testing"

	"weft/internal/authz"
	"weft/internal/directory"
	"weft/internal/id"
	"weft/internal/place"
	"weft/internal/webtest"
)

// town adds groups near a postcode.
func town(t *testing.T, s *webtest.Site, names ...string) {
	t.Helper()
	if _, err := s.Services.Places.Add(t.Context(), authz.Program(), place.Fictional()); err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		_, err := s.Services.Directory.Create(t.Context(), authz.Program(), directory.New{Name: name, Needs: []string{"loneliness"}, Live: true,
			Arrangement: directory.Arrangement{ReferBy: directory.ByPerson}})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestAReceptionistPointsTheWayAndNothingAboutThePersonIsKept(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		town(t, s, "Tuesday Choir", "Lunch Club")
		c := s.As(t, s.Receptionist(t, s.Practice(t)))
		p := c.Get("/signpost").Is(200).Says("Point the way", "Nobody has been pointed on from here yet")
		p = p.Form("Look").Set("need", "loneliness").Send().Is(200).Says("Tuesday Choir", "Lunch Club", "Refer instead")
		if got := p.Link("Refer instead: a link worker takes time with them"); got != "/refer" {
			t.Errorf("refer instead carries %q", got)
		}
		choir := ""
		for _, v := range p.Attrs("[name=groups]", "value") {
			choir = v
		}
		var given *webtest.Page
		actions, _ := s.Audited(t, func() error { given = p.Form("Give it").Set("groups", choir).Send(); return nil })
		given.Is(200).Says("Groups for you", "Grwpiau i chi", "Ring before you go")
		if strings.Join(actions, " ") != "signpost.give" {
			t.Errorf("recorded %v", actions)
		}
		if !given.Has(".weft-leaflet [lang=cy]") || !c.Get(given.Link("Print on A5")).Has(".weft-leaflet--a5") {
			t.Error("no A5, or no Welsh")
		}
		c.Get("/signpost").Says("You have pointed 1 person on this month")
		if rows := s.Rows(t); rows["referral"]+rows["person"]+rows["message"] != 0 || rows["signpost"] != 1 {
			t.Errorf("%v", rows)
		}
	})
}

func TestAWrongChoiceIsNamedAndTheGroupsStay(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	town(t, s, "A", "B", "C", "D")
	c := s.As(t, s.Receptionist(t, s.Practice(t)))
	c.Get("/signpost").Form("Look").Set("need", "loneliness").Set("near", "nowhere").Send().Is(422).Asks("near")
	p := c.Get("/signpost?need=loneliness").Press("Give it").Is(422).Asks("groups").Says("A", "D")
	f := p.Form("Give it")
	for _, v := range p.Attrs("[name=groups]", "value") {
		f.Set("groups", v)
	}
	p = f.Set("how", "told").Send().Is(422).Asks("groups")
	if p.Form("Give it").Value("how") != "told" || len(p.Form("Give it").Values["groups"]) != 4 {
		t.Errorf("what was chosen is lost: %v", p.Form("Give it").Values)
	}
	if n := s.Rows(t)["signpost"]; n != 0 {
		t.Errorf("%d kept", n)
	}
}

func TestWithoutAMailServerNoEmailIsOffered(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	town(t, s, "A")
	c := s.As(t, s.Receptionist(t, s.Practice(t)))
	if p := c.Get("/signpost?need=loneliness"); p.Has("[name=email]") || p.Has("[value=emailed]") {
		t.Error("an e-mail is offered that cannot be sent")
	}
}

func TestAnotherPlacesPaperIsNotThere(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	town(t, s, "A")
	p := s.As(t, s.Receptionist(t, s.Practice(t))).Get("/signpost?need=loneliness")
	f := p.Form("Give it")
	given := f.Set("groups", p.Attrs("[name=groups]", "value")[0]).Send().Is(200)
	s.As(t, s.Receptionist(t, s.Practice(t))).Get(strings.Split(given.Address, "?")[0]).Is(404)
	s.As(t, s.Receptionist(t, s.Practice(t))).Get("/signpost/" + id.New[directory.Entry]().String()).Is(404)
}
