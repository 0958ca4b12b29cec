package legacy_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/contact"
	"weft/internal/fixture"
	"weft/internal/intake"
	"weft/internal/legacy"
	"weft/internal/person"
	"weft/internal/plan"
	"weft/internal/referral"
)

// cases brings a file of cases in, and fails the test when the file is refused.
func cases(t *testing.T, h *fixture.House, o legacy.Options) legacy.Report {
	t.Helper()
	r, err := h.Legacy.ImportCaseload(context.Background(), authz.Program(), o, nil)
	ok(t, err)
	return r
}

func referrals(t *testing.T, h *fixture.House, o legacy.Options) legacy.Report {
	t.Helper()
	r, err := h.Legacy.ImportReferrals(context.Background(), authz.Program(), o, nil)
	ok(t, err)
	return r
}

// one is a service with one link worker, whose actor and e-mail address it returns.
func one(t *testing.T, h *fixture.House) (worker authz.Actor, mail string) {
	t.Helper()
	worker = h.Worker(t, h.Service(t))
	return worker, h.Account(t, worker).Email
}

// theirs returns the open cases of a worker, by next date.
func theirs(t *testing.T, h *fixture.House, worker authz.Actor) []caseload.Listed {
	t.Helper()
	out, err := h.Cases.List(context.Background(), worker, caseload.Filter{})
	ok(t, err)
	return out
}

func TestACaseComesInWithItsHistoryAndNobodyIsTold(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		worker, mail := one(t, h)
		file := table(t, "id;full name;known as;dob;mobile;e-mail;ok to text;hide address;language;interpreter;link worker;referral date;"+
			"date opened;status;goals;what matters;consent;next contact\n"+
			"7;Margaret Ellwood;Peggy;1948;7700900123;peggy@example.org;no;yes;Welsh;yes;"+mail+";3/2/2025;17/02/2025;In progress;"+
			"Swim again|Meet people;Her grandson;yes;2026-12-24\n")
		notes := table(t, "id,note id,date,time,type,duration,case note,what we agreed\n"+
			"7,n1,20/02/2025,14:30,Telephone,25 mins,\"Talked of swimming,\nand of Megan\",Ring the pool\n"+
			"7,n2,01/03/2025,,Home Visit,1:15,,\n")
		r := cases(t, h, legacy.Options{File: file, Notes: notes, From: "Old Elm"})
		if r.Added != 1 || r.Refused != 0 || r.Notes.Added != 2 || len(r.Unmapped) != 0 {
			t.Fatal(r)
		}
		list := theirs(t, h, worker)
		if len(list) != 1 {
			t.Fatalf("%d cases", len(list))
		}
		asTheyWere(t, h, worker, list[0])
		if told := h.Told(t); len(told) != 0 {
			t.Errorf("told %v", told)
		}
		rows := h.Rows(t)
		rows["audit_event"]++
		if r := cases(t, h, legacy.Options{File: file, Notes: notes, From: "old elm"}); r.Unchanged != 1 || r.Notes.Unchanged != 2 || !maps.Equal(rows, h.Rows(t)) {
			t.Error(r)
		}
	})
}

// asTheyWere compares what came in with what the file of the test before says.
func asTheyWere(t *testing.T, h *fixture.House, worker authz.Actor, c caseload.Listed) {
	t.Helper()
	ctx := context.Background()
	opened := clock.Date{Year: 2025, Month: time.February, Day: 17}
	if c.Status != caseload.Active || clock.DateOf(c.Opened, h.Zone) != opened || c.Next.On.String() != "2026-12-24" {
		t.Errorf("%+v", c)
	}
	p, err := h.People.ByID(ctx, worker, c.Person)
	ok(t, err)
	if p.Name != "Peggy (Margaret Ellwood)" || !p.BornAbout || p.Born.Year != 1948 || !p.HiddenAddress || p.Language != "cy" || !p.Interpreter {
		t.Errorf("%+v", p)
	}
	if w, _ := p.First(person.Mobile); w.Value != "07700 900123" || w.MayText || !w.MayCall {
		t.Errorf("reached by %+v", w)
	}
	refs, err := h.Referrals.ForPerson(ctx, worker, c.Person)
	ok(t, err)
	if len(refs) != 1 || refs[0].Received.String() != "2025-02-03" || refs[0].Came != referral.ByOldSystem || refs[0].Status != referral.Allocated {
		t.Errorf("%+v", refs)
	}
	k, err := h.Contacts.ForPerson(ctx, worker, c.Person)
	ok(t, err)
	if len(k) != 2 || k[1].How != contact.ByPhone || k[1].Minutes != 25 || k[1].At.In(h.Zone).Format("2006-01-02 15:04") != "2025-02-20 14:30" ||
		k[0].How != contact.AtHome || k[0].Minutes != 75 || k[1].By != worker.ID {
		t.Errorf("%+v", k)
	}
	l, err := h.Plans.Current(ctx, worker, c.Person)
	ok(t, err)
	if l.Status != plan.Agreed || len(l.Goals) != 2 || l.Goals[1].Words != "Meet people" || clock.DateOf(l.AgreedAt, h.Zone) != opened {
		t.Errorf("%+v", l)
	}
	said, err := h.Plans.Heard(ctx, worker, c.Person)
	ok(t, err)
	given, err := h.Consents.History(ctx, worker, h.People, c.Person)
	ok(t, err)
	if said.Matters != "Her grandson" || len(given) != 1 || clock.DateOf(given[0].At, h.Zone).String() != "2025-02-03" {
		t.Errorf("%+v, %+v", said, given)
	}
}

