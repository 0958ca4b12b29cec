package place

import (
	"context"
	"slices"
	"strings"

	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
)

// batch is how many rows one transaction takes. A statement takes fewer: SQLite looks up
// every numbered parameter among all of them, so long statements get slow.
const (
	batch      = 2000
	statement  = 25
	keysAtOnce = 250
)

const columnList = `code, lat, lon, nation, area, ward, health, lsoa, imd_rank, imd_decile, imd_edition, ended`

func scan(s db.Scan) (Postcode, error) {
	var p Postcode
	var lat, lon *float64
	err := s(&p.Code, &lat, &lon, &p.Nation, &p.Area, &p.Ward, &p.Health, &p.LSOA, &p.Rank, &p.Decile, &p.Edition, &p.Ended)
	p.Code = written(p.Code)
	if lat != nil && lon != nil {
		p.Where = &Point{*lat, *lon}
	}
	return p, err
}

// byCode returns the known ones of these codes without their spaces.
func byCode(ctx context.Context, tx *db.Tx, keys []string) ([]Postcode, error) {
	var out []Postcode
	for part := range slices.Chunk(keys, keysAtOnce) {
		var a db.Args
		marks := make([]string, len(part))
		for i, k := range part {
			marks[i] = a.Bind(k)
		}
		found, err := db.All(ctx, tx, scan, `select `+columnList+` from place_postcode where code in (`+strings.Join(marks, ", ")+`)`, a.List()...)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}

// middle averages the positions of the postcodes in use of a district.
func middle(ctx context.Context, tx *db.Tx, outward string) (Point, error) {
	return db.One(ctx, tx, func(s db.Scan) (Point, error) {
		var lat, lon *float64
		if err := s(&lat, &lon); err != nil {
			return Point{}, err
		}
		if lat == nil || lon == nil {
			return Point{}, errs.New(errs.NotFound, "place.unknown_postcode")
		}
		return Point{*lat, *lon}, nil
	}, `select avg(lat), avg(lon) from place_postcode
		where code >= $1 and code <= $2 and length(code) = $3 and ended is null`, outward+"0AA", outward+"9ZZ", len(outward)+3)
}

func upsert(ctx context.Context, tx *db.Tx, list []Postcode) error {
	for part := range slices.Chunk(list, statement) {
		if err := upsertSome(ctx, tx, part); err != nil {
			return err
		}
	}
	return nil
}

func upsertSome(ctx context.Context, tx *db.Tx, list []Postcode) error {
	var a db.Args
	rows := make([]string, len(list))
	for i, p := range list {
		var lat, lon any
		if p.Where != nil {
			lat, lon = p.Where.Lat, p.Where.Lon
		}
		marks := []string{a.Bind(key(p.Code)), a.Bind(lat), a.Bind(lon), a.Bind(p.Nation), a.Bind(p.Area), a.Bind(p.Ward),
			a.Bind(p.Health), a.Bind(p.LSOA), a.Bind(p.Rank), a.Bind(p.Decile), a.Bind(p.Edition), a.Bind(p.Ended)}
		rows[i] = "(" + strings.Join(marks, ", ") + ")"
	}
	_, err := tx.Exec(ctx, `insert into place_postcode (`+columnList+`) values `+strings.Join(rows, ", ")+`
		on conflict (code) do update set lat = excluded.lat, lon = excluded.lon, nation = excluded.nation, area = excluded.area,
		ward = excluded.ward, health = excluded.health, lsoa = excluded.lsoa, imd_rank = excluded.imd_rank,
		imd_decile = excluded.imd_decile, imd_edition = excluded.imd_edition, ended = excluded.ended`, a.List()...)
	return err
}

func insertRun(ctx context.Context, tx *db.Tx, run id.ID[importing], file string) error {
	_, err := tx.Exec(ctx, `insert into place_import (id, file, started_at) values ($1, $2, $3)`, run, file, tx.Now())
	return err
}

func finishRun(ctx context.Context, tx *db.Tx, run id.ID[importing], r Report) error {
	_, err := tx.Exec(ctx, `update place_import set finished_at = $1, added = $2, changed = $3, unchanged = $4, refused = $5 where id = $6`,
		tx.Now(), r.Added, r.Changed, r.Unchanged, r.Refused, run)
	return err
}
