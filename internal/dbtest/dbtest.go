package dbtest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/id"
)

// Now is the time at which every test database starts: a Friday, mid-morning.
func Now() time.Time { return time.Date(2026, 11, 20, 9, 30, 0, 0, time.UTC) }

// Run runs body once on SQLite and once on PostgreSQL, in parallel, each on a fresh
// migrated database whose clock stands at Now until the test moves it.
func Run(t *testing.T, body func(t *testing.T, d *db.DB, now *clock.Manual)) {
	t.Helper()
	for name, open := range map[string]func(testing.TB, clock.Clock) *db.DB{"sqlite": SQLite, "postgres": Postgres} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			now := clock.NewManual(Now())
			body(t, open(t, now), now)
		})
	}
}

// SQLite returns a fresh migrated SQLite database, gone after the test.
func SQLite(t testing.TB, c clock.Clock) *db.DB {
	t.Helper()
	template, err := sqliteTemplate()
	if err != nil {
		t.Fatalf("SQLite template: %v", err)
	}
	path := filepath.Join(t.TempDir(), "weft.db")
	if err := os.WriteFile(path, template, 0o600); err != nil {
		t.Fatalf("copy the template: %v", err)
	}
	d, err := db.Open(context.Background(), db.Config{Path: path, Clock: c, Fast: true})
	if err != nil {
		t.Fatalf("open SQLite: %v", err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return d
}

// Postgres returns a fresh migrated PostgreSQL database, dropped after the test.
func Postgres(t testing.TB, c clock.Clock) *db.DB {
	t.Helper()
	u, err := PostgresURL(t)
	if err != nil {
		t.Fatalf("PostgreSQL for tests: %v", err)
	}
	d, err := db.Open(context.Background(), db.Config{URL: u, Clock: c})
	if err != nil {
		t.Fatalf("open PostgreSQL: %v", err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return d
}

// PostgresURL returns the address of a fresh migrated database, dropped after the
// test.
func PostgresURL(t testing.TB) (string, error) {
	t.Helper()
	base, template, err := postgresTemplate()
	if err != nil {
		return "", err
	}
	name := "weft_t_" + strings.ReplaceAll(id.New[testing.T]().String(), "-", "")
	if err := administer(base, fmt.Sprintf("create database %s template %s", name, template)); err != nil {
		return "", err
	}
	t.Cleanup(func() { _ = administer(base, fmt.Sprintf("drop database if exists %s with (force)", name)) })
	return withDatabase(base, name), nil
}

// sqliteTemplate makes a migrated file once per process and returns its bytes.
var sqliteTemplate = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "weft-lite-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a temporary folder
	path := filepath.Join(dir, "t.db")
	if err := migrate(db.Config{Path: path, Fast: true}); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// server is the address of the PostgreSQL server, started once per process when
// none is named. It ends with the process.
var server = sync.OnceValues(func() (string, error) {
	if u := os.Getenv("WEFT_TEST_POSTGRES_URL"); u != "" {
		return u, nil
	}
	s, err := StartServer(context.Background())
	if err != nil {
		return "", err
	}
	return s.URL, nil
})

type pgTemplate struct{ base, name string }

// postgresTemplate makes a migrated template database once per schema and server.
// Several test processes may come at once, so it is built under another name and
// renamed when whole.
func postgresTemplate() (string, string, error) {
	t, err := templateOnce()
	return t.base, t.name, err
}

var templateOnce = sync.OnceValues(func() (pgTemplate, error) {
	base, err := server()
	if err != nil {
		return pgTemplate{}, err
	}
	name := "weft_tpl_" + schemaHash()
	if exists(base, name) {
		return pgTemplate{base, name}, nil
	}
	build := "weft_new_" + strings.ReplaceAll(id.New[testing.T]().String(), "-", "")
	if err := administer(base, "create database "+build); err != nil {
		return pgTemplate{}, err
	}
	if err := migrate(db.Config{URL: withDatabase(base, build)}); err != nil {
		return pgTemplate{}, err
	}
	if err := administer(base, fmt.Sprintf("alter database %s rename to %s", build, name)); err != nil && !exists(base, name) {
		return pgTemplate{}, err
	}
	return pgTemplate{base, name}, nil
})

func migrate(c db.Config) error {
	ctx := context.Background()
	d, err := db.Open(ctx, c)
	if err != nil {
		return err
	}
	if _, err := db.Migrate(ctx, d); err != nil {
		return err
	}
	return d.Close()
}

// schemaHash names the schema by the contents of its migrations.
func schemaHash() string {
	h := sha256.New()
	files := db.Migrations(db.Postgres)
	_ = fs.WalkDir(files, ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := fs.ReadFile(files, p)
		h.Write([]byte(p))
		h.Write(b)
		return err
	})
	return hex.EncodeToString(h.Sum(nil))[:16]
}

func withDatabase(base, name string) string {
	u, err := url.Parse(base)
	if err != nil {
		return base
	}
	u.Path = "/" + name
	return u.String()
}
