// Package calls is the pages of the telephone: who rang while nobody could talk, who
// rings back, and who is on duty.
package calls
