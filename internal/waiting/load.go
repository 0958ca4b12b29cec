package waiting

import (
	"context"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/org"
)

// What somebody weighs by how much support they have: local defaults. A case whose level
// nobody has chosen yet weighs as much as a medium one.
const (
	weighsSignpost = 1
	weighsLight    = 2
	weighsMedium   = 4
	weighsHolistic = 8
)

const (
	// UsualLimit is what a full-time post carries until the team agrees its own: fifty
	// people with medium support. It is a local default and no national standard.
	UsualLimit   = 200
	fullTime     = 37.5 // hours a week
	yearLow      = 200  // people a year that a full-time post sees, by the contract
	yearHigh     = 250
	nearlyFull   = 85 // per cent of the limit
	smallestPost = 0.05
)

// Load is what one worker carries at one service.
type Load struct {
	Worker   authz.AccountID
	Name     string
	Service  org.ServiceID
	Signpost int // open cases, by how much support each person has
	Light    int
	Medium   int
	Holistic int
	Unset    int     // nobody has chosen yet
	WTE      float64 // whole posts; 0 where no post is recorded
	Limit    int     // agreed for a full-time post
	Year     int     // different people spoken with in the last twelve months
}

// Open returns how many open cases there are.
func (l Load) Open() int { return l.Signpost + l.Light + l.Medium + l.Holistic + l.Unset }

// Points returns what they weigh together.
func (l Load) Points() int {
	return l.Signpost*weighsSignpost + l.Light*weighsLight + (l.Medium+l.Unset)*weighsMedium + l.Holistic*weighsHolistic
}

// Agreed returns what this worker's post carries, by its hours; a post that nobody has
// recorded counts as a whole one.
func (l Load) Agreed() int { return int(float64(l.Limit)*l.posts() + 0.5) }

func (l Load) posts() float64 {
	if l.WTE < smallestPost {
		return 1
	}
	return l.WTE
}

// YearRange returns how many people a year this post sees, by its hours.
func (l Load) YearRange() (low, high int) {
	return int(yearLow*l.posts() + 0.5), int(yearHigh*l.posts() + 0.5)
}

// Red reports whether the worker carries more than was agreed.
func (l Load) Red() bool { return l.Points() > l.Agreed() }

// TakesByItself reports whether the program might give the worker somebody without a
// human. Nothing does so today; whatever will has to ask. A human is never stopped.
func (l Load) TakesByItself() bool { return l.WTE >= smallestPost && !l.Red() }

// Words says the load in plain words.
func (l Load) Words() string {
	switch n := l.Points() * 100; {
	case l.Red():
		return "More than was agreed"
	case n >= l.Agreed()*nearlyFull:
		return "Nearly full"
	default:
		return "Has room"
	}
}

// Loads returns what each link worker of a service carries, by name. For its lead only; a
// service that the actor does not lead is NotFound.
func (s *Service) Loads(ctx context.Context, a authz.Actor, sid org.ServiceID) (out []Load, err error) {
	if err := leads(a, authz.LoadRead, sid); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error { out, err = s.loads(ctx, tx, sid, ""); return err })
	return out, err
}

// OwnLoad returns what the actor carries at each service where they are a link worker,
// and nobody else's.
func (s *Service) OwnLoad(ctx context.Context, a authz.Actor) (out []Load, err error) {
	if err := authz.Check(a, authz.LoadOwn); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		for _, at := range a.At(authz.LinkWorker) {
			own, err := s.loads(ctx, tx, org.ServiceID(at), a.ID)
			if err != nil {
				return err
			}
			out = append(out, own...)
		}
		return nil
	})
	return out, err
}

func leads(a authz.Actor, p authz.Permission, sid org.ServiceID) error {
	if err := authz.Check(a, p); err != nil {
		return err
	}
	if !a.HasAt(authz.TeamLead, sid.String()) {
		return errs.New(errs.NotFound, "waiting.service_unknown")
	}
	return nil
}

