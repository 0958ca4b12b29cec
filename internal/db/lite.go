package db

import (
	"container/list"
	"context"
	"database/sql/driver"
	"strings"
)

// keptStatements bounds how many prepared statements one connection to SQLite keeps.
// Taking one of our longer texts apart costs more than running it.
const keptStatements = 160

// keeper opens connections that keep what they prepared.
type keeper struct{ driver.Connector }

// Connect opens a connection of the driver and puts the keeping round it.
func (k keeper) Connect(ctx context.Context) (driver.Conn, error) {
	c, err := k.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	own, ok := c.(liteConn)
	if !ok {
		return c, nil
	}
	return &keptConn{liteConn: own, kept: map[string]*list.Element{}, order: list.New()}, nil
}

// liteConn is what the driver's connections can do.
type liteConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

// liteStmt is what the driver's statements can do.
type liteStmt interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

// keptConn is one connection with the statements that it used last. database/sql lets
// one goroutine at a time use it.
type keptConn struct {
	liteConn
	kept  map[string]*list.Element
	order *list.List // of *keptStmt, used last in front
}

// keptStmt is a prepared statement; while its rows are read it cannot run again.
type keptStmt struct {
	liteStmt
	text string
	busy bool
}

// Close lets go of the statements and of the connection.
func (c *keptConn) Close() error {
	for e := c.order.Front(); e != nil; e = e.Next() {
		_ = e.Value.(*keptStmt).liteStmt.Close()
	}
	c.order.Init()
	c.kept = map[string]*list.Element{}
	return c.liteConn.Close()
}

// ExecContext runs a statement. Scripts, and what defines tables, are not kept.
func (c *keptConn) ExecContext(ctx context.Context, q string, args []driver.NamedValue) (driver.Result, error) {
	s, err := c.statement(ctx, q)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return c.liteConn.ExecContext(ctx, q, args)
	}
	return s.ExecContext(ctx, args)
}

// QueryContext runs a query; its statement is free again once the rows are closed.
func (c *keptConn) QueryContext(ctx context.Context, q string, args []driver.NamedValue) (driver.Rows, error) {
	s, err := c.statement(ctx, q)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return c.liteConn.QueryContext(ctx, q, args)
	}
	rows, err := s.QueryContext(ctx, args)
	if err != nil {
		return nil, err
	}
	s.busy = true
	return &keptRows{Rows: rows, of: s}, nil
}

// keptRows frees its statement when it is closed.
type keptRows struct {
	driver.Rows
	of *keptStmt
}

// Close ends the reading.
func (r *keptRows) Close() error {
	r.of.busy = false
	return r.Rows.Close()
}

// statement returns the prepared form of a text, nil where it is better not kept: it is
// busy, or it is no single query or change of rows.
func (c *keptConn) statement(ctx context.Context, q string) (*keptStmt, error) {
	if e, ok := c.kept[q]; ok {
		s := e.Value.(*keptStmt)
		if s.busy {
			return nil, nil //nolint:nilnil // run without keeping
		}
		c.order.MoveToFront(e)
		return s, nil
	}
	if !keepable(q) {
		return nil, nil //nolint:nilnil // run without keeping
	}
	if c.order.Len() >= keptStatements {
		c.drop()
	}
	p, err := c.liteConn.PrepareContext(ctx, q)
	if err != nil {
		return nil, err
	}
	own, ok := p.(liteStmt)
	if !ok {
		return nil, p.Close()
	}
	s := &keptStmt{liteStmt: own, text: q}
	c.kept[q] = c.order.PushFront(s)
	return s, nil
}

// drop lets go of the statement that was not used for longest and is free.
func (c *keptConn) drop() {
	for e := c.order.Back(); e != nil; e = e.Prev() {
		s := e.Value.(*keptStmt)
		if s.busy {
			continue
		}
		_ = s.liteStmt.Close()
		c.order.Remove(e)
		delete(c.kept, s.text)
		return
	}
}

// keepable reports whether a text is one statement that reads or changes rows.
func keepable(q string) bool {
	if strings.Contains(q, ";") {
		return false
	}
	verb, _, _ := strings.Cut(strings.TrimLeft(q, " \t\n"), " ")
	switch strings.ToLower(verb) {
	case "select", "insert", "update", "delete", "with", "savepoint", "release", "rollback":
		return true
	}
	return false
}
