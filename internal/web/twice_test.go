package web_test

import (
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"weft/internal/fixture"
	"weft/internal/webtest"
)

// plausible fills in a form as somebody in a hurry would: something everywhere.
func plausible(f *webtest.Form) {
	answers := map[string]string{"reach": "01632 960 118", "email": "somebody@example.org", "referrer_email": "lowe@example.org", "postcode": "",
		"nhs_number": "", "born-day": "3", "born-month": "5", "born-year": "1949", "next": "week", "hide": "", "minutes": "10", "next_time": "10:30",
		"next_on-day": "1", "next_on-month": "12", "next_on-year": "2026", "on-day": "", "on-month": "", "on-year": "", "review-day": "1", "review-month": "2",
		"review-year": "2027", "received-day": "20", "received-month": "11", "received-year": "2026", "died-day": "", "died-month": "", "died-year": "",
		"ods": "", "phone": "01632 960 500", "password": "otter brick nine", "current": "x", "way1": "", "way2": "", "way3": "", "restricted": "", "hidden_address": "",
		"minimum_age": "", "maximum_age": "", "until-day": "", "until-month": "", "until-year": ""}
	for _, name := range f.Names() {
		if v, known := answers[name]; known {
			f.Values.Set(name, v)
			continue
		}
		if strings.HasPrefix(name, "place") || strings.HasPrefix(name, "time") {
			continue
		}
		f.Values.Set(name, f.Likely(name))
	}
}

func TestSendingAFormTwiceDoesItOnce(t *testing.T) {
	t.Parallel()
	w := newTown(t, webtest.OnSQLite(t))
	clients, done := w.clients(t), map[string]bool{}
	for pattern, r := range table(t, w.Patterns) {
		if r.method(pattern) != http.MethodGet {
			continue
		}
		for _, role := range []string{"worker", "lead", "office", "safeguarding", "admin", "referrer"} {
			if r.want(role) != "let in" {
				continue
			}
			for _, f := range clients[role].Get(w.fill(r.at)).Forms() {
				if f.Method != http.MethodPost || strings.HasSuffix(f.Action, "/sign-out") || strings.HasSuffix(f.Action, "/account") || strings.HasSuffix(f.Action, "/find") {
					continue
				}
				plausible(f)
				w.Undone(t, func(x *fixture.House) {
					c := clients[role].On(webtest.New(t, x))
					start := x.Rows(t)
					first := f.By(c).Once()
					once := x.Rows(t)
					if first.Status >= 400 {
						return
					}
					done[f.Action] = true
					second := f.By(c).Once()
					twice := x.Rows(t)
					if second.Status >= 400 && second.Status != http.StatusConflict && !strings.HasSuffix(f.Action, "/end-role") {
						t.Errorf("%s as %s to %s: the second time answers %d", pattern, role, f.Action, second.Status)
					}
					for table := range twice {
						if slices.Contains([]string{"session", "audit_event"}, table) || strings.HasSuffix(f.Action, "/link") && strings.HasSuffix(table, "_link") {
							// A link made anew ends the one before, so that only the last one opens.
							continue
						}
						if twice[table] != once[table] {
							t.Errorf("%s as %s to %s: %s went from %d to %d rows, then to %d", pattern, role, f.Action, table, start[table], once[table], twice[table])
						}
					}
				})
			}
		}
	}
	if len(done) < 25 {
		t.Errorf("only %d forms could be sent: %v", len(done), done)
	}
}

func TestAnImpatientDoubleClickAtTheSameMomentDoesItOnce(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		th := s.Case(t)
		c := s.As(t, th.Worker)
		f := c.Get("/people/" + th.Person.String() + "/contact/new").Form("Save")
		link := s.ReferralLink(t, th.From, th.Service)
		fresh := s.Nobody(t)
		g := fresh.Get(link).Form("Send referral").Set("name", "Noor Khalil").Date("born", "", "", "1950").Set("reach", "noor@example.org").
			Set("reason", "Company").Set("agreed", "yes").Set("referrer_name", "Dr Lowe").Set("referrer_email", "lowe@example.org")
		before := s.Rows(t)
		var wait sync.WaitGroup
		for range 6 {
			for _, send := range []*webtest.Form{f.By(c.Copy()), g.By(fresh.Copy())} {
				wait.Go(func() {
					if p := send.Once(); p.Status != http.StatusSeeOther {
						t.Errorf("%s: one of the clicks answers %d: %s", send.Action, p.Status, p.TextOf("main"))
					}
				})
			}
		}
		wait.Wait()
		after := s.Rows(t)
		for table, n := range map[string]int{"contact": 1, "referral": 1, "person": 1, "account": 1} {
			if after[table]-before[table] != n {
				t.Errorf("%s has %d rows more", table, after[table]-before[table])
			}
		}
	})
}
