package person

import (
	"context"
	"strings"
	"time"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/message"
	"weft/internal/place"
	"weft/internal/vocabulary"
)

// Service is the use cases of this package.
type Service struct {
	db       *db.DB
	zone     *time.Location
	messages *message.Service
}

// NewService returns the use cases on a database; zone is where "today" is, and m
// holds the messages that a death stops.
func NewService(d *db.DB, zone *time.Location, m *message.Service) *Service {
	return &Service{db: d, zone: zone, messages: m}
}

// Ready are details that were tidied and found right: see Check.
type Ready struct{ details Details }

// CreateTx adds a person in the caller's transaction, which has checked that the
// actor may, and returns the id. Invalid names the format, where no list has it. Audited.
func (s *Service) CreateTx(ctx context.Context, tx *db.Tx, a authz.Actor, in Ready) (ID, error) {
	if err := s.checkFormatTx(ctx, tx, in.details); err != nil {
		return "", err
	}
	pid := id.New[Person]()
	if err := insert(ctx, tx, pid, in.details); err != nil {
		return "", err
	}
	return pid, audit.Record(ctx, tx, a, "person.create", audit.About("person", pid.String(), pid.String()))
}

// Check tidies the details and reports what is wrong with them, as Invalid with the fields
// named, for a use case that asks more and wants to say everything at once. It asks the
// database nothing, so that it can run before anybody has to wait.
func (s *Service) Check(in Details, now time.Time) (Ready, error) {
	in = in.tidy()
	err := s.check(&in, now)
	return Ready{in}, err
}

// checkFormatTx refuses a format that no list in force has. People belong to no one
// service, so a format of any will do.
func (s *Service) checkFormatTx(ctx context.Context, tx *db.Tx, in Details) error {
	lists, err := vocabulary.InForceTx(ctx, tx, "", clock.DateOf(tx.Now(), s.zone))
	if err != nil {
		return err
	}
	var c errs.Check
	c.Require(lists.Known(vocabulary.FormatList, in.Format), "format", "person.format_unknown")
	return c.Err()
}

// checkTx is check with what the lists have in force.
func (s *Service) checkTx(ctx context.Context, tx *db.Tx, in *Details) error {
	var c errs.Check
	if err := c.Merge(s.checkFormatTx(ctx, tx, *in)); err != nil {
		return err
	}
	if err := c.Merge(s.check(in, tx.Now())); err != nil {
		return err
	}
	return c.Err()
}

// check validates and writes the postcode as it should be.
func (s *Service) check(in *Details, now time.Time) error {
	var c errs.Check
	if err := c.Merge(in.validate(clock.DateOf(now, s.zone))); err != nil {
		return err
	}
	if in.Postcode != "" {
		code, err := place.Normalise(in.Postcode)
		c.Require(err == nil, "postcode", "place.postcode_wrong")
		if err == nil {
			in.Postcode = code
		}
	}
	return c.Err()
}

// ByID returns the person as the actor may see them. Someone outside the actor's
// scope is NotFound, as if they were not there. A record that was joined to another
// is returned as that other.
func (s *Service) ByID(ctx context.Context, a authz.Actor, pid ID) (c Card, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error { c, err = s.CardTx(ctx, tx, a, authz.PersonRead, pid); return err })
	return c, err
}

// CardTx is ByID inside the caller's transaction and for any permission.
func (s *Service) CardTx(ctx context.Context, tx *db.Tx, a authz.Actor, p authz.Permission, pid ID) (Card, error) {
	if err := authz.Check(a, p); err != nil {
		return Card{}, err
	}
	found, err := s.cards(ctx, tx, a, p, []ID{pid})
	if err != nil {
		return Card{}, err
	}
	c, ok := found[pid]
	if !ok {
		return Card{}, errs.New(errs.NotFound, "person.not_found")
	}
	if !c.JoinedTo.IsZero() {
		return s.CardTx(ctx, tx, a, p, c.JoinedTo)
	}
	return c, nil
}

