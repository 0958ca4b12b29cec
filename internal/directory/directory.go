package directory

import (
	"strings"
	"time"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/due"
	"weft/internal/errs"
	"weft/internal/hsds"
	"weft/internal/id"
)

// ID identifies an entry, OrganisationID the body that runs it, FeedID an imported
// directory, TipID a worker's tip.
type (
	ID             = id.ID[Entry]
	OrganisationID = id.ID[Organisation]
	FeedID         = id.ID[Feed]
	TipID          = id.ID[Tip]
)

// Status is where an entry stands.
type Status string

// The states of an entry (domain model 3.3). Stale is never stored: it is a live entry
// that nobody has confirmed for 180 days.
const (
	Draft     Status = "draft"
	Verified  Status = "verified"
	Live      Status = "live"
	Stale     Status = "stale"
	Suspended Status = "suspended"
	Closed    Status = "closed"
)

// Statuses lists every state, in the order in which pages show them.
func Statuses() []Status { return []Status{Draft, Verified, Live, Stale, Suspended, Closed} }

// next returns the states that may follow.
func (s Status) next() []Status {
	switch s {
	case Draft:
		return []Status{Verified, Live, Closed}
	case Verified:
		return []Status{Live, Draft, Closed}
	case Live, Stale:
		return []Status{Suspended, Closed}
	case Suspended:
		return []Status{Live, Closed}
	case Closed:
		return []Status{Draft, Live}
	}
	return nil
}

// May reports whether one state may follow another.
func (s Status) May(to Status) bool {
	for _, n := range s.next() {
		if n == to {
			return true
		}
	}
	return false
}

// move returns the error of a step that the states do not allow, naming the present one.
func (s Status) move(to Status) error {
	if s.May(to) {
		return nil
	}
	return errs.New(errs.Conflict, "directory.is_"+string(s))
}

// Freshness says how long ago somebody said that an entry is right.
type Freshness string

// The ages of a check.
const (
	Fresh     Freshness = "fresh"
	Due       Freshness = "due"       // 90 days and more by the shipped rules: the group is asked
	Unchecked Freshness = "unchecked" // 180 days and more by the shipped rules, or never
)

// ages says what is fresh on a day: checked on ask or before it is due, on old or before
// it is unchecked.
type ages struct{ today, ask, old clock.Date }

func agesBy(r due.Rules, today clock.Date) ages {
	back := func(c due.Code) clock.Date { return today.AddDays(-r.Days(c, today, clock.England)) }
	return ages{today, back(due.EntryAsk), back(due.EntryOld)}
}

func (a ages) of(checked clock.Date) Freshness {
	switch {
	case checked.IsZero() || !checked.After(a.old):
		return Unchecked
	case !checked.After(a.ask):
		return Due
	}
	return Fresh
}

// Method is how a referral reaches a group.
type Method string

// The ways to refer.
const (
	ByLink   Method = "link"   // our link, answered without an account
	ByForm   Method = "form"   // a form of their own
	ByPhone  Method = "phone"  // somebody rings
	ByPost   Method = "post"   // a letter
	ByPerson Method = "person" // the person goes or rings themself
)

// Methods lists the ways to refer, in the order in which pages show them.
func Methods() []Method { return []Method{ByLink, ByForm, ByPhone, ByPost, ByPerson} }

// Entry is one group. Text is plain; a field that is empty was not said.
type Entry struct {
	ID           ID
	Feed         FeedID // empty: entered here
	FeedName     string
	Organisation Organisation
	Name         string
	AlsoKnownAs  string
	Description  string
	URL          string
	Email        string
	Alert        string // news that matters before going
	Join         string // how to join
	Waiting      string
	Cost         string // in words, all prices in one
	Eligibility  string
	MinimumAge   *int
	MaximumAge   *int
	Needs        []string // codes of vocabulary.Needs
	Languages    []string // names
	Times        []Times
	Places       []Place
	Areas        []string
	Access       []string // what helps disabled people
	Phones       []Phone
	Contacts     []Contact // published by the group
	Terms        []string  // how its own feed sorts it
	Status       Status    // Stale when it is live and unchecked
	Checked      clock.Date
	Freshness    Freshness
	Full         bool
	FullUntil    clock.Date // zero: until somebody says otherwise
	ReferBy      Method
	ReferTo      string // address of their form, number or postal address
	HasContact   bool   // a registered address for the code of our link
	Created      time.Time
	Updated      time.Time
	Version      int64
}

// Organisation is the body that runs a group.
type Organisation struct {
	ID      OrganisationID
	Name    string
	Website string
}

// Times says when something happens. Days are two letters each ("MO"), times "15:04".
type Times struct {
	Days  []string
	From  string
	To    string
	Words string
	Link  string
}

// Place is where something happens. Lat and Lon are nil when unknown.
type Place struct {
	Name      string
	Address   string
	Postcode  string
	Transport string
	Lat, Lon  *float64
	Access    []string
}

// Phone is a published number.
type Phone struct{ Number, About string }

// Contact is a person or post that the group itself publishes.
type Contact struct{ Name, Title, Email string }

// Registered is where the code of our link goes. It is never public.
type Registered struct{ Email, Phone string }

// Tip is what a worker knows of a group that the group does not write itself. Tips are
// for workers only.
type Tip struct {
	ID      TipID
	Entry   ID
	Author  authz.AccountID
	Words   string
	Created time.Time
}

// Feed is a directory that was imported.
type Feed struct {
	ID   FeedID
	Key  string
	Name string
}

// stored is an entry as its row holds it.
type stored struct {
	seq          int64
	id           ID
	feed         FeedID
	feedName     string
	external     string
	organisation OrganisationID
	name         string
	status       Status
	gone         bool
	assured      clock.Date
	needs        string
	confirmed    clock.Date
	confirmedBy  authz.AccountID
	fullSince    clock.Date
	fullUntil    clock.Date
	referBy      Method
	referTo      string
	contact      Registered
	moreNeeds    string
	created      time.Time
	updated      time.Time
	version      int64
	document     string
}

// checked is the later of what the feed and what we say.
func (r stored) checked() clock.Date {
	if r.confirmed.IsZero() || r.assured.After(r.confirmed) {
		return r.assured
	}
	return r.confirmed
}

func (r stored) full(today clock.Date) bool {
	return !r.fullSince.IsZero() && !today.Before(r.fullSince) && (r.fullUntil.IsZero() || today.Before(r.fullUntil))
}

func (r stored) present(a ages) Status {
	if r.status == Live && a.of(r.checked()) == Unchecked {
		return Stale
	}
	return r.status
}

// statusOf says where an entry of a feed stands. Its feed decides.
func statusOf(s hsds.Status) Status {
	switch s {
	case hsds.Inactive, hsds.Defunct:
		return Closed
	case hsds.TemporarilyClosed:
		return Suspended
	default:
		return Live
	}
}

func joinCodes(codes []string) string { return strings.Join(codes, ",") }

func splitCodes(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ",")
}
