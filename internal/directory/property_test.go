package directory_test

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/directory"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/hsds"
	"weft/internal/message"
)

// shelf is a directory with a few entries of its own and one feed, by a reckoning of its
// own.
type shelf struct {
	x       *fixture.House
	ask     *directory.Asker
	cast    map[string]authz.Actor
	entries []*book
}

// book is what the model knows of one entry. said is what its feed said the last time;
// empty when it was entered here.
type book struct {
	id      directory.ID
	name    string
	status  directory.Status
	said    directory.Status
	checked clock.Date
	full    bool
}

// present is the state as everybody reads it.
func (s *shelf) present(b *book) directory.Status {
	if b.status == directory.Live && (b.checked.IsZero() || s.x.Today().DaysSince(b.checked) >= 180) {
		return directory.Stale
	}
	return b.status
}

// Whatever is tried in whatever order by whomever: an entry goes where the table says or
// the step is a Conflict that names its state; the public finds what is live and nothing
// else; an import never undoes what we chose; and a group is asked only while it is live.
func TestNoOrderOfStepsBreaksAnEntry(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		start, s := h.Now.Now(), h.Service(t)
		cast := map[string]authz.Actor{"worker": h.Worker(t, s), "lead": h.Lead(t, s), "referrer": h.Referrer(t, h.Practice(t)), "nobody": authz.Nobody(),
			"group": h.Staff(t, authz.GroupMember, "00000000-0000-7000-8000-000000000009")}
		feed, err := fed(h)
		if err != nil {
			t.Fatal(err)
		}
		rapid.Check(t, fixture.Some(40, func(rt *rapid.T) {
			h.Now.Set(start)
			h.Undone(t, func(x *fixture.House) {
				w := &shelf{x: x, cast: cast, ask: directory.NewAsker(x.Groups, x.Messages, fixture.Base)}
				for _, b := range feed {
					w.entries = append(w.entries, &b)
				}
				for range rapid.IntRange(4, 14).Draw(rt, "steps") {
					w.step(rt)
					w.hold(rt)
				}
			})
		}))
		h.Now.Set(start)
	})
}

// fed brings in the feed for the first time: two entries that it calls open.
func fed(h *fixture.House) ([]book, error) {
	ctx := context.Background()
	if _, err := h.Groups.Import(ctx, authz.Program(), whole(group(1, "Tea Choir", ""), group(2, "Lunch Club", "")), nil); err != nil {
		return nil, err
	}
	var out []book
	for _, name := range []string{"Tea Choir", "Lunch Club"} {
		page, err := h.Groups.Search(ctx, directory.Filter{Words: name})
		if err != nil {
			return nil, err
		}
		out = append(out, book{id: page.Hits[0].ID, name: name, status: directory.Live, said: directory.Live})
	}
	return out, nil
}

func (s *shelf) step(rt *rapid.T) {
	ctx := context.Background()
	what := rapid.SampledFrom([]string{"create", "move", "move", "move", "move", "touch", "import", "import", "ask", "still right", "still right", "later"}).Draw(rt, "what")
	switch {
	case what == "later":
		s.x.Now.Advance(time.Duration(rapid.SampledFrom([]int{1, 45, 90, 180}).Draw(rt, "days")) * 24 * time.Hour)
	case what == "import":
		s.bring(rt)
	case what == "create" && len(s.entries) < 5:
		s.create(rt)
	case what == "ask":
		if err := s.ask.AskGroups(ctx); err != nil {
			rt.Fatal(err)
		}
	case what == "still right":
		s.stillRight(rt)
	case what == "touch":
		s.touch(rt)
	case what == "move":
		s.move(rt)
	}
}

func (s *shelf) create(rt *rapid.T) {
	b := &book{name: "Entry " + string(rune('A'+len(s.entries))), status: directory.Draft}
	in := directory.New{Name: b.name, Needs: []string{"loneliness"}, Live: rapid.Bool().Draw(rt, "live"),
		Arrangement: directory.Arrangement{ContactEmail: strings.ToLower(b.name[6:]) + "@example.org"}}
	if in.Live {
		b.status = directory.Live
	}
	var err error
	if b.id, err = s.x.Groups.Create(context.Background(), s.cast["worker"], in); err != nil {
		rt.Fatal(err)
	}
	s.entries = append(s.entries, b)
}

