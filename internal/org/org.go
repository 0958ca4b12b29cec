package org

import (
	"time"

	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/text"
	"weft/internal/vocabulary"
)

// ID identifies an organisation, ServiceID a service, and so on.
type (
	ID        = id.ID[Organisation]
	ServiceID = id.ID[Service]
	TeamID    = id.ID[Team]
	PostID    = id.ID[Post]
)

// Organisation is a body of any kind. Kind is a code of vocabulary.OrgKinds.
type Organisation struct {
	ID      ID
	Kind    string
	Name    string
	ODS     string // its code in the Organisation Data Service, where it has one
	Phone   string
	Email   string
	Nation  clock.Nation
	Closed  time.Time
	Version int64
}

// Service is a social prescribing scheme.
type Service struct {
	ID         ServiceID
	Host       ID
	Name       string
	Phone      string
	Hours      string // when somebody reads, in words
	About      string
	HoursCy    string // both in Welsh; empty where nobody has written them
	AboutCy    string
	NotFor     string // what the service is not for, shown above the form
	Nation     clock.Nation
	Controller string
	Version    int64
}

// Team is a group of workers of a service.
type Team struct {
	ID      TeamID
	Service ServiceID
	Name    string
}

// Post is a link worker's job. Hours are a week's; percents of Funders add up to 100.
type Post struct {
	ID       PostID
	Service  ServiceID
	Team     TeamID
	Account  string
	Title    string
	Employer ID
	Hours    float64
	Starts   clock.Date
	Ends     clock.Date
	Funders  []Funder
}

// Funder pays a share of a post.
type Funder struct {
	Organisation ID
	Percent      int
}

// NewOrganisation is what is asked to add an organisation.
type NewOrganisation struct {
	Key                           string // the same key adds one
	Kind, Name, ODS, Phone, Email string
	Nation                        clock.Nation
}

func (n NewOrganisation) tidy() NewOrganisation {
	n.Name, n.ODS, n.Phone, n.Email = text.Line(n.Name), text.Line(n.ODS), text.Line(n.Phone), text.Line(n.Email)
	if n.Nation == "" {
		n.Nation = clock.England
	}
	return n
}

func (n NewOrganisation) validate(l vocabulary.Lists) error {
	var c errs.Check
	c.Require(n.Name != "", "name", "org.name_missing")
	c.Require(text.Length(n.Name) <= 200, "name", "form.too_long", 200)
	c.Require(l.Known(vocabulary.OrgKindList, n.Kind), "kind", "org.kind_missing")
	c.Require(knownNation(n.Nation), "nation", "org.nation_unknown")
	c.Require(n.Email == "" || text.Email(n.Email), "email", "email.wrong")
	return c.Err()
}

// NewService is what is asked to add a service.
type NewService struct {
	Key                                           string // the same key adds one
	Host                                          ID
	Name, Phone, Hours, About, NotFor, Controller string
	HoursCy, AboutCy                              string // in Welsh
	Nation                                        clock.Nation
}

func (n NewService) validate() error {
	var c errs.Check
	c.Require(!n.Host.IsZero(), "host", "org.host_missing")
	c.Require(text.Line(n.Name) != "", "name", "org.name_missing")
	c.Require(knownNation(n.Nation), "nation", "org.nation_unknown")
	return c.Err()
}

func (p Post) validate() error {
	var c errs.Check
	c.Require(text.Line(p.Title) != "", "title", "org.title_missing")
	c.Require(!p.Employer.IsZero(), "employer", "org.employer_missing")
	c.Require(p.Hours > 0 && p.Hours <= 60, "hours", "org.hours_range")
	c.Require(!p.Starts.IsZero(), "starts", "date.missing")
	c.Require(p.Ends.IsZero() || !p.Ends.Before(p.Starts), "ends", "date.before_start")
	sum := 0
	for _, f := range p.Funders {
		sum += f.Percent
		c.Require(f.Percent > 0, "funders", "org.funders_sum")
	}
	c.Require(len(p.Funders) == 0 || sum == 100, "funders", "org.funders_sum")
	return c.Err()
}

func knownNation(n clock.Nation) bool {
	switch n {
	case clock.England, clock.Wales, clock.Scotland, clock.NorthernIreland:
		return true
	}
	return false
}

// Policy is one row of a source policy: from when, and until when, a kind of
// referrer may refer.
type Policy struct {
	Source string
	Starts clock.Date
	Ends   clock.Date // zero: no end
}

func (p Policy) validate(c *errs.Check) {
	c.Require(vocabulary.Sources().Has(p.Source), "source", "referral.source_missing")
	c.Require(!p.Starts.IsZero(), "starts", "date.missing")
	c.Require(p.Ends.IsZero() || !p.Ends.Before(p.Starts), "ends", "date.before_start")
}

// DefaultPolicy is the policy of the network contract: in 2019/20 only GP practice
// staff, from 1 April 2020 every source.
func DefaultPolicy() []Policy {
	var out []Policy
	practice := map[string]bool{}
	for _, code := range vocabulary.PracticeSources() {
		practice[code] = true
	}
	for _, term := range vocabulary.Sources() {
		from := clock.Date{Year: 2020, Month: time.April, Day: 1}
		if practice[term.Code] {
			from.Year = 2019
		}
		out = append(out, Policy{Source: term.Code, Starts: from})
	}
	return out
}

// Allows reports whether a source may refer on a date.
func Allows(policy []Policy, source string, on clock.Date) bool {
	for _, p := range policy {
		if p.Source == source && !on.Before(p.Starts) && (p.Ends.IsZero() || on.Before(p.Ends)) {
			return true
		}
	}
	return false
}

// SourceOf is the source code of a referrer from an organisation of this kind, when
// they did not say more.
func SourceOf(kind string) string {
	switch kind {
	case "practice":
		return "gp"
	case "icb", "pcn", "cluster", "hscp", "hsc_trust":
		return "mdt"
	case "infrastructure":
		return "vcse"
	case "other":
		return "unknown"
	default:
		return kind
	}
}

// NHS reports whether the referrers of this kind of organisation see every step of
// their own referrals, as NHS referrers do.
func NHS(kind string) bool {
	switch kind {
	case "icb", "pcn", "practice", "cluster", "hscp", "hsc_trust", "pharmacy", "hospital", "mental_health", "ambulance":
		return true
	}
	return false
}

// ReceivedOnly reports whether referrers of this kind see no more than "received"
// until the person agrees to more.
func ReceivedOnly(kind string) bool {
	switch kind {
	case "job_centre", "police", "housing", "school":
		return true
	}
	return false
}
