package dbtest

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
)

// administer runs one statement on the server's maintenance database. Creating a
// database from a template that another test copies just now fails at once, so it
// is tried for a while.
func administer(base, statement string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	var err error
	for range 200 {
		var c *pgx.Conn
		if c, err = pgx.Connect(ctx, base); err == nil {
			_, err = c.Exec(ctx, statement)
			_ = c.Close(ctx)
			if err == nil {
				return nil
			}
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(20 * time.Millisecond):
		}
	}
	return err
}

func exists(base, name string) bool {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	c, err := pgx.Connect(ctx, base)
	if err != nil {
		return false
	}
	defer c.Close(ctx) //nolint:errcheck // only asked
	var n int
	return c.QueryRow(ctx, "select count(*) from pg_database where datname = $1", name).Scan(&n) == nil && n == 1
}

func probe(ctx context.Context, url string) error {
	c, err := pgx.Connect(ctx, url)
	if err != nil {
		return err
	}
	return c.Close(ctx)
}
