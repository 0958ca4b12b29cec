package referral

import (
	"context"

	"weft/internal/authz"
	"weft/internal/consent"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/org"
)

// Detail is how much a referrer may know of what became of a referral (domain
// model 3.0).
type Detail uint8

// The levels of detail, each showing more than the one before.
const (
	OnlyReceived Detail = iota // job centre, police, housing, school
	UntilClosed                // other referrers: received, accepted, closed
	EveryStep                  // NHS referrers, and everyone once the person agrees
)

// Sent is a referral as the one who sent it may see it: what they wrote, and how
// much of what became of it they may be shown.
type Sent struct {
	Referral
	Name   string // as the referrer wrote it
	Detail Detail
}

const mineLimit = 200

// Mine returns what the actor sent, and what their practice sent when they are its
// receptionist, newest first, at most 200.
func (s *Service) Mine(ctx context.Context, a authz.Actor) (out []Sent, err error) {
	if err := authz.Check(a, authz.ReferralStatus); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		rows, err := mine(ctx, tx, a, mineLimit)
		if err != nil {
			return err
		}
		out, err = s.detailed(ctx, tx, rows)
		return err
	})
	return out, err
}

// detailed adds the name and the level of detail to each referral, in two
// statements however many there are.
func (s *Service) detailed(ctx context.Context, tx *db.Tx, rows []Referral) ([]Sent, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	var args db.Args
	marks := ""
	for i, r := range rows {
		if i > 0 {
			marks += ", "
		}
		marks += args.Bind(r.ID)
	}
	type facts struct {
		id         ID
		name, kind string
	}
	found, err := db.All(ctx, tx, func(sc db.Scan) (facts, error) {
		var f facts
		err := sc(&f.id, &f.name, &f.kind)
		return f, err
	}, `select r.id, p.name, coalesce(o.kind, '') from referral r join person p on p.id = coalesce(r.moved_from, r.person)
		left join organisation o on o.id = r.organisation where r.id in (`+marks+`)`, args.List()...)
	if err != nil {
		return nil, err
	}
	byID := make(map[ID]facts, len(found))
	for _, f := range found {
		byID[f.id] = f
	}
	agreed, err := agreedToTell(ctx, tx, marks, args.List())
	out := make([]Sent, len(rows))
	for i, r := range rows {
		f := byID[r.ID]
		out[i] = Sent{Referral: r, Name: f.name, Detail: detail(f.kind, agreed[r.ID])}
	}
	return out, err
}

// agreedToTell returns the referrals whose newest answer about telling the referrer
// is yes.
func agreedToTell(ctx context.Context, tx *db.Tx, marks string, args []any) (map[ID]bool, error) {
	type said struct {
		id     ID
		answer consent.Answer
	}
	rows, err := db.All(ctx, tx, func(sc db.Scan) (said, error) {
		var v said
		err := sc(&v.id, &v.answer)
		return v, err
	}, `select c.target, c.answer from consent c where c.scope = 'referrer' and c.target in (`+marks+`) order by c.at, c.id`, args...)
	out := map[ID]bool{}
	for _, v := range rows {
		out[v.id] = v.answer == consent.Yes
	}
	return out, err
}

func detail(orgKind string, agreed bool) Detail {
	switch {
	case agreed || org.NHS(orgKind):
		return EveryStep
	case org.ReceivedOnly(orgKind):
		return OnlyReceived
	default:
		return UntilClosed
	}
}

// MineByID returns one of the referrals that Mine would return, or NotFound.
func (s *Service) MineByID(ctx context.Context, a authz.Actor, rid ID) (Sent, error) {
	all, err := s.Mine(ctx, a)
	if err != nil {
		return Sent{}, err
	}
	for _, m := range all {
		if m.ID == rid {
			return m, nil
		}
	}
	return Sent{}, errs.New(errs.NotFound, "referral.not_found")
}
