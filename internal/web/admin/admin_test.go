package admin_test

import (
	"slices"
	"strings"
	"testing"

	"weft/internal/authz"
	"weft/internal/fixture"
	"weft/internal/person"
	"weft/internal/webtest"
)

func TestAnInstallationIsSetUpFromNothing(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		c := s.As(t, s.Admin(t))
		c.Get("/").Is(200).CameTo("/admin").Says("Add your organisations", "0 so far", "Name a safeguarding lead")
		orgs := c.Get("/admin/organisations").Is(200).Form("Add")
		orgs.Values.Set("kind", "nonsense")
		orgs.Send().Is(422).Asks("name", "kind")
		host := orgs.Set("kind", "vcse").Set("name", "Fellside <Together>").Set("email", "not an address").Send().Is(422)
		host = host.Form("Add").Set("email", "office@example.org").Send().Is(200).Says("Fellside <Together>", "Charity or community group")
		practice := c.Get("/admin/organisations").Form("Add").Set("kind", "practice").Set("name", "Millbeck Surgery").Send().Is(200)
		svc := c.Get("/admin/services").Form("Add").Set("name", "Aldermoor").Set("host", strings.TrimPrefix(host.Address, "/admin/organisations/")).
			Set("phone", "01632 960204").Set("hours", "Weekdays")
		svc.Send().Is(200).CameTo("/admin/services").Says("Aldermoor", "01632 960204")
		c.Get(practice.Address).Press("Let them refer here").Is(200).Says("Their people can be referred here")
		acc := c.Get("/admin/accounts").Form("Add").Set("name", "Sam Example").Set("email", "sam@example.org").Send().Is(200).Says("No role yet")
		role := acc.Form("Give the role")
		role.Send().Is(422)
		acc = role.Set("role", "link_worker").Set("at", serviceID(t, c)).Send().Is(200).Says("link worker")
		role.Set("role", "link_worker").Send().Is(409).Says("has that role there already")
		link := acc.Press("Make a link").Is(200).Says("This link is shown once")
		at := link.TextOf("#link")
		if !strings.HasPrefix(at, "https://weft.example.org/setup/") {
			t.Fatalf("the link is %q", at)
		}
		c.Get(acc.Address).Hides(at)
		worker := s.Nobody(t).Get(strings.TrimPrefix(at, "https://weft.example.org")).Form("Go on").Set("password", "otter brick nine").Send()
		worker.Is(200).CameTo("/today")
		c.Get("/admin").Says("1 link workers so far")
		dup := c.Get("/admin/accounts").Form("Add").Set("name", "Sam Again").Set("email", "SAM@example.org").Send().Is(422).Asks("email")
		dup.Form("Add").Holds(map[string]string{"name": "Sam Again"})
	})
}

func serviceID(t *testing.T, c *webtest.Client) string {
	t.Helper()
	for _, p := range c.Get("/admin/accounts").Attrs("main a[href^='/admin/accounts/']", "href") {
		for _, n := range c.Get(p).All("select[name=at] option") {
			for _, a := range n.Attr {
				if a.Key == "value" && n.FirstChild != nil && strings.HasPrefix(n.FirstChild.Data, "Service: ") {
					return a.Val
				}
			}
		}
	}
	t.Fatal("no account can have a role at the service")
	return ""
}

func TestAReferralLinkIsShownOnceAndEndsTheOneBefore(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	v, o := s.Service(t), s.Practice(t)
	before := s.ReferralLink(t, o, v)
	c, page := s.As(t, s.Admin(t)), "/admin/organisations/"+o.ID.String()
	p := c.Get(page).Press("Make a link to "+v.Name).Is(200).Says("It is shown once", "earlier links no longer work")
	link := p.TextOf("#link")
	s.Nobody(t).Get(before).Is(404)
	s.Nobody(t).Get(strings.TrimPrefix(link, "https://weft.example.org")).Is(200).CameTo("/refer").Says(o.Name)
	c.Get(page).Hides(link)
	if strings.Contains(c.Get("/audit").Body, strings.TrimPrefix(link, "https://weft.example.org/refer/")) {
		t.Error("the record holds the secret")
	}
}

func TestTheLastAdministratorStays(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	admin := s.Admin(t)
	c, page := s.As(t, admin), "/admin/accounts/"+admin.ID.String()
	c.Get(page).Press("End this role").Is(409).Says("last administrator")
	c.Get(page + "/leave").Press("Close the account").Is(409).Says("last administrator")
	other := s.Admin(t)
	c.Get("/admin/accounts/" + other.ID.String() + "/leave").Press("Close the account").Is(200).Says("closed")
}

