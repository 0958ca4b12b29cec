package directory

import (
	"encoding/json"
	"fmt"

	"weft/internal/hsds"
	"weft/internal/place"
	"weft/internal/text"
)

// digest is what the columns and the index need of a document, so that it is taken apart
// once. Its fields are exported for the spool of an import only.
type digest struct {
	Name    string
	Fold    string
	Status  Status // as the feed says
	Assured string // a day
	Words   string // tokens of words and languages, without needs and squares
	Places  []spot
}

// spot is a place of an entry as the index has it.
type spot struct {
	Name, Address, Postcode string
	Placed                  bool // Where is known
	Where                   place.Point
}

func digestOf(doc hsds.Service) digest {
	d := digest{Name: doc.Name, Fold: text.Fold(doc.Name), Status: statusOf(doc.Status), Assured: doc.AssuredDate, Words: wordTokens(doc)}
	for _, l := range doc.ServiceAtLocations {
		if l.Location != nil {
			p := placeOf(*l.Location)
			at := spot{Name: p.Name, Address: p.Address, Postcode: p.Postcode}
			if p.Lat != nil && p.Lon != nil {
				at.Placed, at.Where = true, place.Point{Lat: *p.Lat, Lon: *p.Lon}
			}
			d.Places = append(d.Places, at)
		}
	}
	return d
}

// digestOfStored takes a stored document apart.
func digestOfStored(r stored) (digest, error) {
	var doc hsds.Service
	if err := json.Unmarshal([]byte(r.document), &doc); err != nil {
		return digest{}, fmt.Errorf("the stored document of entry %s: %w", r.id, err)
	}
	return digestOf(doc), nil
}
