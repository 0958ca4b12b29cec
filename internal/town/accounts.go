package town

import (
	"fmt"

	"weft/internal/account"
	"weft/internal/authz"
	"weft/internal/town/census"
	"weft/internal/web/demo"
)

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
		{"group", "Community group", "Says yes, full, or not for us", "Carys Bowen", "carys@example.org", authz.GroupMember, "group"},
		{"volunteer", "Volunteer", "Walks with someone to the first session", "Leon Hart", "leon@example.org", authz.Volunteer, ""},
		{"commissioner", "Commissioner", "Reads what people need and do not find", "Olive Grant", "olive@example.org", authz.Commissioner, ""},
		{"person", "A person with a plan", "Holds her own plan", "Dilys Penhallow", "dilys@example.org", authz.PersonRole, ""},
		{"carer", "A carer", "Sees what they are allowed to see", "Megan Penhallow", "megan@example.org", authz.Carer, ""},
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
	for _, w := range append(cast(), others()...) {
		b.names[w.name] = true
		acc, err := b.v.Accounts.Create(b.ctx, authz.Program(), account.New{Name: w.name, Email: w.email})
		if err != nil {
			return fmt.Errorf("account %s: %w", w.name, err)
		}
		at := b.place(w.at)
		if err := b.v.Accounts.Assign(b.ctx, authz.Program(), acc.ID, w.role, at); err != nil {
			return fmt.Errorf("role of %s: %w", w.name, err)
		}
		b.actors[w.name] = authz.Actor{Kind: authz.Account, ID: acc.ID, Roles: []authz.Assignment{{Role: w.role, At: at}}}
		if w.as != "" {
			b.Roles = append(b.Roles, demo.Role{As: w.as, Label: w.label, About: w.about, Account: acc.ID})
		}
	}
	return b.enrol()
}

// place returns where a role is held.
func (b *builder) place(at string) string {
	switch at {
	case "":
		return b.Service.String()
	case "everywhere":
		return ""
	case "worker":
		return b.actors["Sam Okafor"].ID.String()
	case "group":
		return b.groups["Aldermoor Singing for Lungs"].String()
	}
	return b.orgs[at].String()
}

// referrer is somebody who sends people. Staff of the service enter what comes from
// those without an actor.
type referrer struct {
	actor       authz.Actor
	name, email string
	org         string
	source      string
}

// enrol makes the people who refer: those with a button, and for every organisation
// somebody who opened its link on a device of theirs.
func (b *builder) enrol() error {
	sources := map[string]string{"Dr Helen Marsh": "gp", "Jo Linden": "receptionist", "Priya Nair": "pharmacy", "Gary Thwaite": "housing",
		"Tom Ferris": "occupational_therapist"}
	for _, w := range cast() {
		if source, ok := sources[w.name]; ok {
			b.referrers = append(b.referrers, referrer{b.actors[w.name], w.name, w.email, w.at, source})
		}
	}
	for _, o := range bodies() {
		sources := []string{o.source}
		if o.kind == "practice" {
			sources = []string{"gp", "gp", "practice_nurse", "receptionist", "practice_pharmacist", "practice_other", "cohort"}
		}
		for _, source := range sources {
			if source == "" {
				continue
			}
			if err := b.device(o.name, source); err != nil {
				return fmt.Errorf("referrer of %s: %w", o.name, err)
			}
		}
	}
	return nil
}

func (b *builder) device(body, source string) error {
	name := census.Draw(b.rng, 28+b.rng.IntN(34), "").Name()
	email := local(name) + "@example.org"
	if source == "gp" {
		name = "Dr " + name
	}
	if b.names[name] || census.Famous(name) {
		return b.device(body, source)
	}
	b.names[name] = true
	acc, err := b.v.Accounts.EnrolReferrer(b.ctx, account.Enrol{Organisation: b.orgs[body].String(), Name: name, Email: email})
	actor := authz.Actor{Kind: authz.Account, ID: acc.ID, Roles: []authz.Assignment{{Role: authz.Referrer, At: b.orgs[body].String()}}}
	b.referrers = append(b.referrers, referrer{actor, name, email, body, source})
	return err
}
