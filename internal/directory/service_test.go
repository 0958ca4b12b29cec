package directory_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/directory"
	"weft/internal/errs"
	"weft/internal/hsds"
	"weft/internal/place"
)

// source is an invented feed.
type source struct {
	key      string
	services []hsds.Service
	reading  hsds.Reading
	err      error // after all services
}

// Name is the key.
func (s source) Name() string { return s.key }

// Key is the key.
func (s source) Key() string { return s.key }

// Read hands out the services and then the reading or the error.
func (s source) Read(_ context.Context, each func(hsds.Service) error) (hsds.Reading, error) {
	for _, v := range s.services {
		if err := each(v); err != nil {
			return hsds.Reading{}, err
		}
	}
	s.reading.Services = len(s.services)
	return s.reading, s.err
}

// whole is a feed that lists all its services.
func whole(services ...hsds.Service) source {
	return source{key: "feed", services: services, reading: hsds.Reading{Complete: true}}
}

func uid(n int) string { return fmt.Sprintf("00000000-0000-4000-8000-%012d", n) }

// group is an invented service at a postcode of the fictional area.
func group(n int, name, postcode string) hsds.Service {
	return hsds.Service{ID: uid(n), Name: name, Status: hsds.Active, Description: "Everyone is welcome.", OrganizationID: uid(9000),
		Organization: &hsds.Organization{ID: uid(9000), Name: "Fern Lane Trust"},
		Phones:       []hsds.Phone{{ID: uid(100 + n), Number: "01632 960001"}},
		ServiceAtLocations: []hsds.ServiceAtLocation{{ID: uid(200 + n), Location: &hsds.Location{ID: uid(300 + n), LocationType: "physical", Name: "Hall",
			Addresses: []hsds.Address{{ID: uid(400 + n), Address1: "1 Fern Lane", City: "Brookfield", PostalCode: postcode, AddressType: "physical"}}}}}}
}

type world struct {
	*directory.Service
	places *place.Service
	now    *clock.Manual
}

func open(t *testing.T, d *db.DB, now *clock.Manual) world {
	t.Helper()
	p := place.NewService(d)
	if _, err := p.Add(context.Background(), authz.Program(), place.Fictional()); err != nil {
		t.Fatal(err)
	}
	return world{directory.NewService(d, time.UTC, p), p, now}
}

func (w world) load(t *testing.T, s source) directory.Report {
	t.Helper()
	r, err := w.Import(context.Background(), authz.Program(), s, nil)
	if err != nil {
		t.Fatalf("import: %v", err)
	}
	return r
}

func (w world) find(t *testing.T, f directory.Filter) []string {
	t.Helper()
	p, err := w.Search(context.Background(), f)
	if err != nil {
		t.Fatalf("search %+v: %v", f, err)
	}
	var out []string
	for _, h := range p.Hits {
		out = append(out, h.Name)
	}
	return out
}

func (w world) id(t *testing.T, name string) directory.ID {
	t.Helper()
	p, err := w.Search(context.Background(), directory.Filter{Words: name})
	if err != nil || len(p.Hits) == 0 {
		t.Fatalf("%s is not there: %v", name, err)
	}
	return p.Hits[0].ID
}

func TestAnImportAddsChangesAndClosesAndAgainChangesNothing(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := open(t, d, now)
		walk, choir, lunch := group(1, "Walk and Talk", "QZ1 1AA"), group(2, "Tea Choir", "QZ1 2AA"), group(3, "Lunch Club", "QZ2 1AA")
		if r := w.load(t, whole(walk, choir, lunch)); r.Added != 3 || r.Changed+r.Unchanged+r.Gone != 0 {
			t.Errorf("first: %+v", r)
		}
		if r := w.load(t, whole(walk, choir, lunch)); r.Unchanged != 3 || r.Added+r.Changed+r.Gone != 0 {
			t.Errorf("again: %+v", r)
		}
		choir.Name = "Tea and Cake Choir"
		if r := w.load(t, whole(walk, choir)); r.Unchanged != 1 || r.Changed != 1 || r.Gone != 1 || r.Added != 0 {
			t.Errorf("changed: %+v", r)
		}
		if got := w.find(t, directory.Filter{}); !slices.Equal(got, []string{"Tea and Cake Choir", "Walk and Talk"}) {
			t.Errorf("listed: %v", got)
		}
		if r := w.load(t, whole(walk, choir)); r.Unchanged != 2 || r.Changed+r.Gone != 0 {
			t.Errorf("again: %+v", r)
		}
		if r := w.load(t, whole(walk, choir, lunch)); r.Changed != 1 || r.Unchanged != 2 {
			t.Errorf("back again: %+v", r)
		}
		if got := w.find(t, directory.Filter{Words: "lunch"}); !slices.Equal(got, []string{"Lunch Club"}) {
			t.Errorf("what came back is not found: %v", got)
		}
	})
}

