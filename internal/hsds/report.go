package hsds

import (
	"fmt"
	"io"
	"strings"
)

// WriteTo writes the account in plain English: the leniencies with a count and
// an example each, then the refused rows with their file, number and reason.
func (r Reading) WriteTo(w io.Writer) (int64, error) {
	var b strings.Builder
	if len(r.Leniencies) > 0 {
		b.WriteString("Read leniently:\n")
		for _, l := range r.Leniencies {
			fmt.Fprintf(&b, "  %7d  %s (first: %s)\n", l.Count, l.Kind.Words(), strings.Join(strings.Fields(l.Example), " "))
		}
	}
	if r.RefusedRows > 0 {
		b.WriteString("Refused rows:\n")
		for _, g := range group(r.Refused) {
			g.write(&b)
		}
		if more := r.RefusedRows - len(r.Refused); more > 0 {
			fmt.Fprintf(&b, "  and %d more, not listed one by one\n", more)
		}
	}
	n, err := io.WriteString(w, b.String())
	return int64(n), err
}

// String is what WriteTo writes.
func (r Reading) String() string {
	var b strings.Builder
	_, _ = r.WriteTo(&b) // a builder never fails
	return b.String()
}

// alike are refused rows of one file with one reason.
type alike struct {
	file, reason string
	rows         []int
}

func group(list []Refusal) []*alike {
	var out []*alike
	index := map[[2]string]*alike{}
	for _, r := range list {
		key := [2]string{r.File, r.Reason}
		if index[key] == nil {
			index[key] = &alike{file: r.File, reason: r.Reason}
			out = append(out, index[key])
		}
		index[key].rows = append(index[key].rows, r.Row)
	}
	return out
}

// write names the rows; long runs shrink to "2-2245".
func (a *alike) write(b *strings.Builder) {
	var runs []string
	for i := 0; i < len(a.rows); {
		j := i
		for j+1 < len(a.rows) && a.rows[j+1] == a.rows[j]+1 {
			j++
		}
		if j == i {
			runs = append(runs, fmt.Sprint(a.rows[i]))
		} else {
			runs = append(runs, fmt.Sprintf("%d-%d", a.rows[i], a.rows[j]))
		}
		i = j + 1
	}
	noun := "row"
	if len(a.rows) > 1 {
		noun = "rows"
	}
	fmt.Fprintf(b, "  %7d  %s %s %s: %s\n", len(a.rows), a.file, noun, strings.Join(runs, ", "), a.reason)
}
