package town

import (
	"weft/internal/message"
	"weft/internal/person"
	"weft/internal/telling"
	"weft/internal/vocabulary"
)

// written are the letters and texts of the last days: one letter in each format that
// people read, some in Welsh, texts that somebody sends from the scheme's phone, and one
// that came back.
func (b *builder) written() {
	for i, f := range vocabulary.Formats() {
		if l := b.reader(func(l *life) bool { return l.who.Format == f.Code || l.who.Format == "" && f.Code == "standard" }); l != nil {
			l.wrote(ago(2).at(14, 5+4*i), message.ByLetter, message.TriedToReach, nil)
		}
	}
	if l := b.reader(func(l *life) bool { return l.who.Language == "cy" }); l != nil {
		l.wrote(ago(1).at(10, 20), message.ByLetter, message.PlanCopy, nil)
	}
	texted := func(l *life) bool {
		_, ok := l.mobileWay()
		return ok && l.workerName() == "Sam Okafor"
	}
	if l := b.reader(texted); l != nil {
		l.wrote(ago(3).at(11, 40), message.ByText, message.ThankYou, func(which message.ID) error {
			alex := b.actors["Alex Reed"]
			if err := b.v.Messages.MarkSent(b.ctx, alex, which); err != nil {
				return err
			}
			return b.v.Messages.CameBack(b.ctx, alex, which) // the number is no longer in use
		})
		l.wrote(ago(0).at(8, 50), message.ByText, message.PleaseRing, nil)
	}
}

// reader is the first person with an open case, an address and this need, who may be
// written to.
func (b *builder) reader(fits func(l *life) bool) *life {
	for _, l := range b.lives {
		if l.worker.ID == "" || l.shut || l.known || l.first == "Dilys" || l.who.Address == "" || l.who.HiddenAddress || l.who.SafeContact || l.who.Restricted {
			continue
		}
		if fits(l) {
			return l
		}
	}
	return nil
}

// mobileWay is the mobile that texts may go to.
func (l *life) mobileWay() (string, bool) {
	for _, w := range l.who.Ways {
		if w.MayText && w.Kind == person.Mobile {
			return w.Value, true
		}
	}
	return "", false
}

// wrote sends a fixed text or letter; then is what became of it.
func (l *life) wrote(m moment, ch message.Channel, p message.Phrase, then func(message.ID) error) {
	l.event(l.time(l.day(m.days), m.minute), l.who.Name, func() error {
		which, err := l.v.Telling.Send(l.ctx, l.worker, l.pid, telling.New{Channel: ch, Phrase: p})
		if err != nil || then == nil {
			return err
		}
		return then(which)
	})
}
