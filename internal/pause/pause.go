package pause

import (
	"slices"
	"time"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/org"
	"weft/internal/text"
	"weft/internal/vocabulary"
)

// ID identifies a pause.
type ID = id.ID[Pause]

// Status is where a pause stands.
type Status string

// The states of a pause (domain model 3.3).
const (
	Requested Status = "requested" // a worker asked
	Approved  Status = "approved"  // begins on a later day
	Active    Status = "active"
	Reviewed  Status = "reviewed" // in force, and looked at again
	Ended     Status = "ended"
	Refused   Status = "refused"
	Withdrawn Status = "withdrawn" // whoever asked took it back
)

// Statuses lists every state.
func Statuses() []Status {
	return []Status{Requested, Approved, Active, Reviewed, Ended, Refused, Withdrawn}
}

func next(s Status) []Status {
	switch s {
	case Requested:
		return []Status{Approved, Active, Refused, Withdrawn}
	case Approved:
		return []Status{Active, Ended}
	case Active, Reviewed:
		return []Status{Reviewed, Ended}
	case Ended, Refused, Withdrawn:
		return nil
	}
	return nil
}

// MayBecome reports whether a pause in state s may go to state to.
func (s Status) MayBecome(to Status) bool { return slices.Contains(next(s), to) }

// InForce reports whether a pause in this state holds referrals.
func (s Status) InForce() bool { return s == Active || s == Reviewed }

// Over reports whether nothing can happen to the pause any more.
func (s Status) Over() bool { return len(next(s)) == 0 }

func (s Status) move(to Status) error {
	if s.MayBecome(to) {
		return nil
	}
	return errs.New(errs.Conflict, "pause.is_"+string(s))
}

// Words returns the state in plain words.
func (s Status) Words() string {
	switch s {
	case Requested:
		return "Asked for"
	case Approved:
		return "Agreed, begins later"
	case Active:
		return "In force"
	case Reviewed:
		return "In force, looked at again"
	case Refused:
		return "Not agreed"
	case Withdrawn:
		return "Taken back"
	default:
		return "Ended"
	}
}

// Kind is what a pause covers.
type Kind string

// What a pause may cover.
const (
	OfService  Kind = "service"
	OfPractice Kind = "practice"
	OfSource   Kind = "source"
	OfWorker   Kind = "worker"
)

// Kinds lists what a pause may cover.
func Kinds() []Kind { return []Kind{OfService, OfPractice, OfSource, OfWorker} }

// Reasons returns why referrals are paused. They are for the team only.
func Reasons() vocabulary.List {
	return vocabulary.List{
		{Code: "capacity", En: "More people than we can see well", Cy: "Mwy o bobl nag y gallwn eu gweld yn dda"},
		{Code: "sickness", En: "Somebody is ill", Cy: "Mae rhywun yn sâl"},
		{Code: "leave", En: "Holiday or other leave", Cy: "Gwyliau neu absenoldeb arall"},
		{Code: "vacancy", En: "A post is empty", Cy: "Mae swydd yn wag"},
		{Code: "handover", En: "People are being handed over", Cy: "Mae pobl yn cael eu trosglwyddo"},
		{Code: "other", En: "Another reason", Cy: "Rheswm arall"},
	}
}

// Longest is how many days a pause may last before somebody looks at it again.
const Longest = 14

// Terms are what is agreed about a pause. Practice, Source and Worker belong to the
// kinds of those names.
type Terms struct {
	Kind        Kind
	Practice    org.ID
	Source      string
	Worker      authz.AccountID
	Reason      string // a code of Reasons
	Words       string // why, for the team
	Starts      clock.Date
	Until       clock.Date // the last day
	Exceptions  string     // who comes through all the same, in words
	Alternative string     // where somebody may turn meanwhile
	PublicEn    string     // what referrers read
	PublicCy    string
}

// Tidy returns t as it is kept: from today for fourteen days where no day was said, and
// no target but that of its kind.
func (t Terms) Tidy(today clock.Date) Terms {
	if t.Starts.IsZero() {
		t.Starts = today
	}
	if t.Until.IsZero() {
		t.Until = t.Starts.AddDays(Longest)
	}
	if t.Reason == "" {
		t.Reason = "capacity"
	}
	if t.Kind != OfPractice {
		t.Practice = ""
	}
	if t.Kind != OfSource {
		t.Source = ""
	}
	if t.Kind != OfWorker {
		t.Worker = ""
	}
	t.Words, t.Exceptions, t.Alternative = text.Words(t.Words), text.Words(t.Exceptions), text.Words(t.Alternative)
	t.PublicEn, t.PublicCy = text.Words(t.PublicEn), text.Words(t.PublicCy)
	return t
}

