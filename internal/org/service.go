package org

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/once"
	"weft/internal/text"
	"weft/internal/vocabulary"
)

// Orgs is the use cases of this package. Reading the names of organisations and
// services is open to every actor; changes need authz.OrgEdit.
type Orgs struct{ db *db.DB }

// New returns the use cases on a database.
func New(d *db.DB) *Orgs { return &Orgs{db: d} }

// Add adds an organisation and returns its id. Invalid names the fields; a code of
// the Organisation Data Service that is taken is a Conflict. Audited.
func (s *Orgs) Add(ctx context.Context, a authz.Actor, in NewOrganisation) (ID, error) {
	if err := authz.Check(a, authz.OrgEdit); err != nil {
		return "", err
	}
	in = in.tidy()
	added, err := s.onceTx(ctx, a, in.Key, "org.add", func(tx *db.Tx) (string, error) {
		lists, err := vocabulary.InForceTx(ctx, tx, "", clock.DateOf(tx.Now(), time.UTC))
		if err != nil {
			return "", err
		}
		if err := in.validate(lists); err != nil {
			return "", err
		}
		o := Organisation{ID: id.New[Organisation](), Kind: in.Kind, Name: in.Name, ODS: in.ODS, Phone: in.Phone, Email: in.Email, Nation: in.Nation}
		if err := insertOrganisation(ctx, tx, o); err != nil {
			return "", err
		}
		return o.ID.String(), audit.Record(ctx, tx, a, "org.add", audit.On("organisation", o.ID.String()))
	})
	return ID(added), err
}

// AddService adds a service with the shipped source policy and returns its id.
// Invalid names the fields. Audited.
func (s *Orgs) AddService(ctx context.Context, a authz.Actor, in NewService) (ServiceID, error) {
	if err := authz.Check(a, authz.OrgEdit); err != nil {
		return "", err
	}
	if err := in.validate(); err != nil {
		return "", err
	}
	added, err := s.onceTx(ctx, a, in.Key, "service.add", func(tx *db.Tx) (string, error) {
		sid, err := addService(ctx, tx, a, in)
		return sid.String(), err
	})
	return ServiceID(added), err
}

func addService(ctx context.Context, tx *db.Tx, a authz.Actor, in NewService) (ServiceID, error) {
	sid := id.New[Service]()
	if err := insertService(ctx, tx, sid, in); err != nil {
		return "", err
	}
	for _, p := range DefaultPolicy() {
		if err := insertPolicy(ctx, tx, sid, p); err != nil {
			return "", err
		}
	}
	return sid, audit.Record(ctx, tx, a, "service.add", audit.On("service", sid.String()))
}

// Update changes an organisation; version is the one that the form was made from, and a
// lost race is a Conflict. Its kind stays. Invalid names the fields. Audited.
func (s *Orgs) Update(ctx context.Context, a authz.Actor, oid ID, version int64, in NewOrganisation) error {
	if err := authz.Check(a, authz.OrgEdit); err != nil {
		return err
	}
	in = in.tidy()
	return s.db.Write(ctx, func(tx *db.Tx) error {
		o, err := byID(ctx, tx, oid)
		if err != nil {
			return err
		}
		if in.Kind = o.Kind; !o.Closed.IsZero() {
			return errs.New(errs.Conflict, "org.closed")
		}
		lists, err := vocabulary.InForceTx(ctx, tx, "", clock.DateOf(tx.Now(), time.UTC))
		if err != nil {
			return err
		}
		if err := in.validate(lists); err != nil {
			return err
		}
		if err := updateOrganisation(ctx, tx, oid, version, in); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, "org.update", audit.On("organisation", oid.String()))
	})
}

// Close ends an organisation: nobody refers from it any more and its link is dead. What
// came from it stays. One that hosts a service, or is closed already, is a Conflict.
// Audited.
func (s *Orgs) Close(ctx context.Context, a authz.Actor, oid ID) error {
	if err := authz.Check(a, authz.OrgEdit); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		o, err := byID(ctx, tx, oid)
		if err != nil {
			return err
		}
		if !o.Closed.IsZero() {
			return errs.New(errs.Conflict, "org.closed")
		}
		if hosts, err := hosts(ctx, tx, oid); err != nil || hosts {
			return orConflict(err, "org.hosts_service")
		}
		if err := closeOrganisation(ctx, tx, oid); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, "org.close", audit.On("organisation", oid.String()))
	})
}

// UpdateService changes what a service says of itself; version as for Update. Its host
// stays. Invalid names the fields. Audited.
func (s *Orgs) UpdateService(ctx context.Context, a authz.Actor, sid ServiceID, version int64, in NewService) error {
	if err := authz.Check(a, authz.OrgEdit); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		v, err := ServiceTx(ctx, tx, sid)
		if err != nil {
			return err
		}
		in.Host = v.Host
		if err := in.validate(); err != nil {
			return err
		}
		if err := updateService(ctx, tx, sid, version, in); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, "service.update", audit.On("service", sid.String()))
	})
}

