package cohort

import (
	"testing"

	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/org"
)

func TestEachOfferGoesWhereTheTableSaysAndNowhereElse(t *testing.T) {
	t.Parallel()
	steps := 0
	for _, from := range Statuses() {
		for _, to := range append(Statuses(), "", "elsewhere") {
			err := from.move(to)
			allowed := from == ToOffer && to != ToOffer && to != "" && to != "elsewhere" || from == Offered && (to == SaidYes || to == NotNow || to == NoThanks || to == CouldNotReach)
			if allowed != (err == nil) {
				t.Errorf("from %s to %q: %v", from, to, err)
			}
			if err != nil && (!errs.Is(err, errs.Conflict) || errs.CodeOf(err) != "cohort.is_"+string(from)) {
				t.Errorf("from %s to %q does not name the present state: %v", from, to, err)
			}
			if err == nil {
				steps++
			}
		}
	}
	if steps != 9 {
		t.Errorf("%d steps", steps)
	}
}

func TestAListIsReadAsPeopleHaveIt(t *testing.T) {
	t.Parallel()
	want := Line{Name: "Hefin Puw", Born: clock.Date{Year: 1941, Month: 5, Day: 3}, Reach: "01632 960 119"}
	for name, body := range map[string]string{
		"no headings":      "Hefin Puw,3/5/1941,01632 960 119\n\n",
		"from a table":     "Hefin Puw\t1941-05-03\t01632 960 119",
		"headings, sorted": "Phone;Full name;DOB\n01632 960 119;Hefin Puw;03.05.1941\n",
		"windows line end": "name,born,reach\r\nHefin Puw,3 May 1941,01632 960 119\r\n",
	} {
		got, err := ReadList([]byte(body))
		if err != nil || len(got) != 1 || got[0] != want {
			t.Errorf("%s: %+v %v", name, got, err)
		}
	}
	got, err := ReadList([]byte("name,born,phone,nhs_number,note,safe\nBet Parry,1950,bet@example.org,999 000 0018,Mornings,yes\n"))
	if err != nil || len(got) != 1 || !got[0].BornAbout || !got[0].Safe || got[0].ReachNote != "Mornings" {
		t.Errorf("%+v %v", got, err)
	}
}

func TestALineThatCannotBeUsedIsNamed(t *testing.T) {
	t.Parallel()
	for body, code := range map[string]string{
		"": "cohort.list_empty", "name,born,reach\n": "",
		"A B,1950,01632 960 119\nC D,someday,01632 960 119\nE F,1951,": "cohort.lines_wrong",
		"A B,1950,01632 960 119,123":                                   "cohort.lines_wrong", ",1950,01632 960 119": "cohort.lines_wrong",
	} {
		lines, err := ReadList([]byte(body))
		f := errs.FieldsOf(err)
		if code == "" && (err != nil || len(lines) != 0) || code != "" && (len(f) != 1 || f[0].Code != code) {
			t.Errorf("%q: %v %v", body, lines, err)
		}
	}
	_, err := ReadList([]byte("A B,1950,01632 960 119\nC D,someday,01632 960 119\nE F,1951,"))
	if f := errs.FieldsOf(err); f[0].Args[0] != "2, 3" {
		t.Errorf("named %v", f[0].Args)
	}
}

func TestTheSamePersonLeavesTheSameMarkAtOneServiceOnly(t *testing.T) {
	t.Parallel()
	a := Line{Name: "Hefin Puw", Born: clock.Date{Year: 1941, Month: 5, Day: 3}}
	b := Line{Name: " hefin  PUW ", Born: a.Born, Reach: "elsewhere"}
	if a.marks("s")[0] != b.marks("s")[0] || a.marks("s")[0] == a.marks("t")[0] {
		t.Error("marks do not tell people and services apart")
	}
	if len(a.marks(org.ServiceID("s"))[0]) != 64 {
		t.Error("a mark is no hash")
	}
}
