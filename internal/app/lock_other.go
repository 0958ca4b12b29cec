//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package app

import "os"

// lockFile cannot lock files here: docs/operations.md says to run one Weft on one folder.
func lockFile(*os.File) (taken bool, err error) { return false, nil }
