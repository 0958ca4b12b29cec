package connection_test

import (
	"context"
	"regexp"
	"testing"
	"time"

	"weft/internal/account"
	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/connection"
	"weft/internal/consent"
	"weft/internal/contact"
	"weft/internal/db"
	"weft/internal/directory"
	"weft/internal/gap"
	"weft/internal/i18n"
	"weft/internal/id"
	"weft/internal/journey"
	"weft/internal/message"
	"weft/internal/org"
	"weft/internal/pause"
	"weft/internal/person"
	"weft/internal/place"
	"weft/internal/plan"
	"weft/internal/referral"
)

// world is a service with one link worker, one person with a case and an agreed goal,
// and one group that answers through our link.
type world struct {
	*testing.T
	ctx       context.Context
	d         *db.DB
	now       *clock.Manual
	s         *connection.Service
	people    *person.Service
	plans     *plan.Service
	consents  *consent.Service
	messages  *message.Service
	directory *directory.Service
	journey   *journey.Service
	cases     *caseload.Service
	service   org.ServiceID
	sam, lead authz.Actor
	dilys     person.ID
	choir     directory.ID
}

const choirEmail = "choir@example.org"

func newWorld(t *testing.T, d *db.DB, now *clock.Manual) *world {
	t.Helper()
	words, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	w := &world{T: t, ctx: context.Background(), d: d, now: now, messages: message.NewService(d, words, nil),
		consents: consent.NewService(d), cases: caseload.NewService(d, time.UTC), directory: directory.NewService(d, time.UTC, place.NewService(d))}
	w.people = person.NewService(d, time.UTC, w.messages)
	accounts := account.NewService(d)
	referrals := referral.NewService(d, time.UTC, "https://weft.example.org", w.people, w.consents, w.messages,
		pause.NewService(d, time.UTC, "https://weft.example.org", accounts, w.messages))
	w.plans = plan.NewService(d, time.UTC, w.cases)
	w.s = connection.NewService(d, time.UTC, "https://weft.example.org", connection.Parts{People: w.people, Accounts: accounts, Cases: w.cases,
		Plans: w.plans, Consents: w.consents, Messages: w.messages, Directory: w.directory})
	w.journey = journey.NewService(d, journey.Parts{People: w.people, Accounts: accounts, Referrals: referrals, Cases: w.cases,
		Contacts: contact.NewService(d, time.UTC, w.people, w.cases, referrals), Gaps: gap.NewService(d, w.cases), Consents: w.consents, Messages: w.messages})
	orgs, sys := org.New(d), authz.Program()
	host := must(orgs.Add(w.ctx, sys, org.NewOrganisation{Kind: "pcn", Name: "Aldermoor Network"}))(t)
	w.service = must(orgs.AddService(w.ctx, sys, org.NewService{Host: host, Name: "Aldermoor link workers", Phone: "01632 960200", Nation: clock.England}))(t)
	w.sam = w.staff(accounts, "Sam Okafor", authz.LinkWorker)
	w.lead = w.staff(accounts, "Ruth Calder", authz.TeamLead)
	rid := must(referrals.Create(w.ctx, w.lead, referral.New{Service: w.service, Source: "gp", ReferrerName: "Dr Marsh", Agreed: true,
		Reason: "Lonely since spring.", Person: dilys()}))(t)
	w.ok(referrals.Accept(w.ctx, w.lead, rid, 1))
	w.dilys = must(w.journey.Allocate(w.ctx, w.lead, rid, 2, w.sam.ID, ""))(t)
	must(w.plans.Save(w.ctx, w.sam, w.dilys, plan.New{Goals: []plan.Goal{{Words: "Sing with people again", Importance: 9, Confidence: 5}}}))(t)
	w.ok(w.plans.Agree(w.ctx, w.sam, w.dilys, 1, "At home"))
	w.choir = w.group("Aldermoor Community Choir", directory.Arrangement{ReferBy: directory.ByLink, ContactEmail: choirEmail})
	return w
}

func dilys() person.Details {
	return person.Details{Name: "Dilys Penhallow", Born: clock.Date{Year: 1952, Month: time.March, Day: 9}, Format: "large", Language: "cy",
		NHSNumber: "9990000018", Address: "4 Mill Row\nAldermoor", Postcode: "QZ1 1AA", AccessNote: "Stand where she can see you",
		Ways: []person.Way{{Kind: person.Phone, Value: "01632 960118", MayCall: true, MayLeave: true}}}
}

