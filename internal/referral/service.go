package referral

import (
	"context"
	"time"

	"weft/internal/access"
	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/consent"
	"weft/internal/db"
	"weft/internal/due"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/message"
	"weft/internal/once"
	"weft/internal/org"
	"weft/internal/pause"
	"weft/internal/person"
	"weft/internal/vocabulary"
)

// Service is the use cases of this package.
type Service struct {
	db       *db.DB
	zone     *time.Location
	people   *person.Service
	consents *consent.Service
	messages *message.Service
	pauses   *pause.Service
	base     string
}

// NewService returns the use cases on a database; zone is where "today" is, base the
// address that links in messages begin with.
func NewService(d *db.DB, zone *time.Location, base string, p *person.Service, c *consent.Service, m *message.Service, ps *pause.Service) *Service {
	return &Service{db: d, zone: zone, base: base, people: p, consents: c, messages: m, pauses: ps}
}

// Create takes a referral from the form for professionals and returns its id. The
// person's record is made new; whether they are known already is for triage to see,
// and the answer never hints at it. Invalid names the fields; a source that may not
// refer on the day is a Conflict whose sentence says who may. Audited.
func (s *Service) Create(ctx context.Context, a authz.Actor, in New) (ID, error) {
	in.Came, in.Received = ByForm, clock.Date{}
	return s.take(ctx, a, authz.ReferralCreate, in)
}

// Validate says what is wrong with the answers of the form, without taking it. It
// needs no account, tells nothing that is not on the form, and writes nothing.
func (s *Service) Validate(ctx context.Context, in New) error {
	l := s.look(in, s.db.Now())
	return s.db.Read(ctx, func(tx *db.Tx) error {
		today := clock.DateOf(tx.Now(), s.zone)
		if l.Received.IsZero() {
			l.Received = today
		}
		_, err := s.check(ctx, tx, l, today)
		return err
	})
}

// Enter takes what came by phone, letter or e-mail, with the date it came. The
// birth date may be missing. For staff of that very service (authz.ReferralEnter);
// Forbidden for anyone else. Audited.
func (s *Service) Enter(ctx context.Context, a authz.Actor, in New) (ID, error) {
	if in.Came == ByForm {
		in.Came = "" // the form has its own way in
	}
	return s.take(ctx, a, authz.ReferralEnter, in)
}

// EnterTx is Enter inside the caller's transaction, whose own key makes a repeated
// submit harmless.
func (s *Service) EnterTx(ctx context.Context, tx *db.Tx, a authz.Actor, in New) (ID, error) {
	if err := authz.Check(a, authz.ReferralEnter); err != nil {
		return "", err
	}
	if !in.Service.IsZero() && !worksAt(a, in.Service) {
		return "", errs.New(errs.Forbidden, "auth.forbidden")
	}
	if in.Came == ByForm {
		in.Came = ""
	}
	return s.createTx(ctx, tx, a, s.look(in, tx.Now()))
}

func (s *Service) take(ctx context.Context, a authz.Actor, p authz.Permission, in New) (rid ID, err error) {
	if err := authz.Check(a, p); err != nil {
		return "", err
	}
	if p == authz.ReferralEnter && !in.Service.IsZero() && !worksAt(a, in.Service) {
		return "", errs.New(errs.Forbidden, "auth.forbidden")
	}
	l := s.look(in, s.db.Now()) // before anybody has to wait for it
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		result, err := once.Do(ctx, tx, a, in.Key, "referral.create", func() (string, error) {
			rid, err := s.createTx(ctx, tx, a, l)
			return rid.String(), err
		})
		rid = ID(result)
		return err
	})
	return rid, err
}

// worksAt reports whether the actor is on the staff of a service.
func worksAt(a authz.Actor, sid org.ServiceID) bool {
	for _, r := range []authz.Role{authz.LinkWorker, authz.TeamLead, authz.Triager, authz.SchemeAdmin} {
		if a.HasAt(r, sid.String()) {
			return true
		}
	}
	return false
}

// looked is a referral that was tidied, with what was found out about the person's details.
type looked struct {
	New
	person person.Ready
	wrong  error
}

