package app

import (
	"fmt"
	"os"
	"path/filepath"
)

// lockName is the file whose lock says that a program has a data folder's SQLite
// database to itself: serve while it runs, restore, and whatever changes the schema.
const lockName = "weft.lock"

// lock takes the data folder for this process until release is called, or returns a
// sentence when another Weft has it. On PostgreSQL several may serve, so there is
// nothing to take.
func (e *environment) lock(folder, what string) (release func(), err error) {
	if e.settings.DatabaseURL != "" || e.held {
		return func() {}, nil
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, because(err, "The data folder "+filepath.Base(folder)+" cannot be made: %s. Name another one with --data.")
	}
	f, err := os.OpenFile(filepath.Join(folder, lockName), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, because(err, "The data folder "+filepath.Base(folder)+" cannot be used: %s. Check who owns it, or name another one with --data.")
	}
	taken, err := lockFile(f)
	if err != nil || taken {
		_ = f.Close()
		if err != nil {
			return nil, because(err, "The data folder "+filepath.Base(folder)+" cannot be locked: %s. Use a local disk, not a network share.")
		}
		return nil, fmt.Errorf("Another Weft uses the data folder %s just now, so this one did not %s. Stop that one first, or name another folder with --data.",
			filepath.Base(folder), what)
	}
	e.held = true
	return func() { e.held = false; _ = f.Close() }, nil
}
