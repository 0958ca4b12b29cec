package app_test

import (
	"context"
	"os"

	"github.com/rogpeppe/go-internal/testscript"

	"weft/internal/account"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/config"
	"weft/internal/db"
	"weft/internal/org"
)

// scheme FOLDER makes a database with one service and its link worker, whose e-mail
// address is ada@example.org.
func scheme(ts *testscript.TestScript, _ bool, args []string) {
	ctx, program := context.Background(), authz.Program()
	folder := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(folder, 0o700))
	d, err := db.Open(ctx, db.Config{Path: config.SQLitePath(folder)})
	ts.Check(err)
	defer d.Close() //nolint:errcheck // written already
	_, err = db.Migrate(ctx, d)
	ts.Check(err)
	orgs, accounts := org.New(d), account.NewService(d)
	host, err := orgs.Add(ctx, program, org.NewOrganisation{Kind: "vcse", Name: "Fern Lane Trust", Phone: "01632 960500", Email: "desk@example.org", Nation: clock.England})
	ts.Check(err)
	service, err := orgs.AddService(ctx, program, org.NewService{Host: host, Name: "Aldermoor", Phone: "01632 960204", Hours: "Monday to Friday", Nation: clock.England})
	ts.Check(err)
	worker, err := accounts.Create(ctx, program, account.New{Name: "Ada Lowe", Email: "ada@example.org"})
	ts.Check(err)
	ts.Check(accounts.Assign(ctx, program, worker.ID, authz.LinkWorker, service.String()))
}
