package i18n

import (
	"strconv"
	"time"

	"weft/internal/clock"
)

// Date says a date without its year: "2 October".
func (c *Catalogue) Date(lang string, d clock.Date) string {
	return c.T(lang, "date.day_month", d.Day, c.month(lang, d))
}

// DateYear says a date with its year: "2 October 2026".
func (c *Catalogue) DateYear(lang string, d clock.Date) string {
	return c.T(lang, "date.day_month_year", d.Day, c.month(lang, d), strconv.Itoa(d.Year))
}

// Weekday says a date with its day of the week: "Tuesday 24 November".
func (c *Catalogue) Weekday(lang string, d clock.Date) string {
	day := c.T(lang, "date.weekday."+strconv.Itoa(int(d.Weekday())))
	return c.T(lang, "date.weekday_day_month", day, d.Day, c.month(lang, d))
}

// Day says a date as one would today: "today", "tomorrow", "yesterday", a weekday
// with its date within six days ahead, else the date, with its year when that is
// another one.
func (c *Catalogue) Day(lang string, d, today clock.Date) string {
	switch days := d.DaysSince(today); {
	case days == 0:
		return c.T(lang, "date.today")
	case days == 1:
		return c.T(lang, "date.tomorrow")
	case days == -1:
		return c.T(lang, "date.yesterday")
	case d.Year != today.Year:
		return c.DateYear(lang, d)
	case days > 1 && days < 7:
		return c.Weekday(lang, d)
	default:
		return c.Date(lang, d)
	}
}

// Clock says a time of day on the 24-hour clock, in the zone that t carries:
// "10.45", "16.05".
func (c *Catalogue) Clock(t time.Time) string {
	return strconv.Itoa(t.Hour()) + t.Format(".04")
}

// When says a moment: the day as Day does, then the time, in the zone that t
// carries: "today, 8.14", "Tuesday 24 November, 10.45".
func (c *Catalogue) When(lang string, t time.Time, today clock.Date) string {
	return c.T(lang, "date.day_time", c.Day(lang, clock.DateOf(t, t.Location()), today), c.Clock(t))
}

func (c *Catalogue) month(lang string, d clock.Date) string {
	return c.T(lang, "date.month."+strconv.Itoa(int(d.Month)))
}
