package web_test

import (
	"maps"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"weft/internal/authz"
	"weft/internal/fixture"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/referral"
	"weft/internal/safety"
	"weft/internal/webtest"
)

// relation is how a record stands to those of the cast. stands names, for whoever stands
// to it otherwise than to their own, the role of the table of routes that answers for
// them, and pointed the same for what a practice pointed somebody to. From whoever is not
// in whole something of the record is held back: held says what they meet on the routes
// that would show it, or change it blindly, and they read none of secrets.
type relation struct {
	name            string
	stands, pointed map[string]string
	whole           string
	held            []held
	secrets         func(c person.Card) []string
}

// held is what roles meet on the routes whose pattern holds one of parts, and none of but.
type held struct{ roles, answer, parts, but string }

// relations are the one table of who stands how to a record that is not simply theirs.
func relations() []relation {
	swap := func(pairs ...string) map[string]string {
		out := map[string]string{}
		for i := 0; i < len(pairs); i += 2 {
			out[pairs[i]], out[pairs[i+1]] = pairs[i+1], pairs[i]
		}
		return out
	}
	sameTeam := swap("worker", "colleague", "referrer", "fellow-referrer")
	sameTeam["supervisor"] = "other-supervisor"
	otherTeam := swap("worker", "other-worker", "lead", "other-lead", "triager", "other-triager", "office", "other-office", "supervisor", "other-supervisor",
		"safeguarding", "other-safeguarding")
	otherTeam["colleague"] = "other-worker"
	otherPractice := swap("receptionist", "other-receptionist")
	otherPractice["referrer"], otherPractice["clinician"] = "fellow-referrer", "other-receptionist"
	return []relation{
		{name: "same team", stands: sameTeam},
		{name: "other team", stands: otherTeam},
		{name: "other practice", stands: otherPractice, pointed: map[string]string{"referrer": "other-receptionist", "fellow-referrer": "other-receptionist"}},
		{name: "hidden", whole: "worker lead", secrets: func(c person.Card) []string { return []string{strings.Split(c.Address, "\n")[0] + "<", c.Postcode} }, held: []held{
			{"triager office", "forbidden", "POST_/people/{id}/details/edit", ""},
			{"triager office", "nothing there", "/family/links/", ""},
			{"office", "forbidden", "/outbox/{message}/print", ""}}},
		{name: "restricted", whole: "worker lead", secrets: func(c person.Card) []string { return []string{c.Name, c.NHSNumber, c.Ways[0].Value, c.Ways[1].Value} }, held: []held{
			{"triager office supervisor safeguarding", "nothing there", "/family/{related}", "GET_/people/{id}/family/{related}/link /find"},
			{"triager office", "forbidden", "/family/ POST_/people/{id}/details/edit", ""},
			{"supervisor", "forbidden", "GET_/people/{id}/support-letter/{letter}", ""},
			{"office", "forbidden", "/outbox/{message}/print /people/{id}/letter /people/{id}/text", ""}}},
	}
}

// meets is what a role meets where something is held back; "" where nothing is.
func (r relation) meets(role, pattern string) string {
	at := strings.ReplaceAll(pattern, " ", "_")
	has := func(parts string) bool {
		return slices.ContainsFunc(strings.Fields(parts), func(part string) bool { return strings.Contains(at, part) })
	}
	for _, h := range r.held {
		if slices.Contains(strings.Fields(h.roles), role) && has(h.parts) && !has(h.but) {
			return h.answer
		}
	}
	return ""
}

// kinds are what a placeholder of the table of routes stands for: a record that concerns
// a person, or a thing of the service, which stands the same to everybody.
func kinds() (personal, things []string) {
	return []string{"person", "contact", "action", "goal", "plan", "supporter", "connection", "concern", "message", "letter", "support", "referral", "known",
			"related", "link", "change", "call", "reflection", "waits", "offer", "ready", "pause", "running", "asked", "cohort", "signpost"},
		[]string{"group", "org", "service", "account", "assignment", "post", "tip", "words", "due", "worker"}
}

