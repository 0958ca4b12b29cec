package authz

import (
	"slices"
	"strings"
	"time"
)

// Scope is what an actor may see of people for one permission, as one SQL fragment.
// Build it with Actor.Scope; the zero Scope sees nobody.
type Scope struct {
	everyone bool
	holds    []heldBy
}

// heldBy is one relation and the ids that hold it.
type heldBy struct {
	relation Relation
	holders  []string
}

// Scope returns whom the actor may see for this permission.
func (a Actor) Scope(p Permission) Scope {
	if a.Kind == System {
		return Scope{everyone: true}
	}
	if a.Kind != Account {
		return Scope{}
	}
	var s Scope
	for _, r := range policy(p) {
		if r.relation == None {
			continue
		}
		for _, as := range a.Roles {
			if as.Role != r.role {
				continue
			}
			if r.hold == self {
				s.add(r.relation, a.ID.String())
			} else {
				s.add(r.relation, as.At)
			}
		}
	}
	return s
}

func (s *Scope) add(r Relation, holder string) {
	for i, h := range s.holds {
		if h.relation != r {
			continue
		}
		for _, have := range h.holders {
			if have == holder {
				return
			}
		}
		s.holds[i].holders = append(h.holders, holder)
		return
	}
	s.holds = append(s.holds, heldBy{r, []string{holder}})
}

// Holds reports whether a grant of this relation to this holder is what the scope
// asks for.
func (s Scope) Holds(r Relation, holder string) bool {
	for _, h := range s.holds {
		if h.relation == r && slices.Contains(h.holders, holder) {
			return true
		}
	}
	return s.everyone
}

// Covers reports whether whoever is within the other scope is within this one too.
func (s Scope) Covers(o Scope) bool {
	if s.everyone || o.everyone {
		return s.everyone
	}
	for _, h := range o.holds {
		for _, holder := range h.holders {
			if !s.Holds(h.relation, holder) {
				return false
			}
		}
	}
	return true
}

// Empty reports whether the scope can see nobody at all.
func (s Scope) Empty() bool { return !s.everyone && len(s.holds) == 0 }

// Where returns the SQL condition that the person named by the expression person
// is within the scope at the time now, whichever service knows them. It is for who
// somebody is. bind adds an argument and returns its placeholder.
func (s Scope) Where(person string, now time.Time, bind func(any) string) string {
	return s.where("ag.person = "+person, now, bind)
}

// Within is Where for the content of a case or a referral, which belongs to one
// service: it asks for a grant that this service gave. Two services that know the
// same person do not read each other's notes.
func (s Scope) Within(person, service string, now time.Time, bind func(any) string) string {
	return s.where("ag.person = "+person+" and ag.service = "+service, now, bind)
}

func (s Scope) where(which string, now time.Time, bind func(any) string) string {
	if s.everyone {
		return "true"
	}
	if len(s.holds) == 0 {
		return "false"
	}
	var b strings.Builder
	b.WriteString("exists (select 1 from access_grant ag where " + which + " and (")
	for i, h := range s.holds {
		if i > 0 {
			b.WriteString(" or ")
		}
		marks := make([]string, len(h.holders))
		for j, holder := range h.holders {
			marks[j] = bind(holder)
		}
		b.WriteString("(ag.relation = " + bind(string(h.relation)) + " and ag.holder in (" + strings.Join(marks, ", ") + "))")
	}
	at := bind(now)
	b.WriteString(") and ag.starts <= " + at + " and (ag.ends is null or ag.ends > " + at + "))")
	return b.String()
}
