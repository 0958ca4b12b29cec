package intake

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"weft/internal/errs"
)

// The most that is taken of one sheet.
const (
	maxCells   = 1_000_000
	maxColumns = 500
	maxPreface = 20 // lines above the header, such as a title
)

// Sheet is one table of a file, read whole: a CSV file or a sheet of a workbook. The
// header is the first row with two names or more; lines above it are left out.
type Sheet struct {
	Name    string   // of the sheet, or of the CSV file
	Columns []string // the header, as written
	Lines   []Line   // every row below it that holds anything
	Epoch   Epoch    // from when the workbook counts its days
	Notes   []string // what a reader of a report should know, in sentences
}

// Line is one row of a sheet. Number counts as a spreadsheet does: the first row is 1.
// Fault is why the whole row cannot be used. Odd says of single columns why their cell
// cannot be used, and only matters where that column does.
type Line struct {
	Number int
	Cells  []string // tidied at both ends; may be shorter than the header
	Fault  string
	Odd    map[int]string
}

// Cell is what stands in a column.
func (l Line) Cell(column int) string {
	if column < 0 || column >= len(l.Cells) {
		return ""
	}
	return l.Cells[column]
}

// Book is a file of one or more sheets, checked and not yet read.
type Book struct {
	path   string
	name   string
	sheets []part // none: it is a CSV file
	epoch  Epoch
	hidden []string
}

// OpenBook looks at a CSV file or an xlsx workbook. The error is a Fault.
func OpenBook(path string) (*Book, error) {
	head, err := headOf(path)
	if err != nil {
		return nil, err
	}
	b := &Book{path: path, name: filepath.Base(path)}
	switch {
	case len(head) == 0:
		return nil, NewFault(errs.Invalid, "file.empty", "%s is empty. Export it again from the other system.", b.name)
	case IsZip(head):
		return b, b.look()
	case strings.HasPrefix(string(head), "\xd0\xcf\x11\xe0"):
		return nil, NewFault(errs.Invalid, "file.old_workbook", "%s is an old workbook (.xls) or is locked with a password. "+
			"Open it, save it as .xlsx or .csv without a password, and try again.", b.name)
	case strings.HasPrefix(string(head), "%PDF"):
		return nil, NewFault(errs.Invalid, "file.pdf", "%s is a PDF. Export the records as .xlsx or .csv instead.", b.name)
	}
	return b, nil
}

func headOf(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, CannotOpen(path, err)
	}
	defer f.Close() //nolint:errcheck // only read
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, NewFault(errs.Invalid, "file.folder", "%s is a folder. Name the file in it.", path)
	}
	head := make([]byte, 8)
	n, err := io.ReadFull(f, head)
	if n == 0 && err != nil && err != io.EOF {
		return nil, CannotRead(path, err)
	}
	return head[:n], nil
}

// Sheets names the sheets that can be seen; a CSV file has one, named as the file.
func (b *Book) Sheets() []string {
	if b.sheets == nil {
		return []string{b.name}
	}
	var out []string
	for _, s := range b.sheets {
		if !slices.Contains(b.hidden, s.name) {
			out = append(out, s.name)
		}
	}
	return out
}

// Read reads one sheet whole: the one with this name, in any case, or the first that
// can be seen. The error is a Fault or the context's.
func (b *Book) Read(ctx context.Context, sheet string) (Sheet, error) {
	if b.sheets == nil {
		if sheet != "" {
			return Sheet{}, NewFault(errs.Invalid, "file.no_sheets", "%s is a CSV file and has no sheets. Leave the name of the sheet out.", b.name)
		}
		return readCSV(ctx, b.path)
	}
	for _, s := range b.sheets {
		if sheet == "" && !slices.Contains(b.hidden, s.name) || sheet != "" && strings.EqualFold(s.name, strings.TrimSpace(sheet)) {
			out, err := b.readSheet(ctx, s)
			if err == nil && len(b.hidden) > 0 {
				out.Notes = append(out.Notes, fmt.Sprintf("Hidden sheets were not read: %s.", strings.Join(b.hidden, ", ")))
			}
			return out, err
		}
	}
	if sheet == "" {
		return Sheet{}, NewFault(errs.Invalid, "file.no_sheet", "%s has no sheet that can be seen. Show the sheet with the records, and try again.", b.name)
	}
	return Sheet{}, NewFault(errs.Invalid, "file.no_sheet", "%s has no sheet called %q. It has: %s.", b.name, sheet, strings.Join(b.Sheets(), ", "))
}

// gather puts rows together into a sheet and watches its size.
type gather struct {
	sheet Sheet
	cells int
	above int
}

// add takes one row as it was read.
func (g *gather) add(l Line) error {
	filled := 0
	for i, c := range l.Cells {
		l.Cells[i] = strings.TrimSpace(c)
		if l.Cells[i] != "" {
			filled++
		}
	}
	if g.cells += filled; g.cells > maxCells {
		return NewFault(errs.TooLarge, "file.too_many_cells", "%s holds more than a million filled cells. Split it into several files and bring in one after the other.", g.sheet.Name)
	}
	if g.sheet.Columns == nil {
		return g.header(l, filled)
	}
	if filled == 0 && l.Fault == "" && len(l.Odd) == 0 {
		return nil
	}
	if l.Fault == "" {
		l.Fault = tooMuch(l, len(g.sheet.Columns))
	}
	g.sheet.Lines = append(g.sheet.Lines, l)
	return nil
}

func (g *gather) header(l Line, filled int) error {
	if filled < 2 {
		if g.above++; g.above > maxPreface {
			return NewFault(errs.Invalid, "file.no_header", "%s has no row with the names of its columns in its first %d rows. Put the names into its first row.", g.sheet.Name, maxPreface)
		}
		return nil
	}
	if len(l.Cells) > maxColumns {
		return NewFault(errs.TooLarge, "file.too_many_columns", "%s has %d columns, more than %d. Take out those that are not needed.", g.sheet.Name, len(l.Cells), maxColumns)
	}
	g.sheet.Columns = l.Cells
	if g.above > 0 {
		g.sheet.Notes = append(g.sheet.Notes, fmt.Sprintf("The names of the columns stand in row %d; what is above was left out.", l.Number))
	}
	return nil
}

func tooMuch(l Line, width int) string {
	for i, c := range l.Cells {
		switch {
		case len(c) > maxCell:
			return "a cell is longer than 200,000 characters, so a quotation mark was probably not closed. Correct it and try again"
		case i >= width && c != "":
			return "it has more cells than there are columns. Look whether a comma is missing its quotation marks"
		}
	}
	return ""
}

// done returns the sheet, or the Fault that it holds nothing.
func (g *gather) done() (Sheet, error) {
	if g.sheet.Columns == nil {
		return Sheet{}, NewFault(errs.Invalid, "file.no_header", "%s has no row with the names of its columns. Put the names into its first row.", g.sheet.Name)
	}
	return g.sheet, nil
}
