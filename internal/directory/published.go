package directory

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/hsds"
)

// Published returns a live entry as an Open Referral UK service, every required field
// filled, under our own identifiers. Anyone may. It is NotFound when it is not live.
func (s *Service) Published(ctx context.Context, eid ID) (doc hsds.Service, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		r, err := byID(ctx, tx, eid)
		if err != nil {
			return err
		}
		if r.status != Live {
			return errs.New(errs.NotFound, "directory.not_found")
		}
		doc, err = r.published()
		return err
	})
	return doc, err
}

// PublishedFilter chooses what a page of services holds.
type PublishedFilter struct {
	Number        int // from 1
	Size          int // at most 100
	ModifiedAfter time.Time
}

// PublishedPage returns one page of the live entries in the envelope of the
// specification, in an order that does not change when entries are added. Anyone may.
func (s *Service) PublishedPage(ctx context.Context, f PublishedFilter) (page hsds.Page[hsds.Service], err error) {
	f.Number, f.Size = max(f.Number, 1), min(max(f.Size, 1), mostLimit)
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		total, err := db.One(ctx, tx, db.Value[int], `select count(*) from directory_entry where listed = $1 and updated > $2`, true, floor(f.ModifiedAfter))
		if err != nil {
			return err
		}
		rows, err := db.All(ctx, tx, scan, `select `+columns+from+`where e.listed = $1 and e.updated > $2 order by e.seq limit $3 offset $4`,
			true, floor(f.ModifiedAfter), f.Size, (f.Number-1)*f.Size)
		if err != nil {
			return err
		}
		page = hsds.Page[hsds.Service]{TotalItems: total, TotalPages: (total + f.Size - 1) / f.Size, PageNumber: f.Number, Size: len(rows),
			FirstPage: f.Number == 1, LastPage: f.Number*f.Size >= total, Empty: len(rows) == 0, Contents: make([]hsds.Service, len(rows))}
		for i, r := range rows {
			if page.Contents[i], err = r.published(); err != nil {
				return err
			}
		}
		return nil
	})
	return page, err
}

// floor keeps a time that was not given from being NULL.
func floor(t time.Time) time.Time {
	if t.IsZero() {
		return time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)
	}
	return t
}

func (r stored) published() (hsds.Service, error) {
	var doc hsds.Service
	if err := json.Unmarshal([]byte(r.document), &doc); err != nil {
		return doc, fmt.Errorf("the stored document of entry %s: %w", r.id, err)
	}
	doc.ID, doc.OrganizationID, doc.Status = r.id.String(), r.organisation.String(), hsds.Active
	if doc.Organization != nil {
		o := *doc.Organization
		o.ID = r.organisation.String()
		doc.Organization = &o
	}
	if on := r.checked(); !on.IsZero() {
		doc.AssuredDate = on.String()
	}
	doc.LastModified = r.updated.UTC().Format(time.RFC3339)
	return hsds.Strict(doc), nil
}
