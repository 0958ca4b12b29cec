package directory

import (
	"context"
	"strings"

	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
)

const columns = `e.seq, e.id, e.feed, f.name, e.external_id, e.organisation, e.name, e.status, e.gone, e.assured_on, e.needs, e.confirmed_on,
	e.confirmed_by, e.full_since, e.full_until, e.refer_by, e.refer_to, e.contact_email, e.contact_phone, e.more_needs, e.created, e.updated, e.version, e.document`

const from = ` from directory_entry e left join directory_feed f on f.id = e.feed `

func scan(s db.Scan) (stored, error) {
	var r stored
	err := s(&r.seq, &r.id, &r.feed, &r.feedName, &r.external, &r.organisation, &r.name, &r.status, &r.gone, &r.assured, &r.needs, &r.confirmed,
		&r.confirmedBy, &r.fullSince, &r.fullUntil, &r.referBy, &r.referTo, &r.contact.Email, &r.contact.Phone, &r.moreNeeds, &r.created, &r.updated, &r.version, &r.document)
	return r, err
}

func byID(ctx context.Context, tx *db.Tx, eid ID) (stored, error) {
	r, err := db.One(ctx, tx, scan, `select `+columns+from+`where e.id = $1`, eid)
	if errs.Is(err, errs.NotFound) {
		err = errs.New(errs.NotFound, "directory.not_found")
	}
	return r, err
}

// bySeqs returns entries in any order.
func bySeqs(ctx context.Context, tx *db.Tx, seqs []int64) ([]stored, error) {
	if len(seqs) == 0 {
		return nil, nil
	}
	var a db.Args
	marks := make([]string, len(seqs))
	for i, s := range seqs {
		marks[i] = a.Bind(s)
	}
	return db.All(ctx, tx, scan, `select `+columns+from+`where e.seq in (`+strings.Join(marks, ", ")+`)`, a.List()...)
}

// takeSeqs reserves n numbers for new entries and returns the first.
func takeSeqs(ctx context.Context, tx *db.Tx, n int) (int64, error) {
	next, err := db.One(ctx, tx, db.Value[int64], `update directory_counter set next = next + $1 where name = 'entry' returning next`, n)
	return next - int64(n), err
}

// setLocal writes the local facts, if nobody else changed the entry since version.
func setLocal(ctx context.Context, tx *db.Tx, r stored) error {
	n, err := tx.Exec(ctx, `update directory_entry set confirmed_on = $3, confirmed_by = $4, full_since = $5, full_until = $6, refer_by = $7,
		refer_to = $8, contact_email = $9, contact_phone = $10, more_needs = $11, status = $12, listed = $13, gone = $14, updated = $15,
		version = version + 1 where id = $1 and version = $2`,
		r.id, r.version, r.confirmed, r.confirmedBy, r.fullSince, r.fullUntil, r.referBy, r.referTo, r.contact.Email, r.contact.Phone, r.moreNeeds,
		r.status, r.status == Live, r.gone, tx.Now())
	if err == nil && n == 0 {
		err = errs.New(errs.Conflict, "form.changed_meanwhile")
	}
	return err
}

// setDocument replaces what an entry that was entered here says.
func setDocument(ctx context.Context, tx *db.Tx, r stored, f fresh) error {
	n, err := tx.Exec(ctx, `update directory_entry set name = $3, name_fold = $4, needs = $5, refer_by = $6, refer_to = $7, contact_email = $8,
		contact_phone = $9, more_needs = $10, document = $11, hash = $12, updated = $13, organisation = $14, version = version + 1
		where id = $1 and version = $2`,
		r.id, r.version, f.Name, f.Fold, r.needs, r.referBy, r.referTo, r.contact.Email, r.contact.Phone, r.moreNeeds,
		f.document, f.hash, tx.Now(), r.organisation)
	if err == nil && n == 0 {
		err = errs.New(errs.Conflict, "form.changed_meanwhile")
	}
	return err
}

// ownOrganisation returns the organisation of that name that was entered here, if any.
func ownOrganisation(ctx context.Context, tx *db.Tx, name string) (OrganisationID, error) {
	return db.One(ctx, tx, db.Value[OrganisationID], `select id from directory_organisation where feed is null and name = $1 order by id limit 1`, name)
}

func tips(ctx context.Context, tx *db.Tx, eid ID) ([]Tip, error) {
	return db.All(ctx, tx, func(s db.Scan) (Tip, error) {
		var t Tip
		err := s(&t.ID, &t.Entry, &t.Author, &t.Words, &t.Created)
		return t, err
	}, `select id, entry, author, words, created from directory_tip where entry = $1 and struck is null order by created desc, id desc`, eid)
}

func insertTip(ctx context.Context, tx *db.Tx, t Tip) error {
	_, err := tx.Exec(ctx, `insert into directory_tip (id, entry, author, words, created) values ($1, $2, $3, $4, $5)`,
		t.ID, t.Entry, t.Author, t.Words, t.Created)
	return err
}

func strikeTip(ctx context.Context, tx *db.Tx, tip TipID) (int64, error) {
	return tx.Exec(ctx, `update directory_tip set struck = $2 where id = $1 and struck is null`, tip, tx.Now())
}

// countBy counts live entries by whether they were checked since the day given, and the
// others by status.
func countBy(ctx context.Context, tx *db.Tx, checkedSince clock.Date) (map[Status]int, error) {
	type group struct {
		status Status
		n      int
	}
	list, err := db.All(ctx, tx, func(s db.Scan) (group, error) {
		var g group
		err := s(&g.status, &g.n)
		return g, err
	}, `select case when status = 'live' and not (coalesce(confirmed_on, $2) > $1 or coalesce(assured_on, $2) > $1) then 'stale' else status end as state,
		count(*) from directory_entry group by state`, checkedSince, clock.Date{Year: 1, Month: 1, Day: 1})
	out := map[Status]int{}
	for _, g := range list {
		out[g.status] += g.n
	}
	return out, err
}

// due returns live entries that nobody has checked since the day given, those unchecked
// longest first.
func unconfirmed(ctx context.Context, tx *db.Tx, checkedSince clock.Date, limit int) ([]stored, error) {
	never := clock.Date{Year: 1, Month: 1, Day: 1}
	return db.All(ctx, tx, scan, `select `+columns+from+`where e.status = 'live' and coalesce(e.confirmed_on, $2) <= $1
		and coalesce(e.assured_on, $2) <= $1 order by coalesce(e.confirmed_on, e.assured_on, $2), e.seq limit $3`, checkedSince, never, limit)
}
