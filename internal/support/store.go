package support

import (
	"context"
	"strings"

	"weft/internal/caseload"
	"weft/internal/db"
)

func insert(ctx context.Context, tx *db.Tx, l Letter) error {
	_, err := tx.Exec(ctx, `insert into support_letter (id, case_id, person, lang, purpose, recipient, subject, body, told, consent, contact, by_account, at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
		l.ID, l.Case, l.Person, l.Lang, l.Purpose, l.Recipient, l.Subject, l.Body, strings.Join(l.Told, " "), l.Consent, l.Contact, l.By, l.At)
	return err
}

// ofPerson returns the letters that the service of a case made for the person, newest
// first, in this episode or one before; or the one of them with this id.
func ofPerson(ctx context.Context, tx *db.Tx, c caseload.Case, which ID) ([]Letter, error) {
	return db.All(ctx, tx, scan, `select l.id, l.case_id, l.person, l.lang, l.purpose, l.recipient, l.subject, l.body, l.told, l.consent, l.contact,
		l.by_account, l.at, l.taken_back from support_letter l join person_case c on c.id = l.case_id
		where l.person = $1 and c.service = $2 and ($3 = '' or cast(l.id as text) = $3) order by l.at desc, l.id`, c.Person, c.Service, which.String())
}

func scan(s db.Scan) (Letter, error) {
	var l Letter
	var told string
	err := s(&l.ID, &l.Case, &l.Person, &l.Lang, &l.Purpose, &l.Recipient, &l.Subject, &l.Body, &told, &l.Consent, &l.Contact, &l.By, &l.At, &l.TakenBack)
	l.Told = strings.Fields(told)
	return l, err
}
