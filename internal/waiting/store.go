package waiting

import (
	"context"

	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/referral"
)

const columns = `e.id, e.referral, r.person, e.service, e.band, e.why, e.words, e.review, r.received, e.contacted, r.status, e.created, e.version,
	o.id, o.worker, o.by_whom, coalesce(o.note, ''), o.offered`

const from = ` from waiting_entry e join referral r on r.id = e.referral left join waiting_offer o on o.entry = e.id and o.answer = ''`

func scan(s db.Scan) (Entry, error) {
	var e Entry
	err := s(&e.ID, &e.Referral, &e.Person, &e.Service, &e.Band, &e.Why, &e.Words, &e.Review, &e.Since, &e.Contacted, &e.Ended, &e.Created, &e.Version,
		&e.Offer.ID, &e.Offer.Worker, &e.Offer.By, &e.Offer.Note, &e.Offer.Offered)
	e.Status = standing(e.Ended, !e.Offer.ID.IsZero())
	if e.Status != Left {
		e.Ended = ""
	}
	return e, err
}

func insert(ctx context.Context, tx *db.Tx, a authz.Actor, e Entry) error {
	_, err := tx.Exec(ctx, `insert into waiting_entry (id, referral, service, band, why, words, review, banded_by, banded, created)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)`, e.ID, e.Referral, e.Service, e.Band, e.Why, e.Words, e.Review, a.ID, tx.Now())
	return err
}

// touch raises the version of an entry, if nobody else did since version.
func touch(ctx context.Context, tx *db.Tx, e Entry, version int64) error {
	n, err := tx.Exec(ctx, `update waiting_entry set version = version + 1 where id = $1 and version = $2`, e.ID, version)
	if err == nil && n == 0 {
		err = errs.New(errs.Conflict, "form.changed_meanwhile")
	}
	return err
}

func setBand(ctx context.Context, tx *db.Tx, a authz.Actor, e Entry) error {
	_, err := tx.Exec(ctx, `update waiting_entry set band = $2, why = $3, words = $4, review = $5, banded_by = $6, banded = $7 where id = $1`,
		e.ID, e.Band, e.Why, e.Words, e.Review, a.ID, tx.Now())
	return err
}

func setContacted(ctx context.Context, tx *db.Tx, e Entry, c Contact) error {
	if _, err := tx.Exec(ctx, `update waiting_entry set contacted = $2 where id = $1`, e.ID, c.At); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `insert into waiting_contact (id, entry, at, by_whom, how, words) values ($1, $2, $3, $4, $5, $6)`,
		id.New[Contact](), e.ID, c.At, c.By, c.How, c.Words)
	return err
}

func insertOffer(ctx context.Context, tx *db.Tx, e Entry, o Offer) error {
	_, err := tx.Exec(ctx, `insert into waiting_offer (id, entry, worker, by_whom, note, offered) values ($1, $2, $3, $4, $5, $6)`,
		o.ID, e.ID, o.Worker, o.By, o.Note, o.Offered)
	return err
}

func answer(ctx context.Context, tx *db.Tx, oid OfferID, as Answer, words string) error {
	_, err := tx.Exec(ctx, `update waiting_offer set answer = $2, words = $3, answered = $4 where id = $1 and answer = ''`, oid, as, words, tx.Now())
	return err
}

func byReferral(ctx context.Context, tx *db.Tx, a authz.Actor, p authz.Permission, rid referral.ID) (Entry, error) {
	if err := authz.Check(a, p); err != nil {
		return Entry{}, err
	}
	var args db.Args
	is := args.Bind(rid)
	where := a.Scope(p).Within("r.person", "r.service", tx.Now(), args.Bind)
	return found(db.One(ctx, tx, scan, `select `+columns+from+` where e.referral = `+is+` and `+where, args.List()...))
}

func found(e Entry, err error) (Entry, error) {
	if errs.Is(err, errs.NotFound) {
		err = errs.New(errs.NotFound, "waiting.not_found")
	}
	return e, err
}

// list returns who waits, by band and then by the day the referral came.
func list(ctx context.Context, tx *db.Tx, a authz.Actor) ([]Entry, error) {
	var args db.Args
	where := a.Scope(authz.ReferralTriage).Within("r.person", "r.service", tx.Now(), args.Bind)
	return db.All(ctx, tx, scan, `select `+columns+from+` where r.status = 'waiting' and `+where+`
		order by case e.band when 'first' then 0 when 'sooner' then 1 else 2 end, r.received, r.created, e.id limit 500`, args.List()...)
}

// mine returns what is offered to a worker, one offer or all.
func mine(ctx context.Context, tx *db.Tx, a authz.Actor, one OfferID) ([]Entry, error) {
	var args db.Args
	where := "o.worker = " + args.Bind(a.ID)
	if !one.IsZero() {
		where += " and o.id = " + args.Bind(one)
	}
	return db.All(ctx, tx, scan, `select `+columns+from+` where r.status = 'waiting' and `+where+` order by o.offered, o.id`, args.List()...)
}

// answered returns what became of an offer to this worker, whether or not it is open.
func answered(ctx context.Context, tx *db.Tx, a authz.Actor, oid OfferID) (Entry, error) {
	e, err := db.One(ctx, tx, func(s db.Scan) (Entry, error) {
		var e Entry
		var r referral.Status
		err := s(&r, &e.Offer.Answer)
		e.Status = standing(r, e.Offer.Answer == "")
		return e, err
	}, `select r.status, o.answer from waiting_offer o join waiting_entry e on e.id = o.entry join referral r on r.id = e.referral
		where o.id = $1 and o.worker = $2`, oid, a.ID)
	return found(e, err)
}

func history(ctx context.Context, tx *db.Tx, e *Entry) (err error) {
	if e.Offers, err = db.All(ctx, tx, func(s db.Scan) (Offer, error) {
		var o Offer
		err := s(&o.ID, &o.Worker, &o.By, &o.Note, &o.Offered, &o.Answer, &o.Words, &o.Answered)
		return o, err
	}, `select id, worker, by_whom, note, offered, answer, words, answered from waiting_offer where entry = $1 order by offered, id`, e.ID); err != nil {
		return err
	}
	e.Contacts, err = db.All(ctx, tx, func(s db.Scan) (Contact, error) {
		var c Contact
		err := s(&c.At, &c.By, &c.How, &c.Words)
		return c, err
	}, `select at, by_whom, how, words from waiting_contact where entry = $1 order by at, id`, e.ID)
	return err
}
