package person

import (
	"context"
	"slices"
	"strings"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/id"
	"weft/internal/text"
)

// BringTx adds people whom another system knew, many at once, in the caller's
// transaction, which has checked that the actor may, and returns their ids in the same
// order. The rules are those of CreateTx: Invalid names the fields, and nobody is
// added. Audited as person.import.
func (s *Service) BringTx(ctx context.Context, tx *db.Tx, a authz.Actor, list []Details) ([]ID, error) {
	ids := make([]ID, len(list))
	var people, ways [][]any
	var about []audit.Subject
	for i, in := range list {
		in = in.tidy()
		if err := s.check(&in, tx.Now()); err != nil {
			return nil, err
		}
		pid := id.New[Person]()
		ids[i] = pid
		people = append(people, []any{pid, in.Name, text.Fold(in.Name), in.Pronouns, in.Born, in.BornAbout, none(in.NHSNumber), in.Language,
			in.Interpreter, in.Format, in.AccessNote, none(in.Practice), in.PracticeWords, in.Address, in.Postcode, in.HiddenAddress,
			in.SafeContact, in.Restricted, in.Risk, riskOn(tx, in), in.Died, tx.Now()})
		for j, w := range in.Ways {
			ways = append(ways, []any{id.New[Way](), pid, j, w.Kind, w.Value, fold(w), w.Note, w.MayCall, w.MayText, w.MayLeave})
		}
		about = append(about, audit.About("person", pid.String(), pid.String()))
	}
	if err := tx.InsertMany(ctx, `insert into person (id, name, name_fold, pronouns, born, born_about, nhs_number, language, interpreter, format,
		access_note, practice, practice_words, address, postcode, hidden_address, safe_contact, restricted, risk, risk_on, died, created)`, people); err != nil {
		return nil, err
	}
	if err := tx.InsertMany(ctx, `insert into person_way (id, person, place, kind, value, value_fold, note, may_call, may_text, may_leave)`, ways); err != nil {
		return nil, err
	}
	return ids, audit.RecordMany(ctx, tx, a, "person.import", about)
}

const knownAtOnce = 200

// KnownTx tells of each of these whether somebody on record may be the same human: the
// same NHS number, or the same name and birth date. Only the program asks it, when it
// brings people in; it says nothing of who.
func (s *Service) KnownTx(ctx context.Context, tx *db.Tx, list []Details) ([]bool, error) {
	have := map[string]bool{}
	for part := range slices.Chunk(list, knownAtOnce) {
		if err := known(ctx, tx, part, have); err != nil {
			return nil, err
		}
	}
	out := make([]bool, len(list))
	for i, d := range list {
		for _, k := range d.Alike() {
			out[i] = out[i] || have[k]
		}
	}
	return out, nil
}

// Alike returns what two writings of one human have in common: the NHS number, and the
// name with the birth date, where they are given.
func (d Details) Alike() []string {
	var out []string
	if n, ok := NHSNumber(d.NHSNumber); ok {
		out = append(out, n)
	}
	if !d.Born.IsZero() && !d.BornAbout {
		out = append(out, nameAndBirth(text.Fold(d.Name), d.Born))
	}
	return out
}

func nameAndBirth(folded string, born clock.Date) string { return folded + " " + born.String() }

func known(ctx context.Context, tx *db.Tx, list []Details, have map[string]bool) error {
	var numbers, names db.Args
	var inNumbers, inNames []string
	for _, d := range list {
		if n, ok := NHSNumber(d.NHSNumber); ok {
			inNumbers = append(inNumbers, numbers.Bind(n))
		}
		inNames = append(inNames, names.Bind(text.Fold(d.Name)))
	}
	if len(inNumbers) > 0 {
		found, err := db.All(ctx, tx, db.Value[string], `select nhs_number from person where nhs_number in (`+strings.Join(inNumbers, ", ")+`)`, numbers.List()...)
		if err != nil {
			return err
		}
		for _, n := range found {
			have[n] = true
		}
	}
	found, err := db.All(ctx, tx, func(sc db.Scan) (string, error) {
		var folded string
		var born clock.Date
		err := sc(&folded, &born)
		return nameAndBirth(folded, born), err
	}, `select name_fold, born from person where born is not null and name_fold in (`+strings.Join(inNames, ", ")+`)`, names.List()...)
	for _, k := range found {
		have[k] = true
	}
	return err
}
