package cohort

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"time"

	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/referral"
	"weft/internal/text"
)

// ID identifies a cohort, OfferID an offer.
type (
	ID      = id.ID[Cohort]
	OfferID = id.ID[Offer]
)

// Status is where an offer stands.
type Status string

// The states of an offer.
const (
	ToOffer       Status = "to_offer"
	Offered       Status = "offered" // asked, and waits for their answer
	SaidYes       Status = "said_yes"
	NotNow        Status = "not_now"
	NoThanks      Status = "no_thanks"
	CouldNotReach Status = "could_not_reach"
)

// Statuses lists every state in the order of an offer's life.
func Statuses() []Status {
	return []Status{ToOffer, Offered, SaidYes, NotNow, NoThanks, CouldNotReach}
}

// next is the transition table.
func next(s Status) []Status {
	answers := []Status{SaidYes, NotNow, NoThanks, CouldNotReach}
	switch s {
	case ToOffer:
		return append([]Status{Offered}, answers...)
	case Offered:
		return answers
	case SaidYes, NotNow, NoThanks, CouldNotReach:
		return nil
	}
	return nil
}

// Open reports whether somebody still has to be asked or to answer.
func (s Status) Open() bool { return len(next(s)) > 0 }

// move returns the error of an illegal step, naming the present state.
func (s Status) move(to Status) error {
	if slices.Contains(next(s), to) {
		return nil
	}
	return errs.New(errs.Conflict, "cohort.is_"+string(s))
}

// Cohort is a list of people with the reason why it is offered to them. Counts says how
// many offers are in each state.
type Cohort struct {
	ID           ID
	Service      org.ServiceID
	Organisation org.ID // the practice that offers; empty when the service does
	Name         string
	Basis        string
	Reason       string
	At           time.Time
	Counts       map[Status]int
}

// Offer is one person of a cohort, while nobody has answered.
type Offer struct {
	ID        OfferID
	Cohort    ID
	Name      string
	Born      clock.Date
	BornAbout bool
	Reach     string
	ReachNote string
	Safe      bool // nobody else may learn that we rang
	NHSNumber string
	Status    Status
	StatusAt  time.Time
	Version   int64
}

// Line is one person of a list that was typed or sent.
type Line struct {
	Name      string
	Born      clock.Date
	BornAbout bool
	Reach     string
	ReachNote string
	Safe      bool
	NHSNumber string
}

// New is what is asked to offer it to the people of a list.
type New struct {
	Key          string
	Service      org.ServiceID
	Organisation org.ID
	Name         string
	Basis        string
	Reason       string
	Lines        []Line
}

// mostLines bounds one list.
const mostLines = 2000

func (n New) tidy() New {
	n.Name, n.Basis, n.Reason = text.Line(n.Name), text.Words(n.Basis), text.Words(n.Reason)
	return n
}

func (n New) validate() error {
	var c errs.Check
	c.Require(!n.Service.IsZero(), "service", "referral.service_missing")
	c.Require(n.Name != "", "name", "cohort.name_missing")
	c.Require(text.Length(n.Name) <= 120, "name", "form.too_long", 120)
	c.Require(n.Basis != "", "basis", "cohort.basis_missing")
	c.Require(text.Length(n.Basis) <= 500, "basis", "form.too_long", 500)
	c.Require(n.Reason != "", "reason", "cohort.reason_missing")
	c.Require(text.Length(n.Reason) <= 500, "reason", "form.too_long", 500)
	c.Require(len(n.Lines) > 0, "list", "cohort.list_empty")
	c.Require(len(n.Lines) <= mostLines, "list", "cohort.list_long", mostLines)
	return c.Err()
}

// again is how long nobody is asked a second time.
const again = 365 * 24 * time.Hour

// marks tell that somebody was asked before: by NHS number, and by name with birth date.
func (l Line) marks(s org.ServiceID) []string {
	var out []string
	add := func(words string) {
		sum := sha256.Sum256([]byte(s.String() + "\n" + words))
		out = append(out, hex.EncodeToString(sum[:]))
	}
	if n, ok := person.NHSNumber(l.NHSNumber); ok {
		add("nhs " + n)
	}
	add(text.Fold(l.Name) + " " + l.Born.String())
	return out
}

// referral is the yes of somebody, as triage reads it.
func (o Offer) referral(k Cohort, key string) (referral.New, error) {
	way, err := person.Reach(o.Reach, o.ReachNote)
	if err != nil {
		return referral.New{}, err
	}
	in := referral.New{Key: key, Service: k.Service, Organisation: k.Organisation, Source: "cohort", Came: referral.ByPhone, Agreed: true,
		Reason: k.Reason, Person: person.Details{Name: o.Name, Born: o.Born, BornAbout: o.BornAbout, NHSNumber: o.NHSNumber,
			SafeContact: o.Safe, Practice: k.Organisation.String(), Ways: []person.Way{way}}}
	return in, nil
}

// Check says what is wrong with what is asked besides the list itself, for a page that
// wants to say everything at once. It writes nothing.
func Check(in New) error { return in.tidy().validate() }
