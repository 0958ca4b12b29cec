package signpost

import (
	"context"
	"time"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/directory"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/mail"
	"weft/internal/once"
	"weft/internal/text"
)

// Service is the use cases of this package.
type Service struct {
	db     *db.DB
	zone   *time.Location
	groups *directory.Service
	sender mail.Sender
}

// NewService returns the use cases on a database; zone is where "this month" is. sender
// may be nil: then nothing can be given by e-mail.
func NewService(d *db.DB, zone *time.Location, g *directory.Service, sender mail.Sender) *Service {
	return &Service{db: d, zone: zone, groups: g, sender: sender}
}

// CanEmail reports whether the way can be pointed by e-mail here.
func (s *Service) CanEmail() bool { return s.sender != nil }

// Give records that the way was pointed, by gateways and staff
// (authz.SignpostRecord), and sends the one e-mail where the person asked for it. The
// same Key gives once. Invalid names the fields; NotFound when a group is not one that
// the public sees. Unavailable when the e-mail did not go: the record then says that
// they were told. Audited as signpost.give.
func (s *Service) Give(ctx context.Context, a authz.Actor, in New) (ID, error) {
	if err := authz.Check(a, authz.SignpostRecord); err != nil {
		return "", err
	}
	at, ok := stands(a)
	if !ok {
		return "", errs.New(errs.Forbidden, "auth.forbidden")
	}
	in.Email = text.Line(in.Email)
	if err := in.validate(s.CanEmail()); err != nil {
		return "", err
	}
	for _, g := range in.Groups {
		if _, err := s.groups.ByID(ctx, authz.Nobody(), g); err != nil {
			return "", err
		}
	}
	fresh, sid := false, ID("")
	err := s.db.Write(ctx, func(tx *db.Tx) error {
		result, err := once.Do(ctx, tx, a, in.Key, "signpost.give", func() (string, error) {
			p := Signpost{ID: id.New[Signpost](), At: tx.Now(), Organisation: at.organisation, Service: at.service, Role: at.role, Need: in.Need,
				How: in.How, Groups: in.Groups}
			if err := insert(ctx, tx, p); err != nil {
				return "", err
			}
			fresh = true
			return p.ID.String(), audit.Record(ctx, tx, a, "signpost.give", audit.On("signpost", p.ID.String()))
		})
		sid = ID(result)
		return err
	})
	if err != nil || !fresh || in.How != Emailed {
		return sid, err
	}
	return sid, s.email(ctx, a, sid, in)
}

// email sends the one message, and puts the record right when it did not go.
func (s *Service) email(ctx context.Context, a authz.Actor, sid ID, in New) error {
	if err := s.sender.Send(ctx, mail.Message{To: in.Email, Subject: in.Subject, Body: in.Body}); err == nil {
		return nil
	}
	err := s.db.Write(ctx, func(tx *db.Tx) error {
		if err := setHow(ctx, tx, sid, Told); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, "signpost.email_failed", audit.On("signpost", sid.String()))
	})
	if err != nil {
		return err
	}
	return errs.New(errs.Unavailable, "signpost.email_failed")
}

// ByID returns a signpost of the actor's own place, for the piece of paper; NotFound
// for any other.
func (s *Service) ByID(ctx context.Context, a authz.Actor, sid ID) (out Signpost, err error) {
	if err := authz.Check(a, authz.SignpostRecord); err != nil {
		return out, err
	}
	at, _ := stands(a)
	err = s.db.Read(ctx, func(tx *db.Tx) error { out, err = byID(ctx, tx, at, sid); return err })
	return out, err
}

// ThisMonth counts how many people the actor's own place has pointed on since the first
// of the month.
func (s *Service) ThisMonth(ctx context.Context, a authz.Actor) (n int, err error) {
	if err := authz.Check(a, authz.SignpostRecord); err != nil {
		return 0, err
	}
	at, _ := stands(a)
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		first := clock.DateOf(tx.Now(), s.zone)
		first.Day = 1
		n, err = count(ctx, tx, at, first.Time(s.zone))
		return err
	})
	return n, err
}
