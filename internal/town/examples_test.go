package town

import (
	"context"
	"maps"
	"testing"

	"weft/internal/authz"
	"weft/internal/call"
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/cohort"
	"weft/internal/connection"
	"weft/internal/consent"
	"weft/internal/contact"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/directory"
	"weft/internal/due"
	"weft/internal/family"
	"weft/internal/i18n"
	"weft/internal/message"
	"weft/internal/pause"
	"weft/internal/plan"
	"weft/internal/referral"
	"weft/internal/register"
	"weft/internal/safety"
	"weft/internal/signpost"
	"weft/internal/vocabulary"
	"weft/internal/waiting"
)

func refID(s string) referral.ID { return referral.ID(s) }

// unreachable are the states that no use case leads to yet, and why. When one of them
// gets an example, its line goes.
func unreachable() map[string]string {
	return map[string]string{}
}

func words[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return out
}

func codes(l vocabulary.List) []string {
	out := make([]string, len(l))
	for i, t := range l {
		out[i] = t.Code
	}
	return out
}

// gateLists are the states of pauses and of the waiting list.
func gateLists() map[string][]string {
	return map[string][]string{
		"referral_pause.status": words(pause.Statuses()),
		"referral_pause.kind":   words(pause.Kinds()),
		"pause_review.outcome":  words([]pause.Outcome{pause.Extend, pause.End}),
		"waiting_entry.band":    words(waiting.Bands()),
		"waiting_offer.answer":  append(words([]waiting.Answer{waiting.Yes, waiting.No}), ""),
		"waiting_contact.how":   words([]waiting.How{waiting.ByPhone, waiting.ByMessage}),
	}
}

// lists are the columns that hold one of a list, with everything that they may hold.
func lists() map[string][]string {
	return map[string][]string{
		"referral.status":              words(referral.Statuses()),
		"referral.came":                append(words(referral.Ways()), string(referral.ByForm)),
		"referral.source":              codes(vocabulary.Sources()),
		"referral.decline_code":        codes(vocabulary.DeclineReasons()),
		"organisation.kind":            codes(vocabulary.OrgKinds()),
		"person_case.status":           words(caseload.Statuses()),
		"person_case.closure":          codes(vocabulary.ClosureReasons()),
		"person_case.next_kind":        words(caseload.NextKinds()),
		"person_case.level":            words(caseload.Levels()),
		"person_case.next_confirmed":   words(caseload.Confirmations()),
		"person_case.next_interpreter": words([]caseload.Interpreter{caseload.InterpreterRequested, caseload.InterpreterConfirmed}),
		"case_step.step":               words(caseload.StepKinds()),
		"contact.interpreter":          words([]caseload.Interpreter{caseload.InterpreterCame, caseload.InterpreterFailed}),
		"contact.purpose":              words(contact.Purposes()),
		"contact_change.kind":          words(contact.ChangeKinds()),
		"session_register.kind":        words(register.Kinds()),
		"session_line.came":            words([]register.Came{register.Yes, register.No}),
		"contact.outcome":              words(contact.Outcomes()),
		"contact.how":                  words(contact.Hows()),
		"connection.status":            words(connection.Statuses()),
		"connection.kind":              words(connection.Kinds()),
		"connection.via":               words(connection.Vias()),
		"connection_option.why_not":    codes(vocabulary.NotChosen()),
		"connection.came_said":         {"", string(connection.CameYes), string(connection.CameNotYet), string(connection.CameNo)},
		"connection_barrier.code":      codes(vocabulary.Barriers()),
		"connection_link.asks":         {"place", "came"},
		"cohort_offer.status":          words(cohort.Statuses()),
		"signpost.how":                 words([]signpost.How{signpost.Printed, signpost.Written, signpost.Told}),
		"consent.answer":               words([]consent.Answer{consent.Yes, consent.Withdrawn}),
		"consent.basis":                words([]consent.Ground{consent.Agreed, consent.BestInterests, consent.LegalDuty}),
		"call.status":                  words(call.Statuses()),
		"concern.status":               words(safety.Statuses()),
		"message.state":                words([]message.State{message.Waiting, message.Sent, message.Failed, message.Stopped, message.Printed}),
		"message.channel":              words([]message.Channel{message.ByEmail, message.ByText, message.ByLetter}),
		"message.lang":                 i18n.Languages(),
		"message.format":               codes(vocabulary.Formats()),
		"person.format":                codes(vocabulary.Formats()),
		"term.kind":                    words([]vocabulary.Kind{vocabulary.Worded, vocabulary.Retired, vocabulary.Default}),
		"due_rule.kind":                words([]due.Kind{due.Set, due.Default}),
		"related.relation":             codes(family.Relations()),
		"related.authority":            codes(family.Authorities()),
		"related.mention":              codes(family.Mentions()),
		"related.speak":                codes(family.Speaks()),
		"worker_change.status":         words(family.Statuses()),
	}
}