func (w *world) staff(accounts *account.Service, name string, role authz.Role) authz.Actor {
	w.Helper()
	acc := must(accounts.Create(w.ctx, authz.Program(), account.New{Name: name, Email: id.New[world]().String() + "@example.org"}))(w.T)
	w.ok(accounts.Assign(w.ctx, authz.Program(), acc.ID, role, w.service.String()))
	return authz.Actor{Kind: authz.Account, ID: acc.ID, Roles: []authz.Assignment{{Role: role, At: w.service.String()}}}
}

func (w *world) group(name string, by directory.Arrangement) directory.ID {
	w.Helper()
	return must(w.directory.Create(w.ctx, w.sam, directory.New{Name: name, Needs: []string{"loneliness"}, Live: true, Arrangement: by}))(w.T)
}

// goals are what Dilys agreed to.
func (w *world) goals() []plan.GoalID {
	w.Helper()
	l := must(w.plans.Current(w.ctx, w.sam, w.dilys))(w.T)
	var out []plan.GoalID
	for _, g := range l.Goals {
		out = append(out, g.ID)
	}
	return out
}

// asking is what Sam sends to the choir, everything ticked.
func (w *world) asking() connection.New {
	w.Helper()
	return connection.New{Group: w.choir, Kind: connection.Referral, Via: connection.ByLink, Need: "loneliness", Why: "She sang alto for forty years.",
		Share: connection.Share{Reach: true, Helps: true, Goals: w.goals(), Words: "A little shy at first."}, Ground: consent.Agreed, Agreed: true}
}

// sent asks the choir and returns the connection with the token of its link.
func (w *world) sent() (connection.ID, string) {
	w.Helper()
	cid := must(w.s.Send(w.ctx, w.sam, w.dilys, w.asking()))(w.T)
	return cid, w.token()
}

func (w *world) connection(cid connection.ID) connection.Connection {
	w.Helper()
	return must(w.s.ByID(w.ctx, w.sam, w.dilys, cid))(w.T)
}

// written returns what was written to a group about Dilys in this phrase, newest first.
func (w *world) written(phrase message.Phrase) []message.Message {
	w.Helper()
	var out []message.Message
	for _, m := range must(w.messages.ForPerson(w.ctx, authz.Program(), w.dilys.String(), 100))(w.T) {
		if m.Phrase == phrase {
			out = append(out, m)
		}
	}
	return out
}

// token returns the token of the newest link that was written to a group.
func (w *world) token() string {
	w.Helper()
	all := append(append(w.written(message.ConnectionCame), w.written(message.ConnectionChase)...), w.written(message.ConnectionRequest)...)
	if len(all) == 0 {
		w.Fatal("nothing was written to the group")
	}
	found := regexp.MustCompile(`https://weft\.example\.org/g/([A-Z2-7]+)`).FindStringSubmatch(all[0].Body)
	if found == nil {
		w.Fatalf("no link in %q", all[0].Body)
	}
	return found[1]
}

// code asks for a code and reads it in the group's mail.
func (w *world) code(token string) string {
	w.Helper()
	w.ok(w.s.SendCode(w.ctx, token))
	m := w.written(message.ConnectionCode)
	return regexp.MustCompile(`\d{6}`).FindString(m[0].Body)
}

// proof opens a link with its code.
func (w *world) proof(token string) string {
	w.Helper()
	return must(w.s.Open(w.ctx, token, w.code(token)))(w.T)
}

// change edits Dilys's record.
// died records that Dilys died, and nothing else: what ends with it is tested here.
func (w *world) died() {
	w.Helper()
	w.ok(w.d.Write(w.ctx, func(tx *db.Tx) error { return w.people.DiedTx(w.ctx, tx, authz.Program(), w.dilys, clock.Date{}) }))
}

func (w *world) change(edit func(*person.Details)) {
	w.Helper()
	d := dilys()
	edit(&d)
	c := must(w.people.ByID(w.ctx, w.sam, w.dilys))(w.T)
	w.ok(w.people.Update(w.ctx, w.sam, w.dilys, c.Version, d))
}

func (w *world) count(q string, args ...any) int {
	w.Helper()
	n := 0
	w.ok(w.d.Read(w.ctx, func(tx *db.Tx) (err error) {
		n, err = db.One(w.ctx, tx, db.Value[int], q, args...)
		return err
	}))
	return n
}

func (w *world) ok(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}
