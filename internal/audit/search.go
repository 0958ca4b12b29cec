package audit

import (
	"context"
	"strings"
	"time"

	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/id"
)

// Filter narrows a search of the record. What is empty narrows nothing.
type Filter struct {
	Actor   authz.AccountID
	Kind    authz.Kind   // of actor, for those without an account
	Action  string       // a capability such as "concern", or a whole verb such as "concern.raise"
	Outcome string       // done, denied or failed
	From    time.Time    // at or after
	To      time.Time    // before
	Older   id.ID[Event] // only what comes after this one in the list
	Limit   int          // at most 500; 0 is 100
}

const mostFound = 500

// Search returns events, newest first. Administrators only. That somebody searched is
// not recorded; the record holds ids and verbs, no words.
func (l *Log) Search(ctx context.Context, a authz.Actor, f Filter) (out []Event, err error) {
	if err := authz.Check(a, authz.AuditRead); err != nil {
		return nil, err
	}
	if f.Limit <= 0 || f.Limit > mostFound {
		f.Limit = 100
	}
	var args db.Args
	where := f.where(&args)
	err = l.db.Read(ctx, func(tx *db.Tx) error {
		out, err = db.All(ctx, tx, scan, `select `+columns+` from audit_event where `+where+` order by at desc, id desc`+db.Limit(f.Limit), args.List()...)
		return err
	})
	return out, err
}

func (f Filter) where(args *db.Args) string {
	parts := []string{"true"}
	add := func(wanted bool, condition string, value any) {
		if wanted {
			parts = append(parts, condition+" "+args.Bind(value))
		}
	}
	add(!f.Actor.IsZero(), "actor =", f.Actor)
	add(f.Kind != "", "actor_kind =", string(f.Kind))
	add(f.Outcome != "", "outcome =", f.Outcome)
	add(!f.From.IsZero(), "at >=", f.From)
	add(!f.To.IsZero(), "at <", f.To)
	if strings.Contains(f.Action, ".") {
		add(true, "action =", f.Action)
	} else if f.Action != "" {
		parts = append(parts, "substr(action, 1, "+args.Bind(len(f.Action)+1)+") = "+args.Bind(f.Action+"."))
	}
	if !f.Older.IsZero() {
		mark := args.Bind(f.Older)
		parts = append(parts, "(at, id) < (select at, id from audit_event where id = "+mark+")")
	}
	return strings.Join(parts, " and ")
}
