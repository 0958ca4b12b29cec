package connection

import (
	"context"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/consent"
	"weft/internal/db"
	"weft/internal/directory"
	"weft/internal/due"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/message"
	"weft/internal/once"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/plan"
	"weft/internal/text"
	"weft/internal/vocabulary"
)

// New is what is asked to connect a person to a group. Key makes a repeated submit
// harmless. Name is asked only of a group that is not in the directory.
type New struct {
	Key           string
	Group         GroupID
	Name          string
	Kind          Kind
	Via           Via
	Need          string
	Why           string
	Share         Share
	Ground        consent.Ground
	Agreed        bool // the person said yes; needed where Ground is agreement
	GroundWords   string
	AskAttendance bool
}

func (n New) tidy() New {
	n.Name, n.Why, n.GroundWords = text.Line(n.Name), text.Words(n.Why), text.Words(n.GroundWords)
	n.Share.Words = text.Words(n.Share.Words)
	return n
}

func (n New) validate(l vocabulary.Lists) error {
	var c errs.Check
	c.Require(!n.Group.IsZero() || n.Name != "", "name", "connection.name_missing")
	c.Require(text.Length(n.Name) <= 200, "name", "form.too_long", 200)
	c.Require(known(n.Kind, Kinds()), "kind", "connection.kind_missing")
	c.Require(known(n.Via, Vias()), "via", "connection.via_missing")
	c.Require(n.Need == "" || l.Known(vocabulary.NeedList, n.Need), "need", "referral.need_unknown")
	c.Require(text.Length(n.Why) <= 2000, "why", "form.too_long", 2000)
	c.Require(text.Length(n.Share.Words) <= 2000, "words", "form.too_long", 2000)
	if n.Via.Shares() {
		c.Require(n.Ground != consent.Agreed || n.Agreed, "agreed", "connection.agreement_missing")
		c.Require(n.Ground == consent.Agreed || n.Ground == consent.BestInterests || n.Ground == consent.LegalDuty, "basis", "consent.ground_missing")
		c.Require(n.Ground == consent.Agreed || n.GroundWords != "", "basis_words", "consent.reason_missing")
	}
	return c.Err()
}

func known[T comparable](v T, list []T) bool {
	for _, have := range list {
		if v == have {
			return true
		}
	}
	return false
}

// Send connects a person to a group: it records the basis, keeps the exact text that is
// shared, asks the group through our link where that is the way, and sets the day on which
// silence is chased. By phone, post, a form of theirs or the person themself no message
// goes; the worker records the reply. A suggestion of this group goes further with it. A group that was asked and is not finished with is a
// Conflict, and so is one that is closed. Invalid names the fields. For whoever works with
// the case (authz.CaseWork); audited.
func (s *Service) Send(ctx context.Context, a authz.Actor, p person.ID, in New) (cid ID, err error) {
	if err := authz.Check(a, authz.CaseWork); err != nil {
		return "", err
	}
	in = in.tidy()
	goals, err := s.agreedGoals(ctx, a, p)
	if err != nil {
		return "", err
	}
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		c, err := s.on.Cases.OpenForTx(ctx, tx, a, authz.CaseWork, p)
		if err != nil {
			return err
		}
		result, err := once.Do(ctx, tx, a, in.Key, "connection.send", func() (string, error) {
			cid, err := s.sendTx(ctx, tx, a, c, in, goals)
			return cid.String(), err
		})
		cid = ID(result)
		return err
	})
	return cid, err
}

