package directory_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/directory"
	"weft/internal/errs"
	"weft/internal/hsds"
	"weft/internal/place"
)

// at moves a group to a distance north of a point.
func at(g hsds.Service, p place.Point, metres float64) hsds.Service {
	lat, lon := p.Lat+metres/111_195, p.Lon
	g.ServiceAtLocations[0].Location.Latitude, g.ServiceAtLocations[0].Location.Longitude = &lat, &lon
	return g
}

func town(t *testing.T, d *db.DB, now *clock.Manual) (world, place.Point) {
	t.Helper()
	w := open(t, d, now)
	home := place.Point{Lat: 53.72, Lon: -1.86}
	about := func(g hsds.Service, words, term, language string) hsds.Service {
		g.Description = words
		if term != "" {
			g.Attributes = []hsds.Attribute{{ID: uid(1), TaxonomyTerm: &hsds.TaxonomyTerm{ID: uid(2), Name: term}}}
		}
		if language != "" {
			g.Languages = []hsds.Language{{ID: uid(3), Name: language}}
		}
		return g
	}
	w.load(t, whole(
		at(about(group(1, "Riverside Walkers", ""), "A gentle stroll", "Exercise", "Urdu"), home, 4000),
		at(about(group(2, "Tea Dance", ""), "Sometimes a walking tour", "Dancing", ""), home, 500),
		at(about(group(3, "Debt Advice", ""), "Money worries", "Debt", "Urdu"), home, 900),
		at(about(group(4, "Far Walkers", ""), "Hills", "Exercise", ""), home, 30_000),
		about(group(5, "Phone Befriending", ""), "From home", "Befriending", ""),
	))
	return w, home
}

func TestSearchRanksByWordsAndDistance(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w, home := town(t, d, now)
		for name, c := range map[string]struct {
			f    directory.Filter
			want []string
		}{
			"all by name":        {directory.Filter{}, []string{"Debt Advice", "Far Walkers", "Phone Befriending", "Riverside Walkers", "Tea Dance"}},
			"name first":         {directory.Filter{Words: "walking"}, []string{"Far Walkers", "Riverside Walkers", "Tea Dance"}},
			"a mile is a mile":   {directory.Filter{Words: "walks", Near: &home, WithinMetres: 16_000}, []string{"Riverside Walkers", "Tea Dance"}},
			"nearest first":      {directory.Filter{Near: &home}, []string{"Tea Dance", "Debt Advice", "Riverside Walkers", "Far Walkers"}},
			"within":             {directory.Filter{Near: &home, WithinMetres: 1000}, []string{"Tea Dance", "Debt Advice"}},
			"need":               {directory.Filter{Needs: []string{"money"}}, []string{"Debt Advice"}},
			"any of the needs":   {directory.Filter{Needs: []string{"money", "loneliness"}}, []string{"Debt Advice", "Phone Befriending"}},
			"need and place":     {directory.Filter{Needs: []string{"activity"}, Near: &home, WithinMetres: 16_000}, []string{"Tea Dance", "Riverside Walkers"}},
			"language":           {directory.Filter{Language: "Urdu"}, []string{"Debt Advice", "Riverside Walkers"}},
			"every word":         {directory.Filter{Words: "gentle riverside"}, []string{"Riverside Walkers"}},
			"beginnings":         {directory.Filter{Words: "rivers"}, []string{"Riverside Walkers"}},
			"what it is about":   {directory.Filter{Words: "lonely"}, []string{"Phone Befriending"}},
			"organisation":       {directory.Filter{Words: "fern lane tea"}, []string{"Tea Dance"}},
			"accents":            {directory.Filter{Words: "TÉA dÁnce!"}, []string{"Tea Dance"}},
			"nothing":            {directory.Filter{Words: "zzzz"}, nil},
			"what breaks syntax": {directory.Filter{Words: `tea" OR (":* & | ' \ NEAR`}, nil},
			"the poles":          {directory.Filter{Near: &place.Point{Lat: 90}}, nil},
		} {
			if got := w.find(t, c.f); !slices.Equal(got, c.want) {
				t.Errorf("%s: %v, want %v", name, got, c.want)
			}
		}
	})
}

