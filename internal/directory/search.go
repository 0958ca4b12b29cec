package directory

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/place"
	"weft/internal/vocabulary"
)

// Filter says what is looked for. Everything that is given must hold: every word, one of
// the needs, the language, the distance.
type Filter struct {
	Words        string
	Needs        []string // codes of vocabulary.Needs
	Language     string   // its English name
	Near         *place.Point
	WithinMetres float64 // 0 with Near: as far as it goes, which is 100 miles
	Limit        int     // 20 when 0, at most 100
	After        string  // Page.Next of the page before
}

// Hit is one entry that was found. Metres is the distance of its nearest place, -1 when
// Near was not given or the place is not known.
type Hit struct {
	Entry
	Metres float64
}

// Page is one page of a search. Next is empty on the last. Widened says that no entry has
// the words, and that these help with what the words are about.
type Page struct {
	Hits    []Hit
	Next    string
	Widened bool
}

const (
	usualLimit = 20
	mostLimit  = 100
	farthest   = 100 * 1609.344
	// notInName is how many metres nearer an entry without the words in its name must be
	// to come before one that has them: three miles.
	notInName = 3 * 1609.344
	// few is how many places may be sorted at once without looking at nearer circles
	// first; smallest is the radius of the first circle.
	few       = 150
	smallest  = 1500.0
	unbounded = 1 << 40
)

// Search finds live entries. Anyone may; nothing is kept of who looked for what. With
// Near they come nearest first, those with the words in their name as if they were three
// miles nearer; without, those with the words in their name come first, then by name. A
// group that is full stays in its place. Invalid names an unknown need or a Next that is
// none.
func (s *Service) Search(ctx context.Context, f Filter) (page Page, err error) {
	if f.Limit <= 0 {
		f.Limit = usualLimit
	}
	f.Limit = min(f.Limit, mostLimit)
	after, ok := parseCursor(f.After)
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		var l vocabulary.Lists
		if !shipped(f.Needs) {
			if l, err = s.lists(ctx, tx); err != nil {
				return err
			}
		}
		var c errs.Check
		checkNeeds(&c, l, f.Needs)
		c.Require(ok, "after", "directory.page_unknown")
		if err := c.Err(); err != nil {
			return err
		}
		page, err = s.search(ctx, tx, f, after)
		return err
	})
	return page, err
}

// shipped reports whether every need is one that Weft ships; others are looked up.
func shipped(needs []string) bool {
	all := vocabulary.Needs()
	for _, n := range needs {
		if !all.Has(n) {
			return false
		}
	}
	return true
}

// ways are how words are looked for, each only when the one before finds nothing at all:
// the words, words that begin like them, and what the words are about.
const (
	asWords = iota
	asBeginnings
	asNeeds
)

func (s *Service) search(ctx context.Context, tx *db.Tx, f Filter, after cursor) (Page, error) {
	l := looking{Filter: f, stems: stems(f.Words, 12), way: after.way, after: after}
	for {
		found, err := l.find(ctx, tx)
		if err != nil {
			return Page{}, err
		}
		if len(found) > 0 || (after != cursor{}) || !l.widen() {
			return s.page(ctx, tx, l, found)
		}
	}
}

// looking is one search under way.
type looking struct {
	Filter
	stems []string
	way   int
	after cursor
}

// widen goes on to the next way, when there is one.
func (l *looking) widen() bool {
	if len(l.stems) == 0 {
		return false
	}
	l.way++
	return l.way == asBeginnings || l.way == asNeeds && len(l.Needs) == 0 && len(l.about()) > 0
}

// about are the needs that the words point to.
func (l looking) about() []string { return newNeedFinder().match(l.Words) }

// find returns up to one candidate more than the page holds, in order.
func (l looking) find(ctx context.Context, tx *db.Tx) ([]candidate, error) {
	if l.way == asNeeds {
		l.Needs, l.stems = l.about(), nil
	}
	if l.Near != nil {
		return l.findNear(ctx, tx)
	}
	f, stems, after := l.Filter, l.stems, l.after
	var rest query
	addFacts(&rest, f)
	if len(stems) == 0 {
		return findByName(ctx, tx, rest, f.Limit+1, 0, nil, after)
	}
	inName := wordGroups(stems, nameMark, l.way == asBeginnings)
	inName.groups = append(inName.groups, rest.groups...)
	var out []candidate
	if after.class == 0 {
		var err error
		if out, err = findByName(ctx, tx, inName, f.Limit+1, 0, nil, after); err != nil || len(out) > f.Limit {
			return out, err
		}
		after = cursor{}
	}
	anywhere := wordGroups(stems, "", l.way == asBeginnings)
	anywhere.groups = append(anywhere.groups, rest.groups...)
	more, err := findByName(ctx, tx, anywhere, f.Limit+1-len(out), 1, &inName, after)
	return append(out, more...), err
}

func addFacts(q *query, f Filter) {
	var needs []token
	for _, n := range f.Needs {
		needs = append(needs, token{text: needToken(n)})
	}
	q.and(needs...)
	if len(words(f.Language)) > 0 {
		q.and(token{text: languageToken(f.Language)})
	}
}

