package directory

import (
	"context"
	"slices"
	"strings"

	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/hsds"
	"weft/internal/id"
)

// merge writes one import in one transaction.
type merge struct {
	*Service
	tx       *db.Tx
	progress func(Progress)
	total    int
	done     int
	report   Report
	feed     FeedID
	have     map[string]*known
	orgs     map[string]knownOrganisation
	added    []fresh
	newOrgs  []organisationRow
}

// known is an entry of the feed as it stands before the import.
type known struct {
	seq    int64
	id     ID
	hash   string
	more   string
	status Status
	said   Status // by the feed, the last time
	gone   bool
	met    bool
}

// ours reports that we put the entry into its state, against what its feed said.
func (k *known) ours() bool { return k.status != k.said }

type knownOrganisation struct {
	id   OrganisationID
	hash string
}

// many is how many new entries are written together.
const many = 500

func (m *merge) run(ctx context.Context, src hsds.Source, pool *spool) error {
	if err := m.open(ctx, src); err != nil {
		return err
	}
	if err := pool.each(func(s spooled) error { return m.take(ctx, s) }); err != nil {
		return err
	}
	if err := m.flush(ctx); err != nil {
		return err
	}
	if err := m.closeGone(ctx); err != nil {
		return err
	}
	if err := m.placeLate(ctx); err != nil {
		return err
	}
	if err := m.analyze(ctx); err != nil {
		return err
	}
	m.progress(Progress{Stage: "write", Done: m.done, Total: m.total})
	return m.keepReport(ctx)
}

// analyze tells the database what a large import did to its tables, and tidies the index;
// a search planned on the old figures takes ten times as long.
func (m *merge) analyze(ctx context.Context) error {
	if m.report.Added+m.report.Changed+m.report.Gone < 500 {
		return nil
	}
	if err := tidyIndex(ctx, m.tx); err != nil {
		return err
	}
	for _, table := range []string{"directory_entry", "directory_place", "directory_search"} {
		if _, err := m.tx.Exec(ctx, "analyze "+table); err != nil {
			return err
		}
	}
	return nil
}

// open finds or makes the feed and what is known of it.
func (m *merge) open(ctx context.Context, src hsds.Source) error {
	feed, err := db.One(ctx, m.tx, db.Value[FeedID], `select id from directory_feed where feed_key = $1`, src.Key())
	if errs.Is(err, errs.NotFound) {
		feed = id.New[Feed]()
		_, err = m.tx.Exec(ctx, `insert into directory_feed (id, feed_key, name, created) values ($1, $2, $3, $4)`, feed, src.Key(), src.Name(), m.tx.Now())
	}
	if err != nil {
		return err
	}
	m.feed, m.have, m.orgs = feed, map[string]*known{}, map[string]knownOrganisation{}
	_, err = db.All(ctx, m.tx, func(s db.Scan) (struct{}, error) {
		var external string
		k := &known{}
		err := s(&external, &k.seq, &k.id, &k.hash, &k.more, &k.status, &k.said, &k.gone)
		m.have[external] = k
		return struct{}{}, err
	}, `select external_id, seq, id, hash, more_needs, status, feed_status, gone from directory_entry where feed = $1`, feed)
	if err != nil {
		return err
	}
	_, err = db.All(ctx, m.tx, func(s db.Scan) (struct{}, error) {
		var external string
		var k knownOrganisation
		err := s(&external, &k.id, &k.hash)
		m.orgs[external] = k
		return struct{}{}, err
	}, `select external_id, id, hash from directory_organisation where feed = $1`, feed)
	return err
}

// take compares one service with what is known.
func (m *merge) take(ctx context.Context, s spooled) error {
	if err := ctx.Err(); err != nil { // a statement of SQLite would not notice
		return err
	}
	if m.done++; m.done%500 == 0 {
		m.progress(Progress{Stage: "write", Done: m.done, Total: m.total})
	}
	k := m.have[s.ID]
	if k != nil {
		k.met = true
		if k.hash == s.Hash && !k.gone && k.said == s.Digest.Status {
			m.report.Unchanged++
			return nil
		}
	}
	f := fresh{digest: s.Digest, feed: m.feed, external: s.ID, needs: s.Needs, hash: s.Hash, document: string(s.Document)}
	f.status, f.feedStatus = f.Status, f.Status
	if err := m.organisation(ctx, &f, s.Organisation); err != nil {
		return err
	}
	if k == nil {
		f.id = id.New[Entry]()
		m.added = append(m.added, f)
		m.report.Added++
		if len(m.added) == many {
			return m.flush(ctx)
		}
		return nil
	}
	m.report.Changed++
	return m.change(ctx, f, k)
}

// change rewrites an entry. A state that we chose ourselves stays.
func (m *merge) change(ctx context.Context, f fresh, k *known) error {
	if err := m.flush(ctx); err != nil { // its organisation may be new
		return err
	}
	f.seq, f.id, f.moreNeeds = k.seq, k.id, k.more
	if k.ours() {
		f.status = k.status
	}
	if err := updateEntry(ctx, m.tx, f); err != nil {
		return err
	}
	if err := unindex(ctx, m.tx, []int64{f.seq}, true); err != nil {
		return err
	}
	return m.indexEntries(ctx, m.tx, []fresh{f})
}