// look finds out what needs no database.
func (s *Service) look(in New, now time.Time) looked {
	l := looked{New: in.tidy()}
	l.person, l.wrong = s.people.Check(l.Person, now)
	return l
}

func (s *Service) createTx(ctx context.Context, tx *db.Tx, a authz.Actor, in looked) (ID, error) {
	today := clock.DateOf(tx.Now(), s.zone)
	if in.Received.IsZero() {
		in.Received = today
	}
	service, err := s.check(ctx, tx, in, today)
	if err != nil {
		return "", err
	}
	r := Referral{ID: id.New[Referral](), PersonName: in.Person.Name, Service: in.Service, Organisation: in.Organisation, Source: in.Source,
		Referrer: a.ID, ReferrerName: in.ReferrerName, ReferrerEmail: in.ReferrerEmail, Came: in.Came, Received: in.Received,
		Reason: in.Reason, Needs: in.Needs, Urgent: in.Urgent, Status: Submitted, StatusAt: tx.Now(), Created: tx.Now(), Version: 1}
	if in.Came != ByForm {
		r.Referrer = ""
	}
	// What has to be asked is asked first: what is written after it goes out together.
	held, err := s.heldTx(ctx, tx, r)
	if err != nil {
		return "", err
	}
	if held {
		r.Status, r.HeldAt = Held, tx.Now()
	}
	rules, err := due.ForTx(ctx, tx, r.Service, today)
	if err != nil {
		return "", err
	}
	if r.Person, err = s.people.CreateTx(ctx, tx, a, in.person); err != nil {
		return "", err
	}
	if err := insert(ctx, tx, r); err != nil {
		return "", err
	}
	if err := access.GrantNewTx(ctx, tx, grants(r)); err != nil {
		return "", err
	}
	if err := s.recordAgreement(ctx, tx, a, r, in.New); err != nil {
		return "", err
	}
	if err := audit.Record(ctx, tx, a, "referral.create", r.subject()); err != nil {
		return "", err
	}
	return r.ID, s.tellReceived(ctx, tx, a, r, in.Person, service, rules.WorkingOn(due.FirstTry, today, service.Nation))
}

// check gathers everything that is wrong with the answers, the person's too, so
// that all of it is said at once; then whether the source may refer. It returns the
// service that is asked.
func (s *Service) check(ctx context.Context, tx *db.Tx, in looked, today clock.Date) (org.Service, error) {
	var c errs.Check
	if err := c.Merge(in.wrong); err != nil {
		return org.Service{}, err
	}
	lists, err := vocabulary.InForceTx(ctx, tx, in.Service.String(), today)
	if err != nil {
		return org.Service{}, err
	}
	if err := c.Merge(in.validate(lists, today, in.Came != ByForm)); err != nil {
		return org.Service{}, err
	}
	if err := c.Err(); err != nil {
		return org.Service{}, err
	}
	service, err := known(ctx, tx, in.New)
	if err != nil {
		return org.Service{}, err
	}
	return service, mayRefer(ctx, tx, in.New)
}

// mayRefer refuses a source that may not refer to the service on the day. The usual answer
// is yes, and then nothing more is read than that.
func mayRefer(ctx context.Context, tx *db.Tx, in New) error {
	own, err := org.PolicyTx(ctx, tx, in.Service, in.Source)
	if err != nil || allowed(own, in.Source, in.Received) == nil {
		return err
	}
	all, err := org.PolicyTx(ctx, tx, in.Service)
	if err != nil {
		return err
	}
	return allowed(all, in.Source, in.Received)
}

// allowed refuses a source that may not refer on a day, and says who may: the person
// themself and their practice, the practice alone, or whoever rings.
func allowed(policy []org.Policy, source string, on clock.Date) error {
	// A source that was added here has its days in the list itself.
	if !vocabulary.Sources().Has(source) || org.Allows(policy, source, on) {
		return nil
	}
	switch practice := org.Allows(policy, "gp", on); {
	case practice && org.Allows(policy, "self", on):
		return errs.New(errs.Conflict, "referral.source_not_allowed")
	case practice:
		return errs.New(errs.Conflict, "referral.source_practice_only")
	}
	return errs.New(errs.Conflict, "referral.source_ring")
}

