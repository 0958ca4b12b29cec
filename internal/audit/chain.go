package audit

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"weft/internal/db"
	"weft/internal/errs"
)

// sealBatch bounds how many events one run of Seal takes.
const sealBatch = 2000

// link is the end of the chain: the last place and its hash.
type link struct {
	place int64
	hash  string
}

// Seal gives every new event its place and hash in the chain and returns how many.
// A job calls it every second. Looks that had to wait are recorded first.
func (l *Log) Seal(ctx context.Context) (int, error) {
	if _, err := l.Late(ctx); err != nil {
		return 0, err
	}
	sealed := 0
	err := l.db.Write(ctx, func(tx *db.Tx) error {
		end, err := chainEnd(ctx, tx)
		if err != nil {
			return err
		}
		fresh, err := db.All(ctx, tx, scan, `select `+columns+` from audit_event where place is null order by id limit $1`, sealBatch)
		if err != nil {
			return err
		}
		for _, e := range fresh {
			end = link{end.place + 1, e.hash(end.hash)}
			if _, err := tx.Exec(ctx, `update audit_event set place = $1, hash = $2 where id = $3`, end.place, end.hash, e.ID); err != nil {
				return err
			}
		}
		sealed = len(fresh)
		return nil
	})
	return sealed, err
}

func chainEnd(ctx context.Context, tx *db.Tx) (link, error) {
	end, err := db.One(ctx, tx, func(s db.Scan) (link, error) {
		var k link
		err := s(&k.place, &k.hash)
		return k, err
	}, `select place, hash from audit_event where place is not null order by place desc limit 1`)
	if errs.Is(err, errs.NotFound) {
		return link{}, nil
	}
	return end, err
}

func (e Event) hash(before string) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{before, e.ID.String(), e.At.UTC().Format(time.RFC3339Nano), e.Actor.String(),
		string(e.Kind), e.Action, e.Subject.Kind, e.Subject.ID, e.Subject.Person, e.Outcome}, "\x1f")))
	return hex.EncodeToString(sum[:])
}

// ErrBroken says at which place the chain does not hold.
var ErrBroken = errors.New("the audit chain does not hold")

// Verify walks the whole chain. It returns how many events are sealed, how many
// are not yet, and ErrBroken with the first place that does not hold.
func (l *Log) Verify(ctx context.Context) (sealed, unsealed int, err error) {
	err = l.db.Read(ctx, func(tx *db.Tx) error {
		unsealed, err = db.One(ctx, tx, db.Value[int], `select count(*) from audit_event where place is null`)
		if err != nil {
			return err
		}
		before := ""
		type sealedEvent struct {
			Event
			link
		}
		for {
			rows, err := db.All(ctx, tx, func(s db.Scan) (sealedEvent, error) {
				var e sealedEvent
				err := s(&e.ID, &e.At, &e.Actor, &e.Kind, &e.Action, &e.Subject.Kind, &e.Subject.ID, &e.Subject.Person,
					&e.Outcome, &e.place, &e.link.hash)
				return e, err
			}, `select `+columns+`, place, hash from audit_event where place > $1 order by place limit $2`, sealed, sealBatch)
			if err != nil || len(rows) == 0 {
				return err
			}
			for _, e := range rows {
				if e.place != int64(sealed+1) || e.link.hash != e.Event.hash(before) {
					return fmt.Errorf("%w at place %d", ErrBroken, sealed+1)
				}
				before = e.link.hash
				sealed++
			}
		}
	})
	return sealed, unsealed, err
}
