package cohort

import (
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/intake"
	"weft/internal/person"
	"weft/internal/text"
)

// columns are the names that a column may have in somebody's spreadsheet.
func columns() map[string][]string {
	return map[string][]string{
		"name": {"name", "full_name", "patient", "patient_name"}, "born": {"born", "birth_date", "date_of_birth", "dob"},
		"reach": {"reach", "phone", "telephone", "mobile", "contact", "email", "e_mail"}, "nhs": {"nhs_number", "nhs", "nhs_no", "nhs_no."},
		"note": {"note", "times", "safe_times", "notes"}, "safe": {"safe", "safe_contact"},
	}
}

// ReadList reads a list that was pasted or sent: with a line of headings, in any order,
// or without one as name, birth date, way to reach, NHS number. Empty lines are passed
// over. Invalid at the field list names every line that cannot be used.
func ReadList(body []byte) ([]Line, error) {
	var c errs.Check
	if strings.TrimSpace(string(body)) == "" {
		c.Fail("list", "cohort.list_empty")
		return nil, c.Err()
	}
	table, err := intake.ReadTable("list", headed(body))
	if err != nil {
		c.Fail("list", "cohort.list_unreadable")
		return nil, c.Err()
	}
	defer table.Close() //nolint:errcheck // it is in memory
	var out []Line
	var wrong []string
	for {
		row, reason, err := table.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			c.Fail("list", "cohort.list_unreadable")
			return nil, c.Err()
		}
		if reason == "" && strings.TrimSpace(strings.Join(row.Cells, "")) == "" {
			continue
		}
		l, ok := lineOf(row)
		if reason != "" || !ok {
			wrong = append(wrong, strconv.Itoa(len(out)+len(wrong)+1))
			continue
		}
		out = append(out, l)
	}
	if len(wrong) > 0 {
		c.Fail("list", "cohort.lines_wrong", strings.Join(wrong[:min(len(wrong), 10)], ", "))
		return nil, c.Err()
	}
	return out, nil
}

// headed puts headings before a list that has none.
func headed(body []byte) []byte {
	first, _, _ := strings.Cut(string(body), "\n")
	folded := " " + text.Fold(first) + " "
	for _, n := range columns()["name"] {
		if strings.Contains(folded, " "+text.Fold(n)+" ") || strings.Contains(folded, " "+strings.ReplaceAll(n, "_", " ")+" ") {
			return body
		}
	}
	sep := ","
	for _, s := range []string{"\t", ";", "|"} {
		if strings.Count(first, s) > strings.Count(first, sep) {
			sep = s
		}
	}
	return append([]byte(strings.Join([]string{"name", "born", "reach", "nhs_number", "note"}, sep)+"\n"), body...)
}

func lineOf(row intake.Row) (Line, bool) {
	cell := func(which string) string {
		for _, name := range columns()[which] {
			if v := text.Line(row.Cell(name)); v != "" {
				return v
			}
		}
		return ""
	}
	l := Line{Name: cell("name"), Reach: cell("reach"), ReachNote: cell("note"), Safe: yes(cell("safe"))}
	var ok bool
	if l.Born, l.BornAbout, ok = bornOf(cell("born")); !ok || l.Name == "" || text.Length(l.Name) > 120 || text.Length(l.ReachNote) > 300 {
		return l, false
	}
	if _, err := person.Reach(l.Reach, l.ReachNote); err != nil {
		return l, false
	}
	if n := cell("nhs"); n != "" {
		number, right := person.NHSNumber(n)
		l.NHSNumber = number
		return l, right
	}
	return l, true
}

func yes(s string) bool {
	return slices.Contains([]string{"yes", "y", "true", "1", "safe"}, strings.ToLower(s))
}

// bornOf reads 1949-05-03, 3/5/1949, 3.5.1949, 3 May 1949 and 1949.
func bornOf(s string) (d clock.Date, about, ok bool) {
	if d, ok := clock.ParseDate(s); ok {
		return d, false, true
	}
	if n, err := strconv.Atoi(s); err == nil && n > 1880 && n < 2200 {
		return clock.Date{Year: n, Month: time.July, Day: 1}, true, true
	}
	for _, shape := range []string{"2/1/2006", "2.1.2006", "2-1-2006", "2 1 2006", "2 January 2006", "2 Jan 2006"} {
		if at, err := time.Parse(shape, s); err == nil {
			d, ok := clock.NewDate(at.Date())
			return d, false, ok
		}
	}
	return clock.Date{}, false, false
}
