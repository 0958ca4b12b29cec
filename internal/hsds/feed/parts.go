package feed

import (
	"strings"

	"weft/internal/hsds"
)

func (d *decoder) phones(r record, parent string) []hsds.Phone {
	return each(r.children("phones"), func(c record, n int) (hsds.Phone, bool) {
		d.noteUnknown(c, "phone")
		number := strings.Trim(d.line(c, "number"), `"' `)
		if !d.kept(c, number != "") {
			return hsds.Phone{}, false
		}
		if ext := d.line(c, "extension"); ext != "" {
			number += " ext. " + ext
		}
		p := hsds.Phone{ID: d.childID(c, "phone", parent, n), Number: number, Type: strings.ToLower(d.line(c, "type")),
			Description: d.prose(c, "description")}
		p.Languages = d.languages(c, p.ID)
		return p, true
	})
}

func (d *decoder) contacts(r record, parent string) []hsds.Contact {
	return each(r.children("contacts"), func(c record, n int) (hsds.Contact, bool) {
		d.noteUnknown(c, "contact")
		o := hsds.Contact{ID: d.childID(c, "contact", parent, n), Name: d.line(c, "name"), Title: d.line(c, "title"),
			Department: d.line(c, "department"), Email: d.email(c, "email")}
		o.Phones = d.phones(c, o.ID)
		return o, d.kept(c, o.Name+o.Title+o.Department+o.Email != "" || len(o.Phones) > 0)
	})
}

func (d *decoder) languages(r record, parent string) []hsds.Language {
	return each(r.children("languages"), func(c record, n int) (hsds.Language, bool) {
		d.noteUnknown(c, "language")
		l := hsds.Language{Code: strings.ToLower(d.line(c, "code")), Note: d.prose(c, "note")}
		words := d.prose(c, "name")
		if words == "" {
			words = d.prose(c, "language")
		}
		name, rest, _ := strings.Cut(words, "\n")
		if i := strings.IndexByte(name, '('); i > 0 {
			name, rest = name[:i], strings.TrimSpace(name[i:]+" "+rest)
		}
		l.Name = oneLine(name)
		if rest = strings.TrimSpace(rest); rest != "" && l.Note == "" {
			l.Note = rest
		}
		if !d.kept(c, l.Name+l.Code+l.Note != "") {
			return l, false
		}
		// In tables the identifier column often repeats that of the service.
		l.ID = d.reference("language", parent+"/"+l.Name+"/"+l.Code)
		if id := d.raw(c, "id"); d.reference("language", id) == id {
			l.ID = id
		}
		return l, true
	})
}

func (d *decoder) schedules(r record, parent string) []hsds.Schedule {
	var out []hsds.Schedule
	for n, c := range r.children("schedules") {
		d.noteUnknown(c, "schedule")
		s, ok := d.schedule(c)
		if !d.kept(c, ok) {
			continue
		}
		if last := len(out) - 1; last >= 0 && d.raw(c, "weekday") != "" && sameHours(out[last], s) {
			out[last].ByDay = joinDays(out[last].ByDay, s.ByDay)
			continue
		}
		s.ID = d.childID(c, "schedule", parent, n)
		out = append(out, s)
	}
	return out
}

