package directory

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"weft/internal/db"
	"weft/internal/place"
	"weft/internal/text"
)

// candidate is an entry that answers a query, before it is loaded. With Near its score is
// its distance in metres and its class 0; else its class says whether the words stand in
// its name and its folded name orders it.
type candidate struct {
	seq    int64
	class  int
	score  float64
	metres float64
	name   string
}

// cursor is the last candidate of a page.
type cursor struct {
	seq   int64
	class int
	score float64
	name  string
	way   int
}

func (c candidate) cursor(way int) cursor {
	return cursor{seq: c.seq, class: c.class, score: c.score, name: c.name, way: way}
}

// String writes the cursor so that it can stand in an address. It holds nothing personal.
func (c cursor) String() string {
	raw := fmt.Sprintf("%d %d %s %d %s", c.seq, c.class, strconv.FormatFloat(c.score, 'g', -1, 64), c.way, c.name)
	return base64.RawURLEncoding.EncodeToString([]byte(raw))
}

func parseCursor(s string) (c cursor, ok bool) {
	if s == "" {
		return cursor{}, true
	}
	raw, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil {
		return cursor{}, false
	}
	part := strings.SplitN(string(raw), " ", 5)
	if len(part) != 5 || part[4] != text.Fold(part[4]) {
		return cursor{}, false
	}
	var bad [4]error
	c.seq, bad[0] = strconv.ParseInt(part[0], 10, 64)
	c.class, bad[1] = strconv.Atoi(part[1])
	c.score, bad[2] = strconv.ParseFloat(part[2], 64)
	c.way, bad[3] = strconv.Atoi(part[3])
	c.name = part[4]
	return c, errors.Join(bad[:]...) == nil && c.seq > 0 && c.way >= asWords && c.way <= asNeeds
}

// before reports whether a candidate comes after the page that the cursor ended.
func (c cursor) before(o candidate) bool {
	return c == cursor{} || candidate{seq: c.seq, class: c.class, score: c.score, name: c.name}.compare(o) < 0
}

// nearby adds the candidates of a query within a distance to those that are known, each
// once, with its nearest place and its best score. more is added to every distance. It
// reads at most so many places and returns how many there were.
func nearby(ctx context.Context, tx *db.Tx, q query, at place.Point, within, more float64, most int, known map[int64]candidate) (int, error) {
	sql, args := match(tx, q)
	all, err := db.All(ctx, tx, func(s db.Scan) (struct{}, error) {
		var c candidate
		var where place.Point
		if err := s(&c.seq, &where.Lat, &where.Lon); err != nil {
			return struct{}{}, err
		}
		c.metres = place.Metres(at, where)
		c.score = c.metres + more
		if have, ok := known[c.seq]; c.metres <= within && (!ok || c.score < have.score) {
			known[c.seq] = c
		}
		return struct{}{}, nil
	}, `select p.entry, p.lat, p.lon from directory_search s join directory_place p on p.entry = s.rowid where `+sql+` and p.lat is not null`+db.Limit(most), args...)
	return len(all), err
}

// findByName returns the candidates of a query by name, without those that another query
// finds too, from behind the cursor.
func findByName(ctx context.Context, tx *db.Tx, q query, limit, class int, without *query, after cursor) ([]candidate, error) {
	var a db.Args
	sql := `select e.seq, e.name_fold from directory_entry e where e.listed = ` + a.Bind(true)
	for _, part := range []struct {
		q  *query
		is string
	}{{&q, " in "}, {without, " not in "}} {
		if part.q == nil || part.q.empty() {
			continue
		}
		cond, args := match(tx, *part.q)
		sql += ` and e.seq` + part.is + `(select s.rowid from directory_search s where ` + strings.Replace(cond, "$1", a.Bind(args[0]), 1) + `)`
	}
	if (after != cursor{}) {
		sql += ` and (e.name_fold, e.seq) > (` + a.Bind(after.name) + `, ` + a.Bind(after.seq) + `)`
	}
	sql += ` order by e.name_fold, e.seq limit ` + a.Bind(limit)
	return db.All(ctx, tx, func(s db.Scan) (candidate, error) {
		c := candidate{class: class, metres: -1}
		err := s(&c.seq, &c.name)
		return c, err
	}, sql, a.List()...)
}

// match returns the condition that asks the index, with its one argument $1.
func match(tx *db.Tx, q query) (string, []any) {
	arg := db.Pick(tx, db.SQL{SQLite: q.fts5(), Postgres: q.tsquery()})
	return db.Pick(tx, db.SQL{SQLite: `directory_search match $1`, Postgres: `s.tokens @@ cast($1 as tsquery)`}), []any{arg}
}