func (t Terms) validate(today clock.Date) error {
	var c errs.Check
	c.Require(slices.Contains(Kinds(), t.Kind), "kind", "pause.kind_missing")
	c.Require(t.Kind != OfPractice || !t.Practice.IsZero(), "practice", "pause.practice_missing")
	c.Require(t.Kind != OfSource || vocabulary.Sources().Has(t.Source), "source", "pause.source_missing")
	c.Require(t.Kind != OfSource || t.Source != "self" && t.Source != "family", "source", "pause.source_own")
	c.Require(t.Kind != OfWorker || !t.Worker.IsZero(), "worker", "pause.worker_missing")
	c.Require(Reasons().Has(t.Reason), "reason", "pause.reason_missing")
	c.Require(!t.Starts.Before(today), "starts", "pause.starts_past")
	c.Require(t.Starts.DaysSince(today) <= 92, "starts", "pause.starts_far")
	t.lasts(&c, t.Starts)
	for name, words := range map[string]string{"words": t.Words, "exceptions": t.Exceptions, "alternative": t.Alternative, "public_en": t.PublicEn, "public_cy": t.PublicCy} {
		c.Require(text.Length(words) <= longestWords, name, "form.too_long", longestWords)
	}
	return c.Err()
}

const longestWords = 1000

func (t Terms) lasts(c *errs.Check, from clock.Date) {
	c.Require(!t.Until.Before(from), "until", "pause.until_before")
	c.Require(t.Until.DaysSince(from) <= Longest, "until", "pause.until_far", Longest)
}

// Pause is one pause with where it stands.
type Pause struct {
	ID      ID
	Service org.ServiceID
	Terms
	Status    Status
	AskedBy   authz.AccountID
	Asked     time.Time
	DecidedBy authz.AccountID
	Answer    string // what the lead wrote to whoever asked
	Began     time.Time
	Ended     time.Time
	ByItself  bool // nobody ended it: its last day had passed
	Version   int64
	Reviews   []Review // oldest first; filled by ByID
}

// Outcome is what was decided when a pause was looked at again.
type Outcome string

// What a review may lead to.
const (
	Extend  Outcome = "extend"
	Partial Outcome = "partial" // some come through again
	End     Outcome = "end"
)

// Outcomes lists what a review may lead to.
func Outcomes() []Outcome { return []Outcome{Extend, Partial, End} }

// Review is one time that somebody looked at a pause again.
type Review struct {
	At      time.Time
	By      authz.AccountID
	Outcome Outcome
	Words   string
	Until   clock.Date
}

// Look is what is asked when a pause is looked at again. Exceptions are asked where
// part of it comes through.
type Look struct {
	Outcome    Outcome
	Words      string
	Until      clock.Date
	Exceptions string
}

func (l Look) tidy(today clock.Date) Look {
	if l.Until.IsZero() || l.Outcome == End {
		l.Until = today.AddDays(Longest)
	}
	l.Words, l.Exceptions = text.Words(l.Words), text.Words(l.Exceptions)
	return l
}

func (l Look) validate(today clock.Date) error {
	var c errs.Check
	c.Require(slices.Contains(Outcomes(), l.Outcome), "outcome", "pause.outcome_missing")
	c.Require(l.Outcome != Partial || l.Exceptions != "", "exceptions", "pause.exceptions_missing")
	Terms{Until: l.Until}.lasts(&c, today)
	c.Require(text.Length(l.Words) <= longestWords, "words", "form.too_long", longestWords)
	c.Require(text.Length(l.Exceptions) <= longestWords, "exceptions", "form.too_long", longestWords)
	return c.Err()
}

// Submission is what of a referral decides whether a pause holds it.
type Submission struct {
	Service      org.ServiceID
	Organisation org.ID
	Source       string
}

// Holds reports whether this pause holds the submission while it is in force.
func (p Pause) Holds(s Submission) bool {
	if p.Service != s.Service || !p.Status.InForce() {
		return false
	}
	switch p.Kind {
	case OfService:
		return true
	case OfPractice:
		return p.Practice == s.Organisation && !s.Organisation.IsZero()
	case OfSource:
		return p.Source == s.Source
	case OfWorker:
		return false
	}
	return false
}

// Notice is what everybody may read of a pause in force: never why, never who.
type Notice struct {
	Service     org.ServiceID
	Kind        Kind
	Source      string // of kind source
	Until       clock.Date
	Exceptions  string
	Alternative string
	En, Cy      string
}
