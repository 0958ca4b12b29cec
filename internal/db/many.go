package db

import (
	"context"
	"slices"
	"strconv"
	"strings"
)

// maxMany bounds the values of one statement: SQLite looks up every numbered one among
// all of them, so long statements get slow.
const maxMany = 320

// InsertMany writes many rows of one table in few statements. head is the statement up
// to its values, such as "insert into person (id, name)"; every row has a value for
// each of its columns. Nothing is written when there are no rows.
func (tx *Tx) InsertMany(ctx context.Context, head string, rows [][]any) error {
	if len(rows) == 0 {
		return nil
	}
	for part := range slices.Chunk(rows, max(1, maxMany/len(rows[0]))) {
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
		if _, err := tx.Exec(ctx, q.String(), args...); err != nil {
			return err
		}
	}
	return nil
}
