package directory

import (
	"context"
	"encoding/json"
	"fmt"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/hsds"
	"weft/internal/id"
	"weft/internal/once"
	"weft/internal/text"
)

func subject(eid ID) audit.Subject { return audit.On("directory_entry", eid.String()) }

// Create enters a group here and returns its id. Invalid names the fields. For those who
// may edit the directory; audited. A replay of the same Key returns the first id.
func (s *Service) Create(ctx context.Context, a authz.Actor, in New) (eid ID, err error) {
	if err := authz.Check(a, authz.DirectoryEdit); err != nil {
		return "", err
	}
	in = in.tidy()
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		lists, err := s.lists(ctx, tx)
		if err != nil {
			return err
		}
		if err := in.validate(lists); err != nil {
			return err
		}
		result, err := once.Do(ctx, tx, a, in.Key, "directory.create", func() (string, error) {
			f, err := s.createTx(ctx, tx, in)
			if err != nil {
				return "", err
			}
			return f.String(), audit.Record(ctx, tx, a, "directory.create", subject(f))
		})
		eid = ID(result)
		return err
	})
	return eid, err
}

func (s *Service) createTx(ctx context.Context, tx *db.Tx, in New) (ID, error) {
	seq, err := takeSeqs(ctx, tx, 1)
	if err != nil {
		return "", err
	}
	f := fresh{seq: seq, id: id.New[Entry](), status: Draft, needs: joinCodes(in.Needs), moreNeeds: joinCodes(in.MoreNeeds), local: in.Arrangement}
	f.external = f.id.String()
	if in.Live {
		f.status = Live
	}
	if f.organisation, err = s.ownOrganisation(ctx, tx, in.Organisation); err != nil {
		return "", err
	}
	if err := f.set(in.document(f.id, f.organisation)); err != nil {
		return "", err
	}
	if err := insertEntries(ctx, tx, []fresh{f}); err != nil {
		return "", err
	}
	return f.id, s.indexEntries(ctx, tx, []fresh{f})
}

// set puts the document in.
func (f *fresh) set(doc hsds.Service) error {
	b, err := json.Marshal(doc)
	if err != nil {
		return fmt.Errorf("write the document of an entry: %w", err)
	}
	f.digest, f.document, f.hash = digestOf(doc), string(b), hashOf(b, f.needs)
	return nil
}

// ownOrganisation finds or makes the organisation that an entry made here names.
func (s *Service) ownOrganisation(ctx context.Context, tx *db.Tx, name string) (OrganisationID, error) {
	oid, err := ownOrganisation(ctx, tx, name)
	if !errs.Is(err, errs.NotFound) {
		return oid, err
	}
	oid = id.New[Organisation]()
	row, err := organisationOf(hsds.Organization{ID: oid.String(), Name: name})
	if err != nil {
		return "", err
	}
	row.ID = oid
	return oid, insertOrganisations(ctx, tx, []organisationRow{row})
}

// Update changes what a group that was entered here says of itself. An entry of a feed is
// a Conflict: it is corrected at its feed. Somebody else's change since version is a
// Conflict too. For those who may edit the directory; audited.
func (s *Service) Update(ctx context.Context, a authz.Actor, eid ID, version int64, in New) error {
	if err := authz.Check(a, authz.DirectoryEdit); err != nil {
		return err
	}
	in = in.tidy()
	return s.db.Write(ctx, func(tx *db.Tx) error {
		lists, err := s.lists(ctx, tx)
		if err != nil {
			return err
		}
		if err := in.validate(lists); err != nil {
			return err
		}
		r, err := byID(ctx, tx, eid)
		if err != nil {
			return err
		}
		if !r.feed.IsZero() {
			return errs.New(errs.Conflict, "directory.from_feed", r.feedName)
		}
		if r.organisation, err = s.ownOrganisation(ctx, tx, in.Organisation); err != nil {
			return err
		}
		f := fresh{needs: joinCodes(in.Needs)}
		if err := f.set(in.document(r.id, r.organisation)); err != nil {
			return err
		}
		r.version, r.document, r.needs = version, f.document, f.needs
		r.arrange(in.Arrangement)
		if err := setDocument(ctx, tx, r, f); err != nil {
			return err
		}
		return s.reindex(ctx, tx, a, r, "directory.update")
	})
}

