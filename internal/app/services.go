package app

import (
	"log/slog"
	"time"

	"weft/internal/account"
	"weft/internal/audit"
	"weft/internal/call"
	"weft/internal/caseload"
	"weft/internal/cohort"
	"weft/internal/connection"
	"weft/internal/consent"
	"weft/internal/contact"
	"weft/internal/db"
	"weft/internal/directory"
	"weft/internal/draft"
	"weft/internal/due"
	"weft/internal/family"
	"weft/internal/gap"
	"weft/internal/i18n"
	"weft/internal/journey"
	"weft/internal/mail"
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
	"weft/internal/web"
	"weft/internal/worklist"
)

// parts are what every Service is built from.
type parts struct {
	db     *db.DB
	words  *i18n.Catalogue
	zone   *time.Location
	welsh  bool // people may choose Welsh
	base   string
	sender mail.Sender // nil: messages wait in the outbox
	log    *slog.Logger
}

// services builds every use case on a database. The demo calls it once more, on the
// one transaction in which the town is made.
func services(p parts) web.Services {
	var v web.Services
	v.Vocabulary = vocabulary.NewService(p.db, p.zone, p.welsh)
	v.Orgs = org.New(p.db)
	v.Due = due.NewService(p.db, p.zone)
	v.Places = place.NewService(p.db)
	v.Messages = message.NewService(p.db, p.words, p.sender, message.Zone(p.zone))
	v.Accounts = account.NewService(p.db)
	v.Drafts = draft.NewService(p.db)
	v.People = person.NewService(p.db, p.zone, v.Messages)
	v.Consents = consent.NewService(p.db)
	v.Calls = call.NewService(p.db, p.zone, v.People, v.Accounts)
	v.Directory = directory.NewService(p.db, p.zone, v.Places)
	v.Asker = directory.NewAsker(v.Directory, v.Messages, p.base)
	v.Pauses = pause.NewService(p.db, p.zone, p.base, v.Accounts, v.Messages)
	v.Referrals = referral.NewService(p.db, p.zone, p.base, v.People, v.Consents, v.Messages, v.Pauses)
	v.Requests = request.NewService(p.db, v.Referrals)
	v.Cohorts = cohort.NewService(p.db, v.Referrals)
	v.Signposts = signpost.NewService(p.db, p.zone, v.Directory, p.sender)
	v.Waiting = waiting.NewService(p.db, p.zone, p.base, v.Accounts, v.People, v.Referrals, v.Messages)
	v.Cases = caseload.NewService(p.db, p.zone)
	v.Contacts = contact.NewService(p.db, p.zone, v.People, v.Cases, v.Referrals)
	v.Registers = register.NewService(p.db, p.zone, v.Cases, v.Contacts)
	v.Family = family.NewService(p.db, p.zone, p.base, family.Parts{People: v.People, Accounts: v.Accounts, Consents: v.Consents,
		Referrals: v.Referrals, Cases: v.Cases, Messages: v.Messages})
	v.Plans = plan.NewService(p.db, p.zone, v.Cases)
	v.Gaps = gap.NewService(p.db, v.Cases)
	v.Safety = safety.NewService(p.db, p.base, v.People, v.Accounts, v.Messages)
	v.Journey = journey.NewService(p.db, journey.Parts{People: v.People, Accounts: v.Accounts, Referrals: v.Referrals, Waiting: v.Waiting, Cases: v.Cases,
		Contacts: v.Contacts, Gaps: v.Gaps, Consents: v.Consents, Messages: v.Messages, Safety: v.Safety})
	v.Connections = connection.NewService(p.db, p.zone, p.base, connection.Parts{People: v.People, Accounts: v.Accounts, Cases: v.Cases,
		Plans: v.Plans, Consents: v.Consents, Messages: v.Messages, Directory: v.Directory})
	v.Telling = telling.NewService(p.db, telling.Parts{People: v.People, Accounts: v.Accounts, Cases: v.Cases, Contacts: v.Contacts,
		Plans: v.Plans, Messages: v.Messages})
	v.Support = support.NewService(p.db, p.zone, p.words, support.Parts{People: v.People, Accounts: v.Accounts, Consents: v.Consents, Cases: v.Cases, Contacts: v.Contacts,
		Plans: v.Plans, Connections: v.Connections})
	v.Search = search.NewService(p.db, v.People)
	v.Progress = progress.NewService(p.db, p.zone)
	v.Worklist = worklist.NewService(p.db, p.zone)
	v.Audit = audit.NewLog(p.db)
	v.Ping = p.db.Ping
	return v
}
