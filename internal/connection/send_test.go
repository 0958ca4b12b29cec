package connection_test

import (
	"strings"
	"testing"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/connection"
	"weft/internal/consent"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/directory"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/message"
	"weft/internal/person"
)

func TestTheGroupIsAskedWithoutAWordAboutThePerson(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := newWorld(t, d, now)
		cid, token := w.sent()
		m := w.written(message.ConnectionRequest)
		if len(m) != 1 || m[0].Address != choirEmail || m[0].Channel != message.ByEmail {
			t.Fatalf("written: %+v", m)
		}
		for _, no := range []string{"Dilys", "Penhallow", "960118", "Sing", "lone"} {
			if strings.Contains(m[0].Subject+m[0].Body, no) {
				t.Errorf("the message has %q in it", no)
			}
		}
		c := w.connection(cid)
		if c.Status != connection.Sent || !c.Answered.IsZero() || c.Name != "Aldermoor Community Choir" || c.Basis == "" {
			t.Errorf("the connection: %+v", c)
		}
		if want := (clock.Date{Year: 2026, Month: 11, Day: 27}); c.ChaseOn != want {
			t.Errorf("chased on %s, want %s: five working days", c.ChaseOn, want)
		}
		if n := w.count(`select count(*) from connection_link where token_hash = $1`, token); n != 0 {
			t.Error("the token itself is stored")
		}
		if n := w.count(`select count(*) from connection_link where length(token_hash) = 64`); n != 1 {
			t.Errorf("%d hashes are stored", n)
		}
		if n := w.count(`select count(*) from audit_event where action = 'connection.send' and person = $1`, w.dilys); n != 1 {
			t.Errorf("%d events", n)
		}
	})
}

func TestNothingIsSharedWithoutARecordedBasis(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := newWorld(t, d, now)
		tries := 0
		for _, via := range connection.Vias() {
			for _, ground := range []consent.Ground{"", consent.Agreed, consent.BestInterests, consent.LegalDuty, "because"} {
				for _, agreed := range []bool{false, true} {
					for _, words := range []string{"", "Her daughter decided with us: she cannot weigh it up."} {
						in := w.asking()
						in.Via, in.Ground, in.Agreed, in.GroundWords = via, ground, agreed, words
						in.Group, in.Name = w.group("Group "+via.Words(), directory.Arrangement{ReferBy: directory.ByLink, ContactEmail: choirEmail}), ""
						covered := ground == consent.Agreed && agreed || (ground == consent.BestInterests || ground == consent.LegalDuty) && words != ""
						_, err := w.s.Send(w.ctx, w.sam, w.dilys, in)
						if (err == nil) != (covered || via == connection.ByPerson) {
							t.Errorf("%s, %q, agreed %v, words %q: %v", via, ground, agreed, words, err)
						}
						tries++
					}
				}
			}
		}
		if n := w.count(`select count(*) from connection c where c.shared <> '' and not exists (select 1 from consent k where k.id = c.basis
			and k.target = c.id and k.scope = 'group' and k.answer = 'yes' and k.person = c.person)`); n != 0 {
			t.Errorf("%d connections shared something without a basis", n)
		}
		if n := w.count(`select count(*) from connection where via = 'by_person' and (shared <> '' or basis is not null)`); n != 0 {
			t.Errorf("%d connections by the person shared something", n)
		}
		if n := w.count(`select count(*) from connection where shared <> ''`); n < 12 || tries != 100 {
			t.Errorf("only %d shared in %d tries: this proves nothing", n, tries)
		}
	})
}

func TestTheGroupSeesExactlyWhatWasSharedAndNoMore(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := newWorld(t, d, now)
		before := must(w.s.Preview(w.ctx, w.sam, w.dilys, w.asking()))(t)
		cid, token := w.sent()
		w.change(func(d *person.Details) { d.Name, d.AccessNote = "Somebody Else", "Changed since" })
		seen := must(w.s.Details(w.ctx, token, w.proof(token)))(t)
		if seen.Text != before.Text || seen.Text != w.connection(cid).Shared {
			t.Errorf("previewed %q, kept %q, seen %q", before.Text, w.connection(cid).Shared, seen.Text)
		}
		want := "First name: Dilys\nHow to reach Dilys: Ring 01632 960118.\nWhat helps: Speaks Welsh. Large print letters. Stand where she can see you.\n" +
			"In Dilys’s words: “Sing with people again”\nFrom Sam, Aldermoor link workers: A little shy at first."
		if seen.Text != want {
			t.Errorf("the group sees\n%s\nwant\n%s", seen.Text, want)
		}
		for _, no := range []string{"Penhallow", "1952", "999", "Mill Row", "QZ1", "lonel", "Lonely since", "forty years"} {
			if strings.Contains(seen.Text, no) {
				t.Errorf("the group sees %q", no)
			}
		}
	})
}

