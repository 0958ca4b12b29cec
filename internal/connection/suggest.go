package connection

import (
	"context"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/once"
	"weft/internal/person"
	"weft/internal/text"
	"weft/internal/vocabulary"
)

// mostSuggested is how many groups somebody thinks about at once: few enough to choose.
const mostSuggested = 5

// Suggestion is a group of the directory that is put aside for somebody to think about.
// Why is for the worker and the person; it is never shared.
type Suggestion struct {
	Key   string
	Group GroupID
	Need  string
	Why   string
}

// Suggest puts a group aside for the person to think about. Nothing is shared and nobody
// is asked. A group that was asked already, that they think about, or to which they said
// no is a Conflict, and so are more than five at once; their no ends with Send, when they
// choose it after all. For whoever works with the case (authz.CaseWork); audited.
func (s *Service) Suggest(ctx context.Context, a authz.Actor, p person.ID, in Suggestion) (cid ID, err error) {
	if err := authz.Check(a, authz.CaseWork); err != nil {
		return "", err
	}
	in.Why = text.Words(in.Why)
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		k, err := s.on.Cases.OpenForTx(ctx, tx, a, authz.CaseWork, p)
		if err != nil {
			return err
		}
		result, err := once.Do(ctx, tx, a, in.Key, "connection.suggest", func() (string, error) {
			cid, err := s.suggestTx(ctx, tx, a, k, in)
			return cid.String(), err
		})
		cid = ID(result)
		return err
	})
	return cid, err
}

func (s *Service) suggestTx(ctx context.Context, tx *db.Tx, a authz.Actor, k caseload.Case, in Suggestion) (ID, error) {
	lists, err := vocabulary.InForceTx(ctx, tx, k.Service.String(), s.today(tx))
	if err != nil {
		return "", err
	}
	var c errs.Check
	c.Require(!in.Group.IsZero(), "group", "connection.name_missing")
	c.Require(in.Need == "" || lists.Known(vocabulary.NeedList, in.Need), "need", "referral.need_unknown")
	c.Require(text.Length(in.Why) <= 2000, "why", "form.too_long", 2000)
	if err := c.Err(); err != nil {
		return "", err
	}
	g, err := s.group(ctx, tx, a, New{Group: in.Group})
	if err != nil {
		return "", err
	}
	if err := maySuggest(ctx, tx, a, k, g, in.Group); err != nil {
		return "", err
	}
	n := Connection{ID: id.New[Connection](), Person: k.Person, Case: k.ID, Group: in.Group, Name: g.name, Status: Suggested, Need: in.Need,
		Why: in.Why, By: a.ID, Version: 1}
	if err := insert(ctx, tx, n, k.Service); err != nil {
		return "", err
	}
	return n.ID, audit.Record(ctx, tx, a, "connection.suggested", n.subject())
}

func maySuggest(ctx context.Context, tx *db.Tx, a authz.Actor, k caseload.Case, g asked, group GroupID) error {
	if err := g.ready(ctx, tx, k, New{Group: group}); err != nil {
		return err
	}
	mine, err := thoughtAbout(ctx, tx, k)
	if err != nil {
		return err
	}
	for _, c := range mine {
		if c.Group == group {
			return errs.New(errs.Conflict, "connection.is_"+string(c.Status))
		}
	}
	if len(mine) >= mostSuggested {
		return errs.New(errs.Conflict, "connection.enough_suggested", mostSuggested)
	}
	looked, err := options(ctx, tx, a, k.Person)
	if err != nil {
		return err
	}
	for _, o := range looked { // newest first
		if o.Group == group && !o.Chosen {
			return errs.New(errs.Conflict, "connection.said_no")
		}
		if o.Group == group {
			break
		}
	}
	return nil
}

// thoughtAbout returns what somebody thinks about or chose, and the group was not asked.
func thoughtAbout(ctx context.Context, tx *db.Tx, k caseload.Case) ([]Connection, error) {
	return db.All(ctx, tx, scan, `select `+columns+` from connection c where c.case_id = $1 and c.status in ('suggested', 'chosen')
		order by c.created, c.id`, k.ID)
}

// held returns the suggestion that asking this group takes further, if there is one.
func held(ctx context.Context, tx *db.Tx, k caseload.Case, group GroupID) (Connection, bool, error) {
	if group.IsZero() {
		return Connection{}, false, nil
	}
	mine, err := thoughtAbout(ctx, tx, k)
	for _, c := range mine {
		if c.Group == group {
			return c, true, err
		}
	}
	return Connection{}, false, err
}

// Choose keeps that the person would like a group that they thought about. Nothing is
// shared yet: Send does that, on a recorded basis. One that is not only suggested is a
// Conflict that names its state. For whoever works with the case (authz.CaseWork); audited.
func (s *Service) Choose(ctx context.Context, a authz.Actor, p person.ID, cid ID, version int64, key string) error {
	return s.step(ctx, a, p, cid, version, key, "connection.choose", func(tx *db.Tx, c Connection) error {
		if err := c.Status.move(Chosen); err != nil {
			return err
		}
		c.Status = Chosen
		if err := update(ctx, tx, c); err != nil {
			return err
		}
		if err := s.answered(ctx, tx, a, c, Option{Chosen: true}); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, "connection.chosen", c.subject())
	})
}

// NotChosen keeps the person's no to a group that they thought about, and why. A reason
// that is not of the list is Invalid; a group that was asked meanwhile is a Conflict that
// names its state. For whoever works with the case (authz.CaseWork); audited.
func (s *Service) NotChosen(ctx context.Context, a authz.Actor, p person.ID, cid ID, version int64, key, why, words string) error {
	return s.step(ctx, a, p, cid, version, key, "connection.not_chosen", func(tx *db.Tx, c Connection) error {
		if c.Status != Suggested && c.Status != Chosen {
			return errs.New(errs.Conflict, "connection.is_"+string(c.Status))
		}
		lists, err := s.lists(ctx, tx, c)
		if err != nil {
			return err
		}
		no := Option{Group: c.Group, Name: c.Name, WhyNot: why, Words: text.Words(words)}
		if err := validateOptions(lists.NotChosen(), []Option{no}); err != nil {
			return err
		}
		c.Status = Stopped
		if err := update(ctx, tx, c); err != nil {
			return err
		}
		if err := s.answered(ctx, tx, a, c, no); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, "connection.not_chosen", c.subject())
	})
}

// answered keeps the person's own yes or no beside the connection that it is about.
func (s *Service) answered(ctx context.Context, tx *db.Tx, a authz.Actor, c Connection, o Option) error {
	o.Group, o.Name = c.Group, c.Name
	return insertOption(ctx, tx, a, caseload.Case{ID: c.Case, Person: c.Person}, o, c.ID)
}

// lists are the words of the service that a connection belongs to.
func (s *Service) lists(ctx context.Context, tx *db.Tx, c Connection) (vocabulary.Lists, error) {
	sid, err := db.One(ctx, tx, db.Value[string], `select service from connection where id = $1`, c.ID)
	if err != nil {
		return vocabulary.Lists{}, err
	}
	return vocabulary.InForceTx(ctx, tx, sid, s.today(tx))
}