// organisation finds or makes the body that runs the entry.
func (m *merge) organisation(ctx context.Context, f *fresh, o organisationRow) error {
	k, ok := m.orgs[o.External]
	if !ok {
		k.id = id.New[Organisation]()
		o.ID, o.Feed = k.id, m.feed
		m.newOrgs = append(m.newOrgs, o)
	}
	f.organisation = k.id
	var err error
	if ok && k.hash != o.Hash {
		_, err = m.tx.Exec(ctx, `update directory_organisation set name = $2, document = $3, hash = $4, updated = $5 where id = $1`,
			k.id, o.Name, string(o.Document), o.Hash, m.tx.Now())
	}
	m.orgs[o.External] = knownOrganisation{id: k.id, hash: o.Hash}
	return err
}

// flush writes the new entries that wait.
func (m *merge) flush(ctx context.Context) error {
	if err := insertOrganisations(ctx, m.tx, m.newOrgs); err != nil {
		return err
	}
	m.newOrgs = m.newOrgs[:0]
	if len(m.added) == 0 {
		return nil
	}
	seq, err := takeSeqs(ctx, m.tx, len(m.added))
	if err != nil {
		return err
	}
	for i := range m.added {
		m.added[i].seq = seq + int64(i)
	}
	if err := insertEntries(ctx, m.tx, m.added); err != nil {
		return err
	}
	if err := m.indexEntries(ctx, m.tx, m.added); err != nil {
		return err
	}
	m.added = m.added[:0]
	return nil
}

// closeGone closes what a complete source no longer lists.
func (m *merge) closeGone(ctx context.Context) error {
	if !m.report.Reading.Complete {
		return nil
	}
	var gone []int64
	open := 0
	for external, k := range m.have {
		if k.status == Closed || k.ours() {
			continue
		}
		open++
		if !k.met && !slices.Contains(m.report.Reading.Unread, external) {
			gone = append(gone, k.seq)
		}
	}
	if open >= 20 && len(gone)*2 > open {
		m.report.Withheld = len(gone)
		return nil
	}
	m.report.Gone = len(gone)
	for part := range slices.Chunk(gone, 100) {
		a := db.Args{}
		set := `update directory_entry set status = 'closed', feed_status = 'closed', listed = ` + a.Bind(false) + `, gone = ` + a.Bind(true) +
			`, updated = ` + a.Bind(m.tx.Now()) + `, version = version + 1 where seq in (`
		marks := make([]string, len(part))
		for i, s := range part {
			marks[i] = a.Bind(s)
		}
		if _, err := m.tx.Exec(ctx, set+strings.Join(marks, ", ")+`)`, a.List()...); err != nil {
			return err
		}
	}
	return unindex(ctx, m.tx, gone, false)
}

// placeLate gives positions to places whose postcodes have become known since.
func (m *merge) placeLate(ctx context.Context) error {
	type waiting struct {
		seq  int64
		code string
	}
	list, err := db.All(ctx, m.tx, func(s db.Scan) (waiting, error) {
		var w waiting
		err := s(&w.seq, &w.code)
		return w, err
	}, `select p.entry, p.postcode from directory_place p join directory_entry e on e.seq = p.entry
		where p.lat is null and p.postcode <> '' and e.feed = $1 order by p.entry`, m.feed)
	if err != nil || len(list) == 0 {
		return err
	}
	codes := make([]string, len(list))
	for i, w := range list {
		codes[i] = w.code
	}
	found, err := m.places.LookupTx(ctx, m.tx, codes)
	if err != nil {
		return err
	}
	var seqs []int64
	for _, w := range list {
		if _, ok := positionOf(spot{Postcode: w.code}, found); ok && !slices.Contains(seqs[max(0, len(seqs)-1):], w.seq) {
			seqs = append(seqs, w.seq)
		}
	}
	m.report.Placed = len(seqs)
	for part := range slices.Chunk(seqs, 100) {
		if err := m.indexAgain(ctx, part); err != nil {
			return err
		}
	}
	return nil
}

func (m *merge) indexAgain(ctx context.Context, seqs []int64) error {
	rows, err := bySeqs(ctx, m.tx, seqs)
	if err != nil {
		return err
	}
	var list []fresh
	for _, r := range rows {
		d, err := digestOfStored(r)
		if err != nil {
			return err
		}
		list = append(list, fresh{digest: d, seq: r.seq, status: r.status, needs: r.needs, moreNeeds: r.moreNeeds})
	}
	if err := unindex(ctx, m.tx, seqs, true); err != nil {
		return err
	}
	return m.indexEntries(ctx, m.tx, list)
}

// keepReport keeps the account of the run.
func (m *merge) keepReport(ctx context.Context) error {
	r, lenient := m.report, 0
	for _, l := range r.Reading.Leniencies {
		lenient += l.Count
	}
	_, err := m.tx.Exec(ctx, `insert into directory_import (id, feed, at, added, changed, unchanged, gone, refused, lenient, report)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`, id.New[Report](), m.feed, m.tx.Now(), r.Added, r.Changed, r.Unchanged, r.Gone,
		r.Reading.RefusedRows, lenient, r.String())
	return err
}
