package hsds

import "strings"

// notKnown stands where the profile requires words and there are none.
const notKnown = "not known"

// Strict returns the service as the United Kingdom profile wants it: every
// required field filled, no empty list, nothing invented but "not known" and,
// for a country that is not said, GB. What it cannot make valid (an address
// without any line) it leaves out. The argument is not changed.
func Strict(s Service) Service {
	if s.Status == "" {
		s.Status = Active
	}
	if s.Organization != nil {
		o := strictOrganization(*s.Organization)
		s.Organization = &o
	}
	s.ServiceAtLocations = clone(s.ServiceAtLocations, func(l *ServiceAtLocation) bool {
		if l.Location != nil {
			place := strictLocation(*l.Location)
			l.Location = &place
		}
		return l.ID != ""
	})
	s.Attributes = clone(s.Attributes, func(a *Attribute) bool {
		if a.TaxonomyTerm != nil {
			t := StrictTerm(*a.TaxonomyTerm)
			a.TaxonomyTerm = &t
		}
		return a.ID != ""
	})
	s.Schedules = clone(s.Schedules, func(c *Schedule) bool { return c.ID != "" })
	s.Phones = clone(s.Phones, func(p *Phone) bool { return p.ID != "" && p.Number != "" })
	return s
}

// StrictOrganization does for an organisation, with its services, what Strict
// does for a service.
func StrictOrganization(o Organization) Organization {
	o = strictOrganization(o)
	o.Services = clone(o.Services, func(s *Service) bool {
		*s = Strict(*s)
		s.Organization = nil
		return true
	})
	return o
}

// StrictTerm does the same for a term of a taxonomy.
func StrictTerm(t TaxonomyTerm) TaxonomyTerm {
	t.Name = or(t.Name, notKnown)
	t.Description = or(t.Description, t.Name)
	return t
}

func strictOrganization(o Organization) Organization {
	o.Name = or(o.Name, notKnown)
	o.Description = or(o.Description, o.Name)
	o.OrganizationIdentifiers = clone(o.OrganizationIdentifiers, func(i *OrganizationIdentifier) bool {
		i.IdentifierType = or(i.IdentifierType, or(i.IdentifierScheme, notKnown))
		return i.ID != "" && i.Identifier != ""
	})
	o.Services = nil
	return o
}

func strictLocation(l Location) Location {
	l.LocationType = or(l.LocationType, "physical")
	l.Addresses = clone(l.Addresses, func(a *Address) bool {
		if a.ID == "" || a.Address1+a.Address2+a.City+a.PostalCode == "" {
			return false
		}
		a.Address1 = or(a.Address1, or(a.Address2, notKnown))
		a.City = or(a.City, notKnown)
		a.StateProvince = or(a.StateProvince, or(a.Region, notKnown))
		a.PostalCode = or(a.PostalCode, notKnown)
		a.Country = or(a.Country, "GB")
		a.AddressType = or(a.AddressType, "physical")
		return true
	})
	return l
}

// clone copies a list so that keep may change and drop its members.
func clone[T any](list []T, keep func(*T) bool) []T {
	var out []T
	for _, v := range list {
		if keep(&v) {
			out = append(out, v)
		}
	}
	return out
}

func or(s, other string) string {
	if strings.TrimSpace(s) == "" {
		return other
	}
	return s
}
