package town

import (
	"fmt"
	"sort"
	"time"

	"weft/internal/clock"
	"weft/internal/message"
)

// history is how many days the town remembers: fourteen months.
const history = 425

// moment is a time of day so many days before today. Without a time of day one is
// chosen.
type moment struct{ days, minute int }

// ago is some time on a day before today, 0 for today.
func ago(days int) moment { return moment{days, -1} }

// at sets the time of day.
func (m moment) at(hour, minute int) moment { m.minute = hour*60 + minute; return m }

// day returns the day so many days before today, or the working day before it.
// Today is taken as it is.
func (b *builder) day(days int) clock.Date {
	d := b.today.AddDays(-days)
	for days > 0 && !clock.Working(d, clock.England) {
		d = d.AddDays(-1)
	}
	return d
}

// ahead returns the day so many days from today, or the working day after it.
func (b *builder) ahead(days int) clock.Date {
	if days == 0 {
		return b.today
	}
	return clock.AddWorking(b.today.AddDays(days), 0, clock.England)
}

// weekday returns the next such day after today, so many weeks on.
func (b *builder) weekday(w time.Weekday, weeks int) clock.Date {
	d := b.today.AddDays(1)
	for d.Weekday() != w {
		d = d.AddDays(1)
	}
	return d.AddDays(7 * weeks)
}

// time returns a time of day, never later than the town's end.
func (b *builder) time(d clock.Date, minute int) time.Time {
	t := time.Date(d.Year, d.Month, d.Day, minute/60, minute%60, 0, 0, b.zone)
	if t.After(b.end) {
		return b.end
	}
	return t
}

// event is one use case at one moment.
type event struct {
	at  time.Time
	who string // for the error
	do  func() error
}

func (b *builder) event(at time.Time, who string, do func() error) {
	b.events = append(b.events, event{at, who, do})
}

// run lets everything happen in its order.
func (b *builder) run() error {
	b.mornings()
	b.postDays()
	b.telephone()
	b.ownWords()
	b.written()
	b.backed()
	sort.SliceStable(b.events, func(i, j int) bool { return b.events[i].at.Before(b.events[j].at) })
	for _, e := range b.events {
		b.now.Set(e.at)
		if err := e.do(); err != nil {
			return fmt.Errorf("%s, %s: %w", e.who, e.at.Format(time.DateTime), err)
		}
	}
	return nil
}

// postDays are the Fridays on which the scheme's administrators send on what waits in the
// outbox, by the franking machine and from another program: without a mail server
// nothing goes by itself. The last days still wait.
func (b *builder) postDays() {
	for d := b.today.AddDays(-history); d.Before(b.today.AddDays(-4)); d = d.AddDays(1) {
		if d.Weekday() == time.Friday && clock.Working(d, clock.England) {
			b.event(b.time(d, 16*60+30), "post", b.post)
		}
	}
}

func (b *builder) post() error {
	alex := b.actors["Alex Reed"]
	for {
		list, err := b.v.Messages.Outbox(b.ctx, alex, message.Filter{State: message.Waiting})
		if err != nil || len(list) == 0 {
			return err
		}
		for _, m := range list {
			send := b.v.Messages.MarkSent
			if m.Channel == message.ByLetter {
				send = b.v.Messages.MarkPrinted
			}
			if err := send(b.ctx, alex, m.ID); err != nil {
				return err
			}
		}
	}
}

// mornings are what the program does by itself: it looks every working day which groups
// have not answered.
func (b *builder) mornings() {
	for d := b.today.AddDays(-history); !d.After(b.today); d = d.AddDays(1) {
		if clock.Working(d, clock.England) {
			b.event(b.time(d, 7*60), "silent groups", func() error { return b.v.Connections.MarkSilent(b.ctx) })
		}
	}
}
