package connect

import (
	"strings"

	"weft/internal/authz"
	"weft/internal/connection"
	"weft/internal/consent"
	"weft/internal/directory"
	"weft/internal/errs"
	"weft/internal/gap"
	"weft/internal/id"
	"weft/internal/place"
	"weft/internal/plan"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// Pages are what these pages call.
type Pages struct {
	Frame       frame.Loader
	Connections *connection.Service
	Directory   *directory.Service
	Plans       *plan.Service
	Gaps        *gap.Service
	Places      *place.Service
}

// Routes adds the pages to the site.
func (p Pages) Routes(s *site.Site) {
	s.Handle("GET /people/{id}/connect", p.index)
	s.Handle("POST /people/{id}/connect/not", p.notThisOne)
	s.Handle("POST /people/{id}/connect/nothing", p.nothing)
	s.Handle("POST /people/{id}/connect/suggest", p.suggest)
	s.Form("/people/{id}/connect/{group}", p.choose, p.send)
	s.Handle("GET /people/{id}/connections", p.list)
	s.Handle("GET /people/{id}/connections/{connection}/reply", p.replyForm)
	s.Handle("POST /people/{id}/connections/{connection}/reply", p.reply)
	s.Handle("GET /people/{id}/connections/{connection}/came", p.cameForm)
	s.Handle("POST /people/{id}/connections/{connection}/came", p.came)
	s.Handle("POST /people/{id}/connections/{connection}/settled", p.settled)
	s.Handle("GET /people/{id}/connections/{connection}/stop", p.stopForm)
	s.Handle("POST /people/{id}/connections/{connection}/stop", p.stop)
	s.Handle("POST /people/{id}/connections/{connection}/link", p.link)
	s.Handle("POST /people/{id}/connections/{connection}/chosen", p.chosen)
	s.Handle("POST /people/{id}/connections/{connection}/not-chosen", p.notChosen)
	s.Handle("GET /people/{id}/connections/{connection}/barrier", p.barrierForm)
	s.Handle("POST /people/{id}/connections/{connection}/barrier", p.barrier)
	s.Handle("POST /people/{id}/connections/{connection}/barrier-gone", p.barrierGone)
}

// other stands in the address for a group that is not in the directory.
const other = "other"

// works loads the frame for a page that adds to an open case.
func (p Pages) works(q *site.Request) (frame.Frame, error) {
	if err := authz.Check(q.Actor, authz.CaseWork); err != nil {
		return frame.Frame{}, err
	}
	f, err := p.Frame.Load(q)
	if err == nil && !f.HasCase {
		err = errs.New(errs.NotFound, "caseload.not_found")
	}
	if err == nil && !f.Case.Open() {
		err = errs.New(errs.Conflict, "caseload.is_closed")
	}
	return f, err
}

// groupIn reads the group from the address; empty for one outside the directory.
func groupIn(q *site.Request) (directory.ID, error) {
	if q.PathValue("group") == other {
		return "", nil
	}
	return id.Parse[directory.Entry](q.PathValue("group"))
}

func connectionIn(q *site.Request) (connection.ID, error) {
	return id.Parse[connection.Connection](q.PathValue("connection"))
}

func firstName(f frame.Frame) string {
	first, _, _ := strings.Cut(f.Card.Name, " ")
	return first
}

// grounds are the bases of sharing, in words.
func grounds(first string) []ui.Option {
	return []ui.Option{
		{Value: string(consent.Agreed), Label: first + " agrees"},
		{Value: string(consent.BestInterests), Label: "In " + first + "’s best interests", Hint: "They cannot decide this themself. Say who decided, and how."},
		{Value: string(consent.LegalDuty), Label: "A legal duty, or to prevent serious harm", Hint: "Say which."},
	}
}
