package place

import (
	"context"

	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
)

// Service answers questions about postcodes and imports them.
type Service struct{ db *db.DB }

// NewService returns a Service over a database.
func NewService(d *db.DB) *Service { return &Service{db: d} }

// Lookup returns what is known of a postcode, however it is written. Anyone may ask and
// nothing is recorded. It returns errs.Invalid when it is no postcode and errs.NotFound
// when it is one that was not imported.
func (s *Service) Lookup(ctx context.Context, postcode string) (Postcode, error) {
	code, err := Normalise(postcode)
	if err != nil {
		return Postcode{}, err
	}
	var p Postcode
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		found, err := byCode(ctx, tx, []string{key(code)})
		if err == nil && len(found) == 0 {
			return errs.New(errs.NotFound, "place.unknown_postcode")
		}
		if err == nil {
			p = found[0]
		}
		return err
	})
	return p, err
}

// LookupTx returns those of many postcodes that are known, by their normal form, inside
// the caller's transaction. What is no postcode is passed over. For other capabilities.
func (s *Service) LookupTx(ctx context.Context, tx *db.Tx, postcodes []string) (map[string]Postcode, error) {
	seen := map[string]bool{}
	var keys []string
	for _, p := range postcodes {
		if code, err := Normalise(p); err == nil && !seen[code] {
			seen[code] = true
			keys = append(keys, key(code))
		}
	}
	found, err := byCode(ctx, tx, keys)
	if err != nil {
		return nil, err
	}
	out := make(map[string]Postcode, len(found))
	for _, p := range found {
		out[p.Code] = p
	}
	return out, nil
}

// Find returns the position of a postcode, or the middle of a district ("HX1"). Anyone
// may ask and nothing is recorded. It returns errs.Invalid when the words are neither,
// errs.NotFound when they are and nothing is known of them.
func (s *Service) Find(ctx context.Context, words string) (Point, error) {
	c := compact(words)
	if _, err := Normalise(c); err == nil {
		p, err := s.Lookup(ctx, c)
		if err == nil && p.Where == nil {
			err = errs.New(errs.NotFound, "place.no_position")
		}
		if err != nil {
			return Point{}, err
		}
		return *p.Where, nil
	}
	if !outward(c) {
		return Point{}, errs.New(errs.Invalid, "place.postcode")
	}
	var at Point
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) {
		at, err = middle(ctx, tx, c)
		return err
	})
	return at, err
}

// Count returns how many postcodes are known, for doctor and for pages that say why a
// distance is missing.
func (s *Service) Count(ctx context.Context) (int, error) {
	n := 0
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) {
		n, err = db.One(ctx, tx, db.Value[int], `select count(*) from place_postcode`)
		return err
	})
	return n, err
}

// Add stores postcodes that come from the program itself, such as Fictional. The actor
// needs authz.PlaceImport. It is audited as an import from "program".
func (s *Service) Add(ctx context.Context, actor authz.Actor, list []Postcode) (Report, error) {
	if err := authz.Check(actor, authz.PlaceImport); err != nil {
		return Report{}, err
	}
	for i := range list {
		code, err := Normalise(list[i].Code)
		if err != nil {
			return Report{}, err
		}
		list[i].Code = code
	}
	run := &importing{Service: s, report: Report{File: "program"}}
	if err := run.start(ctx, actor); err != nil {
		return Report{}, err
	}
	for len(list) > 0 {
		n := min(len(list), batch)
		if err := run.write(ctx, list[:n]); err != nil {
			return Report{}, err
		}
		list = list[n:]
	}
	return run.report, run.finish(ctx)
}