// bring imports the feed, in which one entry is open, suspended, closed or gone.
func (s *shelf) bring(rt *rapid.T) {
	says := rapid.SampledFrom([]hsds.Status{hsds.Active, hsds.Inactive, hsds.TemporarilyClosed, "gone", "gone"}).Draw(rt, "says")
	src := whole(group(2, "Lunch Club", ""))
	if says != "gone" {
		g := group(1, "Tea Choir", "")
		g.Status = says
		src = whole(g, group(2, "Lunch Club", ""))
	}
	if _, err := s.x.Groups.Import(context.Background(), authz.Program(), src, nil); err != nil {
		rt.Fatal(err)
	}
	said := map[hsds.Status]directory.Status{hsds.Active: directory.Live, hsds.Inactive: directory.Closed, hsds.TemporarilyClosed: directory.Suspended,
		"gone": directory.Closed}[says]
	b := s.entries[0]
	ours := b.status != b.said
	if says == "gone" && (ours || b.status == directory.Closed) {
		return // what we chose stays, and the feed has said nothing
	}
	b.said = said
	if !ours {
		b.status = said
	}
}

func (s *shelf) move(rt *rapid.T) {
	b := rapid.SampledFrom(append(s.entries[:1:1], s.entries...)).Draw(rt, "entry")
	who := rapid.SampledFrom([]string{"worker", "worker", "worker", "lead", "referrer", "group", "nobody"}).Draw(rt, "who")
	to := rapid.SampledFrom(directory.Statuses()).Draw(rt, "to")
	e, ctx := s.read(rt, b), context.Background()
	stale := rapid.IntRange(0, 7).Draw(rt, "stale") == 0
	v := e.Version
	if stale {
		v--
	}
	rows := s.x.Number(rt, `select count(*) from audit_event`)
	err := s.x.Groups.Move(ctx, s.cast[who], b.id, v, to)
	now := s.present(b)
	legal := map[directory.Status][]directory.Status{
		directory.Draft: {directory.Verified, directory.Live, directory.Closed}, directory.Verified: {directory.Live, directory.Draft, directory.Closed},
		directory.Live: {directory.Suspended, directory.Closed}, directory.Stale: {directory.Suspended, directory.Closed},
		directory.Suspended: {directory.Live, directory.Closed}, directory.Closed: {directory.Draft, directory.Live}}
	want := ""
	switch {
	case who == "nobody":
		want = "auth.sign_in"
	case who == "referrer" || who == "group":
		want = "auth.forbidden"
	case !slices.Contains(legal[now], to):
		want = "directory.is_" + string(now)
	case stale:
		want = "form.changed_meanwhile"
	}
	wrote := s.x.Number(rt, `select count(*) from audit_event`) - rows
	if got := errs.CodeOf(err); got != want && !(who == "nobody" && errs.KindOf(err) == errs.Unauthenticated) || (wrote == 1) != (err == nil) {
		rt.Fatalf("%s from %s to %s by %s: %v, want %q; %d recorded", b.name, now, to, who, err, want, wrote)
	}
	if err == nil {
		b.status = to
	}
}

// touch says that an entry is right, full, or has room again.
func (s *shelf) touch(rt *rapid.T) {
	b, ctx := rapid.SampledFrom(s.entries).Draw(rt, "entry"), context.Background()
	who, what := rapid.SampledFrom([]string{"worker", "lead", "referrer", "group"}).Draw(rt, "who"), rapid.SampledFrom([]string{"confirm", "full", "room"}).Draw(rt, "what")
	var err error
	switch what {
	case "confirm":
		err = s.x.Groups.Confirm(ctx, s.cast[who], b.id, "")
	case "full":
		err = s.x.Groups.SetFull(ctx, s.cast[who], b.id, clock.Date{}, "")
	default:
		err = s.x.Groups.Reopen(ctx, s.cast[who], b.id, "")
	}
	want := map[string]string{"referrer": "auth.forbidden", "group": "directory.not_found"}[who]
	if errs.CodeOf(err) != want {
		rt.Fatalf("%s of %s by %s: %v, want %q", what, b.name, who, err, want)
	}
	switch {
	case want != "":
	case what == "confirm":
		b.checked = s.x.Today()
	default:
		b.full = what == "full"
	}
}