func TestWhatIsNotTickedIsNotShared(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := newWorld(t, d, now)
		in := w.asking()
		in.Share = connection.Share{}
		cid := must(w.s.Send(w.ctx, w.sam, w.dilys, in))(t)
		if got := w.connection(cid).Shared; got != "First name: Dilys" {
			t.Errorf("shared %q", got)
		}
	})
}

func TestSafeContactGoesThroughUs(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := newWorld(t, d, now)
		w.change(func(d *person.Details) { d.SafeContact = true })
		p := must(w.s.Preview(w.ctx, w.sam, w.dilys, w.asking()))(t)
		if !p.Through || strings.Contains(p.Text, "960118") || !strings.Contains(p.Text, "Ring Aldermoor link workers on 01632 960200") {
			t.Errorf("the preview says %q", p.Text)
		}
		in := w.asking()
		in.Share.Words = "You can ring her on 01632-960 118."
		_, err := w.s.Send(w.ctx, w.sam, w.dilys, in)
		if f := errs.FieldsOf(err); len(f) != 1 || f[0].Code != "connection.reveals" {
			t.Errorf("a number that must stay hidden: %v", err)
		}
	})
}

func TestAHiddenAddressStaysHiddenEvenInWords(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := newWorld(t, d, now)
		w.change(func(d *person.Details) {
			d.HiddenAddress = true
			d.Ways = []person.Way{{Kind: person.Place, Value: "the bench at Lower Quay, mornings", MayCall: true}, d.Ways[0]}
		})
		p := must(w.s.Preview(w.ctx, w.sam, w.dilys, w.asking()))(t)
		if strings.Contains(p.Text, "Quay") || strings.Contains(p.Text, "Mill Row") || !strings.Contains(p.Text, "960118") {
			t.Errorf("the preview says %q", p.Text)
		}
		for _, words := range []string{"She lives at 4, Mill Row.", "Her door is in qz11aa.", "Find her on the bench at Lower Quay, mornings"} {
			in := w.asking()
			in.Share.Words = words
			if _, err := w.s.Send(w.ctx, w.sam, w.dilys, in); !errs.Is(err, errs.Invalid) {
				t.Errorf("%q was shared: %v", words, err)
			}
		}
		if n := w.count(`select count(*) from connection`) + w.count(`select count(*) from consent where scope = 'group'`); n != 0 {
			t.Errorf("%d rows stayed of what was refused", n)
		}
	})
}

func TestTheSameFormSendsOnce(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := newWorld(t, d, now)
		in := w.asking()
		in.Key = "one key"
		first := must(w.s.Send(w.ctx, w.sam, w.dilys, in))(t)
		again := must(w.s.Send(w.ctx, w.sam, w.dilys, in))(t)
		if first != again || w.count(`select count(*) from connection`) != 1 || len(w.written(message.ConnectionRequest)) != 1 {
			t.Errorf("sent %s and %s", first, again)
		}
		in.Key = "another"
		if _, err := w.s.Send(w.ctx, w.sam, w.dilys, in); errs.CodeOf(err) != "connection.already_asked" {
			t.Errorf("asked twice: %v", err)
		}
	})
}

func TestWhatCannotBeSentIsRefusedAndSaysWhy(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := newWorld(t, d, now)
		quiet := w.group("Chess at the library", directory.Arrangement{})
		shut := w.group("Last year's fair", directory.Arrangement{ReferBy: directory.ByLink, ContactEmail: choirEmail})
		e := must(w.directory.ByID(w.ctx, w.sam, shut))(t)
		w.ok(w.directory.Move(w.ctx, w.sam, shut, e.Version, directory.Closed))
		cases := map[string]struct {
			change func(*connection.New)
			code   string
		}{
			"no contact":  {func(n *connection.New) { n.Group = quiet }, "connection.no_registered_contact"},
			"closed":      {func(n *connection.New) { n.Group = shut }, "connection.group_closed"},
			"nameless":    {func(n *connection.New) { n.Group = "" }, "connection.name_missing"},
			"no way":      {func(n *connection.New) { n.Via = "pigeon" }, "connection.via_missing"},
			"no kind":     {func(n *connection.New) { n.Kind = "" }, "connection.kind_missing"},
			"odd need":    {func(n *connection.New) { n.Need = "gold" }, "referral.need_unknown"},
			"much":        {func(n *connection.New) { n.Share.Words = strings.Repeat("a", 2001) }, "form.too_long"},
			"not agreed":  {func(n *connection.New) { n.Agreed = false }, "connection.agreement_missing"},
			"stale goals": {func(n *connection.New) { n.Share.Goals[0] = "019aa000-0000-7000-8000-000000000000" }, "form.changed_meanwhile"},
		}
		for name, k := range cases {
			in := w.asking()
			k.change(&in)
			_, err := w.s.Send(w.ctx, w.sam, w.dilys, in)
			code := errs.CodeOf(err)
			if f := errs.FieldsOf(err); len(f) > 0 {
				code = f[0].Code
			}
			if code != k.code {
				t.Errorf("%s: %v, want %s", name, err, k.code)
			}
		}
		w.died()
		if _, err := w.s.Send(w.ctx, w.sam, w.dilys, w.asking()); errs.CodeOf(err) != "connection.person_died" {
			t.Errorf("after a death: %v", err)
		}
	})
}

