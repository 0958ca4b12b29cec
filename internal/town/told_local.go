package town

import (
	"weft/internal/due"
	"weft/internal/vocabulary"
)

// ownWords is what the team lead changed of what Weft ships: a need that the town asked
// for, words that people understood better, one due time, and a change still to come.
func (b *builder) ownWords() {
	at := b.Service.String()
	b.event(b.time(b.day(64), 9*60+10), "a need of our own", func() error {
		_, err := b.v.Vocabulary.Add(b.ctx, b.actors["Ruth Calder"], vocabulary.Input{List: vocabulary.NeedList, Service: at, En: "Warm rooms in winter",
			Cy: "Ystafelloedd cynnes yn y gaeaf", Starts: b.day(60)})
		return err
	})
	b.event(b.time(b.day(40), 9*60+25), "plainer words", func() error {
		return b.v.Vocabulary.Reword(b.ctx, b.actors["Ruth Calder"], vocabulary.Input{List: vocabulary.NeedList, Code: "forms", Service: at,
			En: "Forms, letters and phone queues", Cy: "Ffurflenni, llythyrau a chiwiau ffôn", Starts: b.day(40)})
	})
	b.event(b.time(b.day(33), 16*60), "a shorter time", func() error {
		return b.v.Due.Change(b.ctx, b.actors["Ruth Calder"], due.Input{Code: due.Triage, Service: b.Service, Amount: 2, Unit: due.WorkingDays, Starts: b.day(30)})
	})
	b.event(b.time(b.day(31), 11*60), "a language that nobody asked for", func() error {
		return b.v.Vocabulary.Retire(b.ctx, b.actors["Ruth Calder"], vocabulary.Input{List: vocabulary.LanguageList, Code: "fa", Service: at, Starts: b.day(28)})
	})
	b.event(b.time(b.day(20), 11*60), "somebody asked for it after all", func() error {
		return b.v.Vocabulary.PutBack(b.ctx, b.actors["Ruth Calder"], vocabulary.Input{List: vocabulary.LanguageList, Code: "fa", Service: at, Starts: b.day(20), Version: 1})
	})
	b.event(b.time(b.day(12), 10*60), "a trial that ended", func() error {
		in := due.Input{Code: due.PlanShared, Service: b.Service, Amount: 3, Unit: due.WorkingDays, Starts: b.day(12)}
		if err := b.v.Due.Change(b.ctx, b.actors["Ruth Calder"], in); err != nil {
			return err
		}
		return b.v.Due.PutBack(b.ctx, b.actors["Ruth Calder"], due.Input{Code: due.PlanShared, Service: b.Service, Starts: b.day(2), Version: 1})
	})
	b.event(b.time(b.day(3), 12*60+40), "words to come", func() error {
		return b.v.Vocabulary.Reword(b.ctx, b.actors["Ruth Calder"], vocabulary.Input{List: vocabulary.StageList, Code: "engaging", Service: at,
			En: "Listening", Cy: "Gwrando", Starts: b.today.AddDays(10)})
	})
}