func (s *Service) sendTx(ctx context.Context, tx *db.Tx, a authz.Actor, k caseload.Case, in New, goals []plan.Goal) (ID, error) {
	lists, err := vocabulary.InForceTx(ctx, tx, k.Service.String(), s.today(tx))
	if err != nil {
		return "", err
	}
	if err := in.validate(lists); err != nil {
		return "", err
	}
	g, err := s.group(ctx, tx, a, in)
	if err != nil {
		return "", err
	}
	if err := g.ready(ctx, tx, k, in); err != nil {
		return "", err
	}
	before, thought, err := held(ctx, tx, k, in.Group)
	if err != nil {
		return "", err
	}
	c := Connection{ID: id.New[Connection](), Person: k.Person, Case: k.ID, Group: in.Group, Name: g.name, Kind: in.Kind, Via: in.Via,
		Status: Sent, Need: in.Need, Why: in.Why, AskAttendance: in.AskAttendance, Sent: tx.Now(), By: a.ID, Version: 1}
	if thought {
		c.ID, c.Version = before.ID, before.Version
	}
	service, err := org.ServiceTx(ctx, tx, k.Service)
	if err != nil {
		return "", err
	}
	r, err := due.ForTx(ctx, tx, k.Service, s.today(tx))
	if err != nil {
		return "", err
	}
	c.ChaseOn = r.On(due.GroupCame, s.today(tx), service.Nation)
	if in.Via.Shares() {
		c.ChaseOn = r.On(due.GroupAnswer, s.today(tx), service.Nation)
		if err := s.share(ctx, tx, a, k, &c, in, goals); err != nil {
			return "", err
		}
	}
	if err := s.keepSent(ctx, tx, a, c, k, before); err != nil {
		return "", err
	}
	if c.Via == ByLink {
		if err := s.ask(ctx, tx, a, c, message.ConnectionRequest, forPlace); err != nil {
			return "", err
		}
	}
	return c.ID, audit.Record(ctx, tx, a, "connection.send", c.subject())
}

// keepSent writes what was sent, and the person's yes unless they gave it before. before
// is what they thought about until now; its zero value is nothing.
func (s *Service) keepSent(ctx context.Context, tx *db.Tx, a authz.Actor, c Connection, k caseload.Case, before Connection) error {
	write := func() error { return insert(ctx, tx, c, k.Service) }
	if !before.ID.IsZero() {
		write = func() error { return adopt(ctx, tx, c) }
	}
	if err := write(); err != nil || before.Status == Chosen {
		return err
	}
	return s.answered(ctx, tx, a, c, Option{Chosen: true})
}

// share records the basis and takes the snapshot of what the group is given. There is no
// other way to a text that is shared.
func (s *Service) share(ctx context.Context, tx *db.Tx, a authz.Actor, k caseload.Case, c *Connection, in New, goals []plan.Goal) error {
	t, err := s.teller(ctx, tx, a, k, goals)
	if err != nil {
		return err
	}
	if c.Shared, err = t.text(in.Share); err != nil {
		return err
	}
	basis, err := s.on.Consents.RecordTx(ctx, tx, a, k.Person, consent.New{Scope: consent.ToGroup, Target: c.ID.String(), Ground: in.Ground,
		Answer: consent.Yes, How: "spoken", Words: in.GroundWords})
	c.Basis = basis.String()
	return err
}

// asked is the group as Send and Preview need to know it.
type asked struct {
	name    string
	full    bool
	closed  bool
	contact directory.Registered
}

func (g asked) registered() bool { return g.contact.Email != "" || g.contact.Phone != "" }

// ready refuses what cannot be sent.
func (g asked) ready(ctx context.Context, tx *db.Tx, k caseload.Case, in New) error {
	if g.closed {
		return errs.New(errs.Conflict, "connection.group_closed")
	}
	if in.Via == ByLink && !g.registered() {
		return &errs.Error{Kind: errs.Invalid, Code: "form.invalid", Fields: []errs.Field{{Name: "via", Code: "connection.no_registered_contact"}}}
	}
	if in.Group.IsZero() {
		return nil
	}
	n, err := db.One(ctx, tx, db.Value[int], `select count(*) from connection where case_id = $1 and grp = $2
		and status not in ('suggested', 'chosen', 'completed', 'stopped', 'declined')`, k.ID, in.Group)
	if err == nil && n > 0 {
		err = errs.New(errs.Conflict, "connection.already_asked")
	}
	return err
}

func (s *Service) group(ctx context.Context, tx *db.Tx, a authz.Actor, in New) (asked, error) {
	if in.Group.IsZero() {
		return asked{name: in.Name}, nil
	}
	e, err := s.on.Directory.ByIDTx(ctx, tx, a, in.Group)
	if err != nil {
		return asked{}, err
	}
	g := asked{name: e.Name, full: e.Full, closed: e.Status == directory.Closed || e.Status == directory.Suspended}
	if e.HasContact {
		g.contact, err = s.on.Directory.RegisteredTx(ctx, tx, a, in.Group)
	}
	return g, err
}
