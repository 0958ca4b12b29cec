package refer_test

import (
	"testing"

	"weft/internal/authz"
	"weft/internal/contact"
	"weft/internal/fixture"
	"weft/internal/org"
	"weft/internal/webtest"
)

// scene is an organisation with its link to a service.
type scene struct {
	*webtest.Site
	service org.Service
	from    org.Organisation
	link    string
}

func set(t *testing.T, s *webtest.Site, kind string) scene {
	t.Helper()
	sc := scene{Site: s, service: s.Service(t), from: s.Organisation(t, kind)}
	sc.link = s.ReferralLink(t, sc.from, sc.service)
	return sc
}

// right types five right answers and who refers.
func right(f *webtest.Form) *webtest.Form {
	return f.Set("name", "Dilys Pryce").Date("born", "3", "5", "1949").Set("reach", "01632 960 118").
		Set("reason", "Lonely since she moved.").Set("agreed", "yes").Set("referrer_name", "Dr Lowe").Set("referrer_email", "lowe@example.org")
}

// spokenAfter makes somebody who was referred and spoken to so many days later.
func (sc scene) spokenAfter(t *testing.T, worker, lead authz.Actor, days int) {
	t.Helper()
	today := sc.Now.Now()
	sc.Now.Set(today.AddDate(0, 0, -days))
	th := sc.Case(t, fixture.At(sc.service), fixture.From(sc.from), fixture.LedBy(lead), fixture.To(worker))
	sc.Now.Set(today)
	sc.spoke(t, th, contact.ByPhone)
}

// spoke records that the worker and the person spoke.
func (sc scene) spoke(t *testing.T, th fixture.Thread, how contact.How) {
	t.Helper()
	if _, err := sc.Contacts.Record(t.Context(), th.Worker, th.Person, contact.New{How: how, Outcome: contact.Spoke, Note: "A private note."}); err != nil {
		t.Fatal(err)
	}
}
