// Package httpkit is what every HTTP adapter shares: the one table from errs.Kind to
// status, security headers, limits, compression, the log line and the trace of each
// request. It knows no page and no capability.
package httpkit