// examples fails when a list of the code has an entry of which the town has no example,
// so that whoever adds a state adds somebody who is in it.
func examples(t *testing.T, d *db.DB) {
	t.Helper()
	cannot, all := unreachable(), lists()
	maps.Copy(all, gateLists())
	maps.Copy(all, planned())
	for column, list := range all {
		for _, value := range list {
			table, name := split(column)
			n := number(t, d, "select count(*) from "+table+" where "+name+" = $1", value)
			_, not := cannot[column+" "+value]
			if n == 0 && !not {
				t.Errorf("nobody in the town has %s %s", column, value)
			}
			if n > 0 && not {
				t.Errorf("%s %s is there after all: take it out of unreachable", column, value)
			}
		}
	}
	ownMessages(t, d)
	have, err := servicesFor(t, d).Directory.CountByStatus(context.Background(), authz.Program())
	for _, s := range directory.Statuses() {
		if err != nil || have[s] == 0 {
			t.Errorf("no group is %s: %v", s, err)
		}
	}
}

// planned are the lists of the plan.
func planned() map[string][]string {
	return map[string][]string{
		"plan.status":      words(plan.Statuses()),
		"action.status":    words(plan.ActionStatuses()),
		"action.owner":     words(plan.Owners()),
		"goal.status":      words(plan.GoalStatuses()),
		"goal.answer":      words(plan.Answers()),
		"action.kind":      words(plan.Kinds()),
		"supporter.speak":  words(plan.Speaks()),
		"plan_copy.holder": words(plan.Holders()),
		"plan_copy.how":    words(plan.Ways()),
	}
}

// ownMessages fails when a message about a person belongs to no service.
func ownMessages(t *testing.T, d *db.DB) {
	t.Helper()
	if n := number(t, d, "select count(*) from message where about is not null and service is null"); n != 0 {
		t.Errorf("%d messages about people belong to no service", n)
	}
}

func split(column string) (table, name string) {
	for i := range column {
		if column[i] == '.' {
			return column[:i], column[i+1:]
		}
	}
	return column, ""
}

func TestTheSameTownIsMadeTwice(t *testing.T) {
	t.Parallel()
	var before []string
	for range 2 {
		now := clock.NewManual(dbtest.Now())
		d := dbtest.SQLite(t, now)
		build(t, d, now, dbtest.Now())
		var all []string
		for _, q := range []string{
			"select name || ' ' || coalesce(born, '') || ' ' || coalesce(nhs_number, '') || address from person order by name, created",
			"select p.name || ' ' || r.reason || r.status || r.received from referral r join person p on p.id = r.person order by p.name, r.created",
			"select p.name || ' ' || k.at || k.outcome || k.note from contact k join person p on p.id = k.person order by p.name, k.at",
			"select p.name || ' ' || c.name || c.status || c.answer_words from connection c join person p on p.id = c.person order by p.name, c.sent",
			"select a.name || ' ' || p.name || coalesce(c.next_on, '') || c.next_note from person_case c join person p on p.id = c.person join account a on a.id = c.worker order by p.name, c.opened",
		} {
			all = append(all, texts(t, d, q)...)
		}
		for i := range before {
			if before[i] != all[i] {
				t.Fatalf("%q is %q the second time", before[i], all[i])
			}
		}
		before = all
	}
	if len(before) < 3000 {
		t.Errorf("%d rows", len(before))
	}
}

func TestATownCanBeMadeOnAnyDay(t *testing.T) {
	t.Parallel()
	zone := london(t)
	for _, at := range []string{"2026-11-22 00:05", "2026-12-25 09:00"} {
		t.Run(at, func(t *testing.T) {
			t.Parallel()
			moment, err := parse(at, zone)
			if err != nil {
				t.Fatal(err)
			}
			now := clock.NewManual(moment)
			d := dbtest.SQLite(t, now)
			build(t, d, now, moment)
			today := clock.DateOf(moment, zone)
			if n := number(t, d, "select count(*) from person_case where closed is null and next_on < $1", today); n != 0 {
				t.Errorf("%d next dates lie in the past", n)
			}
			if n := number(t, d, "select count(*) from contact where at > $1", moment); n != 0 {
				t.Errorf("%d contacts lie in the future", n)
			}
			for _, day := range days(t, d, "select distinct next_on from person_case where closed is null and next_on > $1", today) {
				if !clock.Working(day, clock.England) {
					t.Errorf("somebody is to be rung on %s", day)
				}
			}
			if n := number(t, d, "select count(*) from person_case where closed is null and next_on = $1", today); n < 24 {
				t.Errorf("%d rows on the day itself", n)
			}
		})
	}
}

func days(t *testing.T, d *db.DB, q string, args ...any) (out []clock.Date) {
	t.Helper()
	err := d.Read(context.Background(), func(tx *db.Tx) (err error) {
		out, err = db.All(context.Background(), tx, db.Value[clock.Date], q, args...)
		return err
	})
	if err != nil || len(out) == 0 {
		t.Errorf("%d days: %v", len(out), err)
	}
	return out
}
