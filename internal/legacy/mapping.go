package legacy

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"weft/internal/errs"
	"weft/internal/intake"
	"weft/internal/text"
)

// mapping is what the file given with --map says: which of their columns is which of
// our fields ("" for none), which of their words is which of ours, and whether their
// dates have the month first.
type mapping struct {
	columns    map[string]string            // folded -> field
	values     map[string]map[string]string // field -> folded -> ours
	monthFirst bool
}

// worded are the fields whose words can be mapped.
func worded() []string {
	return []string{"needs", "status", "source", "worker", "service", "how", "outcome", "language", "format", "practice"}
}

// loadMap reads a map. The error is a Fault.
func loadMap(ctx context.Context, path string) (mapping, error) {
	m := mapping{columns: map[string]string{}, values: map[string]map[string]string{}}
	if path == "" {
		return m, nil
	}
	if strings.EqualFold(filepath.Ext(path), ".toml") {
		return m, m.fromTOML(path)
	}
	book, err := intake.OpenBook(path)
	if err != nil {
		return m, err
	}
	sheet, err := book.Read(ctx, "")
	if err != nil {
		return m, err
	}
	for _, l := range sheet.Lines {
		if err := m.add(path, text.Fold(l.Cell(0)), l.Cell(1), l.Cell(2)); err != nil {
			return m, err
		}
	}
	return m, nil
}

func (m *mapping) fromTOML(path string) error {
	body, err := os.ReadFile(path)
	if err != nil {
		return intake.CannotOpen(path, err)
	}
	tables := map[string]map[string]string{}
	if err := toml.Unmarshal(body, &tables); err != nil {
		return intake.NewFault(errs.Invalid, "legacy.map", "The map %s cannot be read: %v. Correct that line and try again.", path, err).Because(err)
	}
	for table, pairs := range tables {
		for theirs, ours := range pairs {
			if err := m.add(path, text.Fold(table), theirs, ours); err != nil {
				return err
			}
		}
	}
	return nil
}

// add takes one line of a map: what it is about, theirs and ours.
func (m *mapping) add(path, about, theirs, ours string) error {
	ours = strings.TrimSpace(ours)
	switch {
	case about == "column" || about == "columns":
		if ours != "" && !knows(slices.Concat(caseFields(), referralFields(), noteFields()), ours) {
			return intake.NewFault(errs.Invalid, "legacy.map", "The map %s gives the column %q to %q, which Weft does not have. "+
				"weft import caseload --template FILE.csv writes all the names.", path, theirs, ours)
		}
		m.columns[text.Fold(theirs)] = ours
	case about == "dates" || about == "date":
		said := text.Fold(theirs + " " + ours)
		m.monthFirst = strings.Contains(said, "month first")
		if !m.monthFirst && !strings.Contains(said, "day first") {
			return intake.NewFault(errs.Invalid, "legacy.map", "The map %s says something about dates that is neither day first nor month first. Write one of the two.", path)
		}
	case slices.Contains(worded(), about):
		if m.values[about] == nil {
			m.values[about] = map[string]string{}
		}
		m.values[about][text.Fold(theirs)] = ours
	default:
		return intake.NewFault(errs.Invalid, "legacy.map", "The map %s has a part called %q, which Weft does not know. It may have: columns, dates, %s.",
			path, about, strings.Join(worded(), ", "))
	}
	return nil
}

// word is one of their words, as the map has it; unknown ones stay as they are.
func (m mapping) word(field, theirs string) string {
	if ours, ok := m.values[field][text.Fold(theirs)]; ok {
		return ours
	}
	return theirs
}
