package clock

import (
	"fmt"
	"time"
)

// Date is a day in the calendar without a time or a zone. The zero Date is "not
// known".
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// NewDate returns the date and whether it exists (there is no 31 June) in a year of four
// figures, as every date is kept and written.
func NewDate(year int, month time.Month, day int) (Date, bool) {
	t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	ok := t.Year() == year && t.Month() == month && t.Day() == day && year >= 1 && year <= 9999
	return Date{year, month, day}, ok
}

// DateOf returns the day that t falls on in loc.
func DateOf(t time.Time, loc *time.Location) Date {
	y, m, d := t.In(loc).Date()
	return Date{y, m, d}
}

// ParseDate reads "2006-01-02".
func ParseDate(s string) (Date, bool) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, false
	}
	d, ok := NewDate(t.Year(), t.Month(), t.Day())
	if !ok { // the year 0, which no database here keeps
		return Date{}, false
	}
	return d, true
}

// IsZero reports whether the date is not known.
func (d Date) IsZero() bool { return d == Date{} }

// String returns "2006-01-02", or "" when the date is not known.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Time returns midnight at the start of the day in loc.
func (d Date) Time(loc *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, loc)
}

// AddDays returns the date n days later, or earlier when n is negative.
func (d Date) AddDays(n int) Date { return DateOf(d.Time(time.UTC).AddDate(0, 0, n), time.UTC) }

// Before reports whether d is an earlier day than o.
func (d Date) Before(o Date) bool { return d.Time(time.UTC).Before(o.Time(time.UTC)) }

// After reports whether d is a later day than o.
func (d Date) After(o Date) bool { return o.Before(d) }

// DaysSince returns how many days lie between o and d.
func (d Date) DaysSince(o Date) int {
	return int(d.Time(time.UTC).Sub(o.Time(time.UTC)).Hours() / 24)
}

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.Time(time.UTC).Weekday() }

// Age returns the whole years between a birth date and d.
func (d Date) Age(born Date) int {
	years := d.Year - born.Year
	if d.Month < born.Month || (d.Month == born.Month && d.Day < born.Day) {
		years--
	}
	return years
}
