package demo_test

import (
	"testing"

	"weft/internal/authz"
	"weft/internal/web/demo"
	"weft/internal/webtest"
)

func TestTheDemonstrationLetsInAsAnyRoleAndSaysWhatItIs(t *testing.T) {
	t.Parallel()
	plain := webtest.OnSQLite(t)
	plain.Nobody(t).Get("/demo").Is(404)
	plain.Nobody(t).Post("/demo/sign-in", map[string][]string{"as": {"admin"}}).Is(404)
	if plain.Nobody(t).Get("/").Has(".weft-demo") {
		t.Error("the real thing carries the banner of the demonstration")
	}
	v := plain.Service(t)
	homes := map[authz.Role]string{authz.LinkWorker: "/today", authz.TeamLead: "/referrals", authz.SchemeAdmin: "/people", authz.Commissioner: "/soon",
		authz.PersonRole: "/soon", authz.Carer: "/soon", authz.Volunteer: "/soon", authz.GroupMember: "/soon", authz.SafeguardingLead: "/concerns"}
	var roles []demo.Role
	for r := range homes {
		roles = append(roles, demo.Role{As: string(r), Label: "The " + string(r), About: "Something", Account: plain.Staff(t, r, v.ID.String()).ID})
	}
	s := webtest.New(t, plain.House, webtest.AsDemo(roles...))
	for r, home := range homes {
		c := s.Nobody(t)
		p := c.Get("/demo").Is(200).Press("Look around as The " + string(r)).Is(200).CameTo(home)
		if !p.Has(".weft-demo") || p.Header.Get("Server-Timing") == "" {
			t.Errorf("%s: no banner, or no timing", home)
		}
	}
	s.Nobody(t).Post("/demo/sign-in", map[string][]string{"as": {"nobody"}}).Is(404)
}
