package town

import (
	"fmt"
	"strings"
	"time"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/directory"
	"weft/internal/town/census"
	"weft/internal/town/group"
)

// directory enters every group as it stood fourteen months ago; what has been said of it
// since are events.
func (b *builder) directory() error {
	var err error
	if b.services, err = group.All(); err != nil {
		return err
	}
	for i, s := range b.services {
		eid, err := b.v.Directory.Create(b.ctx, authz.Program(), entry(i, s))
		if err != nil {
			return fmt.Errorf("enter %s: %w", s.Name, err)
		}
		b.groups[s.Name] = eid
	}
	return nil
}

// entry is a service as the directory wants it. The groups' numbers are the last four
// hundred of the range.
func entry(i int, s group.Service) directory.New {
	phone := census.Landline(600 + i%400)
	n := directory.New{Name: s.Name, Organisation: s.Group, Description: s.About, Needs: s.Needs, Cost: s.Cost, Eligibility: s.For,
		Phone: phone, Languages: s.Languages, Live: s.State != "draft" && s.State != "verified", MinimumAge: age(s.Min), MaximumAge: age(s.Max)}
	if len(s.Days) > 0 || s.When != "" || s.From != "" {
		n.Times = []directory.Times{{Days: s.Days, From: s.From, To: s.To, Words: s.When}}
	}
	v := s.Venue
	n.Access = v.Access
	n.Places = []directory.NewPlace{{Name: v.Name, Address: v.Street, Town: v.Town, Postcode: v.Postcode, Transport: v.Transport}}
	mail := local(s.Group)
	if len(mail) > 40 {
		mail = mail[:40]
	}
	n.Email = census.Email("hello-" + strings.Trim(mail, "-"))
	switch s.By {
	case "link":
		n.ReferBy, n.ContactEmail = directory.ByLink, n.Email
		n.Join = "Ask a link worker to put you in touch, or ring us."
	case "phone":
		n.ReferBy, n.ReferTo = directory.ByPhone, phone
		n.Join = "Ring us."
	case "form":
		n.ReferBy, n.ReferTo = directory.ByForm, "https://"+strings.Trim(mail, "-")+".example.org/refer"
		n.Join = "A professional fills in a short form with you."
	case "post":
		n.ReferBy, n.ReferTo = directory.ByPost, v.Street
	default:
		n.ReferBy, n.Join = directory.ByPerson, "Just come."
	}
	return n
}

func age(n int) *int {
	if n == 0 {
		return nil
	}
	return &n
}

// groupEvents are what was said of the groups since: that they are right, full or
// closed, and what workers know of them.
func (b *builder) groupEvents() {
	workers := b.workers()
	for i, s := range b.services {
		by := workers[i%len(workers)]
		eid := b.groups[s.Name]
		checked := s.Checked
		if checked == 0 {
			checked = 3 + (i*37)%112 // usual: within four months, some of them due
		}
		if checked > 0 && s.State == "" {
			b.event(b.time(b.day(checked), 16*60+i%50), s.Name, func() error { return b.v.Directory.Confirm(b.ctx, by, eid, "") })
		}
		if s.Tip != "" {
			b.event(b.time(b.day(20+(i*53)%360), 15*60+i%50), s.Name, func() error {
				_, err := b.v.Directory.Tip(b.ctx, by, eid, s.Tip, "")
				return err
			})
		}
		if s.FullFor > 0 {
			until := b.fullUntil(s.FullFor)
			b.event(b.time(b.day(4+i%5), 11*60+i%50), s.Name, func() error { return b.v.Directory.SetFull(b.ctx, by, eid, until, "") })
		}
		b.moves(s, eid)
	}
}

// fullUntil returns the Tuesday on or after so many days from today.
func (b *builder) fullUntil(days int) clock.Date {
	d := b.today.AddDays(days)
	for d.Weekday() != time.Tuesday {
		d = d.AddDays(1)
	}
	return d
}

func (b *builder) moves(s group.Service, eid directory.ID) {
	beth := b.actors["Beth Lowry"]
	to := map[string]directory.Status{"verified": directory.Verified, "suspended": directory.Suspended, "closed": directory.Closed}[s.State]
	if to == "" {
		return
	}
	b.event(b.time(b.day(45), 14*60), s.Name, func() error {
		e, err := b.v.Directory.ByID(b.ctx, beth, eid)
		if err != nil {
			return err
		}
		return b.v.Directory.Move(b.ctx, beth, eid, e.Version, to)
	})
}
