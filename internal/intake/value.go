package intake

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"weft/internal/clock"
)

// Epoch is from when a workbook counts its days.
type Epoch uint8

// The epochs.
const (
	Since1900 Epoch = iota // Windows; takes 1900 for a leap year
	Since1904              // old Macintosh
)

// Days says how the dates of a table are read.
type Days struct {
	Epoch      Epoch
	MonthFirst bool // 3/25/2024, where somebody said so
}

// Moment is what a cell says of a day. Time is "15:04" or empty. Twofold says that it
// could be read two ways, and Proof that it could only be read the way that was taken.
type Moment struct {
	Date    clock.Date
	Time    string
	Year    bool // only a year was said; Date is its first of July
	Twofold bool
	Proof   bool
}

// Read reads a day as a spreadsheet's number, in ISO, or in words or figures with the
// day first (the month first when d says so). The text is why it cannot be read, and
// what to do, or "".
func (d Days) Read(cell string) (Moment, string) {
	s := strings.TrimSpace(cell)
	if n, err := strconv.ParseFloat(s, 64); err == nil {
		return d.serial(n)
	}
	s, hour := cutTime(s)
	if parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("-/. ", r) }); len(parts) == 3 {
		a, b, c := number(parts[0]), number(parts[1]), number(parts[2])
		switch {
		case a < 0 || b < 0 || c < 0:
		case len(parts[0]) == 4:
			return exact(a, b, c, hour)
		default:
			return d.figures(a, b, c, len(parts[2]), hour)
		}
	}
	if date, ok := spelled(s); ok {
		return Moment{Date: date, Time: hour}, ""
	}
	return Moment{}, "it is no date. Write it as 31/12/2024 or 2024-12-31"
}

// serial reads the number that a spreadsheet keeps for a day, or a year.
func (d Days) serial(n float64) (Moment, string) {
	if n == math.Trunc(n) && n >= 1880 && n <= 2100 {
		return Moment{Date: clock.Date{Year: int(n), Month: time.July, Day: 1}, Year: true}, ""
	}
	if math.IsNaN(n) || n < 1 || n > 110_000 {
		return Moment{}, "it is no date. Write it as 31/12/2024 or 2024-12-31"
	}
	days := int(n)
	first := clock.Date{Year: 1899, Month: time.December, Day: 30}
	switch {
	case d.Epoch == Since1904:
		first = clock.Date{Year: 1904, Month: time.January, Day: 1}
	case days < 60:
		first = clock.Date{Year: 1899, Month: time.December, Day: 31} // before the leap day that never was
	}
	out := Moment{Date: first.AddDays(days)}
	if minutes := int(math.Round((n - math.Trunc(n)) * 24 * 60)); minutes > 0 && minutes < 24*60 {
		out.Time = fmt.Sprintf("%02d:%02d", minutes/60, minutes%60)
	}
	return out, ""
}

func (d Days) figures(first, second, year, long int, hour string) (Moment, string) {
	if long == 2 {
		return Moment{}, "its year has two figures. Write the year with four"
	}
	day, month := first, second
	if d.MonthFirst {
		day, month = second, first
	}
	if month > 12 && day <= 12 {
		if d.MonthFirst {
			return Moment{}, "its month would be " + strconv.Itoa(month) + ", so it has the day first. Write it as 2024-12-31"
		}
		return Moment{}, "its month would be " + strconv.Itoa(month) + ", so it seems to have the month first. " +
			"Write the day first, or say in the map: dates, month first"
	}
	out, fault := exact(year, month, day, hour)
	out.Proof = day > 12
	out.Twofold = day <= 12 && day != month
	return out, fault
}

func exact(year, month, day int, hour string) (Moment, string) {
	date, ok := clock.NewDate(year, time.Month(month), day)
	if !ok || month < 1 || month > 12 {
		return Moment{}, "there is no such day. Look it up and correct it"
	}
	return Moment{Date: date, Time: hour}, ""
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}

// cutTime takes the time of day off the end.
func cutTime(s string) (date, hour string) {
	if !strings.Contains(s, ":") {
		return s, ""
	}
	m := regexp.MustCompile(`(?i)^(.*?)[T ,]+(?:at )?(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*(am|pm)?\s*(?:Z|[+-]\d{2}:?\d{2})?$`).FindStringSubmatch(s)
	if m == nil {
		return s, ""
	}
	h := number(m[2])
	if strings.EqualFold(m[4], "pm") && h < 12 {
		h += 12
	}
	if strings.EqualFold(m[4], "am") && h == 12 {
		h = 0
	}
	if h > 23 || number(m[3]) > 59 {
		return s, ""
	}
	return strings.TrimSpace(m[1]), fmt.Sprintf("%02d:%s", h, m[3])
}

// spelled reads a day whose month is in words.
func spelled(s string) (clock.Date, bool) {
	s = regexp.MustCompile(`(?i)^(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(day)?,? +`).ReplaceAllString(s, "")
	s = regexp.MustCompile(`(?i)(\d)(st|nd|rd|th)\b`).ReplaceAllString(s, "$1")
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" -/.,", r) }), " ")
	for _, layout := range []string{"2 January 2006", "2 Jan 2006", "January 2 2006", "Jan 2 2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			return clock.NewDate(t.Date())
		}
	}
	return clock.Date{}, false
}
