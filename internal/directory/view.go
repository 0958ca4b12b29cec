package directory

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"weft/internal/hsds"
	"weft/internal/vocabulary"
)

// view makes the entry that pages show from its row and its document.
func (r stored) view(a ages) (Entry, error) {
	var doc hsds.Service
	if err := json.Unmarshal([]byte(r.document), &doc); err != nil {
		return Entry{}, fmt.Errorf("the stored document of entry %s: %w", r.id, err)
	}
	e := Entry{
		ID: r.id, Feed: r.feed, FeedName: r.feedName, Organisation: Organisation{ID: r.organisation},
		Name: doc.Name, AlsoKnownAs: doc.AlternateName, Description: doc.Description, URL: doc.URL, Email: doc.Email, Alert: doc.Alert,
		Join: doc.ApplicationProcess, Waiting: doc.WaitTime, Cost: costOf(doc), Eligibility: doc.EligibilityDescription,
		MinimumAge: whole(doc.MinimumAge), MaximumAge: whole(doc.MaximumAge), Needs: r.allNeeds(), Languages: languagesOf(doc),
		Times: timesOf(doc), Status: r.present(a), Checked: r.checked(), Freshness: a.of(r.checked()),
		Full: r.full(a.today), ReferBy: r.referBy, ReferTo: r.referTo, HasContact: r.contact != Registered{},
		Created: r.created, Updated: r.updated, Version: r.version,
	}
	if e.Full {
		e.FullUntil = r.fullUntil
	}
	if doc.Organization != nil {
		e.Organisation.Name, e.Organisation.Website = doc.Organization.Name, doc.Organization.Website
	}
	e.addPlaces(doc)
	e.addContacts(doc)
	for _, a := range doc.ServiceAreas {
		e.Areas = append(e.Areas, firstOf(a.Name, a.Description, a.Extent))
	}
	for _, a := range doc.Attributes {
		if a.TaxonomyTerm != nil {
			e.Terms = append(e.Terms, a.TaxonomyTerm.Name)
		}
	}
	if e.ReferBy == "" {
		e.ReferBy = e.usual()
	}
	return e, nil
}

// usual is how to refer where nobody said: by phone when there is a number.
func (e Entry) usual() Method {
	switch {
	case e.HasContact:
		return ByLink
	case len(e.Phones) > 0:
		return ByPhone
	}
	return ByPerson
}

func (r stored) allNeeds() []string {
	out := splitCodes(r.needs)
	for _, n := range splitCodes(r.moreNeeds) {
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

func (e *Entry) addPlaces(doc hsds.Service) {
	for _, s := range doc.ServiceAtLocations {
		if s.Location == nil {
			continue
		}
		p := placeOf(*s.Location)
		for _, a := range p.Access {
			if !slices.Contains(e.Access, a) {
				e.Access = append(e.Access, a)
			}
		}
		e.Places = append(e.Places, p)
	}
}

func placeOf(l hsds.Location) Place {
	p := Place{Name: l.Name, Transport: l.Transportation, Lat: l.Latitude, Lon: l.Longitude}
	for _, a := range l.Addresses {
		if a.AddressType == "postal" && len(l.Addresses) > 1 {
			continue
		}
		p.Address, p.Postcode = addressLine(a), a.PostalCode
		break
	}
	for _, a := range l.Accessibility {
		if words := firstOf(a.Description, a.Details); words != "" {
			p.Access = append(p.Access, words)
		}
	}
	return p
}

func addressLine(a hsds.Address) string {
	var parts []string
	for _, s := range []string{a.Address1, a.Address2, a.City, a.PostalCode} {
		if s != "" && !slices.Contains(parts, s) {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, ", ")
}

func (e *Entry) addContacts(doc hsds.Service) {
	add := func(list []hsds.Phone) {
		for _, p := range list {
			if !slices.ContainsFunc(e.Phones, func(have Phone) bool { return have.Number == p.Number }) {
				e.Phones = append(e.Phones, Phone{Number: p.Number, About: p.Description})
			}
		}
	}
	add(doc.Phones)
	for _, c := range doc.Contacts {
		if c.Name+c.Title+c.Email != "" {
			e.Contacts = append(e.Contacts, Contact{Name: c.Name, Title: c.Title, Email: c.Email})
		}
		add(c.Phones)
	}
	for _, s := range doc.ServiceAtLocations {
		add(s.Phones)
		if s.Location != nil {
			add(s.Location.Phones)
		}
	}
	if len(e.Phones) == 0 && doc.Organization != nil {
		add(doc.Organization.Phones)
	}
}

// timesOf lists when the group meets: its own times, or those of its places.
func timesOf(doc hsds.Service) []Times {
	list := doc.Schedules
	for _, s := range doc.ServiceAtLocations {
		if len(doc.Schedules) > 0 {
			break
		}
		list = append(list, s.Schedules...)
		if len(s.Schedules) == 0 && s.Location != nil {
			list = append(list, s.Location.Schedules...)
		}
	}
	var out []Times
	for _, s := range list {
		t := Times{From: s.OpensAt, To: s.ClosesAt, Words: firstOf(s.Description, s.Notes), Link: s.ScheduleLink}
		if s.ByDay != "" {
			t.Days = strings.Split(s.ByDay, ",")
		}
		out = append(out, t)
	}
	return out
}

func languagesOf(doc hsds.Service) []string {
	var out []string
	add := func(list []hsds.Language) {
		for _, l := range list {
			name := l.Name
			if term, ok := vocabulary.Languages().Find(l.Code); name == "" && ok && l.Code != "other" {
				name = term.En
			}
			if name = firstOf(name, l.Code, l.Note); name != "" && !slices.Contains(out, name) {
				out = append(out, name)
			}
		}
	}
	add(doc.Languages)
	for _, s := range doc.ServiceAtLocations {
		if s.Location != nil {
			add(s.Location.Languages)
		}
	}
	return out
}

// costOf says every price in one line.
func costOf(doc hsds.Service) string {
	var parts []string
	for _, c := range doc.CostOptions {
		amount := ""
		if c.Amount != nil {
			amount = "£" + strings.TrimSuffix(fmt.Sprintf("%.2f", *c.Amount), ".00")
			if *c.Amount == 0 {
				amount = "Free"
			}
			if cur := strings.ToUpper(c.Currency); cur != "" && cur != "GBP" && *c.Amount != 0 {
				amount = strings.TrimPrefix(amount, "£") + " " + cur
			}
		}
		line := strings.Join(slices.DeleteFunc([]string{c.Option, amount, c.AmountDescription}, func(s string) bool { return s == "" }), " ")
		if line != "" {
			parts = append(parts, line)
		}
	}
	if len(parts) == 0 {
		return firstOf(doc.FeesDescription, doc.Fees)
	}
	return strings.Join(parts, "; ")
}

func whole(f *float64) *int {
	if f == nil {
		return nil
	}
	n := int(*f)
	return &n
}

func firstOf(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}
