package db

import (
	"container/list"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/ext/fts5"

	"weft/internal/errs"
)

// minSQLite is the first release without a WAL fault that could lose a commit.
const minSQLite = "3.51.3"

// busyFor is how long a connection waits for another program that holds the file.
const busyFor = 5 * time.Second

// keptStatements bounds how many prepared statements one connection to SQLite keeps.
// Taking one of our longer texts apart costs more than running it.
const keptStatements = 160

// own makes the file of a new database so that only this user can read it; SQLite gives
// the files beside it the same rights.
func own(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return f.Close()
}

// openSQLite opens the one connection that writes and those that read.
func openSQLite(ctx context.Context, c Config) (*DB, error) {
	if err := own(c.Path); err != nil {
		return nil, fmt.Errorf("open SQLite: %w", errs.Wrap(errs.Unavailable, "db.unwritable", err))
	}
	write, err := openLite(c.Path, append(pragmas(c.Fast), "cache_size(-32768)"))
	if err != nil {
		return nil, fmt.Errorf("open SQLite: %w", translate(err))
	}
	d := &DB{engine: SQLite, clock: c.Clock, path: c.Path, writer: &writer{conn: write}}
	d.readers, err = newReaders(1+runtime.GOMAXPROCS(0), func() (*liteConn, error) {
		return openLite(c.Path, append(pragmas(c.Fast), "query_only(1)", "cache_size(-16384)"))
	})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open SQLite: %w", translate(err)), write.close())
	}
	var version string
	err = d.Glance(ctx, func(tx *Tx) (err error) {
		version, err = One(ctx, tx, Value[string], "select sqlite_version()")
		return err
	})
	if err == nil && older(version, minSQLite) {
		err = errs.New(errs.Internal, "db.sqlite_too_old", version, minSQLite)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open SQLite: %w", err), d.Close())
	}
	return d, nil
}

// pragmas are what every connection is set to.
func pragmas(fast bool) []string {
	durability := "synchronous(FULL)"
	if fast {
		durability = "synchronous(OFF)"
	}
	return []string{"journal_mode(WAL)", "foreign_keys(1)", durability, "temp_store(MEMORY)"}
}

// older reports whether dotted version a comes before b.
func older(a, b string) bool {
	var x, y [3]int
	fmt.Sscanf(a, "%d.%d.%d", &x[0], &x[1], &x[2])
	fmt.Sscanf(b, "%d.%d.%d", &y[0], &y[1], &y[2])
	for i := range x {
		if x[i] != y[i] {
			return x[i] < y[i]
		}
	}
	return false
}

// liteConn is one connection to SQLite with the statements that it used last. One
// goroutine at a time uses it.
type liteConn struct {
	path  string
	conn  *sqlite3.Conn
	kept  map[string]*list.Element
	order *list.List // of *liteStmt, used last in front
}

// liteStmt is a prepared statement; while its rows are read it cannot run again.
type liteStmt struct {
	*sqlite3.Stmt
	text   string
	params []int // which argument each parameter takes, from 0
	busy   bool
}

// openLite opens a connection and sets it up with pragmas.
func openLite(path string, pragmas []string) (*liteConn, error) {
	conn, err := sqlite3.OpenFlags(path, sqlite3.OPEN_READWRITE|sqlite3.OPEN_CREATE)
	if err != nil {
		return nil, err
	}
	c := &liteConn{path: path, conn: conn, kept: map[string]*list.Element{}, order: list.New()}
	if err := errors.Join(conn.BusyTimeout(busyFor), fts5.Register(conn)); err != nil {
		return nil, errors.Join(err, c.close())
	}
	for _, p := range pragmas {
		if err := c.run(context.Background(), "pragma "+p); err != nil {
			return nil, errors.Join(err, c.close())
		}
	}
	return c, nil
}

func (c *liteConn) close() error {
	for e := c.order.Front(); e != nil; e = e.Next() {
		_ = e.Value.(*liteStmt).Stmt.Close()
	}
	c.order.Init()
	c.kept = map[string]*list.Element{}
	return c.conn.Close()
}

// run runs a statement for its effect alone.
func (c *liteConn) run(ctx context.Context, q string) error {
	_, err := c.exec(ctx, q, nil)
	return translate(err)
}

// rollback takes back what is open. SQLite may have done so by itself.
func (c *liteConn) rollback() {
	if !c.conn.GetAutocommit() {
		_ = c.run(context.Background(), "rollback")
	}
}

func (c *liteConn) exec(ctx context.Context, q string, args []any) (int64, error) {
	s, err := c.ready(ctx, q, args)
	if err != nil {
		return 0, err
	}
	if err := s.Exec(); err != nil {
		_ = c.free(s)
		return 0, c.explain(interrupted(ctx, err))
	}
	return c.conn.Changes(), c.free(s)
}

