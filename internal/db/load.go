package db

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
)

// maxLine bounds one row of a dump.
const maxLine = 64 << 20

// Loader puts whole tables back into a database that has their schema, all of them or
// none. Whatever stood in the tables goes. References are checked at the end.
type Loader struct {
	db   *DB
	on   runner
	conn *pgx.Conn // PostgreSQL only
	have map[string]Table
	keys []string // statements that make PostgreSQL's references again
}

// Load gives fn a Loader inside one transaction, which is kept when fn succeeds and
// every reference holds. The database must not be in use by anybody else.
func Load(ctx context.Context, d *DB, fn func(l *Loader) error) error {
	var tables []Table
	err := d.Read(ctx, func(tx *Tx) (err error) { tables, err = Stored(ctx, tx); return err })
	if err != nil {
		return err
	}
	l := &Loader{db: d, have: map[string]Table{}}
	for _, t := range tables {
		l.have[t.Name] = t
	}
	if d.engine == Postgres {
		return l.intoPostgres(ctx, fn)
	}
	return d.writer.alone(ctx, func(c *liteConn) error {
		l.on = c
		if err := c.run(ctx, "pragma defer_foreign_keys = on"); err != nil {
			return err
		}
		if err := l.emptyAll(ctx); err != nil {
			return err
		}
		return fn(l)
	})
}

func (l *Loader) intoPostgres(ctx context.Context, fn func(l *Loader) error) error {
	return l.db.tryPostgres(ctx, beginBulk, func(p *pgConn) error {
		l.on, l.conn = p, p.conn
		if err := l.loosen(ctx); err != nil {
			return err
		}
		if err := l.emptyAll(ctx); err != nil {
			return err
		}
		if err := fn(l); err != nil {
			return err
		}
		for _, k := range l.keys {
			if _, err := p.exec(ctx, k, nil); err != nil {
				return translate(err)
			}
		}
		return nil
	})
}

// emptyAll takes out whatever stands in the tables.
func (l *Loader) emptyAll(ctx context.Context) error {
	for name := range l.have {
		if _, err := l.on.exec(ctx, "delete from "+quoted(name), nil); err != nil {
			return translate(err)
		}
	}
	return nil
}

// loosen takes PostgreSQL's references away and remembers how to make them again: it
// checks each at the end of its statement, so a row could not come before the one that
// it points to.
func (l *Loader) loosen(ctx context.Context) error {
	rows, err := l.on.query(ctx, `select conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)
		from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace`, nil)
	if err != nil {
		return translate(err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	var drop []string
	for rows.Next() {
		var table, name, def string
		if err := rows.Scan(&table, &name, &def); err != nil {
			return translate(err)
		}
		drop = append(drop, "alter table "+table+" drop constraint "+name)
		l.keys = append(l.keys, "alter table "+table+" add constraint "+name+" "+def)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return translate(err)
	}
	for _, q := range drop {
		if _, err := l.on.exec(ctx, q, nil); err != nil {
			return translate(err)
		}
	}
	return nil
}

// Table puts the rows of a dump into a table and returns how many there were. The
// table must have these very columns.
func (l *Loader) Table(ctx context.Context, t Table, r io.Reader) (int64, error) {
	have, ok := l.have[t.Name]
	if !ok {
		return 0, fmt.Errorf("there is no table %s in this schema", t.Name)
	}
	kinds := map[string]Type{}
	for _, c := range have.Columns {
		kinds[c.Name] = c.Type
	}
	for _, c := range t.Columns {
		if kinds[c.Name] != c.Type {
			return 0, fmt.Errorf("the table %s has no column %s of type %s", t.Name, c.Name, c.Type)
		}
	}
	if len(t.Columns) != len(have.Columns) {
		return 0, fmt.Errorf("the table %s has %d columns, the dump %d", t.Name, len(have.Columns), len(t.Columns))
	}
	if l.db.engine == Postgres {
		return l.copyIn(ctx, t, r)
	}
	return l.putIn(ctx, t, r)
}

func (l *Loader) putIn(ctx context.Context, t Table, r io.Reader) (int64, error) {
	marks := strings.TrimSuffix(strings.Repeat("?, ", len(t.Columns)), ", ")
	insert := "insert into " + quoted(t.Name) + " (" + t.names() + ") values (" + marks + ")"
	return lines(r, t, func(values []any) error {
		_, err := l.on.exec(ctx, insert, values)
		return translate(err)
	})
}

// copyIn streams the rows to PostgreSQL.
func (l *Loader) copyIn(ctx context.Context, t Table, r io.Reader) (n int64, err error) {
	pr, pw := io.Pipe()
	go func() {
		out := bufio.NewWriterSize(pw, 1<<16)
		var lerr error
		n, lerr = lines(r, t, func(values []any) error { return copyLine(out, values) })
		pw.CloseWithError(errors.Join(lerr, out.Flush()))
	}()
	_, err = l.conn.PgConn().CopyFrom(ctx, pr, "copy "+quoted(t.Name)+" ("+t.names()+") from stdin")
	_ = pr.Close() // lets the writer go when the server stopped reading
	return n, translate(err)
}

// copyLine writes one row as PostgreSQL's COPY reads it.
func copyLine(out *bufio.Writer, values []any) error {
	for i, v := range values {
		if i > 0 {
			_ = out.WriteByte('\t')
		}
		switch v := v.(type) {
		case nil:
			_, _ = out.WriteString(`\N`)
		case string:
			_, _ = strings.NewReplacer(`\`, `\\`, "\t", `\t`, "\n", `\n`, "\r", `\r`).WriteString(out, v)
		case float64:
			_, _ = out.WriteString(strconv.FormatFloat(v, 'g', -1, 64))
		default:
			_, _ = fmt.Fprint(out, v)
		}
	}
	return out.WriteByte('\n')
}

// lines reads the rows of a dump, each with the values that its columns take.
func lines(r io.Reader, t Table, row func(values []any) error) (n int64, err error) {
	in := bufio.NewScanner(r)
	in.Buffer(make([]byte, 1<<16), maxLine)
	for in.Scan() {
		n++
		d := json.NewDecoder(strings.NewReader(in.Text()))
		d.UseNumber()
		var values []any
		if err := d.Decode(&values); err != nil || len(values) != len(t.Columns) {
			return n, fmt.Errorf("row %d of %s cannot be read", n, t.Name)
		}
		for i, c := range t.Columns {
			if number, ok := values[i].(json.Number); ok {
				if values[i], err = numeric(c.Type, number); err != nil {
					return n, fmt.Errorf("row %d of %s: %s is no number that we know", n, t.Name, c.Name)
				}
			}
		}
		if err := row(values); err != nil {
			return n, fmt.Errorf("row %d of %s: %w", n, t.Name, err)
		}
	}
	return n, in.Err()
}

func numeric(kind Type, n json.Number) (any, error) {
	if kind == Double {
		return n.Float64()
	}
	return n.Int64()
}
