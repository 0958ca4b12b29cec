package pause

import (
	"context"
	"strings"

	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/org"
)

const columns = `p.id, p.service, p.kind, p.organisation, p.source, p.worker, p.status, p.reason, p.words, p.starts, p.until, p.exceptions,
	p.alternative, p.public_en, p.public_cy, p.asked_by, p.asked, p.decided_by, p.answer, p.began, p.ended, p.by_itself, p.version`

func scan(s db.Scan) (Pause, error) {
	var p Pause
	err := s(&p.ID, &p.Service, &p.Kind, &p.Practice, &p.Source, &p.Worker, &p.Status, &p.Reason, &p.Words, &p.Starts, &p.Until, &p.Exceptions,
		&p.Alternative, &p.PublicEn, &p.PublicCy, &p.AskedBy, &p.Asked, &p.DecidedBy, &p.Answer, &p.Began, &p.Ended, &p.ByItself, &p.Version)
	return p, err
}

func insert(ctx context.Context, tx *db.Tx, p Pause) error {
	_, err := tx.Exec(ctx, `insert into referral_pause (id, service, kind, organisation, source, worker, status, reason, words, starts, until,
		exceptions, alternative, public_en, public_cy, asked_by, asked, decided_by, began)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
		p.ID, p.Service, p.Kind, p.Practice, p.Source, p.Worker, p.Status, p.Reason, p.Words, p.Starts, p.Until,
		p.Exceptions, p.Alternative, p.PublicEn, p.PublicCy, p.AskedBy, p.Asked, p.DecidedBy, p.Began)
	return err
}

// update writes everything but what it covers and who asked, if nobody else did since
// version.
func update(ctx context.Context, tx *db.Tx, p Pause, version int64) error {
	n, err := tx.Exec(ctx, `update referral_pause set status = $3, reason = $4, words = $5, starts = $6, until = $7, exceptions = $8, alternative = $9,
		public_en = $10, public_cy = $11, decided_by = $12, answer = $13, began = $14, ended = $15, by_itself = $16, version = version + 1
		where id = $1 and version = $2`, p.ID, version, p.Status, p.Reason, p.Words, p.Starts, p.Until, p.Exceptions, p.Alternative,
		p.PublicEn, p.PublicCy, p.DecidedBy, p.Answer, p.Began, p.Ended, p.ByItself)
	if err == nil && n == 0 {
		err = errs.New(errs.Conflict, "form.changed_meanwhile")
	}
	return err
}

func insertReview(ctx context.Context, tx *db.Tx, pid ID, r Review) error {
	_, err := tx.Exec(ctx, `insert into pause_review (id, pause, at, by_whom, outcome, words, until) values ($1, $2, $3, $4, $5, $6, $7)`,
		id.New[Review](), pid, r.At, r.By, r.Outcome, r.Words, r.Until)
	return err
}

func reviews(ctx context.Context, tx *db.Tx, pid ID) ([]Review, error) {
	return db.All(ctx, tx, func(s db.Scan) (Review, error) {
		var r Review
		err := s(&r.At, &r.By, &r.Outcome, &r.Words, &r.Until)
		return r, err
	}, `select r.at, r.by_whom, r.outcome, r.words, r.until from pause_review r where r.pause = $1 order by r.at, r.id`, pid)
}

// in is a condition that an expression is one of these ids; false for none.
func in(expression string, ids []string, bind func(any) string) string {
	if len(ids) == 0 {
		return "false"
	}
	marks := make([]string, len(ids))
	for i, v := range ids {
		marks[i] = bind(v)
	}
	return expression + " in (" + strings.Join(marks, ", ") + ")"
}

// decides is the condition that the actor may decide on a pause: the lead of its
// service, or the GP supervisor of the worker whose pause it is.
func decides(a authz.Actor, bind func(any) string) string {
	if a.Kind == authz.System {
		return "true"
	}
	return "(" + in("p.service", a.At(authz.TeamLead), bind) + " or p.kind = 'worker' and " + in("p.worker", a.At(authz.GPSupervisor), bind) + ")"
}

// sees is the condition that the actor may read a pause: whoever decides, whoever
// asked, and the team where it concerns more than one worker.
func sees(a authz.Actor, bind func(any) string) string {
	where := decides(a, bind)
	if a.Kind != authz.Account {
		return where
	}
	where += " or p.asked_by = " + bind(a.ID)
	for _, r := range []authz.Role{authz.LinkWorker, authz.Triager, authz.SchemeAdmin} {
		where += " or p.kind <> 'worker' and p.status in ('approved', 'active', 'reviewed', 'ended') and " + in("p.service", a.At(r), bind)
	}
	return "(" + where + ")"
}

func byID(ctx context.Context, tx *db.Tx, pid ID, where func(bind func(any) string) string) (Pause, error) {
	var args db.Args
	is := args.Bind(pid)
	p, err := db.One(ctx, tx, scan, `select `+columns+` from referral_pause p where p.id = `+is+` and `+where(args.Bind), args.List()...)
	if errs.Is(err, errs.NotFound) {
		err = errs.New(errs.NotFound, "pause.not_found")
	}
	return p, err
}

// list returns the newest first, those in force or asked for before those that are over.
func list(ctx context.Context, tx *db.Tx, where func(bind func(any) string) string) ([]Pause, error) {
	var args db.Args
	return db.All(ctx, tx, scan, `select `+columns+` from referral_pause p where `+where(args.Bind)+`
		order by case when p.status in ('requested', 'approved', 'active', 'reviewed') then 0 else 1 end, p.asked desc, p.id desc limit 100`, args.List()...)
}

// inForce returns the pauses of these services that hold referrals now.
func inForce(ctx context.Context, tx *db.Tx, services []org.ServiceID) ([]Pause, error) {
	var args db.Args
	ids := make([]string, len(services))
	for i, v := range services {
		ids[i] = v.String()
	}
	where := in("p.service", ids, args.Bind)
	return db.All(ctx, tx, scan, `select `+columns+` from referral_pause p where p.status in ('active', 'reviewed') and `+where+`
		order by p.starts, p.id`, args.List()...)
}
