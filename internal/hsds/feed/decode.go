package feed

import (
	"reflect"
	"strings"

	"weft/internal/hsds"
)

// knownFields lists, for each entity, the fields that a reader uses or that
// the specification knows and this package has no use for.
func knownFields() map[string]map[string]bool {
	of := func(t reflect.Type, more ...string) map[string]bool {
		m := map[string]bool{"attributes": true, "metadata": true, "organization_id": true, "service_id": true,
			"location_id": true, "service_at_location_id": true, "contact_id": true}
		for i := range t.NumField() {
			name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
			m[name] = true
		}
		for _, name := range more {
			m[name] = true
		}
		return m
	}
	return map[string]map[string]bool{
		"service": of(reflect.TypeFor[hsds.Service](), "program_id", "program", "required_documents", "eligibility",
			"additional_urls", "capacities", "locations"),
		"organization": of(reflect.TypeFor[hsds.Organization](), "url", "tax_status", "tax_id", "year_incorporated",
			"funding", "contacts", "locations", "programs", "additional_websites"),
		"organization_identifier": of(reflect.TypeFor[hsds.OrganizationIdentifier]()),
		"phone":                   of(reflect.TypeFor[hsds.Phone](), "language", "extension"),
		"schedule": of(reflect.TypeFor[hsds.Schedule](), "weekday", "original_text", "timezone", "until", "count", "wkst",
			"byweekno", "byyearday"),
		"service_area":        of(reflect.TypeFor[hsds.ServiceArea](), "service_area"),
		"service_at_location": of(reflect.TypeFor[hsds.ServiceAtLocation](), "service", "service_areas"),
		"location":            of(reflect.TypeFor[hsds.Location](), "url", "contacts"),
		"address":             of(reflect.TypeFor[hsds.Address]()),
		"accessibility":       of(reflect.TypeFor[hsds.Accessibility](), "accessibility"),
		"language":            of(reflect.TypeFor[hsds.Language](), "language", "phone_id"),
		"funding":             of(reflect.TypeFor[hsds.Funding]()),
		"cost_option":         of(reflect.TypeFor[hsds.CostOption]()),
		"contact":             of(reflect.TypeFor[hsds.Contact]()),
		"attribute": of(reflect.TypeFor[hsds.Attribute](), "link_id", "taxonomy_term_id", "label", "taxonomy_id",
			"taxonomy_detail"),
		"taxonomy_term": of(reflect.TypeFor[hsds.TaxonomyTerm](), "term", "language", "parent_name", "vocabulary",
			"taxonomy_facet"),
		"taxonomy":    of(reflect.TypeFor[hsds.Taxonomy](), "taxonomy_terms"),
		"eligibility": {"id": true, "service_id": true, "eligibility": true},
	}
}

func (d *decoder) noteUnknown(r record, entity string) {
	for _, name := range r.unknown(d.known[entity]) {
		d.rec.note(hsds.UnknownField, r.where()+": "+entity+"."+name)
	}
}

// service reads one service. A reason says why it cannot be taken; then only
// the identifier is of use.
func (d *decoder) service(r record) (s hsds.Service, reason string) {
	d.noteUnknown(r, "service")
	s.ID = d.id(r, "service")
	s.Name = d.line(r, "name")
	switch {
	case s.ID == "" && s.Name == "":
		return s, "it has neither an identifier nor a name"
	case s.Name == "":
		return s, "it has no name"
	case s.ID == "":
		d.rec.note(hsds.MissingID, r.where()+": service "+s.Name)
		s.ID = d.reference("service", d.raw(r, "organization_id")+"/"+s.Name)
	}
	d.serviceWords(r, &s)
	s.Status = d.status(r)
	s.MinimumAge, s.MaximumAge = d.ages(r)
	s.URL = d.url(r, "url")
	s.Email = d.email(r, "email")
	s.AssuredDate = d.date(r, "assured_date")
	s.AssurerEmail = d.email(r, "assurer_email")
	s.LastModified = d.instant(r, "last_modified")
	d.serviceParts(r, &s)
	s.Organization = d.serviceOrganization(r, s)
	s.OrganizationID = s.Organization.ID
	return s, ""
}

func (d *decoder) serviceWords(r record, s *hsds.Service) {
	s.AlternateName = d.line(r, "alternate_name")
	s.Description = d.prose(r, "description")
	if s.Description == "" {
		d.rec.note(hsds.MissingField, r.where()+": description")
	}
	s.InterpretationServices = d.prose(r, "interpretation_services")
	s.ApplicationProcess = d.prose(r, "application_process")
	s.FeesDescription = d.prose(r, "fees_description")
	s.WaitTime = d.line(r, "wait_time")
	s.Fees = d.prose(r, "fees")
	s.Accreditations = d.prose(r, "accreditations")
	s.EligibilityDescription = d.prose(r, "eligibility_description")
	s.Licenses = d.prose(r, "licenses")
	s.Alert = d.prose(r, "alert")
	for _, e := range r.children("eligibility") {
		if words := d.prose(e, "eligibility"); words != "" && s.EligibilityDescription == "" {
			s.EligibilityDescription = words
		} else if words != "" {
			s.EligibilityDescription += "\n" + words
		}
	}
}

