package support

import (
	"weft/internal/account"
	"weft/internal/org"
	"weft/internal/support"
	"weft/internal/web/frame"
	"weft/internal/web/site"
)

// Pages are what these pages call.
type Pages struct {
	Frame    frame.Loader
	Orgs     *org.Orgs
	Accounts *account.Service
	Support  *support.Service
}

// Routes adds the pages to the site.
func (p Pages) Routes(s *site.Site) {
	s.Form("/people/{id}/support-letter", p.write, p.keep)
	s.Handle("GET /people/{id}/support-letter/{letter}", p.letter)
	s.Handle("POST /people/{id}/support-letter/{letter}", p.takeBack)
}
