package app

import (
	"log/slog"
	"net/http"
	"strings"
	"time"

	"weft/internal/account"
	"weft/internal/backup"
	"weft/internal/clock"
	"weft/internal/config"
	"weft/internal/db"
	"weft/internal/httpkit"
	"weft/internal/i18n"
	"weft/internal/mail"
	"weft/internal/web"
	"weft/internal/web/demo"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// Options are what the pages stand on.
type Options struct {
	DB       *db.DB          // migrated
	Settings config.Settings // checked
	Words    *i18n.Catalogue
	Clock    clock.Clock
	Sender   mail.Sender // nil: messages wait in the outbox
	Roles    []demo.Role // of the demonstration; none outside it
	Assets   *ui.Assets  // nil: made anew
	Log      *slog.Logger
	Observe  httpkit.Observer // counts each request; nil counts none
}

// Pages is everything that a browser can reach, before anybody listens.
type Pages struct {
	Handler  http.Handler
	Services web.Services // what they call
	Patterns []string     // every route, as "GET /people/{id}"
}

// NewPages builds the pages as serve and demo serve them, and runs no jobs. For tests
// that go through the front door without a listener.
func NewPages(o Options) (Pages, error) {
	p := parts{db: o.DB, words: o.Words, zone: o.Settings.Zone(), welsh: o.Settings.Welsh(), base: o.Settings.Base(), sender: o.Sender, log: o.Log}
	return pages(o, services(p))
}

// pages builds the pages on services that exist, and what stands round them.
func pages(o Options, v web.Services) (Pages, error) {
	if o.Assets == nil {
		var err error
		if o.Assets, err = ui.NewAssets(); err != nil {
			return Pages{}, err
		}
	}
	if o.Settings.BackupEvery > 0 {
		v.Backup = func() (time.Time, bool) {
			h, err := backup.Read(o.Settings.Backups(o.Settings.Folder(defaultFolder)))
			return h.Good.At, err == nil && !h.Good.At.IsZero() && h.Last.Problem == ""
		}
	}
	base, isDemo := o.Settings.Base(), len(o.Roles) > 0
	s := site.New(site.Config{Assets: o.Assets, BaseURL: base, Words: o.Words, Lists: v.Vocabulary, Store: account.NewSessions(o.DB), Accounts: v.Accounts,
		Audit: v.Audit, Drafts: v.Drafts, Clock: o.Clock, Zone: o.Settings.Zone(), LockAfter: o.Settings.LockAfter, Demo: isDemo, ReadOnly: o.Settings.ReadOnly,
		Proxies: o.Settings.Proxies(), Log: o.Log})
	web.Routes(s, v, o.Roles)
	h := httpkit.Wrap(httpkit.Options{Log: o.Log, Secure: strings.HasPrefix(base, "https:"), Timing: isDemo || o.Settings.ServerTiming,
		Proxies: o.Settings.Proxies(), Clock: o.Clock, Observe: o.Observe}, s.Handler())
	return Pages{Handler: h, Services: v, Patterns: s.Patterns()}, nil
}
