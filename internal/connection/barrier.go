package connection

import (
	"context"
	"time"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/person"
	"weft/internal/text"
	"weft/internal/vocabulary"
)

// Barrier is something that stands in the way of going, and what we do about it. It is
// never shared with the group.
type Barrier struct {
	Code  string // of vocabulary.Barriers
	Words string // what we do about it: "Megan drives"
	At    time.Time
	Gone  time.Time // zero while it stands in the way
}

// Barriers returns what stands or stood in the way of each of a person's connections, in
// the order in which it was noticed, to whoever may read the case (authz.CaseRead).
func (s *Service) Barriers(ctx context.Context, a authz.Actor, p person.ID) (map[ID][]Barrier, error) {
	if err := authz.Check(a, authz.CaseRead); err != nil {
		return nil, err
	}
	out := map[ID][]Barrier{}
	err := s.db.Read(ctx, func(tx *db.Tx) error {
		var args db.Args
		is := args.Bind(p)
		where := a.Scope(authz.CaseRead).Within("c.person", "c.service", tx.Now(), args.Bind)
		_, err := db.All(ctx, tx, func(sc db.Scan) (Barrier, error) {
			var b Barrier
			var of ID
			err := sc(&of, &b.Code, &b.Words, &b.At, &b.Gone)
			out[of] = append(out[of], b)
			return b, err
		}, `select b.connection, b.code, b.words, b.at, b.gone from connection_barrier b join connection c on c.id = b.connection
			where c.person = `+is+` and `+where+` order by b.at, b.code`, args.List()...)
		return err
	})
	return out, err
}

// KeepBarrier notes what stands in the way of a connection and what we do about it; the
// same barrier again replaces the words. A connection that is over is a Conflict that
// names its state. For whoever works with the case (authz.CaseWork); audited.
func (s *Service) KeepBarrier(ctx context.Context, a authz.Actor, p person.ID, cid ID, version int64, key string, b Barrier) error {
	return s.step(ctx, a, p, cid, version, key, "connection.barrier", func(tx *db.Tx, c Connection) error {
		if c.Status.Over() {
			return errs.New(errs.Conflict, "connection.is_"+string(c.Status))
		}
		lists, err := s.lists(ctx, tx, c)
		if err != nil {
			return err
		}
		b.Words = text.Words(b.Words)
		var k errs.Check
		k.Require(lists.Known(vocabulary.BarrierList, b.Code), "barrier", "connection.barrier_missing")
		k.Require(text.Length(b.Words) <= 500, "words", "form.too_long", 500)
		if err := k.Err(); err != nil {
			return err
		}
		if err := update(ctx, tx, c); err != nil {
			return err
		}
		if err := putBarrier(ctx, tx, a, c.ID, b); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, "connection.barrier", c.subject())
	})
}

// BarrierGone says that something no longer stands in the way. For whoever works with the
// case (authz.CaseWork); audited.
func (s *Service) BarrierGone(ctx context.Context, a authz.Actor, p person.ID, cid ID, version int64, key, code string) error {
	return s.step(ctx, a, p, cid, version, key, "connection.barrier_gone", func(tx *db.Tx, c Connection) error {
		n, err := tx.Exec(ctx, `update connection_barrier set gone = $3 where connection = $1 and code = $2 and gone is null`, c.ID, code, tx.Now())
		if err == nil && n == 0 {
			err = errs.New(errs.NotFound, "connection.not_found")
		}
		if err != nil {
			return err
		}
		if err := update(ctx, tx, c); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, "connection.barrier_gone", c.subject())
	})
}

// inTheWay keeps the barriers that were named when somebody did not come or stopped. What
// we do about one that was known already stays.
func (s *Service) inTheWay(ctx context.Context, tx *db.Tx, a authz.Actor, c Connection, codes []string) error {
	if len(codes) == 0 {
		return nil
	}
	lists, err := s.lists(ctx, tx, c)
	if err != nil {
		return err
	}
	for _, code := range codes {
		var k errs.Check
		k.Require(lists.Known(vocabulary.BarrierList, code), "barriers", "connection.barrier_missing")
		if err := k.Err(); err != nil {
			return err
		}
		words, err := db.One(ctx, tx, db.Value[string], `select words from connection_barrier where connection = $1 and code = $2`, c.ID, code)
		if err != nil && !errs.Is(err, errs.NotFound) {
			return err
		}
		if err := putBarrier(ctx, tx, a, c.ID, Barrier{Code: code, Words: words}); err != nil {
			return err
		}
	}
	return nil
}

func putBarrier(ctx context.Context, tx *db.Tx, a authz.Actor, c ID, b Barrier) error {
	_, err := tx.Exec(ctx, `insert into connection_barrier (connection, code, words, by_account, at) values ($1, $2, $3, $4, $5)
		on conflict (connection, code) do update set words = excluded.words, gone = null`, c, b.Code, b.Words, a.ID, tx.Now())
	return err
}
