package bench_test

import (
	"strings"
	"time"
)

// worked adds the case and what happened in it. About fifty cases of each worker are
// open at the end.
func (m *maker) worked(l life) error {
	l.kase = m.id(l.at.Add(48 * time.Hour))
	opened := l.at.Add(48 * time.Hour)
	open := l.age < 60 || l.age < 200 && m.chance(10)
	lasted := 20 + m.rng.IntN(120)
	if open {
		lasted = max(0, l.age-2)
	}
	contacts := m.contacts(open, lasted)
	status, level := "active", ""
	switch {
	case open && contacts == 0:
		status = "first_contact"
	case open && contacts < 3:
		status = "engaging"
	case !open:
		status = "closed"
	}
	if contacts > 2 {
		level = m.pick([]string{"signpost", "light", "medium", "medium", "holistic"})
	}
	ended := opened.Add(time.Duration(lasted) * 24 * time.Hour)
	if err := m.kase(l, opened, ended, status, level); err != nil {
		return err
	}
	var ends any
	if status == "closed" {
		ends = ended.AddDate(0, 6, 0)
	}
	if err := m.grant(l, l.worker, "worker", "case.open", ends); err != nil {
		return err
	}
	if err := m.audited(l, l.lead, opened, "referral.accept", "referral.allocate", "case.open", "message.queue"); err != nil {
		return err
	}
	if err := m.told(l, opened, "referral.accepted"); err != nil {
		return err
	}
	for i := range contacts {
		at := opened.Add(time.Duration(float64(lasted)*24*float64(i+1)/float64(contacts+1)*float64(time.Hour)) + time.Duration(m.rng.IntN(360))*time.Minute)
		if err := m.contact(l, i, at); err != nil {
			return err
		}
	}
	if contacts < 3 {
		return nil
	}
	if err := m.planned(l, opened.Add(7*24*time.Hour), status == "closed"); err != nil {
		return err
	}
	return m.connected(l, opened.Add(14*24*time.Hour), status == "closed")
}

// contacts is how many there were: eight on average where a case is over.
func (m *maker) contacts(open bool, lasted int) int {
	n := 2 + m.rng.IntN(6) + m.rng.IntN(8)
	if open {
		return min(n, lasted/8)
	}
	return n
}

func (m *maker) kase(l life, opened, ended time.Time, status, level string) error {
	var closed, next, levelOn any
	closure, words, kind, note, clockTime := "", "", "", "", ""
	if status == "closed" {
		closed, closure, words = ended, "goals_met", l.story.Closing
	} else {
		next, kind, note = day(now().AddDate(0, 0, m.rng.IntN(15)-2)), m.pick([]string{"call", "visit", "meeting"}), l.first+" asked us to come back to this."
		if m.chance(60) {
			clockTime = m.pick([]string{"09:30", "10:00", "11:15", "13:30", "14:00", "15:45"})
		}
	}
	if level != "" {
		levelOn = day(opened.AddDate(0, 0, 14))
	}
	return m.out.add("person_case", `id, person, service, referral, worker, status, opened, closed, closure, closure_words, level, level_on, next_on, next_time, next_kind, next_note`,
		l.kase, l.id, l.service, l.referral, l.worker, status, opened, closed, closure, words, level, levelOn, next, clockTime, kind, note)
}

func (m *maker) contact(l life, i int, at time.Time) error {
	outcome, how, note, agreed := "spoke", m.pick([]string{"phone", "phone", "phone", "home", "practice", "community", "walk"}), "", ""
	switch {
	case i == 0:
		note, agreed = l.story.First, l.story.Agreed
	case m.chance(18):
		outcome, how = m.pick([]string{"no_answer", "left_message", "could_not_meet"}), "phone"
	case i-1 < len(l.story.Notes) && m.chance(70):
		note, agreed = l.story.Notes[i-1].Happened, l.story.Notes[i-1].Agreed
	default:
		note, agreed, _ = strings.Cut(m.pick(m.later), "|")
		note = strings.ReplaceAll(strings.ReplaceAll(note, "{name}", l.first), "{She}", "They")
	}
	id := m.id(at)
	if err := m.out.add("contact", `id, case_id, person, by_account, at, how, outcome, minutes, note, agreed, created`, id, l.kase, l.id, l.worker, at, how, outcome,
		5*(1+m.rng.IntN(12)), note, agreed, at); err != nil {
		return err
	}
	return m.audited(l, l.worker, at, "contact.record", "person.look")
}

