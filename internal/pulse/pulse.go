package pulse

import (
	"context"
	"time"

	"weft/internal/authz"
	"weft/internal/db"
)

// Pulse is how an installation is doing at one moment.
type Pulse struct {
	At         time.Time     // by the clock of this machine
	Skew       time.Duration // how far the database's clock is ahead of it; 0 on SQLite
	Jobs       Queue         // work that is due and not done
	JobsFailed int           // given up after eight tries
	Messages   Queue         // e-mails and texts that wait
	Letters    int           // wait to be printed
	Failed     int           // messages that could not be sent
	Unsealed   Queue         // events that are not in the audit chain yet
	Newest     time.Time     // when the last event was recorded
}

// Queue is how many things wait, and since when the first of them does.
type Queue struct {
	Count  int
	Oldest time.Time // zero when nothing waits
}

// Age returns how long the first of a queue has waited.
func (q Queue) Age(now time.Time) time.Duration {
	if q.Oldest.IsZero() {
		return 0
	}
	return max(0, now.Sub(q.Oldest))
}

// Extent is what an installation holds, for doctor.
type Extent struct {
	Accounts, Administrators, Services, Postcodes, Groups int
	Invented                                              int // people whose number marks them as made up
	People                                                int
	Events                                                int
}

// Service reads it.
type Service struct{ db *db.DB }

// NewService returns the service of a database.
func NewService(d *db.DB) *Service { return &Service{db: d} }

func queue(ctx context.Context, tx *db.Tx, q string, args ...any) (Queue, error) {
	return db.One(ctx, tx, func(s db.Scan) (Queue, error) {
		var out Queue
		err := s(&out.Count, &out.Oldest)
		return out, err
	}, q, args...)
}

// Now takes the pulse. For whoever runs the program; not audited.
func (s *Service) Now(ctx context.Context) (p Pulse, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) (err error) {
		p.At = tx.Now()
		if p.Skew, err = db.Skew(ctx, tx); err != nil {
			return err
		}
		if p.Jobs, err = queue(ctx, tx, `select count(*), min(run_at) from job where done_at is null and failed_at is null and kind <> 'lease' and run_at <= $1`, tx.Now()); err != nil {
			return err
		}
		if p.JobsFailed, err = db.One(ctx, tx, db.Value[int], `select count(*) from job where failed_at is not null`); err != nil {
			return err
		}
		if p.Messages, err = queue(ctx, tx, `select count(*), min(at) from message where state = 'waiting' and channel in ('email', 'text')`); err != nil {
			return err
		}
		if p.Letters, err = db.One(ctx, tx, db.Value[int], `select count(*) from message where state = 'waiting' and channel = 'letter'`); err != nil {
			return err
		}
		if p.Failed, err = db.One(ctx, tx, db.Value[int], `select count(*) from message where state = 'failed'`); err != nil {
			return err
		}
		if p.Newest, err = db.One(ctx, tx, db.Value[time.Time], `select max(at) from audit_event`); err != nil {
			return err
		}
		p.Unsealed, err = queue(ctx, tx, `select count(*), min(at) from audit_event where place is null`)
		return err
	})
	return p, err
}

// Extent counts what there is. For whoever runs the program; not audited.
func (s *Service) Extent(ctx context.Context) (e Extent, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		for _, q := range []struct {
			to   *int
			text string
			args []any
		}{
			{&e.Accounts, `select count(*) from account where disabled is null`, nil},
			{&e.Administrators, `select count(*) from role_assignment r join account a on a.id = r.account where r.role = $1 and a.disabled is null and r.ends is null`, []any{authz.Admin}},
			{&e.Services, `select count(*) from service where closed is null`, nil},
			{&e.Postcodes, `select count(*) from place_postcode`, nil},
			{&e.Groups, `select count(*) from directory_entry where status = 'live'`, nil},
			{&e.People, `select count(*) from person`, nil},
			{&e.Invented, `select count(*) from person where substr(nhs_number, 1, 3) = '999'`, nil},
			{&e.Events, `select count(*) from audit_event`, nil},
		} {
			n, err := db.One(ctx, tx, db.Value[int], q.text, q.args...)
			if err != nil {
				return err
			}
			*q.to = n
		}
		return nil
	})
	return e, err
}
