package clock

import "time"

// Nation is one of the four nations, whose bank holidays differ.
type Nation string

// The nations.
const (
	England         Nation = "england"
	Wales           Nation = "wales"
	Scotland        Nation = "scotland"
	NorthernIreland Nation = "northern_ireland"
)

// Working reports whether d is a working day in the nation: not a weekend and not
// a bank holiday.
func Working(d Date, n Nation) bool {
	if w := d.Weekday(); w == time.Saturday || w == time.Sunday {
		return false
	}
	return !holiday(d, n)
}

// AddWorking returns the n-th working day after d, which does not count itself.
// AddWorking(d, 0) is d when d is a working day, else the next one.
func AddWorking(d Date, days int, n Nation) Date {
	for days == 0 && !Working(d, n) {
		d = d.AddDays(1)
	}
	for days > 0 {
		d = d.AddDays(1)
		if Working(d, n) {
			days--
		}
	}
	return d
}

// WorkingBetween returns how many working days lie after from up to and including to.
func WorkingBetween(from, to Date, n Nation) int {
	count := 0
	for d := from.AddDays(1); !d.After(to); d = d.AddDays(1) {
		if Working(d, n) {
			count++
		}
	}
	return count
}

func holiday(d Date, n Nation) bool {
	for _, h := range holidays(d.Year, n) {
		if h == d {
			return true
		}
	}
	return false
}

// holidays lists the bank holidays of a year, substitutes taken.
func holidays(year int, n Nation) []Date {
	easter := easterSunday(year)
	var out []Date
	fixed := func(m time.Month, day int) { out = append(out, substitute(Date{year, m, day}, out)) }
	fixed(time.January, 1)
	if n == Scotland {
		fixed(time.January, 2)
	}
	if n == NorthernIreland {
		fixed(time.March, 17)
		fixed(time.July, 12)
	}
	out = append(out, easter.AddDays(-2))
	if n != Scotland {
		out = append(out, easter.AddDays(1))
	}
	out = append(out, monday(year, time.May, false), monday(year, time.May, true))
	out = append(out, monday(year, time.August, n != Scotland))
	if n == Scotland {
		fixed(time.November, 30)
	}
	fixed(time.December, 25)
	fixed(time.December, 26)
	return out
}

// substitute moves a holiday on a weekend, or on a day already taken, to the next
// free weekday.
func substitute(d Date, taken []Date) Date {
	for {
		w := d.Weekday()
		free := w != time.Saturday && w != time.Sunday
		for _, t := range taken {
			free = free && t != d
		}
		if free {
			return d
		}
		d = d.AddDays(1)
	}
}

// monday returns the first or the last Monday of a month.
func monday(year int, m time.Month, last bool) Date {
	d := Date{year, m, 1}
	for d.Weekday() != time.Monday {
		d = d.AddDays(1)
	}
	if last {
		for d.AddDays(7).Month == m {
			d = d.AddDays(7)
		}
	}
	return d
}

// easterSunday is the Gregorian computus in the form published by Meeus, Jones
// and Butcher.
func easterSunday(year int) Date {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	month := (h + l - 7*m + 90) / 25
	day := (h + l - 7*m + 33*month + 19) % 32
	return Date{year, time.Month(month), day}
}