// Cards returns these people, as far as the actor may see them, in two statements.
// Those outside the scope are missing from the map.
func (s *Service) Cards(ctx context.Context, a authz.Actor, ids []ID) (out map[ID]Card, err error) {
	if err := authz.Check(a, authz.PersonRead); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error { out, err = s.cards(ctx, tx, a, authz.PersonRead, ids); return err })
	return out, err
}

func (s *Service) cards(ctx context.Context, tx *db.Tx, a authz.Actor, p authz.Permission, ids []ID) (map[ID]Card, error) {
	out := make(map[ID]Card, len(ids))
	if len(ids) == 0 {
		return out, nil
	}
	rows, err := scoped(ctx, tx, a, p, ids)
	if err != nil {
		return nil, err
	}
	today := clock.DateOf(tx.Now(), s.zone)
	for _, r := range rows {
		out[r.ID] = mask(r.Person, r.full, today)
	}
	return out, nil
}

// RawTx returns a person unmasked, for use cases that write messages or compare
// records; of a record that was joined to another, that other, so that what protects
// them holds for both. The caller has checked the actor, and shows nothing of it.
func (s *Service) RawTx(ctx context.Context, tx *db.Tx, pid ID) (Card, error) {
	rows, err := scoped(ctx, tx, authz.Program(), authz.PersonRead, []ID{pid})
	if err != nil {
		return Card{}, err
	}
	if len(rows) == 0 {
		return Card{}, errs.New(errs.NotFound, "person.not_found")
	}
	if to := rows[0].JoinedTo; !to.IsZero() {
		return s.RawTx(ctx, tx, to)
	}
	return mask(rows[0].Person, true, clock.DateOf(tx.Now(), s.zone)), nil
}

// Update changes the details; of a record that was joined to another, that other's.
// version is the one the form was made from; a lost race is a Conflict and nothing
// is written. Masked actors cannot change what they do not see, and a death is no
// detail: it has a use case of its own. Audited.
func (s *Service) Update(ctx context.Context, a authz.Actor, pid ID, version int64, in Details) error {
	in = in.tidy()
	return s.db.Write(ctx, func(tx *db.Tx) error {
		have, err := s.CardTx(ctx, tx, a, authz.PersonEdit, pid)
		if err != nil {
			return err
		}
		if !have.Full && (have.HiddenAddress || have.Restricted) {
			return errs.New(errs.Forbidden, "person.masked")
		}
		in.Died = have.Died
		if err := s.checkTx(ctx, tx, &in); err != nil {
			return errs.Renamed(err, map[string]string{"died": "born"}) // the day of death is not on the form
		}
		changed, err := update(ctx, tx, have.ID, version, in)
		if err != nil {
			return err
		}
		if changed == 0 {
			return errs.New(errs.Conflict, "form.changed_meanwhile")
		}
		if why := stops(have, in); why != "" {
			if _, err := s.messages.StopForPersonTx(ctx, tx, a, have.ID.String(), why); err != nil {
				return err
			}
		}
		return audit.Record(ctx, tx, a, "person.update", audit.About("person", have.ID.String(), have.ID.String()))
	})
}

// AlikeTx returns who else may be the same human, for a person to judge: the same
// NHS number; the same birth date and a name, postcode, phone or e-mail address in
// common; or the same name and phone or e-mail address. Only people whom the actor may triage are proposed.
func (s *Service) AlikeTx(ctx context.Context, tx *db.Tx, a authz.Actor, pid ID) ([]Card, error) {
	if err := authz.Check(a, authz.ReferralTriage); err != nil {
		return nil, err
	}
	ids, err := alike(ctx, tx, a, pid)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	found, err := s.cards(ctx, tx, a, authz.ReferralTriage, ids)
	var out []Card
	for _, i := range ids {
		if c, ok := found[i]; ok {
			out = append(out, c)
		}
	}
	return out, err
}

