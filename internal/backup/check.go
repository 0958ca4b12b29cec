package backup

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"weft/internal/db"
)

// Check proves a backup without touching anything: it opens it, puts it into a scratch
// database in a folder that it makes below scratch and removes again, holds every table
// against the manifest, brings the schema up to date, and walks the audit chain.
func Check(ctx context.Context, path string, k Key, scratch string, again Rebuild) (m Manifest, p Proof, err error) {
	a, err := Open(path, k)
	if err != nil {
		return m, p, err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	dir, err := os.MkdirTemp(scratch, ".weft-check-")
	if err != nil {
		return a.Manifest, p, unwritable(err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	d, err := db.Open(ctx, db.Config{Path: filepath.Join(dir, "weft.db"), Fast: true})
	if err != nil {
		return a.Manifest, p, err
	}
	p, err = a.into(ctx, d, again)
	return a.Manifest, p, errors.Join(err, d.Close())
}
