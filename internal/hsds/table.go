package hsds

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"weft/internal/errs"
)

// maxCell is the longest cell that can be meant. A longer one is a quotation
// mark that was never closed.
const maxCell = 200_000

// table is one CSV file of a package.
type table struct {
	name   string // of the file
	header map[string]int
	rows   *csv.Reader
	width  int
	row    int // of the row read last; the header is 1
	close  func() error
}

// row is one line of a table.
type row struct {
	table *table
	n     int
	cells []string
}

func (r row) cell(key string) string {
	if i, ok := r.table.header[key]; ok && i < len(r.cells) {
		return strings.TrimSpace(r.cells[i])
	}
	return ""
}

func (r row) where() string { return fmt.Sprintf("%s row %d", r.table.name, r.n) }

// openTable opens a CSV file whatever its encoding and separator, and reads its
// header: names in any order, any case, with spaces or underscores.
func openTable(dir fs.FS, path string, rec *recorder) (*table, error) {
	text, closer, encoding, err := openAnyText(dir, path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	if encoding != "" {
		rec.note(OtherEncoding, path+": "+encoding)
	}
	buffered := bufio.NewReaderSize(io.LimitReader(text, maxFile), 64<<10)
	rows := csv.NewReader(buffered)
	rows.FieldsPerRecord, rows.LazyQuotes = -1, true
	if sep := separator(buffered); sep != ',' {
		rec.note(OtherDelimiter, fmt.Sprintf("%s: %q", path, sep))
		rows.Comma = sep
	}
	t := &table{name: path, rows: rows, row: 1, header: map[string]int{}, close: closer}
	names, err := rows.Read()
	if err != nil && !errors.Is(err, io.EOF) {
		_ = closer()
		return nil, unreadable(path, err)
	}
	t.width = len(names)
	for i, name := range names {
		name = columnName(name)
		if _, taken := t.header[name]; !taken && name != "" {
			t.header[name] = i
		}
	}
	return t, nil
}

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

func openAnyText(dir fs.FS, path string) (io.Reader, func() error, string, error) {
	file, err := dir.Open(path)
	if err != nil {
		return nil, nil, "", err
	}
	text, encoding, err := decodeText(file)
	if err != nil || encoding != "" {
		return text, file.Close, encoding, err
	}
	ok, err := isUTF8(text)
	_ = file.Close()
	if err != nil {
		return nil, nil, "", err
	}
	if file, err = dir.Open(path); err != nil {
		return nil, nil, "", err
	}
	if !ok {
		return windows1252(file), file.Close, "Windows-1252", nil
	}
	text, _, err = decodeText(file)
	return text, file.Close, "", err
}

func unreadable(path string, err error) error {
	return fault(errs.Invalid, "feed.unreadable", "%s cannot be read: %v. Nothing was kept.", path, err).because(err)
}

// next returns the next row, io.EOF at the end, or a reason why a row cannot be used.
func (t *table) next(rec *recorder) (r row, reason string, err error) {
	cells, err := t.rows.Read()
	if err != nil {
		var parse *csv.ParseError
		if errors.As(err, &parse) {
			t.row++
			return row{table: t, n: t.row}, parse.Err.Error(), nil
		}
		return row{}, "", err
	}
	t.row++
	r = row{table: t, n: t.row, cells: cells}
	if len(cells) > t.width {
		if strings.TrimSpace(strings.Join(cells[t.width:], "")) != "" {
			rec.note(ExtraCells, r.where())
		}
		r.cells = cells[:t.width]
	}
	for _, c := range cells {
		if len(c) > maxCell {
			return r, "a cell is longer than 200,000 characters: a quotation mark was probably not closed", nil
		}
	}
	return r, "", nil
}

// missing lists which of the columns are not there.
func (t *table) missing(columns ...string) []string {
	var out []string
	for _, c := range columns {
		if _, ok := t.header[c]; !ok {
			out = append(out, c)
		}
	}
	return out
}

func (t *table) columns() string {
	names := make([]string, t.width)
	for name, i := range t.header {
		names[i] = name
	}
	return strings.Join(names, ", ")
}
