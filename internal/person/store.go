package person

import (
	"context"

	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/id"
	"weft/internal/text"
)

const columns = `p.id, p.name, p.pronouns, p.born, p.born_about, p.nhs_number, p.language, p.interpreter, p.format, p.access_note,
	p.practice, p.practice_words, p.address, p.postcode, p.hidden_address, p.safe_contact, p.restricted, p.risk, p.risk_on,
	p.died, p.joined_to, p.created, p.version`

type row struct {
	Person
	full bool
}

func scan(s db.Scan) (row, error) {
	var p row
	err := s(&p.ID, &p.Name, &p.Pronouns, &p.Born, &p.BornAbout, &p.NHSNumber, &p.Language, &p.Interpreter, &p.Format, &p.AccessNote,
		&p.Practice, &p.PracticeWords, &p.Address, &p.Postcode, &p.HiddenAddress, &p.SafeContact, &p.Restricted, &p.Risk, &p.RiskOn,
		&p.Died, &p.JoinedTo, &p.Created, &p.Version, &p.full)
	return p, err
}

// seen returns the conditions that the actor sees a person at all, and sees them whole.
func seen(a authz.Actor, p authz.Permission, tx *db.Tx, args *db.Args) (where, full string) {
	sees, whole, full := a.Scope(p), a.Scope(authz.PersonWhole), "true"
	if !whole.Covers(sees) { // else nobody is asked about twice
		full = whole.Where("p.id", tx.Now(), args.Bind)
	}
	return sees.Where("p.id", tx.Now(), args.Bind), full
}

// scoped reads these people and their ways, and whether the actor sees them whole.
func scoped(ctx context.Context, tx *db.Tx, a authz.Actor, p authz.Permission, ids []ID) ([]row, error) {
	var args db.Args
	in := db.In(&args, ids)
	where, full := seen(a, p, tx, &args)
	rows, err := db.All(ctx, tx, scan, `select `+columns+`, `+full+` from person p where p.id in (`+in+`) and `+where, args.List()...)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	byID := make(map[ID]int, len(rows))
	visible := make([]ID, len(rows))
	for i, r := range rows {
		byID[r.ID], visible[i] = i, r.ID
	}
	var found db.Args
	in = db.In(&found, visible)
	type owned struct {
		person ID
		Way
	}
	ways, err := db.All(ctx, tx, func(s db.Scan) (owned, error) {
		var w owned
		err := s(&w.person, &w.Kind, &w.Value, &w.Note, &w.MayCall, &w.MayText, &w.MayLeave)
		return w, err
	}, `select person, kind, value, note, may_call, may_text, may_leave from person_way where person in (`+in+`)
		order by person, place`, found.List()...)
	for _, w := range ways {
		r := &rows[byID[w.person]]
		r.Ways = append(r.Ways, w.Way)
	}
	return rows, err
}

func insert(ctx context.Context, tx *db.Tx, pid ID, d Details) error {
	err := tx.Later(ctx, `insert into person (id, name, name_fold, pronouns, born, born_about, nhs_number, language, interpreter, format,
		access_note, practice, practice_words, address, postcode, hidden_address, safe_contact, restricted, risk, risk_on, died, created)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)`,
		pid, d.Name, text.Fold(d.Name), d.Pronouns, d.Born, d.BornAbout, none(d.NHSNumber), d.Language, d.Interpreter, d.Format,
		d.AccessNote, none(d.Practice), d.PracticeWords, d.Address, d.Postcode, d.HiddenAddress, d.SafeContact, d.Restricted, d.Risk,
		riskOn(tx, d), d.Died, tx.Now())
	if err != nil {
		return err
	}
	return insertWays(ctx, tx, pid, d.Ways)
}

func update(ctx context.Context, tx *db.Tx, pid ID, version int64, d Details) (int64, error) {
	n, err := tx.Exec(ctx, `update person set name = $3, name_fold = $4, pronouns = $5, born = $6, born_about = $7, nhs_number = $8,
		language = $9, interpreter = $10, format = $11, access_note = $12, practice = $13, practice_words = $14, address = $15,
		postcode = $16, hidden_address = $17, safe_contact = $18, restricted = $19, risk = $20,
		risk_on = case when risk = $20 then risk_on else $21 end, died = $22,
		version = version + 1 where id = $1 and version = $2`,
		pid, version, d.Name, text.Fold(d.Name), d.Pronouns, d.Born, d.BornAbout, none(d.NHSNumber), d.Language, d.Interpreter, d.Format,
		d.AccessNote, none(d.Practice), d.PracticeWords, d.Address, d.Postcode, d.HiddenAddress, d.SafeContact, d.Restricted, d.Risk,
		riskOn(tx, d), d.Died)
	if err != nil || n == 0 {
		return n, err
	}
	if _, err := tx.Exec(ctx, `delete from person_way where person = $1`, pid); err != nil {
		return 0, err
	}
	return n, insertWays(ctx, tx, pid, d.Ways)
}

func insertWays(ctx context.Context, tx *db.Tx, pid ID, ways []Way) error {
	for i, w := range ways {
		err := tx.Later(ctx, `insert into person_way (id, person, place, kind, value, value_fold, note, may_call, may_text, may_leave)
			values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`, id.New[Way](), pid, i, w.Kind, w.Value, fold(w), w.Note, w.MayCall, w.MayText, w.MayLeave)
		if err != nil {
			return err
		}
	}
	return nil
}

func riskOn(tx *db.Tx, d Details) any {
	if d.Risk == "" {
		return nil
	}
	return tx.Now()
}

func none(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// alike returns the ids of people who may be the same human, nearest first. Each
// part of the union goes through an index, so it does not read everybody.
func alike(ctx context.Context, tx *db.Tx, a authz.Actor, pid ID) ([]ID, error) {
	var args db.Args
	me := args.Bind(pid)
	where := a.Scope(authz.ReferralTriage).Where("o.id", tx.Now(), args.Bind)
	return db.All(ctx, tx, db.Value[ID], `with me as (select * from person where id = `+me+`)
		select o.id from person o join me on o.id <> me.id where o.joined_to is null and o.id in (
			select x.id from person x join me on x.nhs_number = me.nhs_number
			union select x.id from person x join me on x.born = me.born and x.name_fold = me.name_fold
			union select x.id from person x join me on x.born = me.born and x.postcode = me.postcode where x.postcode <> ''
			union select x.id from person_way w join person_way v on v.value_fold = w.value_fold
				join person x on x.id = v.person join me on x.born = me.born or x.name_fold = me.name_fold
				where w.person = me.id and w.kind in ('phone', 'mobile', 'email'))
		and `+where+` order by case when o.nhs_number = me.nhs_number then 0 else 1 end, o.created, o.id limit 5`, args.List()...)
}