func TestASourceThatBreaksLeavesEverythingAsItWas(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := open(t, d, now)
		w.load(t, whole(group(1, "Walk and Talk", "QZ1 1AA")))
		boom := errors.New("broke off")
		changed := group(1, "Another name", "QZ1 1AA")
		_, err := w.Import(context.Background(), authz.Program(), source{key: "feed", services: []hsds.Service{changed, group(2, "Choir", "")}, err: boom}, nil)
		if !errors.Is(err, boom) {
			t.Errorf("the error is %v", err)
		}
		if got := w.find(t, directory.Filter{}); !slices.Equal(got, []string{"Walk and Talk"}) {
			t.Errorf("something was written: %v", got)
		}
	})
}

func TestWhatMayNotBeClosed(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := open(t, d, now)
		var all []hsds.Service
		for n := range 30 {
			all = append(all, group(n+1, fmt.Sprintf("Group %02d", n+1), "QZ1 1AA"))
		}
		w.load(t, whole(all...))
		if r := w.load(t, whole(all[:10]...)); r.Gone != 0 || r.Withheld != 20 || !strings.Contains(r.String(), "none was closed") {
			t.Errorf("two thirds gone at once: %+v", r)
		}
		part := whole(all[:2]...)
		part.reading.Complete = false
		if r := w.load(t, part); r.Gone != 0 || r.Unchanged != 2 || !strings.Contains(r.String(), "does not list all") {
			t.Errorf("a page of many: %+v", r)
		}
		refused := whole(all[:28]...)
		refused.reading.Unread = []string{all[28].ID}
		if r := w.load(t, refused); r.Gone != 1 {
			t.Errorf("one gone, one unread: %+v", r)
		}
	})
}

func TestLocalFactsSurviveAnImport(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		ctx, w := context.Background(), open(t, d, now)
		w.load(t, whole(group(1, "Walk and Talk", "QZ1 1AA"), group(2, "Choir", "QZ1 1AA")))
		eid := w.id(t, "Walk")
		until := clock.DateOf(now.Now(), time.UTC).AddDays(20)
		e, err := w.ByID(ctx, authz.Program(), eid)
		if err != nil || e.Status != directory.Stale || e.ReferBy != directory.ByPhone || e.Freshness != directory.Unchecked {
			t.Fatalf("%+v, %v", e, err)
		}
		arranged := directory.Arrangement{ReferBy: directory.ByLink, ContactEmail: "walk@example.org", MoreNeeds: []string{"digital"}}
		err = errors.Join(w.Arrange(ctx, authz.Program(), eid, e.Version, arranged), w.Confirm(ctx, authz.Program(), eid, ""), w.SetFull(ctx, authz.Program(), eid, until, ""))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Tip(ctx, authz.Program(), eid, "Ask for Bea at the door.", ""); err != nil {
			t.Fatal(err)
		}
		if err := w.Move(ctx, authz.Program(), w.id(t, "Choir"), 1, directory.Suspended); err != nil {
			t.Fatal(err)
		}
		changed, choir := group(1, "Walk and Talk More", "QZ1 1AA"), group(2, "Choir of all", "QZ1 1AA")
		if r := w.load(t, whole(changed, choir)); r.Changed != 2 {
			t.Fatalf("%+v", r)
		}
		e, err = w.ByID(ctx, authz.Program(), eid)
		if err != nil || e.Name != "Walk and Talk More" || e.Status != directory.Live || !e.Full || e.FullUntil != until || e.ReferBy != directory.ByLink || !e.HasContact {
			t.Errorf("%+v, %v", e, err)
		}
		if !slices.Contains(e.Needs, "digital") || !slices.Equal(w.find(t, directory.Filter{Needs: []string{"digital"}}), []string{"Walk and Talk More"}) {
			t.Errorf("our need is gone: %v", e.Needs)
		}
		if tips, err := w.Tips(ctx, authz.Program(), eid); err != nil || len(tips) != 1 || tips[0].Words != "Ask for Bea at the door." {
			t.Errorf("tips %v, %v", tips, err)
		}
		if got := w.find(t, directory.Filter{Words: "choir"}); len(got) != 0 {
			t.Errorf("the import opened what we suspended: %v", got)
		}
		now.Set(until.Time(time.UTC))
		if e, _ := w.ByID(ctx, authz.Program(), eid); e.Full {
			t.Error("it is full on the day it has room again")
		}
	})
}

