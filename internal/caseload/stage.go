package caseload

import (
	"context"
	"time"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/person"
	"weft/internal/text"
)

// Hold is what is asked to put a case on hold: nothing of it is required.
type Hold struct {
	Version int64
	Why     string
	Until   clock.Date // zero: four weeks
}

// holdFor is the local default of a pause: four weeks.
const holdFor = 28

const longestWords = 2000

// PutOnHold pauses an open case. The one next date becomes the day to look again and
// nothing is asked about the person before it. For whoever works the case. Invalid
// names the fields; an illegal step names the present stage; a lost race is a
// Conflict. Audited.
func (s *Service) PutOnHold(ctx context.Context, a authz.Actor, p person.ID, in Hold) error {
	in.Why = text.Words(in.Why)
	return s.step(ctx, a, p, func(tx *db.Tx, c Case) error {
		if c.Status == OnHold {
			return c.Status.refused()
		}
		if err := c.move(OnHold); err != nil {
			return err
		}
		today := clock.DateOf(tx.Now(), s.zone)
		if in.Until.IsZero() {
			in.Until = today.AddDays(holdFor)
		}
		var k errs.Check
		k.Require(in.Until.After(today), "until", "caseload.until_past")
		k.Require(in.Until.DaysSince(today) <= 366, "until", "caseload.until_far")
		k.Require(text.Length(in.Why) <= longestWords, "why", "form.too_long", longestWords)
		if err := k.Err(); err != nil {
			return err
		}
		c.HeldFrom, c.HeldWhy, c.Status = c.Status, in.Why, OnHold
		if err := setStage(ctx, tx, c, in.Version); err != nil {
			return err
		}
		if err := setNext(ctx, tx, c.ID, Next{On: in.Until, Kind: Check, Note: "Look again"}); err != nil {
			return err
		}
		return s.note(ctx, tx, a, c, StepHeld, in.Why)
	})
}

// TakeUp is what is asked to go on after a pause, or after stepping down began too early.
type TakeUp struct {
	Version int64
	Next    Next // without a day: nothing is planned
}

// TakeUpAgain ends a pause: the case goes back to the stage it came from; one that
// was stepping down is under way again. For whoever works the case. A case that is at
// neither is a Conflict that names its stage. Audited.
func (s *Service) TakeUpAgain(ctx context.Context, a authz.Actor, p person.ID, in TakeUp) error {
	in.Next = in.Next.Tidy()
	return s.step(ctx, a, p, func(tx *db.Tx, c Case) error {
		to := Active
		switch c.Status {
		case OnHold:
			if to = c.HeldFrom; to == "" {
				to = Engaging
			}
		case SteppingDown:
		default:
			return c.Status.refused()
		}
		if err := in.Next.validate(clock.DateOf(tx.Now(), s.zone)); err != nil {
			return err
		}
		c.Status, c.HeldFrom, c.HeldWhy = to, "", ""
		if err := setStage(ctx, tx, c, in.Version); err != nil {
			return err
		}
		if err := setNext(ctx, tx, c.ID, in.Next); err != nil {
			return err
		}
		return s.note(ctx, tx, a, c, StepTakenUp, "")
	})
}

// StepDown begins the end of a case: they meet less often and plan how it goes on
// without the worker. The next date stays. For whoever works the case. Audited.
func (s *Service) StepDown(ctx context.Context, a authz.Actor, p person.ID, version int64, words string) error {
	words = text.Words(words)
	return s.step(ctx, a, p, func(tx *db.Tx, c Case) error {
		if c.Status == OnHold {
			return c.Status.refused() // take it up first
		}
		if err := c.move(SteppingDown); err != nil {
			return err
		}
		var k errs.Check
		k.Require(text.Length(words) <= longestWords, "words", "form.too_long", longestWords)
		if err := k.Err(); err != nil {
			return err
		}
		c.Status = SteppingDown
		if err := setStage(ctx, tx, c, version); err != nil {
			return err
		}
		return s.note(ctx, tx, a, c, StepSteppedDown, words)
	})
}

// step runs one change of an open case by whoever works it.
func (s *Service) step(ctx context.Context, a authz.Actor, p person.ID, change func(tx *db.Tx, c Case) error) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		c, err := s.OpenForTx(ctx, tx, a, authz.CaseWork, p)
		if err != nil {
			return err
		}
		return change(tx, c)
	})
}

// Step is one thing that happened to a case, for the story: Words are only for who
// may read the case.
type Step struct {
	Case  ID
	Kind  StepKind
	Words string
	By    authz.AccountID
	At    time.Time
}

// StepKind is what happened.
type StepKind string

// What can happen to a case, beside opening and closing.
const (
	StepHeld        StepKind = "on_hold"
	StepTakenUp     StepKind = "taken_up"
	StepSteppedDown StepKind = "stepping_down"
	StepLevel       StepKind = "level"
	StepReopened    StepKind = "reopened"
	StepCompleted   StepKind = "complete"
)

// StepKinds lists what can happen.
func StepKinds() []StepKind {
	return []StepKind{StepHeld, StepTakenUp, StepSteppedDown, StepLevel, StepReopened, StepCompleted}
}

// Words returns what happened in plain words.
func (k StepKind) Words() string {
	switch k {
	case StepHeld:
		return "Put on hold"
	case StepTakenUp:
		return "Taken up again"
	case StepSteppedDown:
		return "Stepping down"
	case StepLevel:
		return "How much support"
	case StepReopened:
		return "Opened again"
	case StepCompleted:
		return "Complete"
	}
	return string(k)
}

// note writes what happened, for the story, and records it.
func (s *Service) note(ctx context.Context, tx *db.Tx, a authz.Actor, c Case, k StepKind, words string) error {
	_, err := tx.Exec(ctx, `insert into case_step (id, case_id, person, service, step, words, by_account, at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
		id.New[Step](), c.ID, c.Person, c.Service, k, words, a.ID, tx.Now())
	if err != nil {
		return err
	}
	return audit.Record(ctx, tx, a, "case."+string(k), c.subject())
}

// Past is what happened to the cases of a person at the services that the reader may read.
type Past struct {
	Episodes  []Case // oldest first
	Steps     []Step
	HandOvers []HandOver
}

// Past returns the earlier episodes, the steps and the hand-overs of a person, oldest
// first, to whoever may read the case.
func (s *Service) Past(ctx context.Context, a authz.Actor, p person.ID) (out Past, err error) {
	if err := authz.Check(a, authz.CaseRead); err != nil {
		return out, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		if out.Episodes, err = episodes(ctx, tx, a, p); err != nil {
			return err
		}
		if out.Steps, err = steps(ctx, tx, a, p); err != nil {
			return err
		}
		out.HandOvers, err = handOvers(ctx, tx, a, p)
		return err
	})
	return out, err
}

func steps(ctx context.Context, tx *db.Tx, a authz.Actor, p person.ID) ([]Step, error) {
	var args db.Args
	is := args.Bind(p)
	where := a.Scope(authz.CaseRead).Within("e.person", "e.service", tx.Now(), args.Bind)
	return db.All(ctx, tx, func(s db.Scan) (Step, error) {
		var e Step
		err := s(&e.Case, &e.Kind, &e.Words, &e.By, &e.At)
		return e, err
	}, `select e.case_id, e.step, e.words, e.by_account, e.at from case_step e where e.person = `+is+` and `+where+` order by e.at, e.id`, args.List()...)
}
