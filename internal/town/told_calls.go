package town

import (
	"weft/internal/authz"
	"weft/internal/call"
	"weft/internal/clock"
)

// telephone is who rang while nobody could talk, and who was on duty.
func (b *builder) telephone() {
	turns := []string{"Sam Okafor", "Grace Adeyemi", "Dafydd Rees", "Piotr Zielny", "Shona Baird", "Amina Yusuf"}
	b.event(b.time(b.day(20), 8*60+30), "rota", func() error {
		var days []call.Duty
		for d := b.day(20); d.Before(b.today.AddDays(28)); d = d.AddDays(1) {
			if clock.Working(d, clock.England) {
				days = append(days, call.Duty{Day: d, Account: b.actors[turns[len(days)%len(turns)]].ID})
			}
		}
		return b.v.Calls.SetRota(b.ctx, b.actors["Ruth Calder"], b.Service, days)
	})
	b.rang(ago(16).at(11, 2), call.New{Who: "A man about the damp", Number: "01632 960871", Words: "His tenancy is with Westmere Homes. Saw the poster in the library."}, func(a authz.Actor, id call.ID) error {
		if err := b.v.Calls.Take(b.ctx, a, id, 1); err != nil {
			return err
		}
		return b.v.Calls.Finish(b.ctx, a, id, 2, "Gave him the number of Housing Rights. He will ask his GP to refer him.")
	})
	b.rang(ago(1).at(15, 48), call.New{Who: "A woman, very quiet", Number: "07700 900642", Words: "Would not say what about. Not after five, please.", Urgent: true}, nil)
	b.rang(ago(0).at(8, 35), call.New{Who: "Somebody's daughter", Words: "Her mother has lost our letter. She rings again at eleven."}, nil)
	b.rang(ago(1).at(16, 20), call.New{Number: "01632 960118", Words: "Are we still on for half past nine?"}, func(_ authz.Actor, id call.ID) error {
		for _, l := range b.lives {
			if l.who.Name == "Dilys Penhallow" {
				return b.v.Calls.Match(b.ctx, b.actors["Sam Okafor"], id, 1, l.pid)
			}
		}
		return nil
	})
	b.rang(ago(2).at(10, 5), call.New{Who: "The housing office", Number: "01632 960400", Words: "Has the form. Wants a signature."}, func(a authz.Actor, id call.ID) error {
		return b.v.Calls.Take(b.ctx, b.actors["Grace Adeyemi"], id, 1)
	})
}

// rang is one call, noted by the scheme's administrator.
func (b *builder) rang(m moment, in call.New, then func(a authz.Actor, id call.ID) error) {
	b.event(b.time(b.day(m.days), m.minute), "a call", func() error {
		beth := b.actors["Beth Lowry"]
		id, err := b.v.Calls.Note(b.ctx, beth, b.Service, in)
		if err != nil || then == nil {
			return err
		}
		return then(beth, id)
	})
}
