package intake

import (
	"bufio"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// readCSV reads a CSV file in any usual encoding and with any usual separator.
func readCSV(ctx context.Context, path string) (Sheet, error) {
	name := filepath.Base(path)
	text, closer, encoding, err := OpenText(os.DirFS(filepath.Dir(path)), name)
	if err != nil {
		return Sheet{}, CannotOpen(path, err)
	}
	defer closer() //nolint:errcheck // only read
	return readText(ctx, text, name, encoding)
}

// readText reads CSV text that is UTF-8 already.
func readText(ctx context.Context, text io.Reader, name, encoding string) (Sheet, error) {
	buffered := bufio.NewReaderSize(io.LimitReader(text, MaxFile), 64<<10)
	rows := csv.NewReader(buffered)
	rows.FieldsPerRecord, rows.LazyQuotes, rows.Comma = -1, true, separator(buffered)
	g := &gather{sheet: Sheet{Name: name}}
	if encoding != "" {
		g.sheet.Notes = append(g.sheet.Notes, fmt.Sprintf("%s was read as %s.", name, encoding))
	}
	within := 0 // line ends inside cells so far: a spreadsheet does not count them
	for n := 0; ; n++ {
		if n%1000 == 0 && ctx.Err() != nil {
			return Sheet{}, ctx.Err()
		}
		cells, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return g.done()
		}
		var parse *csv.ParseError
		if err != nil && !errors.As(err, &parse) {
			return Sheet{}, CannotRead(name, err)
		}
		l := Line{Cells: cells}
		if err != nil {
			l.Number, l.Cells, l.Fault = parse.StartLine-within, nil, "its quotation marks cannot be read. Correct them and try again"
		} else {
			line, _ := rows.FieldPos(0)
			l.Number = line - within
			l.Fault = swallowed(l, rows.Comma, len(g.sheet.Columns))
		}
		for _, c := range cells {
			within += strings.Count(c, "\n")
		}
		if err := g.add(l); err != nil {
			return Sheet{}, err
		}
	}
}

// swallowed recognises a quotation mark that was never closed: inside one cell there
// are lines that look like rows of the table.
func swallowed(l Line, comma rune, width int) string {
	if width < 3 {
		return ""
	}
	for _, c := range l.Cells {
		lines := strings.Split(c, "\n")
		for _, inner := range lines[1:] {
			if strings.Count(inner, string(comma)) >= width-1 {
				return fmt.Sprintf("a quotation mark in it was not closed, so the %d lines after it were read as part of one cell. Close it and try again", len(lines)-1)
			}
		}
	}
	return ""
}

// SafeCell writes a cell so that no spreadsheet takes it for a formula.
func SafeCell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

// WriteCSV writes rows as CSV that spreadsheets open as text, with a mark that says
// UTF-8. No cell can become a formula.
func WriteCSV(w io.Writer, rows [][]string) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	for _, r := range rows {
		safe := make([]string, len(r))
		for i, c := range r {
			safe[i] = SafeCell(c)
		}
		if err := out.Write(safe); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
