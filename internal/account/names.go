package account

import (
	"context"

	"weft/internal/db"
)

// Names returns the names of accounts, for a page that shows who did something; the
// page's own use case has decided that the reader may see them. Unknown ids are left
// out.
func (s *Service) Names(ctx context.Context, which ...ID) (out map[ID]string, err error) {
	if len(which) == 0 {
		return map[ID]string{}, nil
	}
	err = s.db.Glance(ctx, func(tx *db.Tx) error { out, err = names(ctx, tx, which); return err })
	return out, err
}
