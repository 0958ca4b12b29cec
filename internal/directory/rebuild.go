package directory

import (
	"context"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/place"
)

// rebuildStep is how many entries are read at a time.
const rebuildStep = 500

// RebuildSearch makes the search anew from what the entries say and where their places
// lie, and returns how many can be found. For the program, after a whole installation
// came in; audited as directory.rebuild.
func (s *Service) RebuildSearch(ctx context.Context, a authz.Actor) (int, error) {
	if err := authz.Check(a, authz.WholeMove); err != nil {
		return 0, err
	}
	found := 0
	err := s.db.Write(ctx, func(tx *db.Tx) error {
		found = 0
		for after := int64(0); ; {
			list, err := db.All(ctx, tx, scan, `select `+columns+from+`where e.seq > $1 order by e.seq limit $2`, after, rebuildStep)
			if err != nil {
				return err
			}
			if len(list) == 0 {
				break
			}
			after = list[len(list)-1].seq
			n, err := rebuild(ctx, tx, list)
			if err != nil {
				return err
			}
			found += n
		}
		return audit.Record(ctx, tx, a, "directory.rebuild", audit.On("directory", ""))
	})
	return found, err
}

func rebuild(ctx context.Context, tx *db.Tx, list []stored) (int, error) {
	var seqs []int64
	var rows [][]any
	for _, r := range list {
		seqs = append(seqs, r.seq)
		if r.status != Live {
			continue
		}
		d, err := digestOfStored(r)
		if err != nil {
			return 0, err
		}
		at, err := db.All(ctx, tx, func(s db.Scan) (place.Point, error) {
			var p place.Point
			err := s(&p.Lat, &p.Lon)
			return p, err
		}, `select lat, lon from directory_place where entry = $1 and lat is not null order by n`, r.seq)
		if err != nil {
			return 0, err
		}
		rows = append(rows, []any{r.seq, d.Words + factTokens(append(splitCodes(r.needs), splitCodes(r.moreNeeds)...), at)})
	}
	if err := unindex(ctx, tx, seqs, false); err != nil {
		return 0, err
	}
	return len(rows), insertMany(ctx, tx, `insert into directory_search (rowid, tokens)`, rows, "")
}
