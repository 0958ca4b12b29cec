package town

import (
	"fmt"

	"weft/internal/account"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/org"
	"weft/internal/web/demo"
)

// months is how much history the town has.
const historyDays = 14 * 30

func (b *builder) organisations() error {
	b.at(historyDays, 8, 0)
	sys := authz.Program()
	add := func(kind, name, email string) error {
		oid, err := b.v.Orgs.Add(b.ctx, sys, org.NewOrganisation{Kind: kind, Name: name, Email: email, Nation: clock.England})
		b.orgs[name] = oid
		return err
	}
	for _, o := range organisations() {
		if err := add(o.kind, o.name, o.email); err != nil {
			return fmt.Errorf("add %s: %w", o.name, err)
		}
	}
	sid, err := b.v.Orgs.AddService(b.ctx, sys, org.NewService{Host: b.orgs["Aldermoor Network"], Name: "Aldermoor link workers",
		Phone: "01632 960 200", Hours: "We read messages on working days, 9 to 5.", Nation: clock.England,
		About:      "Six link workers listen to what matters to you and walk with you to what helps.",
		NotFor:     "Not for emergencies, housing waiting lists, or medicines. We do not give debt or immigration advice ourselves: we know who does.",
		Controller: "Aldermoor Network"})
	if err != nil {
		return err
	}
	b.Service = sid
	for _, o := range organisations() {
		if err := b.v.Orgs.Join(b.ctx, sys, sid, b.orgs[o.name]); err != nil {
			return err
		}
	}
	b.Secret, err = b.v.Orgs.NewLink(b.ctx, sys, b.orgs["Fellside Practice"], sid)
	return err
}

// who is one account of the town and the button of /demo that leads to it.
type who struct {
	as, label, about, name, email string
	role                          authz.Role
	at                            string // name of an organisation; "" is the service
}

func cast() []who {
	return []who{
		{"link-worker", "Link worker", "Sam, whose day begins with visits and calls", "Sam Okafor", "sam@example.org", authz.LinkWorker, ""},
		{"link-worker-2", "Another link worker", "Amina, who works in the other network", "Amina Yusuf", "amina@example.org", authz.LinkWorker, ""},
		{"team-lead", "Team lead", "Reads every referral and gives each a link worker", "Ruth Calder", "ruth@example.org", authz.TeamLead, ""},
		{"gp", "GP", "Refers in a minute and hears what became of it", "Dr Helen Marsh", "helen@example.org", authz.Referrer, "Fellside Practice"},
		{"receptionist", "Receptionist", "Points the way, or refers", "Jo Linden", "jo@example.org", authz.Receptionist, "Fellside Practice"},
		{"pharmacist", "Pharmacist", "Refers from the counter", "Priya Nair", "priya@example.org", authz.Referrer, "Mill Row Pharmacy"},
		{"housing-officer", "Housing officer", "Refers a tenant; sees that it was received", "Gary Thwaite", "gary@example.org", authz.Referrer, "Westmere Homes"},
		{"gp-supervisor", "GP supervisor", "Sees the people of the worker she supervises", "Dr Nia Pritchard", "nia@example.org", authz.GPSupervisor, "worker"},
		{"safeguarding-lead", "Safeguarding lead", "Reads concerns, and nothing else", "Marion Birch", "marion@example.org", authz.SafeguardingLead, ""},
		{"occupational-therapist", "Occupational therapist", "Refers, and gives advice", "Tom Ferris", "tom@example.org", authz.Clinician, "Westmere Hospital"},
		{"scheme-administrator", "Scheme administrator", "Books, rings and posts letters; sees no notes", "Beth Lowry", "beth@example.org", authz.SchemeAdmin, ""},
		{"group", "Community group", "Says yes, full, or not for us", "Carys Bowen", "carys@example.org", authz.GroupMember, "Aldermoor Singing for Lungs"},
		{"volunteer", "Volunteer", "Walks with someone to the first session", "Leon Hart", "leon@example.org", authz.Volunteer, ""},
		{"commissioner", "Commissioner", "Reads what people need and do not find", "Olive Grant", "olive@example.org", authz.Commissioner, ""},
		{"person", "A person with a plan", "Holds her own plan", "Dilys Penhallow", "", authz.PersonRole, ""},
		{"carer", "A carer", "Sees what they are allowed to see", "Megan Penhallow", "", authz.Carer, ""},
		{"admin", "Administrator", "Sets it up, and reads the record of who did what", "Alex Reed", "alex@example.org", authz.Admin, "everywhere"},
	}
}

// others are the four link workers without a button.
func others() []who {
	return []who{
		{name: "Dafydd Rees", email: "dafydd@example.org", role: authz.LinkWorker}, {name: "Grace Adeyemi", email: "grace@example.org", role: authz.LinkWorker},
		{name: "Piotr Zielny", email: "piotr@example.org", role: authz.LinkWorker}, {name: "Shona Baird", email: "shona@example.org", role: authz.LinkWorker},
	}
}

func (b *builder) accounts() error {
	sys := authz.Program()
	for _, w := range append(cast(), others()...) {
		email := w.email
		if email == "" {
			email = "person-" + w.as + "@example.org"
		}
		acc, err := b.v.Accounts.Create(b.ctx, sys, account.New{Name: w.name, Email: email})
		if err != nil {
			return fmt.Errorf("account %s: %w", w.as, err)
		}
		at := b.Service.String()
		switch {
		case w.at == "worker":
			at = b.workers[0].String()
		case w.at == "everywhere":
			at = ""
		case w.at != "":
			at = b.orgs[w.at].String()
		}
		if err := b.v.Accounts.Assign(b.ctx, sys, acc.ID, w.role, at); err != nil {
			return fmt.Errorf("role of %s: %w", w.as, err)
		}
		if w.role == authz.LinkWorker {
			b.workers = append(b.workers, acc.ID)
		}
		b.actors[acc.Name] = authz.Actor{Kind: authz.Account, ID: acc.ID, Roles: []authz.Assignment{{Role: w.role, At: at}}}
		if w.as != "" {
			b.Roles = append(b.Roles, demo.Role{As: w.as, Label: w.label, About: w.about, Account: acc.ID})
		}
	}
	return nil
}

type organisation struct{ kind, name, email string }

func organisations() []organisation {
	return []organisation{
		{"pcn", "Aldermoor Network", ""}, {"pcn", "Westmere Network", ""},
		{"practice", "Fellside Practice", "fellside@example.org"}, {"practice", "Mill Row Surgery", "millrow@example.org"},
		{"pharmacy", "Mill Row Pharmacy", ""}, {"housing", "Westmere Homes", ""}, {"hospital", "Westmere Hospital", ""},
		{"vcse", "Aldermoor Singing for Lungs", ""},
	}
}
