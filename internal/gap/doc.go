// Package gap keeps what people needed and nobody offered: "nothing suitable" is a
// finding, not a failure of the person or the worker.
//
// Tables: unmet_need. Invariants: one step from the connect page notes it; a case that
// closes for want of provision always leaves one; words stay with the case and are
// reviewed by a human before anyone else reads them.
package gap
