//go:build access

package web_test

import (
	"testing"

	"weft/internal/webtest"
)

// Every route that leads to a record of somebody, as every role, for a record in every
// relation, on both engines.
func TestAccessOfEveryRoleToARecordInEveryRelation(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		n := inEveryRelation(t, s, func(relation, int, int, string, string) bool { return true })
		t.Logf("%d tried", n)
	})
}
