package cohort

import (
	"context"
	"strings"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/referral"
)

func insert(ctx context.Context, tx *db.Tx, a authz.Actor, k Cohort) error {
	_, err := tx.Exec(ctx, `insert into cohort (id, service, organisation, name, basis, reason, by_account, at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
		k.ID, k.Service, k.Organisation, k.Name, k.Basis, k.Reason, a.ID, k.At)
	return err
}

func insertOffer(ctx context.Context, tx *db.Tx, kid ID, l Line) error {
	_, err := tx.Exec(ctx, `insert into cohort_offer (id, cohort, name, born, born_about, reach, reach_note, safe, nhs_number, status, status_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`, id.New[Offer](), kid, l.Name, l.Born, l.BornAbout, l.Reach, l.ReachNote, l.Safe,
		l.NHSNumber, ToOffer, tx.Now())
	return err
}

// own is the condition that a cohort is of a place where the actor may offer.
func own(a authz.Actor, bind func(any) string) string {
	if a.Kind == authz.System {
		return "true"
	}
	var places []string
	for _, r := range []authz.Role{authz.TeamLead, authz.SchemeAdmin} {
		for _, at := range a.At(r) {
			places = append(places, "k.service = "+bind(at))
		}
	}
	for _, r := range []authz.Role{authz.Receptionist, authz.Clinician} {
		for _, at := range a.At(r) {
			places = append(places, "k.organisation = "+bind(at))
		}
	}
	if len(places) == 0 {
		return "false"
	}
	return "(" + strings.Join(places, " or ") + ")"
}

const cohortColumns = `k.id, k.service, k.organisation, k.name, k.basis, k.reason, k.at`

func scanCohort(s db.Scan) (Cohort, error) {
	var k Cohort
	err := s(&k.ID, &k.Service, &k.Organisation, &k.Name, &k.Basis, &k.Reason, &k.At)
	return k, err
}

func list(ctx context.Context, tx *db.Tx, a authz.Actor) ([]Cohort, error) {
	var args db.Args
	where := own(a, args.Bind)
	out, err := db.All(ctx, tx, scanCohort, `select `+cohortColumns+` from cohort k where `+where+` order by k.at desc, k.id desc limit 100`, args.List()...)
	if err != nil || len(out) == 0 {
		return out, err
	}
	return out, counted(ctx, tx, out)
}

func byID(ctx context.Context, tx *db.Tx, a authz.Actor, kid ID) (Cohort, error) {
	var args db.Args
	is := args.Bind(kid)
	k, err := db.One(ctx, tx, scanCohort, `select `+cohortColumns+` from cohort k where k.id = `+is+` and `+own(a, args.Bind), args.List()...)
	if errs.Is(err, errs.NotFound) {
		return k, errs.New(errs.NotFound, "cohort.not_found")
	}
	if err != nil {
		return k, err
	}
	list := []Cohort{k}
	err = counted(ctx, tx, list)
	return list[0], err
}

// counted adds how many offers of each cohort are in each state, in one statement.
func counted(ctx context.Context, tx *db.Tx, list []Cohort) error {
	var args db.Args
	marks := make([]string, len(list))
	at := map[ID]int{}
	for i := range list {
		marks[i], at[list[i].ID], list[i].Counts = args.Bind(list[i].ID), i, map[Status]int{}
	}
	type row struct {
		cohort ID
		status Status
		n      int
	}
	rows, err := db.All(ctx, tx, func(s db.Scan) (row, error) {
		var r row
		err := s(&r.cohort, &r.status, &r.n)
		return r, err
	}, `select cohort, status, count(*) from cohort_offer where cohort in (`+strings.Join(marks, ", ")+`) group by cohort, status`, args.List()...)
	for _, r := range rows {
		list[at[r.cohort]].Counts[r.status] = r.n
	}
	return err
}

const offerColumns = `o.id, o.cohort, o.name, o.born, o.born_about, o.reach, o.reach_note, o.safe, o.nhs_number, o.status, o.status_at, o.version`

func scanOffer(s db.Scan) (Offer, error) {
	var o Offer
	err := s(&o.ID, &o.Cohort, &o.Name, &o.Born, &o.BornAbout, &o.Reach, &o.ReachNote, &o.Safe, &o.NHSNumber, &o.Status, &o.StatusAt, &o.Version)
	return o, err
}

func open(ctx context.Context, tx *db.Tx, kid ID) ([]Offer, error) {
	return db.All(ctx, tx, scanOffer, `select `+offerColumns+` from cohort_offer o where o.cohort = $1 and o.status in ('to_offer', 'offered')
		order by o.status desc, o.name, o.id`, kid)
}

func offerByID(ctx context.Context, tx *db.Tx, oid OfferID) (Offer, error) {
	o, err := db.One(ctx, tx, scanOffer, `select `+offerColumns+` from cohort_offer o where o.id = $1`, oid)
	if errs.Is(err, errs.NotFound) {
		err = errs.New(errs.NotFound, "cohort.not_found")
	}
	return o, err
}

// update writes a step; whoever has answered leaves no details behind.
func update(ctx context.Context, tx *db.Tx, o Offer, version int64, rid referral.ID) error {
	if !o.Status.Open() {
		o.Name, o.Born, o.BornAbout, o.Reach, o.ReachNote, o.Safe, o.NHSNumber = "", clock.Date{}, false, "", "", false, ""
	}
	n, err := tx.Exec(ctx, `update cohort_offer set name = $3, born = $4, born_about = $5, reach = $6, reach_note = $7, safe = $8, nhs_number = $9,
		status = $10, status_at = $11, referral = $12, version = version + 1 where id = $1 and version = $2`,
		o.ID, version, o.Name, o.Born, o.BornAbout, o.Reach, o.ReachNote, o.Safe, o.NHSNumber, o.Status, tx.Now(), rid)
	if err == nil && n == 0 {
		err = errs.New(errs.Conflict, "form.changed_meanwhile")
	}
	return err
}

// asked reports whether somebody with one of these marks was asked within the time that
// nobody is asked again.
func asked(ctx context.Context, tx *db.Tx, marks []string) (bool, error) {
	for _, m := range marks {
		n, err := db.One(ctx, tx, db.Value[int], `select count(*) from cohort_mark where mark = $1 and until > $2`, m, tx.Now())
		if err != nil || n > 0 {
			return n > 0, err
		}
	}
	return false, nil
}

// mark remembers from now on that somebody was asked.
func mark(ctx context.Context, tx *db.Tx, marks []string) error {
	for _, m := range marks {
		if _, err := tx.Exec(ctx, `insert into cohort_mark (mark, until) values ($1, $2) on conflict (mark) do update set until = excluded.until`,
			m, tx.Now().Add(again)); err != nil {
			return err
		}
	}
	return nil
}
