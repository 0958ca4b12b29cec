package directory

import (
	"net/mail"
	"net/url"
	"slices"
	"strings"
	"time"

	"weft/internal/errs"
	"weft/internal/hsds"
	"weft/internal/id"
	"weft/internal/place"
	"weft/internal/text"
	"weft/internal/vocabulary"
)

// New is what is asked to enter a group here. Only a name, the organisation's name and
// one need are required. Key is the idempotency key of the form.
type New struct {
	Key          string
	Name         string
	Organisation string
	Description  string
	URL          string
	Email        string
	Phone        string
	Join         string
	Cost         string
	Eligibility  string
	MinimumAge   *int
	MaximumAge   *int
	Needs        []string
	Languages    []string
	Times        []Times
	Places       []NewPlace
	Access       string // what helps disabled people
	Live         bool   // show it to the public at once; else it is a draft
	Arrangement
}

// NewPlace is a place where a group meets.
type NewPlace struct{ Name, Address, Town, Postcode, Transport string }

// Arrangement is how we refer to a group. The registered contact gets the code of our
// link; it is never public. MoreNeeds adds to what the feed says.
type Arrangement struct {
	ReferBy      Method
	ReferTo      string
	ContactEmail string
	ContactPhone string
	MoreNeeds    []string
}

func (a *Arrangement) tidy() {
	a.ReferTo, a.ContactEmail, a.ContactPhone = text.Words(a.ReferTo), text.Line(a.ContactEmail), text.Line(a.ContactPhone)
}

func (a Arrangement) check(c *errs.Check, l vocabulary.Lists) {
	c.Require(a.ReferBy == "" || slices.Contains(Methods(), a.ReferBy), "refer_by", "directory.refer_by")
	c.Require(a.ReferBy != ByForm && a.ReferBy != ByPost || a.ReferTo != "", "refer_to", "directory.refer_to_missing")
	c.Require(a.ReferBy != ByLink || a.ContactEmail+a.ContactPhone != "", "contact_email", "directory.contact_missing")
	c.Require(text.Length(a.ReferTo) <= 500, "refer_to", "form.too_long", 500)
	c.Require(a.ContactEmail == "" || goodEmail(a.ContactEmail), "contact_email", "email.wrong")
	c.Require(a.ContactPhone == "" || goodPhone(a.ContactPhone), "contact_phone", "phone.wrong")
	checkNeeds(c, l, a.MoreNeeds)
}

func (n New) tidy() New {
	n.Name, n.Organisation, n.Email, n.Phone, n.Cost = text.Line(n.Name), text.Line(n.Organisation), text.Line(n.Email), text.Line(n.Phone), text.Line(n.Cost)
	n.Description, n.Join, n.Eligibility, n.Access = text.Words(n.Description), text.Words(n.Join), text.Words(n.Eligibility), text.Words(n.Access)
	if n.URL = text.Line(n.URL); n.URL != "" && !strings.Contains(n.URL, "://") {
		n.URL = "https://" + n.URL
	}
	n.Arrangement.tidy()
	if n.Organisation == "" {
		n.Organisation = n.Name
	}
	n.Places = slices.DeleteFunc(slices.Clone(n.Places), func(p NewPlace) bool { return p == NewPlace{} })
	for i := range n.Places {
		p := &n.Places[i]
		p.Name, p.Address, p.Town, p.Transport = text.Line(p.Name), text.Line(p.Address), text.Line(p.Town), text.Words(p.Transport)
	}
	n.Times = slices.DeleteFunc(slices.Clone(n.Times), func(t Times) bool { return len(t.Days) == 0 && t.From+t.To+t.Words == "" })
	return n
}

// validate puts postcodes into their normal form and names every answer that breaks a
// rule.
func (n *New) validate(l vocabulary.Lists) error {
	var c errs.Check
	c.Require(n.Name != "", "name", "directory.name_missing")
	for _, f := range []struct {
		name, value string
		most        int
	}{{"name", n.Name, 200}, {"organisation", n.Organisation, 200}, {"description", n.Description, 8000}, {"join", n.Join, 2000},
		{"cost", n.Cost, 500}, {"eligibility", n.Eligibility, 2000}, {"access", n.Access, 2000}, {"url", n.URL, 1000}} {
		c.Require(text.Length(f.value) <= f.most, f.name, "form.too_long", f.most)
	}
	c.Require(len(n.Needs) > 0, "needs", "directory.needs_missing")
	checkNeeds(&c, l, n.Needs)
	c.Require(n.Email == "" || goodEmail(n.Email), "email", "email.wrong")
	c.Require(n.Phone == "" || goodPhone(n.Phone), "phone", "phone.wrong")
	c.Require(n.URL == "" || goodURL(n.URL), "url", "directory.url_wrong")
	c.Require(goodAge(n.MinimumAge) && goodAge(n.MaximumAge), "minimum_age", "directory.age_wrong")
	c.Require(n.MinimumAge == nil || n.MaximumAge == nil || *n.MinimumAge <= *n.MaximumAge, "maximum_age", "directory.ages_crossed")
	for i := range n.Places {
		if p := &n.Places[i]; p.Postcode != "" {
			code, err := place.Normalise(p.Postcode)
			c.Require(err == nil, "postcode", "place.postcode")
			p.Postcode = code
		}
	}
	for _, t := range n.Times {
		checkTimes(&c, t)
	}
	n.Arrangement.check(&c, l)
	return c.Err()
}

