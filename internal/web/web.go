package web

import (
	"context"
	"time"

	"weft/internal/account"
	"weft/internal/audit"
	"weft/internal/call"
	"weft/internal/caseload"
	"weft/internal/cohort"
	"weft/internal/connection"
	"weft/internal/consent"
	"weft/internal/contact"
	"weft/internal/directory"
	"weft/internal/draft"
	"weft/internal/due"
	"weft/internal/family"
	"weft/internal/gap"
	"weft/internal/journey"
	"weft/internal/message"
	"weft/internal/org"
	"weft/internal/pause"
	"weft/internal/person"
	"weft/internal/place"
	"weft/internal/plan"
	"weft/internal/progress"
	"weft/internal/referral"
	"weft/internal/register"
	"weft/internal/request"
	"weft/internal/safety"
	"weft/internal/search"
	"weft/internal/signpost"
	"weft/internal/support"
	"weft/internal/telling"
	"weft/internal/vocabulary"
	"weft/internal/waiting"
	"weft/internal/web/admin"
	"weft/internal/web/calls"
	"weft/internal/web/connect"
	"weft/internal/web/demo"
	webdirectory "weft/internal/web/directory"
	webfamily "weft/internal/web/family"
	"weft/internal/web/frame"
	"weft/internal/web/group"
	"weft/internal/web/help"
	"weft/internal/web/offer"
	"weft/internal/web/people"
	webplan "weft/internal/web/plan"
	"weft/internal/web/public"
	"weft/internal/web/refer"
	"weft/internal/web/sign"
	websignpost "weft/internal/web/signpost"
	"weft/internal/web/site"
	websupport "weft/internal/web/support"
	"weft/internal/web/team"
	webtelling "weft/internal/web/telling"
	"weft/internal/web/today"
	"weft/internal/web/triage"
	"weft/internal/web/wording"
	"weft/internal/web/work"
	"weft/internal/worklist"
)

// Services are the use cases that the pages call.
type Services struct {
	Vocabulary  *vocabulary.Service
	Orgs        *org.Orgs
	Due         *due.Service
	Places      *place.Service
	Messages    *message.Service
	Accounts    *account.Service
	Drafts      *draft.Service
	People      *person.Service
	Directory   *directory.Service
	Asker       *directory.Asker
	Consents    *consent.Service
	Pauses      *pause.Service
	Calls       *call.Service
	Referrals   *referral.Service
	Requests    *request.Service
	Signposts   *signpost.Service
	Cohorts     *cohort.Service
	Waiting     *waiting.Service
	Cases       *caseload.Service
	Family      *family.Service
	Contacts    *contact.Service
	Registers   *register.Service
	Plans       *plan.Service
	Gaps        *gap.Service
	Connections *connection.Service
	Safety      *safety.Service
	Telling     *telling.Service
	Support     *support.Service
	Journey     *journey.Service
	Progress    *progress.Service
	Worklist    *worklist.Service
	Search      *search.Service
	Audit       *audit.Log
	Ping        func(ctx context.Context) error
	Backup      func() (made time.Time, well bool) // the last good backup; nil where nobody makes any
}

// readyWithin bounds how long /readyz waits for the database.
const readyWithin = 2 * time.Second

// Routes adds every page to the site. demoRoles is empty outside the demonstration.
func Routes(s *site.Site, v Services, demoRoles []demo.Role) {
	public.Pages{Ready: func(q *site.Request) error {
		ctx, cancel := context.WithTimeout(q.Context(), readyWithin)
		defer cancel()
		return v.Ping(ctx)
	}}.Routes(s)
	help.Pages{Orgs: v.Orgs, Places: v.Places, Requests: v.Requests, Progress: v.Progress}.Routes(s)
	offer.Pages{Cohorts: v.Cohorts, Orgs: v.Orgs}.Routes(s)
	websignpost.Pages{Signposts: v.Signposts, Directory: v.Directory, Places: v.Places}.Routes(s)
	sign.Pages{Accounts: v.Accounts}.Routes(s)
	refer.Pages{Due: v.Due, Orgs: v.Orgs, Accounts: v.Accounts, Referrals: v.Referrals, Progress: v.Progress, Pauses: v.Pauses}.Routes(s)
	triage.Pages{Orgs: v.Orgs, Accounts: v.Accounts, People: v.People, Referrals: v.Referrals, Cases: v.Cases, Journey: v.Journey,
		Progress: v.Progress, Pauses: v.Pauses, Waiting: v.Waiting, Family: v.Family}.Routes(s)
	team.Pages{Orgs: v.Orgs, Accounts: v.Accounts, Pauses: v.Pauses, Referrals: v.Referrals, Progress: v.Progress,
		People: v.People, Waiting: v.Waiting, Journey: v.Journey, Due: v.Due}.Routes(s)
	f := frame.Loader{People: v.People, Cases: v.Cases, Accounts: v.Accounts, Family: v.Family}
	people.Pages{Frame: f, Accounts: v.Accounts, Orgs: v.Orgs, Referrals: v.Referrals, Contacts: v.Contacts, Plans: v.Plans, Gaps: v.Gaps,
		Consents: v.Consents, Calls: v.Calls, Connections: v.Connections, Search: v.Search, Support: v.Support}.Routes(s)
	work.Pages{Frame: f, Accounts: v.Accounts, Orgs: v.Orgs, Referrals: v.Referrals, Cases: v.Cases, Contacts: v.Contacts, Plans: v.Plans, Connections: v.Connections,
		Safety: v.Safety, Journey: v.Journey, Telling: v.Telling,
		People: v.People, Registers: v.Registers, Search: v.Search}.Routes(s)
	webfamily.Pages{Frame: f, Family: v.Family, Orgs: v.Orgs, Accounts: v.Accounts, Search: v.Search}.Routes(s)
	calls.Pages{Orgs: v.Orgs, Accounts: v.Accounts, People: v.People, Calls: v.Calls, Search: v.Search}.Routes(s)
	webplan.Pages{Frame: f, Orgs: v.Orgs, Accounts: v.Accounts, Plans: v.Plans, Telling: v.Telling}.Routes(s)
	connect.Pages{Frame: f, Connections: v.Connections, Directory: v.Directory, Plans: v.Plans, Gaps: v.Gaps, Places: v.Places}.Routes(s)
	group.Pages{Connections: v.Connections, Directory: v.Directory, Asker: v.Asker}.Routes(s)
	webdirectory.Pages{Directory: v.Directory, Places: v.Places, Accounts: v.Accounts}.Routes(s)
	websupport.Pages{Frame: f, Orgs: v.Orgs, Accounts: v.Accounts, Support: v.Support}.Routes(s)
	webtelling.Pages{Frame: f, Orgs: v.Orgs, Telling: v.Telling, Messages: v.Messages}.Routes(s)
	admin.Pages{Orgs: v.Orgs, Accounts: v.Accounts, Journey: v.Journey, Backup: v.Backup}.Routes(s)
	wording.Pages{Lists: v.Vocabulary, Due: v.Due, Orgs: v.Orgs, Accounts: v.Accounts}.Routes(s)
	today.Pages{Worklist: v.Worklist, People: v.People, Cases: v.Cases, Calls: v.Calls, Connections: v.Connections, Messages: v.Messages}.Routes(s)
	if len(demoRoles) > 0 {
		demo.Pages{Accounts: v.Accounts, Roles: demoRoles}.Routes(s)
	}
}
