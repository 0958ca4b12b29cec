package intake

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/transform"
)

// MaxFile is the most that is read of one file, in bytes.
const MaxFile = 4 << 30

// maxCell is the longest cell that can be meant. A longer one is a quotation
// mark that was never closed.
const maxCell = 200_000

// Table is an open CSV file: text in any usual encoding, any usual separator,
// columns found by their names in any order and case. Close it after use.
type Table struct {
	Name      string // of the file
	Encoding  string // empty for UTF-8
	Separator rune
	header    map[string]int
	names     []string
	rows      *csv.Reader
	row       int // of the row read last; the header is 1
	close     func() error
}

// Row is one line of a table. Number counts as a spreadsheet does: the header is 1.
type Row struct {
	Table  *Table
	Number int
	Cells  []string
	Extra  bool // it has more filled cells than the header; they are not in Cells
}

// Cell is the value in a column, trimmed, or "" when there is none.
func (r Row) Cell(column string) string {
	if i, ok := r.Table.header[column]; ok && i < len(r.Cells) {
		return strings.TrimSpace(r.Cells[i])
	}
	return ""
}

// Where names the file and the row, for people.
func (r Row) Where() string { return fmt.Sprintf("%s row %d", r.Table.Name, r.Number) }

// OpenTable opens a CSV file and reads its header. The error is a Fault.
func OpenTable(dir fs.FS, path string) (*Table, error) {
	text, closer, encoding, err := OpenText(dir, path)
	if err != nil {
		return nil, CannotOpen(path, err)
	}
	return newTable(path, text, closer, encoding)
}

// ReadTable reads a CSV text that is in memory already, such as one that was pasted or
// sent with a form. The error is a Fault.
func ReadTable(name string, body []byte) (*Table, error) {
	text, encoding, err := DecodeText(bytes.NewReader(body))
	if err == nil && encoding == "" && !utf8.Valid(body) {
		text, encoding = transform.NewReader(bytes.NewReader(body), charmap.Windows1252.NewDecoder()), "Windows-1252"
	}
	if err != nil {
		return nil, CannotRead(name, err)
	}
	return newTable(name, text, func() error { return nil }, encoding)
}

func newTable(path string, text io.Reader, closer func() error, encoding string) (*Table, error) {
	buffered := bufio.NewReaderSize(io.LimitReader(text, MaxFile), 64<<10)
	rows := csv.NewReader(buffered)
	rows.FieldsPerRecord, rows.LazyQuotes, rows.Comma = -1, true, separator(buffered)
	t := &Table{Name: path, Encoding: encoding, Separator: rows.Comma, rows: rows, row: 1, header: map[string]int{}, close: closer}
	names, err := rows.Read()
	if err != nil && !errors.Is(err, io.EOF) {
		_ = closer()
		return nil, CannotRead(path, err)
	}
	for i, name := range names {
		name = columnName(name)
		t.names = append(t.names, name)
		if _, taken := t.header[name]; !taken && name != "" {
			t.header[name] = i
		}
	}
	return t, nil
}

// Close lets go of the file.
func (t *Table) Close() error { return t.close() }

func columnName(s string) string {
	s = strings.ToLower(strings.Trim(s, " \t\r\n\"\ufeff"))
	return strings.NewReplacer(" ", "_", "-", "_").Replace(s)
}

// separator guesses from the header line.
func separator(b *bufio.Reader) rune {
	head, _ := b.Peek(4096)
	line, _, _ := strings.Cut(string(head), "\n")
	best, most := ',', strings.Count(line, ",")
	for _, sep := range []rune{';', '\t', '|'} {
		if n := strings.Count(line, string(sep)); n > most {
			best, most = sep, n
		}
	}
	return best
}

// Next returns the next row and io.EOF at the end. A row that cannot be used comes
// with the reason why; the table goes on after it.
func (t *Table) Next() (r Row, reason string, err error) {
	cells, err := t.rows.Read()
	if err != nil {
		var parse *csv.ParseError
		if errors.As(err, &parse) {
			t.row++
			return Row{Table: t, Number: t.row}, parse.Err.Error(), nil
		}
		return Row{}, "", err
	}
	t.row++
	r = Row{Table: t, Number: t.row, Cells: cells}
	if width := len(t.names); len(cells) > width {
		r.Extra = strings.TrimSpace(strings.Join(cells[width:], "")) != ""
		r.Cells = cells[:width]
	}
	for _, c := range cells {
		if len(c) > maxCell {
			return r, "a cell is longer than 200,000 characters: a quotation mark was probably not closed", nil
		}
	}
	return r, "", nil
}

// Columns returns the names of the columns in their order, folded to lower case
// with underscores.
func (t *Table) Columns() []string { return t.names }

// Missing returns those of the columns that are not there.
func (t *Table) Missing(columns ...string) []string {
	var out []string
	for _, c := range columns {
		if _, ok := t.header[c]; !ok {
			out = append(out, c)
		}
	}
	return out
}