// planned adds what was heard and what was agreed.
func (m *maker) planned(l life, at time.Time, over bool) error {
	if err := m.out.add("conversation", `id, case_id, person, by_account, at, version, matters, strengths, read_back, needs`, m.id(at), l.kase, l.id, l.worker, at, 1,
		l.story.Matters, l.story.Strengths, true, strings.Join(l.story.Needs, ",")); err != nil {
		return err
	}
	plan, status := m.id(at), "live"
	if over {
		status = "closed"
	}
	if err := m.out.add("plan", `id, case_id, person, number, status, worse, review_on, agreed_at, agreed_how, created`, plan, l.kase, l.id, 1, status, l.story.Worse,
		day(at.AddDate(0, 0, 42)), at, "Read back on the phone", at); err != nil {
		return err
	}
	for i, g := range l.story.Goals {
		goal, thread := m.id(at), m.id(at)
		if err := m.out.add("goal", `id, plan, place, words, importance, confidence, status, thread`, goal, plan, i, g.Words, g.Importance, g.Confidence, "in_progress", thread); err != nil {
			return err
		}
		for j, a := range g.Actions {
			state, due := "done", any(nil)
			if !over && j == 0 {
				state, due = "to_do", day(now().AddDate(0, 0, m.rng.IntN(20)))
			}
			if err := m.out.add("action", `id, goal, place, words, owner, who, due, status, thread`, m.id(at), goal, j, a.Words, string(a.Owner), a.Who, due, state, m.id(at)); err != nil {
				return err
			}
		}
	}
	if err := m.out.add("plan_copy", `id, plan, person, holder, how, given_on, by_account, at`, m.id(at), plan, l.id, "person", "paper", day(at), l.worker, at); err != nil {
		return err
	}
	return m.audited(l, l.worker, at, "plan.hear", "plan.agree", "plan.share")
}

// connected adds the groups: two or three.
func (m *maker) connected(l life, at time.Time, over bool) error {
	for i := range 2 + m.rng.IntN(2) {
		at := at.Add(time.Duration(i*5*24) * time.Hour)
		if at.After(now()) {
			return nil
		}
		status, id, consent := m.pick([]string{"offered", "attended", "ongoing", "declined", "no_response"}), m.id(at), m.id(at)
		if over {
			status = m.pick([]string{"attended", "ongoing", "completed", "completed", "declined", "stopped"})
		}
		var group any
		if len(m.groups) > 0 {
			group = m.pick(m.groups)
		}
		if err := m.out.add("consent", `id, person, scope, target, basis, answer, how, by_account, at`, consent, l.id, "group", id, "agreed", "yes", "spoken", l.worker, at); err != nil {
			return err
		}
		if err := m.out.add("connection", `id, person, case_id, service, grp, name, kind, via, status, need, why, basis, shared, sent, answered, answer_words, by_account, created`,
			id, l.id, l.kase, l.service, group, m.pick([]string{"Knit and Natter", "Riverside Walkers", "Men's Shed", "Money Matters", "Tea and Talk"}), "referral", "link", status,
			"loneliness", "Near home, and small.", consent, "First name: "+l.first, at, at.Add(50*time.Hour), "Come along on Tuesday.", l.worker, at); err != nil {
			return err
		}
		if err := m.audited(l, l.worker, at, "consent.yes", "connection.send", "message.queue"); err != nil {
			return err
		}
	}
	return nil
}
