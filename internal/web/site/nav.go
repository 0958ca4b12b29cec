package site

import (
	"strings"

	"weft/internal/authz"
	"weft/internal/web/ui"
)

// Home returns where an actor starts: the first page of their work.
func Home(a authz.Actor) string {
	switch {
	case a.Kind != authz.Account:
		return "/"
	case a.Has(authz.LinkWorker):
		return "/today"
	case a.Has(authz.TeamLead), a.Has(authz.Triager):
		return "/referrals"
	case a.Has(authz.SchemeAdmin), a.Has(authz.GPSupervisor):
		return "/people"
	case a.Has(authz.SafeguardingLead):
		return "/concerns"
	case a.Has(authz.Referrer), a.Has(authz.Receptionist), a.Has(authz.Clinician):
		return "/refer"
	case a.Has(authz.Admin):
		return "/admin"
	default:
		return "/soon"
	}
}

// nav returns the links of the header for this actor, five at most.
func (q *Request) nav() []ui.NavItem {
	a := q.Actor
	var out []ui.NavItem
	add := func(show bool, href, label string) {
		if show && len(out) < 5 {
			out = append(out, ui.NavItem{Href: q.To(href), Label: label, Current: q.under(href)})
		}
	}
	staff := a.Kind == authz.Account
	add(staff && a.Has(authz.LinkWorker), "/today", "Today")
	add(staff && a.May(authz.CaseList), "/people", "People")
	add(staff && (a.May(authz.ReferralTriage) || a.May(authz.ReferralEnter) && !a.Has(authz.LinkWorker)), "/referrals", "Referrals")
	add(staff && a.May(authz.LoadRead), "/team", "Team")
	add(staff && a.May(authz.ConcernRead), "/concerns", "Concerns")
	add(staff && !a.May(authz.CaseList) && a.May(authz.ReferralCreate), "/refer", "Refer")
	add(staff && a.May(authz.ReferralStatus), "/my-referrals", "My referrals")
	add(staff && a.May(authz.SignpostRecord) && !a.May(authz.CaseList) && !a.May(authz.ReferralTriage), "/signpost", "Point the way")
	add(staff && a.May(authz.OrgEdit), "/admin", "Set-up")
	add(staff && a.May(authz.OutboxRead), "/outbox", "Outbox")
	add(staff && a.May(authz.AuditRead), "/audit", "Record")
	add(true, "/directory", "Groups")
	add(!staff, "/sign-in", "Sign in")
	add(true, "/help", "Help")
	add(staff && !a.May(authz.OrgEdit) && a.May(authz.WordsEdit), "/admin/words", "Words")
	return out
}

func (q *Request) under(href string) bool {
	return q.URL.Path == href || strings.HasPrefix(q.URL.Path, href+"/")
}

// onPerson reports whether the page is one of a person's pages.
func (q *Request) onPerson() bool { return strings.HasPrefix(q.URL.Path, "/people/") }