func TestWhoSeesWhatCameInIsWhoWouldSeeItAnyway(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		worker, mail := one(t, h)
		other := h.Worker(t, h.Service(t))
		sid := worker.Roles[0].At
		s, err := h.Orgs.Services(context.Background())
		ok(t, err)
		name := ""
		for _, v := range s {
			if v.ID.String() == sid {
				name = v.Name
			}
		}
		cases(t, h, legacy.Options{File: table(t, "id,name,worker,nhs number\n1,Alun Lowe,"+mail+",\n"), Service: name})
		list := theirs(t, h, worker)
		if len(list) != 1 || len(theirs(t, h, other)) != 0 {
			t.Errorf("%d and %d", len(list), len(theirs(t, h, other)))
		}
	})
}

func TestNextDatesThatArePastOrMissingAreSpreadOverTenWorkingDaysOfEachWorker(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		worker, mail := one(t, h)
		var b strings.Builder
		b.WriteString("id,name,worker,next date\n")
		for i := range 25 {
			fmt.Fprintf(&b, "%d,Person %d,%s,%s\n", i, i, mail, []string{"", "01/02/2024"}[i%2])
		}
		cases(t, h, legacy.Options{File: table(t, b.String())})
		last := h.Today()
		for range 10 {
			last = clock.AddWorking(last, 1, clock.England)
		}
		days := map[clock.Date]int{}
		for _, c := range theirs(t, h, worker) {
			days[c.Next.On]++
			if !c.Next.On.After(h.Today()) || c.Next.On.After(last) || !clock.Working(c.Next.On, clock.England) {
				t.Errorf("due on %s", c.Next.On)
			}
		}
		for d, n := range days {
			if n > 3 {
				t.Errorf("%d on %s", n, d)
			}
		}
		if len(days) != 10 {
			t.Errorf("spread over %d days", len(days))
		}
	})
}

func TestWhatChangedThereIsAppliedOnlyWhereNobodyEditedItHere(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := context.Background()
		worker, mail := one(t, h)
		file := func(phone, reason, next string) legacy.Options {
			return legacy.Options{File: table(t, "id,name,phone,worker,reason,next date,date opened\n1,Zofia Nowak,"+phone+","+mail+","+reason+","+next+",1/6/2025\n")}
		}
		cases(t, h, file("01632 960101", "Company", "2026-12-10"))
		if r := cases(t, h, file("01632 960102", "Company", "2026-12-11")); r.Changed != 1 || r.Kept != 0 || len(r.Looks) != 0 {
			t.Fatal(r)
		}
		c := theirs(t, h, worker)[0]
		p, err := h.People.ByID(ctx, worker, c.Person)
		ok(t, err)
		if w, _ := p.First(person.Phone); w.Value != "01632 960102" || c.Next.On.String() != "2026-12-11" {
			t.Fatalf("%+v, next %s", w, c.Next.On)
		}
		mine := person.Details{Name: "Zofia Nowak-Lowe", Ways: p.Ways}
		ok(t, h.People.Update(ctx, worker, c.Person, p.Version, mine))
		ok(t, h.Cases.SetNext(ctx, worker, c.Person, caseload.Next{On: h.Today().AddDays(3)}))
		rows := h.Rows(t)
		rows["audit_event"]++
		for range 2 { // it is said until somebody settles it
			r := cases(t, h, file("01632 960103", "Debts", "2026-12-12"))
			var said []string
			for _, f := range r.Looks {
				said = append(said, f.Column)
			}
			slices.Sort(said)
			if r.Changed != 0 || r.Kept != 1 || !slices.Equal(said, []string{"next date", "phone", "reason"}) {
				t.Fatal(r)
			}
		}
		rows["audit_event"]++
		after, err := h.People.ByID(ctx, worker, c.Person)
		ok(t, err)
		if after.Name != mine.Name || theirs(t, h, worker)[0].Next.On != h.Today().AddDays(3) || !maps.Equal(rows, h.Rows(t)) {
			t.Errorf("overwritten: %+v", after)
		}
	})
}

