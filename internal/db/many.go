package db

import (
	"context"
	"slices"
	"strconv"
	"strings"
)

// How many values one statement takes. SQLite looks up every numbered one among all of
// them, so long statements get slow; PostgreSQL waits for an answer to each statement.
const (
	manySQLite   = 64
	manyPostgres = 4000
)

// InsertMany writes many rows of one table in few statements. head is the statement up
// to its values, such as "insert into person (id, name)"; every row has a value for
// each of its columns. Nothing is written when there are no rows. It runs as Later does.
func (tx *Tx) InsertMany(ctx context.Context, head string, rows [][]any) error {
	if len(rows) == 0 {
		return nil
	}
	most := manySQLite
	if tx.engine == Postgres {
		most = manyPostgres
	}
	for part := range slices.Chunk(rows, max(1, most/len(rows[0]))) {
		var q strings.Builder
		q.WriteString(head + " values ")
		args := make([]any, 0, len(part)*len(part[0]))
		for i, row := range part {
			q.WriteString([]string{"(", ", ("}[min(i, 1)])
			for j := range row {
				if j > 0 {
					q.WriteString(", ")
				}
				q.WriteString("$" + strconv.Itoa(len(args)+j+1))
			}
			q.WriteString(")")
			args = append(args, row...)
		}
		if err := tx.Later(ctx, q.String(), args...); err != nil {
			return err
		}
	}
	return nil
}

// gathered are rows of one table that wait to go out together.
type gathered struct {
	head string
	rows [][]any
}

// Gather puts a row into a table, at the latest when something is read or changed by Exec in
// the transaction or it ends: rows that several use cases add to one table, such as the
// record of who did what, then cost one statement. head is as InsertMany takes it. As with
// Later nobody may count on its failing here.
func (tx *Tx) Gather(head string, row ...any) {
	for i := range tx.gathered {
		if tx.gathered[i].head == head {
			tx.gathered[i].rows = append(tx.gathered[i].rows, row)
			return
		}
	}
	tx.gathered = append(tx.gathered, gathered{head, [][]any{row}})
}

// settle writes what was gathered.
func (tx *Tx) settle(ctx context.Context) error {
	waiting := tx.gathered
	tx.gathered = nil
	for _, g := range waiting {
		if err := tx.InsertMany(ctx, g.head, g.rows); err != nil {
			return err
		}
	}
	return nil
}
