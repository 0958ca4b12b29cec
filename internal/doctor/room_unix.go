//go:build darwin || freebsd || linux

package doctor

import "syscall"

// room returns the bytes that are free for us on the disk of a folder, and all of it.
func room(folder string) (free, total uint64, ok bool) {
	var s syscall.Statfs_t
	if syscall.Statfs(folder, &s) != nil {
		return 0, 0, false
	}
	return uint64(s.Bavail) * uint64(s.Bsize), s.Blocks * uint64(s.Bsize), true
}
