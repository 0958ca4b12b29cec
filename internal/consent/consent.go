package consent

import (
	"context"
	"slices"
	"strings"
	"time"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/once"
	"weft/internal/person"
	"weft/internal/text"
)

// ID identifies one recorded basis.
type ID = id.ID[Basis]

// Scope says what the answer is about.
type Scope string

// The scopes.
const (
	ToReferral Scope = "referral" // being referred at all
	ToGroup    Scope = "group"    // sharing with one group; Target is the connection
	ToReferrer Scope = "referrer" // telling the referrer what became of it
	ToPractice Scope = "practice" // telling the GP practice
	ToPlanCopy Scope = "plan_copy"
	ToRelated  Scope = "related" // speaking with somebody round them; Target is the related person
	ToLetter   Scope = "letter"  // one letter of support; Target is the letter
	ToFamily   Scope = "family"  // that somebody else in the family has a plan; Target is the link
)

// Scopes lists the scopes in the order of the sharing page.
func Scopes() []Scope {
	return []Scope{ToReferral, ToReferrer, ToPractice, ToGroup, ToPlanCopy, ToLetter, ToRelated, ToFamily}
}

// Ground is the basis of sharing.
type Ground string

// The grounds.
const (
	Agreed        Ground = "agreed"
	BestInterests Ground = "best_interests" // the person lacks capacity; Words say who decided
	LegalDuty     Ground = "legal_duty"     // a duty, or serious harm; Words say which
)

// Answer is what the person said.
type Answer string

// The answers.
const (
	Yes       Answer = "yes"
	No        Answer = "no"
	Withdrawn Answer = "withdrawn"
)

// Basis is one recorded answer.
type Basis struct {
	ID     ID
	Person person.ID
	Scope  Scope
	Target string // id of what it is about, where the scope needs one
	Ground Ground
	Answer Answer
	How    string // spoken, written, form, on behalf
	Words  string
	By     authz.AccountID
	At     time.Time
}

// New is what is asked to record a basis.
type New struct {
	Key    string // of the form: Record writes the same one once
	Scope  Scope
	Target string
	Ground Ground
	Answer Answer
	How    string
	Words  string
}

func (n New) validate() error {
	var c errs.Check
	c.Require(slices.Contains(Scopes(), n.Scope), "scope", "consent.scope_missing")
	_, err := id.Parse[Basis](n.Target)
	c.Require(n.Target == "" || err == nil, "scope", "consent.scope_missing")
	c.Require(n.Answer == Yes || n.Answer == No || n.Answer == Withdrawn, "agreed", "consent.answer_missing")
	switch n.Ground {
	case Agreed:
	case BestInterests, LegalDuty:
		c.Require(text.Words(n.Words) != "", "basis_words", "consent.reason_missing")
	default:
		c.Fail("basis", "consent.ground_missing")
	}
	c.Require(text.Length(n.Words) <= 2000, "basis_words", "form.too_long", 2000)
	c.Require(text.Length(n.How) <= 100, "how", "form.too_long", 100)
	return c.Err()
}

// Service is the use cases of this package.
type Service struct{ db *db.DB }

// NewService returns the use cases on a database.
func NewService(d *db.DB) *Service { return &Service{db: d} }

// RecordTx writes a basis in the caller's transaction, which has checked the actor.
// Invalid names the fields. Audited.
func (s *Service) RecordTx(ctx context.Context, tx *db.Tx, a authz.Actor, p person.ID, in New) (ID, error) {
	if err := in.validate(); err != nil {
		return "", err
	}
	b := Basis{ID: id.New[Basis](), Person: p, Scope: in.Scope, Target: in.Target, Ground: in.Ground, Answer: in.Answer,
		How: text.Line(in.How), Words: text.Words(in.Words), By: a.ID, At: tx.Now()}
	if err := insert(ctx, tx, b); err != nil {
		return "", err
	}
	return b.ID, audit.Record(ctx, tx, a, "consent."+string(in.Answer), audit.About("consent", b.ID.String(), p.String()))
}

// Record writes a basis for someone within the actor's reach (authz.ConsentKeep);
// anyone else is NotFound. Invalid names the fields. Audited.
func (s *Service) Record(ctx context.Context, a authz.Actor, people *person.Service, p person.ID, in New) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		c, err := people.CardTx(ctx, tx, a, authz.ConsentKeep, p)
		if err != nil {
			return err
		}
		_, err = once.Do(ctx, tx, a, in.Key, "consent.record", func() (string, error) {
			b, err := s.RecordTx(ctx, tx, a, c.ID, in)
			return b.String(), err
		})
		return err
	})
}

