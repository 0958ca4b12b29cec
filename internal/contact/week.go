package contact

import (
	"context"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
)

// Work is what the actor did in one week: texts, letters, waiting with somebody and
// speaking up for them count like calls and visits.
type Work struct {
	Contacts int
	People   int
	Minutes  int
	Travel   int
	How      map[How]int
	Purpose  map[Purpose]int
}

// Week returns the actor's own work of the seven days that begin on a day, and nobody
// else's: it is for the worker.
func (s *Service) Week(ctx context.Context, a authz.Actor, from clock.Date) (Work, error) {
	out := Work{How: map[How]int{}, Purpose: map[Purpose]int{}}
	if err := authz.Check(a, authz.CaseWork); err != nil {
		return out, err
	}
	err := s.db.Read(ctx, func(tx *db.Tx) error {
		seen := map[string]bool{}
		all, err := db.All(ctx, tx, scan, `select `+columns+` from contact k where k.by_account = $1 and k.at >= $2 and k.at < $3 and k.struck is null`,
			a.ID, from.Time(s.zone), from.AddDays(7).Time(s.zone))
		for _, k := range all {
			out.Contacts, out.Minutes, out.Travel = out.Contacts+1, out.Minutes+k.Minutes, out.Travel+k.Travel
			out.How[k.How]++
			out.Purpose[k.Purpose]++
			if !seen[k.Person.String()] {
				seen[k.Person.String()] = true
				out.People++
			}
		}
		return err
	})
	return out, err
}
