package town

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/web/site"
)

// build makes the town on a fresh database and returns what it took.
func build(t *testing.T, d *db.DB, now *clock.Manual, at time.Time) (Town, *db.Trace) {
	t.Helper()
	ctx, trace := db.WithTrace(context.Background())
	var made Town
	now.Set(at)
	err := d.Bulk(ctx, func(b *db.DB) (err error) {
		made, err = Build(ctx, servicesFor(t, b), now, at, london(t))
		return err
	})
	if err != nil {
		t.Fatalf("on %s: %v", at.Format(time.DateTime), err)
	}
	return made, trace
}

// texts returns one column of a query.
func texts(t *testing.T, d *db.DB, q string, args ...any) []string {
	t.Helper()
	var out []string
	err := d.Read(context.Background(), func(tx *db.Tx) (err error) {
		out, err = db.All(context.Background(), tx, db.Value[string], q, args...)
		return err
	})
	if err != nil {
		t.Fatalf("%s: %v", q, err)
	}
	return out
}

func number(t *testing.T, d *db.DB, q string, args ...any) int {
	t.Helper()
	n := 0
	if _, err := fmt.Sscan(texts(t, d, q, args...)[0], &n); err != nil {
		t.Fatalf("%s: %v", q, err)
	}
	return n
}

// maxStatements bounds what the town asks of a database.
const maxStatements = 110_000

// One town on each engine is looked at from every side: making it is the dear part.
func TestTheTownIsWhatItPromises(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		made, trace := build(t, d, now, dbtest.Now())
		if n := trace.Queries(); n > maxStatements || n < 10_000 {
			t.Errorf("%d statements", n)
		}
		counts(t, d)
		examples(t, d)
		caseloads(t, d)
		reserved(t, d)
		roles(t, d, made)
		pictures(t, d)
		nothingLeaves(t, d)
		comesBack(t, d)
		if d.Engine() == db.SQLite { // the chain itself is tried on both engines in package audit
			sealed(t, d)
			moves(t, d) // the other way round is tried with less in package export
		}
	})
}

func counts(t *testing.T, d *db.DB) {
	t.Helper()
	for q, want := range map[string]int{
		"select count(*) from service":                                                                                        1,
		"select count(*) from organisation where kind = 'pcn'":                                                                2,
		"select count(*) from organisation where kind = 'practice'":                                                           9,
		"select count(*) from post":                                                                                           6,
		"select count(distinct employer) from post":                                                                           3,
		"select count(distinct organisation) from post_funder":                                                                4,
		"select count(*) from (select post from post_funder group by post having sum(percent) = 100) p":                       6,
		"select count(distinct o.id) from referral r join organisation o on o.id = r.organisation where o.kind <> 'practice'": 40,
		"select count(distinct o.id) from referral r join organisation o on o.id = r.organisation where o.kind = 'practice'":  9,
		"select count(*) from directory_organisation":                                                                         140,
		"select count(*) from directory_entry":                                                                                220,
		"select count(*) from person where joined_to is null":                                                                 620,
	} {
		if n := number(t, d, q); n != want {
			t.Errorf("%s: %d, want %d", q, n, want)
		}
	}
	first := dbtest.Now().AddDate(0, -14, 0)
	if at := texts(t, d, "select cast(min(received) as text) from referral")[0]; at > first.AddDate(0, 0, 21).Format(time.DateOnly) {
		t.Errorf("the first referral came on %s", at)
	}
	if n := number(t, d, "select count(distinct reason) from referral"); n < 400 {
		t.Errorf("%d different reasons", n)
	}
}

// caseloads are believable: 35 to 45 people, a few of them today, none forgotten.
func caseloads(t *testing.T, d *db.DB) {
	t.Helper()
	today := dbtest.Now().Format(time.DateOnly)
	for _, worker := range texts(t, d, "select distinct cast(worker as text) from person_case") {
		if n := number(t, d, "select count(*) from person_case where closed is null and cast(worker as text) = $1", worker); n < 35 || n > 45 {
			t.Errorf("a worker has %d people", n)
		}
		if n := number(t, d, "select count(*) from person_case where closed is null and cast(worker as text) = $1 and cast(next_on as text) = $2", worker, today); n < 4 || n > 6 {
			t.Errorf("a worker has %d rows today", n)
		}
		if n := number(t, d, "select max(n) from (select count(*) as n from person_case where closed is null and cast(worker as text) = $1 group by next_on) a", worker); n > 6 {
			t.Errorf("a worker has %d on one day", n)
		}
	}
	if n := number(t, d, "select count(*) from person_case where closed is null and (next_on is null or cast(next_on as text) < $1)", today); n != 0 {
		t.Errorf("%d are due from before today", n)
	}
}