func TestReferralsWaitInTriageWithTheDayTheyCameAndNobodyIsTold(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := context.Background()
		s := h.Service(t)
		lead, from := h.Lead(t, s), h.Practice(t)
		file := table(t, "Referral ID,Client ID,Name,DOB,Received,Referral Source,Referring Organisation,Referrer Email,Reason,Needs,Urgent,Consent\n"+
			"r1,c1,Kofi Asante,03/04/1950,02/01/2024,Social worker,"+from.Name+",lowe@example.org,Lost his wife,Bereavement,yes,01/01/2024\n"+
			"r2,c1,Kofi Asante,03/04/1950,05/01/2024,GP,,,And his flat is damp,Something odd,,\n"+
			"r3,,Sunita Hartley,,2019-06-01,Police,,,x,,,\n"+
			"r4,,Sunita Hartley,,2024-06-01,GP,,,x,,,no\n")
		r := referrals(t, h, legacy.Options{File: file})
		if r.Added != 2 || r.Refused != 2 || len(r.Looks) != 1 {
			t.Fatal(r)
		}
		if f := r.Refusals; f[0].Row != 4 || f[0].Column != "Referral Source" || f[1].Row != 5 || f[1].Column != "Consent" {
			t.Error(r)
		}
		list, err := h.Referrals.List(ctx, lead, referral.Filter{})
		ok(t, err)
		if len(list) != 2 || !list[0].Urgent || list[0].Received.String() != "2024-01-02" || list[0].Organisation != from.ID ||
			list[0].Source != "social_care" || list[0].Person != list[1].Person || !slices.Equal(list[1].Needs, []string{"other"}) {
			t.Errorf("%+v", list)
		}
		if told := h.Told(t); len(told) != 0 {
			t.Errorf("told %v", told)
		}
		rows := h.Rows(t)
		rows["audit_event"]++
		if r := referrals(t, h, legacy.Options{File: file}); r.Unchanged != 2 || !maps.Equal(rows, h.Rows(t)) {
			t.Error(r)
		}
	})
}

func TestTwoWhoMayBeOnePersonAreNamedAndNeverMerged(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := context.Background()
		th := h.Referral(t)
		have, err := h.People.ByID(ctx, th.Lead, th.Person)
		ok(t, err)
		r := referrals(t, h, legacy.Options{File: table(t, "id,name,nhs number,dob,received\n"+
			"1,Someone Else,"+have.NHSNumber+",,01/02/2025\n2,Bronwen Kaur,,05/06/1961,01/02/2025\n3,bronwen KAUR,,1961-06-05,02/02/2025\n4,Bronwen Kaur,,05/06/1971,01/02/2025\n")})
		if r.Added != 4 || len(r.Looks) != 2 || r.Looks[0].Row != 2 || r.Looks[1].Row != 4 || !strings.Contains(r.Looks[1].Sentence, "row 3") {
			t.Fatal(r)
		}
		proposed := 0
		list, err := h.Referrals.List(ctx, th.Lead, referral.Filter{})
		ok(t, err)
		for _, x := range list {
			alike, err := h.Referrals.AlikeTo(ctx, th.Lead, x.ID)
			ok(t, err)
			proposed += len(alike)
		}
		if proposed != 4 { // each of two pairs, from both sides
			t.Errorf("triage proposes %d", proposed)
		}
		if strings.Contains(r.String(), "Bronwen") || strings.Contains(r.String(), have.NHSNumber) {
			t.Error("the report names somebody")
		}
	})
}

func TestTheCaseOfAReferralThatCameInBeforeIsTheSamePersons(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		_, mail := one(t, h)
		referrals(t, h, legacy.Options{File: table(t, "id,person id,name,received\nr1,c1,Callum Gale,01/02/2025\n")})
		file := table(t, "id,name,worker\nc1,Callum Gale,"+mail+"\n")
		if r := cases(t, h, legacy.Options{File: file}); r.Added != 1 || len(r.Looks) != 0 || h.Rows(t)["person"] != 1 {
			t.Error(r)
		}
		if r := cases(t, h, legacy.Options{File: file, From: "another system"}); r.Added != 1 || h.Rows(t)["person"] != 2 {
			t.Error("the same id of another system is somebody else")
		}
	})
}

