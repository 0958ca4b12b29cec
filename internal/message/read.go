package message

import (
	"context"

	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
)

// maxShown bounds a page of the outbox.
const maxShown = 200

// Filter narrows the outbox. The zero Filter shows the newest of every state.
type Filter struct {
	State   State
	Channel Channel
	After   ID // the last message of the page before
	Limit   int
	which   ID
}

// MayHandle passes who may read the outbox and who works with people.
func MayHandle(actor authz.Actor) error {
	if actor.May(authz.OutboxRead) || actor.May(authz.CaseWork) {
		return nil
	}
	return authz.Check(actor, authz.OutboxRead)
}

// Outbox returns messages, newest first, at most 200. Who may read the outbox may
// ask. Messages of another service, or about a person whom the actor may not see, are
// left out; an administrator gets them without name, address and body, and so does
// whoever does not see a restricted record or a hidden address.
func (s *Service) Outbox(ctx context.Context, actor authz.Actor, f Filter) ([]Message, error) {
	if err := authz.Check(actor, authz.OutboxRead); err != nil {
		return nil, err
	}
	if f.Limit <= 0 || f.Limit > maxShown {
		f.Limit = maxShown
	}
	var out []Message
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) { out, err = list(ctx, tx, actor, f); return err })
	return out, err
}

// Failed returns what could not be sent and is this actor's to put right, oldest
// first: for who works with the person, the messages of their people; for who may
// read the outbox, those of the service. At most 200.
func (s *Service) Failed(ctx context.Context, actor authz.Actor) ([]Message, error) {
	if err := MayHandle(actor); err != nil {
		return nil, err
	}
	var out []Message
	err := s.db.Glance(ctx, func(tx *db.Tx) (err error) { out, err = failed(ctx, tx, actor); return err })
	return out, err
}

// Count returns how many messages stand in each state and channel, of those that
// Outbox shows the actor.
func (s *Service) Count(ctx context.Context, actor authz.Actor) (map[State]map[Channel]int, error) {
	if err := authz.Check(actor, authz.OutboxRead); err != nil {
		return nil, err
	}
	var out map[State]map[Channel]int
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) { out, err = count(ctx, tx, actor); return err })
	return out, err
}

// ByID returns one message, masked as Outbox masks, to who may read the outbox and to
// who works with the person; NotFound when the actor may not know of it.
func (s *Service) ByID(ctx context.Context, actor authz.Actor, which ID) (Message, error) {
	if err := MayHandle(actor); err != nil {
		return Message{}, err
	}
	var m Message
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) { m, err = OneTx(ctx, tx, actor, which); return err })
	return m, err
}

// OneTx is ByID within a transaction of the caller.
func OneTx(ctx context.Context, tx *db.Tx, actor authz.Actor, which ID) (Message, error) {
	found, err := list(ctx, tx, actor, Filter{which: which, Limit: 1})
	if err == nil && len(found) == 0 {
		err = errs.New(errs.NotFound, "db.not_found")
	}
	if err != nil {
		return Message{}, err
	}
	return found[0], nil
}

// ForPerson returns what was said to a person or about them, newest first, at most
// limit, as far as it belongs to a service through which the actor knows them.
func (s *Service) ForPerson(ctx context.Context, actor authz.Actor, person string, limit int) ([]Message, error) {
	if err := authz.Check(actor, authz.PersonRead); err != nil {
		return nil, err
	}
	var out []Message
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) { out, err = forPerson(ctx, tx, actor, person, limit); return err })
	return out, err
}
