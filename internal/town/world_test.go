package town

import (
	"testing"
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
	"weft/internal/message"
	"weft/internal/org"
	"weft/internal/pause"
	"weft/internal/person"
	"weft/internal/place"
	"weft/internal/plan"
	"weft/internal/referral"
	"weft/internal/register"
	"weft/internal/request"
	"weft/internal/safety"
	"weft/internal/signpost"
	"weft/internal/support"
	"weft/internal/telling"
	"weft/internal/vocabulary"
	"weft/internal/waiting"
	"weft/internal/web"
)

const base = "http://127.0.0.1:8080"

func london(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// servicesFor are the Services that the town is made with, without a mail server.
func servicesFor(t testing.TB, d *db.DB) web.Services {
	t.Helper()
	words, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	zone := london(t)
	var v web.Services
	v.Orgs, v.Places, v.Accounts, v.Drafts, v.Consents = org.New(d), place.NewService(d), account.NewService(d), draft.NewService(d), consent.NewService(d)
	v.Messages = message.NewService(d, words, nil)
	v.Vocabulary, v.Due = vocabulary.NewService(d, zone, true), due.NewService(d, zone)
	v.People = person.NewService(d, zone, v.Messages)
	v.Calls = call.NewService(d, zone, v.People, v.Accounts)
	v.Directory = directory.NewService(d, zone, v.Places)
	v.Asker = directory.NewAsker(v.Directory, v.Messages, "https://weft.example.org")
	v.Pauses = pause.NewService(d, zone, base, v.Accounts, v.Messages)
	v.Referrals = referral.NewService(d, zone, base, v.People, v.Consents, v.Messages, v.Pauses)
	v.Requests = request.NewService(d, v.Referrals)
	v.Cohorts = cohort.NewService(d, v.Referrals)
	v.Signposts = signpost.NewService(d, zone, v.Directory, nil)
	v.Waiting = waiting.NewService(d, zone, base, v.Accounts, v.People, v.Referrals, v.Messages)
	v.Cases = caseload.NewService(d, zone)
	v.Contacts = contact.NewService(d, zone, v.People, v.Cases, v.Referrals)
	v.Registers = register.NewService(d, zone, v.Cases, v.Contacts)
	v.Family = family.NewService(d, zone, base, family.Parts{People: v.People, Accounts: v.Accounts, Consents: v.Consents, Referrals: v.Referrals,
		Cases: v.Cases, Messages: v.Messages})
	v.Plans = plan.NewService(d, zone, v.Cases)
	v.Gaps = gap.NewService(d, v.Cases)
	v.Safety = safety.NewService(d, base, v.People, v.Accounts, v.Messages)
	v.Journey = journey.NewService(d, journey.Parts{People: v.People, Accounts: v.Accounts, Referrals: v.Referrals, Waiting: v.Waiting, Cases: v.Cases,
		Contacts: v.Contacts, Gaps: v.Gaps, Consents: v.Consents, Messages: v.Messages, Safety: v.Safety})
	v.Connections = connection.NewService(d, zone, base, connection.Parts{People: v.People, Accounts: v.Accounts, Cases: v.Cases,
		Plans: v.Plans, Consents: v.Consents, Messages: v.Messages, Directory: v.Directory})
	v.Telling = telling.NewService(d, telling.Parts{People: v.People, Accounts: v.Accounts, Cases: v.Cases, Contacts: v.Contacts,
		Plans: v.Plans, Messages: v.Messages})
	v.Support = support.NewService(d, zone, words, support.Parts{People: v.People, Accounts: v.Accounts, Consents: v.Consents, Cases: v.Cases,
		Contacts: v.Contacts, Plans: v.Plans, Connections: v.Connections})
	v.Audit = audit.NewLog(d)
	return v
}

func parse(at string, zone *time.Location) (time.Time, error) {
	return time.ParseInLocation("2006-01-02 15:04", at, zone)
}
