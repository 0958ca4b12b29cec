package intake

import (
	"archive/zip"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"weft/internal/errs"
)

const (
	unvalued   = "it holds a formula without a value. Open the spreadsheet, let it calculate, save it and try again"
	mergedInto = "it is merged with the cell before or above, which has the value. Unmerge the cells, give each row its own value and try again"
)

// survey is what the text of a sheet says beside its values: by row and column, why a
// cell cannot be used.
type survey struct {
	odd    map[int]map[int]string
	cells  int
	merged int
	last   int // row
	row    int
	at     string // the cell that is open
	asks   bool   // it has a formula
	has    bool   // it has a value
}

// survey goes through the text of a sheet once.
func (b *Book) survey(ctx context.Context, s part) (*survey, error) {
	z, err := zip.OpenReader(b.path)
	if err != nil {
		return nil, b.broken(err)
	}
	defer z.Close() //nolint:errcheck // only read
	f, err := z.Open(s.path)
	if err != nil {
		return nil, b.broken(err)
	}
	defer f.Close() //nolint:errcheck // only read
	v := &survey{odd: map[int]map[int]string{}}
	d := xml.NewDecoder(f)
	for n := 0; ; n++ {
		if n%10_000 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return v, nil
		}
		if err != nil {
			return nil, b.broken(err)
		}
		if err := v.take(token, b.name); err != nil {
			return nil, err
		}
	}
}

func (v *survey) take(token xml.Token, name string) error {
	switch t := token.(type) {
	case xml.StartElement:
		switch t.Name.Local {
		case "c":
			v.at, v.asks, v.has = attribute(t, "r"), false, false
			if v.cells++; v.cells > 4*maxCells {
				return NewFault(errs.TooLarge, "file.too_many_cells", "%s has more than four million cells. Take out what is not needed and bring in one part after the other.", name)
			}
		case "f":
			v.asks = true
		case "mergeCell":
			return v.merge(attribute(t, "ref"), name)
		}
	case xml.CharData:
		v.has = v.has || v.asks && len(strings.TrimSpace(string(t))) > 0
	case xml.EndElement:
		switch t.Name.Local {
		case "f":
			v.has = false // what stood there was the formula
		case "c":
			if v.asks && !v.has {
				v.mark(v.at, unvalued)
			}
			v.asks = false
		}
	}
	return nil
}

func attribute(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (v *survey) mark(cell, why string) {
	column, row, err := excelize.CellNameToCoordinates(cell)
	if err == nil {
		v.put(row, column-1, why)
	}
}

func (v *survey) put(row, column int, why string) {
	if v.odd[row] == nil {
		v.odd[row] = map[int]string{}
	}
	v.odd[row][column] = why
}

// merge notes every cell of a merge but the first.
func (v *survey) merge(ref, name string) error {
	from, to, ok := strings.Cut(ref, ":")
	if !ok {
		return nil
	}
	left, top, err := excelize.CellNameToCoordinates(from)
	if err != nil {
		return nil //nolint:nilerr // a merge that names no cells merges none
	}
	right, bottom, err := excelize.CellNameToCoordinates(to)
	if err != nil || right < left || bottom < top {
		return nil //nolint:nilerr // as above
	}
	if v.merged += (right - left + 1) * (bottom - top + 1); v.merged > maxMerged {
		return NewFault(errs.TooLarge, "file.too_many_merged", "%s has more than %d merged cells. Unmerge them and try again.", name, maxMerged)
	}
	for row := top; row <= bottom; row++ {
		for column := left; column <= right; column++ {
			if row != top || column != left {
				v.put(row, column-1, mergedInto)
			}
		}
	}
	return nil
}
