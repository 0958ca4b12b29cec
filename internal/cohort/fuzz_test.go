package cohort

import (
	"testing"

	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/person"
	"weft/internal/text"
)

// FuzzReadList: every line that is taken could become a referral; whatever cannot be used
// is refused at the list.
func FuzzReadList(f *testing.F) {
	for _, s := range []string{"name,born,reach\nHefin Puw,3/5/1941,01632 960119\n", "Bet Parry;1950;07700 900555\n", "born,safe,name,phone\n1949-05-03,yes,Ann,a@example.org\n", "\"\n", "Ann,1880,x\n", "\xff\xfeA\x00,\x00", "name\n\n\n", "A,2199,x\nB,0000-01-01,y"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		lines, err := ReadList(body)
		if err != nil {
			if list := errs.FieldsOf(err); errs.KindOf(err) != errs.Invalid || len(list) != 1 || list[0].Name != "list" || len(lines) > 0 {
				t.Errorf("%q: %v with %d lines", body, err, len(lines))
			}
			return
		}
		for _, l := range lines {
			_, rerr := person.Reach(l.Reach, l.ReachNote)
			_, real := clock.NewDate(l.Born.Year, l.Born.Month, l.Born.Day)
			if l.Name == "" || text.Line(l.Name) != l.Name || rerr != nil || !real || l.NHSNumber != "" && len(l.NHSNumber) != 10 {
				t.Errorf("%q holds %+v", body, l)
			}
		}
	})
}
