package journey

import (
	"strings"

	"weft/internal/account"
	"weft/internal/caseload"
	"weft/internal/consent"
	"weft/internal/contact"
	"weft/internal/db"
	"weft/internal/gap"
	"weft/internal/message"
	"weft/internal/person"
	"weft/internal/referral"
	"weft/internal/safety"
)

// Service is the use cases of this package.
type Service struct {
	db        *db.DB
	people    *person.Service
	accounts  *account.Service
	referrals *referral.Service
	cases     *caseload.Service
	contacts  *contact.Service
	gaps      *gap.Service
	consents  *consent.Service
	messages  *message.Service
	safety    *safety.Service
}

// Parts are the capabilities that a journey goes through.
type Parts struct {
	People    *person.Service
	Accounts  *account.Service
	Referrals *referral.Service
	Cases     *caseload.Service
	Contacts  *contact.Service
	Gaps      *gap.Service
	Consents  *consent.Service
	Messages  *message.Service
	Safety    *safety.Service
}

// NewService returns the use cases on a database.
func NewService(d *db.DB, p Parts) *Service {
	return &Service{db: d, people: p.People, accounts: p.Accounts, referrals: p.Referrals, cases: p.Cases, contacts: p.Contacts,
		gaps: p.Gaps, consents: p.Consents, messages: p.Messages, safety: p.Safety}
}

// firstName is what a worker is called in a message to a person.
func firstName(name string) string {
	first, _, _ := strings.Cut(name, " ")
	return first
}
