package place

import (
	"fmt"
	"math"

	"weft/internal/clock"
)

// fictionalCentre lies in the North Sea, so that no invented address can be taken for a
// real one on a map.
const (
	fictionalLat = 54.75
	fictionalLon = 1.50
)

// Fictional returns the postcodes of the demonstration: nine districts of the area QZ,
// four sectors in each, twelve postcodes in a sector. QZ1 is the town, with its most
// deprived small areas in the middle; the numbers rise outwards to villages nine miles
// away. Every call returns the same list.
func Fictional() []Postcode {
	var out []Postcode
	for district := 1; district <= 9; district++ {
		for sector := 1; sector <= 4; sector++ {
			out = append(out, fictionalSector(district, sector)...)
		}
	}
	return out
}

func fictionalSector(district, sector int) []Postcode {
	angle := float64((district*4+sector)*67%360) * math.Pi / 180
	metres := float64(district-1)*1600 + float64(sector)*350
	lat := fictionalLat + metres*math.Sin(angle)/111_195
	lon := fictionalLon + metres*math.Cos(angle)/(111_195*math.Cos(fictionalLat*math.Pi/180))
	area := (district-1)*4 + sector // 1 to 36, one small area a sector
	decile := 1 + (area*7)%10
	if district == 1 {
		decile = sector
	}
	var out []Postcode
	for unit := range 12 {
		turn := float64(unit) * math.Pi / 6
		out = append(out, Postcode{
			Code:   fmt.Sprintf("QZ%d %d%c%c", district, sector, unitLetters[unit/4], unitLetters[unit%4]),
			Where:  &Point{round6(lat + 0.0012*math.Sin(turn)), round6(lon + 0.002*math.Cos(turn))},
			Nation: clock.England, Area: "E06999999", Ward: fmt.Sprintf("E05999%03d", district), Health: "E54999999",
			LSOA: fmt.Sprintf("E01999%03d", area), Rank: decile*3284 - 1000, Decile: decile, Edition: 2019,
		})
	}
	return out
}

func round6(f float64) float64 { return math.Round(f*1e6) / 1e6 }
