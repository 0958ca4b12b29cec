package bench_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strings"

	"weft/internal/hsds"
	"weft/internal/place"
	"weft/internal/town/census"
	"weft/internal/town/group"
)

// directoryOf is an invented feed: the groups of the fictional town over and over, in
// sixty towns and between them. One town is the fictional area, so that postcodes of it
// find a full neighbourhood.
type directoryOf struct{ n int }

// Name is what a report calls it.
func (directoryOf) Name() string { return "invented groups" }

// Key is that of the feed.
func (directoryOf) Key() string { return "invented-groups" }

// Read hands over n services.
func (f directoryOf) Read(_ context.Context, each func(hsds.Service) error) (hsds.Reading, error) {
	list, err := group.All()
	if err != nil {
		return hsds.Reading{}, err
	}
	rng := rand.New(rand.NewPCG(seed, 2))
	centres := towns()
	for i := range f.n {
		t := rng.IntN(len(centres) * 3 / 2)
		at := between(rng)
		if t < len(centres) {
			at = near(rng, centres[t], 9000)
		}
		if err := each(service(rng, i, list[i%len(list)], at, t)); err != nil {
			return hsds.Reading{}, err
		}
	}
	return hsds.Reading{Services: f.n, Complete: true}, nil
}

// towns are sixty points, the fictional area first.
func towns() []place.Point {
	rng := rand.New(rand.NewPCG(seed, 3))
	home := place.Point{}
	for _, p := range place.Fictional() {
		home = place.Point{Lat: home.Lat + p.Where.Lat, Lon: home.Lon + p.Where.Lon}
	}
	n := float64(len(place.Fictional()))
	out := []place.Point{{Lat: home.Lat / n, Lon: home.Lon / n}}
	for len(out) < 60 {
		out = append(out, between(rng))
	}
	return out
}

func between(rng *rand.Rand) place.Point {
	return place.Point{Lat: 50.6 + rng.Float64()*4.6, Lon: -3.6 + rng.Float64()*4.4}
}

// near is a point about so many metres from another, in any direction.
func near(rng *rand.Rand, c place.Point, metres float64) place.Point {
	far, turn := metres*math.Abs(rng.NormFloat64())*0.6, rng.Float64()*2*math.Pi
	return place.Point{Lat: c.Lat + far*math.Sin(turn)/111_195, Lon: c.Lon + far*math.Cos(turn)/(111_195*math.Cos(c.Lat*math.Pi/180))}
}

func uuidOf(kind, n int) string { return fmt.Sprintf("%08x-0000-4000-8000-%012x", kind, n) }

func service(rng *rand.Rand, i int, g group.Service, at place.Point, town int) hsds.Service {
	lat, lon := math.Round(at.Lat*1e5)/1e5, math.Round(at.Lon*1e5)/1e5
	name := fmt.Sprintf("%s, Invented Town %d", g.Name, town)
	s := hsds.Service{ID: uuidOf(1, i), OrganizationID: uuidOf(2, i/2), Name: name, Status: hsds.Active, EligibilityDescription: g.For,
		Description: "Invented for measuring. " + g.About + " " + g.When, FeesDescription: g.Cost, AssuredDate: fmt.Sprintf("2026-%02d-%02d", 5+rng.IntN(6), 1+rng.IntN(28)),
		Organization: &hsds.Organization{ID: uuidOf(2, i/2), Name: fmt.Sprintf("Invented Society %d", i/2), Description: "Invented for measuring."},
		Phones:       []hsds.Phone{{ID: uuidOf(3, i), Number: census.Landline(i % 1000)}},
		Schedules:    []hsds.Schedule{{ID: uuidOf(4, i), Freq: "WEEKLY", ByDay: strings.ToUpper(strings.Join(g.Days, ",")), OpensAt: g.From, ClosesAt: g.To}},
		ServiceAtLocations: []hsds.ServiceAtLocation{{ID: uuidOf(5, i), Location: &hsds.Location{ID: uuidOf(6, i), LocationType: "physical", Name: g.Venue.Name, Latitude: &lat, Longitude: &lon,
			Addresses: []hsds.Address{{ID: uuidOf(7, i), Address1: "1 Invented Street", City: fmt.Sprintf("Invented Town %d", town), PostalCode: "QZ9 9ZZ", Country: "GB", StateProvince: "Invented", AddressType: "physical"}}}}}}
	for j, n := range g.Needs {
		s.Attributes = append(s.Attributes, hsds.Attribute{ID: uuidOf(8, i*8+j), LinkEntity: "service", TaxonomyTerm: &hsds.TaxonomyTerm{ID: uuidOf(9, len(n)), Name: n}})
	}
	for j, l := range g.Languages {
		s.Languages = append(s.Languages, hsds.Language{ID: uuidOf(10, i*8+j), Name: l})
	}
	return s
}

// writeFeed writes the feed as a file that `weft import directory` reads.
func writeFeed(path string, f directoryOf) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(file, 1<<20)
	out.WriteString("[") //nolint:errcheck // Flush tells
	_, err = f.Read(context.Background(), func() func(hsds.Service) error {
		first := true
		return func(s hsds.Service) error {
			b, err := json.Marshal(s)
			if !first {
				out.WriteString(",\n") //nolint:errcheck // Flush tells
			}
			first = false
			out.Write(b) //nolint:errcheck // Flush tells
			return err
		}
	}())
	out.WriteString("]") //nolint:errcheck // Flush tells
	if ferr := out.Flush(); err == nil {
		err = ferr
	}
	if cerr := file.Close(); err == nil {
		err = cerr
	}
	return err
}
