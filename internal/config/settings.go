package config

import (
	"net"
	"net/netip"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"weft/internal/errs"
	"weft/internal/i18n"
)

// Settings are all the settings there are. Embed it in the struct of the command
// line. The tag secret marks what Print hides.
type Settings struct {
	Config         string        `name:"config" help:"TOML file of settings." placeholder:"FILE"`
	Listen         string        `name:"listen" default:"127.0.0.1:8080" help:"Address to listen on."`
	Data           string        `name:"data" help:"Folder for everything that is kept (./weft-data, or ./weft-demo for the demo)." placeholder:"DIR"`
	DatabaseURL    string        `name:"database-url" help:"postgres://… for PostgreSQL; SQLite in the data folder without it." placeholder:"URL" secret:"url"`
	BaseURL        string        `name:"base-url" help:"Address under which people reach this installation; may carry a path." placeholder:"URL"`
	MetricsListen  string        `name:"metrics-listen" help:"Address for /metrics; off without it." placeholder:"ADDRESS"`
	TrustedProxies []string      `name:"trusted-proxies" help:"Addresses or networks of proxies whose X-Forwarded-For is believed." placeholder:"NETWORK"`
	LockAfter      time.Duration `name:"lock-after" default:"20m" help:"A shared computer locks after this time; the draft stays."`
	SMTPURL        string        `name:"smtp-url" help:"smtp://user:password@host:port?from=address; without it messages wait in the outbox." placeholder:"URL" secret:"all"`
	NotifyKey      string        `name:"notify-key" help:"Key of a service that sends texts; without it they wait in the outbox." placeholder:"KEY" secret:"all"`
	BackupKey      string        `name:"backup-key" help:"Key with which backups are encrypted." placeholder:"KEY" secret:"all"`
	BackupDir      string        `name:"backup-dir" help:"Folder for regular backups (backups in the data folder)." placeholder:"DIR"`
	BackupEvery    time.Duration `name:"backup-every" default:"24h" help:"How often weft serve backs up and tries the backup; 0s for never."`
	BackupDays     int           `name:"backup-days" default:"7" help:"Of so many days the newest backup is kept."`
	BackupWeeks    int           `name:"backup-weeks" default:"4" help:"Of so many weeks before those the newest backup is kept."`
	FieldKeys      []string      `name:"field-keys" help:"Keys with which single fields are encrypted, the present one first." placeholder:"KEY" secret:"all"`
	Timezone       string        `name:"timezone" default:"Europe/London" help:"Zone in which dates and times are said."`
	Languages      []string      `name:"languages" default:"en,cy" help:"Languages that people may choose, the first by default."`
	ReadOnly       bool          `name:"read-only" help:"Every page can be read and nothing can be changed."`
	ServerTiming   bool          `name:"server-timing" help:"Tell each browser how long the page took (Server-Timing)."`
}

// Check returns an Invalid error that names the first setting that cannot be right.
func (s Settings) Check() error {
	for _, c := range []struct {
		ok   bool
		code string
		what string
	}{
		{address(s.Listen), "config.address", "listen"},
		{s.MetricsListen == "" || address(s.MetricsListen), "config.address", "metrics_listen"},
		{s.BaseURL == "" || base(s.BaseURL), "config.base_url", "base_url"},
		{s.DatabaseURL == "" || strings.HasPrefix(s.DatabaseURL, "postgres://") ||
			strings.HasPrefix(s.DatabaseURL, "postgresql://"), "config.database_url", "database_url"},
		{s.LockAfter >= time.Minute && s.LockAfter <= 24*time.Hour, "config.lock_after", "lock_after"},
		{s.BackupEvery == 0 || s.BackupEvery >= time.Minute, "config.backup_every", "backup_every"},
		{s.BackupDays >= 0, "config.backup_keep", "backup_days"},
		{s.BackupWeeks >= 0, "config.backup_keep", "backup_weeks"},
		{networks(s.TrustedProxies), "config.trusted_proxies", "trusted_proxies"},
		{zone(s.Timezone), "config.timezone", "timezone"},
		{languages(s.Languages), "config.languages", "languages"},
	} {
		if !c.ok {
			return errs.New(errs.Invalid, c.code, c.what)
		}
	}
	return nil
}

func address(s string) bool {
	_, port, err := net.SplitHostPort(s)
	return err == nil && port != ""
}

func base(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && u.RawQuery == "" && u.Fragment == "" && u.User == nil
}

func networks(list []string) bool {
	for _, s := range list {
		if _, ok := network(s); !ok {
			return false
		}
	}
	return true
}

func network(s string) (netip.Prefix, bool) {
	s = strings.TrimSpace(s)
	if p, err := netip.ParsePrefix(s); err == nil {
		return p.Masked(), true
	}
	a, err := netip.ParseAddr(s)
	if err != nil {
		return netip.Prefix{}, false
	}
	return netip.PrefixFrom(a, a.BitLen()), true
}

func zone(s string) bool {
	_, err := time.LoadLocation(s)
	return err == nil && s != ""
}

func languages(list []string) bool {
	for _, l := range list {
		if i18n.Known(l) != l {
			return false
		}
	}
	return len(list) > 0
}

// Base returns the address under which people reach this installation, without a
// slash at its end.
func (s Settings) Base() string {
	if s.BaseURL == "" {
		return "http://" + s.Listen
	}
	return strings.TrimRight(s.BaseURL, "/")
}

// Folder returns the data folder, or the given default when none is set.
func (s Settings) Folder(otherwise string) string {
	if s.Data == "" {
		return otherwise
	}
	return s.Data
}

// Backups returns the folder of regular backups for a data folder.
func (s Settings) Backups(folder string) string {
	if s.BackupDir == "" {
		return filepath.Join(folder, "backups")
	}
	return s.BackupDir
}

// SQLitePath returns where the SQLite database of a data folder is.
func SQLitePath(folder string) string { return filepath.Join(folder, "weft.db") }

// Zone returns the zone in which dates and times are said. Check has proved it.
func (s Settings) Zone() *time.Location {
	loc, err := time.LoadLocation(s.Timezone)
	if err != nil {
		return time.UTC
	}
	return loc
}

// Proxies returns the networks of the proxies that are believed. Check has proved
// them.
func (s Settings) Proxies() []netip.Prefix {
	var out []netip.Prefix
	for _, p := range s.TrustedProxies {
		if n, ok := network(p); ok {
			out = append(out, n)
		}
	}
	return out
}

// Welsh reports whether people may choose Welsh.
func (s Settings) Welsh() bool { return slices.Contains(s.Languages, "cy") }
