package db

import (
	"context"
	"database/sql"
	"fmt"
	"reflect"
	"strconv"
	"time"

	"github.com/ncruces/go-sqlite3"

	"weft/internal/clock"
)

// liteRows are what a query of SQLite found.
type liteRows struct {
	*liteStmt
	conn *liteConn
	ctx  context.Context
	err  error
	done bool
}

// Next goes on to the next row.
func (r *liteRows) Next() bool {
	if r.done {
		return false
	}
	if r.Step() {
		return true
	}
	r.done = true
	if err := r.Stmt.Err(); err != nil {
		r.err = interrupted(r.ctx, err)
	}
	return false
}

// Err returns what ended the reading before its end.
func (r *liteRows) Err() error { return r.err }

// Close ends the reading; its statement is free again.
func (r *liteRows) Close() error {
	if !r.busy {
		return nil
	}
	r.done = true
	return r.conn.free(r.liteStmt)
}

// Scan puts the columns of the row where they belong, as the engine has them, without a
// value made for each in between.
func (r *liteRows) Scan(dest ...any) error {
	if n := r.ColumnCount(); n != len(dest) {
		return fmt.Errorf("db: a row of %d columns is read into %d", n, len(dest))
	}
	for i, d := range dest {
		if err := r.put(i, d); err != nil {
			return err
		}
	}
	return nil
}

func (r *liteRows) put(i int, dest any) error {
	switch d := dest.(type) {
	case *string:
		*d = r.ColumnText(i)
		return nil
	case *int:
		if r.ColumnType(i) == sqlite3.INTEGER {
			*d = r.ColumnInt(i)
			return nil
		}
	case *time.Time:
		return timeDest{d}.Scan(r.text(i))
	case *clock.Date:
		return dateDest{d}.Scan(r.text(i))
	case *[]byte:
		*d = r.ColumnBlob(i, nil)
		return nil
	case *any:
		*d = r.value(i)
		return nil
	case sql.Scanner:
		return d.Scan(r.value(i))
	}
	return r.putNumber(i, dest)
}

// text is a column of text, or nil.
func (r *liteRows) text(i int) any {
	if r.ColumnType(i) == sqlite3.NULL {
		return nil
	}
	return r.ColumnText(i)
}

// value is a column as SQLite keeps it: nil, int64, float64, string or []byte.
func (r *liteRows) value(i int) any {
	switch r.ColumnType(i) {
	case sqlite3.INTEGER:
		return r.ColumnInt64(i)
	case sqlite3.FLOAT:
		return r.ColumnFloat(i)
	case sqlite3.TEXT:
		return r.ColumnText(i)
	case sqlite3.BLOB:
		return r.ColumnBlob(i, nil)
	case sqlite3.NULL:
	}
	return nil
}

// putNumber puts a number, a truth or a named text. Nothing is no number: a query that may
// find none says so with coalesce, or reads into a pointer.
func (r *liteRows) putNumber(i int, dest any) error {
	to := reflect.ValueOf(dest)
	if to.Kind() != reflect.Pointer || to.IsNil() {
		return fmt.Errorf("db: a column is read into a %T", dest)
	}
	if to = to.Elem(); to.Kind() == reflect.String {
		to.SetString(r.ColumnText(i))
		return nil
	}
	typ := r.ColumnType(i)
	if to.Kind() == reflect.Pointer {
		if typ == sqlite3.NULL {
			to.SetZero()
			return nil
		}
		to.Set(reflect.New(to.Type().Elem()))
		return r.put(i, to.Interface())
	}
	number := typ == sqlite3.INTEGER || typ == sqlite3.FLOAT
	switch {
	case to.CanInt() && typ == sqlite3.INTEGER && !to.OverflowInt(r.ColumnInt64(i)):
		to.SetInt(r.ColumnInt64(i))
	case to.CanUint() && typ == sqlite3.INTEGER && r.ColumnInt64(i) >= 0 && !to.OverflowUint(uint64(r.ColumnInt64(i))):
		to.SetUint(uint64(r.ColumnInt64(i)))
	case to.CanFloat() && number:
		to.SetFloat(r.ColumnFloat(i))
	case to.Kind() == reflect.Bool && typ == sqlite3.INTEGER && r.ColumnInt64(i)>>1 == 0:
		to.SetBool(r.ColumnInt64(i) == 1)
	case to.CanInt() && typ == sqlite3.TEXT:
		n, err := strconv.ParseInt(r.ColumnText(i), 10, to.Type().Bits())
		to.SetInt(n)
		return err
	default:
		return fmt.Errorf("db: a stored value of type %s is read into a %T", typ, dest)
	}
	return nil
}