func TestTheFeedDecidesWhatIsOpen(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := open(t, d, now)
		g := group(1, "Walk", "QZ1 1AA")
		for status, listed := range map[hsds.Status]int{hsds.Active: 1, hsds.Inactive: 0, hsds.Defunct: 0, hsds.TemporarilyClosed: 0} {
			g.Status = status
			w.load(t, whole(g))
			if got := w.find(t, directory.Filter{}); len(got) != listed {
				t.Errorf("%s lists %v", status, got)
			}
		}
		g.Status = hsds.Active
		if w.load(t, whole(g)); len(w.find(t, directory.Filter{})) != 1 {
			t.Error("it did not open again with its feed")
		}
	})
}

func TestPlacesAreFoundByTheirPostcodeAlsoLate(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		ctx, p := context.Background(), place.NewService(d)
		w := world{directory.NewService(d, time.UTC, p), p, now}
		w.load(t, whole(group(1, "Walk", "qz1 1aa")))
		near := *place.Fictional()[0].Where
		if got := w.find(t, directory.Filter{Near: &near}); len(got) != 0 {
			t.Errorf("found without a position: %v", got)
		}
		if _, err := p.Add(ctx, authz.Program(), place.Fictional()); err != nil {
			t.Fatal(err)
		}
		if r := w.load(t, whole(group(1, "Walk", "qz1 1aa"))); r.Placed != 1 || r.Unchanged != 1 {
			t.Errorf("%+v", r)
		}
		if got := w.find(t, directory.Filter{Near: &near, WithinMetres: 500}); !slices.Equal(got, []string{"Walk"}) {
			t.Errorf("found %v", got)
		}
		if r := w.load(t, whole(group(1, "Walk", "qz1 1aa"))); r.Placed != 0 {
			t.Errorf("placed again: %+v", r)
		}
	})
}

func TestAGroupEnteredHereIsShownAndPublished(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		ctx, w := context.Background(), open(t, d, now)
		age := 18
		in := directory.New{Key: "k1", Name: "  Chair   Yoga ", Organisation: "Fern Lane Trust", Description: "Gentle movement", URL: "fernlane.example.org",
			Phone: "01632 960001", Cost: "£2", Needs: []string{"activity", "loneliness"}, Languages: []string{"English", "Urdu"}, MinimumAge: &age,
			Times:  []directory.Times{{Days: []string{"TU", "TH"}, From: "10:00", To: "11:00"}},
			Places: []directory.NewPlace{{Name: "Hall", Address: "1 Fern Lane", Town: "Brookfield", Postcode: "qz11aa", Transport: "Bus 12"}}, Access: "Step-free",
			Live: true, Arrangement: directory.Arrangement{ReferBy: directory.ByLink, ContactEmail: "yoga@example.org"}}
		eid, err := w.Create(ctx, authz.Program(), in)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := w.Create(ctx, authz.Program(), in); err != nil || again != eid {
			t.Errorf("a replay made %s, %v", again, err)
		}
		e, err := w.ByID(ctx, authz.Nobody(), eid)
		if err != nil || e.Name != "Chair Yoga" || e.URL != "https://fernlane.example.org" || e.Cost != "£2" || len(e.Times) != 1 || e.Times[0].Days[1] != "TH" ||
			e.Places[0].Postcode != "QZ1 1AA" || e.Access[0] != "Step-free" || e.Places[0].Transport != "Bus 12" || *e.MinimumAge != 18 || len(e.Languages) != 2 {
			t.Errorf("%+v, %v", e, err)
		}
		in.Name, in.Key = "Chair Yoga and Tea", ""
		if err := w.Update(ctx, authz.Program(), eid, e.Version, in); err != nil {
			t.Fatal(err)
		}
		if err := w.Update(ctx, authz.Program(), eid, e.Version, in); !errs.Is(err, errs.Conflict) {
			t.Errorf("a lost race: %v", err)
		}
		if got := w.find(t, directory.Filter{Words: "tea"}); !slices.Equal(got, []string{"Chair Yoga and Tea"}) {
			t.Errorf("the new name is not found: %v", got)
		}
		doc, err := w.Published(ctx, eid)
		if err != nil || doc.ID != eid.String() || doc.Organization.Description == "" || doc.ServiceAtLocations[0].Location.Addresses[0].Country != "GB" {
			t.Errorf("%+v, %v", doc, err)
		}
		page, err := w.PublishedPage(ctx, directory.PublishedFilter{Number: 1, Size: 50})
		if err != nil || page.TotalItems != 1 || !page.LastPage || page.Contents[0].ID != doc.ID {
			t.Errorf("%+v, %v", page, err)
		}
	})
}

