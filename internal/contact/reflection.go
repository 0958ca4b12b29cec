package contact

import (
	"context"
	"time"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/once"
	"weft/internal/text"
)

// ReflectionID identifies a reflection.
type ReflectionID = id.ID[Reflection]

// Reflection is what somebody wrote about themself. It names no person and no case,
// stands in no story, and only its writer ever reads it.
type Reflection struct {
	ID    ReflectionID
	Words string
	At    time.Time
}

const longestReflection = 8000

// Reflect keeps a reflection of the actor's own, for whoever works with people. The
// same key keeps one. Without words it is Invalid. Audited without a word of it.
func (s *Service) Reflect(ctx context.Context, a authz.Actor, key, words string) error {
	if err := authz.Check(a, authz.CaseWork); err != nil {
		return err
	}
	words = text.Words(words)
	var k errs.Check
	k.Require(words != "", "words", "contact.reflection_empty")
	k.Require(text.Length(words) <= longestReflection, "words", "form.too_long", longestReflection)
	if err := k.Err(); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		_, err := once.Do(ctx, tx, a, key, "contact.reflect", func() (string, error) { return "", s.reflectTx(ctx, tx, a, words) })
		return err
	})
}

// reflectTx keeps the words, where there are any.
func (s *Service) reflectTx(ctx context.Context, tx *db.Tx, a authz.Actor, words string) error {
	if words == "" {
		return nil
	}
	rid := id.New[Reflection]()
	if _, err := tx.Exec(ctx, `insert into reflection (id, writer, words, at) values ($1, $2, $3, $4)`, rid, a.ID, words, tx.Now()); err != nil {
		return err
	}
	return audit.Record(ctx, tx, a, "reflection.write", audit.On("reflection", rid.String()))
}

// Reflections returns the actor's own reflections, newest first, at most 200. There is
// no way to anybody else's.
func (s *Service) Reflections(ctx context.Context, a authz.Actor) (out []Reflection, err error) {
	if err := authz.Check(a, authz.CaseWork); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		out, err = db.All(ctx, tx, func(s db.Scan) (Reflection, error) {
			var r Reflection
			err := s(&r.ID, &r.Words, &r.At)
			return r, err
		}, `select id, words, at from reflection where writer = $1 order by at desc, id desc limit 200`, a.ID)
		return err
	})
	return out, err
}

// Forget removes one of the actor's own reflections: they are the writer's to keep or
// not. Anybody else's is NotFound. The same key does it once. Audited.
func (s *Service) Forget(ctx context.Context, a authz.Actor, key string, rid ReflectionID) error {
	if err := authz.Check(a, authz.CaseWork); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		_, err := once.Do(ctx, tx, a, key, "contact.forget", func() (string, error) { return "", forget(ctx, tx, a, rid) })
		return err
	})
}

func forget(ctx context.Context, tx *db.Tx, a authz.Actor, rid ReflectionID) error {
	n, err := tx.Exec(ctx, `delete from reflection where id = $1 and writer = $2`, rid, a.ID)
	if err != nil {
		return err
	}
	if n == 0 {
		return errs.New(errs.NotFound, "contact.reflection_not_found")
	}
	return audit.Record(ctx, tx, a, "reflection.forget", audit.On("reflection", rid.String()))
}
