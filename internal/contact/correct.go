package contact

import (
	"context"
	"time"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/person"
	"weft/internal/text"
)

// ChangeKind is what was done to an entry after it was written.
type ChangeKind string

// What can be done to an entry.
const (
	Corrected ChangeKind = "corrected"
	StruckOut ChangeKind = "struck"
	MovedAway ChangeKind = "moved_away" // stands with the person to whom it did not belong
	MovedHere ChangeKind = "moved_here" // stands with the person to whom it belongs
)

// ChangeKinds lists what can be done.
func ChangeKinds() []ChangeKind { return []ChangeKind{Corrected, StruckOut, MovedAway, MovedHere} }

// Change is one change of an entry: who, when, and what stood there before. That an
// entry was moved away holds no words of it.
type Change struct {
	Contact ID
	Kind    ChangeKind
	Note    string // as it stood before
	Agreed  string
	Hidden  string
	Why     string
	OfDay   time.Time // when the contact was
	By      authz.AccountID
	At      time.Time
}

// Correction is what the words of an entry become.
type Correction struct {
	Version int64
	Note    string
	Agreed  string
	Hidden  string
	Why     string
}

func (c Correction) validate() error {
	var k errs.Check
	k.Require(text.Length(c.Note) <= 20000, "note", "form.too_long", 20000)
	k.Require(text.Length(c.Agreed) <= 4000, "agreed", "form.too_long", 4000)
	k.Require(text.Length(c.Hidden) <= 300, "hidden", "form.too_long", 300)
	k.Require(text.Length(c.Why) <= 300, "why", "form.too_long", 300)
	return k.Err()
}

// Correct changes the words of an entry. What stood there before is kept and shown as
// corrected, with who did it and when. For whoever works the case, open or closed.
// Struck entries are a Conflict, so is a lost race. Audited.
func (s *Service) Correct(ctx context.Context, a authz.Actor, p person.ID, cid ID, in Correction) error {
	in.Note, in.Agreed, in.Hidden, in.Why = text.Words(in.Note), text.Words(in.Agreed), text.Line(in.Hidden), text.Line(in.Why)
	return s.amend(ctx, a, p, cid, func(tx *db.Tx, c caseload.Case, k Contact) error {
		if err := in.validate(); err != nil {
			return err
		}
		if err := changed(tx.Exec(ctx, `update contact set note = $3, agreed = $4, hidden = $5, version = version + 1 where id = $1 and version = $2`,
			k.ID, in.Version, in.Note, in.Agreed, in.Hidden)); err != nil {
			return err
		}
		if err := keepChange(ctx, tx, a, c, k, Corrected, in.Why); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, "contact.correct", k.subject())
	})
}

// StrikeOut strikes out an entry with a reason: it counts no more, its words are kept
// as history, and the story says that it was struck out. The reason is required,
// because a record is withdrawn. Struck entries are a Conflict, so is a lost race.
// Audited.
func (s *Service) StrikeOut(ctx context.Context, a authz.Actor, p person.ID, cid ID, version int64, why string) error {
	why = text.Line(why)
	return s.amend(ctx, a, p, cid, func(tx *db.Tx, c caseload.Case, k Contact) error {
		var f errs.Check
		f.Require(why != "", "why", "contact.why_missing")
		f.Require(text.Length(why) <= 300, "why", "form.too_long", 300)
		if err := f.Err(); err != nil {
			return err
		}
		if err := changed(tx.Exec(ctx, `update contact set struck = $3, version = version + 1 where id = $1 and version = $2`, k.ID, version, tx.Now())); err != nil {
			return err
		}
		if err := caseload.HeardTx(ctx, tx, k.Case); err != nil {
			return err
		}
		if err := keepChange(ctx, tx, a, c, k, StruckOut, why); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, "contact.strike", k.subject())
	})
}

