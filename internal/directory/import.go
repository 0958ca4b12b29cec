package directory

import (
	"bufio"
	"context"
	"encoding/gob"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/hsds"
	"weft/internal/intake"
)

// Progress says how far an import is. Stage is "read" while the source is read, when the
// whole is not known yet and Total is 0, and "write" after.
type Progress struct {
	Stage string
	Done  int
	Total int
}

// Import brings the entries of one feed in line with its source. For those who may edit
// the directory; audited; progress may be nil.
//
// The source is read to its end before anything is written, and everything is written in
// one transaction: when the source breaks off, the error says so and nothing has changed.
// An entry is known again by its identifier and changed only when its content differs,
// so a second run changes nothing. An entry that a complete source no longer lists is
// closed, not deleted, unless its row was refused; one that comes back is opened again.
// When more than half of a feed of twenty and more would close at once, none does and the
// report says so, because that is more often a broken source than the end of a town.
// Local facts (confirmed, full, how to refer, tips) are never touched.
//
// The error is an intake.Fault when the source is at fault.
func (s *Service) Import(ctx context.Context, a authz.Actor, src hsds.Source, progress func(Progress)) (Report, error) {
	if err := authz.Check(a, authz.DirectoryEdit); err != nil {
		return Report{}, err
	}
	if progress == nil {
		progress = func(Progress) {}
	}
	pool, err := newSpool()
	if err != nil {
		return Report{}, err
	}
	defer pool.close()
	reading, err := pool.fill(ctx, src, progress)
	if err != nil {
		return Report{}, err
	}
	var report Report
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		m := &merge{Service: s, tx: tx, progress: progress, total: reading.Services, report: Report{Source: src.Name(), Reading: reading}}
		if err := m.run(ctx, src, pool); err != nil {
			return err
		}
		report = m.report
		return audit.Record(ctx, tx, a, "directory.import", audit.On("directory_feed", m.feed.String()))
	})
	return report, err
}

// spool keeps what a source said in a temporary file, so that nothing is written before
// the source has been read to its end and memory stays small.
type spool struct {
	file *os.File
	out  *bufio.Writer
	enc  *gob.Encoder
}

// spooled is one service in the spool. Document is kept as it will be stored.
type spooled struct {
	ID           string
	Hash         string
	Needs        string
	Document     []byte
	Digest       digest
	Organisation organisationRow
}

func newSpool() (*spool, error) {
	f, err := os.CreateTemp("", "weft-import-*")
	if err != nil {
		return nil, intake.NewFault(errs.Unavailable, "directory.spool", "A temporary file for the import cannot be made: %v. "+
			"Make room in the temporary folder and try again.", err).Because(err)
	}
	out := bufio.NewWriterSize(f, 1<<20)
	return &spool{file: f, out: out, enc: gob.NewEncoder(out)}, nil
}

func (p *spool) close() {
	_ = p.file.Close()
	_ = os.Remove(p.file.Name())
}

// fill reads the source to its end. Reading and taking apart go on side by side.
func (p *spool) fill(ctx context.Context, src hsds.Source, progress func(Progress)) (hsds.Reading, error) {
	list := make(chan hsds.Service, 64)
	failed := make(chan error, 1)
	go func() {
		defer close(failed)
		needs := newNeedFinder()
		var err error
		for service := range list {
			if err == nil {
				err = p.add(service, needs) // after a failure the rest is let go
			}
		}
		failed <- err
	}()
	n := 0
	reading, err := src.Read(ctx, func(service hsds.Service) error {
		if n++; n%100 == 0 {
			progress(Progress{Stage: "read", Done: n})
		}
		list <- service
		return nil
	})
	close(list)
	if werr := <-failed; err == nil {
		err = werr
	}
	if err != nil {
		return hsds.Reading{}, err
	}
	progress(Progress{Stage: "read", Done: n, Total: n})
	return reading, p.out.Flush()
}

func (p *spool) add(service hsds.Service, needs *needFinder) error {
	b, err := json.Marshal(service)
	if err != nil {
		return fmt.Errorf("write the document of an entry: %w", err)
	}
	org, err := organisationOf(*service.Organization)
	if err != nil {
		return err
	}
	codes := joinCodes(needs.of(service))
	return p.enc.Encode(spooled{ID: service.ID, Hash: hashOf(b, codes), Needs: codes, Document: b, Digest: digestOf(service), Organisation: org})
}

// each goes through the spool from its beginning.
func (p *spool) each(take func(spooled) error) error {
	if _, err := p.file.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("read the spool: %w", err)
	}
	d := gob.NewDecoder(bufio.NewReaderSize(p.file, 1<<20))
	for {
		var s spooled
		err := d.Decode(&s)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read the spool: %w", err)
		}
		if err := take(s); err != nil {
			return err
		}
	}
}