// stillRight opens a link that was written to a group, whether or not it still works.
func (s *shelf) stillRight(rt *rapid.T) {
	all, err := s.x.Messages.Outbox(context.Background(), authz.Program(), message.Filter{})
	if err != nil {
		rt.Fatal(err)
	}
	for _, m := range all {
		found := regexp.MustCompile(`/group/entry/([A-Z2-7]+)`).FindStringSubmatch(m.Body)
		if found == nil {
			continue
		}
		i := slices.IndexFunc(s.entries, func(b *book) bool { return m.Address == strings.ToLower(b.name[6:])+"@example.org" })
		if s.entries[i].status == directory.Live && rapid.Bool().Draw(rt, "another") {
			continue
		}
		b, answered := s.entries[i], s.x.Number(rt, `select count(*) from directory_ask where answered is not null`)
		err := s.ask.StillRight(context.Background(), found[1])
		if b.status != directory.Live && err == nil || err != nil && errs.CodeOf(err) != "directory.ask_ended" {
			rt.Fatalf("%s is %s, and its link says %v", b.name, b.status, err)
		}
		if more := s.x.Number(rt, `select count(*) from directory_ask where answered is not null`) - answered; (more == 1) != (err == nil) {
			rt.Fatalf("%d answered: %v", more, err)
		}
		if err == nil {
			b.checked = s.x.Today()
		}
		return
	}
}

func (s *shelf) read(rt *rapid.T, b *book) directory.Entry {
	e, err := s.x.Groups.ByID(context.Background(), s.cast["worker"], b.id)
	if err != nil {
		rt.Fatalf("%s: %v", b.name, err)
	}
	return e
}

// hold is what is true at any time.
func (s *shelf) hold(rt *rapid.T) {
	ctx := context.Background()
	count := map[directory.Status]int{}
	for _, b := range s.entries {
		e, now := s.read(rt, b), s.present(b)
		count[now]++
		if e.Status != now || e.Checked != b.checked || e.Full != b.full {
			rt.Fatalf("%s is %s, checked %s, full %v; want %s, %s, %v", b.name, e.Status, e.Checked, e.Full, now, b.checked, b.full)
		}
		page, err := s.x.Groups.Search(ctx, directory.Filter{Words: b.name})
		if err != nil {
			rt.Fatal(err)
		}
		found := slices.ContainsFunc(page.Hits, func(h directory.Hit) bool { return h.ID == b.id })
		_, perr := s.x.Groups.ByID(ctx, s.cast["nobody"], b.id)
		if open := b.status == directory.Live; found != open || (perr == nil) != open {
			rt.Fatalf("%s is %s; found by the public: %v, read: %v", b.name, b.status, found, perr)
		}
	}
	got, err := s.x.Groups.CountByStatus(ctx, s.cast["worker"])
	if err != nil {
		rt.Fatal(err)
	}
	for _, status := range directory.Statuses() {
		if got[status] != count[status] {
			rt.Fatalf("%d are %s, want %d: %v", got[status], status, count[status], got)
		}
	}
	for _, rule := range []string{
		`select count(*) from directory_entry where listed <> (status = 'live') or status not in ('draft', 'verified', 'live', 'suspended', 'closed')`,
		`select count(*) from message where phrase = 'directory.ask' and audience <> 'group'`,
		`select count(*) from (select entry, on_day from directory_ask group by entry, on_day having count(*) > 1) twice`,
	} {
		if s.x.Number(rt, rule) != 0 {
			rt.Fatalf("broken: %s", rule)
		}
	}
}