// Move takes an entry that was written to the wrong person to the right one. Both are
// within the reach of whoever works their cases. With the first a line stays that says
// so and holds no words and no name; the entry and its history go to the second. A
// first conversation takes the second one's case on. The same person, a struck entry
// and a lost race are a Conflict. Audited with both.
func (s *Service) Move(ctx context.Context, a authz.Actor, p person.ID, cid ID, version int64, to person.ID) error {
	return s.amend(ctx, a, p, cid, func(tx *db.Tx, c caseload.Case, k Contact) error {
		target, err := s.cases.ForPersonTx(ctx, tx, a, authz.CaseWork, to)
		if err != nil {
			return err
		}
		if target.Person == c.Person {
			return errs.New(errs.Conflict, "contact.same_person")
		}
		first, err := neverReached(ctx, tx, target.ID)
		if err != nil {
			return err
		}
		if err := changed(tx.Exec(ctx, `update contact set case_id = $3, person = $4, before_next = $5, planned = null, confirmed = '',
			version = version + 1 where id = $1 and version = $2`, k.ID, version, target.ID, target.Person, "{}")); err != nil {
			return err
		}
		if err := caseload.HeardTx(ctx, tx, k.Case, target.ID); err != nil {
			return err
		}
		// The history goes along: no word of it stays with somebody whom it does not concern.
		if _, err := tx.Exec(ctx, `update contact_change set person = $2, service = $3 where contact = $1 and kind <> $4`,
			k.ID, target.Person, target.Service, MovedAway); err != nil {
			return err
		}
		bare := Contact{ID: k.ID, At: k.At}
		if err := keepChange(ctx, tx, a, c, bare, MovedAway, ""); err != nil {
			return err
		}
		if err := keepChange(ctx, tx, a, target, bare, MovedHere, ""); err != nil {
			return err
		}
		if k.Outcome.Reached() && first && target.Open() {
			if err := s.spoke(ctx, tx, a, target); err != nil {
				return err
			}
		}
		if err := audit.Record(ctx, tx, a, "contact.move", k.subject()); err != nil {
			return err
		}
		k.Person = target.Person
		return audit.Record(ctx, tx, a, "contact.move", k.subject())
	})
}

// amend runs one change of an entry that stands, by whoever works the case.
func (s *Service) amend(ctx context.Context, a authz.Actor, p person.ID, cid ID, change func(tx *db.Tx, c caseload.Case, k Contact) error) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		c, err := s.cases.ForPersonTx(ctx, tx, a, authz.CaseWork, p)
		if err != nil {
			return err
		}
		k, _, _, err := byID(ctx, tx, c, cid)
		if err != nil {
			return err
		}
		if !k.Struck.IsZero() {
			return errs.New(errs.Conflict, "contact.is_struck")
		}
		return change(tx, c, k)
	})
}

func changed(n int64, err error) error {
	if err == nil && n == 0 {
		err = errs.New(errs.Conflict, "form.changed_meanwhile")
	}
	return err
}

func keepChange(ctx context.Context, tx *db.Tx, a authz.Actor, c caseload.Case, k Contact, kind ChangeKind, why string) error {
	_, err := tx.Exec(ctx, `insert into contact_change (id, contact, person, service, kind, note, agreed, hidden, why, of_day, by_account, at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`, id.New[Change](), k.ID, c.Person, c.Service, kind, k.Note, k.Agreed, k.Hidden,
		why, k.At, a.ID, tx.Now())
	return err
}

// Changes returns what was done to the entries of a person since they were written,
// oldest first, to whoever may read the case.
func (s *Service) Changes(ctx context.Context, a authz.Actor, p person.ID) (out []Change, err error) {
	if err := authz.Check(a, authz.CaseRead); err != nil {
		return nil, err
	}
	err = s.db.Glance(ctx, func(tx *db.Tx) error {
		var args db.Args
		is := args.Bind(p)
		where := a.Scope(authz.CaseRead).Within("h.person", "h.service", tx.Now(), args.Bind)
		out, err = db.All(ctx, tx, func(s db.Scan) (Change, error) {
			var h Change
			err := s(&h.Contact, &h.Kind, &h.Note, &h.Agreed, &h.Hidden, &h.Why, &h.OfDay, &h.By, &h.At)
			return h, err
		}, `select h.contact, h.kind, h.note, h.agreed, h.hidden, h.why, h.of_day, h.by_account, h.at from contact_change h
			where h.person = `+is+` and `+where+` order by h.at, h.id`, args.List()...)
		return err
	})
	return out, err
}
