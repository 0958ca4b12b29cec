package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"sync"
	"time"

	"weft/internal/account"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/job"
	"weft/internal/message"
	"weft/internal/metric"
	"weft/internal/once"
	"weft/internal/pulse"
	"weft/internal/web"
	"weft/internal/web/demo"
)

type serveCmd struct{}

// Run serves until it is told to stop.
func (serveCmd) Run(e *environment) error {
	folder := e.settings.Folder(defaultFolder)
	release, err := e.lock(folder, "start")
	if err != nil {
		return err
	}
	defer release()
	d, err := e.migrated(folder, clock.System{})
	if err != nil {
		return err
	}
	defer d.Close() //nolint:errcheck // nothing is open any more
	p, err := e.parts(d)
	if err != nil {
		return err
	}
	return e.serve(p, services(p), nil)
}

// setupLink prints the link of the first administrator while there is none.
func (e *environment) setupLink(accounts *account.Service) error {
	needed, err := accounts.SetupNeeded(e.ctx)
	if err != nil || !needed {
		return err
	}
	link, err := accounts.SetupLink(e.ctx)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(e.out, "There is no administrator yet. Open this link to make one; it works once:\n%s/setup/%s\n", e.settings.Base(), link.Token)
	return err
}

const (
	headerWithin = 10 * time.Second
	bodyWithin   = 60 * time.Second
	answerWithin = 90 * time.Second
	idleFor      = 2 * time.Minute
	stopWithin   = 15 * time.Second
	maxHeader    = 64 << 10
)

// newServer returns the server of these pages. Nobody holds a connection for long: a
// request comes in time and is answered in time, or its connection is cut.
func newServer(h http.Handler) *http.Server {
	return &http.Server{Handler: h, ReadHeaderTimeout: headerWithin, ReadTimeout: bodyWithin, WriteTimeout: answerWithin,
		IdleTimeout: idleFor, MaxHeaderBytes: maxHeader}
}

// collectAt is how much the heap of a server grows, in percent, before it is collected. Pages
// make much that lives for a moment, and there is memory for it (docs/performance.md); Go's
// own is 100.
const collectAt = 200

// Tune sets the runtime as a server has it, unless the environment says otherwise.
func Tune() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(collectAt)
	}
}

// serve listens, runs the jobs, and stops gracefully when the context ends.
func (e *environment) serve(p parts, v web.Services, roles []demo.Role) error {
	Tune()
	folder := e.settings.Folder(defaultFolder)
	counted := metric.New(metric.Source{Version: Version(), Pulse: pulse.NewService(p.db), Backups: e.settings.Backups(folder), Clock: clock.System{}})
	site, err := pages(Options{DB: p.db, Settings: e.settings, Words: e.words, Clock: clock.System{}, Sender: p.sender, Roles: roles, Log: p.log,
		Observe: counted.Observe}, v)
	if err != nil {
		return err
	}
	if err := e.measure(counted); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", e.settings.Listen)
	if err != nil {
		return fmt.Errorf("Weft cannot listen on %s: the address is taken, or not one of this machine. Choose another with --listen.", e.settings.Listen)
	}
	if len(roles) == 0 {
		if err := e.setupLink(v.Accounts); err != nil {
			return errors.Join(err, listener.Close())
		}
	}
	server := newServer(site.Handler)
	if p.sender != nil {
		if _, err := v.Messages.Resume(e.ctx); err != nil {
			return errors.Join(err, listener.Close())
		}
	}
	working := e.work(p, v)
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	fmt.Fprintf(e.out, "Weft is ready at %s\n", e.settings.Base())
	select {
	case err := <-failed:
		return fmt.Errorf("the server stopped: %w", err)
	case <-e.ctx.Done():
	}
	stop, cancel := context.WithTimeout(context.Background(), stopWithin)
	defer cancel()
	err = server.Shutdown(stop)
	working.Wait()
	if errors.Is(err, context.DeadlineExceeded) {
		return nil // whoever was still reading has had fifteen seconds
	}
	return err
}

// measure serves what is counted at its own address until the context ends, when one is
// set.
func (e *environment) measure(counted *metric.Set) error {
	address := e.settings.MetricsListen
	if address == "" {
		return nil
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return fmt.Errorf("Weft cannot listen for metrics on %s: the address is taken, or not one of this machine. Choose another with --metrics-listen.", address)
	}
	server := &http.Server{Handler: counted.Handler(), ReadHeaderTimeout: headerWithin, ReadTimeout: headerWithin, WriteTimeout: bodyWithin}
	context.AfterFunc(e.ctx, func() { _ = server.Close() })
	go func() { _ = server.Serve(listener) }()
	return nil
}

// work starts what goes on beside the pages: the jobs, and the backups. Of several
// instances on one database one does it. It ends with the context.
func (e *environment) work(p parts, v web.Services) *sync.WaitGroup {
	var group sync.WaitGroup
	lead := func() bool { return true } // SQLite: the lock of the data folder
	if p.db.Engine() == db.Postgres {
		lease := job.NewLease(p.db, clock.System{})
		lead = lease.Held
		group.Go(func() { lease.Run(e.ctx) })
	}
	if !e.settings.ReadOnly {
		group.Go(func() { jobs(p.db, v, p).While(lead).Run(e.ctx) })
	}
	if e.settings.BackupEvery > 0 {
		group.Go(func() { e.backups(p, lead) })
	}
	return &group
}

// jobs is the program's regular work, as sentences.
func jobs(d *db.DB, v web.Services, p parts) *job.Runner {
	seal := func(ctx context.Context) error { _, err := v.Audit.Seal(ctx); return err }
	sweepKeys := func(ctx context.Context) error { return once.Sweep(ctx, d) }
	return job.NewRunner(d, "weft", map[string]job.Handler{message.JobSend: v.Messages.Send}, []job.Every{
		{Name: "seal the audit chain", Each: time.Second, Do: seal},
		{Name: "ask groups that have not answered once more", Each: time.Hour, Do: v.Connections.MarkSilent},
		{Name: "ask groups whether somebody came, where that was agreed", Each: time.Hour, Do: v.Connections.AskCame},
		{Name: "ask groups whether their entry is still right", Each: 24 * time.Hour, Do: v.Asker.AskGroups},
		{Name: "begin and end pauses whose day has come", Each: time.Hour, Do: v.Referrals.PausesDue},
		{Name: "sweep drafts nobody came back to", Each: 6 * time.Hour, Do: v.Drafts.Sweep},
		{Name: "sweep old idempotency keys", Each: 6 * time.Hour, Do: sweepKeys},
		{Name: "sweep requests nobody came back to", Each: 6 * time.Hour, Do: v.Requests.Sweep},
		{Name: "forget who was offered it a year ago", Each: 24 * time.Hour, Do: v.Cohorts.Sweep},
		{Name: "sweep ended sessions", Each: time.Hour, Do: account.NewSessions(d).Sweep},
		{Name: "sweep old sign-in tries and links", Each: 24 * time.Hour, Do: v.Accounts.Sweep},
	}, p.log)
}
