package town

import (
	"slices"
	"strings"

	"weft/internal/i18n"
	"weft/internal/support"
)

// backed are the letters of support: one to a landlord, one in Welsh, to which
// she took her agreement back.
func (b *builder) backed() {
	if l := b.named("Marlene Stott"); l != nil {
		l.supported(ago(9).at(15, 10), support.New{Name: "Mr Thwaite", Organisation: "Aldermoor Council, housing office", Address: "Town Hall\nAldermoor",
			Reference: "HX 20", Purpose: support.Housing, For: "the damp in the flat", Facts: []string{support.Since, support.Words, "need:housing"},
			Sentence: "I was in the flat on two days. The wall of the bedroom was wet to the ceiling both times.", How: "I read it out on the phone"}, false)
	}
	if l := b.named("Ceinwen Pugh"); l != nil {
		l.supported(ago(6).at(11, 35), support.New{Lang: i18n.Welsh, Organisation: "Menter Iaith Aldermoor", Facts: []string{support.Since},
			Sentence: "Mae Ceinwen yn siarad Cymraeg bob dydd a hoffai helpu yn y bore coffi.", How: "Wyneb yn wyneb"}, true)
	}
}

// named is the first life of this name with an open case.
func (b *builder) named(name string) *life {
	i := slices.IndexFunc(b.lives, func(l *life) bool { return strings.HasPrefix(l.who.Name, name) && l.worker.ID != "" && !l.shut })
	if i < 0 {
		return nil
	}
	return b.lives[i]
}

// supported is a letter of support to which they agreed; back: they thought again.
func (l *life) supported(m moment, in support.New, back bool) {
	in.Agreed = true
	l.event(l.time(l.day(m.days), m.minute), l.who.Name, func() error {
		lid, err := l.v.Support.Make(l.ctx, l.worker, l.pid, in)
		if err != nil || !back {
			return err
		}
		return l.v.Support.TakeBack(l.ctx, l.worker, l.pid, lid)
	})
}
