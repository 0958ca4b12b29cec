package contact

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/person"
)

const columns = `k.id, k.case_id, k.person, k.by_account, k.at, k.how, k.outcome, k.minutes, k.note, k.agreed, k.hidden, k.copied, k.struck,
	k.purpose, k.travel, k.place, k.others, k.interpreter, k.planned, k.confirmed, k.version`

func (k *Contact) dest() []any {
	return []any{&k.ID, &k.Case, &k.Person, &k.By, &k.At, &k.How, &k.Outcome, &k.Minutes, &k.Note, &k.Agreed, &k.Hidden, &k.Copied, &k.Struck,
		&k.Purpose, &k.Travel, &k.Place, &k.Others, &k.Interpreter, &k.Planned, &k.Confirmed, &k.Version}
}

func scan(s db.Scan) (Contact, error) {
	var k Contact
	err := s(k.dest()...)
	return k, err
}

// undo is what taking a contact back needs: the next date before it, and the one
// that it set.
type undo struct{ Before, Set caseload.Next }

// insert writes a contact with what its undo needs.
func insert(ctx context.Context, tx *db.Tx, k Contact, back undo) error {
	next, err := json.Marshal(back)
	if err != nil {
		return fmt.Errorf("keep the next date: %w", err)
	}
	_, err = tx.Exec(ctx, `insert into contact (id, case_id, person, by_account, at, how, outcome, minutes, note, agreed, hidden, before_next, created,
		purpose, travel, place, others, interpreter, planned, confirmed)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`, k.ID, k.Case, k.Person, k.By, k.At, k.How,
		k.Outcome, k.Minutes, k.Note, k.Agreed, k.Hidden, string(next), tx.Now(), k.Purpose, k.Travel, k.Place, k.Others, k.Interpreter, k.Planned,
		k.Confirmed)
	return err
}

// byID returns a contact of this case or of one before it at the same service.
func byID(ctx context.Context, tx *db.Tx, c caseload.Case, kid ID) (k Contact, back undo, created time.Time, err error) {
	var before string
	k, err = db.One(ctx, tx, func(s db.Scan) (Contact, error) {
		var k Contact
		err := s(append(k.dest(), &before, &created)...)
		return k, err
	}, `select `+columns+`, k.before_next, k.created from contact k
		join person_case c on c.id = k.case_id where k.id = $1 and c.person = $2 and c.service = $3`, kid, c.Person, c.Service)
	if errs.Is(err, errs.NotFound) {
		err = errs.New(errs.NotFound, "contact.not_found")
	}
	if err != nil {
		return k, back, created, err
	}
	if err := json.Unmarshal([]byte(before), &back); err != nil {
		return k, back, created, fmt.Errorf("read what an undo needs: %w", err)
	}
	return k, back, created, nil
}

// neverReached reports whether they have not spoken in this case so far, counting
// what was struck out since: the referrer is told once.
func neverReached(ctx context.Context, tx *db.Tx, cid caseload.ID) (bool, error) {
	n, err := db.One(ctx, tx, db.Value[int], `select count(*) from contact where case_id = $1 and outcome = $2`, cid, Spoke)
	return n == 0, err
}

func strike(ctx context.Context, tx *db.Tx, kid ID) error {
	_, err := tx.Exec(ctx, `update contact set struck = $2 where id = $1`, kid, tx.Now())
	return err
}

// forCase returns what was not struck out, newest first.
func forCase(ctx context.Context, tx *db.Tx, cid caseload.ID) ([]Contact, error) {
	return db.All(ctx, tx, scan, `select `+columns+` from contact k where k.case_id = $1 and k.struck is null order by k.at desc, k.id desc`, cid)
}

func forPerson(ctx context.Context, tx *db.Tx, a authz.Actor, p person.ID) ([]Contact, error) {
	var args db.Args
	is := args.Bind(p)
	where := a.Scope(authz.CaseRead).Within("c.person", "c.service", tx.Now(), args.Bind)
	return db.All(ctx, tx, scan, `select `+columns+` from contact k join person_case c on c.id = k.case_id where k.person = `+is+` and `+where+` order by k.at desc, k.id desc`, args.List()...)
}
