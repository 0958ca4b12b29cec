package waiting

import (
	"slices"
	"time"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/due"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/referral"
	"weft/internal/text"
)

// ID identifies an entry, OfferID an offer.
type (
	ID      = id.ID[Entry]
	OfferID = id.ID[Offer]
)

// Status is where an entry stands. It is worked out, not kept.
type Status string

// The states of an entry (domain model 3.3). A declined offer is waiting again.
const (
	Waiting  Status = "waiting"
	Offered  Status = "offered"  // a worker was asked
	Accepted Status = "accepted" // a worker has them
	Left     Status = "left"     // the referral ended
)

// Statuses lists every state.
func Statuses() []Status { return []Status{Waiting, Offered, Accepted, Left} }

// standing works out where an entry stands.
func standing(r referral.Status, offered bool) Status {
	switch {
	case r == referral.Allocated:
		return Accepted
	case r != referral.Waiting:
		return Left
	case offered:
		return Offered
	default:
		return Waiting
	}
}

// Words returns the state in plain words.
func (s Status) Words() string {
	switch s {
	case Offered:
		return "Offered to a worker"
	case Accepted:
		return "With a worker"
	case Left:
		return "Left the list"
	default:
		return "Waiting"
	}
}

// Band says who comes before whom. Inside a band the day the referral came decides.
type Band string

// The bands, the first before the others.
const (
	First  Band = "first"
	Sooner Band = "sooner"
	InTurn Band = "in_turn"
)

// Bands lists the bands in their order.
func Bands() []Band { return []Band{First, Sooner, InTurn} }

// Words returns the band in plain words.
func (b Band) Words() string {
	switch b {
	case First:
		return "Before others"
	case Sooner:
		return "Sooner"
	default:
		return "In turn"
	}
}

// Why is the ground on which somebody comes before others.
type Why string

// The grounds.
const (
	Need   Why = "need"
	Risk   Why = "risk"
	Equity Why = "equity"
)

// Whys lists the grounds.
func Whys() []Why { return []Why{Need, Risk, Equity} }

// Words returns the ground in plain words.
func (w Why) Words() string {
	switch w {
	case Need:
		return "What they need cannot wait as long"
	case Risk:
		return "Waiting may harm them"
	case Equity:
		return "They often come last, and should not here"
	default:
		return ""
	}
}

// Placing is a human's choice of band. Why and Words are asked for every band but InTurn.
type Placing struct {
	Band  Band
	Why   Why
	Words string
}

func (p Placing) tidy() Placing {
	if p.Band == "" {
		p.Band = InTurn
	}
	p.Words = text.Words(p.Words)
	return p
}

func (p Placing) validate() error {
	var c errs.Check
	c.Require(slices.Contains(Bands(), p.Band), "band", "waiting.band_missing")
	c.Require(p.Why == "" || slices.Contains(Whys(), p.Why), "why", "waiting.why_missing")
	if p.Band != InTurn {
		c.Require(p.Why != "", "why", "waiting.why_missing")
		c.Require(p.Words != "", "words", "waiting.words_missing")
	}
	c.Require(text.Length(p.Words) <= longestWords, "words", "form.too_long", longestWords)
	return c.Err()
}

const (
	longestWords = 1000
)

// Entry is one person who waits.
type Entry struct {
	ID       ID
	Referral referral.ID
	Person   person.ID
	Service  org.ServiceID
	Placing
	Review    clock.Date // when the band is looked at again
	Since     clock.Date // the day the referral came
	Contacted time.Time  // zero: not since they began to wait
	Status    Status
	Ended     referral.Status // how the referral stands, once Left
	Offer     Offer           // the open one
	Created   time.Time
	Version   int64
	Offers    []Offer   // every one, oldest first; filled by ByReferral
	Contacts  []Contact // oldest first; filled by ByReferral
}

// Weeks returns for how many whole weeks they have waited.
func (e Entry) Weeks(today clock.Date) int { return max(0, today.DaysSince(e.Since)/7) }

// ContactDue reports whether it is time to be in touch again, as shipped after four weeks.
func (e Entry) ContactDue(r due.Rules, today clock.Date, zone *time.Location) bool {
	last := clock.DateOf(e.Created, zone)
	if !e.Contacted.IsZero() {
		last = clock.DateOf(e.Contacted, zone)
	}
	return !today.Before(r.On(due.WaitingTold, last, ""))
}

// LookDue returns which rule asks the lead to look at this entry, as shipped after six
// weeks and again after twelve; the zero Rule when it is not so long yet.
func (e Entry) LookDue(r due.Rules, today clock.Date) due.Rule {
	for _, code := range []due.Code{due.WaitingLate, due.WaitingLong} {
		if !today.Before(r.On(code, e.Since, "")) {
			return r.Rule(code)
		}
	}
	return due.Rule{}
}

// move is the error of a step that does not fit, naming the state.
func (e Entry) move(from ...Status) error {
	if slices.Contains(from, e.Status) {
		return nil
	}
	return errs.New(errs.Conflict, "waiting.is_"+string(e.Status))
}

// Answer is what became of an offer; empty while it is open.
type Answer string

// What may become of an offer.
const (
	Yes       Answer = "accepted"
	No        Answer = "declined"
	TakenBack Answer = "taken_back"
)

// Answers lists what may become of an offer.
func Answers() []Answer { return []Answer{Yes, No, TakenBack} }

// Offer asks one worker whether they can take somebody on.
type Offer struct {
	ID       OfferID
	Worker   authz.AccountID
	By       authz.AccountID
	Note     string // from the lead, for the worker
	Offered  time.Time
	Answer   Answer
	Words    string // from the worker, when they cannot
	Answered time.Time
}

// Contact is one time that we were in touch with somebody who waits.
type Contact struct {
	At    time.Time
	By    authz.AccountID
	How   How
	Words string
}

// How is by what means we were in touch.
type How string

// The means.
const (
	ByPhone   How = "phone"
	ByLetter  How = "letter"
	ByVisit   How = "visit"
	ByMessage How = "message" // our fixed words, by the one safe way
)

// Hows lists the means.
func Hows() []How { return []How{ByPhone, ByLetter, ByVisit, ByMessage} }

// Words returns the means in plain words.
func (h How) Words() string {
	switch h {
	case ByLetter:
		return "A letter or card"
	case ByVisit:
		return "We met"
	case ByMessage:
		return "Our kind message"
	default:
		return "We rang"
	}
}