func (d *decoder) schedule(c record) (hsds.Schedule, bool) {
	s := hsds.Schedule{
		ValidFrom: d.date(c, "valid_from"), ValidTo: d.date(c, "valid_to"), DTStart: d.date(c, "dtstart"),
		Interval: d.number(c, "interval"), ByMonthDay: d.line(c, "bymonthday"),
		ScheduleLink: d.url(c, "schedule_link"), AttendingType: d.line(c, "attending_type"), Notes: d.prose(c, "notes"),
	}
	s.Description = d.prose(c, "description")
	if s.Description == "" {
		s.Description = d.prose(c, "original_text")
	}
	s.ByDay = d.days(c)
	s.Freq = d.oneOf(c, "freq", "WEEKLY", "MONTHLY", "DAILY")
	switch {
	case s.Freq == "DAILY":
		s.Freq, s.ByDay = "WEEKLY", "MO,TU,WE,TH,FR,SA,SU"
	case s.Freq == "" && s.ByDay != "":
		s.Freq = "WEEKLY"
	}
	opens, wordsA := d.timeOfDay(c, "opens_at")
	closes, wordsB := d.timeOfDay(c, "closes_at")
	s.OpensAt, s.ClosesAt = opens, closes
	if words := strings.Trim(wordsA+" to "+wordsB, " to"); (wordsA != "" || wordsB != "") && s.Description == "" {
		s.Description = words
	}
	said := s.Description + s.OpensAt + s.ClosesAt + s.Notes + s.ByMonthDay + s.DTStart
	if d.raw(c, "weekday") != "" { // a table of weekdays: a day without times is a day without opening
		return s, s.OpensAt+s.ClosesAt+s.Description != ""
	}
	return s, said+s.ByDay+s.ValidFrom+s.ScheduleLink+s.AttendingType != ""
}

// days reads "TH,FR", "Monday" or "Mon, Wed" as "TH,FR", "MO" or "MO,WE".
func (d *decoder) days(c record) string {
	raw := d.line(c, "byday")
	if raw == "" {
		raw = d.line(c, "weekday")
	}
	var out string
	for _, word := range strings.FieldsFunc(raw, func(r rune) bool { return r == ',' || r == ';' || r == ' ' || r == '/' }) {
		day := dayCode(word)
		if day == "" {
			d.rec.note(hsds.UnknownValue, c.where()+": day "+word)
			continue
		}
		out = joinDays(out, day)
	}
	return out
}

