package doctor

import (
	"context"
	"fmt"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// settings looks at what was set and what was not.
func (w *ward) settings(ctx context.Context) {
	u, err := url.Parse(w.Settings.Base())
	if err == nil && u.Scheme == "http" && !loopback(u.Hostname()) {
		w.wrong("base address", "People reach this installation by http, so what they type can be read on the way.", "Put a web server with TLS before it, and set WEFT_BASE_URL to its https address.")
	}
	if err == nil && u.Scheme == "https" && len(w.Settings.TrustedProxies) == 0 {
		w.wrong("proxies", "Weft stands behind a web server that it does not know, so everybody seems to come from one address, and one person's wrong passwords make all wait.", "Name that server in WEFT_TRUSTED_PROXIES.")
	}
	switch {
	case w.Settings.SMTPURL == "":
		w.wrong("mail", "No mail server is set, so messages wait in the outbox and are shown there.", "Set WEFT_SMTP_URL, or look into the outbox every day.")
	case w.Mail != nil:
		if err := w.Mail(ctx); err != nil {
			w.wrong("mail", "The mail server does not answer or does not let us in.", "Check WEFT_SMTP_URL: host, port, user and password.")
		}
	}
	if len(w.Settings.FieldKeys) == 0 {
		w.note("field keys", "WEFT_FIELD_KEYS is not set. This release does not encrypt single fields yet.", "Let the disk under the database be encrypted.")
	}
	if w.Settings.ReadOnly {
		w.note("read only", "WEFT_READ_ONLY is set: everything can be read and nothing changed.", "Take it away when the work is done.")
	}
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// minFree is the share of a disk, and the bytes, under which it counts as nearly full.
const (
	minFreeShare = 0.05
	minFreeBytes = 1 << 30
)

// folder looks at the data folder: who may read it, and how much room there is.
func (w *ward) folder() {
	for _, path := range []string{w.Folder, filepath.Join(w.Folder, "weft.db"), w.Settings.Backups(w.Folder), w.Settings.Config} {
		at, err := os.Stat(path)
		if err != nil || path == "" {
			continue
		}
		if at.Mode().Perm()&0o077 != 0 && !guarded(path, w.Folder) {
			w.wrong("permissions", fmt.Sprintf("Other users of this machine may read %s.", filepath.Base(path)), "chmod go-rwx "+path)
		}
	}
	if _, err := os.Stat(filepath.Join(w.Folder, "town.json")); err == nil {
		w.wrong("demo data", "This data folder was made by weft demo.", "Name another one with --data for real work.")
	}
	free, total, ok := room(w.Folder)
	if ok && float64(free) < minFreeShare*float64(total) && free < minFreeBytes*8 || ok && free < minFreeBytes/4 {
		w.wrong("disk", fmt.Sprintf("The disk under the data folder is nearly full: %d MB are free.", free>>20), "Make room, or move the data folder to a larger disk. Weft stops saving when it is full, and loses nothing.")
	}
}

// guarded reports whether a file lies in a folder that nobody else can enter.
func guarded(path, folder string) bool {
	at, err := os.Stat(folder)
	return err == nil && path != folder && strings.HasPrefix(path, folder) && at.Mode().Perm()&0o077 == 0
}
