package directory

import (
	"context"
	"slices"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/place"
)

// indexVersion counts how often the tokens of an entry changed their meaning. An index of
// another version finds too little, so it is made anew.
const indexVersion = 2

// FreshenSearch makes the search anew when an older program made it, and returns how many
// entries can be found, 0 when nothing was to do. For the program, when it starts.
func (s *Service) FreshenSearch(ctx context.Context, a authz.Actor) (int, error) {
	if err := authz.Check(a, authz.WholeMove); err != nil {
		return 0, err
	}
	var version int
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) {
		version, err = db.One(ctx, tx, db.Value[int], `select version from directory_index`)
		return err
	})
	if err != nil || version == indexVersion {
		return 0, err
	}
	return s.RebuildSearch(ctx, a)
}

// RebuildSearch makes the search anew from what the entries say and where their places
// lie, and returns how many can be found. For the program, after a whole installation
// came in; audited as directory.rebuild.
func (s *Service) RebuildSearch(ctx context.Context, a authz.Actor) (n int, err error) {
	if err := authz.Check(a, authz.WholeMove); err != nil {
		return 0, err
	}
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		if n, err = s.makeSearch(ctx, tx); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, "directory.rebuild", audit.On("directory", ""))
	})
	return n, err
}

// Rebuild is RebuildSearch for a database that was put back from a backup, which holds no
// index; whoever may do that has the whole database. It is not audited: what was put back
// is what was backed up. Running it again changes nothing.
func (s *Service) Rebuild(ctx context.Context) (n int, err error) {
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		n, err = s.makeSearch(ctx, tx)
		return err
	})
	return n, err
}

func (s *Service) makeSearch(ctx context.Context, tx *db.Tx) (n int, err error) {
	if _, err := tx.Exec(ctx, db.Pick(tx, db.SQL{SQLite: `insert into directory_search (directory_search) values ('delete-all')`,
		Postgres: `delete from directory_search`})); err != nil {
		return 0, err
	}
	seqs, err := db.All(ctx, tx, db.Value[int64], `select seq from directory_entry where status = $1 order by seq`, Live)
	if err != nil {
		return 0, err
	}
	for part := range slices.Chunk(seqs, parameters) {
		rows, err := searchRows(ctx, tx, part)
		if err != nil {
			return 0, err
		}
		if err := insertMany(ctx, tx, `insert into directory_search (rowid, tokens)`, rows, ""); err != nil {
			return 0, err
		}
		n += len(rows)
	}
	if _, err := tx.Exec(ctx, `update directory_index set version = $1`, indexVersion); err != nil {
		return 0, err
	}
	return n, tidyIndex(ctx, tx)
}

// searchRows returns the rows of the search for entries that are stored.
func searchRows(ctx context.Context, tx *db.Tx, seqs []int64) ([][]any, error) {
	entries, err := bySeqs(ctx, tx, seqs)
	if err != nil {
		return nil, err
	}
	at := map[int64][]place.Point{}
	if _, err := db.All(ctx, tx, func(scan db.Scan) (struct{}, error) {
		var seq int64
		var p place.Point
		err := scan(&seq, &p.Lat, &p.Lon)
		at[seq] = append(at[seq], p)
		return struct{}{}, err
	}, `select entry, lat, lon from directory_place where lat is not null and entry between $1 and $2 order by entry, n`,
		seqs[0], seqs[len(seqs)-1]); err != nil {
		return nil, err
	}
	rows := make([][]any, 0, len(entries))
	for _, e := range entries {
		d, err := digestOfStored(e)
		if err != nil {
			return nil, err
		}
		rows = append(rows, []any{e.seq, d.Words + factTokens(append(splitCodes(e.needs), splitCodes(e.moreNeeds)...), at[e.seq])})
	}
	return rows, nil
}

// tidyIndex puts the parts of the index together that much writing left behind: a search
// asks each of them.
func tidyIndex(ctx context.Context, tx *db.Tx) error {
	_, err := tx.Exec(ctx, db.Pick(tx, db.SQL{SQLite: `insert into directory_search (directory_search) values ('optimize')`,
		Postgres: `select gin_clean_pending_list('directory_search_tokens')`}))
	return err
}
