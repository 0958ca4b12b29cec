package bench_test

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"weft/internal/web/ui"
)

// columns of the table of the limits: 23, with three indexes, as a referral has.
const limitColumns = 23

func limitTable(typ string) []string {
	cols := []string{"id " + typ + " primary key"}
	for i := 1; i < limitColumns; i++ {
		cols = append(cols, fmt.Sprintf("c%d text not null", i))
	}
	return []string{"create table bench_row (" + strings.Join(cols, ", ") + ")", "create index bench_row_1 on bench_row (c1)", "create index bench_row_2 on bench_row (c2, c3)"}
}

func limitInsert() string {
	marks := make([]string, limitColumns)
	for i := range marks {
		marks[i] = fmt.Sprintf("$%d", i+1)
	}
	return "insert into bench_row values (" + strings.Join(marks, ", ") + ")"
}

func limitRow(n int64) []any {
	out := []any{n}
	for i := 1; i < limitColumns; i++ {
		out = append(out, fmt.Sprintf("value %d of %d", i, n*7919%100_003))
	}
	return out
}

// sqliteLimit is durable commits straight through the driver.
type sqliteLimit struct {
	db     *sql.DB
	insert *sql.Stmt
	n      int64
}

func newSQLiteLimit(t testing.TB, folder string) *sqliteLimit {
	t.Helper()
	path := filepath.Join(folder, "limit.db")
	d, err := sql.Open("sqlite3", "file:"+path+"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_txlock=immediate&_pragma=cache_size(-65536)")
	must(t, err)
	d.SetMaxOpenConns(1)
	t.Cleanup(func() { _ = d.Close(); removeDB(path) })
	for _, q := range limitTable("integer") {
		_, err := d.Exec(q)
		must(t, err)
	}
	l := &sqliteLimit{db: d}
	l.insert, err = d.Prepare(limitInsert())
	must(t, err)
	return l
}

// single is one row a commit, one after the other.
func (l *sqliteLimit) single(t testing.TB, d time.Duration) measured {
	return run(t, d, []work{func(int) error {
		l.n++
		_, err := l.insert.Exec(limitRow(l.n)...)
		return err
	}})
}

// grouped is one writer that commits for all who wait, and c who wait.
func (l *sqliteLimit) grouped(t testing.TB, d time.Duration, c int) measured {
	type ask struct{ done chan error }
	asks := make(chan ask, c)
	go func() {
		for first := range asks {
			batch := []ask{first}
			for len(asks) > 0 && len(batch) < 64 {
				batch = append(batch, <-asks)
			}
			err := l.commit(len(batch))
			for _, a := range batch {
				a.done <- err
			}
		}
	}()
	var all []work
	for range c {
		done := make(chan error, 1)
		all = append(all, func(int) error { asks <- ask{done}; return <-done })
	}
	defer close(asks)
	return run(t, d, all)
}

func (l *sqliteLimit) commit(n int) error {
	tx, err := l.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // does nothing after Commit
	insert := tx.Stmt(l.insert)
	for range n {
		l.n++
		if _, err := insert.Exec(limitRow(l.n)...); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// postgresLimit is durable inserts straight through the driver, each a commit.
type postgresLimit struct {
	pool *pgxpool.Pool
	n    []int64
}

func newPostgresLimit(t testing.TB, address string, most int) *postgresLimit {
	t.Helper()
	ctx := context.Background()
	for _, q := range append([]string{"drop table if exists bench_row"}, limitTable("bigint")...) {
		administer(t, address, q)
	}
	c, err := pgxpool.ParseConfig(address)
	must(t, err)
	c.MaxConns = int32(most)
	pool, err := pgxpool.NewWithConfig(ctx, c)
	must(t, err)
	t.Cleanup(pool.Close)
	return &postgresLimit{pool: pool, n: make([]int64, most)}
}

func (l *postgresLimit) inserts(t testing.TB, d time.Duration, c int) measured {
	var all []work
	insert := limitInsert()
	for w := range c {
		all = append(all, func(int) error {
			l.n[w]++
			_, err := l.pool.Exec(context.Background(), insert, limitRow(int64(w)*1_000_000_000+l.n[w])...)
			return err
		})
	}
	return run(t, d, all)
}

// plainPages are what the machine does without Weft's pages: a word, and a table of a
// hundred rows in the same frame, both over HTTP.
func plainPages(t testing.TB) http.Handler {
	t.Helper()
	assets, err := ui.NewAssets()
	must(t, err)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /hello", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("hello")) })
	mux.HandleFunc("GET /hundred", func(w http.ResponseWriter, r *http.Request) {
		table := ui.TableProps{Caption: "Rows", Compact: true, Stacked: true, Columns: []ui.Column{{Label: "Name"}, {Label: "Stage"}, {Label: "Last contact"}, {Label: "Next"}}}
		for range 100 {
			table.Rows = append(table.Rows, []ui.Cell{{Text: "Dilys Pryce", Href: "/people/1"}, {Text: "Plan agreed"}, {Text: "12 November, spoke"}, {Text: "Call on Friday 20 November"}})
		}
		must(t, rendered(w, r, assets, ui.Table(table)))
	})
	return mux
}

// component is what a page is drawn from.
type component interface {
	Render(ctx context.Context, w io.Writer) error
}

// rendered writes a page in the frame that every page has.
func rendered(w http.ResponseWriter, r *http.Request, assets *ui.Assets, body component) error {
	p := ui.Page{Title: "People", CSS: assets.URL("weft.css"), JS: assets.URL("weft.js"), Icon: assets.URL("mark.svg"), NoIndex: true, ShowFind: true, Account: "Beth Lowry",
		Nav: []ui.NavItem{{Href: "/today", Label: "Today"}, {Href: "/people", Label: "People", Current: true}, {Href: "/directory", Label: "Groups"}}, SafeguardingHref: "/concern/new"}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	return ui.Layout(p, body).Render(r.Context(), w)
}
