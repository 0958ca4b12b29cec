package place

import (
	"fmt"
	"io"
	"strings"
)

// maxRefused is the number of refused rows that a report lists one by one.
const maxRefused = 1000

// Report is the truthful account of one import.
type Report struct {
	File      string
	Rows      int
	Added     int
	Changed   int
	Unchanged int
	Refused   int
	// RefusedRows holds the first of them, with the row as a spreadsheet counts.
	RefusedRows []RefusedRow
	// NotSaid names what this release says nothing of.
	NotSaid []string
}

// RefusedRow is a row that could not be used.
type RefusedRow struct {
	Row    int
	Reason string
}

func (r *Report) refuse(row int, reason string) {
	r.Refused++
	if len(r.RefusedRows) < maxRefused {
		r.RefusedRows = append(r.RefusedRows, RefusedRow{row, reason})
	}
}

// String is what WriteTo writes.
func (r Report) String() string {
	var b strings.Builder
	_, _ = r.WriteTo(&b) // a builder never fails
	return b.String()
}

// WriteTo writes the account in plain English.
func (r Report) WriteTo(w io.Writer) (int64, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "Postcodes from %s: %d rows read, %d added, %d changed, %d unchanged, %d refused.\n",
		r.File, r.Rows, r.Added, r.Changed, r.Unchanged, r.Refused)
	if len(r.NotSaid) > 0 {
		fmt.Fprintf(&b, "This file does not say: %s.\n", strings.Join(r.NotSaid, ", "))
	}
	for _, f := range r.RefusedRows {
		fmt.Fprintf(&b, "  row %d was refused: %s\n", f.Row, f.Reason)
	}
	if more := r.Refused - len(r.RefusedRows); more > 0 {
		fmt.Fprintf(&b, "  and %d more, not listed one by one\n", more)
	}
	n, err := io.WriteString(w, b.String())
	return int64(n), err
}
