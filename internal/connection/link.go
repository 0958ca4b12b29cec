package connection

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/consent"
	"weft/internal/db"
	"weft/internal/directory"
	"weft/internal/due"
	"weft/internal/errs"
	"weft/internal/message"
	"weft/internal/org"
	"weft/internal/person"
)

// Link is an address by which the group can answer. It is shown once: only its hash is kept.
type Link struct {
	Address string
	LastDay clock.Date
}

// NewLink makes one more link for a connection that still waits for an answer, to print or
// to copy. It works for 14 days. Conflict when there is nothing to answer, Invalid when the
// group has no registered contact for the code. For whoever works with the case
// (authz.CaseWork); audited.
func (s *Service) NewLink(ctx context.Context, a authz.Actor, p person.ID, cid ID) (l Link, err error) {
	if err := authz.Check(a, authz.CaseWork); err != nil {
		return l, err
	}
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		c, err := byID(ctx, tx, a, authz.CaseWork, p, cid)
		if err != nil {
			return err
		}
		if c.Basis == "" || !c.Status.MayBecome(Offered) || c.Status == Declined {
			return errs.New(errs.Conflict, "connection.is_"+string(c.Status))
		}
		if g, err := s.group(ctx, tx, a, New{Group: c.Group, Name: c.Name}); err != nil || !g.registered() {
			if err == nil {
				err = errs.New(errs.Conflict, "connection.no_registered_contact")
			}
			return err
		}
		if l, err = s.newLink(ctx, tx, c, forPlace); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, "connection.link", c.subject())
	})
	return l, err
}

func (s *Service) newLink(ctx context.Context, tx *db.Tx, c Connection, asks asking) (Link, error) {
	service, r, err := s.rules(ctx, tx, c)
	if err != nil {
		return Link{}, err
	}
	token, ends := rand.Text(), r.After(due.GroupLink, tx.Now(), service.Nation, s.zone)
	_, err = tx.Exec(ctx, `insert into connection_link (token_hash, connection, created, ends, asks) values ($1, $2, $3, $4, $5)`,
		digest(token), c.ID, tx.Now(), ends, asks)
	return Link{Address: s.base + "/g/" + token, LastDay: clock.DateOf(ends, s.zone)}, err
}

// ask writes to the group's registered contact, with a link of its own. The message names
// no person.
func (s *Service) ask(ctx context.Context, tx *db.Tx, a authz.Actor, c Connection, phrase message.Phrase, asks asking) error {
	l, err := s.newLink(ctx, tx, c, asks)
	if err != nil {
		return err
	}
	f, err := s.from(ctx, tx, c)
	if err != nil {
		return err
	}
	return s.write(ctx, tx, a, c, f, message.New{Phrase: phrase, Args: []any{f.phone, f.worker, l.Address, l.LastDay}})
}

// sender is who asks.
type sender struct{ team, phone, worker, service string }

func (s *Service) from(ctx context.Context, tx *db.Tx, c Connection) (sender, error) {
	type row struct {
		service org.ServiceID
		worker  authz.AccountID
	}
	r, err := db.One(ctx, tx, func(sc db.Scan) (row, error) {
		var r row
		err := sc(&r.service, &r.worker)
		return r, err
	}, `select service, worker from person_case where id = $1`, c.Case)
	if err != nil {
		return sender{}, err
	}
	service, err := org.ServiceTx(ctx, tx, r.service)
	if err != nil {
		return sender{}, err
	}
	worker, err := s.workerName(ctx, tx, r.worker)
	return sender{team: service.Name, phone: service.Phone, worker: worker, service: r.service.String()}, err
}

// write queues a message to the group's registered contact: an e-mail, else a text. A
// contact that is gone meanwhile is a Conflict.
func (s *Service) write(ctx context.Context, tx *db.Tx, a authz.Actor, c Connection, f sender, m message.New) error {
	to, err := s.on.Directory.RegisteredTx(ctx, tx, a, c.Group)
	if err != nil {
		return err
	}
	m.Channel, m.Address = channelOf(to)
	if m.Channel == message.ByNone {
		return errs.New(errs.Conflict, "connection.no_registered_contact")
	}
	m.Audience, m.About, m.Service, m.Lang, m.Team = message.ToGroup, c.Person.String(), f.service, "en", f.team
	_, err = s.on.Messages.QueueTx(ctx, tx, a, m)
	return err
}

func channelOf(to directory.Registered) (message.Channel, string) {
	switch {
	case to.Email != "":
		return message.ByEmail, to.Email
	case to.Phone != "":
		return message.ByText, to.Phone
	}
	return message.ByNone, ""
}

// opened finds the connection of a token and the actor that its holder is, whether the
// link still works or not.
func opened(ctx context.Context, tx *db.Tx, token string) (Connection, authz.Actor, error) {
	c, err := db.One(ctx, tx, scan, `select `+columns+` from connection c join connection_link l on l.connection = c.id
		where l.token_hash = $1`, digest(token))
	if errs.Is(err, errs.NotFound) {
		err = errs.New(errs.NotFound, "connection.link_ended")
	}
	return c, authz.ByLink(c.ID.String()), err
}

// works says what a link asks while it still works: it was not answered, its days are not
// over, there is still something to answer, and what was agreed still holds.
func (s *Service) works(ctx context.Context, tx *db.Tx, token string, c Connection) (asking, error) {
	ended := errs.New(errs.NotFound, "connection.link_ended")
	asks, err := db.One(ctx, tx, db.Value[asking], `select asks from connection_link where token_hash = $1 and ended is null and ends > $2`,
		digest(token), tx.Now())
	switch {
	case errs.Is(err, errs.NotFound):
		return asks, ended
	case err != nil:
		return asks, err
	case asks == forPlace && (c.Status.Over() || c.Status.Opened()), asks == forCame && c.Status != Offered:
		return asks, ended
	}
	holds, err := s.holds(ctx, tx, c)
	if err == nil && !holds {
		err = ended
	}
	return asks, err
}

// holds reports whether something may still be shared: the basis was not withdrawn and the
// person is alive.
func (s *Service) holds(ctx context.Context, tx *db.Tx, c Connection) (bool, error) {
	agreed, err := s.on.Consents.HoldsTx(ctx, tx, c.Person, consent.ToGroup, c.ID.String())
	if err != nil || !agreed {
		return false, err
	}
	card, err := s.on.People.RawTx(ctx, tx, c.Person)
	return card.Died.IsZero(), err
}

func endLinks(ctx context.Context, tx *db.Tx, c ID) error {
	_, err := tx.Exec(ctx, `update connection_link set ended = $2 where connection = $1 and ended is null`, c, tx.Now())
	return err
}

func digest(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// CaseClosedTx ends the links of a case that closes, and chases no answer any more:
// nobody would read it. A group that opens its link is told whom to ring. The use case
// that closes the case calls it in its transaction and audits.
func CaseClosedTx(ctx context.Context, tx *db.Tx, c caseload.ID) error {
	_, err := tx.Exec(ctx, `update connection_link set ended = $2 where ended is null and connection in
		(select id from connection where case_id = $1)`, c, tx.Now())
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `update connection set chase_on = null where case_id = $1`, c)
	return err
}