// reindex brings the search in line with an entry that changed, and audits the change.
func (s *Service) reindex(ctx context.Context, tx *db.Tx, a authz.Actor, r stored, action string) error {
	d, err := digestOfStored(r)
	if err != nil {
		return err
	}
	if err := unindex(ctx, tx, []int64{r.seq}, true); err != nil {
		return err
	}
	f := fresh{digest: d, seq: r.seq, status: r.status, needs: r.needs, moreNeeds: r.moreNeeds}
	if err := s.indexEntries(ctx, tx, []fresh{f}); err != nil {
		return err
	}
	return audit.Record(ctx, tx, a, action, subject(r.id))
}

func (r *stored) arrange(in Arrangement) {
	r.referBy, r.referTo, r.moreNeeds = in.ReferBy, in.ReferTo, joinCodes(in.MoreNeeds)
	r.contact = Registered{Email: in.ContactEmail, Phone: in.ContactPhone}
}

// Arrange sets how we refer to a group and where its code goes, for an entry of a feed
// too; an import keeps it. For those who may edit the directory; audited.
func (s *Service) Arrange(ctx context.Context, a authz.Actor, eid ID, version int64, in Arrangement) error {
	in.tidy()
	return s.change(ctx, a, eid, "directory.arrange", func(r *stored, tx *db.Tx) error {
		lists, err := s.lists(ctx, tx)
		if err != nil {
			return err
		}
		var c errs.Check
		in.check(&c, lists)
		if err := c.Err(); err != nil {
			return err
		}
		r.version = version
		r.arrange(in)
		return nil
	})
}

// Move puts an entry into another state: verified, live, suspended, closed, or a draft
// again. A step that the states do not allow is a Conflict that names the present one.
// For those who may edit the directory; audited.
func (s *Service) Move(ctx context.Context, a authz.Actor, eid ID, version int64, to Status) error {
	return s.change(ctx, a, eid, "directory."+string(to), func(r *stored, tx *db.Tx) error {
		a, err := s.ages(ctx, tx)
		if err != nil {
			return err
		}
		if err := r.present(a).move(to); err != nil {
			return err
		}
		r.version, r.status, r.gone = version, to, false
		return nil
	})
}

// change runs one change to local facts by somebody who may edit the directory.
func (s *Service) change(ctx context.Context, a authz.Actor, eid ID, action string, set func(r *stored, tx *db.Tx) error) error {
	if err := authz.Check(a, authz.DirectoryEdit); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		r, err := byID(ctx, tx, eid)
		if err != nil {
			return err
		}
		if err := set(&r, tx); err != nil {
			return err
		}
		if err := setLocal(ctx, tx, r); err != nil {
			return err
		}
		return s.reindex(ctx, tx, a, r, action)
	})
}

// Confirm says that an entry is right as it stands today. For those who may edit the
// directory and for the group itself; audited. A replay of the same key does nothing.
func (s *Service) Confirm(ctx context.Context, a authz.Actor, eid ID, key string) error {
	return s.touch(ctx, a, eid, key, "directory.confirm", func(r *stored, today clock.Date) error {
		r.confirmed, r.confirmedBy = today, a.ID
		return nil
	})
}

// SetFull says that a group has no room until a day, or until somebody says otherwise
// when the day is zero. It stays listed, in grey. A day that is not in the future is
// Invalid. For those who may edit the directory and for the group itself; audited. A
// replay of the same key does nothing.
func (s *Service) SetFull(ctx context.Context, a authz.Actor, eid ID, until clock.Date, key string) error {
	return s.touch(ctx, a, eid, key, "directory.full", setFull(until))
}

