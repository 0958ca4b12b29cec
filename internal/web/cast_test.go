package web_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"weft/internal/authz"
	"weft/internal/call"
	"weft/internal/connection"
	"weft/internal/consent"
	"weft/internal/contact"
	"weft/internal/directory"
	"weft/internal/due"
	"weft/internal/family"
	"weft/internal/fixture"
	"weft/internal/id"
	"weft/internal/message"
	"weft/internal/org"
	"weft/internal/pause"
	"weft/internal/person"
	"weft/internal/plan"
	"weft/internal/support"
	"weft/internal/telling"
	"weft/internal/vocabulary"
	"weft/internal/waiting"
	"weft/internal/webtest"
)

// town is one person with a case in which everything has happened once, a second
// referral that waits, and everyone who stands to them in some way.
type town struct {
	*webtest.Site
	fixture.Thread
	cast  map[string]authz.Actor
	fresh fixture.Thread // submitted, at the same service and from the same practice
	names map[string]string
}

// roles are those of the fixture who use a browser.
func roles() []string {
	return slices.DeleteFunc(fixture.Roles(), func(r string) bool { return r == "link" })
}

func newTown(t *testing.T, s *webtest.Site) town {
	t.Helper()
	w := town{Site: s, Thread: s.Case(t, called("Mererid Lloyd"))}
	w.cast = s.Cast(t, w.Thread)
	w = w.furnish(t)
	w.house(t)
	return w
}

// house changes what the service keeps for itself: a post, a word, a due time.
func (w town) house(t *testing.T) {
	t.Helper()
	ctx, program, s := t.Context(), authz.Program(), w.Site
	need := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	post, err := s.Orgs.AddPost(ctx, program, "", org.Post{Service: w.Service.ID, Title: "Link worker", Employer: w.From.ID, Hours: 30, Starts: s.Today()})
	need(err)
	w.names["post"] = post.String()
	need(s.Lists.Reword(ctx, w.Lead, vocabulary.Input{List: vocabulary.NeedList, Code: "money", Service: w.Service.ID.String(), En: "Making ends meet",
		Cy: "Cael dau ben llinyn ynghyd", Starts: s.Today()}))
	book, err := s.Lists.Book(ctx)
	need(err)
	w.names["words"] = book.History(vocabulary.NeedList, "money", w.Service.ID.String())[0].ID.String()
	need(s.Due.Change(ctx, w.Lead, due.Input{Code: due.FirstTry, Service: w.Service.ID, Amount: 3, Unit: due.WorkingDays, Starts: s.Today()}))
	times, err := s.Due.Book(ctx)
	need(err)
	w.names["due"] = times.History(due.FirstTry, w.Service.ID)[0].ID.String()
}

// furnish lets everything happen once to the person of the town.
func (w town) furnish(t *testing.T) town {
	t.Helper()
	ctx, program, s := t.Context(), authz.Program(), w.Site
	w.fresh = s.Referral(t, fixture.At(w.Service), fixture.From(w.From), fixture.By(w.Referrer), fixture.LedBy(w.Lead), called("Osian Trew"))
	need := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	kid, err := s.Contacts.Record(ctx, w.Worker, w.Person, contact.New{How: contact.ByPhone, Outcome: contact.Spoke, Note: "Likes roses."})
	need(err)
	_, err = s.Plans.Save(ctx, w.Worker, w.Person, plan.New{Goals: []plan.Goal{{Words: "Sing again", Actions: []plan.Action{{Words: "Ask the choir", Owner: plan.ByWorker, Status: plan.ToDo}}}}})
	need(err)
	l, err := s.Plans.Current(ctx, w.Worker, w.Person)
	need(err)
	gid, err := s.Services.Directory.Create(ctx, w.Worker, directory.New{Name: "Community Choir", Needs: []string{"loneliness"}, Live: true,
		Arrangement: directory.Arrangement{ReferBy: directory.ByLink, ContactEmail: "choir@example.org"}})
	need(err)
	nid, err := s.Services.Connections.Send(ctx, w.Worker, w.Person, connection.New{Group: gid, Kind: connection.Referral, Via: connection.ByLink,
		Need: "loneliness", Share: connection.Share{Reach: true}, Ground: consent.Agreed, Agreed: true})
	need(err)
	concerns, err := s.Safety.List(ctx, w.cast["safeguarding"])
	need(err)
	outbox, err := s.Messages.Outbox(ctx, program, message.Filter{})
	need(err)
	w.names = map[string]string{"person": w.Person.String(), "contact": kid.String(), "action": l.Goals[0].Actions[0].ID.String(), "goal": l.Goals[0].ID.String(), "plan": l.ID.String(), "supporter": w.megan(t).ID.String(), "group": gid.String(),
		"connection": nid.String(), "concern": concerns[0].ID.String(), "message": outbox[0].ID.String(), "letter": aLetter(t, w), "support": aSupportLetter(t, w), "referral": w.fresh.Referral.ID.String(),
		"org": w.From.ID.String(), "service": w.Service.ID.String(), "account": w.cast["volunteer"].ID.String(), "known": w.Person.String()}
	w.wayIn(t, gid)
	tip, err := s.Services.Directory.Tip(ctx, w.Worker, gid, "Use the side door", "")
	need(err)
	rang, err := s.Calls.Note(ctx, w.Worker, w.Service.ID, call.New{Who: "A man about the damp"})
	need(err)
	w.names["call"] = rang.String()
	w.names["reflection"] = reflection(t, s, w.Worker)
	w.names["tip"], w.names["worker"] = tip.String(), w.Worker.ID.String()
	w.names["assignment"] = s.Account(t, w.cast["volunteer"]).Roles[0].ID.String()
	need(w.addFamily(t))
	w.gates(t)
	return w
}

