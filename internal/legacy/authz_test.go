package legacy_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"weft/internal/authz"
	"weft/internal/fixture"
	"weft/internal/legacy"
)

func TestEveryMethodAsksEveryRole(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		file := table(t, "id,name,received\n1,Dilys Pryce,1/2/2024\n")
		h.Try(t, h.Legacy, h.Cast(t, th), map[string]fixture.Act{
			"ImportReferrals": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Legacy.ImportReferrals(ctx, a, legacy.Options{File: file}, nil)
				return err
			}},
			"ImportCaseload": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Legacy.ImportCaseload(ctx, a, legacy.Options{File: file}, nil)
				return err
			}},
		})
	})
}

// table writes a file.
func table(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "table.csv")
	ok(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}
