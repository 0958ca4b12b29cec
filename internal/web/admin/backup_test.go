package admin_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"weft/internal/app"
	"weft/internal/config"
	"weft/internal/webtest"
)

func TestAnAdministratorReadsWhetherBackupsAreMade(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	s := webtest.OnSQLite(t, func(s *config.Settings, _ *app.Options) { s.BackupDir, s.BackupEvery = folder, 24*time.Hour })
	c := s.As(t, s.Admin(t))
	c.Get("/admin").Is(200).Says("Backups", "None was made yet")
	const good = `"good":{"at":"2026-11-20T03:00:00Z","proved":true}`
	for last, want := range map[string]string{`{"last":{"at":"2026-11-20T03:00:00Z","proved":true},` + good + `}`: "The last good one is of 20 November 2026, 03:00",
		`{"last":{"at":"2026-11-20T09:00:00Z","problem":"No room."},` + good + `}`: "The one after it failed"} {
		if err := os.WriteFile(filepath.Join(folder, "last.json"), []byte(last), 0o600); err != nil {
			t.Fatal(err)
		}
		c.Get("/admin").Is(200).Says(want)
	}
	plain := webtest.OnSQLite(t)
	plain.As(t, plain.Admin(t)).Get("/admin").Is(200).Hides("Backups")
}