// dayCode also takes the places of the month that the specification allows: "1MO", "-1FR".
func dayCode(word string) string {
	w := strings.ToUpper(word)
	place := strings.TrimRight(w, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	w = strings.TrimPrefix(w, place)
	if len(w) < 2 || strings.Trim(place, "+-12345") != "" {
		return ""
	}
	for _, full := range []string{"MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"} {
		if strings.HasPrefix(full, strings.TrimSuffix(w, "S")) || w == full+"S" {
			return place + full[:2]
		}
	}
	return ""
}

func joinDays(have, more string) string {
	switch {
	case have == "":
		return more
	case more == "" || strings.Contains(","+have+",", ","+more+","):
		return have
	default:
		return have + "," + more
	}
}

func sameHours(a, b hsds.Schedule) bool {
	a.ID, a.ByDay, b.ID, b.ByDay = "", "", "", ""
	if a.Interval != nil || b.Interval != nil {
		return false
	}
	return a == b
}

func (d *decoder) attributes(r record, parent string) []hsds.Attribute {
	return each(r.children("attributes"), func(c record, n int) (hsds.Attribute, bool) {
		d.noteUnknown(c, "attribute")
		a := hsds.Attribute{LinkType: d.line(c, "link_type"), LinkEntity: d.line(c, "link_entity"), Value: d.line(c, "value")}
		if t := c.child("taxonomy_term"); t != nil {
			if term, ok := d.term(t); ok {
				a.TaxonomyTerm = &term
			}
		}
		if !d.kept(c, a.Value != "" || a.TaxonomyTerm != nil) {
			return a, false
		}
		a.ID = d.childID(c, "attribute", parent, n)
		return a, true
	})
}

func (d *decoder) term(r record) (hsds.TaxonomyTerm, bool) {
	d.noteUnknown(r, "taxonomy_term")
	raw := d.raw(r, "id")
	t := hsds.TaxonomyTerm{
		ID: d.reference("taxonomy_term", raw), Code: d.line(r, "code"), Name: d.first(r, "name", "term"),
		Description: d.prose(r, "description"), ParentID: d.reference("taxonomy_term", d.raw(r, "parent_id")),
		Taxonomy: d.first(r, "taxonomy", "vocabulary"), TaxonomyID: d.reference("taxonomy", d.raw(r, "taxonomy_id")),
		TermURI: d.url(r, "term_uri"), Parent: d.line(r, "parent_name"),
	}
	if t.Code == "" && t.ID != raw {
		t.Code = raw
	}
	if t.ID == "" && t.Name != "" {
		t.ID = d.reference("taxonomy_term", "named/"+t.Name)
	}
	return t, t.Name != ""
}

func (d *decoder) serviceAtLocations(r record, parent string) []hsds.ServiceAtLocation {
	out := each(r.children("service_at_locations"), func(c record, n int) (hsds.ServiceAtLocation, bool) {
		d.noteUnknown(c, "service_at_location")
		s := hsds.ServiceAtLocation{ID: d.childID(c, "service_at_location", parent, n), Description: d.prose(c, "description")}
		if l := c.child("location"); l != nil {
			loc := d.location(l, s.ID)
			s.Location = &loc
		}
		s.Phones, s.Contacts, s.Schedules = d.phones(c, s.ID), d.contacts(c, s.ID), d.schedules(c, s.ID)
		return s, d.kept(c, s.Location != nil)
	})
	for n, c := range r.children("locations") { // some feeds leave the join out
		loc := d.location(c, parent)
		out = append(out, hsds.ServiceAtLocation{ID: d.childID(c, "service_at_location", parent+"/l", n), Location: &loc})
	}
	return out
}

func (d *decoder) location(r record, parent string) hsds.Location {
	d.noteUnknown(r, "location")
	l := hsds.Location{
		ID: d.childID(r, "location", parent, 0), Name: d.line(r, "name"), AlternateName: d.line(r, "alternate_name"),
		Description: d.prose(r, "description"), Transportation: d.prose(r, "transportation"),
		ExternalIdentifier: d.line(r, "external_identifier"), ExternalIdentifierType: d.line(r, "external_identifier_type"),
	}
	if l.LocationType = d.oneOf(r, "location_type", "physical", "postal", "virtual"); l.LocationType == "" {
		l.LocationType = "physical"
	}
	l.Latitude, l.Longitude = d.coordinates(r)
	l.Addresses = each(r.children("addresses"), func(c record, n int) (hsds.Address, bool) { return d.address(c, l.ID, n) })
	l.Accessibility = each(r.children("accessibility"), func(c record, n int) (hsds.Accessibility, bool) {
		d.noteUnknown(c, "accessibility")
		a := hsds.Accessibility{ID: d.childID(c, "accessibility", l.ID, n), Description: d.prose(c, "description"),
			Details: d.prose(c, "details"), URL: d.url(c, "url")}
		if a.Description == "" {
			a.Description = d.prose(c, "accessibility")
		}
		return a, d.kept(c, a.Description+a.Details != "")
	})
	l.Languages, l.Phones, l.Schedules = d.languages(r, l.ID), d.phones(r, l.ID), d.schedules(r, l.ID)
	return l
}

func (d *decoder) address(c record, parent string, n int) (hsds.Address, bool) {
	d.noteUnknown(c, "address")
	a := hsds.Address{
		Attention: d.line(c, "attention"), Address1: d.line(c, "address_1"), Address2: d.line(c, "address_2"),
		City: d.line(c, "city"), Region: d.line(c, "region"), StateProvince: d.line(c, "state_province"),
		PostalCode: strings.ToUpper(d.line(c, "postal_code")), Country: strings.ToUpper(d.line(c, "country")),
		AddressType: d.oneOf(c, "address_type", "physical", "postal", "virtual"),
	}
	if !d.kept(c, a.Address1+a.Address2+a.City+a.PostalCode != "") {
		return a, false
	}
	if a.AddressType == "" {
		a.AddressType = "physical"
	}
	if a.Address1 == "" || a.City == "" || a.PostalCode == "" {
		d.rec.note(hsds.MissingField, c.where()+": part of an address")
	}
	a.ID = d.childID(c, "address", parent, n)
	return a, true
}
