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
	manySQLite   = 40
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
