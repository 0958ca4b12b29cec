package db

import (
	"context"
	"net/url"

	"weft/internal/errs"
)

// clientName is how PostgreSQL knows the connections of Weft.
const clientName = "weft"

// named adds a runtime parameter of PostgreSQL to an address that does not set it.
func named(address, name, value string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	q := u.Query()
	if q.Get(name) == "" {
		q.Set(name, value)
		u.RawQuery = q.Encode()
	}
	return u.String()
}

// InSchema returns the address of a PostgreSQL database whose connections work in a
// schema of that name.
func InSchema(address, schema string) string { return named(address, "search_path", schema) }

// Others counts the connections to this PostgreSQL database that other programs of Weft
// have open. d must be used by nobody else just now.
func Others(ctx context.Context, d *DB) (n int, err error) {
	own := []uint32{}
	for _, c := range d.pool.AcquireAllIdle(ctx) {
		own = append(own, c.Conn().PgConn().PID())
		c.Release()
	}
	err = d.pool.QueryRow(ctx, `select count(*) from pg_stat_activity where datname = current_database()
		and application_name = $1 and pid <> pg_backend_pid() and pid <> all($2::int[])`, clientName, own).Scan(&n)
	return n, translate(err)
}

// NewSchema makes an empty schema beside the one in use; what stood under that name goes.
// PostgreSQL only.
func NewSchema(ctx context.Context, d *DB, name string) error {
	if err := DropSchema(ctx, d, name); err != nil {
		return err
	}
	_, err := d.pool.Exec(ctx, "create schema "+quoted(name))
	return translate(err)
}

// DropSchema removes a schema with all that is in it. PostgreSQL only.
func DropSchema(ctx context.Context, d *DB, name string) error {
	_, err := d.pool.Exec(ctx, "drop schema if exists "+quoted(name)+" cascade")
	return translate(err)
}

// SwapSchema puts one schema in the place of the one in use, which keeps its tables
// under the name aside. Both happen or neither. PostgreSQL only.
func SwapSchema(ctx context.Context, d *DB, name, aside string) error {
	tx, err := d.pool.Begin(ctx)
	if err != nil {
		return translate(err)
	}
	defer tx.Rollback(ctx) //nolint:errcheck // does nothing after Commit
	var present string
	if err := tx.QueryRow(ctx, "select current_schema()").Scan(&present); err != nil {
		return translate(err)
	}
	for _, q := range []string{"alter schema " + quoted(present) + " rename to " + quoted(aside),
		"alter schema " + quoted(name) + " rename to " + quoted(present)} {
		if _, err := tx.Exec(ctx, q); err != nil {
			return errs.Wrap(errs.Forbidden, "db.schema_owner", translate(err))
		}
	}
	return translate(tx.Commit(ctx))
}
