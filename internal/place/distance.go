package place

import (
	"fmt"
	"math"
)

// earth is the mean radius in metres.
const earth = 6_371_008.8

const mile = 1609.344

// Metres returns the distance between two points along the surface.
func Metres(a, b Point) float64 {
	const rad = math.Pi / 180
	dLat, dLon := (b.Lat-a.Lat)*rad, (b.Lon-a.Lon)*rad
	h := math.Pow(math.Sin(dLat/2), 2) + math.Cos(a.Lat*rad)*math.Cos(b.Lat*rad)*math.Pow(math.Sin(dLon/2), 2)
	return 2 * earth * math.Asin(math.Min(1, math.Sqrt(h)))
}

// Miles turns miles into metres.
func Miles(n float64) float64 { return n * mile }

// Words says a distance as people do, in miles and never more exactly than a postcode
// allows: "less than half a mile", "about half a mile", "about 2 miles".
func Words(metres float64) string {
	halves := int(math.Round(metres / mile * 2))
	switch {
	case metres < 0.35*mile:
		return "less than half a mile"
	case halves <= 1:
		return "about half a mile"
	case halves == 2:
		return "about 1 mile"
	case halves == 3:
		return "about one and a half miles"
	}
	n := int(math.Round(metres / mile))
	if n > 20 {
		n = int(math.Round(float64(n)/5)) * 5
	}
	return fmt.Sprintf("about %d miles", n)
}

// Bounds returns the corners of the smallest box of degrees that holds every point
// within metres of p. It is meant for the latitudes where people live.
func Bounds(p Point, metres float64) (low, high Point) {
	dLat := metres / earth * 180 / math.Pi
	dLon := 180.0
	if c := math.Cos((math.Abs(p.Lat) + dLat) * math.Pi / 180); c > 0.01 {
		dLon = dLat / c
	}
	return Point{p.Lat - dLat, p.Lon - dLon}, Point{p.Lat + dLat, p.Lon + dLon}
}
