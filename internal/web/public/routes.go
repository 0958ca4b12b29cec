package public

import (
	"net/http"

	"weft/internal/authz"
	"weft/internal/web/site"
)

// Pages are what these pages call.
type Pages struct {
	Ready func(q *site.Request) error // nil error: the database answers
}

// Routes adds the pages to the site.
func (p Pages) Routes(s *site.Site) {
	s.Handle("GET /{$}", p.front)
	s.Handle("GET /home", p.home)
	s.Handle("GET /accessibility", p.accessibility)
	s.Handle("GET /privacy", p.privacy)
	s.Handle("GET /soon", p.soon)
	s.HandlePlain("GET /livez", p.live)
	s.HandlePlain("GET /readyz", p.ready)
	s.Handle("POST /draft", site.KeepDraft)
	s.Handle("POST /draft/discard", site.DiscardDraft)
}

// front sends whoever is signed in to their work, and shows everyone else the door.
func (p Pages) front(q *site.Request) error {
	if q.Actor.Kind == authz.Account {
		return q.Redirect(site.Home(q.Actor))
	}
	page := q.Page("Weft")
	page.NoIndex = false
	return q.Render(page, frontPage(frontView{demo: q.Site.Demo, base: q.Site.Base}))
}

func (p Pages) home(q *site.Request) error { return q.Redirect(site.Home(q.Actor)) }

func (p Pages) accessibility(q *site.Request) error {
	page := q.Page("Accessibility")
	page.Narrow = true
	return q.Render(page, accessibilityPage())
}

func (p Pages) privacy(q *site.Request) error {
	page := q.Page("Privacy")
	page.Narrow = true
	return q.Render(page, privacyPage())
}

// soon is where a role lands whose pages do not exist yet.
func (p Pages) soon(q *site.Request) error {
	page := q.Page("Not here yet")
	page.Narrow = true
	return q.Render(page, soonPage(soonWords(q.Actor)))
}

func soonWords(a authz.Actor) string {
	switch {
	case a.Has(authz.PersonRole):
		return "Here you will hold your own plan: what matters to you, what comes next, and who has seen it."
	case a.Has(authz.Carer):
		return "Here you will see what the person you look after wants you to see, and your own plan."
	case a.Has(authz.GroupMember):
		return "Here your group will see who would like to come, say when it is full, and keep its entry right. For now, answer by the link in our e-mail."
	case a.Has(authz.Volunteer):
		return "Here you will see whom you meet and when, and write down how it went in three taps."
	case a.Has(authz.Commissioner):
		return "Here you will read what people asked for and did not find, how long they waited, and their stories, never their names."
	default:
		return "The pages for your role are not here yet."
	}
}

func (p Pages) live(q *site.Request) error { return plain(q, http.StatusOK, "alive\n") }

func (p Pages) ready(q *site.Request) error {
	if err := p.Ready(q); err != nil {
		q.Site.Log.Error("not ready", "error", err)
		return plain(q, http.StatusServiceUnavailable, "not ready: the database does not answer\n")
	}
	return plain(q, http.StatusOK, "ready\n")
}

func plain(q *site.Request, status int, text string) error {
	q.W.Header().Set("Content-Type", "text/plain; charset=utf-8")
	q.W.WriteHeader(status)
	_, err := q.W.Write([]byte(text))
	return err
}
