package legacy

import (
	"fmt"
	"io"
	"sort"
	"strconv"
	"strings"

	"weft/internal/intake"
)

// Finding is something about one row that a human should know: the sheet or the file,
// the row as a spreadsheet counts, what the file calls the column, and a sentence that
// says what is the matter and what to do. It never quotes what stands there.
type Finding struct {
	Where    string
	Row      int
	Column   string
	Sentence string
}

// Mapped is one of their columns and our field.
type Mapped struct{ Theirs, Ours string }

// Report is the truthful account of one import.
type Report struct {
	What      string // "cases" or "referrals"
	File      string
	DryRun    bool
	Rows      int
	Added     int
	Changed   int
	Unchanged int
	Kept      int // changed there; what stands here was not touched
	Refused   int
	Notes     Count
	Refusals  []Finding
	Looks     []Finding // taken, and to be looked at
	Mapped    []Mapped
	Unmapped  []string
	Said      []string // about the file as a whole
}

// Count is what became of the notes.
type Count struct{ Rows, Added, Unchanged, Refused int }

// maxListed is how many findings of a kind are printed one by one.
const maxListed = 200

// WriteTo writes the account in plain English.
func (r Report) WriteTo(w io.Writer) (int64, error) {
	var b strings.Builder
	if r.DryRun {
		b.WriteString("This was a dry run: nothing was kept. The real run would say:\n")
	}
	fmt.Fprintf(&b, "%s%s from %s: %d rows read, %d added, %d changed, %d unchanged, %d kept as they are, %d refused.\n",
		strings.ToUpper(r.What[:1]), r.What[1:], r.File, r.Rows, r.Added, r.Changed, r.Unchanged, r.Kept, r.Refused)
	if r.Notes.Rows > 0 {
		fmt.Fprintf(&b, "Notes: %d rows read, %d added, %d unchanged, %d refused.\n", r.Notes.Rows, r.Notes.Added, r.Notes.Unchanged, r.Notes.Refused)
	}
	b.WriteString("The columns were read as:\n")
	for _, m := range r.Mapped {
		fmt.Fprintf(&b, "  %s = %s\n", m.Theirs, m.Ours)
	}
	if len(r.Unmapped) > 0 {
		fmt.Fprintf(&b, "These columns were left out: %s. Name them with --map if they matter.\n", strings.Join(r.Unmapped, ", "))
	}
	for _, s := range r.Said {
		b.WriteString(s + "\n")
	}
	list(&b, "Refused:", r.Refusals)
	list(&b, "Taken, and to be looked at:", r.Looks)
	n, err := io.WriteString(w, b.String())
	return int64(n), err
}

func list(b *strings.Builder, title string, all []Finding) {
	if len(all) == 0 {
		return
	}
	b.WriteString(title + "\n")
	for i, x := range all {
		if i == maxListed {
			fmt.Fprintf(b, "  and %d more; --report FILE lists every one\n", len(all)-i)
			return
		}
		b.WriteString("  " + x.String() + "\n")
	}
}

// String says a finding on one line.
func (x Finding) String() string {
	at := fmt.Sprintf("%s row %d", x.Where, x.Row)
	if x.Column != "" {
		at += ", column " + strconv.Quote(x.Column)
	}
	return at + ": " + x.Sentence
}

// String is what WriteTo writes.
func (r Report) String() string {
	var b strings.Builder
	_, _ = r.WriteTo(&b) // a builder never fails
	return b.String()
}

// WriteCSV writes every finding as a table, which no spreadsheet takes for formulas.
func (r Report) WriteCSV(w io.Writer) error {
	rows := [][]string{{"what", "where", "row", "column", "why and what to do"}}
	for _, part := range []struct {
		what string
		list []Finding
	}{{"refused", r.Refusals}, {"to be looked at", r.Looks}} {
		for _, x := range part.list {
			rows = append(rows, []string{part.what, x.Where, strconv.Itoa(x.Row), x.Column, x.Sentence})
		}
	}
	return intake.WriteCSV(w, rows)
}

// sorted puts the findings into the order of the file.
func (r *Report) sorted() {
	for _, l := range [][]Finding{r.Refusals, r.Looks} {
		sort.SliceStable(l, func(i, j int) bool {
			if l[i].Where != l[j].Where {
				return l[i].Where < l[j].Where
			}
			return l[i].Row < l[j].Row
		})
	}
}