func TestAMapSaysWhatTheNamesDoNot(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		worker, mail := one(t, h)
		file := table(t, "Key,Person's full title,Who,Where they are,Began,Phone\n1,Aoife Drummond,JD,Blue,03/25/2025,01632 960111\n")
		for name, text := range map[string]string{
			"map.toml": "[columns]\n\"Key\" = \"old_id\"\n\"Person's full title\" = \"name\"\nWho = \"worker\"\n\"Where they are\" = \"status\"\nBegan = \"opened\"\nPhone = \"\"\n" +
				"[worker]\nJD = \"" + mail + "\"\n[status]\nBlue = \"on_hold\"\n[dates]\norder = \"month first\"\n",
			"map.csv": "about,theirs,ours\ncolumn,key,old_id\ncolumn,person's full title,name\ncolumn,who,worker\ncolumn,Where they are,status\ncolumn,began,opened\ncolumn,phone,\n" +
				"worker,jd," + mail + "\nstatus,blue,on_hold\ndates,month first,\n",
		} {
			path := filepath.Join(t.TempDir(), name)
			ok(t, os.WriteFile(path, []byte(text), 0o600))
			h.Undone(t, func(x *fixture.House) {
				r := cases(t, x, legacy.Options{File: file, Map: path})
				list := theirs(t, x, worker)
				if r.Added != 1 || !slices.Equal(r.Unmapped, []string{"Phone"}) || list[0].Status != caseload.OnHold || clock.DateOf(list[0].Opened, x.Zone).String() != "2025-03-25" {
					t.Errorf("%s: %s %+v", name, r, list)
				}
			})
		}
	})
}

func TestAFileThatCannotBeUsedIsRefusedWholeInASentence(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		_, mail := one(t, h)
		rows := h.Rows(t)
		good := "id,name,worker\n1,Dilys Pryce," + mail + "\n"
		for what, o := range map[string]legacy.Options{
			"no such file":         {File: "nowhere.csv"},
			"no id":                {File: table(t, "name,worker\nDilys,x\n")},
			"no name":              {File: table(t, "id,worker\n1,x\n")},
			"no such service":      {File: table(t, good), Service: "Elsewhere"},
			"a sheet of a csv":     {File: table(t, good), Sheet: "Two"},
			"a map with a slip":    {File: table(t, good), Map: table(t, "about,theirs,ours\ncolumn,id,old_idd\n")},
			"a map of odd parts":   {File: table(t, good), Map: table(t, "about,theirs,ours\nshoes,id,old_id\n")},
			"notes without a day":  {File: table(t, good), Notes: table(t, "id,note\n1,x\n")},
			"notes that are empty": {File: table(t, good), Notes: table(t, "")},
		} {
			_, err := h.Legacy.ImportCaseload(context.Background(), authz.Program(), o, nil)
			var fault *intake.Fault
			if !errors.As(err, &fault) || !strings.HasSuffix(fault.Sentence, ".") {
				t.Errorf("%s: %v", what, err)
			}
		}
		if !maps.Equal(rows, h.Rows(t)) {
			t.Error("something was written")
		}
	})
}

func TestAnImportThatIsStoppedKeepsNothing(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		_, mail := one(t, h)
		var b strings.Builder
		b.WriteString("id,name,worker\n")
		for i := range 1000 {
			fmt.Fprintf(&b, "%d,Person %d,%s\n", i, i, mail)
		}
		rows, file := h.Rows(t), table(t, b.String())
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		_, err := h.Legacy.ImportCaseload(ctx, authz.Program(), legacy.Options{File: file}, func(at legacy.Progress) {
			if at.Stage == "write" {
				cancel()
			}
		})
		var fault *intake.Fault
		if !errors.As(err, &fault) || !maps.Equal(rows, h.Rows(t)) {
			t.Errorf("stopped: %v", err)
		}
		if r := cases(t, h, legacy.Options{File: file, DryRun: true}); r.Added != 1000 || !maps.Equal(rows, h.Rows(t)) {
			t.Errorf("a dry run: %s", r)
		}
		if r := cases(t, h, legacy.Options{File: file}); r.Added != 1000 {
			t.Error(r)
		}
	})
}
