package gap

import (
	"context"
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
	"weft/internal/vocabulary"
)

// ID identifies an unmet need.
type ID = id.ID[UnmetNeed]

// Status is where an unmet need stands. Grouping and raising come with reports.
type Status string

// Noted is how every unmet need begins.
const Noted Status = "noted"

// UnmetNeed is something a person needed and nobody here offers.
type UnmetNeed struct {
	ID     ID
	Person person.ID
	Case   caseload.ID
	Need   string // a code of vocabulary.Needs
	Words  string
	By     authz.AccountID
	At     time.Time
	Status Status
}

// New is what is asked: the need; words are optional.
type New struct {
	Key   string
	Need  string
	Words string
}

// Service is the use cases of this package.
type Service struct {
	db    *db.DB
	cases *caseload.Service
}

// NewService returns the use cases on a database.
func NewService(d *db.DB, c *caseload.Service) *Service { return &Service{db: d, cases: c} }

// Note writes an unmet need of an open case. Audited.
func (s *Service) Note(ctx context.Context, a authz.Actor, p person.ID, in New) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		c, err := s.cases.OpenForTx(ctx, tx, a, authz.CaseWork, p)
		if err != nil {
			return err
		}
		_, err = once.Do(ctx, tx, a, in.Key, "gap.note", func() (string, error) {
			return "", s.NoteTx(ctx, tx, a, c, in)
		})
		return err
	})
}

// NoteTx writes an unmet need inside the caller's transaction, which has checked
// the actor.
func (s *Service) NoteTx(ctx context.Context, tx *db.Tx, a authz.Actor, c caseload.Case, in New) error {
	in.Words = text.Words(in.Words)
	lists, err := vocabulary.InForceTx(ctx, tx, c.Service.String(), clock.DateOf(tx.Now(), time.UTC))
	if err != nil {
		return err
	}
	var k errs.Check
	k.Require(lists.Needs().Has(in.Need), "need", "gap.need_missing")
	k.Require(text.Length(in.Words) <= 2000, "words", "form.too_long", 2000)
	if err := k.Err(); err != nil {
		return err
	}
	gid := id.New[UnmetNeed]()
	_, err = tx.Exec(ctx, `insert into unmet_need (id, person, case_id, service, need, words, by_account, at, status)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`, gid, c.Person, c.ID, c.Service, in.Need, in.Words, a.ID, tx.Now(), Noted)
	if err != nil {
		return err
	}
	return audit.Record(ctx, tx, a, "gap.note", audit.About("unmet_need", gid.String(), c.Person.String()))
}

// ForPerson returns what was noted for a person, newest first, to whoever may read
// the case.
func (s *Service) ForPerson(ctx context.Context, a authz.Actor, p person.ID) (out []UnmetNeed, err error) {
	if err := authz.Check(a, authz.CaseRead); err != nil {
		return nil, err
	}
	err = s.db.Glance(ctx, func(tx *db.Tx) error {
		var args db.Args
		is := args.Bind(p)
		where := a.Scope(authz.CaseRead).Within("u.person", "u.service", tx.Now(), args.Bind)
		out, err = db.All(ctx, tx, func(s db.Scan) (UnmetNeed, error) {
			var u UnmetNeed
			err := s(&u.ID, &u.Person, &u.Case, &u.Need, &u.Words, &u.By, &u.At, &u.Status)
			return u, err
		}, `select u.id, u.person, u.case_id, u.need, u.words, u.by_account, u.at, u.status from unmet_need u
			where u.person = `+is+` and `+where+` order by u.at desc, u.id desc`, args.List()...)
		return err
	})
	return out, err
}
