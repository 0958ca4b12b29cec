package db

import (
	"context"
	"errors"
	"io"
	"net"
	"runtime"
	"strings"
	"syscall"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/ncruces/go-sqlite3"

	"weft/internal/errs"
)

// errRetry marks a serialisation failure, which Write tries again.
var errRetry = errors.New("serialisation failure")

func isRetry(err error) bool { return errors.Is(err, errRetry) }

// translate turns a driver's error into one of ours. The driver's text stays as the
// cause, without the values that PostgreSQL puts into its detail line.
func translate(err error) error {
	if err == nil {
		return nil
	}
	var own *errs.Error
	if errors.As(err, &own) || isRetry(err) {
		return err
	}
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return errs.Wrap(errs.Unavailable, "db.interrupted", err)
	}
	var lite sqlite3.ExtendedErrorCode
	if errors.As(err, &lite) {
		return translateSQLite(lite, err)
	}
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return translatePostgres(pg)
	}
	if lost(err) {
		return errs.Wrap(errs.Unavailable, "db.unreachable", err)
	}
	return err
}

// lost reports whether an error means that the connection has gone, in any of the ways
// in which a driver says so: refused, reset, ended in the middle of an answer.
func lost(err error) bool {
	var network net.Error
	var connect *pgconn.ConnectError
	return errors.As(err, &network) || errors.As(err, &connect) ||
		errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE) ||
		pgconn.SafeToRetry(err)
}

func translateSQLite(code sqlite3.ExtendedErrorCode, err error) error {
	err = errors.New(strings.TrimPrefix(err.Error(), "sqlite3: ")) // the name of the engine helps nobody
	switch code {
	case sqlite3.CONSTRAINT_UNIQUE, sqlite3.CONSTRAINT_PRIMARYKEY:
		return errs.Wrap(errs.Conflict, "db.duplicate", err)
	case sqlite3.CONSTRAINT_FOREIGNKEY, sqlite3.CONSTRAINT_TRIGGER:
		return errs.Wrap(errs.Conflict, "db.reference", err)
	}
	switch code.Code() {
	case sqlite3.BUSY, sqlite3.LOCKED:
		return errs.Wrap(errs.Unavailable, "db.busy", err)
	case sqlite3.FULL:
		return errs.Wrap(errs.Unavailable, "db.full", err)
	case sqlite3.READONLY, sqlite3.IOERR, sqlite3.CANTOPEN:
		return errs.Wrap(errs.Unavailable, "db.unwritable", err)
	}
	return err
}

// isFull reports whether the system said that the disk is full.
func isFull(err error) bool {
	const handleFull, diskFull = syscall.Errno(39), syscall.Errno(112) // of Windows
	var said syscall.Errno
	return errors.As(err, &said) && (said == syscall.ENOSPC || runtime.GOOS == "windows" && (said == handleFull || said == diskFull))
}

func translatePostgres(err *pgconn.PgError) error {
	plain := errors.New(err.Code + " " + err.Message + " " + err.ConstraintName)
	switch err.Code {
	case "40001", "40P01":
		return errors.Join(errRetry, plain)
	case "23505":
		return errs.Wrap(errs.Conflict, "db.duplicate", plain)
	case "23503":
		return errs.Wrap(errs.Conflict, "db.reference", plain)
	case "53100":
		return errs.Wrap(errs.Unavailable, "db.full", plain)
	case "25006":
		return errs.Wrap(errs.Unavailable, "db.unwritable", plain)
	case "57P01", "57P02", "57P03", "53300":
		return errs.Wrap(errs.Unavailable, "db.unreachable", plain)
	}
	return plain
}
