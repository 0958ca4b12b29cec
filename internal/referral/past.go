package referral

import (
	"context"
	"strings"
	"time"

	"weft/internal/access"
	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/consent"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/text"
	"weft/internal/vocabulary"
)

// ByOldSystem is how a referral came that another system had taken.
const ByOldSystem Way = "old_system"

// Past is a referral that another system had taken. Person is who it is about, with
// Fresh when the record was made in this transaction. TakenOn is zero while it waits
// for a decision, else since when somebody works with the person.
type Past struct {
	New
	Who      person.ID
	Fresh    bool
	TakenOn  time.Time
	AgreedOn clock.Date // zero: nothing says that they agreed
}

// CheckPast says what is wrong with a referral that another system had taken, as
// Invalid with the fields named. Unlike one of today it may be old, and a reason, a
// way to reach them and the agreement may be missing: they are asked for when somebody
// speaks to them.
func CheckPast(in Past, today clock.Date) error {
	in.New = in.New.tidy()
	var c errs.Check
	c.Require(!in.Service.IsZero(), "service", "referral.service_missing")
	c.Require(vocabulary.Sources().Has(in.Source), "source", "referral.source_missing")
	c.Require(text.Length(in.Reason) <= 4000, "reason", "form.too_long", 4000)
	c.Require(text.Length(in.ReferrerName) <= 200, "referrer", "form.too_long", 200)
	c.Require(in.ReferrerEmail == "" || text.Email(in.ReferrerEmail), "referrer_email", "email.wrong")
	c.Require(!in.Received.After(today), "received", "date.future")
	c.Require(!in.AgreedOn.After(today), "consent", "date.future")
	for _, code := range in.Needs {
		c.Require(vocabulary.Needs().Has(code), "needs", "referral.need_unknown")
	}
	return c.Err()
}

// AllowedTx reports whether the service's policy lets a source refer on a day.
func AllowedTx(ctx context.Context, tx *db.Tx, sid org.ServiceID, source string, on clock.Date) (bool, error) {
	policy, err := org.PolicyTx(ctx, tx, sid)
	return err == nil && org.Allows(policy, source, on), err
}

// BringTx writes many referrals that another system had taken, with the days on which
// they came, in the caller's transaction, which has checked the actor, and returns
// them in the same order. Those that somebody works on already stand as allocated, the
// others wait in triage. Sight of the person is given as for any referral. Nobody is
// told anything. Invalid names the fields, and nothing is written. Audited as
// referral.import.
func (s *Service) BringTx(ctx context.Context, tx *db.Tx, a authz.Actor, list []Past) ([]Referral, error) {
	today := clock.DateOf(tx.Now(), s.zone)
	out := make([]Referral, len(list))
	var rows [][]any
	var about []audit.Subject
	var agreed []consent.Past
	for i, in := range list {
		if err := CheckPast(in, today); err != nil {
			return nil, err
		}
		r := in.referral(tx, s.zone)
		out[i] = r
		rows = append(rows, []any{r.ID, r.Person, r.PersonName, r.Service, r.Organisation, r.Source, r.ReferrerName, r.ReferrerEmail, r.Came,
			r.Received, r.Reason, strings.Join(r.Needs, ","), r.Urgent, r.Status, r.StatusAt, r.ReadAt, r.Created})
		about = append(about, r.subject())
		if !in.AgreedOn.IsZero() {
			agreed = append(agreed, consent.Past{Person: r.Person, At: in.AgreedOn.Time(s.zone), New: consent.New{Scope: consent.ToReferral,
				Ground: consent.Agreed, Answer: consent.Yes, How: string(ByOldSystem), Target: r.ID.String()}})
		}
	}
	if err := tx.InsertMany(ctx, `insert into referral (id, person, person_name, service, organisation, source, referrer_name, referrer_email,
		came, received, reason, needs, urgent, status, status_at, read_at, created)`, rows); err != nil {
		return nil, err
	}
	if err := s.grantPast(ctx, tx, list, out); err != nil {
		return nil, err
	}
	if err := s.consents.BringTx(ctx, tx, a, agreed); err != nil {
		return nil, err
	}
	return out, audit.RecordMany(ctx, tx, a, "referral.import", about)
}

func (in Past) referral(tx *db.Tx, zone *time.Location) Referral {
	in.New = in.New.tidy()
	if in.Received.IsZero() {
		in.Received = clock.DateOf(tx.Now(), zone)
	}
	r := Referral{ID: id.New[Referral](), Person: in.Who, PersonName: in.New.Person.Name, Service: in.Service, Organisation: in.Organisation,
		Source: in.Source, ReferrerName: in.ReferrerName, ReferrerEmail: in.ReferrerEmail, Came: ByOldSystem, Received: in.Received,
		Reason: in.Reason, Needs: in.Needs, Urgent: in.Urgent, Status: Submitted, StatusAt: tx.Now(), Created: tx.Now(), Version: 1}
	if !in.TakenOn.IsZero() {
		r.Status, r.StatusAt, r.ReadAt, r.Urgent = Allocated, in.TakenOn, in.TakenOn, false
	}
	return r
}

func (s *Service) grantPast(ctx context.Context, tx *db.Tx, list []Past, made []Referral) error {
	var fresh []access.Grant
	for i, r := range made {
		if !list[i].Fresh {
			for _, g := range grants(r) {
				if err := access.GrantTx(ctx, tx, g); err != nil {
					return err
				}
			}
			continue
		}
		fresh = append(fresh, access.Grant{Person: r.Person, Holder: r.Service.String(), Relation: authz.ByService, Service: r.Service, Reason: "referral.create"})
		if !r.Organisation.IsZero() {
			fresh = append(fresh, access.Grant{Person: r.Person, Holder: r.Organisation.String(), Relation: authz.ByPractice, Service: r.Service, Reason: "referral.create"})
		}
	}
	return access.GrantNewTx(ctx, tx, fresh)
}
