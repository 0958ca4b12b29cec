package authz

import "weft/internal/id"

// Kind says what sort of actor acts.
type Kind string

// The kinds of actor.
const (
	Public  Kind = "public"  // nobody is signed in
	Account Kind = "account" // a member of staff, a referrer, an administrator
	Link    Kind = "link"    // a community group that opened its link
	System  Kind = "system"  // the program itself: jobs, imports, the demo
)

// AccountID identifies an account. It stands here because every capability names
// the account that acts.
type AccountID = id.ID[Actor]

// Role is a job that somebody has. Words as the glossary has them.
type Role string

// The roles.
const (
	LinkWorker       Role = "link_worker"
	TeamLead         Role = "team_lead"
	Triager          Role = "triager"
	SchemeAdmin      Role = "scheme_administrator"
	GPSupervisor     Role = "gp_supervisor"
	SafeguardingLead Role = "safeguarding_lead"
	Referrer         Role = "referrer"
	Receptionist     Role = "receptionist"
	Clinician        Role = "clinician"
	GroupMember      Role = "group"
	Volunteer        Role = "volunteer"
	Commissioner     Role = "commissioner"
	PersonRole       Role = "person"
	Carer            Role = "carer"
	Admin            Role = "administrator"
)

// Roles lists every role, in the order in which pages show them.
func Roles() []Role {
	return []Role{LinkWorker, TeamLead, Triager, SchemeAdmin, GPSupervisor, SafeguardingLead, Referrer,
		Receptionist, Clinician, GroupMember, Volunteer, Commissioner, PersonRole, Carer, Admin}
}

// Assignment is a role held somewhere: at a service, an organisation, or, for a GP
// supervisor, over a worker. At is the id of that place.
type Assignment struct {
	Role Role
	At   string
}

// Actor is whoever acts. It is handed to every use case and never stored.
type Actor struct {
	Kind  Kind
	ID    AccountID // empty unless Kind is Account
	Link  string    // the connection whose link was opened, when Kind is Link
	Roles []Assignment
}

// Nobody returns the actor of a page that needs no account.
func Nobody() Actor { return Actor{Kind: Public} }

// Program returns the actor of jobs, imports and the demo: it sees everything and
// its acts are audited as the system's.
func Program() Actor { return Actor{Kind: System} }

// ByLink returns the actor behind a group's link to one connection.
func ByLink(connection string) Actor { return Actor{Kind: Link, Link: connection} }

// Has reports whether the actor has the role anywhere.
func (a Actor) Has(r Role) bool {
	for _, as := range a.Roles {
		if as.Role == r {
			return true
		}
	}
	return false
}

// At returns the places where the actor has the role.
func (a Actor) At(r Role) []string {
	var out []string
	for _, as := range a.Roles {
		if as.Role == r {
			out = append(out, as.At)
		}
	}
	return out
}

// HasAt reports whether the actor has the role at this place. The program has
// every role everywhere.
func (a Actor) HasAt(r Role, at string) bool {
	if a.Kind == System {
		return true
	}
	for _, as := range a.Roles {
		if as.Role == r && as.At == at {
			return true
		}
	}
	return false
}

// Key names the actor for idempotency and rate limits; it is not shown to anyone.
func (a Actor) Key() string {
	switch a.Kind {
	case Account:
		return a.ID.String()
	case Link:
		return "link:" + a.Link
	default:
		return string(a.Kind)
	}
}
