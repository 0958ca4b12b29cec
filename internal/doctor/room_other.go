//go:build !(darwin || freebsd || linux)

package doctor

// room cannot be asked here.
func room(string) (free, total uint64, ok bool) { return 0, 0, false }
