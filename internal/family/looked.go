package family

import (
	"context"
	"strings"
	"time"

	"weft/internal/access"
	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/org"
	"weft/internal/person"
)

// Look is how often somebody of one role and one organisation looked at a person's
// record on a day. It holds no name.
type Look struct {
	On    clock.Date
	Role  string // the key of its words, such as "role.link_worker"
	Place string // the organisation, or where it is not known the service
	Times int
}

// Looked returns who has looked at a person's record, for the person to read: roles
// and organisations, newest day first, never names (domain model 3.0). Only looks by
// somebody whose work with the person opens the record are in it: what safeguarding,
// an investigation or an emergency opened is absent. For whoever may read the looks
// (authz.LooksRead); anyone else gets NotFound.
func (s *Service) Looked(ctx context.Context, a authz.Actor, p person.ID) (out []Look, err error) {
	err = s.read(ctx, a, authz.LooksRead, p, func(tx *db.Tx, c person.Card) error {
		ids, err := db.All(ctx, tx, db.Value[string], `select cast(x.id as text) from person x where x.id = $1 or x.joined_to = $1`, c.ID)
		if err != nil {
			return err
		}
		looks, err := audit.LooksTx(ctx, tx, ids)
		if err != nil || len(looks) == 0 {
			return err
		}
		w, err := witnesses(ctx, tx, c.ID, looks)
		if err != nil {
			return err
		}
		for _, l := range looks {
			v, ok := w.explain(l)
			if !ok {
				continue
			}
			v.On = clock.DateOf(l.At, s.zone)
			out = add(out, v)
		}
		return nil
	})
	return out, err
}

// add counts a look to the line of its day, role and place, or begins one.
func add(out []Look, v Look) []Look {
	for i := len(out) - 1; i >= 0 && out[i].On == v.On; i-- {
		if out[i].Role == v.Role && out[i].Place == v.Place {
			out[i].Times++
			return out
		}
	}
	v.Times = 1
	return append(out, v)
}

// span is from when until when something held.
type span struct{ starts, ends time.Time }

func (s span) at(t time.Time) bool {
	return !s.starts.After(t) && (s.ends.IsZero() || s.ends.After(t))
}

type grantRow struct {
	span
	access.Grant
}

type roleRow struct {
	span
	account authz.AccountID
	role    authz.Assignment
}

// known is what explains a look: who had sight of the person, with which roles, where.
type known struct {
	grants    []grantRow
	roles     []roleRow
	services  map[org.ServiceID]org.Service
	employers map[authz.AccountID]string
}

// explain says in which role somebody looked, when a grant gave that role sight of the
// person at that moment. Sight through a concern, and any other, explains nothing.
func (k known) explain(e audit.Event) (Look, bool) {
	for _, want := range []authz.Role{authz.LinkWorker, authz.TeamLead, authz.Triager, authz.SchemeAdmin, authz.GPSupervisor} {
		for _, r := range k.roles {
			if r.account != e.Actor || r.role.Role != want || !r.at(e.At) {
				continue
			}
			scope := authz.Actor{Kind: authz.Account, ID: e.Actor, Roles: []authz.Assignment{r.role}}.Scope(authz.PersonRead)
			for _, g := range k.grants {
				if g.at(e.At) && scope.Holds(g.Relation, g.Holder) {
					return k.look(e.Actor, want, g.Service), true
				}
			}
		}
	}
	return Look{}, false
}

func (k known) look(who authz.AccountID, r authz.Role, sid org.ServiceID) Look {
	v, service := Look{Role: "role." + string(r), Place: k.employers[who]}, k.services[sid]
	if r == authz.LinkWorker && (service.Nation == clock.Wales || service.Nation == clock.Scotland) {
		v.Role += "_" + strings.ToLower(string(service.Nation))
	}
	if v.Place == "" {
		v.Place = service.Name
	}
	return v
}

// witnesses reads what explains these looks.
func witnesses(ctx context.Context, tx *db.Tx, p person.ID, looks []audit.Event) (k known, err error) {
	k.grants, err = db.All(ctx, tx, func(s db.Scan) (grantRow, error) {
		var g grantRow
		err := s(&g.Holder, &g.Relation, &g.Service, &g.starts, &g.ends)
		return g, err
	}, `select holder, relation, service, starts, ends from access_grant where `+records("person", "$1")+` order by starts, id`, p)
	if err != nil {
		return k, err
	}
	var args db.Args
	var marks []string
	seen := map[authz.AccountID]bool{}
	for _, l := range looks {
		if !l.Actor.IsZero() && !seen[l.Actor] {
			seen[l.Actor] = true
			marks = append(marks, args.Bind(l.Actor))
		}
	}
	if len(marks) == 0 {
		return k, nil
	}
	in := ` in (` + strings.Join(marks, ", ") + `)`
	k.roles, err = db.All(ctx, tx, func(s db.Scan) (roleRow, error) {
		var r roleRow
		err := s(&r.account, &r.role.Role, &r.role.At, &r.starts, &r.ends)
		return r, err
	}, `select account, role, at, starts, ends from role_assignment where account`+in+` order by starts, id`, args.List()...)
	if err != nil {
		return k, err
	}
	if k.employers, err = employers(ctx, tx, in, args); err != nil {
		return k, err
	}
	k.services = map[org.ServiceID]org.Service{}
	for _, g := range k.grants {
		if _, have := k.services[g.Service]; have || g.Service.IsZero() {
			continue
		}
		service, err := org.ServiceTx(ctx, tx, g.Service)
		if err != nil && !errs.Is(err, errs.NotFound) {
			return k, err
		}
		k.services[g.Service] = service
	}
	return k, nil
}

func employers(ctx context.Context, tx *db.Tx, in string, args db.Args) (map[authz.AccountID]string, error) {
	type job struct {
		who  authz.AccountID
		name string
	}
	out := map[authz.AccountID]string{}
	rows, err := db.All(ctx, tx, func(s db.Scan) (job, error) {
		var j job
		err := s(&j.who, &j.name)
		return j, err
	}, `select p.account, o.name from post p join organisation o on o.id = p.employer where p.account`+in+` order by p.starts`, args.List()...)
	for _, j := range rows {
		out[j.who] = j.name
	}
	return out, err
}