func TestByPhoneNoMessageGoesAndAGroupOutsideTheDirectoryWillDo(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := newWorld(t, d, now)
		in := w.asking()
		in.Group, in.Name, in.Via = "", "Mrs Ellery's Friday table", connection.ByPhone
		cid := must(w.s.Send(w.ctx, w.sam, w.dilys, in))(t)
		c := w.connection(cid)
		if len(w.written(message.ConnectionRequest)) != 0 || w.count(`select count(*) from connection_link`) != 0 {
			t.Error("a message went")
		}
		if c.Status != connection.Sent || c.Name != "Mrs Ellery's Friday table" || !c.Group.IsZero() || !strings.HasPrefix(c.Shared, "First name: Dilys") {
			t.Errorf("the connection: %+v", c)
		}
	})
}

func TestWhatWasLookedAtIsKeptWithItsReason(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := newWorld(t, d, now)
		lunch := w.group("Lunch club", directory.Arrangement{})
		no := []connection.Option{{Group: lunch, WhyNot: "access", Words: "too many stairs"}}
		w.ok(w.s.Options(w.ctx, w.sam, w.dilys, "k", no))
		w.ok(w.s.Options(w.ctx, w.sam, w.dilys, "k", no))
		now.Advance(1)
		w.sent()
		got := must(w.s.Looked(w.ctx, w.sam, w.dilys))(t)
		if len(got) != 2 {
			t.Fatalf("looked at %+v", got)
		}
		byName := map[string]connection.Option{got[0].Name: got[0], got[1].Name: got[1]}
		if o := byName["Lunch club"]; o.Chosen || o.WhyNot != "access" || o.Words != "too many stairs" || o.By != w.sam.ID {
			t.Errorf("not chosen: %+v", o)
		}
		if o := byName["Aldermoor Community Choir"]; !o.Chosen || o.Group != w.choir {
			t.Errorf("chosen: %+v", o)
		}
		err := w.s.Options(w.ctx, w.sam, w.dilys, "", []connection.Option{{Group: lunch}})
		if f := errs.FieldsOf(err); len(f) != 1 || f[0].Code != "connection.why_not_missing" {
			t.Errorf("without a reason: %v", err)
		}
	})
}

func TestAnotherWorkersPersonIsNotThere(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := newWorld(t, d, now)
		cid, _ := w.sent()
		other := authz.Actor{Kind: authz.Account, ID: "019aa000-0000-7000-8000-000000000001", Roles: []authz.Assignment{{Role: authz.LinkWorker, At: w.service.String()}}}
		if _, err := w.s.ByID(w.ctx, other, w.dilys, cid); !errs.Is(err, errs.NotFound) {
			t.Errorf("ByID: %v", err)
		}
		if _, err := w.s.Send(w.ctx, other, w.dilys, w.asking()); !errs.Is(err, errs.NotFound) {
			t.Errorf("Send: %v", err)
		}
		if err := w.s.Stop(w.ctx, other, w.dilys, cid, 1, ""); !errs.Is(err, errs.NotFound) {
			t.Errorf("Stop: %v", err)
		}
		if all, err := w.s.ForPerson(w.ctx, other, w.dilys); err != nil || len(all) != 0 {
			t.Errorf("ForPerson: %v, %v", all, err)
		}
		if all, err := w.s.ForPerson(w.ctx, w.lead, w.dilys); err != nil || len(all) != 1 {
			t.Errorf("the lead reads %v, %v", all, err)
		}
	})
}

// What was shared says who somebody is and how to reach them.
func TestWhatWasSharedOfARestrictedRecordIsHeldBackFromTheSupervisor(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := newWorld(t, d, now)
		cid, _ := w.sent()
		supervisor := authz.Actor{Kind: authz.Account, ID: id.New[authz.Actor](), Roles: []authz.Assignment{{Role: authz.GPSupervisor, At: w.sam.ID.String()}}}
		for _, restricted := range []bool{false, true} {
			w.change(func(d *person.Details) { d.Restricted = restricted })
			list, err := w.s.ForPerson(w.ctx, supervisor, w.dilys)
			one, oneErr := w.s.ByID(w.ctx, supervisor, w.dilys, cid)
			if err != nil || oneErr != nil || len(list) != 1 || (list[0].Shared == "") != restricted || (one.Shared == "") != restricted {
				t.Errorf("restricted %v: %+v %+v %v %v", restricted, list, one, err, oneErr)
			}
			if w.connection(cid).Shared == "" {
				t.Errorf("restricted %v: the worker no longer reads it", restricted)
			}
		}
	})
}