// checkNeeds takes every code that any service has or had: the directory is everybody's.
func checkNeeds(c *errs.Check, l vocabulary.Lists, needs []string) {
	for _, n := range needs {
		c.Require(l.Known(vocabulary.NeedList, n), "needs", "referral.need_unknown")
	}
}

func checkTimes(c *errs.Check, t Times) {
	for _, day := range t.Days {
		c.Require(slices.Contains([]string{"MO", "TU", "WE", "TH", "FR", "SA", "SU"}, day), "days", "directory.day_unknown")
	}
	for _, at := range []string{t.From, t.To} {
		if at != "" {
			_, err := time.Parse("15:04", at)
			c.Require(err == nil, "times", "directory.time_wrong")
		}
	}
	c.Require(text.Length(t.Words) <= 500, "times", "form.too_long", 500)
}

func goodEmail(s string) bool {
	a, err := mail.ParseAddress(s)
	return err == nil && a.Address == s && len(s) <= 254
}

func goodPhone(s string) bool {
	n := 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			n++
		case !strings.ContainsRune(" +-().ext", r):
			return false
		}
	}
	return n >= 5 && n <= 20
}

func goodURL(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && strings.Contains(u.Hostname(), ".")
}

func goodAge(n *int) bool { return n == nil || (*n >= 0 && *n <= 130) }

// document turns what was entered into the Open Referral document that is stored.
func (n New) document(entry ID, organisation OrganisationID) hsds.Service {
	part := func(kind string, i int) string {
		return id.Named[hsds.Service](entry.String(), kind+string(rune('0'+i))).String()
	}
	doc := hsds.Service{ID: entry.String(), OrganizationID: organisation.String(), Name: n.Name, Description: n.Description, URL: n.URL,
		Email: n.Email, Status: hsds.Active, ApplicationProcess: n.Join, Fees: n.Cost, EligibilityDescription: n.Eligibility,
		MinimumAge: float(n.MinimumAge), MaximumAge: float(n.MaximumAge),
		Organization: &hsds.Organization{ID: organisation.String(), Name: n.Organisation}}
	if n.Phone != "" {
		doc.Phones = []hsds.Phone{{ID: part("phone", 0), Number: n.Phone}}
	}
	for i, l := range n.Languages {
		doc.Languages = append(doc.Languages, hsds.Language{ID: part("language", i), Name: text.Line(l)})
	}
	for i, t := range n.Times {
		s := hsds.Schedule{ID: part("schedule", i), ByDay: strings.Join(t.Days, ","), OpensAt: t.From, ClosesAt: t.To, Description: text.Words(t.Words)}
		if s.ByDay != "" {
			s.Freq = "WEEKLY"
		}
		doc.Schedules = append(doc.Schedules, s)
	}
	if n.Access != "" && len(n.Places) == 0 {
		n.Places = []NewPlace{{}}
	}
	for i, p := range n.Places {
		l := hsds.Location{ID: part("location", i), LocationType: "physical", Name: p.Name, Transportation: p.Transport}
		if p.Address+p.Town+p.Postcode != "" {
			l.Addresses = []hsds.Address{{ID: part("address", i), Address1: p.Address, City: p.Town, PostalCode: p.Postcode, AddressType: "physical"}}
		}
		if n.Access != "" {
			l.Accessibility = []hsds.Accessibility{{ID: part("access", i), Description: n.Access}}
		}
		doc.ServiceAtLocations = append(doc.ServiceAtLocations, hsds.ServiceAtLocation{ID: part("at", i), Location: &l})
	}
	return doc
}

func float(n *int) *float64 {
	if n == nil {
		return nil
	}
	f := float64(*n)
	return &f
}