func TestTheRecordSaysWhoDidWhatWithoutWords(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th := s.Case(t, fixture.Who(func(d *person.Details) { d.Name = "Mererid Lloyd" }))
	s.As(t, th.Worker).Get("/people/" + th.Person.String()).Is(200)
	p := s.As(t, s.Admin(t)).Get("/audit").Is(200).Says("person.look", "referral.create", s.Account(t, th.Worker).Name, "Weft itself")
	p.Hides("Mererid", th.Referral.Reason, th.Person.String())
	if first := p.Texts("tbody tr")[0]; !strings.Contains(strings.Join(p.Texts("tbody tr"), "\n"), "person.look") || first == "" {
		t.Errorf("the newest entry is %q", first)
	}
}

func TestRolesOfferedAreAllRolesAndPlacesHaveNames(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	v := s.Service(t)
	worker := s.Worker(t, v)
	p := s.As(t, s.Admin(t)).Get("/admin/accounts/"+worker.ID.String()).Is(200).Says("link worker Service: "+v.Name, "Link worker: "+s.Account(t, worker).Name)
	options := p.Attrs("select[name=role] option", "value")
	for _, r := range authz.Roles() {
		if !slices.Contains(options, string(r)) {
			t.Errorf("the role %s cannot be given", r)
		}
	}
	for _, label := range p.Texts("select[name=role] option") {
		if strings.Contains(label, "role.") || strings.Contains(label, "_") {
			t.Errorf("a role is called %q", label)
		}
	}
}

func TestAListOfColleaguesIsLookedAtBeforeItIsAdded(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		th := s.Case(t)
		c := s.As(t, s.Admin(t))
		f := c.Get("/admin/accounts/list").Is(200).FormTo("/accounts/list")
		bad := "name,email,role,where\nSam <b>,sam@example.org,Link worker,\nJo,jo@example.org,king,\nAnn,nonsense,team lead,"
		p := f.Set("list", bad).Set("do", "look").Send().Is(422).Says("There is no role of this name", "Sam <b>")
		p = p.FormTo("/accounts/list").Set("list", strings.Replace(bad, "king", "receptionist", 1)).Set("do", "add").Send().Is(422)
		p.Says("Enter an e-mail address in the form")
		p = p.FormTo("/accounts/list").Set("list", "name;email;role;where\nSam <b>;sam@example.org;Link worker;\nJo;jo@example.org;receptionist;"+th.From.Name).Set("do", "look").Send().Is(200)
		p = p.FormTo("/accounts/list").Set("do", "add").Send().Is(200).Says("These links are shown once", "Sam <b>: https://weft.example.org/setup/")
		if n := strings.Count(p.TextOf("#links"), "/setup/"); n != 2 {
			t.Errorf("%d links", n)
		}
		c.Get("/admin/accounts").Says("sam@example.org", "jo@example.org", "receptionist")
	})
}

func TestTheRecordIsNarrowed(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th := s.Case(t)
	c := s.As(t, s.Admin(t))
	c.Get("/audit?what=case").Is(200).Says("case.open").Hides("referral.create")
	c.Get("/audit?what=referral&who=" + th.Worker.ID.String()).Is(200).Says("Nothing fits")
	c.Get("/audit?from-day=31&from-month=2&from-year=2026").Is(200).Says("There is a problem")
}

func TestAServiceItsTeamsAndPostsAreKept(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th := s.Case(t)
	c, at := s.As(t, s.Admin(t)), "/admin/services/"+th.Service.ID.String()
	c.Get("/admin/services").Is(200).Says(th.Service.Name)
	p := c.Get(at).Is(200).FormTo("/team").Send().Is(422).Asks("team_name")
	p = p.FormTo("/team").Set("team_name", "North <side>").Send().Is(200).Says("North <side>")
	p = p.FormTo("/post").Set("title", "Link worker").Set("employer", th.From.ID.String()).Set("hours_week", "lots").Send().Is(422).Asks("hours_week", "starts")
	p = p.FormTo("/post").Set("hours_week", "37,5").Set("starts-day", "5").Set("starts-month", "1").Set("starts-year", "2026").Send().Is(200)
	p.Says("37.5 hours a week, employed by " + th.From.Name).FormTo("/end-post").Send().Is(200).Hides("37.5 hours")
	p = c.Get(at).FormTo("/services/"+th.Service.ID.String()).Set("name", "").Send().Is(422).Asks("name")
	p.FormTo("/services/"+th.Service.ID.String()).Set("name", "Weavers").Send().Is(200).Says("Weavers")
}
