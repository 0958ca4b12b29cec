package bench_test

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"weft/internal/clock"
	"weft/internal/db"
)

// rows holds what was made of one table until there is enough to write.
type rows struct {
	table, columns string
	list           [][]any
}

// bulk gathers rows and writes them in the order in which their tables first came.
type bulk struct {
	tables []*rows
	known  map[string]*rows
	held   int
	write  func(r *rows) error
}

// heldRows is how many rows of all tables wait before they are written.
const heldRows = 40_000

func newBulk(write func(r *rows) error) *bulk { return &bulk{known: map[string]*rows{}, write: write} }

func (b *bulk) add(table, columns string, values ...any) error {
	r := b.known[table]
	if r == nil {
		r = &rows{table: table, columns: columns}
		b.known[table], b.tables = r, append(b.tables, r)
	}
	if want := strings.Count(columns, ",") + 1; r.columns != columns || want != len(values) {
		return fmt.Errorf("bench: %s has %d columns and %d values", table, want, len(values))
	}
	r.list = append(r.list, values)
	if b.held++; b.held < heldRows {
		return nil
	}
	return b.flush()
}

func (b *bulk) flush() error {
	for _, r := range b.tables {
		if len(r.list) == 0 {
			continue
		}
		if err := b.write(r); err != nil {
			return fmt.Errorf("bench: write %s: %w", r.table, err)
		}
		r.list = r.list[:0]
	}
	b.held = 0
	return nil
}

// intoSQLite writes into one transaction of the database.
func intoSQLite(ctx context.Context, d *db.DB, fill func(s sink) error) error {
	return d.Bulk(ctx, func(in *db.DB) error {
		return in.Write(ctx, func(tx *db.Tx) error {
			b := newBulk(func(r *rows) error { return tx.InsertMany(ctx, "insert into "+r.table+" ("+r.columns+")", r.list) })
			if err := fill(b); err != nil {
				return err
			}
			return b.flush()
		})
	})
}

// intoPostgres copies into one transaction of the database at an address.
func intoPostgres(ctx context.Context, url string, fill func(s sink) error) error {
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return err
	}
	defer conn.Close(ctx) //nolint:errcheck // nothing is open any more
	tx, err := conn.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx) //nolint:errcheck // does nothing after Commit
	b := newBulk(func(r *rows) error {
		_, err := tx.CopyFrom(ctx, pgx.Identifier{r.table}, strings.Fields(strings.ReplaceAll(r.columns, ",", " ")), pgx.CopyFromSlice(len(r.list),
			func(i int) ([]any, error) { return native(r.list[i]), nil }))
		return err
	})
	if err := fill(b); err != nil {
		return err
	}
	if err := b.flush(); err != nil {
		return err
	}
	return tx.Commit(ctx)
}

// native turns days into what pgx copies.
func native(row []any) []any {
	for i, v := range row {
		if d, ok := v.(clock.Date); ok {
			row[i] = d.Time(time.UTC)
		}
	}
	return row
}
