package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"weft/internal/account"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/job"
	"weft/internal/message"
	"weft/internal/once"
	"weft/internal/web"
	"weft/internal/web/demo"
)

type serveCmd struct{}

// Run serves until it is told to stop.
func (serveCmd) Run(e *environment) error {
	d, err := e.migrated(e.settings.Folder(defaultFolder), clock.System{})
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

// serve listens, runs the jobs, and stops gracefully when the context ends.
func (e *environment) serve(p parts, v web.Services, roles []demo.Role) error {
	site, err := pages(Options{DB: p.db, Settings: e.settings, Words: e.words, Clock: clock.System{}, Sender: p.sender, Roles: roles, Log: p.log}, v)
	if err != nil {
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
	working := make(chan struct{})
	go func() {
		defer close(working)
		jobs(p.db, v, p).Run(e.ctx)
	}()
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
	<-working
	if errors.Is(err, context.DeadlineExceeded) {
		return nil // whoever was still reading has had fifteen seconds
	}
	return err
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
