package plan

import (
	"weft/internal/account"
	"weft/internal/org"
	"weft/internal/plan"
	"weft/internal/telling"
	"weft/internal/web/frame"
	"weft/internal/web/site"
)

// Pages are what these pages call.
type Pages struct {
	Frame    frame.Loader
	Orgs     *org.Orgs
	Accounts *account.Service
	Plans    *plan.Service
	Telling  *telling.Service
}

// Routes adds the pages to the site.
func (p Pages) Routes(s *site.Site) {
	s.Form("/people/{id}/conversation", p.conversation, p.listen)
	s.Handle("GET /people/{id}/plan", p.plan)
	s.Handle("POST /people/{id}/plan/agree", p.agree)
	s.Form("/people/{id}/plan/edit", p.editPlan, p.savePlan)
	s.Form("/people/{id}/plan/action/{action}", p.actionForm, p.moveAction)
	s.Form("/people/{id}/plan/goal/{goal}", p.goalForm, p.moveGoal)
	s.Form("/people/{id}/plan/copy", p.copyForm, p.share)
	s.Form("/people/{id}/plan/supporter", p.supporterForm, p.keepSupporter)
	s.Form("/people/{id}/plan/supporter/{supporter}", p.supporterForm, p.keepSupporter)
	s.Handle("GET /people/{id}/plan/versions", p.versions)
	s.Handle("GET /people/{id}/plan/versions/{plan}", p.version)
	s.Handle("GET /people/{id}/plan/print", p.printed)
	s.Handle("GET /people/{id}/visit", p.visit)
	s.Form("/people/{id}/review", p.reviewForm, p.review)
}