func TestEveryAnswerThatBreaksARuleIsNamed(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := open(t, d, now)
		low, high := 60, 18
		_, err := w.Create(context.Background(), authz.Program(), directory.New{Email: "x", Phone: "call", URL: "javascript:alert(1)", Needs: []string{"nonsense"},
			MinimumAge: &low, MaximumAge: &high, Places: []directory.NewPlace{{Postcode: "33101"}}, Times: []directory.Times{{Days: []string{"XX"}, From: "9"}},
			Arrangement: directory.Arrangement{ReferBy: directory.ByForm}})
		var got []string
		for _, f := range errs.FieldsOf(err) {
			got = append(got, f.Name)
		}
		for _, want := range []string{"name", "email", "phone", "url", "needs", "maximum_age", "postcode", "days", "times", "refer_to"} {
			if !slices.Contains(got, want) {
				t.Errorf("%s is not named: %v", want, got)
			}
		}
	})
}

func TestAnEntryOfAFeedIsCorrectedAtItsFeed(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		ctx, w := context.Background(), open(t, d, now)
		w.load(t, whole(group(1, "Walk", "")))
		eid := w.id(t, "Walk")
		err := w.Update(ctx, authz.Program(), eid, 1, directory.New{Name: "Run", Needs: []string{"activity"}})
		if !errs.Is(err, errs.Conflict) || errs.CodeOf(err) != "directory.from_feed" {
			t.Errorf("%v", err)
		}
		if err := w.Move(ctx, authz.Program(), eid, 1, directory.Verified); errs.CodeOf(err) != "directory.is_stale" {
			t.Errorf("a step that is not open: %v", err)
		}
		if err := w.SetFull(ctx, authz.Program(), eid, clock.DateOf(now.Now(), time.UTC), ""); !errs.Is(err, errs.Invalid) {
			t.Errorf("full until today: %v", err)
		}
	})
}

func TestCountsAndWhatIsDue(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		ctx, w := context.Background(), open(t, d, now)
		today := clock.DateOf(now.Now(), time.UTC)
		var list []hsds.Service
		for n, days := range []int{10, 89, 100, 179, 180, 500} {
			g := group(n+1, fmt.Sprintf("Checked %03d days ago", days), "")
			g.AssuredDate = today.AddDays(-days).String()
			list = append(list, g)
		}
		closed := group(7, "Closed", "")
		closed.Status = hsds.Defunct
		w.load(t, whole(append(list, closed)...))
		got, err := w.CountByStatus(ctx, authz.Program())
		if err != nil || got[directory.Live] != 4 || got[directory.Stale] != 2 || got[directory.Closed] != 1 {
			t.Errorf("%v, %v", got, err)
		}
		due, err := w.DueForCheck(ctx, authz.Program(), 10)
		if err != nil || len(due) != 4 || due[0].Name != "Checked 500 days ago" || due[3].Name != "Checked 100 days ago" {
			t.Errorf("%d due, %v", len(due), err)
		}
		if err := w.Confirm(ctx, authz.Program(), due[0].ID, ""); err != nil {
			t.Fatal(err)
		}
		if got, _ := w.CountByStatus(ctx, authz.Program()); got[directory.Stale] != 1 || got[directory.Live] != 5 {
			t.Errorf("after a check: %v", got)
		}
	})
}

func TestWhatAFeedSaysAgainIsBelievedAgain(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		ctx, w := context.Background(), open(t, d, now)
		choir, lunch := group(1, "Tea Choir", "QZ1 1AA"), group(2, "Lunch Club", "QZ1 2AA")
		w.load(t, whole(choir, lunch))
		eid := w.id(t, "Tea Choir")
		w.load(t, whole(lunch)) // gone
		e, err := w.ByID(ctx, authz.Program(), eid)
		if err != nil || e.Status != directory.Closed {
			t.Fatalf("gone: %+v %v", e.Status, err)
		}
		if err := w.Move(ctx, authz.Program(), eid, e.Version, directory.Live); err != nil {
			t.Fatal(err)
		}
		w.load(t, whole(choir, lunch)) // the feed has it again, and so agrees with us
		w.load(t, whole(lunch))        // gone for good
		if e, err := w.ByID(ctx, authz.Program(), eid); err != nil || e.Status != directory.Closed {
			t.Errorf("an entry that is gone for good stays %s: %v", e.Status, err)
		}
	})
}
