package caseload

import (
	"context"
	"slices"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/person"
	"weft/internal/text"
)

// Level is how much support somebody wants just now. It is chosen, never added up.
type Level string

// The levels of support.
const (
	LevelSignpost Level = "signpost"
	LevelLight    Level = "light"
	LevelMedium   Level = "medium"
	LevelHolistic Level = "holistic"
)

// Levels lists the levels.
func Levels() []Level { return []Level{LevelSignpost, LevelLight, LevelMedium, LevelHolistic} }

// Words returns the level in plain words.
func (l Level) Words() string {
	switch l {
	case LevelSignpost:
		return "Signpost: one good address"
	case LevelLight:
		return "Light: a call or two"
	case LevelMedium:
		return "Medium: some meetings"
	case LevelHolistic:
		return "Holistic: many things, much time"
	}
	return "Not chosen yet"
}

// Short returns the level in one word.
func (l Level) Short() string {
	switch l {
	case LevelSignpost:
		return "Signpost"
	case LevelLight:
		return "Light"
	case LevelMedium:
		return "Medium"
	case LevelHolistic:
		return "Holistic"
	}
	return "Not chosen"
}

// SetLevel keeps how much support somebody wants, with the reason in words and the
// day it was looked at; choosing the same again is a review. For whoever works the
// case. Invalid names the fields; a lost race is a Conflict. Audited.
func (s *Service) SetLevel(ctx context.Context, a authz.Actor, p person.ID, version int64, l Level, why string) error {
	why = text.Words(why)
	var k errs.Check
	k.Require(slices.Contains(Levels(), l), "level", "caseload.level_missing")
	k.Require(text.Length(why) <= longestWords, "why", "form.too_long", longestWords)
	if err := k.Err(); err != nil {
		return err
	}
	return s.step(ctx, a, p, func(tx *db.Tx, c Case) error {
		c.Level, c.LevelWhy, c.LevelOn = l, why, clock.DateOf(tx.Now(), s.zone)
		if err := setLevel(ctx, tx, c, version); err != nil {
			return err
		}
		words := l.Short() + "."
		if why != "" {
			words += " " + why
		}
		return s.note(ctx, tx, a, c, StepLevel, words)
	})
}
