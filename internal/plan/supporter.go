package plan

import (
	"context"
	"slices"
	"time"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/once"
	"weft/internal/person"
	"weft/internal/text"
)

// SupporterID identifies a supporter.
type SupporterID = id.ID[Supporter]

// Speak is whether we may speak with somebody about the person.
type Speak string

// What the person said to that.
const (
	SpeakNotAsked Speak = "not_asked"
	SpeakYes      Speak = "yes"
	SpeakNo       Speak = "no"
)

// Speaks lists what the person may have said.
func Speaks() []Speak { return []Speak{SpeakNotAsked, SpeakYes, SpeakNo} }

// Words returns the answer in plain words.
func (s Speak) Words() string {
	switch s {
	case SpeakYes:
		return "They agreed that we speak with them"
	case SpeakNo:
		return "They do not want us to speak with them"
	default:
		return "Not asked: do not speak with them"
	}
}

// Supporter is somebody on the person's side, in the person's words.
type Supporter struct {
	ID       SupporterID
	Person   person.ID
	Name     string
	Helps    string // how they help
	Speak    Speak
	SpeakHow string    // how the person agreed
	SpeakAt  time.Time // when the yes or no was recorded
	Version  int64
}

// NewSupporter is what the form asks. ID and Version name the one that changes.
type NewSupporter struct {
	Key      string
	ID       SupporterID
	Version  int64
	Name     string
	Helps    string
	Speak    Speak
	SpeakHow string
	End      bool // no longer on their side
}

func (in NewSupporter) tidy() NewSupporter {
	in.Name, in.Helps, in.SpeakHow = text.Line(in.Name), text.Words(in.Helps), text.Line(in.SpeakHow)
	if in.Speak == "" {
		in.Speak = SpeakNotAsked
	}
	return in
}

func (in NewSupporter) validate() error {
	var c errs.Check
	c.Require(in.Name != "", "name", "plan.supporter_name_missing")
	c.Require(text.Length(in.Name) <= 200, "name", "form.too_long", 200)
	c.Require(text.Length(in.Helps) <= 1000, "helps", "form.too_long", 1000)
	c.Require(text.Length(in.SpeakHow) <= maxHow, "speak_how", "form.too_long", maxHow)
	c.Require(slices.Contains(Speaks(), in.Speak), "speak", "plan.speak_unknown")
	return c.Err()
}

// Supporters returns who is on the person's side, to whoever may read the case;
// nobody when there is no such case.
func (s *Service) Supporters(ctx context.Context, a authz.Actor, p person.ID) (out []Supporter, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		c, err := s.cases.ForPersonTx(ctx, tx, a, authz.CaseRead, p)
		if err == nil {
			out, err = supporters(ctx, tx, c)
		}
		if errs.Is(err, errs.NotFound) {
			return nil
		}
		return err
	})
	return out, err
}

// KeepSupporter writes down somebody on the person's side, or changes or ends what is
// written. Only the name is required. Whether we may speak with them is what the
// person said, with the day of recording. A lost race is a Conflict. Audited.
func (s *Service) KeepSupporter(ctx context.Context, a authz.Actor, p person.ID, in NewSupporter) error {
	in = in.tidy()
	if err := in.validate(); err != nil {
		return err
	}
	return s.work(ctx, a, p, func(tx *db.Tx, c caseload.Case) error {
		_, err := once.Do(ctx, tx, a, in.Key, "plan.supporter", func() (string, error) {
			if in.ID.IsZero() {
				return "", s.addSupporter(ctx, tx, a, c, in)
			}
			return "", s.changeSupporter(ctx, tx, a, c, in)
		})
		return err
	})
}

func (s *Service) addSupporter(ctx context.Context, tx *db.Tx, a authz.Actor, c caseload.Case, in NewSupporter) error {
	sid := id.New[Supporter]()
	at := tx.Now()
	_, err := tx.Exec(ctx, `insert into supporter (id, case_id, person, name, helps, speak, speak_how, speak_at, by_account, at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`, sid, c.ID, c.Person, in.Name, in.Helps, in.Speak, in.SpeakHow, spokenAt(in.Speak, at), a.ID, at)
	if err != nil {
		return err
	}
	return audit.Record(ctx, tx, a, "supporter.add", audit.About("supporter", sid.String(), c.Person.String()))
}

func spokenAt(sp Speak, at time.Time) time.Time {
	if sp == SpeakNotAsked {
		return time.Time{}
	}
	return at
}

func (s *Service) changeSupporter(ctx context.Context, tx *db.Tx, a authz.Actor, c caseload.Case, in NewSupporter) error {
	list, err := supporters(ctx, tx, c)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(list, func(x Supporter) bool { return x.ID == in.ID })
	if i < 0 {
		return errs.New(errs.NotFound, "plan.supporter_not_found")
	}
	if list[i].Version != in.Version {
		return errs.New(errs.Conflict, "form.changed_meanwhile")
	}
	at := list[i].SpeakAt
	if list[i].Speak != in.Speak || list[i].SpeakHow != in.SpeakHow {
		at = spokenAt(in.Speak, tx.Now())
	}
	var ended time.Time
	verb := "supporter.change"
	if in.End {
		ended, verb = tx.Now(), "supporter.end"
	}
	_, err = tx.Exec(ctx, `update supporter set name = $2, helps = $3, speak = $4, speak_how = $5, speak_at = $6, ended = $7, version = version + 1
		where id = $1`, in.ID, in.Name, in.Helps, in.Speak, in.SpeakHow, at, ended)
	if err != nil {
		return err
	}
	return audit.Record(ctx, tx, a, verb, audit.About("supporter", in.ID.String(), c.Person.String()))
}

// supporters returns who is on the person's side, as the service of a case knows it,
// in this episode or one before.
func supporters(ctx context.Context, tx *db.Tx, c caseload.Case) ([]Supporter, error) {
	return db.All(ctx, tx, func(s db.Scan) (Supporter, error) {
		var x Supporter
		err := s(&x.ID, &x.Person, &x.Name, &x.Helps, &x.Speak, &x.SpeakHow, &x.SpeakAt, &x.Version)
		return x, err
	}, `select s.id, s.person, s.name, s.helps, s.speak, s.speak_how, s.speak_at, s.version from supporter s
		join person_case c on c.id = s.case_id where s.person = $1 and c.service = $2 and s.ended is null order by s.at, s.id`, c.Person, c.Service)
}
