package people

import (
	"weft/internal/account"
	"weft/internal/call"
	"weft/internal/connection"
	"weft/internal/consent"
	"weft/internal/contact"
	"weft/internal/gap"
	"weft/internal/org"
	"weft/internal/plan"
	"weft/internal/referral"
	"weft/internal/search"
	"weft/internal/support"
	"weft/internal/web/frame"
	"weft/internal/web/site"
)

// Pages are what these pages call.
type Pages struct {
	Frame       frame.Loader
	Accounts    *account.Service
	Orgs        *org.Orgs
	Referrals   *referral.Service
	Contacts    *contact.Service
	Plans       *plan.Service
	Gaps        *gap.Service
	Consents    *consent.Service
	Calls       *call.Service
	Connections *connection.Service
	Search      *search.Service
	Support     *support.Service
}

// Routes adds the pages to the site.
func (p Pages) Routes(s *site.Site) {
	s.Handle("GET /people", p.index)
	s.Reads("POST /find", p.find)
	s.Handle("GET /find/{key}", p.found)
	s.Handle("GET /people/{id}", p.story)
	s.Handle("GET /people/{id}/sharing", p.sharing)
	s.Handle("POST /people/{id}/sharing", p.record)
	s.Handle("GET /people/{id}/details", p.details)
	s.Form("/people/{id}/details/edit", p.edit, p.update)
}