// known checks that the service and the organisation that the form named exist, and
// returns the service.
func known(ctx context.Context, tx *db.Tx, in New) (org.Service, error) {
	var c errs.Check
	service, err := org.ServiceTx(ctx, tx, in.Service)
	if err != nil && !errs.Is(err, errs.NotFound) {
		return service, err
	}
	c.Require(err == nil, "service", "referral.service_missing")
	if !in.Organisation.IsZero() {
		_, err := org.OrganisationTx(ctx, tx, in.Organisation)
		if err != nil && !errs.Is(err, errs.NotFound) {
			return service, err
		}
		c.Require(err == nil, "organisation", "referral.organisation_unknown")
	}
	return service, c.Err()
}

// grants are the sight of the person that goes to the service, to the referrer and, for
// their own practice's receptionists, to the organisation.
func grants(r Referral) []access.Grant {
	var out []access.Grant
	for _, to := range []struct {
		holder   string
		relation authz.Relation
	}{{r.Service.String(), authz.ByService}, {r.Referrer.String(), authz.ByReferrer}, {r.Organisation.String(), authz.ByPractice}} {
		if to.holder != "" {
			out = append(out, access.Grant{Person: r.Person, Holder: to.holder, Relation: to.relation, Service: r.Service, Reason: "referral.create"})
		}
	}
	return out
}

func (s *Service) recordAgreement(ctx context.Context, tx *db.Tx, a authz.Actor, r Referral, in New) error {
	_, err := s.consents.RecordTx(ctx, tx, a, r.Person, consent.New{Scope: consent.ToReferral, Ground: consent.Agreed,
		Answer: consent.Yes, How: string(in.Came), Target: r.ID.String()})
	if err != nil || !in.TellReferrer {
		return err
	}
	_, err = s.consents.RecordTx(ctx, tx, a, r.Person, consent.New{Scope: consent.ToReferrer, Ground: consent.Agreed,
		Answer: consent.Yes, How: string(in.Came), Target: r.ID.String()})
	return err
}

func (r Referral) subject() audit.Subject {
	return audit.About("referral", r.ID.String(), r.Person.String())
}

// ByID returns a referral to triage, the worker or their supervisor. Outside the
// scope it is NotFound.
func (s *Service) ByID(ctx context.Context, a authz.Actor, rid ID) (r Referral, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error { r, err = byID(ctx, tx, a, authz.ReferralRead, rid); return err })
	return r, err
}

// Filter narrows a list of referrals. Statuses empty means all that are open.
type Filter struct {
	Statuses []Status
	Limit    int
}

// List returns the referrals that the actor may triage, urgent ones first, then
// by the day they came.
func (s *Service) List(ctx context.Context, a authz.Actor, f Filter) (out []Referral, err error) {
	if err := authz.Check(a, authz.ReferralTriage); err != nil {
		return nil, err
	}
	if len(f.Statuses) == 0 {
		for _, st := range Statuses() {
			if st.Open() {
				f.Statuses = append(f.Statuses, st)
			}
		}
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error { out, err = list(ctx, tx, a, f); return err })
	return out, err
}

// ForPerson returns a person's referrals to the services whose content the actor may
// read, newest first.
func (s *Service) ForPerson(ctx context.Context, a authz.Actor, p person.ID) (out []Referral, err error) {
	if err := authz.Check(a, authz.ReferralRead); err != nil {
		return nil, err
	}
	err = s.db.Glance(ctx, func(tx *db.Tx) error { out, err = forPerson(ctx, tx, a, p); return err })
	return out, err
}

// AlikeTo returns who else the referred person may be, for triage to look at.
func (s *Service) AlikeTo(ctx context.Context, a authz.Actor, rid ID) (out []person.Card, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		r, err := byID(ctx, tx, a, authz.ReferralTriage, rid)
		if err != nil || !r.Status.Open() || !r.MovedFrom.IsZero() {
			return err
		}
		out, err = s.people.AlikeTx(ctx, tx, a, r.Person)
		return err
	})
	return out, err
}