// beside returns a town on the same database whose person stands in this relation to the
// cast: everything happens to them too.
func (w town) beside(t *testing.T, r relation) town {
	t.Helper()
	as := func(role string) authz.Actor {
		for who, stands := range r.stands {
			if stands == role && !strings.HasPrefix(who, "clinician") && !(r.name == "other team" && who == "colleague") {
				return w.cast[who]
			}
		}
		return w.cast[role]
	}
	x := town{Site: w.Site, cast: maps.Clone(w.cast)}
	for _, role := range fixture.Roles() {
		x.cast[role] = as(role)
	}
	service, from := w.Service, w.From
	var err error
	if r.name == "other team" {
		if service, err = w.Orgs.ServiceByID(t.Context(), serviceOf(w.cast["other-lead"])); err != nil {
			t.Fatal(err)
		}
	}
	referrer := x.cast["referrer"]
	if r.name == "other practice" {
		if from, err = w.Orgs.ByID(t.Context(), practiceOf(w.cast["other-receptionist"])); err != nil {
			t.Fatal(err)
		}
		referrer = w.Site.Referrer(t, from)
	}
	x.Thread = w.Site.Case(t, fixture.At(service), fixture.From(from), fixture.By(referrer), fixture.LedBy(x.cast["lead"]), fixture.To(x.cast["worker"]), called("Nest Beynon"))
	if _, err := w.Safety.Raise(t.Context(), x.Worker, x.Person, service.ID, safety.New{Words: "Bruises."}); err != nil {
		t.Fatal(err)
	}
	x = x.furnish(t)
	for _, name := range []string{"post", "words", "due"} {
		x.names[name] = w.names[name]
	}
	if r.name == "hidden" || r.name == "restricted" {
		for _, name := range []string{"person", "referral", "waits", "ready"} {
			x.hold(t, name, r.name)
		}
	}
	return x
}

// hold hides where somebody lives, or restricts their record.
func (w town) hold(t *testing.T, name, how string) {
	t.Helper()
	pid := w.Person
	if name != "person" {
		r, err := w.Referrals.ByID(t.Context(), authz.Program(), referral.ID(w.names[name]))
		if err != nil {
			t.Fatal(err)
		}
		pid = r.Person
	}
	c, err := w.People.ByID(t.Context(), w.Lead, pid)
	if err != nil {
		t.Fatal(err)
	}
	in := person.Details{Name: c.Name, Born: c.Born, NHSNumber: c.NHSNumber, Address: c.Address, Postcode: c.Postcode, Ways: c.Ways,
		HiddenAddress: how == "hidden", Restricted: how == "restricted"}
	if err := w.People.Update(t.Context(), w.Lead, pid, c.Version, in); err != nil {
		t.Fatal(err)
	}
}

// stand returns the role of the table of routes that answers for somebody.
func (r relation) stand(role, pattern string) string {
	if as, ok := r.pointed[role]; ok && strings.Contains(pattern, "/signpost/") {
		return as
	}
	if as, ok := r.stands[role]; ok {
		return as
	}
	return role
}

// want is what a role meets at a record of this relation. Somebody without the permission
// is told so, unless the record is held back from them before that is asked.
func (r relation) want(line row, role, pattern string) string {
	want := line.want(r.stand(role, pattern))
	if held := r.meets(role, pattern); held != "" && (want == "let in" || want == "forbidden" && held == "nothing there") {
		return held
	}
	return want
}

// records are the routes of the table that lead to a record of somebody, in order.
func records(t *testing.T, rows map[string]row) (out []string) {
	t.Helper()
	personal, things := kinds()
	for _, pattern := range slices.Sorted(maps.Keys(rows)) {
		line, mine := rows[pattern], false
		for _, m := range regexp.MustCompile(`<([a-z]+)>`).FindAllStringSubmatch(line.at+" "+line.sent, -1) {
			mine = mine || slices.Contains(personal, m[1])
			if !slices.Contains(personal, m[1]) && !slices.Contains(things, m[1]) {
				t.Errorf("%s: say of what kind <%s> is", pattern, m[1])
			}
		}
		if mine && line.all == 0 {
			out = append(out, pattern)
		}
	}
	return out
}

