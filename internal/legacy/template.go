package legacy

import (
	"io"

	"weft/internal/intake"
)

// Template writes an empty table with the names of all our fields, for cases or for
// referrals, in the order in which a human would fill them.
func Template(w io.Writer, cases bool) error {
	fields := referralFields()
	if cases {
		fields = caseFields()
	}
	last := []string{}
	first := []string{"old_id"}
	for _, fl := range fields {
		if fl.name != "old_id" {
			last = append(last, fl.name)
		}
	}
	return intake.WriteCSV(w, [][]string{append(first, last...)})
}
