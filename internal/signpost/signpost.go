package signpost

import (
	"slices"
	"time"

	"weft/internal/authz"
	"weft/internal/directory"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/org"
	"weft/internal/text"
	"weft/internal/vocabulary"
)

// ID identifies a signpost.
type ID = id.ID[Signpost]

// How is how the way was pointed.
type How string

// The ways to point.
const (
	Printed How = "printed"
	Written How = "written" // they wrote it down
	Told    How = "told"
	Emailed How = "emailed"
)

// Hows lists them in the order of the form.
func Hows() []How { return []How{Printed, Written, Told, Emailed} }

// Signpost is one moment of pointing the way. Nothing in it is about a person.
type Signpost struct {
	ID           ID
	At           time.Time
	Organisation org.ID
	Service      org.ServiceID
	Role         authz.Role
	Need         string // a code of vocabulary.Needs; empty when nobody said
	How          How
	Groups       []directory.ID
}

// New is what is asked. Email, Subject and Body are used once and kept nowhere; Email
// is read only where How is Emailed.
type New struct {
	Key     string
	Need    string
	Groups  []directory.ID
	How     How
	Email   string
	Subject string
	Body    string
}

// Most is how many groups are enough for one piece of paper.
const Most = 3

func (n New) validate(canEmail bool) error {
	var c errs.Check
	c.Require(len(n.Groups) > 0, "groups", "signpost.groups_missing")
	c.Require(len(n.Groups) <= Most, "groups", "signpost.groups_many", Most)
	c.Require(slices.Contains(Hows(), n.How), "how", "signpost.how_missing")
	c.Require(n.Need == "" || vocabulary.Needs().Has(n.Need), "need", "referral.need_unknown")
	if n.How == Emailed {
		c.Require(canEmail, "how", "signpost.no_email")
		c.Require(text.Email(n.Email), "email", "email.wrong")
	}
	return c.Err()
}

// standing is where an actor points the way from, and as what.
type standing struct {
	role         authz.Role
	organisation org.ID
	service      org.ServiceID
}

// stands returns the place that is counted for an actor: the organisation of a
// gateway, else the service of its staff.
func stands(a authz.Actor) (standing, bool) {
	for _, r := range []authz.Role{authz.Receptionist, authz.Clinician, authz.Referrer} {
		for _, at := range a.At(r) {
			return standing{role: r, organisation: org.ID(at)}, true
		}
	}
	for _, r := range []authz.Role{authz.LinkWorker, authz.TeamLead, authz.Triager, authz.SchemeAdmin} {
		for _, at := range a.At(r) {
			return standing{role: r, service: org.ServiceID(at)}, true
		}
	}
	return standing{}, false
}