// loads returns the loads of a service, or of one worker there.
func (s *Service) loads(ctx context.Context, tx *db.Tx, sid org.ServiceID, only authz.AccountID) ([]Load, error) {
	workers, err := s.accounts.HoldersTx(ctx, tx, authz.LinkWorker, sid.String())
	if err != nil {
		return nil, err
	}
	limit, err := limitOf(ctx, tx, sid)
	if err != nil {
		return nil, err
	}
	hours, err := hoursOf(ctx, tx, sid, clock.DateOf(tx.Now(), s.zone))
	if err != nil {
		return nil, err
	}
	open, err := openOf(ctx, tx, sid)
	if err != nil {
		return nil, err
	}
	year, err := yearOf(ctx, tx, sid)
	if err != nil {
		return nil, err
	}
	var out []Load
	for _, w := range workers {
		if !only.IsZero() && w.ID != only {
			continue
		}
		l := open[w.ID]
		l.Worker, l.Name, l.Service, l.Limit, l.WTE, l.Year = w.ID, w.Name, sid, limit, hours[w.ID]/fullTime, year[w.ID]
		out = append(out, l)
	}
	return out, nil
}

// AgreeLimit keeps what the team agreed that a full-time post carries. For the lead of the
// service. Invalid names the field. Audited.
func (s *Service) AgreeLimit(ctx context.Context, a authz.Actor, sid org.ServiceID, points int) error {
	if err := leads(a, authz.LoadAgree, sid); err != nil {
		return err
	}
	var c errs.Check
	c.Require(points >= 20 && points <= 1000, "limit", "waiting.limit_range")
	if err := c.Err(); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, `insert into load_limit (service, points, by_whom, at) values ($1, $2, $3, $4)
			on conflict (service) do update set points = excluded.points, by_whom = excluded.by_whom, at = excluded.at`, sid, points, a.ID, tx.Now()); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, "load.agree", audit.On("service", sid.String()))
	})
}

func limitOf(ctx context.Context, tx *db.Tx, sid org.ServiceID) (int, error) {
	n, err := db.One(ctx, tx, db.Value[int], `select points from load_limit where service = $1`, sid)
	if errs.Is(err, errs.NotFound) {
		return UsualLimit, nil
	}
	return n, err
}

// hoursOf adds up the hours of each worker's posts on a day.
func hoursOf(ctx context.Context, tx *db.Tx, sid org.ServiceID, on clock.Date) (map[authz.AccountID]float64, error) {
	type row struct {
		worker authz.AccountID
		hours  float64
	}
	rows, err := db.All(ctx, tx, func(s db.Scan) (row, error) {
		var r row
		err := s(&r.worker, &r.hours)
		return r, err
	}, `select account, sum(hours) from post where service = $1 and account is not null and starts <= $2 and (ends is null or ends > $2) group by account`, sid, on)
	out := make(map[authz.AccountID]float64, len(rows))
	for _, r := range rows {
		out[r.worker] = r.hours
	}
	return out, err
}

// openOf counts the open cases of each worker by how much support each person has.
func openOf(ctx context.Context, tx *db.Tx, sid org.ServiceID) (map[authz.AccountID]Load, error) {
	type row struct {
		worker authz.AccountID
		level  string
		n      int
	}
	rows, err := db.All(ctx, tx, func(s db.Scan) (row, error) {
		var r row
		err := s(&r.worker, &r.level, &r.n)
		return r, err
	}, `select c.worker, c.level, count(*) from person_case c where c.service = $1 and c.closed is null group by 1, 2`, sid)
	out := make(map[authz.AccountID]Load, len(rows))
	for _, r := range rows {
		l := out[r.worker]
		switch r.level {
		case "signpost":
			l.Signpost += r.n
		case "light":
			l.Light += r.n
		case "medium":
			l.Medium += r.n
		case "holistic":
			l.Holistic += r.n
		default:
			l.Unset += r.n
		}
		out[r.worker] = l
	}
	return out, err
}

// yearOf counts the different people with whom each worker spoke in the last twelve
// months: not open cases, and not referrals (domain model 3.7, rule 7).
func yearOf(ctx context.Context, tx *db.Tx, sid org.ServiceID) (map[authz.AccountID]int, error) {
	type row struct {
		worker authz.AccountID
		n      int
	}
	rows, err := db.All(ctx, tx, func(s db.Scan) (row, error) {
		var r row
		err := s(&r.worker, &r.n)
		return r, err
	}, `select c.worker, count(distinct c.person) from person_case c
		where c.service = $1 and c.last_spoken >= $2 group by c.worker`, sid, tx.Now().AddDate(-1, 0, 0))
	out := make(map[authz.AccountID]int, len(rows))
	for _, r := range rows {
		out[r.worker] = r.n
	}
	return out, err
}