// HoldsTx reports whether sharing in this scope is covered now: the newest answer
// is yes. target narrows it, "" takes any.
func (s *Service) HoldsTx(ctx context.Context, tx *db.Tx, p person.ID, scope Scope, target string) (bool, error) {
	answer, err := db.One(ctx, tx, db.Value[Answer], `select answer from consent
		where person = $1 and scope = $2 and ($3 = '' or cast(target as text) = $3) order by at desc, id desc limit 1`, p, scope, target)
	if errs.Is(err, errs.NotFound) {
		return false, nil
	}
	return answer == Yes, err
}

// Asked is what an answer is looked for: something about a person, such as one
// referral of theirs.
type Asked struct {
	Person person.ID
	Target string
}

// AnswersTx returns the newest answer in a scope for each target, in one statement.
// An answer that names no target is about all of them. Targets about which nothing
// was said are missing.
func (s *Service) AnswersTx(ctx context.Context, tx *db.Tx, scope Scope, about []Asked) (map[string]Answer, error) {
	out := map[string]Answer{}
	if len(about) == 0 {
		return out, nil
	}
	var args db.Args
	in := args.Bind(scope)
	marks := make([]string, len(about))
	for i, v := range about {
		marks[i] = args.Bind(v.Person)
	}
	type said struct {
		Asked
		answer Answer
	}
	rows, err := db.All(ctx, tx, func(sc db.Scan) (said, error) {
		var v said
		err := sc(&v.Person, &v.Target, &v.answer)
		return v, err
	}, `select person, target, answer from consent where scope = `+in+` and person in (`+strings.Join(marks, ", ")+`) order by at, id`, args.List()...)
	for _, v := range rows {
		for _, q := range about {
			if q.Person == v.Person && (v.Target == "" || v.Target == q.Target) {
				out[q.Target] = v.answer
			}
		}
	}
	return out, err
}

// AboutTx returns every basis in a scope that concerns one of these targets, oldest
// first, for a use case that has checked the actor.
func (s *Service) AboutTx(ctx context.Context, tx *db.Tx, scope Scope, targets []string) ([]Basis, error) {
	if len(targets) == 0 {
		return nil, nil
	}
	var args db.Args
	in := args.Bind(scope)
	marks := make([]string, len(targets))
	for i, t := range targets {
		marks[i] = args.Bind(t)
	}
	return db.All(ctx, tx, scan, `select `+columns+` from consent where scope = `+in+` and target in (`+strings.Join(marks, ", ")+`)
		order by at, id`, args.List()...)
}

// History returns every recorded basis of a person, newest first, for whoever may
// keep their agreements (authz.ConsentKeep).
func (s *Service) History(ctx context.Context, a authz.Actor, people *person.Service, p person.ID) (out []Basis, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		c, err := people.CardTx(ctx, tx, a, authz.ConsentKeep, p)
		if err != nil {
			return err
		}
		out, err = history(ctx, tx, c.ID)
		return err
	})
	return out, err
}

// MoveTx hands the record of one person to another, when two records are joined.
func MoveTx(ctx context.Context, tx *db.Tx, from, to person.ID) error {
	_, err := tx.Exec(ctx, `update consent set person = $1, moved_from = $2 where person = $2`, to, from)
	return err
}

// BackTx takes MoveTx back.
func BackTx(ctx context.Context, tx *db.Tx, from person.ID) error {
	_, err := tx.Exec(ctx, `update consent set person = $1, moved_from = null where moved_from = $1`, from)
	return err
}

func insert(ctx context.Context, tx *db.Tx, b Basis) error {
	var target any
	if b.Target != "" {
		target = b.Target
	}
	tx.Gather(`insert into consent (id, person, scope, target, basis, answer, how, words, by_account, at)`, b.ID, b.Person, b.Scope, target, b.Ground, b.Answer, b.How, b.Words, b.By, b.At)
	return nil
}

func history(ctx context.Context, tx *db.Tx, p person.ID) ([]Basis, error) {
	return db.All(ctx, tx, scan, `select `+columns+` from consent where person = $1 order by at desc, id desc`, p)
}

const columns = `id, person, scope, target, basis, answer, how, words, by_account, at`

func scan(s db.Scan) (Basis, error) {
	var b Basis
	err := s(&b.ID, &b.Person, &b.Scope, &b.Target, &b.Ground, &b.Answer, &b.How, &b.Words, &b.By, &b.At)
	return b, err
}
