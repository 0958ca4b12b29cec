package intake

import (
	"archive/zip"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"weft/internal/errs"
)

// What a workbook may unpack to. Larger sheets than the second are read from a
// temporary file, not from memory.
const (
	maxWorkbook = 1 << 30
	maxInMemory = 16 << 20
	maxMerged   = 200_000 // cells that are merged into another
)

// part is a sheet and where it stands in the archive.
type part struct{ name, path string }

// look finds the sheets of a workbook.
func (b *Book) look() error {
	z, err := zip.OpenReader(b.path)
	if err != nil {
		return b.broken(err)
	}
	defer z.Close() //nolint:errcheck // only read
	if err := harmless(z.File, b.name); err != nil {
		return err
	}
	var unpacked uint64
	for _, f := range z.File {
		unpacked += f.UncompressedSize64
	}
	if unpacked > maxWorkbook {
		return NewFault(errs.TooLarge, "file.zip_bomb", "%s would unpack to %d MB, more than it can mean to. It was not opened.", b.name, unpacked>>20)
	}
	var book struct {
		Properties struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name  string `xml:"name,attr"`
			State string `xml:"state,attr"`
			ID    string `xml:"id,attr"`
		} `xml:"sheets>sheet"`
	}
	var links struct {
		List []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if err := errors.Join(decode(z, "xl/workbook.xml", &book), decode(z, "xl/_rels/workbook.xml.rels", &links)); err != nil {
		return NewFault(errs.Invalid, "file.no_workbook", "%s is no workbook that can be read. Save it as .xlsx or .csv and try again.", b.name).Because(err)
	}
	if v := book.Properties.Date1904; v == "1" || v == "true" {
		b.epoch = Since1904
	}
	b.sheets = []part{}
	for _, s := range book.Sheets {
		for _, l := range links.List {
			if l.ID == s.ID {
				b.sheets = append(b.sheets, part{s.Name, inArchive(l.Target)})
			}
		}
		if s.State == "hidden" || s.State == "veryHidden" {
			b.hidden = append(b.hidden, s.Name)
		}
	}
	return nil
}

// inArchive is a target, which is relative to xl or begins at the root.
func inArchive(target string) string {
	if rooted, ok := strings.CutPrefix(target, "/"); ok {
		return rooted
	}
	return path.Join("xl", target)
}

func decode(z *zip.ReadCloser, name string, into any) error {
	f, err := z.Open(name)
	if err != nil {
		return err
	}
	defer f.Close() //nolint:errcheck // only read
	return xml.NewDecoder(io.LimitReader(f, maxInMemory)).Decode(into)
}

func (b *Book) broken(cause error) *Fault {
	return NewFault(errs.Invalid, "file.broken_workbook", "%s is damaged and cannot be read to its end. Nothing was kept; export it again.", b.name).Because(cause)
}

// readSheet reads the values of a sheet through excelize, and looks at its text first
// for what excelize does not tell while it streams: merged cells, formulas without a
// value, and an end that is missing.
func (b *Book) readSheet(ctx context.Context, s part) (Sheet, error) {
	odd, err := b.survey(ctx, s)
	if err != nil {
		return Sheet{}, err
	}
	f, err := excelize.OpenFile(b.path, excelize.Options{RawCellValue: true, UnzipSizeLimit: maxWorkbook, UnzipXMLSizeLimit: maxInMemory})
	if err != nil {
		return Sheet{}, b.broken(err)
	}
	defer f.Close() //nolint:errcheck // only read
	rows, err := f.Rows(s.name)
	if err != nil {
		return Sheet{}, b.broken(err)
	}
	defer rows.Close() //nolint:errcheck // only read
	g := &gather{sheet: Sheet{Name: s.name, Epoch: b.epoch}}
	for n := 1; rows.Next(); n++ {
		if n%1000 == 0 && ctx.Err() != nil {
			return Sheet{}, ctx.Err()
		}
		cells, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return Sheet{}, b.broken(err)
		}
		if err := g.add(odd.line(n, cells)); err != nil {
			return Sheet{}, err
		}
	}
	if err := rows.Error(); err != nil {
		return Sheet{}, b.broken(err)
	}
	return g.done()
}

// line is a row with what the survey says of its cells.
func (v *survey) line(number int, cells []string) Line {
	l := Line{Number: number, Cells: cells}
	for at, why := range v.odd[number] {
		if l.Odd == nil {
			l.Odd = map[int]string{}
		}
		l.Odd[at] = why
		if at < len(cells) {
			cells[at] = ""
		}
	}
	for i, c := range cells {
		if len(c) > 1 && c[0] == '#' && slices.Contains(mistakes(), c) {
			if l.Odd == nil {
				l.Odd = map[int]string{}
			}
			l.Odd[i], cells[i] = "the formula in it ends in "+c+". Correct it in the spreadsheet, or write the value", ""
		}
	}
	return l
}

// mistakes are what a formula that failed leaves in its cell.
func mistakes() []string {
	return []string{"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA"}
}
