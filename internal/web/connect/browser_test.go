package connect_test

import (
	"context"
	"net/url"
	"strings"
	"testing"
	"time"

	"weft/internal/authz"
	"weft/internal/browser"
	"weft/internal/clock"
	"weft/internal/connection"
	"weft/internal/dbtest"
	"weft/internal/fixture"
	"weft/internal/message"
)

// TestEveryPageAboutGroupsIsAccessible looks at each shape of these pages, and of the
// group's and the directory's, on a wide and on a narrow screen.
func TestEveryPageAboutGroupsIsAccessible(t *testing.T) {
	t.Parallel()
	now := clock.NewManual(dbtest.Now())
	s := newScene(t, dbtest.SQLite(t, now), now, nil)
	s.sent()
	c := s.connections()[0]
	ctx := context.Background()
	s.ok(s.Connections.Options(ctx, s.th.Worker, s.th.Person, "", []connection.Option{{Group: s.groups["Lunch Club"], WhyNot: "cost"}}))
	l, err := s.Connections.NewLink(ctx, s.th.Worker, s.th.Person, c.ID)
	s.ok(err)
	token := strings.TrimPrefix(l.Address, fixture.Base)
	at, choir := s.path+"/connections/"+c.ID.String(), "/directory/"+s.groups["Community Choir"].String()
	pages := []string{s.path + "/connect", s.path + "/connect?q=zeppelin&need=", s.choir(), s.path + "/connect/other", s.path + "/connections",
		at + "/reply", at + "/came", at + "/stop", "/directory?need=loneliness", "/directory?near=nowhere", "/directory/new", choir, choir + "/edit"}
	b := browser.Start(t)
	for _, width := range []int{320, 1280} {
		worker := b.NewTab(t, browser.Options{Width: width, JS: width == 320})
		worker.Goto(s.URL + "/webtest/" + s.th.Worker.ID.String())
		for _, p := range pages {
			worker.Goto(s.URL + p)
			look(t, worker, width)
		}
		group := b.NewTab(t, browser.Options{Width: width})
		group.Goto(s.URL + token)
		look(t, group, width)
		now.Advance(2 * time.Minute)
		group.Click("Send me the code")
		group.Submit() // nothing typed
		look(t, group, width)
		group.Fill("Code", s.code())
		group.Click("See the details")
		look(t, group, width)
		for _, a := range connection.Answers() {
			group.Goto(s.URL + token + "/answer?a=" + url.QueryEscape(string(a)))
			look(t, group, width)
		}
		group.Goto(s.URL + token + "/thanks")
		look(t, group, width)
		group.Goto(s.URL + "/g/NOSUCH")
		look(t, group, width)
		now.Advance(20 * time.Minute) // the code just used is over for the next screen
	}
}

func look(t *testing.T, tab *browser.Tab, width int) {
	t.Helper()
	tab.Accessible()
	tab.NoHorizontalScroll()
	if width == 320 {
		for _, small := range tab.SmallTargets(44) {
			t.Errorf("%s: %s is lower than 44 px", tab.URL(), small)
		}
	}
}

// code reads the newest code in the group's mail.
func (s scene) code() string {
	s.Helper()
	all, err := s.Messages.Outbox(context.Background(), authz.Program(), message.Filter{})
	s.ok(err)
	for _, m := range all {
		if m.Phrase == message.ConnectionCode {
			return strings.TrimSuffix(strings.Fields(strings.SplitAfter(m.Body, "code is ")[1])[0], ".")
		}
	}
	s.Fatal("no code was sent")
	return ""
}
