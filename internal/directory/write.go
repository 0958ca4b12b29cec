package directory

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/hsds"
	"weft/internal/place"
)

// A statement takes few rows: SQLite looks up every numbered parameter among all of them,
// so long statements get slow.
const parameters = 100

// hashOf names the content of an entry, so that an import can tell what changed.
func hashOf(document []byte, needs string) string {
	h := sha256.New()
	h.Write(document)
	h.Write([]byte{0})
	h.Write([]byte(needs))
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// insertMany runs an insert for many rows of the same width, a few at a time. into is
// the statement up to "values", end what follows the rows.
func insertMany(ctx context.Context, tx *db.Tx, into string, rows [][]any, end string) error {
	if len(rows) == 0 {
		return nil
	}
	for part := range slices.Chunk(rows, max(1, parameters/len(rows[0]))) {
		var a db.Args
		var b strings.Builder
		b.WriteString(into + " values ")
		for i, row := range part {
			if i > 0 {
				b.WriteString(", ")
			}
			for j, v := range row {
				b.WriteString([]string{"(", ", "}[min(j, 1)] + a.Bind(v))
			}
			b.WriteByte(')')
		}
		b.WriteString(end)
		if _, err := tx.Exec(ctx, b.String(), a.List()...); err != nil {
			return err
		}
	}
	return nil
}

// fresh is an entry that is about to be written, with all that is derived from it.
type fresh struct {
	digest
	seq          int64
	id           ID
	feed         FeedID
	external     string
	organisation OrganisationID
	status       Status
	feedStatus   Status // what its feed says; empty when entered here
	needs        string
	moreNeeds    string
	hash         string
	document     string
	local        Arrangement
}

// organisationRow is an organisation that is about to be written.
type organisationRow struct {
	ID       OrganisationID
	Feed     FeedID
	External string
	Name     string
	Document []byte
	Hash     string
}

func organisationOf(doc hsds.Organization) (organisationRow, error) {
	b, err := json.Marshal(doc)
	if err != nil {
		return organisationRow{}, fmt.Errorf("write the document of an organisation: %w", err)
	}
	return organisationRow{External: doc.ID, Name: doc.Name, Document: b, Hash: hashOf(b, "")}, nil
}

func insertOrganisations(ctx context.Context, tx *db.Tx, list []organisationRow) error {
	rows := make([][]any, len(list))
	for i, o := range list {
		rows[i] = []any{o.ID, o.Feed, o.External, o.Name, string(o.Document), o.Hash, tx.Now(), tx.Now()}
	}
	return insertMany(ctx, tx, `insert into directory_organisation (id, feed, external_id, name, document, hash, created, updated)`, rows, "")
}

func insertEntries(ctx context.Context, tx *db.Tx, list []fresh) error {
	rows := make([][]any, len(list))
	for i, f := range list {
		rows[i] = []any{f.seq, f.id, f.feed, f.external, f.organisation, f.Name, f.Fold, f.status, f.feedStatus, f.status == Live,
			date(f.Assured), f.needs, f.local.ReferBy, f.local.ReferTo, f.local.ContactEmail, f.local.ContactPhone,
			f.moreNeeds, tx.Now(), tx.Now(), f.hash, f.document}
	}
	return insertMany(ctx, tx, `insert into directory_entry (seq, id, feed, external_id, organisation, name, name_fold, status, feed_status, listed, assured_on,
		needs, refer_by, refer_to, contact_email, contact_phone, more_needs, created, updated, hash, document)`, rows, "")
}

// updateEntry writes what the feed says and leaves the local facts alone.
func updateEntry(ctx context.Context, tx *db.Tx, f fresh) error {
	_, err := tx.Exec(ctx, `update directory_entry set organisation = $2, name = $3, name_fold = $4, status = $5, listed = $6, gone = $7,
		assured_on = $8, needs = $9, updated = $10, hash = $11, document = $12, feed_status = $13, version = version + 1 where seq = $1`,
		f.seq, f.organisation, f.Name, f.Fold, f.status, f.status == Live, false, date(f.Assured), f.needs,
		tx.Now(), f.hash, f.document, f.feedStatus)
	return err
}

// date reads a day of a document; none is NULL.
func date(s string) clock.Date {
	d, _ := clock.ParseDate(s)
	return d
}

// indexEntries writes the places and the search rows of new entries. Positions that the
// documents lack are taken from their postcodes.
func (s *Service) indexEntries(ctx context.Context, tx *db.Tx, list []fresh) error {
	known, err := s.positions(ctx, tx, list)
	if err != nil {
		return err
	}
	var places, search [][]any
	for _, f := range list {
		var at []place.Point
		for n, p := range f.Places {
			row := []any{f.seq, n, p.Name, p.Address, p.Postcode, nil, nil}
			if where, ok := positionOf(p, known); ok {
				row[5], row[6] = where.Lat, where.Lon
				at = append(at, where)
			}
			places = append(places, row)
		}
		if f.status == Live {
			search = append(search, []any{f.seq, f.Words + factTokens(append(splitCodes(f.needs), splitCodes(f.moreNeeds)...), at)})
		}
	}
	if err := insertMany(ctx, tx, `insert into directory_place (entry, n, name, address, postcode, lat, lon)`, places, ""); err != nil {
		return err
	}
	return insertMany(ctx, tx, `insert into directory_search (rowid, tokens)`, search, "")
}

// positions looks up the postcodes of places without a position.
func (s *Service) positions(ctx context.Context, tx *db.Tx, list []fresh) (map[string]place.Postcode, error) {
	var codes []string
	for _, f := range list {
		for _, p := range f.Places {
			if !p.Placed && p.Postcode != "" {
				codes = append(codes, p.Postcode)
			}
		}
	}
	if len(codes) == 0 {
		return nil, nil //nolint:nilnil // nothing was asked for
	}
	return s.places.LookupTx(ctx, tx, codes)
}

func positionOf(p spot, known map[string]place.Postcode) (place.Point, bool) {
	if p.Placed {
		return p.Where, true
	}
	if len(known) == 0 {
		return place.Point{}, false
	}
	if code, err := place.Normalise(p.Postcode); err == nil {
		if found, ok := known[code]; ok && found.Where != nil {
			return *found.Where, true
		}
	}
	return place.Point{}, false
}

// unindex takes entries out of the search and forgets their places.
func unindex(ctx context.Context, tx *db.Tx, seqs []int64, placesToo bool) error {
	for part := range slices.Chunk(seqs, 100) {
		var a db.Args
		marks := make([]string, len(part))
		for i, s := range part {
			marks[i] = a.Bind(s)
		}
		in := `(` + strings.Join(marks, ", ") + `)`
		if _, err := tx.Exec(ctx, `delete from directory_search where rowid in `+in, a.List()...); err != nil {
			return err
		}
		if !placesToo {
			continue
		}
		if _, err := tx.Exec(ctx, `delete from directory_place where entry in `+in, a.List()...); err != nil {
			return err
		}
	}
	return nil
}
