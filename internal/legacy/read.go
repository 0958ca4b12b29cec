package legacy

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/intake"
)

// reader turns the lines of one sheet into what Weft understands.
type reader struct {
	*run
	where string // the sheet or the file
	cols  columns
	days  intake.Days
	dates map[string]*dateTally // by field
	memo  map[string]string     // words that were looked up
}

// dateTally counts how the dates of a column could be read.
type dateTally struct{ twofold, proof int }

func (s *run) reader(sheet intake.Sheet, fields []field) *reader {
	return &reader{run: s, where: sheet.Name, cols: match(sheet.Columns, fields, s.mapping),
		days:  intake.Days{Epoch: sheet.Epoch, MonthFirst: s.mapping.monthFirst},
		dates: map[string]*dateTally{}, memo: map[string]string{}}
}

// cells takes a line apart by field, and says what is wrong with the line itself.
func (r *reader) cells(l intake.Line) (map[string]string, []Finding) {
	if l.Fault != "" {
		return nil, []Finding{{r.where, l.Number, "", "This row cannot be read: " + l.Fault + "."}}
	}
	out := make(map[string]string, len(r.cols.at))
	var faults []Finding
	for name, i := range r.cols.at {
		out[name] = l.Cell(i)
		if why, odd := l.Odd[i]; odd {
			faults = append(faults, Finding{r.where, l.Number, r.cols.theirs[i], "This cell cannot be used: " + why + "."})
		}
	}
	return out, faults
}

// cellSet is one line being read: it collects what is wrong.
type cellSet struct {
	*reader
	number int
	cells  map[string]string
	faults []Finding
}

func (c *cellSet) get(name string) string { return c.cells[name] }

func (c *cellSet) fail(field, sentence string, args ...any) {
	c.faults = append(c.faults, Finding{c.where, c.number, c.cols.column(field), fmt.Sprintf(sentence, args...)})
}

func (c *cellSet) look(field, sentence string, args ...any) {
	c.report.Looks = append(c.report.Looks, Finding{c.where, c.number, c.cols.column(field), fmt.Sprintf(sentence, args...)})
}

// date reads a day; nothing there is the zero Moment.
func (c *cellSet) date(field string) intake.Moment {
	cell := c.get(field)
	if cell == "" {
		return intake.Moment{}
	}
	m, why := c.days.Read(cell)
	if why != "" {
		c.fail(field, "This date cannot be read: %s.", why)
		return intake.Moment{}
	}
	t := c.dates[field]
	if t == nil {
		t = &dateTally{}
		c.dates[field] = t
	}
	if m.Twofold {
		t.twofold++
	}
	if m.Proof {
		t.proof++
	}
	return m
}

// day is date for what happened on one day: a year alone is not enough, and it lies
// neither in the future nor before the scheme could have begun.
func (c *cellSet) day(field string) clock.Date {
	m := c.date(field)
	switch {
	case m.Date.IsZero():
	case m.Year:
		c.fail(field, "This date is only a year. Write the day, as 31/12/2024.")
	case m.Date.After(c.today):
		c.fail(field, "This date is in the future. Check the year, and whether day and month are in the wrong order.")
	case m.Date.Year < 1990:
		c.fail(field, "This date is before 1990. Check the year.")
	default:
		return m.Date
	}
	return clock.Date{}
}

// at is a day as a time of that day, in the morning; today is now.
func (c *cellSet) at(d clock.Date) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	if t := d.Time(c.zone).Add(9 * time.Hour); t.Before(c.now) {
		return t.UTC()
	}
	return c.now
}

// tick reads a yes or a no.
func (c *cellSet) tick(field string) bool {
	is, ok := yes(c.get(field))
	if !ok {
		c.fail(field, "This is neither yes nor no. Write one of the two, or nothing.")
	}
	return is
}

// lookUp finds one of our words for one of theirs, once for each word.
func (r *reader) lookUp(field, word string, find func(word string) (string, bool)) (string, bool) {
	at := field + "\x1f" + word
	if code, ok := r.memo[at]; ok {
		return code, code != ""
	}
	code, ok := find(r.mapping.word(field, word))
	if !ok {
		code = ""
	}
	r.memo[at] = code
	return code, ok
}

// broken says the fields of an Invalid error as findings, each at the column that it is
// about.
func (c *cellSet) broken(err error, names map[string]string) error {
	if err == nil {
		return nil
	}
	fields := errs.FieldsOf(err)
	if errs.KindOf(err) != errs.Invalid || len(fields) == 0 {
		return err
	}
	_, sentences := c.words.Problem("en", err)
	for name, sentence := range sentences {
		if ours, ok := names[name]; ok {
			name = ours
		}
		if strings.HasPrefix(name, "goal") {
			name = "goals"
		}
		c.fail(name, "%s", sentence)
	}
	return nil
}

// doubts says which dates of a sheet could be read two ways, a sentence a column.
func (r *reader) doubts() []string {
	var out []string
	order := "the day first"
	if r.days.MonthFirst {
		order = "the month first"
	}
	for name, t := range r.dates {
		if t.twofold == 0 {
			continue
		}
		s := "Column " + strconv.Quote(r.cols.column(name)) + ": " + strconv.Itoa(t.twofold) + " dates could be read two ways, such as 03/04; they were read with " + order
		if t.proof > 0 {
			out = append(out, s+", as "+strconv.Itoa(t.proof)+" others of the column show.")
		} else {
			out = append(out, s+", and nothing in the column shows whether that is right. Check some of them.")
		}
	}
	return sortedText(out)
}