// SetFullTx is SetFull inside the caller's transaction, also for the group that answers
// through its link: the caller has checked that the link is about this entry.
func (s *Service) SetFullTx(ctx context.Context, tx *db.Tx, a authz.Actor, eid ID, until clock.Date) error {
	return s.touchTx(ctx, tx, a, eid, "directory.full", a.May(authz.ConnectionAnswer), setFull(until))
}

func setFull(until clock.Date) func(*stored, clock.Date) error {
	return func(r *stored, today clock.Date) error {
		if !until.IsZero() && !until.After(today) {
			return &errs.Error{Kind: errs.Invalid, Code: "form.invalid", Fields: []errs.Field{{Name: "until", Code: "directory.full_until_past"}}}
		}
		r.fullSince, r.fullUntil = today, until
		return nil
	}
}

// Reopen says that a group has room again. For those who may edit the directory and for
// the group itself; audited. A replay of the same key does nothing.
func (s *Service) Reopen(ctx context.Context, a authz.Actor, eid ID, key string) error {
	return s.touch(ctx, a, eid, key, "directory.reopen", func(r *stored, _ clock.Date) error {
		r.fullSince, r.fullUntil = clock.Date{}, clock.Date{}
		return nil
	})
}

func (s *Service) touch(ctx context.Context, a authz.Actor, eid ID, key, action string, set func(*stored, clock.Date) error) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		_, err := once.Do(ctx, tx, a, key, action, func() (string, error) {
			return "", s.touchTx(ctx, tx, a, eid, action, false, set)
		})
		return err
	})
}

// touchTx changes what a group may say itself. Somebody who may not gets the same answer
// whether the entry is there or not.
func (s *Service) touchTx(ctx context.Context, tx *db.Tx, a authz.Actor, eid ID, action string, vouched bool, set func(*stored, clock.Date) error) error {
	if !vouched && !a.May(authz.DirectoryEdit) && !a.Has(authz.GroupMember) {
		return authz.Check(a, authz.DirectoryEdit)
	}
	r, err := byID(ctx, tx, eid)
	if err != nil {
		return err
	}
	if !vouched && !s.mayTouch(a, r) {
		return errs.New(errs.NotFound, "directory.not_found")
	}
	if err := set(&r, s.today(tx)); err != nil {
		return err
	}
	if err := setLocal(ctx, tx, r); err != nil {
		return err
	}
	return audit.Record(ctx, tx, a, action, subject(eid))
}

// Tip keeps what a worker knows of a group. For workers (authz.DirectoryTip); audited. A
// replay of the same key returns the first id.
func (s *Service) Tip(ctx context.Context, a authz.Actor, eid ID, words, key string) (TipID, error) {
	if err := authz.Check(a, authz.DirectoryTip); err != nil {
		return "", err
	}
	words = text.Words(words)
	var c errs.Check
	c.Require(words != "", "tip", "directory.tip_missing")
	c.Require(text.Length(words) <= 1000, "tip", "form.too_long", 1000)
	if err := c.Err(); err != nil {
		return "", err
	}
	t := Tip{ID: id.New[Tip](), Entry: eid, Author: a.ID, Words: words}
	var kept string
	err := s.db.Write(ctx, func(tx *db.Tx) (err error) {
		kept, err = once.Do(ctx, tx, a, key, "directory.tip", func() (string, error) {
			if _, err := byID(ctx, tx, eid); err != nil {
				return "", err
			}
			t.Created = tx.Now()
			if err := insertTip(ctx, tx, t); err != nil {
				return "", err
			}
			return t.ID.String(), audit.Record(ctx, tx, a, "directory.tip", subject(eid))
		})
		return err
	})
	return TipID(kept), err
}

// StrikeTip takes a tip out of sight; its row stays. For workers; audited.
func (s *Service) StrikeTip(ctx context.Context, a authz.Actor, tip TipID) error {
	if err := authz.Check(a, authz.DirectoryTip); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		n, err := strikeTip(ctx, tx, tip)
		if err == nil && n == 0 {
			err = errs.New(errs.NotFound, "directory.not_found")
		}
		if err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, "directory.strike_tip", audit.On("directory_tip", tip.String()))
	})
}
