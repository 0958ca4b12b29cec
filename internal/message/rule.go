package message

import (
	"time"

	"weft/internal/clock"
)

// Hours are the times of day between which a message goes by itself.
type Hours struct{ From, To int }

// DefaultHours are from eight in the morning to eight in the evening, local time.
func DefaultHours() Hours { return Hours{From: 8, To: 20} }

// urgent reports whether a phrase goes at any hour: somebody waits for a code, or
// staff must read of a danger.
func (p Phrase) urgent() bool { return p == ConnectionCode || p == StaffRead }

// earliest returns the first moment from now on at which a message may go by itself:
// at any hour when it is urgent; else within the hours and, for everybody but the
// people whom we help, on a working day of the nation.
func earliest(now time.Time, m Message, h Hours, zone *time.Location, n clock.Nation) time.Time {
	if m.Urgent {
		return now
	}
	may := func(d clock.Date) bool { return m.Audience == ToPerson || clock.Working(d, n) }
	at := func(d clock.Date, hour int) time.Time {
		return time.Date(d.Year, d.Month, d.Day, hour, 0, 0, 0, zone)
	}
	today := clock.DateOf(now, zone)
	if may(today) && now.Before(at(today, h.To)) {
		if from := at(today, h.From); now.Before(from) {
			return from.UTC()
		}
		return now
	}
	next := today.AddDays(1)
	for !may(next) {
		next = next.AddDays(1)
	}
	return at(next, h.From).UTC()
}

// backoff is how long a message rests after so many tries.
func backoff(tries int) time.Duration { return 30 * time.Second << min(tries, maxTries) }
