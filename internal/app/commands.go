package app

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"weft/internal/account"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/directory"
	"weft/internal/hsds/feed"
)

type versionCmd struct{}

// Run prints the version.
func (versionCmd) Run(e *environment) error {
	_, err := fmt.Fprintln(e.out, "weft", Version())
	return err
}

type configCmd struct {
	Print printCmd `cmd:"" help:"Print the settings in force, without secrets."`
}

type printCmd struct{}

// Run prints the settings.
func (printCmd) Run(e *environment) error { return e.settings.Print(e.out) }

type migrateCmd struct{}

// Run brings the database up to date.
func (migrateCmd) Run(e *environment) error {
	folder := e.settings.Folder(defaultFolder)
	d, err := e.open(folder, clock.System{})
	if err != nil {
		return err
	}
	defer d.Close() //nolint:errcheck // nothing is open any more
	n, err := e.update(folder, d)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(e.out, "The database is up to date: %d steps were new.\n", n)
	return err
}

type adminCmd struct {
	Create adminCreateCmd `cmd:"" help:"Make an administrator and print a one-time link."`
}

type adminCreateCmd struct {
	Email string `required:"" help:"Their work e-mail."`
	Name  string `help:"Their name; the e-mail stands in for it."`
}

// Run makes an administrator. It prints a link, never a password.
func (c adminCreateCmd) Run(e *environment) error {
	d, err := e.migrated(e.settings.Folder(defaultFolder), clock.System{})
	if err != nil {
		return err
	}
	defer d.Close() //nolint:errcheck // nothing is open any more
	if c.Name == "" {
		c.Name = c.Email
	}
	link, err := account.NewService(d).CreateAdministrator(e.ctx, account.New{Name: c.Name, Email: c.Email})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(e.out, "Open this link to choose a password. It works once, until %s:\n%s/setup/%s\n",
		e.words.DateYear("en", clock.DateOf(link.Expires, e.settings.Zone())), e.settings.Base(), link.Token)
	return err
}

type healthcheckCmd struct{}

const healthWithin = 5 * time.Second

// Run asks the running instance whether it is ready.
func (healthcheckCmd) Run(e *environment) error {
	client := http.Client{Timeout: healthWithin}
	resp, err := client.Get("http://" + reachable(e.settings.Listen) + "/readyz")
	if err != nil {
		return fmt.Errorf("Weft does not answer at %s, so it is not running there or still starting. Look at its log, or name the address with --listen.", e.settings.Listen)
	}
	defer resp.Body.Close() //nolint:errcheck // read whole
	body, err := io.ReadAll(io.LimitReader(resp.Body, 1000))
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("Weft at %s is not ready, it says: %q. Look at its log.", e.settings.Listen, strings.TrimSpace(string(body)))
	}
	_, err = fmt.Fprint(e.out, string(body))
	return err
}

// reachable is where something that listens there can be asked: "every address of this
// machine" is no address to ask on every system.
func reachable(listen string) string {
	host, port, err := net.SplitHostPort(listen)
	if at, perr := netip.ParseAddr(host); err != nil || host != "" && (perr != nil || !at.IsUnspecified()) {
		return listen
	}
	return net.JoinHostPort("localhost", port)
}

type importCmd struct {
	Directory importDirectoryCmd `cmd:"" help:"An Open Referral UK 3 or HSDS 3 address or file, or an HSDS 1.1 package."`
	Postcodes importPostcodesCmd `cmd:"" help:"ONSPD or NSPL postcodes, csv or zip."`
	Referrals importReferralsCmd `cmd:"" help:"Referrals that still wait in another system, csv or xlsx."`
	Caseload  importCaseloadCmd  `cmd:"" help:"Open cases of another system with their notes, csv or xlsx."`

	Everything importEverythingCmd `cmd:"" help:"A folder that weft export wrote, into an empty installation."`
}

type importPostcodesCmd struct {
	File string `arg:"" help:"The csv or zip file."`
}

// Run brings postcodes in and prints what became of each row.
func (c importPostcodesCmd) Run(e *environment) error {
	d, err := e.migrated(e.settings.Folder(defaultFolder), clock.System{})
	if err != nil {
		return err
	}
	defer d.Close() //nolint:errcheck // nothing is open any more
	p, err := e.parts(d)
	if err != nil {
		return err
	}
	report, err := services(p).Places.Import(e.ctx, authz.Program(), c.File, e.progress("postcodes read"))
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(e.out, report.String())
	return err
}

// progress prints a line every few seconds.
func (e *environment) progress(what string) func(n int) {
	last := clock.System{}.Now()
	return func(n int) {
		if now := (clock.System{}).Now(); now.Sub(last) > 3*time.Second {
			last = now
			fmt.Fprintf(e.err, "%d %s\n", n, what)
		}
	}
}

type importDirectoryCmd struct {
	Source string `arg:"" help:"An address, a file, a folder or a zip."`
}

// feedWithin bounds one answer of a directory's server.
const feedWithin = 60 * time.Second

// Run brings a directory in, all of it or nothing, and prints what became of each
// service. It may be interrupted without loss and run again without change.
func (c importDirectoryCmd) Run(e *environment) error {
	d, err := e.migrated(e.settings.Folder(defaultFolder), clock.System{})
	if err != nil {
		return err
	}
	defer d.Close() //nolint:errcheck // nothing is open any more
	p, err := e.parts(d)
	if err != nil {
		return err
	}
	source, err := feed.Open(e.ctx, c.Source, &http.Client{Timeout: feedWithin})
	if err != nil {
		return err
	}
	show := e.progress("services")
	report, err := services(p).Directory.Import(e.ctx, authz.Program(), source, func(at directory.Progress) { show(at.Done) })
	if err != nil {
		return err
	}
	_, err = report.WriteTo(e.out)
	return err
}
