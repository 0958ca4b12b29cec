package doctor_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/config"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/doctor"
)

// well is an installation in which little is wrong but that it is empty.
func well(t *testing.T, d *db.DB, now clock.Clock) doctor.Patient {
	t.Helper()
	folder := t.TempDir()
	if err := os.Chmod(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	return doctor.Patient{Folder: folder, DB: d, Clock: now, Sentence: func(err error) string { return err.Error() }, Mail: func(context.Context) error { return nil },
		Settings: config.Settings{Listen: "127.0.0.1:8080", BaseURL: "https://weft.example.org", TrustedProxies: []string{"10.0.0.1"}, SMTPURL: "smtp://m?from=a@example.org",
			BackupKey: "a passphrase of many words", FieldKeys: []string{"x"}, BackupEvery: 24 * time.Hour}}
}

// said returns what was found wrong, one line each.
func said(found []doctor.Finding) string {
	var b strings.Builder
	for _, f := range found {
		if f.Level == doctor.Wrong {
			b.WriteString(f.About + ": " + f.What + "\n")
		}
	}
	return b.String()
}

func history(t *testing.T, p doctor.Patient, last string) {
	t.Helper()
	folder := filepath.Join(p.Folder, "backups")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "last.json"), []byte(last), 0o600); err != nil {
		t.Fatal(err)
	}
}

const good = `{"last":{"at":"2026-11-20T03:00:00Z","proved":true},"good":{"at":"2026-11-20T03:00:00Z","proved":true}}`

// Each thing that can be wrong with the settings or the folder is found, and nothing else.
func TestEachFaultOfTheSettingsAndTheFolderIsFound(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		spoil func(t *testing.T, p *doctor.Patient)
		says  string
	}{
		"nothing":      {func(*testing.T, *doctor.Patient) {}, ""},
		"http":         {func(_ *testing.T, p *doctor.Patient) { p.Settings.BaseURL = "http://weft.example.org" }, "base address: People reach"},
		"http at home": {func(_ *testing.T, p *doctor.Patient) { p.Settings.BaseURL = "http://127.0.0.1:8080" }, ""},
		"proxies":      {func(_ *testing.T, p *doctor.Patient) { p.Settings.TrustedProxies = nil }, "proxies: "},
		"no mail":      {func(_ *testing.T, p *doctor.Patient) { p.Settings.SMTPURL = "" }, "mail: No mail server"},
		"dead mail":    {func(_ *testing.T, p *doctor.Patient) { p.Mail = func(context.Context) error { return errors.New("x") } }, "mail: The mail server"},
		"no key":       {func(_ *testing.T, p *doctor.Patient) { p.Settings.BackupKey = "" }, "backup key: Backups are not encrypted"},
		"short key":    {func(_ *testing.T, p *doctor.Patient) { p.Settings.BackupKey = "short" }, "backup key: WEFT_BACKUP_KEY is too short"},
		"open folder": {func(t *testing.T, p *doctor.Patient) {
			if err := os.Chmod(p.Folder, 0o755); err != nil {
				t.Fatal(err)
			}
		}, "permissions: "},
		"a demo": {func(t *testing.T, p *doctor.Patient) {
			if err := os.WriteFile(filepath.Join(p.Folder, "town.json"), nil, 0o600); err != nil {
				t.Fatal(err)
			}
		}, "demo data: This data folder"},
		"never backed up": {func(t *testing.T, p *doctor.Patient) { _ = os.RemoveAll(filepath.Join(p.Folder, "backups")) }, "backup: No regular backup"},
		"an old backup":   {func(t *testing.T, p *doctor.Patient) { history(t, *p, strings.ReplaceAll(good, "11-20", "11-17")) }, "backup: The last good backup is 78h"},
		"a bad backup": {func(t *testing.T, p *doctor.Patient) {
			history(t, *p, `{"last":{"at":"2026-11-20T03:00:00Z","problem":"No room."}}`)
		}, "backup: The last backup, of 20 November 2026 03:00 UTC, failed: No room."},
		"a lost database": {func(_ *testing.T, p *doctor.Patient) { p.DB, p.NotOpen = nil, errors.New("gone") }, "database: The database cannot be opened: gone"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			now := clock.NewManual(dbtest.Now())
			d := dbtest.SQLite(t, now)
			p := well(t, d, now)
			history(t, p, good)
			c.spoil(t, &p)
			found := said(doctor.Examine(context.Background(), p))
			var own []string // without what every empty and hasty test database lacks
			for _, line := range strings.Split(strings.TrimSpace(found), "\n") {
				about, _, _ := strings.Cut(line, ":")
				if line != "" && about != "accounts" && about != "postcodes" && about != "directory" && about != "engine" && about != "disk" {
					own = append(own, line)
				}
			}
			if c.says == "" && len(own) > 0 || c.says != "" && (len(own) != 1 || !strings.HasPrefix(own[0], c.says)) {
				t.Errorf("found %q, want %q", own, c.says)
			}
		})
	}
}

// What is wrong in the database is found on both engines.
func TestEachFaultOfTheDatabaseIsFound(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		ctx := context.Background()
		p := well(t, d, clock.System{})
		if d.Engine() == db.SQLite {
			p.Clock = now
		}
		find := func(want string) {
			t.Helper()
			if found := said(doctor.Examine(ctx, p)); !strings.Contains(found, want) {
				t.Errorf("not found: %q in\n%s", want, found)
			}
		}
		write := func(q string, args ...any) {
			t.Helper()
			if err := d.Write(ctx, func(tx *db.Tx) error { _, err := tx.Exec(ctx, q, args...); return err }); err != nil {
				t.Fatal(err)
			}
		}
		find("accounts: There is no administrator")
		find("postcodes: No postcodes")
		find("directory: ")
		if err := d.Write(ctx, func(tx *db.Tx) error {
			return audit.Record(ctx, tx, authz.Program(), "test.do", audit.On("thing", ""))
		}); err != nil {
			t.Fatal(err)
		}
		now.Advance(10 * time.Minute)
		if d.Engine() == db.SQLite {
			find("audit record: 1 events are not in the chain")
		} else {
			find("clock: The clocks of this machine and of the database differ")
		}
		if _, err := audit.NewLog(d).Seal(ctx); err != nil {
			t.Fatal(err)
		}
		write(`update audit_event set action = 'test.undo' where place = 1`)
		find("audit record: Somebody altered")
		const uuid = "01a1feb6-c7ac-70e0-b7a0-ea7d508e29f5"
		write(`insert into job (id, kind, payload, run_at, failed_at) values ($1, 'k', '{}', $2, $2)`, uuid, now.Now())
		find("jobs: 1 jobs were given up")
		write(`insert into person (id, name, name_fold, nhs_number, created) values ($1, 'x', 'x', '9990000000', $2)`, uuid, now.Now())
		find("demo data: 1 people")
		write(`insert into goose_db_version (version_id, is_applied) values ($1, $2)`, 99999, true)
		find("schema: A newer Weft")
		write(`delete from goose_db_version where version_id > $1`, 60)
		find("schema: ")
	})
}