func (c *liteConn) query(ctx context.Context, q string, args []any) (rows, error) {
	s, err := c.ready(ctx, q, args)
	if err != nil {
		return nil, err
	}
	s.busy = true
	return &liteRows{liteStmt: s, conn: c, ctx: ctx}, nil
}

// interrupted names the cause of a statement that was stopped.
func interrupted(ctx context.Context, err error) error {
	if errors.Is(err, sqlite3.INTERRUPT) && ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// explain tells a full disk from one that cannot be written to: of what the system said to a
// write that failed nothing is left by the time that the statement has ended.
func (c *liteConn) explain(err error) error {
	if errors.Is(err, sqlite3.IOERR) && noRoom(filepath.Dir(c.path)) {
		return errs.Wrap(errs.Unavailable, "db.full", err)
	}
	return err
}

// noRoom reports whether nothing more fits into a folder.
func noRoom(folder string) bool {
	const little = 16 << 10 // less than any commit of ours
	f, err := os.CreateTemp(folder, ".room-*")
	if err != nil {
		return isFull(err)
	}
	_, err = f.Write(make([]byte, little))
	return isFull(errors.Join(err, f.Close(), os.Remove(f.Name())))
}

// ready returns a statement with its arguments in place.
func (c *liteConn) ready(ctx context.Context, q string, args []any) (*liteStmt, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s, err := c.statement(q)
	if err != nil {
		return nil, interrupted(ctx, err)
	}
	for i, of := range s.params {
		if of >= len(args) {
			return nil, errors.Join(fmt.Errorf("db: a statement takes $%d and has %d arguments", of+1, len(args)), c.free(s))
		}
		if err := s.bind(i+1, args[of]); err != nil {
			return nil, errors.Join(err, c.free(s))
		}
	}
	return s, nil
}

func (s *liteStmt) bind(at int, v any) error {
	switch v := v.(type) {
	case nil:
		return s.BindNull(at)
	case string:
		return s.BindText(at, v)
	case int64:
		return s.BindInt64(at, v)
	case bool:
		return s.BindBool(at, v)
	case float64:
		return s.BindFloat(at, v)
	case []byte:
		return s.BindBlob(at, v)
	}
	return fmt.Errorf("db: an argument has the unknown type %T", v)
}

// statement returns the prepared form of a text. One that is not kept, because the same
// is being read just now or because it is no single query or change of rows, is let go
// of when it is free again.
func (c *liteConn) statement(q string) (*liteStmt, error) {
	if e, ok := c.kept[q]; ok && !e.Value.(*liteStmt).busy {
		c.order.MoveToFront(e)
		return e.Value.(*liteStmt), nil
	}
	p, tail, err := c.conn.PrepareFlags(q, sqlite3.PREPARE_PERSISTENT)
	if err != nil {
		return nil, err
	}
	if p == nil || strings.TrimSpace(tail) != "" {
		return nil, errors.Join(errors.New("db: a text is one statement"), p.Close())
	}
	s := &liteStmt{Stmt: p, text: q, params: make([]int, p.BindCount())}
	for i := range s.params {
		s.params[i] = i
		if name := p.BindName(i + 1); name != "" {
			n, err := strconv.Atoi(name[1:])
			if err != nil || n < 1 {
				return nil, errors.Join(fmt.Errorf("db: the placeholder %s is no number", name), p.Close())
			}
			s.params[i] = n - 1
		}
	}
	if _, twice := c.kept[q]; !twice && keepable(q) {
		if c.order.Len() >= keptStatements {
			c.drop()
		}
		c.kept[q] = c.order.PushFront(s)
	}
	return s, nil
}

// free makes a statement ready to run again.
func (c *liteConn) free(s *liteStmt) error {
	s.busy = false
	if e, ok := c.kept[s.text]; !ok || e.Value.(*liteStmt) != s {
		return s.Stmt.Close()
	}
	_ = s.Reset() // it says again what the last step said
	return s.ClearBindings()
}

// drop lets go of the statement that was not used for longest and is free.
func (c *liteConn) drop() {
	for e := c.order.Back(); e != nil; e = e.Prev() {
		s := e.Value.(*liteStmt)
		if s.busy {
			continue
		}
		_ = s.Stmt.Close()
		c.order.Remove(e)
		delete(c.kept, s.text)
		return
	}
}

// keepable reports whether a text reads or changes rows.
func keepable(q string) bool {
	verb, _, _ := strings.Cut(strings.TrimLeft(q, " \t\n"), " ")
	switch strings.ToLower(verb) {
	case "select", "insert", "update", "delete", "with", "savepoint", "release", "rollback", "begin", "commit":
		return true
	}
	return false
}