// JoinTx marks from as the same human as to. Only a use case that moves the other
// records in the same transaction calls it. Audited.
func (s *Service) JoinTx(ctx context.Context, tx *db.Tx, a authz.Actor, from, to ID) error {
	if from == to {
		return errs.New(errs.Invalid, "person.join_self")
	}
	was, err := s.RawTx(ctx, tx, from)
	if err != nil {
		return err
	}
	now, err := s.RawTx(ctx, tx, to)
	if err != nil {
		return err
	}
	n, err := tx.Exec(ctx, `update person set joined_to = $1, version = version + 1 where id = $2 and joined_to is null`, to, from)
	if err != nil {
		return err
	}
	if n == 0 {
		return errs.New(errs.Conflict, "person.already_joined")
	}
	if _, err := tx.Exec(ctx, `insert into person_join (id, from_person, to_person, at) values ($1, $2, $3, $4)`,
		id.New[Person](), from, to, tx.Now()); err != nil {
		return err
	}
	if err := s.protectTx(ctx, tx, a, was, now); err != nil {
		return err
	}
	return audit.Record(ctx, tx, a, "person.join", audit.About("person", from.String(), to.String()))
}

// protectTx takes what protects the one record over to the other that it was joined to:
// safe contact, the hidden address, the restriction. It stays when the join is taken
// back, until a human says that it is not needed. What waits to go out against it, or to
// somebody who died, is stopped. Audited when it changes anything.
func (s *Service) protectTx(ctx context.Context, tx *db.Tx, a authz.Actor, was, now Card) (err error) {
	safe, hidden, restricted := was.SafeContact || now.SafeContact, was.HiddenAddress || now.HiddenAddress, was.Restricted || now.Restricted
	if safe != now.SafeContact || hidden != now.HiddenAddress || restricted != now.Restricted {
		if _, err := tx.Exec(ctx, `update person set safe_contact = $2, hidden_address = $3, restricted = $4, version = version + 1 where id = $1`,
			now.ID, safe, hidden, restricted); err != nil {
			return err
		}
		if err := audit.Record(ctx, tx, a, "person.update", audit.About("person", now.ID.String(), now.ID.String())); err != nil {
			return err
		}
	}
	switch {
	case !now.Died.IsZero():
		_, err = s.messages.StopForPersonTx(ctx, tx, a, now.ID.String(), message.Died)
	case safe && !(was.SafeContact && now.SafeContact), hidden && !(was.HiddenAddress && now.HiddenAddress):
		_, err = s.messages.StopForPersonTx(ctx, tx, a, now.ID.String(), message.NotSafe)
	}
	return err
}

// PartTx takes a join back. Audited.
func (s *Service) PartTx(ctx context.Context, tx *db.Tx, a authz.Actor, from ID) (to ID, err error) {
	to, err = db.One(ctx, tx, db.Value[ID], `select joined_to from person where id = $1 and joined_to is not null`, from)
	if errs.Is(err, errs.NotFound) {
		return "", errs.New(errs.Conflict, "person.not_joined")
	}
	if err != nil {
		return "", err
	}
	if _, err := tx.Exec(ctx, `update person set joined_to = null, version = version + 1 where id = $1`, from); err != nil {
		return "", err
	}
	if _, err := tx.Exec(ctx, `update person_join set undone = $1 where from_person = $2 and undone is null`, tx.Now(), from); err != nil {
		return "", err
	}
	return to, audit.Record(ctx, tx, a, "person.part", audit.About("person", from.String(), from.String()))
}

// fold writes a way so that two writings of one number or address are equal.
func fold(w Way) string {
	v := strings.ToLower(w.Value)
	if w.Kind == Phone || w.Kind == Mobile {
		v = strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' || r == '+' {
				return r
			}
			return -1
		}, v)
	}
	return v
}
