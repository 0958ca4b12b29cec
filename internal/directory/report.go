package directory

import (
	"fmt"
	"io"
	"strings"

	"weft/internal/hsds"
)

// Report is the truthful account of one import.
type Report struct {
	Source    string
	Added     int
	Changed   int
	Unchanged int
	Gone      int // no longer listed, closed
	Withheld  int // no longer listed, but so many that none was closed
	Placed    int // known before, given a position now that their postcodes are known
	Reading   hsds.Reading
}

// WriteTo writes the account in plain English: what happened to the services, what was
// read leniently, and which rows were refused and why.
func (r Report) WriteTo(w io.Writer) (int64, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "Services from %s: %d added, %d changed, %d unchanged, %d gone. Rows refused: %d.\n",
		r.Source, r.Added, r.Changed, r.Unchanged, r.Gone, r.Reading.RefusedRows)
	if !r.Reading.Complete {
		b.WriteString("This source does not list all its services, so none was taken as gone.\n")
	}
	if r.Withheld > 0 {
		fmt.Fprintf(&b, "%d services are no longer listed. That is more than half, so none was closed: check the source.\n", r.Withheld)
	}
	if r.Placed > 0 {
		fmt.Fprintf(&b, "%d services that had no position were placed by their postcode.\n", r.Placed)
	}
	b.WriteString(r.Reading.String())
	n, err := io.WriteString(w, b.String())
	return int64(n), err
}

// String is what WriteTo writes.
func (r Report) String() string {
	var b strings.Builder
	_, _ = r.WriteTo(&b) // a builder never fails
	return b.String()
}
