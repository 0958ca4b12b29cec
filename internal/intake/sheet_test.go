package intake

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"weft/internal/errs"
)

func stored(t testing.TB, name string, body []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, body, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// sheetOf reads a file's first sheet.
func sheetOf(path, name string) (Sheet, error) {
	b, err := OpenBook(path)
	if err != nil {
		return Sheet{}, err
	}
	return b.Read(context.Background(), name)
}

// workbook makes a workbook and returns its path.
func workbook(t testing.TB, make func(f *excelize.File)) string {
	t.Helper()
	f := excelize.NewFile()
	make(f)
	path := filepath.Join(t.TempDir(), "book.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

func set(f *excelize.File, cells map[string]any) {
	for at, v := range cells {
		_ = f.SetCellValue("Sheet1", at, v)
	}
}

func TestTextInAnyUsualEncodingAndWithAnySeparatorIsReadTheSame(t *testing.T) {
	t.Parallel()
	text := "Name,Note,Town\r\nZoë,\"two\nlines, one cell\",Caerdydd\r\n\r\nAnn,x,Leek\r\n"
	code := func(b []byte, err error) []byte {
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	for name, body := range map[string][]byte{
		"utf-8": []byte(text), "utf-8 with a mark": []byte("\ufeff" + text), "semicolons": []byte("Name;Note;Town\nZoë;\"two\nlines, one cell\";Caerdydd\n\nAnn;x;Leek\n"),
		"tabs":                  []byte("Name\tNote\tTown\nZoë\t\"two\nlines, one cell\"\tCaerdydd\n\nAnn\tx\tLeek\n"),
		"windows-1252":          code(charmap.Windows1252.NewEncoder().Bytes([]byte(text))),
		"utf-16 little":         code(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(text))),
		"utf-16 big":            code(unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(text))),
		"utf-16 without a mark": code(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().Bytes([]byte(text))),
	} {
		s, err := sheetOf(stored(t, "t.csv", body), "")
		if err != nil || len(s.Lines) != 2 {
			t.Errorf("%s: %+v %v", name, s, err)
			continue
		}
		a, b := s.Lines[0], s.Lines[1]
		if a.Number != 2 || b.Number != 4 || a.Cell(0) != "Zoë" || a.Cell(1) != "two\nlines, one cell" || b.Cell(2) != "Leek" || b.Cell(9) != "" {
			t.Errorf("%s: %+v", name, s.Lines)
		}
	}
}

func TestAQuotationMarkThatIsNotClosedIsNamedWithItsRow(t *testing.T) {
	t.Parallel()
	s, err := sheetOf(stored(t, "t.csv", []byte("a,b,c\n1,x,y\n2,\"x,y\n3,x,y\n4,x,y\n")), "")
	if err != nil || len(s.Lines) != 2 || s.Lines[1].Number != 3 || !strings.Contains(s.Lines[1].Fault, "not closed, so the 3 lines after") {
		t.Errorf("%+v %v", s, err)
	}
}

func TestWhatAWorkbookHidesIsNamedAndNotGuessed(t *testing.T) {
	t.Parallel()
	path := workbook(t, func(f *excelize.File) {
		set(f, map[string]any{"A1": "A list of people", "A2": "Name", "B2": "Town", "C2": "Sum", "A3": "Ann", "B3": "Leek", "A4": "Bea", "B4": "hidden under the merge", "A5": "Cy", "C3": 4, "C5": 7})
		_ = f.MergeCell("Sheet1", "B3", "B4")
		_ = f.SetCellFormula("Sheet1", "C4", "1+1") // never calculated, so it has no value
		_, _ = f.NewSheet("Old")
		_ = f.SetSheetVisible("Old", false)
		_, _ = f.NewSheet("Second")
		_ = f.SetSheetRow("Second", "A1", &[]any{"x", "y"})
	})
	s, err := sheetOf(path, "")
	if err != nil || len(s.Lines) != 3 || s.Name != "Sheet1" || !slices.Equal(s.Columns, []string{"Name", "Town", "Sum"}) {
		t.Fatalf("%+v %v", s, err)
	}
	if l := s.Lines[0]; l.Number != 3 || l.Cell(1) != "Leek" || l.Cell(2) != "4" || len(l.Odd) != 0 {
		t.Errorf("%+v", l)
	}
	if l := s.Lines[1]; l.Number != 4 || l.Cell(1) != "" || !strings.Contains(l.Odd[1], "merged") || !strings.Contains(l.Odd[2], "formula without a value") {
		t.Errorf("%+v", l)
	}
	if notes := strings.Join(s.Notes, " "); !strings.Contains(notes, "Hidden sheets were not read: Old") || !strings.Contains(notes, "row 2") {
		t.Errorf("%s", notes)
	}
	if s, err := sheetOf(path, "second"); err != nil || s.Name != "Second" {
		t.Errorf("%+v %v", s, err)
	}
	if _, err := sheetOf(path, "Third"); err == nil || !strings.Contains(err.Error(), "It has: Sheet1, Second.") {
		t.Errorf("%v", err)
	}
}

// remade rewrites the parts of a workbook.
func remade(t testing.TB, path string, change func(name string, body []byte) []byte) string {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close() //nolint:errcheck // only read
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		var body bytes.Buffer
		_, _ = body.ReadFrom(r)
		part, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = part.Write(change(f.Name, body.Bytes()))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return stored(t, "remade.xlsx", out.Bytes())
}

func TestAFormulaGivesTheValueThatWasKeptWithIt(t *testing.T) {
	t.Parallel()
	plain := workbook(t, func(f *excelize.File) { set(f, map[string]any{"A1": "Name", "B1": "Sum", "A2": "Ann", "B2": 41}) })
	path := remade(t, plain, func(name string, body []byte) []byte {
		return bytes.Replace(body, []byte("<v>41</v>"), []byte("<f>40+1</f><v>41</v>"), 1)
	})
	if s, err := sheetOf(path, ""); err != nil || s.Lines[0].Cell(1) != "41" || len(s.Lines[0].Odd) != 0 {
		t.Errorf("%+v %v", s, err)
	}
	failed := remade(t, plain, func(name string, body []byte) []byte {
		return bytes.Replace(body, []byte("<v>41</v>"), []byte("<f>1/0</f><v>#DIV/0!</v>"), 1)
	})
	if s, err := sheetOf(failed, ""); err != nil || !strings.Contains(s.Lines[0].Odd[1], "#DIV/0!") {
		t.Errorf("%+v %v", s, err)
	}
}

func TestFilesThatAreNoTablesAreRefusedInASentence(t *testing.T) {
	t.Parallel()
	plain := workbook(t, func(f *excelize.File) { set(f, map[string]any{"A1": "Name", "B1": "Town", "A2": "Ann"}) })
	whole, err := os.ReadFile(plain)
	if err != nil {
		t.Fatal(err)
	}
	var bomb bytes.Buffer
	w := zip.NewWriter(&bomb)
	part, _ := w.Create("xl/worksheets/sheet1.xml")
	_, _ = part.Write(make([]byte, 80<<20))
	_ = w.Close()
	for name, path := range map[string]string{
		"file.empty": stored(t, "e.csv", nil), "file.no_header": stored(t, "o.csv", []byte("one\ntwo\n")), "file.old_workbook": stored(t, "l.xls", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")),
		"file.pdf": stored(t, "p.pdf", []byte("%PDF-1.7 and so on")), "file.zip_bomb": stored(t, "b.xlsx", bomb.Bytes()), "file.broken_workbook": stored(t, "c.xlsx", whole[:len(whole)/2]),
		"file.missing": filepath.Join(t.TempDir(), "none.xlsx"), "file.folder": t.TempDir(),
		"file.no_workbook": remade(t, plain, func(name string, body []byte) []byte {
			if name == "xl/workbook.xml" {
				return []byte("<workbook")
			}
			return body
		}),
		"file.too_many_merged": remade(t, plain, func(name string, body []byte) []byte {
			return bytes.Replace(body, []byte("</sheetData>"), []byte(`</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>`), 1)
		}),
	} {
		_, err := sheetOf(path, "")
		var fault *Fault
		if !errors.As(err, &fault) || errs.CodeOf(err) != name || !strings.HasSuffix(fault.Sentence, ".") {
			t.Errorf("%s: %v", name, err)
		}
	}
	cut := remade(t, plain, func(name string, body []byte) []byte {
		if strings.HasPrefix(name, "xl/worksheets/") {
			return body[:len(body)-60]
		}
		return body
	})
	if _, err := sheetOf(cut, ""); errs.CodeOf(err) != "file.broken_workbook" {
		t.Errorf("a sheet without an end: %v", err)
	}
}

func TestFiftyThousandRowsAreReadAndAMillionCellsAreNot(t *testing.T) {
	t.Parallel()
	rows := func(n, width int) string {
		return stored(t, "t.csv", []byte(strings.Repeat("a,", width)+"b\n"+strings.Repeat(strings.Repeat("x,", width)+"y\n", n)))
	}
	if s, err := sheetOf(rows(50_000, 9), ""); err != nil || len(s.Lines) != 50_000 {
		t.Errorf("%d lines: %v", len(s.Lines), err)
	}
	if _, err := sheetOf(rows(50_000, 20), ""); errs.CodeOf(err) != "file.too_many_cells" {
		t.Errorf("%v", err)
	}
}

func TestDaysAreReadAsTheyAreWrittenHereAndOtherWritingsAreNamed(t *testing.T) {
	t.Parallel()
	for cell, want := range map[string]string{
		"31/12/2024": "2024-12-31", "2024-12-31": "2024-12-31", "2024-12-31T09:30:00Z": "2024-12-31 09:30", "31.12.2024 14:05": "2024-12-31 14:05", "3 March 2024": "2024-03-03",
		"Sunday 3rd March 2024": "2024-03-03", "03-Mar-2024": "2024-03-03", "March 3, 2024": "2024-03-03", "3/4/2024": "2024-04-03 two ways", "45657": "2024-12-31",
		"45657.5": "2024-12-31 12:00", "1": "1900-01-01", "59": "1900-02-28", "61": "1900-03-01", "1948": "1948-07-01 year", "31/12/2024 2:05 pm": "2024-12-31 14:05",
		"12/31/2024": "? its month would be 31", "31/02/2024": "? there is no such day", "3/4/24": "? its year has two figures", "soon": "? it is no date", "-4": "? it is no date",
		"999999999": "? it is no date", "NaN": "? it is no date", "00/00/2024": "? there is no such day",
	} {
		m, why := Days{}.Read(cell)
		got := strings.TrimSpace(m.Date.String() + " " + m.Time)
		switch {
		case why != "":
			got = "? " + why
		case m.Year:
			got += " year"
		case m.Twofold:
			got += " two ways"
		}
		if got != want && (!strings.HasPrefix(want, "?") || !strings.HasPrefix(got, want)) {
			t.Errorf("%s: %s, want %s", cell, got, want)
		}
	}
	if m, _ := (Days{MonthFirst: true}).Read("3/25/2024"); m.Date.String() != "2024-03-25" || !m.Proof {
		t.Errorf("%+v", m)
	}
	if m, _ := (Days{Epoch: Since1904}).Read("44195"); m.Date.String() != "2024-12-31" {
		t.Errorf("%+v", m)
	}
}

func TestAWorkbookOfTheOldMacintoshCountsFrom1904(t *testing.T) {
	t.Parallel()
	yes := true
	path := workbook(t, func(f *excelize.File) {
		set(f, map[string]any{"A1": "Name", "B1": "On", "A2": "Ann", "B2": 44195})
		_ = f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes})
	})
	s, err := sheetOf(path, "")
	if err != nil || s.Epoch != Since1904 {
		t.Fatalf("%+v %v", s, err)
	}
	if m, _ := (Days{Epoch: s.Epoch}).Read(s.Lines[0].Cell(1)); m.Date.String() != "2024-12-31" {
		t.Errorf("%+v", m)
	}
}

func TestNoCellOfAReportBecomesAFormula(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := WriteCSV(&b, [][]string{{"=1+1", "+44", "-1", "@x", "\tx", "plain", ""}}); err != nil {
		t.Fatal(err)
	}
	if got := b.String(); got != "\ufeff'=1+1,'+44,'-1,'@x,'\tx,plain,\r\n" {
		t.Errorf("%q", got)
	}
}

// FuzzBook shows that no file breaks the reader: it reads or says why not.
func FuzzBook(f *testing.F) {
	f.Add([]byte("a,b\n1,\"x\ny\"\n"))
	f.Add([]byte("\xff\xfea\x00,\x00b\x00\n\x00"))
	f.Add([]byte("PK\x03\x04 and no more"))
	f.Add([]byte("a;b;c\n\"1;2;3\n4;5;6\n7;8;9\n"))
	plain := workbook(f, func(b *excelize.File) {
		set(b, map[string]any{"A1": "Name", "B1": "On", "A2": "Ann", "B2": 45657})
		_ = b.MergeCell("Sheet1", "A2", "A3")
	})
	whole, err := os.ReadFile(plain)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Fuzz(func(t *testing.T, body []byte) {
		s, err := sheetOf(stored(t, "f.csv", body), "")
		var fault *Fault
		if err != nil && !errors.As(err, &fault) {
			t.Errorf("%v", err)
		}
		last := 0
		for _, l := range s.Lines {
			if l.Number <= last {
				t.Errorf("row %d after %d", l.Number, last)
			}
			last = l.Number
			for i := range l.Cells {
				_, _ = Days{}.Read(l.Cell(i))
			}
		}
	})
}