func TestDistanceFullAndWideningAreSaid(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		ctx := context.Background()
		w, home := town(t, d, now)
		if err := w.SetFull(ctx, authz.Program(), w.id(t, "tea dance"), clock.Date{}, ""); err != nil {
			t.Fatal(err)
		}
		p, err := w.Search(ctx, directory.Filter{Near: &home, WithinMetres: 1000})
		if err != nil || len(p.Hits) != 2 || !p.Hits[0].Full || p.Hits[1].Full || p.Hits[0].Metres < 490 || p.Hits[0].Metres > 510 || p.Widened {
			t.Errorf("%+v, %v", p, err)
		}
		if err := w.Reopen(ctx, authz.Program(), p.Hits[0].ID, ""); err != nil {
			t.Fatal(err)
		}
		p, err = w.Search(ctx, directory.Filter{Words: "lonely"})
		if err != nil || !p.Widened || p.Hits[0].Metres != -1 {
			t.Errorf("%+v, %v", p, err)
		}
		if _, err := w.Search(ctx, directory.Filter{Needs: []string{"nonsense"}, After: "!"}); len(errs.FieldsOf(err)) != 2 {
			t.Errorf("an unknown need and a broken page: %v", err)
		}
	})
}

func TestPagesFollowEachOtherWithoutGapOrRepeat(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := open(t, d, now)
		home := place.Point{Lat: 53.72, Lon: -1.86}
		var list []hsds.Service
		for n := range 47 {
			name := fmt.Sprintf("Club %02d", n%40) // some names twice
			if n%3 == 0 {
				name = fmt.Sprintf("Walking %02d", n)
			}
			g := group(n+1, name, "")
			g.Description = "Walking and more"
			list = append(list, at(g, home, float64(n*n*20)))
		}
		w.load(t, whole(list...))
		for name, f := range map[string]directory.Filter{"all": {}, "words": {Words: "walk"}, "near": {Near: &home}, "words near": {Words: "walk", Near: &home},
			"need": {Needs: []string{"activity"}}, "about": {Words: "exercising"}, "beginnings": {Words: "walki", Near: &home}} {
			seen, pages := map[directory.ID]bool{}, 0
			last := -1.0
			for f.Limit = 10; pages < 20; pages++ {
				p, err := w.Search(context.Background(), f)
				if err != nil {
					t.Fatal(err)
				}
				for _, h := range p.Hits {
					if seen[h.ID] {
						t.Errorf("%s: %s comes twice", name, h.Name)
					}
					if name == "near" && h.Metres < last {
						t.Errorf("%s: %.0f m after %.0f m", name, h.Metres, last)
					}
					seen[h.ID], last = true, h.Metres
				}
				if f.After = p.Next; f.After == "" {
					break
				}
			}
			if len(seen) != 47 {
				t.Errorf("%s: %d of 47 on %d pages", name, len(seen), pages+1)
			}
		}
	})
}

func TestAnIndexOfAnOlderProgramIsMadeAnewOnce(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		ctx, w := context.Background(), open(t, d, now)
		if _, err := w.Create(ctx, authz.Program(), directory.New{Name: "Chat", Description: "Against loneliness", Needs: []string{"activity"}, Live: true}); err != nil {
			t.Fatal(err)
		}
		if n, err := w.FreshenSearch(ctx, authz.Program()); err != nil || n != 0 {
			t.Fatalf("a new index is made anew: %d %v", n, err)
		}
		if err := d.Write(ctx, func(tx *db.Tx) error {
			_, err := tx.Exec(ctx, `delete from directory_search`)
			if err == nil {
				_, err = tx.Exec(ctx, `update directory_index set version = 1`)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if n, err := w.FreshenSearch(ctx, authz.Program()); err != nil || n != 1 || len(w.find(t, directory.Filter{Words: "lonely"})) != 1 {
			t.Errorf("%d entries after the first time: %v", n, err)
		}
		if n, err := w.FreshenSearch(ctx, authz.Program()); err != nil || n != 0 {
			t.Errorf("it is made anew again: %d %v", n, err)
		}
	})
}

func TestOnlyLiveEntriesArePublic(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		ctx, w := context.Background(), open(t, d, now)
		eid, err := w.Create(ctx, authz.Program(), directory.New{Name: "Draft Club", Needs: []string{"loneliness"}})
		if err != nil {
			t.Fatal(err)
		}
		for _, step := range []struct {
			to     directory.Status
			public bool
		}{{directory.Verified, false}, {directory.Live, true}, {directory.Suspended, false}, {directory.Live, true}, {directory.Closed, false}} {
			e, err := w.ByID(ctx, authz.Program(), eid)
			if err != nil {
				t.Fatal(err)
			}
			if err := w.Move(ctx, authz.Program(), eid, e.Version, step.to); err != nil {
				t.Fatalf("to %s: %v", step.to, err)
			}
			_, err = w.ByID(ctx, authz.Nobody(), eid)
			found := len(w.find(t, directory.Filter{Words: "draft"})) == 1
			_, perr := w.Published(ctx, eid)
			if (err == nil) != step.public || found != step.public || (perr == nil) != step.public {
				t.Errorf("%s: page %v, found %v, published %v", step.to, err, found, perr)
			}
		}
	})
}
