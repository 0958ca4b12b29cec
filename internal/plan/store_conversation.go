package plan

import (
	"context"
	"strings"

	"weft/internal/caseload"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
)

// lastVersion is the newest version of what a person said to a service, in this case
// or in one before: a second episode goes on where the first ended.
func lastVersion(ctx context.Context, tx *db.Tx, c caseload.Case) (int64, error) {
	return db.One(ctx, tx, db.Value[int64], `select coalesce(max(v.version), 0) from conversation v
		join person_case c on c.id = v.case_id where v.person = $1 and c.service = $2`, c.Person, c.Service)
}

func insertConversation(ctx context.Context, tx *db.Tx, c Conversation) error {
	_, err := tx.Exec(ctx, `insert into conversation (id, case_id, person, by_account, at, version, matters, strengths, read_back, needs, other)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`, id.New[Conversation](), c.Case, c.Person, c.By, c.At, c.Version, c.Matters,
		c.Strengths, c.ReadBack, strings.Join(c.Needs, ","), c.Other)
	return raced(err)
}

// raced turns the Conflict of a version or a number that somebody else took in the
// same moment into a lost race.
func raced(err error) error {
	if errs.Is(err, errs.Conflict) {
		return errs.New(errs.Conflict, "form.changed_meanwhile")
	}
	return err
}

// heard returns the newest version of what a person said to the service of a case.
func heard(ctx context.Context, tx *db.Tx, c caseload.Case) (Conversation, error) {
	return db.One(ctx, tx, func(s db.Scan) (Conversation, error) {
		var c Conversation
		var needs string
		err := s(&c.Case, &c.Person, &c.By, &c.At, &c.Version, &c.Matters, &c.Strengths, &c.ReadBack, &needs, &c.Other)
		if needs != "" {
			c.Needs = strings.Split(needs, ",")
		}
		return c, err
	}, `select v.case_id, v.person, v.by_account, v.at, v.version, v.matters, v.strengths, v.read_back, v.needs, v.other
		from conversation v join person_case c on c.id = v.case_id where v.person = $1 and c.service = $2
		order by v.version desc limit 1`, c.Person, c.Service)
}
