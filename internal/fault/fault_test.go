//go:build fault

package fault_test

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// setting reads a number from the environment.
func setting(t *testing.T, name string, otherwise int) int {
	t.Helper()
	s := os.Getenv(name)
	if s == "" {
		return otherwise
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 {
		t.Fatalf("%s=%s is no number of ours", name, s)
	}
	return n
}

func TestFaultKilledAThousandTimesOnSQLite(t *testing.T) {
	kills, minutes := setting(t, "WEFT_TEST_KILLS", 1000), setting(t, "WEFT_TEST_MINUTES", 20)
	h := furnish(t, filepath.Join(t.TempDir(), "data"), "")
	t.Logf("SQLite: %s", killed(t, h, kills, 25, time.Now().Add(time.Duration(minutes)*time.Minute)))
}

func TestFaultKilledAThousandTimesOnPostgreSQL(t *testing.T) {
	kills, minutes := setting(t, "WEFT_TEST_KILLS", 1000), setting(t, "WEFT_TEST_MINUTES", 20)
	h := furnish(t, filepath.Join(t.TempDir(), "data"), postgres(t))
	t.Logf("PostgreSQL: %s", killed(t, h, kills, 25, time.Now().Add(time.Duration(minutes)*time.Minute)))
}
