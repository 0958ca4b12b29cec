package person

import (
	"context"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
)

// Line is a person in a list, as one actor may see them: their name and what must be done
// differently. It is made from a Card, so masks hold for it too.
type Line struct {
	Name        string
	Chips       []string // Card.Chips
	Risk        bool     // there is a note on safety to read first
	Interpreter bool
}

// Lines returns these people as a list shows them, as far as the actor may see them, in one
// statement that reads no more than that. Those outside the scope are missing from the map.
func (s *Service) Lines(ctx context.Context, a authz.Actor, ids []ID) (out map[ID]Line, err error) {
	if err := authz.Check(a, authz.PersonRead); err != nil {
		return nil, err
	}
	out = make(map[ID]Line, len(ids))
	if len(ids) == 0 {
		return out, nil
	}
	err = s.db.Glance(ctx, func(tx *db.Tx) error {
		rows, err := listed(ctx, tx, a, ids)
		today := clock.DateOf(tx.Now(), s.zone)
		for _, r := range rows {
			c := mask(r.Person, r.full, today)
			out[c.ID] = Line{Name: c.Name, Chips: c.Chips(), Risk: c.Risk != "", Interpreter: c.Interpreter}
		}
		return err
	})
	return out, err
}

// listed reads what a Line needs. Of the ways to reach somebody that is whether the first
// telephone is for ringing, for texts, or both.
func listed(ctx context.Context, tx *db.Tx, a authz.Actor, ids []ID) ([]row, error) {
	var args db.Args
	in := db.In(&args, ids)
	where, full := seen(a, authz.PersonRead, tx, &args)
	return db.All(ctx, tx, func(s db.Scan) (row, error) {
		var p row
		var first int // 1 to ring, 2 to text, 3 for both
		err := s(&p.ID, &p.Name, &p.Born, &p.Language, &p.Interpreter, &p.Format, &p.AccessNote, &p.HiddenAddress, &p.SafeContact, &p.Restricted,
			&p.Risk, &p.Died, &first, &p.full)
		if first > 0 {
			p.Ways = []Way{{Kind: Phone, MayCall: first != 2, MayText: first != 1}}
		}
		return p, err
	}, `select p.id, p.name, cast(p.born as text), p.language, p.interpreter, p.format, p.access_note, p.hidden_address, p.safe_contact, p.restricted,
		p.risk, cast(p.died as text), coalesce((select case when w.may_call then 1 else 0 end + case when w.may_text then 2 else 0 end
			from person_way w where w.person = p.id and w.kind in ('phone', 'mobile') order by w.place limit 1), 0), `+full+` from person p
		where p.id in (`+in+`) and `+where, args.List()...)
}
