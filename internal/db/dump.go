package db

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"weft/internal/clock"
)

// Dump writes every row of a table as one line of JSON, a list of its values in the
// order of the columns, and returns how many there are. Rows stand in the order of
// the primary key, and values are written the same whichever engine holds them, so
// the same rows are always the same bytes. Times are UTC text with microseconds.
func Dump(ctx context.Context, tx *Tx, t Table, w io.Writer) (n int64, err error) {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	err = tx.EachRow(ctx, t, t.Columns, func(row []any) error {
		for i, v := range row {
			switch v := v.(type) {
			case time.Time:
				row[i] = v.UTC().Format(timeLayout)
			case clock.Date:
				row[i] = v.String()
			}
		}
		n++
		if err := out.Encode(row); err != nil {
			return fmt.Errorf("row %d of %s: %w", n, t.Name, err)
		}
		return nil
	})
	return n, err
}