// Every route that leads to a record of somebody, as every role, for a record that stands
// to them in some way: each answers as one table says, and whatever is not theirs as if
// it were not there. Each route and role takes its turn at the relations; what is held
// back is tried of every record. make access tries everything of every record.
func TestEveryRouteAnswersEveryRoleForARecordThatStandsToThemInSomeWay(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		inEveryRelation(t, s, func(r relation, turn, relations int, role, pattern string) bool {
			return turn%relations == 0 || r.meets(role, pattern) != ""
		})
	})
}

// inEveryRelation tries what is chosen, and returns how much that was.
func inEveryRelation(t *testing.T, s *webtest.Site, chosen func(r relation, turn, relations int, role, pattern string) bool) (tried int) {
	t.Helper()
	w := newTown(t, s)
	rows, clients, none := table(t, w.Patterns), w.clients(t), map[string]string{}
	all := records(t, rows)
	for k, r := range relations() {
		x := w.beside(t, r)
		card, err := s.People.ByID(t.Context(), x.Lead, x.Person)
		if err != nil {
			t.Fatal(err)
		}
		for i, pattern := range all {
			for j, role := range roles() {
				if chosen(r, i+j+k, len(relations()), role, pattern) {
					tried++
					x.stands(t, r, clients[role], pattern, role, rows[pattern], none, card)
				}
			}
		}
	}
	return tried
}

// stands tries one route as one role. What is refused changes nothing, so only what is
// let in is taken back.
func (w town) stands(t *testing.T, r relation, c *webtest.Client, pattern, role string, line row, none map[string]string, card person.Card) {
	t.Helper()
	want, method := r.want(line, role, pattern), line.method(pattern)
	var p *webtest.Page
	try := func(c *webtest.Client) { p = w.ask(c, method, w.fill(line.at), w.fill(line.sent)) }
	if method == http.MethodPost && want == "let in" {
		w.Undone(t, func(x *fixture.House) { try(c.On(webtest.New(t, x))) })
	} else {
		try(c)
	}
	if got(p) != want {
		t.Errorf("%s as %s to a record of the %s: %s (%d), want %s", pattern, role, r.name, got(p), p.Status, want)
		return
	}
	if r.secrets != nil && !slices.Contains(strings.Fields(r.whole), role) {
		for _, secret := range r.secrets(card) {
			if secret != "" && strings.Contains(p.Body, secret) {
				t.Errorf("%s as %s to a record that is %s shows %q", pattern, role, r.name, secret)
			}
		}
	}
	if want != "nothing there" {
		return
	}
	if r.meets(role, pattern) != "" { // they know that the person is there, and nobody round them
		line.at, none = strings.ReplaceAll(line.at, "<person>", w.Person.String()), map[string]string{}
	}
	if none[pattern+role] == "" {
		none[pattern+role] = sameWithoutIDs(w.ask(c, method, w.emptied(line.at), w.emptied(line.sent)))
	}
	if got := sameWithoutIDs(p); got != none[pattern+role] {
		t.Errorf("%s as %s to a record of the %s answers otherwise than for none:\n%s\n%s", pattern, role, r.name, got, none[pattern+role])
	}
}

// serviceOf and practiceOf are where somebody has their role.
func serviceOf(a authz.Actor) org.ServiceID { return org.ServiceID(a.Roles[0].At) }

func practiceOf(a authz.Actor) org.ID { return org.ID(a.Roles[0].At) }

// What is written about it names everybody who tries and every relation.
func TestWhatIsTriedOfAccessIsWrittenDown(t *testing.T) {
	t.Parallel()
	doc, err := os.ReadFile("../../docs/assurance/access.md")
	if err != nil {
		t.Fatal(err)
	}
	names := roles()
	for _, r := range relations() {
		names = append(names, "| "+r.name+" |")
	}
	for _, name := range names {
		if !strings.Contains(string(doc), name) {
			t.Errorf("docs/assurance/access.md does not speak of %s", name)
		}
	}
}