// Teams returns the teams of a service by name, to whoever may read posts.
func (s *Orgs) Teams(ctx context.Context, a authz.Actor, sid ServiceID) (out []Team, err error) {
	if err := authz.Check(a, authz.OrgRead); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error { out, err = teams(ctx, tx, sid); return err })
	return out, err
}

// EndPost ends a post before a day. A day before its first is Invalid. Audited.
func (s *Orgs) EndPost(ctx context.Context, a authz.Actor, post PostID, ends clock.Date) error {
	if err := authz.Check(a, authz.OrgEdit); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		starts, err := db.One(ctx, tx, db.Value[clock.Date], `select starts from post where id = $1`, post)
		if err != nil {
			return err
		}
		var c errs.Check
		c.Require(!ends.IsZero(), "ends", "date.missing")
		c.Require(ends.IsZero() || !ends.Before(starts), "ends", "date.before_start")
		if err := c.Err(); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `update post set ends = $2 where id = $1`, post, ends); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, "post.end", audit.On("post", post.String()))
	})
}

// SetPolicy replaces the source policy of a service. Invalid names the field of a row
// that cannot be. Audited.
func (s *Orgs) SetPolicy(ctx context.Context, a authz.Actor, sid ServiceID, policy []Policy) error {
	if err := authz.Check(a, authz.OrgEdit); err != nil {
		return err
	}
	var c errs.Check
	for _, p := range policy {
		p.validate(&c)
	}
	if err := c.Err(); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, `delete from source_policy where service = $1`, sid); err != nil {
			return err
		}
		for _, p := range policy {
			if err := insertPolicy(ctx, tx, sid, p); err != nil {
				return err
			}
		}
		return audit.Record(ctx, tx, a, "service.policy", audit.On("service", sid.String()))
	})
}

// Join makes an organisation a member of a service: its people may be referred
// there and its staff see the service's wait. One that is a member already is a
// Conflict. Audited.
func (s *Orgs) Join(ctx context.Context, a authz.Actor, sid ServiceID, oid ID) error {
	if err := authz.Check(a, authz.OrgEdit); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		if _, err := ServiceTx(ctx, tx, sid); err != nil {
			return err
		}
		if _, err := OrganisationTx(ctx, tx, oid); err != nil {
			return err
		}
		if member, err := isMember(ctx, tx, sid, oid); err != nil || member {
			return orConflict(err, "org.member_already")
		}
		if _, err := tx.Exec(ctx, `insert into service_member (service, organisation, starts) values ($1, $2, $3)`, sid, oid, tx.Now()); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, "service.join", audit.On("service", sid.String()))
	})
}

// orConflict returns err when there is one, else a Conflict with this code.
func orConflict(err error, code string) error {
	if err != nil {
		return err
	}
	return errs.New(errs.Conflict, code)
}

// NewLink makes a secret link for an organisation, ends the ones before it and
// returns the token. It is shown once: only its hash is kept.
func (s *Orgs) NewLink(ctx context.Context, a authz.Actor, oid ID, sid ServiceID) (token string, err error) {
	if err := authz.Check(a, authz.OrgEdit); err != nil {
		return "", err
	}
	token = rand.Text()
	return token, s.db.Write(ctx, func(tx *db.Tx) error {
		if _, err := OrganisationTx(ctx, tx, oid); err != nil {
			return err
		}
		if !sid.IsZero() {
			if _, err := ServiceTx(ctx, tx, sid); err != nil {
				return err
			}
		}
		if _, err := tx.Exec(ctx, `update referral_link set ended = $1 where organisation = $2 and ended is null`, tx.Now(), oid); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `insert into referral_link (token_hash, organisation, service, created) values ($1, $2, $3, $4)`,
			hash(token), oid, sid, tx.Now()); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, "org.link", audit.On("organisation", oid.String()))
	})
}

// LinkTarget is what a secret link fixes. Service is empty when several fit.
type LinkTarget struct {
	Organisation Organisation
	Service      ServiceID
}

// ByLink returns what a secret link fixes, or NotFound when it never was or ended.
// Anyone who holds the link may ask.
func (s *Orgs) ByLink(ctx context.Context, token string) (LinkTarget, error) {
	var t LinkTarget
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) {
		type row struct {
			org     ID
			service ServiceID
		}
		r, err := db.One(ctx, tx, func(sc db.Scan) (row, error) {
			var r row
			err := sc(&r.org, &r.service)
			return r, err
		}, `select organisation, service from referral_link where token_hash = $1 and ended is null`, hash(token))
		if err != nil {
			return err
		}
		t.Service = r.service
		t.Organisation, err = byID(ctx, tx, r.org)
		return err
	})
	if errs.Is(err, errs.NotFound) {
		return t, errs.New(errs.NotFound, "org.link_unknown")
	}
	return t, err
}

// ByID returns an organisation.
func (s *Orgs) ByID(ctx context.Context, oid ID) (o Organisation, err error) {
	err = s.db.Glance(ctx, func(tx *db.Tx) error { o, err = byID(ctx, tx, oid); return err })
	return o, err
}

