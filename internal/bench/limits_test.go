//go:build bench

package bench_test

import (
	"os"
	"strings"
	"testing"
)

// TestBenchHoldsEveryLimit is `make bench`.
func TestBenchHoldsEveryLimit(t *testing.T) {
	s := whole()
	if os.Getenv("BENCH") == "quick" {
		s = quick()
	}
	if r := measure(t, s, os.Stdout); len(r.short) > 0 && s.name == whole().name {
		t.Errorf("short:\n  %s", strings.Join(r.short, "\n  "))
	}
}
