package connection

import (
	"context"
	"strconv"
	"time"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/once"
	"weft/internal/person"
	"weft/internal/text"
	"weft/internal/vocabulary"
)

// Option is a group that was looked at together: chosen, or why not. At and By are set by
// Looked only.
type Option struct {
	Group  GroupID
	Name   string // asked only of a group that is not in the directory
	Chosen bool
	WhyNot string // a code of vocabulary.NotChosen, where it was not chosen
	Words  string
	At     time.Time
	By     authz.AccountID
}

// Options keeps what was looked at and why it was not chosen. Invalid names the fields
// ("why_not", and with several "why_not1" …). For whoever works with the case
// (authz.CaseWork); audited.
func (s *Service) Options(ctx context.Context, a authz.Actor, p person.ID, key string, in []Option) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		k, err := s.on.Cases.OpenForTx(ctx, tx, a, authz.CaseWork, p)
		if err != nil {
			return err
		}
		_, err = once.Do(ctx, tx, a, key, "connection.options", func() (string, error) {
			lists, err := vocabulary.InForceTx(ctx, tx, k.Service.String(), s.today(tx))
			if err != nil {
				return "", err
			}
			if err := validateOptions(lists.NotChosen(), in); err != nil {
				return "", err
			}
			for _, o := range in {
				g, err := s.group(ctx, tx, a, New{Group: o.Group, Name: text.Line(o.Name)})
				if err != nil {
					return "", err
				}
				o.Name, o.Words = g.name, text.Words(o.Words)
				if err := insertOption(ctx, tx, a, k, o, ""); err != nil {
					return "", err
				}
			}
			return "", audit.Record(ctx, tx, a, "connection.options", audit.About("case", k.ID.String(), k.Person.String()))
		})
		return err
	})
}

func validateOptions(whyNot vocabulary.List, in []Option) error {
	var c errs.Check
	for i, o := range in {
		at := ""
		if i > 0 {
			at = strconv.Itoa(i)
		}
		c.Require(!o.Group.IsZero() || text.Line(o.Name) != "", "name"+at, "connection.name_missing")
		c.Require(o.Chosen || whyNot.Has(o.WhyNot), "why_not"+at, "connection.why_not_missing")
		c.Require(text.Length(o.Words) <= 1000, "words"+at, "form.too_long", 1000)
	}
	return c.Err()
}

// Looked returns what was looked at for a person, newest first, to whoever may read the
// case (authz.CaseRead).
func (s *Service) Looked(ctx context.Context, a authz.Actor, p person.ID) (out []Option, err error) {
	if err := authz.Check(a, authz.CaseRead); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error { out, err = options(ctx, tx, a, p); return err })
	return out, err
}

func insertOption(ctx context.Context, tx *db.Tx, a authz.Actor, k caseload.Case, o Option, led ID) error {
	_, err := tx.Exec(ctx, `insert into connection_option (id, person, case_id, grp, name, chosen, why_not, words, connection, by_account, at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`, id.New[Option](), k.Person, k.ID, o.Group, o.Name, o.Chosen, o.WhyNot, o.Words,
		led, a.ID, tx.Now())
	return err
}

func options(ctx context.Context, tx *db.Tx, a authz.Actor, p person.ID) ([]Option, error) {
	var args db.Args
	is := args.Bind(p)
	where := a.Scope(authz.CaseRead).Within("o.person", "k.service", tx.Now(), args.Bind)
	return db.All(ctx, tx, func(s db.Scan) (Option, error) {
		var o Option
		err := s(&o.Group, &o.Name, &o.Chosen, &o.WhyNot, &o.Words, &o.At, &o.By)
		return o, err
	}, `select o.grp, o.name, o.chosen, o.why_not, o.words, o.at, o.by_account from connection_option o join person_case k on k.id = o.case_id
		where o.person = `+is+` and `+where+` order by o.at desc, o.id desc`, args.List()...)
}