func (d *decoder) status(r record) hsds.Status {
	raw := strings.ToLower(d.raw(r, "status"))
	switch raw {
	case "active", "inactive", "defunct", "temporarily closed":
		return hsds.Status(raw)
	case "closed", "deleted", "ended":
		d.rec.note(hsds.UnknownValue, r.where()+": status "+raw)
		return hsds.Defunct
	case "suspended", "paused", "temporarily_closed":
		d.rec.note(hsds.UnknownValue, r.where()+": status "+raw)
		return hsds.TemporarilyClosed
	default:
		d.rec.note(hsds.UnknownStatus, r.where()+": status "+raw)
		return hsds.Active
	}
}

func (d *decoder) serviceParts(r record, s *hsds.Service) {
	s.Phones = d.phones(r, s.ID)
	s.Schedules = d.schedules(r, s.ID)
	s.Languages = d.languages(r, s.ID)
	s.Contacts = d.contacts(r, s.ID)
	s.ServiceAreas = each(r.children("service_areas"), func(c record, n int) (hsds.ServiceArea, bool) {
		d.noteUnknown(c, "service_area")
		a := hsds.ServiceArea{ID: d.childID(c, "service_area", s.ID, n), Name: d.first(c, "name", "service_area"),
			Description: d.prose(c, "description"), Extent: d.line(c, "extent"), ExtentType: d.line(c, "extent_type"),
			URI: d.url(c, "uri")}
		return a, d.kept(c, a.Name+a.Description+a.Extent != "")
	})
	s.Funding = each(r.children("funding"), func(c record, n int) (hsds.Funding, bool) {
		d.noteUnknown(c, "funding")
		f := hsds.Funding{ID: d.childID(c, "funding", s.ID, n), Source: d.prose(c, "source")}
		return f, d.kept(c, f.Source != "")
	})
	s.CostOptions = each(r.children("cost_options"), func(c record, n int) (hsds.CostOption, bool) {
		d.noteUnknown(c, "cost_option")
		o := hsds.CostOption{ID: d.childID(c, "cost_option", s.ID, n), ValidFrom: d.date(c, "valid_from"),
			ValidTo: d.date(c, "valid_to"), Option: d.line(c, "option"), Currency: d.line(c, "currency"),
			Amount: d.number(c, "amount"), AmountDescription: d.line(c, "amount_description")}
		return o, d.kept(c, o.Option+o.AmountDescription != "" || o.Amount != nil)
	})
	s.Attributes = d.attributes(r, s.ID)
	s.ServiceAtLocations = d.serviceAtLocations(r, s.ID)
}

func (d *decoder) serviceOrganization(r record, s hsds.Service) *hsds.Organization {
	o := r.child("organization")
	if o == nil {
		d.rec.note(hsds.UnlistedOrg, r.where()+": "+d.raw(r, "organization_id"))
		return d.placeholder(r, s.ID, s.Name)
	}
	org, ok := d.organization(o)
	if !ok {
		d.rec.note(hsds.UnlistedOrg, r.where()+": organisation without a name")
		return d.placeholder(r, s.ID, s.Name)
	}
	return &org
}

// placeholder stands for an organisation that the source names nowhere.
func (d *decoder) placeholder(r record, service, name string) *hsds.Organization {
	id := d.reference("organization", d.raw(r, "organization_id"))
	if id == "" {
		id = d.reference("organization", "of/"+service)
	}
	return &hsds.Organization{ID: id, Name: name}
}

func (d *decoder) organization(r record) (hsds.Organization, bool) {
	d.noteUnknown(r, "organization")
	o := hsds.Organization{
		ID: d.id(r, "organization"), Name: d.line(r, "name"), AlternateName: d.line(r, "alternate_name"),
		Description: d.prose(r, "description"), Email: d.email(r, "email"), Website: d.url(r, "website", "url"),
		LegalStatus: d.line(r, "legal_status"), Logo: d.url(r, "logo"), URI: d.url(r, "uri"),
		ParentOrganizationID: d.reference("organization", d.raw(r, "parent_organization_id")),
	}
	if o.Name == "" {
		return o, false
	}
	if o.ID == "" {
		d.rec.note(hsds.MissingID, r.where()+": organization "+o.Name)
		o.ID = d.reference("organization", "named/"+o.Name)
	}
	o.OrganizationIdentifiers = each(r.children("organization_identifiers"), func(c record, n int) (hsds.OrganizationIdentifier, bool) {
		d.noteUnknown(c, "organization_identifier")
		i := hsds.OrganizationIdentifier{ID: d.childID(c, "organization_identifier", o.ID, n),
			IdentifierScheme: d.line(c, "identifier_scheme"), IdentifierType: d.line(c, "identifier_type"),
			Identifier: d.line(c, "identifier")}
		return i, d.kept(c, i.Identifier != "")
	})
	o.Phones = d.phones(r, o.ID)
	return o, true
}

// each maps records to values and leaves out those that are not kept.
func each[T any](records []record, f func(record, int) (T, bool)) []T {
	var out []T
	for n, r := range records {
		if v, ok := f(r, n); ok {
			out = append(out, v)
		}
	}
	return out
}

// kept notes an entry that says nothing.
func (d *decoder) kept(r record, ok bool) bool {
	if !ok {
		d.rec.note(hsds.EmptyEntry, r.where())
	}
	return ok
}
