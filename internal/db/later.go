package db

import "context"

// Later runs a statement whose outcome the use case does not look at, an insert as a
// rule. On PostgreSQL it goes out together with the next statement of the transaction,
// or with the commit, and its failure comes back from there; so everything after it in
// the transaction sees it. Use Exec where a conflict has a sentence of its own.
func (tx *Tx) Later(ctx context.Context, q string, args ...any) error {
	defer traced(ctx)()
	if p, ok := tx.on.(*pgConn); ok {
		p.later(q, tx.bind(args))
		return nil
	}
	_, err := tx.exec(tx.context(ctx), q, tx.bind(args))
	return translate(err)
}

// ready keeps a glance to its one statement.
func (tx *Tx) ready() error {
	if tx.glance != nil {
		if *tx.glance {
			return errTwice
		}
		*tx.glance = true
	}
	return nil
}
