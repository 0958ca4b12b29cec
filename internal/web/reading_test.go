package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"weft/internal/app"
	"weft/internal/clock"
	"weft/internal/config"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/fixture"
	"weft/internal/webtest"
)

func readOnly(s *config.Settings, _ *app.Options) { s.ReadOnly = true }

// Everything can be read, searched and signed into; whatever would change something is
// answered alike and writes nothing.
func TestWhileReadOnlyEveryPageIsReadAndNoChangeIsTaken(t *testing.T) {
	t.Parallel()
	w := newTown(t, webtest.OnSQLite(t))
	still := webtest.New(t, w.House, readOnly)
	reads := map[string]bool{"POST /sign-in": true, "POST /sign-out": true, "POST /find": true, "POST /people/{id}/family/{related}/find": true}
	for _, role := range []string{"worker", "lead", "admin", "public"} {
		c := w.clients(t)[role].On(still)
		for pattern, r := range table(t, w.Patterns) {
			if r.method(pattern) == http.MethodGet {
				if p := w.ask(c, http.MethodGet, w.fill(r.at), ""); p.Status >= 500 {
					t.Errorf("%s as %s answers %d", pattern, role, p.Status)
				}
				continue
			}
			if reads[pattern] {
				continue
			}
			before := w.Rows(t)
			p := w.ask(c, r.method(pattern), w.fill(r.at), w.fill(r.sent))
			if p.Status != http.StatusServiceUnavailable || !strings.Contains(p.Body, "can only be read just now") || p.Header.Get("Retry-After") == "" {
				t.Errorf("%s as %s answers %d", pattern, role, p.Status)
			}
			for name, n := range w.Rows(t) {
				if n != before[name] && name != "session" {
					t.Errorf("%s as %s wrote %d rows of %s", pattern, role, n-before[name], name)
				}
			}
		}
	}
}

func TestWhatWasTypedWhileReadOnlyIsSentAgainAsItWas(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		th, still := s.Case(t), webtest.New(t, s.House, readOnly)
		c := s.As(t, th.Worker)
		const note = "Likes <roses> & \"tea\".\n\nRings on Friday."
		f := c.Get("/people/"+th.Person.String()+"/contact/new").Form("Save").Set("note", note)
		kept := f.By(c.On(still)).Send().Is(503).Says("Nothing was lost", "Rings on Friday.")
		again := kept.Form("Try again")
		if got := again.Value("note"); got != note {
			t.Errorf("it keeps %q", got)
		}
		again.Send().Is(503).Form("Try again").By(c).Send().Is(200).Says("Rings on Friday.")
		f.Send().Is(200)
		if n := s.Rows(t)["contact"]; n != 1 {
			t.Errorf("%d contacts", n)
		}
	})
}

func TestAFormWithAPasswordIsNeverWrittenIntoAPage(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t, readOnly)
	p := s.Nobody(t).Post("/setup/NONE", url.Values{"password": {"correct horse battery"}, "name": {"Ada Lowe"}}).Is(503)
	p.Hides("correct horse", "Try again")
	if strings.Contains(p.Body, "battery") {
		t.Error("the password stands in the page")
	}
}

// A database that can be read and not written, as a full disk or a copy of it is: pages
// are read, the look is recorded when there is room, and forms are shown again whole.
func TestWhereNothingCanBeWrittenPagesAreReadAndFormsKeepWhatWasTyped(t *testing.T) {
	t.Parallel()
	address, err := dbtest.PostgresURL(t)
	if err != nil {
		t.Fatal(err)
	}
	now := clock.NewManual(dbtest.Now())
	open := func(address string) *db.DB {
		d, err := db.Open(t.Context(), db.Config{URL: address, Clock: now})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = d.Close() })
		return d
	}
	s := webtest.New(t, fixture.New(t, open(address), now))
	th := s.Case(t)
	c := s.As(t, th.Worker)
	stuck := c.On(webtest.New(t, fixture.New(t, open(address+"&default_transaction_read_only=on"), now)))
	now.Advance(2 * time.Minute) // so that the session is to be noted
	at := "/people/" + th.Person.String()
	stuck.Get(at).Is(200).Says(th.Referral.PersonName)
	stuck.Get("/today").Is(200)
	f := stuck.Get(at+"/contact/new").Is(200).Form("Save").Set("note", "Likes roses.")
	p := f.Send().Is(503).Says("The database cannot be written to")
	if got := p.Form("Save").Value("note"); got != "Likes roses." {
		t.Errorf("the form shows %q", got)
	}
	p.Form("Save").By(c).Send().Is(200).Says("Likes roses.")
}
