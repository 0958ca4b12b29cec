package request

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"weft/internal/db"
	"weft/internal/errs"
)

// row is a request as it is stored: sealed.
type row struct {
	id     ID
	device string
	code   string
	sealed string
	keys   map[string]string
	tries  int
	ends   time.Time
}

const columns = `id, device, code, sealed, keys, tries, ends`

func scan(s db.Scan) (row, error) {
	var r row
	var keys string
	if err := s(&r.id, &r.device, &r.code, &r.sealed, &keys, &r.tries, &r.ends); err != nil {
		return r, err
	}
	if err := json.Unmarshal([]byte(keys), &r.keys); err != nil {
		return r, fmt.Errorf("read a request: %w", err)
	}
	return r, nil
}

// byDevice returns the request that a browser holds; NotFound when there is none.
func byDevice(ctx context.Context, tx *db.Tx, token string) (row, error) {
	r, err := db.One(ctx, tx, scan, `select `+columns+` from help_request where device = $1 and ends > $2`, digest(token), tx.Now())
	if errs.Is(err, errs.NotFound) {
		err = gone()
	}
	return r, err
}

// byCode returns the request that a code opens; NotFound when there is none.
func byCode(ctx context.Context, tx *db.Tx, code string) (row, error) {
	return db.One(ctx, tx, scan, `select `+columns+` from help_request where code = $1 and ends > $2`, code, tx.Now())
}

// put writes a request, new or changed.
func put(ctx context.Context, tx *db.Tx, r row) error {
	keys, err := json.Marshal(r.keys)
	if err != nil {
		return fmt.Errorf("keep a request: %w", err)
	}
	_, err = tx.Exec(ctx, `insert into help_request (id, device, code, sealed, keys, tries, at, ends) values ($1, $2, $3, $4, $5, $6, $7, $8)
		on conflict (id) do update set device = excluded.device, code = excluded.code, sealed = excluded.sealed, keys = excluded.keys,
		tries = excluded.tries, at = excluded.at, ends = excluded.ends`, r.id, r.device, r.code, r.sealed, string(keys), r.tries, tx.Now(), r.ends)
	return err
}

func remove(ctx context.Context, tx *db.Tx, rid ID) error {
	_, err := tx.Exec(ctx, `delete from help_request where id = $1`, rid)
	return err
}
