package db

import (
	"context"
	"database/sql"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// later gathers statements whose results nobody waits for. PostgreSQL answers each
// statement by itself, and waiting for the answers costs more than the work; sent
// together they cost one wait.
type later struct {
	conn  *sql.Conn
	batch pgx.Batch
}

// errTwice is a mistake of ours: a glance is one statement.
var errTwice = errors.New("db: a second statement in a glance; use Read")

// Later runs a statement whose outcome the use case does not look at, an insert as a
// rule. On PostgreSQL it goes out together with the next statement of the transaction,
// or with the commit, and its failure comes back from there; so everything after it in
// the transaction sees it. Use Exec where a conflict has a sentence of its own.
func (tx *Tx) Later(ctx context.Context, q string, args ...any) error {
	if tx.later == nil {
		_, err := tx.Exec(ctx, q, args...)
		return err
	}
	defer traced(ctx)()
	tx.later.batch.Queue(q, tx.bind(args)...)
	return nil
}

// ready sends what waits, and keeps a glance to its one statement.
func (tx *Tx) ready(ctx context.Context) error {
	if tx.glance != nil {
		if *tx.glance {
			return errTwice
		}
		*tx.glance = true
	}
	if tx.later == nil || tx.later.batch.Len() == 0 {
		return nil
	}
	return tx.later.send(ctx)
}

func (l *later) send(ctx context.Context) error {
	batch := l.batch
	l.batch = pgx.Batch{}
	return l.conn.Raw(func(c any) error {
		own, ok := c.(*stdlib.Conn)
		if !ok {
			return errors.New("db: not a connection of pgx")
		}
		return own.Conn().SendBatch(ctx, &batch).Close()
	})
}
