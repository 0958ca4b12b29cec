package db

import (
	"context"
	"strings"
)

const versions = "goose_db_version" // where the migrations note what has run

// derived is the table that holds nothing but an index over others, which is made anew
// after a restore: the full text of the directory. SQLite keeps more tables behind it.
const derived = "directory_search"

// Stored describes every table that holds something of its own: not the index, and not
// the list of migrations.
func Stored(ctx context.Context, tx *Tx) ([]Table, error) {
	all, err := tx.Tables(ctx)
	var out []Table
	for _, t := range all {
		if t.Name != versions && t.Name != derived && !strings.HasPrefix(t.Name, derived+"_") {
			out = append(out, t)
		}
	}
	return out, err
}

// names returns the quoted columns of a table, with commas between.
func (t Table) names() string {
	out := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		out[i] = quoted(c.Name)
	}
	return strings.Join(out, ", ")
}
