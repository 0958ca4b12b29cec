package backup

import (
	"archive/zip"
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"time"

	"github.com/klauspost/compress/flate"

	"weft/internal/db"
)

const (
	format        = "weft-backup"
	formatVersion = 1
	manifestFile  = "manifest.json"
	readmeFile    = "README.txt"
	folderFile    = "tables/"
	compression   = 4 // fast, and within a tenth of the best for rows of text
)

const readme = `This is a backup of Weft: the whole database at one moment.

Put it back:   weft restore FILE
Only prove it: weft restore FILE --check

tables/NAME.jsonl holds one table, one line of JSON a row: its values in the order of
the columns. Times are UTC. manifest.json names the columns, counts the rows and holds a
SHA-256 of each table. Encrypted backups (.age) open with WEFT_BACKUP_KEY, or with the
program age and the same key.
`

// Manifest says what is in a backup. It stands last in the archive.
type Manifest struct {
	Format        string    `json:"format"`
	FormatVersion int       `json:"format_version"`
	Made          time.Time `json:"made"`
	Program       string    `json:"program"`
	Engine        string    `json:"engine"`
	Schema        int64     `json:"schema"` // number of the last migration
	Tables        []Part    `json:"tables"`
}

// Part is one table in a backup.
type Part struct {
	Name    string   `json:"name"`
	Columns []Column `json:"columns"`
	Key     []string `json:"key"`
	Rows    int64    `json:"rows"`
	Bytes   int64    `json:"bytes"`
	SHA256  string   `json:"sha256"`
}

// Column is one column of a table in a backup.
type Column struct {
	Name string  `json:"name"`
	Type db.Type `json:"type"`
}

func partOf(t db.Table) Part {
	p := Part{Name: t.Name, Key: t.Key}
	for _, c := range t.Columns {
		p.Columns = append(p.Columns, Column{c.Name, c.Type})
	}
	return p
}

// table returns how the database knows a part.
func (p Part) table() db.Table {
	t := db.Table{Name: p.Name, Key: p.Key}
	for _, c := range p.Columns {
		t.Columns = append(t.Columns, db.Column{Name: c.Name, Type: c.Type})
	}
	return t
}

// Rows returns how many rows there are in all.
func (m Manifest) Rows() (n int64) {
	for _, t := range m.Tables {
		n += t.Rows
	}
	return n
}

// tally counts and hashes what is written to it.
type tally struct {
	hash  hash.Hash
	bytes int64
}

func newTally() *tally { return &tally{hash: sha256.New()} }

// Write counts and hashes; it never fails.
func (t *tally) Write(b []byte) (int, error) {
	t.bytes += int64(len(b))
	return t.hash.Write(b)
}

func (t *tally) sum() string { return hex.EncodeToString(t.hash.Sum(nil)) }

// write puts one snapshot of a database into an archive.
func write(ctx context.Context, d *db.DB, w io.Writer, program string) (Manifest, error) {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, compression) })
	m := Manifest{Format: format, FormatVersion: formatVersion, Program: program, Engine: d.Engine().String()}
	err := d.Read(ctx, func(tx *db.Tx) (err error) {
		m.Made = tx.Now().UTC().Truncate(time.Second)
		if m.Schema, err = db.VersionTx(ctx, tx); err != nil {
			return err
		}
		tables, err := db.Stored(ctx, tx)
		if err != nil {
			return err
		}
		if err := entry(z, readmeFile, m.Made, func(w io.Writer) error { _, err := io.WriteString(w, readme); return err }); err != nil {
			return err
		}
		for _, t := range tables {
			if err := ctx.Err(); err != nil {
				return err
			}
			p := partOf(t)
			err := entry(z, folderFile+t.Name+".jsonl", m.Made, func(w io.Writer) (err error) {
				sum := newTally()
				p.Rows, err = db.Dump(ctx, tx, p.table(), io.MultiWriter(w, sum))
				p.Bytes, p.SHA256 = sum.bytes, sum.sum()
				return err
			})
			if err != nil {
				return fmt.Errorf("back up %s: %w", t.Name, err)
			}
			m.Tables = append(m.Tables, p)
		}
		return nil
	})
	if err != nil {
		return m, err
	}
	body, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return m, err
	}
	if err := entry(z, manifestFile, m.Made, func(w io.Writer) error { _, err := w.Write(body); return err }); err != nil {
		return m, err
	}
	return m, z.Close()
}

func entry(z *zip.Writer, name string, at time.Time, fill func(io.Writer) error) error {
	w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: at})
	if err != nil {
		return err
	}
	b := bufio.NewWriterSize(w, 1<<16)
	if err := fill(b); err != nil {
		return err
	}
	return b.Flush()
}
