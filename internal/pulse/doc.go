// Package pulse is a read model: how the installation itself is doing. It counts what
// waits and what failed, for doctor and for metrics, and knows nothing of any person.
//
// It has no tables. Whoever runs the program may ask; no page shows it.
package pulse
