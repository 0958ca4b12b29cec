package db

import (
	"context"
	"fmt"
	"strings"
	"time"

	"weft/internal/errs"
)

// Sound returns an Internal error when the database is damaged: SQLite's own check of
// every page, and every reference. PostgreSQL keeps both true itself, and nothing is
// asked of it.
func Sound(ctx context.Context, d *DB) error {
	if d.engine == Postgres {
		return nil
	}
	return d.Read(ctx, func(tx *Tx) error {
		found, err := All(ctx, tx, Value[string], `select integrity_check from pragma_integrity_check`)
		if err != nil {
			return err
		}
		if len(found) != 1 || found[0] != "ok" {
			return errs.Wrap(errs.Internal, "db.damaged", fmt.Errorf("integrity_check: %d findings", len(found)))
		}
		loose, err := All(ctx, tx, Value[string], `select distinct "table" from pragma_foreign_key_check`)
		if err == nil && len(loose) > 0 {
			err = errs.Wrap(errs.Internal, "db.damaged", fmt.Errorf("foreign_key_check: %s", strings.Join(loose, ", ")))
		}
		return err
	})
}

// Setting is one fact about how an engine keeps data.
type Setting struct{ Name, Value string }

// Settings returns how the engine keeps data: its version, and for SQLite how it
// journals and how it waits for the disk, as doctor shows them.
func Settings(ctx context.Context, d *DB) (out []Setting, err error) {
	ask := []Setting{{"version", "select sqlite_version()"}, {"journal", "pragma journal_mode"}, {"synchronous", "pragma synchronous"}, {"references", "pragma foreign_keys"}}
	if d.engine == Postgres {
		ask = []Setting{{"version", "show server_version"}, {"synchronous", "show synchronous_commit"}, {"fsync", "show fsync"}}
	}
	err = d.Read(ctx, func(tx *Tx) error {
		for _, s := range ask {
			v, err := One(ctx, tx, Value[string], s.Value)
			if err != nil {
				return err
			}
			out = append(out, Setting{s.Name, v})
		}
		return nil
	})
	return out, err
}

// Skew returns how far the clock of the database is ahead of ours; 0 on SQLite, which
// has none of its own.
func Skew(ctx context.Context, tx *Tx) (time.Duration, error) {
	if tx.engine != Postgres {
		return 0, nil
	}
	theirs, err := One(ctx, tx, Value[time.Time], `select clock_timestamp()`)
	return theirs.Sub(tx.now), err
}

// Unsafe reports whether this SQLite is of a release that can lose what was saved.
func Unsafe(version string) bool { return older(version, minSQLite) }