// findNear takes what is rare all at once, and looks for the rest in growing circles.
// Entries with the words in their name are few, so they are sought three miles further;
// then every entry whose score is within that circle is known, and as soon as they fill a
// page, nothing further out can change it. What is asked for makes an entry rare, as a
// rule; where nothing is asked for, the first circle is looked at before.
func (l looking) findNear(ctx context.Context, tx *db.Tx) ([]candidate, error) {
	within, more := l.within(), 0.0
	if len(l.stems) > 0 {
		more = notInName
	}
	asked := len(l.stems)+len(l.Needs) > 0
	for first, radius := true, smallest; ; first, radius = false, radius*3 {
		if first == asked {
			if found, all, err := l.rare(ctx, tx, more); err != nil || all {
				return l.sorted(found), err
			}
		}
		radius = min(radius, within)
		known, err := l.inRadius(ctx, tx, radius, more)
		if err != nil {
			return nil, err
		}
		found := l.behind(known)
		sure := 0
		for _, c := range found {
			if c.score <= radius+more {
				sure++
			}
		}
		if sure > l.Limit || radius >= within {
			return l.sorted(found), nil
		}
	}
}

// sorted returns one candidate more than the page holds, in order.
func (l looking) sorted(found []candidate) []candidate {
	slices.SortFunc(found, candidate.compare)
	return found[:min(len(found), l.Limit+1)]
}

// rare returns everything that is found, and whether that is so few that it was read whole.
func (l looking) rare(ctx context.Context, tx *db.Tx, more float64) (found []candidate, all bool, err error) {
	known := map[int64]candidate{}
	n, err := l.circle(ctx, tx, "", l.within(), more, few, known)
	if err != nil || n >= few {
		return nil, false, err
	}
	if n > 0 && more > 0 {
		if _, err := l.circle(ctx, tx, nameMark, l.within(), 0, unbounded, known); err != nil {
			return nil, false, err
		}
	}
	return l.behind(known), true, nil
}

// inRadius returns what lies within a radius, and further where the name has the words.
func (l looking) inRadius(ctx context.Context, tx *db.Tx, radius, more float64) (map[int64]candidate, error) {
	known := map[int64]candidate{}
	if more > 0 {
		if _, err := l.circle(ctx, tx, nameMark, radius+more, 0, unbounded, known); err != nil {
			return nil, err
		}
	}
	_, err := l.circle(ctx, tx, "", radius, more, unbounded, known)
	return known, err
}

// behind returns those from behind the cursor.
func (l looking) behind(known map[int64]candidate) []candidate {
	found := make([]candidate, 0, len(known))
	for _, c := range known {
		if l.after.before(c) {
			found = append(found, c)
		}
	}
	return found
}

// circle finds what lies within a radius, with the words behind a mark or without, and
// returns how many places it read.
func (l looking) circle(ctx context.Context, tx *db.Tx, mark string, radius, more float64, most int, known map[int64]candidate) (int, error) {
	within := l.within()
	q := l.inCircle(mark, min(radius, within))
	if q.empty() {
		return 0, nil // at the poles
	}
	return nearby(ctx, tx, q, *l.Near, within, more, most, known)
}

func (l looking) inCircle(mark string, radius float64) query {
	q := wordGroups(l.stems, mark, l.way == asBeginnings)
	addFacts(&q, l.Filter)
	q.and(plain(squares(*l.Near, radius))...)
	return q
}

func (l looking) within() float64 {
	if l.WithinMetres <= 0 || l.WithinMetres > farthest {
		return farthest
	}
	return l.WithinMetres
}

// compare orders candidates: by class, then by score or name, then by number.
func (c candidate) compare(o candidate) int {
	return cmp.Or(cmp.Compare(c.class, o.class), cmp.Compare(c.score, o.score), strings.Compare(c.name, o.name), cmp.Compare(c.seq, o.seq))
}

// page loads the entries of the candidates.
func (s *Service) page(ctx context.Context, tx *db.Tx, l looking, found []candidate) (Page, error) {
	p := Page{Widened: l.way == asNeeds && len(found) > 0}
	if len(found) > l.Limit {
		found = found[:l.Limit]
		p.Next = found[len(found)-1].cursor(l.way).String()
	}
	seqs := make([]int64, len(found))
	for i, c := range found {
		seqs[i] = c.seq
	}
	rows, err := bySeqs(ctx, tx, seqs)
	if err != nil {
		return Page{}, err
	}
	bySeq := make(map[int64]stored, len(rows))
	for _, r := range rows {
		bySeq[r.seq] = r
	}
	a, err := s.ages(ctx, tx)
	if err != nil {
		return Page{}, err
	}
	for _, c := range found {
		r, ok := bySeq[c.seq]
		if !ok {
			continue
		}
		e, err := r.view(a)
		if err != nil {
			return Page{}, err
		}
		p.Hits = append(p.Hits, Hit{Entry: e, Metres: c.metres})
	}
	return p, nil
}
