package family

import (
	"weft/internal/account"
	"weft/internal/family"
	"weft/internal/org"
	"weft/internal/search"
	"weft/internal/web/frame"
	"weft/internal/web/site"
)

// Pages are what these pages call.
type Pages struct {
	Frame    frame.Loader
	Family   *family.Service
	Orgs     *org.Orgs
	Accounts *account.Service
	Search   *search.Service
}

// Routes adds the pages to the site.
func (p Pages) Routes(s *site.Site) {
	s.Handle("GET /people/{id}/family", p.index)
	for path, of := range map[string]func(*site.Request, frame.Frame) (sheet, error){
		"new": p.newSheet, "young": p.youngSheet, "decision": p.decisionSheet, "caring": p.caringSheet, "worker": p.wishSheet, "change": p.changeSheet,
		"{related}": p.relatedSheet, "{related}/speak": p.speakSheet, "{related}/plan": p.planSheet, "{related}/end": p.endSheet,
	} {
		show, send := p.sheet(of)
		s.Form("/people/{id}/family/"+path, show, send)
	}
	s.Handle("GET /people/{id}/family/{related}/link", p.linkForm)
	s.Reads("POST /people/{id}/family/{related}/find", p.find)
	s.Handle("POST /people/{id}/family/{related}/link", p.link)
	s.Handle("POST /people/{id}/family/links/{link}/end", p.unlink)
	s.Handle("GET /people/{id}/looked", p.looked)
	s.Handle("GET /people/{id}/looked/print", p.print)
	s.Handle("GET /changes", p.changes)
	s.Handle("POST /changes/{change}", p.settle)
}
