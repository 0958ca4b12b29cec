package work

import (
	"weft/internal/account"
	"weft/internal/caseload"
	"weft/internal/connection"
	"weft/internal/contact"
	"weft/internal/journey"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/plan"
	"weft/internal/referral"
	"weft/internal/register"
	"weft/internal/safety"
	"weft/internal/search"
	"weft/internal/telling"
	"weft/internal/web/frame"
	"weft/internal/web/site"
)

// Pages are what these pages call.
type Pages struct {
	Frame       frame.Loader
	Accounts    *account.Service
	Orgs        *org.Orgs
	Referrals   *referral.Service
	Cases       *caseload.Service
	Contacts    *contact.Service
	Plans       *plan.Service
	Connections *connection.Service
	Safety      *safety.Service
	Journey     *journey.Service
	Telling     *telling.Service
	People      *person.Service
	Registers   *register.Service
	Search      *search.Service
}

// Routes adds the pages to the site.
func (p Pages) Routes(s *site.Site) {
	s.Form("/people/{id}/contact/new", p.newContact, p.createContact)
	s.Handle("GET /people/{id}/contact/{contact}", p.copyContact)
	s.Handle("POST /people/{id}/contact/{contact}/copied", p.markCopied)
	s.Handle("POST /people/{id}/contact/{contact}/undo", p.undo)
	s.Handle("POST /people/{id}/no-answer", p.noAnswer)
	s.Handle("GET /people/{id}/next", p.nextForm)
	s.Handle("POST /people/{id}/next", p.setNext)
	s.Handle("POST /people/{id}/next/confirm", p.confirm)
	s.Handle("POST /people/{id}/next/interpreter", p.interpreter)
	s.Form("/people/{id}/contact/{contact}/edit", p.editContact, p.correctContact)
	s.Handle("POST /people/{id}/contact/{contact}/strike", p.strikeContact)
	s.Handle("GET /people/{id}/contact/{contact}/move", p.moveForm)
	s.Handle("POST /people/{id}/contact/{contact}/move", p.moveContact)
	s.Form("/reflections", p.reflections, p.reflect)
	s.Handle("POST /reflections/{reflection}/forget", p.forget)
	s.Form("/register/new", p.newRegister, p.keepRegister)
	p.stages(s)
	p.ends(s)
	s.Form("/people/{id}/close", p.closeForm, p.close)
	s.Form("/people/{id}/concern", p.concernForm, p.raise)
	s.Form("/concern/new", p.aboutForm, p.raiseAbout)
	s.Handle("GET /concerns", p.concerns)
	s.Handle("GET /concerns/{concern}", p.concern)
	s.Handle("POST /concerns/{concern}", p.decide)
}