// List returns the organisations of a kind, or all when kind is empty, by name.
func (s *Orgs) List(ctx context.Context, kind string) (out []Organisation, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error { out, err = list(ctx, tx, kind); return err })
	return out, err
}

// Names returns the names of these organisations.
func (s *Orgs) Names(ctx context.Context, ids []ID) (map[ID]string, error) {
	out := make(map[ID]string, len(ids))
	if len(ids) == 0 {
		return out, nil
	}
	err := s.db.Glance(ctx, func(tx *db.Tx) error {
		rows, err := byIDs(ctx, tx, ids)
		for _, o := range rows {
			out[o.ID] = o.Name
		}
		return err
	})
	return out, err
}

// Services returns every open service, by name.
func (s *Orgs) Services(ctx context.Context) (out []Service, err error) {
	err = s.db.Glance(ctx, func(tx *db.Tx) error { out, err = services(ctx, tx); return err })
	return out, err
}

// ServiceByID returns a service.
func (s *Orgs) ServiceByID(ctx context.Context, sid ServiceID) (v Service, err error) {
	err = s.db.Glance(ctx, func(tx *db.Tx) error { v, err = ServiceTx(ctx, tx, sid); return err })
	return v, err
}

// ServiceTx returns a service inside the caller's transaction.
func ServiceTx(ctx context.Context, tx *db.Tx, sid ServiceID) (Service, error) {
	return db.One(ctx, tx, scanService, `select `+serviceColumns+` from service where id = $1`, sid)
}

// OrganisationTx returns an organisation inside the caller's transaction.
func OrganisationTx(ctx context.Context, tx *db.Tx, oid ID) (Organisation, error) {
	return byID(ctx, tx, oid)
}

// ServicesFor returns the services that an organisation is a member of; all of
// them when it is a member of none.
func (s *Orgs) ServicesFor(ctx context.Context, oid ID) (out []Service, err error) {
	if out, err = s.MemberOf(ctx, oid); err == nil && len(out) == 0 {
		out, err = s.Services(ctx)
	}
	return out, err
}

// MemberOf returns the services that an organisation is a member of.
func (s *Orgs) MemberOf(ctx context.Context, oid ID) (out []Service, err error) {
	err = s.db.Glance(ctx, func(tx *db.Tx) error { out, err = servicesFor(ctx, tx, oid); return err })
	return out, err
}

// PolicyTx returns the source policy of a service inside the caller's transaction, as far
// as it is about these sources; without any, all of it.
func PolicyTx(ctx context.Context, tx *db.Tx, sid ServiceID, sources ...string) ([]Policy, error) {
	return policies(ctx, tx, sid, sources)
}

// AddTeam adds a team to a service. Invalid names the field name; the same key adds one.
// Audited.
func (s *Orgs) AddTeam(ctx context.Context, a authz.Actor, key string, sid ServiceID, name string) (TeamID, error) {
	if err := authz.Check(a, authz.OrgEdit); err != nil {
		return "", err
	}
	name = text.Line(name)
	var c errs.Check
	c.Require(name != "", "name", "org.name_missing")
	c.Require(text.Length(name) <= 200, "name", "form.too_long", 200)
	if err := c.Err(); err != nil {
		return "", err
	}
	tid := id.New[Team]()
	added, err := s.onceTx(ctx, a, key, "team.add", func(tx *db.Tx) (string, error) {
		if _, err := tx.Exec(ctx, `insert into team (id, service, name, created) values ($1, $2, $3, $4)`, tid, sid, name, tx.Now()); err != nil {
			return "", err
		}
		return tid.String(), audit.Record(ctx, tx, a, "team.add", audit.On("team", tid.String()))
	})
	return TeamID(added), err
}

// onceTx runs a change in a transaction of its own, and only once for a key.
func (s *Orgs) onceTx(ctx context.Context, a authz.Actor, key, verb string, do func(tx *db.Tx) (string, error)) (result string, err error) {
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		result, err = once.Do(ctx, tx, a, key, verb, func() (string, error) { return do(tx) })
		return err
	})
	return result, err
}

// AddPost adds a post with its employer and funders. Invalid names the fields; the same
// key adds one. Audited.
func (s *Orgs) AddPost(ctx context.Context, a authz.Actor, key string, p Post) (PostID, error) {
	if err := authz.Check(a, authz.OrgEdit); err != nil {
		return "", err
	}
	if err := p.validate(); err != nil {
		return "", err
	}
	p.ID = id.New[Post]()
	added, err := s.onceTx(ctx, a, key, "post.add", func(tx *db.Tx) (string, error) {
		if err := insertPost(ctx, tx, p); err != nil {
			return "", err
		}
		return p.ID.String(), audit.Record(ctx, tx, a, "post.add", audit.On("post", p.ID.String()))
	})
	return PostID(added), err
}

// Posts returns the posts of a service that are held or open on a day.
func (s *Orgs) Posts(ctx context.Context, a authz.Actor, sid ServiceID, on clock.Date) (out []Post, err error) {
	if err := authz.Check(a, authz.OrgRead); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error { out, err = posts(ctx, tx, sid, on); return err })
	return out, err
}

func hash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
