package search

import (
	"context"
	"strconv"
	"strings"
	"time"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/person"
	"weft/internal/text"
)

// Service reads.
type Service struct {
	db     *db.DB
	people *person.Service
}

// NewService returns the read model on a database.
func NewService(d *db.DB, p *person.Service) *Service { return &Service{db: d, people: p} }

const most = 50

// longest is how many letters of what was typed are looked for.
const longest = 100

// query is what was typed, as far as it could be read.
type query struct {
	words []string
	born  clock.Date
	nhs   string
	phone string
}

// read understands what was typed: a date, an NHS number, a telephone number, and
// words for the name.
func read(typed string) query {
	var q query
	if r := []rune(typed); len(r) > longest {
		typed = string(r[:longest])
	}
	if n, ok := person.NHSNumber(typed); ok {
		return query{nhs: n}
	}
	if digits := onlyDigits(typed); len(digits) >= 9 && len(digits) <= 15 {
		return query{phone: number(typed, digits)}
	}
	var rest []string
	for _, field := range strings.Fields(typed) {
		if d, ok := readDate(field); ok && q.born.IsZero() {
			q.born = d
			continue
		}
		rest = append(rest, field)
	}
	q.words = strings.Fields(text.Fold(strings.Join(rest, " ")))
	return q
}

// number writes a telephone number as it is kept, so that +44 1632 finds 01632.
func number(typed, digits string) string {
	w, err := person.Reach(typed, "")
	if err != nil {
		return digits
	}
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, w.Value)
}

// onlyDigits returns the digits of a text that holds nothing else but what stands
// between the digits of a number.
func onlyDigits(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case strings.ContainsRune(" +-().", r):
		default:
			return ""
		}
	}
	return b.String()
}

func readDate(s string) (clock.Date, bool) {
	if d, ok := clock.ParseDate(s); ok {
		return d, true
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '/' || r == '.' || r == '-' })
	if len(parts) != 3 {
		return clock.Date{}, false
	}
	var n [3]int
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil {
			return clock.Date{}, false
		}
		n[i] = v
	}
	return clock.NewDate(n[2], time.Month(n[1]), n[0])
}

// People returns the people that fit, within the actor's scope, masked for them, by
// name, at most 50. Nothing typed finds nobody.
func (s *Service) People(ctx context.Context, a authz.Actor, typed string) ([]person.Card, error) {
	if err := authz.Check(a, authz.PersonFind); err != nil {
		return nil, err
	}
	q := read(typed)
	if len(q.words) == 0 && q.born.IsZero() && q.nhs == "" && q.phone == "" {
		return nil, nil
	}
	var ids []person.ID
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) { ids, err = find(ctx, tx, a, q); return err })
	if err != nil {
		return nil, err
	}
	cards, err := s.people.Cards(ctx, a, ids)
	out := make([]person.Card, 0, len(ids))
	for _, i := range ids {
		if c, ok := cards[i]; ok && !c.Restricted || ok && c.Full {
			out = append(out, c)
		}
	}
	return out, err
}

func find(ctx context.Context, tx *db.Tx, a authz.Actor, q query) ([]person.ID, error) {
	var args db.Args
	where := "p.joined_to is null and " + a.Scope(authz.PersonFind).Where("p.id", tx.Now(), args.Bind)
	if q.nhs != "" {
		where += " and p.nhs_number = " + args.Bind(q.nhs)
	}
	if q.phone != "" {
		where += " and exists (select 1 from person_way w where w.person = p.id and w.value_fold = " + args.Bind(q.phone) + ")"
	}
	if !q.born.IsZero() {
		where += " and p.born = " + args.Bind(q.born)
	}
	for _, w := range q.words {
		// Folded on both sides, so LIKE only ever sees lower-case letters, digits and spaces.
		where += " and (' ' || p.name_fold) like " + args.Bind("% "+w+"%")
	}
	return db.All(ctx, tx, db.Value[person.ID], `select p.id from person p where `+where+` order by p.name_fold, p.id`+db.Limit(most), args.List()...)
}
