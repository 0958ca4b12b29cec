package site

import (
	"weft/internal/clock"
	"weft/internal/vocabulary"
)

// Lists returns the words and lists of a service on this day, those of everywhere when
// at is empty. It costs one small statement a request, however often it is asked. When
// the database does not answer, the words are those that Weft ships.
func (q *Request) Lists(at string, n clock.Nation) vocabulary.Lists {
	if q.book == nil {
		b, err := q.Site.Lists.Book(q.Context())
		if err != nil {
			q.Site.Log.Error("the words could not be read", "error", err)
		}
		q.book = &b
	}
	return q.book.At(vocabulary.Where{Service: at, Nation: n}, q.Site.Today())
}
