package request

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/referral"
	"weft/internal/text"
	"weft/internal/vocabulary"
)

// ID identifies a request.
type ID = id.ID[Request]

// Request is what was written so far. Answers are as they were typed, by the name of
// the field.
type Request struct {
	ID      ID
	Answers url.Values
	Ends    time.Time
}

// Who is whom the help is for.
type Who string

// Whom the help may be for.
const (
	Me    Who = "me"
	Other Who = "other" // someone the writer cares for
)

// Asked is a whole request, read from its answers. HelperName and HelperIs are asked
// of somebody who writes for another: the name, and "daughter" or "neighbour".
type Asked struct {
	Key        string // the same key sends once
	For        Who
	HelperName string
	HelperIs   string
	Agreed     bool // the other person knows and said yes
	Person     person.Details
	Words      string // the person's own
	Needs      []string
	NotSure    bool
	More       string
	Safe       string // is it safe to ring or write: yes, times (at some), no (nobody else may learn of it)
	Service    org.ServiceID
}

const (
	keepFor   = 14 * 24 * time.Hour
	maxTries  = 5
	maxFields = 60_000 // bytes of one request
)

// check says what is wrong with the answers that the request adds to a referral.
func (q Asked) check() error {
	var c errs.Check
	c.Require(q.For == Me || q.For == Other, "for", "request.for_missing")
	c.Require(!q.Service.IsZero(), "service", "request.service_missing")
	if q.For == Other {
		c.Require(text.Line(q.HelperName) != "", "helper_name", "request.helper_missing")
		c.Require(text.Length(q.HelperName) <= 100, "helper_name", "form.too_long", 100)
		c.Require(text.Length(q.HelperIs) <= 80, "helper_is", "form.too_long", 80)
		c.Require(q.Agreed, "agreed", "request.agreed_missing")
	}
	c.Require(slices.Contains([]string{"yes", "times", "no"}, q.Safe), "safe", "request.safe_missing")
	c.Require(q.reason() != "", "words", "request.about_missing")
	c.Require(text.Length(q.Words) <= 2500, "words", "form.too_long", 2500)
	c.Require(text.Length(q.More) <= 1000, "more", "form.too_long", 1000)
	return c.Err()
}

// reason is what triage reads: the person's own words first, then what else they
// wrote; where there are no words, what they ticked.
func (q Asked) reason() string {
	var parts []string
	if w := text.Words(q.Words); w != "" {
		parts = append(parts, w)
	}
	if w := text.Words(q.More); w != "" {
		parts = append(parts, w)
	}
	if text.Words(q.Words) != "" {
		return strings.Join(parts, "\n\n")
	}
	var ticked []string
	for _, n := range q.Needs {
		if vocabulary.Needs().Has(n) {
			ticked = append(ticked, vocabulary.Needs().Words(n, "en"))
		}
	}
	switch {
	case len(ticked) > 0:
		parts = append([]string{"Ticked: " + strings.Join(ticked, "; ") + "."}, parts...)
	case q.NotSure:
		parts = append([]string{"Not sure yet what would help."}, parts...)
	default:
		return ""
	}
	return strings.Join(parts, "\n\n")
}

// referral is the request as a referral: the person themself, or their family.
func (q Asked) referral() referral.New {
	in := referral.New{Service: q.Service, Came: referral.ByForm, Source: "self", Person: q.Person, Reason: q.reason(), Needs: q.Needs, Agreed: true}
	if q.For == Other {
		in.Source, in.Agreed = "family", q.Agreed
		in.ReferrerName = text.Line(q.HelperName)
		if is := text.Line(q.HelperIs); is != "" {
			in.ReferrerName += ", " + is
		}
	}
	return in
}

// merge joins what is wrong with the request and with the referral that it becomes.
// Where both name one field, the request's sentence stands first.
func (q Asked) merge(own, of error) error {
	var c errs.Check
	if err := c.Merge(own); err != nil {
		return err
	}
	if err := c.Merge(errs.Renamed(of, map[string]string{"reason": "words"})); err != nil {
		return err
	}
	return c.Err()
}