// reserved holds every identifier against the ranges that are kept for invention, and
// looks for others in every text of the database.
func reserved(t *testing.T, d *db.DB) {
	t.Helper()
	good := func(q, pattern string, least int) {
		t.Helper()
		list := texts(t, d, q)
		for _, v := range list {
			if !regexp.MustCompile("^(" + pattern + ")$").MatchString(v) {
				t.Errorf("%s: %s", q, v)
			}
		}
		if len(list) < least {
			t.Errorf("%s: %d", q, len(list))
		}
	}
	good("select nhs_number from person where nhs_number is not null", `999\d{7}`, 500)
	good("select value from person_way where kind = 'phone'", `01632 960\d{3}`, 200)
	good("select value from person_way where kind = 'mobile'", `07700 900\d{3}`, 200)
	good("select value from person_way where kind = 'email'", `[a-z0-9.-]+@example\.org`, 80)
	good("select email from account", `[a-z0-9.-]+@example\.org`, 80)
	good("select email from organisation where email <> ''", `[a-z0-9.-]+@example\.org`, 40)
	good("select phone from organisation where phone <> ''", `01632 960\d{3}`, 40)
	good("select address from message where channel = 'email'", `[a-z0-9.-]+@example\.org`, 1000)
	good("select contact_email from directory_entry where contact_email <> ''", `[a-z0-9.-]+@example\.org`, 80)
	good("select referrer_email from referral where referrer_email <> ''", `[a-z0-9.-]+@example\.org`, 400)
	good("select postcode from person where postcode <> ''", `QZ[1-9] [1-4][ABD][ABDE]`, 550)
	good("select postcode from directory_place where postcode <> ''", `QZ[1-9] [1-4][ABD][ABDE]`, 150)
	if n := number(t, d, "select count(*) from directory_place p left join place_postcode c on c.code = replace(p.postcode, ' ', '') where p.postcode <> '' and c.code is null"); n != 0 {
		t.Errorf("%d places stand nowhere", n)
	}
	uuid := regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f-]{27}`)
	mail, phone := regexp.MustCompile(`[\w.-]+@[\w.-]+`), regexp.MustCompile(`0[1-9]\d{2,3}[ \d]{6,8}\d`)
	for _, q := range []string{"select reason || alternative || question || answer from referral", "select note || agreed from contact", "select body from message",
		"select document from directory_entry", "select matters || strengths from conversation", "select worse || agreed_how from plan", "select answer_words || shared || end_words from connection",
		"select words || who from action", "select risk || access_note || address from person", "select words from directory_tip"} {
		for _, text := range texts(t, d, q) {
			text = uuid.ReplaceAllString(text, "")
			for _, m := range mail.FindAllString(text, -1) {
				if !strings.HasSuffix(strings.TrimRight(m, "."), "@example.org") {
					t.Errorf("%s: %s", q, m)
				}
			}
			for _, p := range phone.FindAllString(text, -1) {
				if !strings.HasPrefix(strings.ReplaceAll(p, " ", ""), "01632960") && !strings.HasPrefix(strings.ReplaceAll(p, " ", ""), "07700900") {
					t.Errorf("%s: %s", q, p)
				}
			}
		}
	}
}

func roles(t *testing.T, d *db.DB, made Town) {
	t.Helper()
	want := strings.Fields(`link-worker link-worker-2 team-lead gp receptionist pharmacist housing-officer gp-supervisor safeguarding-lead
		occupational-therapist scheme-administrator group volunteer commissioner person carer admin`)
	var have []string
	v := servicesFor(t, d)
	for _, r := range made.Roles {
		have = append(have, r.As)
		acc, err := v.Accounts.ByID(context.Background(), authz.Program(), r.Account)
		if err != nil {
			t.Fatal(err)
		}
		a, _, err := v.Accounts.Actor(context.Background(), acc.ID, acc.Epoch)
		if err != nil || len(a.Roles) != 1 {
			t.Errorf("%s does not sign in: %v", r.As, err)
		}
		soon := slices.Contains([]string{"person", "carer", "group", "volunteer", "commissioner"}, r.As)
		if lands := site.Home(a); (lands == "/soon") != soon || lands == "/" {
			t.Errorf("%s lands on %s", r.As, lands)
		}
	}
	if !slices.Equal(have, want) {
		t.Errorf("roles %v", have)
	}
	if !strings.HasPrefix(made.GroupLink, "/g/") || made.Secret == "" || made.Service.IsZero() {
		t.Errorf("made %+v", made)
	}
	if _, err := v.Connections.PageFor(context.Background(), strings.TrimPrefix(made.GroupLink, "/g/")); err != nil {
		t.Errorf("the group's link does not open: %v", err)
	}
}

// pictures holds the town against the pictures of the product, and the cards that a page must treat
// with care.
func pictures(t *testing.T, d *db.DB) {
	t.Helper()
	for q, want := range map[string]string{
		"select answer_words from connection c join person p on p.id = c.person where p.name = 'Dilys Penhallow' and c.by_link":     "Will meet Dilys at the door on Tuesday, 10.45. Door open, two steps, a handrail.",
		"select next_time || ' ' || next_note from person_case c join person p on p.id = c.person where p.name = 'Dilys Penhallow'": "09:30 Second meeting. Last time: wants to get back to the choir",
		"select next_place from person_case c join person p on p.id = c.person where p.name = 'Tomasz Wierzba'":                     "The library",
		"select next_note from person_case c join person p on p.id = c.person where p.name = 'Marjorie Ellwood'":                    "Third try. Likes to be rung after two o'clock",
		"select answer_words from connection where name = 'Tuesday Lunch Club' and by_link":                                         "Full until 12 January. Two others nearby have places.",
		"select cast(full_until as text) from directory_entry where name = 'Tuesday Lunch Club'":                                    "2027-01-12",
		"select format from person where name = 'Dilys Penhallow'":                                                                  "large",
	} {
		if have := texts(t, d, q); len(have) != 1 || have[0] != want {
			t.Errorf("%s: %q", q, have)
		}
	}
	for _, q := range []string{"hidden_address", "safe_contact", "restricted", "interpreter", "risk <> ''", "language = 'cy'", "format = 'easy'", "format = 'braille' or format = 'audio'",
		"died is not null", "joined_to is not null", "nhs_number is null", "born is not null and address = ''"} {
		if number(t, d, "select count(*) from person where "+q) == 0 {
			t.Errorf("nobody has %s", q)
		}
	}
	for _, q := range []string{"select count(*) from draft", "select count(*) from referral where urgent and status = 'submitted'", "select count(*) from unmet_need",
		"select count(*) from contact where copied is not null", "select count(*) from contact where struck is not null", "select count(*) from contact where hidden <> ''",
		"select count(*) from directory_entry where full_until is not null", "select count(*) from directory_tip", "select count(*) from person_join where undone is not null"} {
		if number(t, d, q) == 0 {
			t.Errorf("%s: none", q)
		}
	}
	lead := authz.Actor{Kind: authz.Account, ID: "lead", Roles: []authz.Assignment{{Role: authz.TeamLead, At: texts(t, d, "select cast(id as text) from service")[0]}}}
	again := texts(t, d, "select cast(r.id as text) from referral r join person p on p.id = r.person where p.name = 'Marjory Elwood' and r.status = 'submitted'")
	alike, err := servicesFor(t, d).Referrals.AlikeTo(context.Background(), lead, refID(again[0]))
	if err != nil || len(alike) != 1 || alike[0].Name != "Marjorie Ellwood" {
		t.Errorf("whoever Marjory Elwood may be is not proposed: %v %v", alike, err)
	}
}

func nothingLeaves(t *testing.T, d *db.DB) {
	t.Helper()
	if n := number(t, d, "select count(*) from job"); n != 0 {
		t.Errorf("%d jobs wait to send something", n)
	}
	if n := number(t, d, "select count(*) from message where state = 'waiting'"); n == 0 || n > 400 {
		t.Errorf("%d messages wait in the outbox", n)
	}
}

func sealed(t *testing.T, d *db.DB) {
	t.Helper()
	ctx, log := context.Background(), servicesFor(t, d).Audit
	for n := 1; n > 0; {
		var err error
		if n, err = log.Seal(ctx); err != nil {
			t.Fatal(err)
		}
	}
	done, rest, err := log.Verify(ctx)
	if err != nil || rest != 0 || done < 10_000 {
		t.Errorf("%d sealed, %d not: %v", done, rest, err)
	}
}