// gates adds somebody who waits and is offered, somebody who is ready, and two pauses.
func (w town) gates(t *testing.T) {
	t.Helper()
	ctx, s := t.Context(), w.Site
	need := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	asked, err := s.Pauses.Ask(ctx, w.Worker, w.Service.ID, "", pause.Terms{})
	need(err)
	running, err := s.Referrals.Pause(ctx, w.Lead, w.Service.ID, "", pause.Terms{Kind: pause.OfSource, Source: "fire"})
	need(err)
	list := s.Referral(t, fixture.At(w.Service), fixture.From(w.From), fixture.By(w.Referrer), fixture.LedBy(w.Lead), fixture.Accepted(), called("Wren Waits"))
	need(s.Waiting.Start(ctx, w.Lead, list.Referral.ID, list.Referral.Version, "", waiting.Placing{}))
	need(s.Waiting.Offer(ctx, w.Lead, list.Referral.ID, 1, w.Worker.ID, "Likes gardens."))
	entry, err := s.Waiting.ByReferral(ctx, w.Lead, list.Referral.ID)
	need(err)
	ready := s.Referral(t, fixture.At(w.Service), fixture.From(w.From), fixture.By(w.Referrer), fixture.LedBy(w.Lead), fixture.Accepted(), called("Rhys Ready"))
	w.names["waits"], w.names["offer"], w.names["ready"] = list.Referral.ID.String(), entry.Offer.ID.String(), ready.Referral.ID.String()
	w.names["pause"], w.names["running"] = asked.String(), running.String()
}

// addFamily is somebody round the person, a link and an asking for another worker.
func (w town) addFamily(t *testing.T) error {
	ctx, f := t.Context(), w.Family
	rid, err := f.Add(ctx, w.Worker, w.Person, family.New{Name: "Gwen", Mention: family.MentionSafe})
	if err != nil {
		return err
	}
	if err := f.Link(ctx, w.Lead, w.Person, rid, w.fresh.Person, "", family.Both{Person: consent.Yes, Other: consent.Yes}); err != nil {
		return err
	}
	links, err := f.Links(ctx, w.Lead, w.Person)
	if err != nil {
		return err
	}
	if err := f.AskChange(ctx, w.cast["office"], w.Person, "", ""); err != nil {
		return err
	}
	asked, err := f.Changes(ctx, w.Lead)
	w.names["related"], w.names["link"], w.names["change"] = rid.String(), links[0].ID.String(), asked[0].ID.String()
	return err
}

// called gives the person a name that nobody on the staff has.
func called(name string) fixture.Option {
	return fixture.Who(func(d *person.Details) { d.Name = name })
}

// fill puts ids into an address or a body.
func (w town) fill(s string) string {
	for name, v := range w.names {
		s = strings.ReplaceAll(s, "<"+name+">", v)
	}
	return s
}

// emptied is an address of the same shape whose records do not exist.
func (w town) emptied(s string) string {
	for name := range w.names {
		s = strings.ReplaceAll(s, "<"+name+">", id.New[town]().String())
	}
	return s
}

// clients returns a browser for each of roles.
func (w town) clients(t *testing.T) map[string]*webtest.Client {
	t.Helper()
	out := map[string]*webtest.Client{"public": w.Nobody(t)}
	for i, r := range roles() {
		if r != "public" {
			out[r] = w.As(t, w.cast[r])
		}
		out[r].From = fmt.Sprintf("192.0.2.%d", i+1) // one role's wrong guesses are not another's
	}
	return out
}

// reflection is one that somebody wrote about themself.
func reflection(t *testing.T, s *webtest.Site, a authz.Actor) string {
	t.Helper()
	if err := s.Contacts.Reflect(t.Context(), a, "", "I was tired."); err != nil {
		t.Fatal(err)
	}
	own, err := s.Contacts.Reflections(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	return own[0].ID.String()
}

// megan is on the person's side.
func (w town) megan(t *testing.T) plan.Supporter {
	t.Helper()
	if err := w.Plans.KeepSupporter(t.Context(), w.Worker, w.Person, plan.NewSupporter{Name: "Megan"}); err != nil {
		t.Fatal(err)
	}
	list, err := w.Plans.Supporters(t.Context(), w.Worker, w.Person)
	if err != nil {
		t.Fatal(err)
	}
	return list[0]
}

// aSupportLetter was made for the person of the town.
func aSupportLetter(t *testing.T, w town) string {
	t.Helper()
	lid, err := w.Site.House.Support.Make(t.Context(), w.Worker, w.Person, support.New{Facts: []string{support.Since}, Agreed: true})
	if err != nil {
		t.Fatal(err)
	}
	return lid.String()
}

// aLetter waits to be printed for the person of the town.
func aLetter(t *testing.T, w town) string {
	t.Helper()
	letter, err := w.Telling.Send(t.Context(), w.Worker, w.Person, telling.New{Channel: message.ByLetter, Phrase: message.TriedToReach})
	if err != nil {
		t.Fatal(err)
	}
	return letter.String()
}
