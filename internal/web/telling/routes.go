package telling

import (
	"weft/internal/message"
	"weft/internal/org"
	"weft/internal/telling"
	"weft/internal/web/frame"
	"weft/internal/web/site"
)

// Pages are what these pages call.
type Pages struct {
	Frame    frame.Loader
	Orgs     *org.Orgs
	Telling  *telling.Service
	Messages *message.Service
}

// Routes adds the pages to the site.
func (p Pages) Routes(s *site.Site) {
	s.Handle("GET /people/{id}/text", p.text)
	s.Handle("POST /people/{id}/text", p.sendText)
	s.Handle("GET /people/{id}/letter", p.letter)
	s.Handle("POST /people/{id}/letter", p.sendLetter)
	s.Handle("GET /outbox", p.outbox)
	s.Handle("GET /outbox/print", p.queue)
	s.Handle("POST /outbox/print", p.printed)
	s.Handle("GET /outbox/{message}", p.message)
	s.Handle("GET /outbox/{message}/print", p.one)
	s.Handle("POST /outbox/{message}", p.settle)
}
