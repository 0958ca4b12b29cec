package plan

import (
	"context"
	"slices"
	"time"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/once"
	"weft/internal/person"
	"weft/internal/text"
)

// Holder is who holds a copy of a plan.
type Holder string

// The holders.
const (
	HeldByPerson Holder = "person"
	HeldByGP     Holder = "gp"
	HeldByCarer  Holder = "carer"
	HeldByGroup  Holder = "group"
	HeldByOther  Holder = "other"
)

// Holders lists who may hold a copy.
func Holders() []Holder {
	return []Holder{HeldByPerson, HeldByGP, HeldByCarer, HeldByGroup, HeldByOther}
}

// Words returns the holder in plain words.
func (h Holder) Words() string {
	switch h {
	case HeldByPerson:
		return "The person"
	case HeldByGP:
		return "Their GP practice"
	case HeldByCarer:
		return "Someone who looks after them"
	case HeldByGroup:
		return "A group"
	default:
		return "Someone else"
	}
}

// Way is how somebody got to know a plan.
type Way string

// The ways.
const (
	Printed Way = "printed"
	Posted  Way = "posted"
	ReadOut Way = "read_out"
	Sent    Way = "sent"
)

// Ways lists how a plan may be shared.
func Ways() []Way { return []Way{Printed, Posted, ReadOut, Sent} }

// Words returns the way in plain words.
func (w Way) Words() string {
	switch w {
	case Posted:
		return "Posted"
	case ReadOut:
		return "Read out"
	case Sent:
		return "Sent by e-mail"
	default:
		return "Given on paper"
	}
}

// Copy says that somebody holds a plan, or heard it read, and since when.
type Copy struct {
	ID     id.ID[Copy]
	Plan   ID
	Number int
	Holder Holder
	Who    string
	How    Way
	On     clock.Date
	At     time.Time
}

// NewCopy is what the form asks. Agreed: the person agreed that somebody else has it.
// The zero date is today.
type NewCopy struct {
	Key    string
	Holder Holder
	Who    string
	How    Way
	On     clock.Date
	Agreed bool
}

func (in NewCopy) validate(agreed, today clock.Date) error {
	var c errs.Check
	c.Require(slices.Contains(Holders(), in.Holder), "holder", "plan.holder_unknown")
	c.Require(slices.Contains(Ways(), in.How), "how", "plan.way_unknown")
	c.Require(text.Length(in.Who) <= 200, "who", "form.too_long", 200)
	c.Require(!in.On.After(today), "on", "plan.copy_future")
	c.Require(!in.On.Before(agreed), "on", "plan.copy_before_agreed")
	c.Require(in.Holder == HeldByPerson || in.Agreed, "agreed", "plan.copy_not_agreed")
	return c.Err()
}

// Share records who holds a copy of the plan that stands, and how they got it; the
// person's own copy takes the plan under way. Anybody else only when the person
// agreed (Invalid). A plan that is not agreed, and one that is closed, is a Conflict
// that says so. Audited.
func (s *Service) Share(ctx context.Context, a authz.Actor, p person.ID, in NewCopy) error {
	return s.work(ctx, a, p, func(tx *db.Tx, c caseload.Case) error {
		_, err := once.Do(ctx, tx, a, in.Key, "plan.share", func() (string, error) { return "", s.ShareTx(ctx, tx, a, c, in) })
		return err
	})
}

// ShareTx is Share in the caller's transaction, which has found the open case within
// the actor's reach.
func (s *Service) ShareTx(ctx context.Context, tx *db.Tx, a authz.Actor, c caseload.Case, in NewCopy) error {
	in.Who = text.Line(in.Who)
	p, err := standing(ctx, tx, c)
	if errs.Is(err, errs.NotFound) {
		p, err = current(ctx, tx, c) // a draft, or nothing
	}
	if err != nil {
		return err
	}
	if !p.Status.Stands() {
		return errs.New(errs.Conflict, "plan.is_"+string(p.Status))
	}
	if in.On.IsZero() {
		in.On = s.today(tx)
	}
	if err := in.validate(clock.DateOf(p.AgreedAt, s.zone), s.today(tx)); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `insert into plan_copy (id, plan, person, holder, who, how, given_on, by_account, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		id.New[Copy](), p.ID, p.Person, in.Holder, in.Who, in.How, in.On, a.ID, tx.Now())
	if err != nil {
		return err
	}
	if in.Holder == HeldByPerson {
		if err := start(ctx, tx, a, p); err != nil {
			return err
		}
	}
	return audit.Record(ctx, tx, a, "plan.share", p.subject())
}

// Copies returns who holds a copy of any number of the plan, newest first, to whoever
// may read the case; none when there is no such case.
func (s *Service) Copies(ctx context.Context, a authz.Actor, p person.ID) (out []Copy, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		c, err := s.cases.ForPersonTx(ctx, tx, a, authz.CaseRead, p)
		if err == nil {
			out, err = copies(ctx, tx, c)
		}
		if errs.Is(err, errs.NotFound) {
			return nil
		}
		return err
	})
	return out, err
}

func copies(ctx context.Context, tx *db.Tx, c caseload.Case) ([]Copy, error) {
	return db.All(ctx, tx, func(s db.Scan) (Copy, error) {
		var x Copy
		err := s(&x.ID, &x.Plan, &x.Number, &x.Holder, &x.Who, &x.How, &x.On, &x.At)
		return x, err
	}, `select y.id, y.plan, l.number, y.holder, y.who, y.how, y.given_on, y.at from plan_copy y join plan l on l.id = y.plan
		join person_case c on c.id = l.case_id where y.person = $1 and c.service = $2 order by y.at desc, y.id`, c.Person, c.Service)
}
