package family_test

import (
	"context"
	"maps"
	"testing"

	"weft/internal/authz"
	"weft/internal/consent"
	"weft/internal/family"
	"weft/internal/fixture"
	"weft/internal/person"
)

const (
	knows  = "worker lead triager office"
	sees   = knows + " supervisor safeguarding"
	others = "colleague other-worker other-lead other-triager other-office"
	seers  = others + " other-supervisor other-safeguarding"
)

func TestEveryMethodAsksEveryRole(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		cast := h.Cast(t, th)
		ctx := context.Background()
		rid, err := h.Family.Add(ctx, th.Worker, th.Person, family.New{Name: "Gwen"})
		ok(t, err)
		ok(t, h.Family.AskChange(ctx, th.Worker, th.Person, "", "Too far away."))
		asked, err := h.Family.Changes(ctx, th.Lead)
		ok(t, err)
		ok(t, h.Audit.Looked(ctx, th.Worker, th.Person.String()))
		second := h.Case(t, fixture.At(th.Service), fixture.LedBy(th.Lead), fixture.To(th.Worker))
		ok(t, h.Family.Link(ctx, th.Worker, th.Person, rid, second.Person, "", family.Both{Person: consent.Yes, Other: consent.Yes}))
		links, err := h.Family.Links(ctx, th.Worker, th.Person)
		ok(t, err)
		w := scene{h: h, Thread: th, rid: rid, asked: asked[0].ID, second: second.Person, link: links[0].ID}
		acts := reading(ctx, w)
		maps.Copy(acts, people(ctx, w))
		maps.Copy(acts, sheets(ctx, w))
		h.Try(t, h.Family, cast, acts)
	})
}

// scene is somebody with one person round them, a link and an asking.
type scene struct {
	h *fixture.House
	fixture.Thread
	rid    family.RelatedID
	asked  family.ChangeID
	second person.ID
	link   family.LinkID
}

func act(may, absent string, do func(x *fixture.House, a authz.Actor) error) fixture.Act {
	return fixture.Act{May: may, Absent: absent, Do: func(_ context.Context, x *fixture.House, a authz.Actor) error { return do(x, a) }}
}

func reads(may, absent string, do func(x *fixture.House, a authz.Actor) error) fixture.Act {
	v := act(may, absent, do)
	v.Reads = true
	return v
}

func reading(ctx context.Context, w scene) map[string]fixture.Act {
	return map[string]fixture.Act{
		"Brief":  reads(sees, seers, func(x *fixture.House, a authz.Actor) error { _, err := x.Family.Brief(ctx, a, w.Person); return err }),
		"Young":  reads(sees, seers, func(x *fixture.House, a authz.Actor) error { _, err := x.Family.Young(ctx, a, w.Person); return err }),
		"Caring": reads(sees, seers, func(x *fixture.House, a authz.Actor) error { _, err := x.Family.Caring(ctx, a, w.Person); return err }),
		"Wish":   reads(sees, seers, func(x *fixture.House, a authz.Actor) error { _, err := x.Family.Wish(ctx, a, w.Person); return err }),
		"Of": reads(sees, seers, func(x *fixture.House, a authz.Actor) error {
			return fixture.Nothing(x.Family.Of(ctx, a, w.Person))
		}),
		"ByID": reads(sees, seers, func(x *fixture.House, a authz.Actor) error {
			_, err := x.Family.ByID(ctx, a, w.Person, w.rid)
			return err
		}),
		"Links": reads("worker lead triager office supervisor", seers+" safeguarding", func(x *fixture.House, a authz.Actor) error {
			return fixture.Nothing(x.Family.Links(ctx, a, w.Person))
		}),
		"Looked": reads("worker lead", "colleague other-worker other-lead", func(x *fixture.House, a authz.Actor) error {
			return fixture.Nothing(x.Family.Looked(ctx, a, w.Person))
		}),
	}
}

func people(ctx context.Context, w scene) map[string]fixture.Act {
	return map[string]fixture.Act{
		"Add": act(knows, others, func(x *fixture.House, a authz.Actor) error {
			_, err := x.Family.Add(ctx, a, w.Person, family.New{Name: "Huw"})
			return err
		}),
		"Change": act(knows, others, func(x *fixture.House, a authz.Actor) error {
			return x.Family.Change(ctx, a, w.Person, w.rid, 1, family.New{Name: "Huw"})
		}),
		"End": act(knows, others, func(x *fixture.House, a authz.Actor) error { return x.Family.End(ctx, a, w.Person, w.rid, 1, "Moved") }),
		"Agree": act(knows, others, func(x *fixture.House, a authz.Actor) error {
			return x.Family.Agree(ctx, a, w.Person, w.rid, family.Agreement{Answer: consent.No})
		}),
		"Offer": act(knows, others, func(x *fixture.House, a authz.Actor) error {
			return x.Family.Offer(ctx, a, w.Person, w.rid, offer(w.h, w.Thread))
		}),
		"Link": act(knows, others, func(x *fixture.House, a authz.Actor) error {
			return x.Family.Link(ctx, a, w.Person, w.rid, w.second, "", family.Both{})
		}),
		"Unlink": act(knows, others, func(x *fixture.House, a authz.Actor) error { return x.Family.Unlink(ctx, a, w.Person, w.link, "") }),
	}
}

func sheets(ctx context.Context, w scene) map[string]fixture.Act {
	return map[string]fixture.Act{
		"KeepYoung": act(knows, others, func(x *fixture.House, a authz.Actor) error {
			return x.Family.KeepYoung(ctx, a, w.Person, 0, family.Young{})
		}),
		"KeepCaring": act(knows, others, func(x *fixture.House, a authz.Actor) error {
			return x.Family.KeepCaring(ctx, a, w.Person, 0, family.Caring{})
		}),
		"KeepWish": act(knows, others, func(x *fixture.House, a authz.Actor) error {
			return x.Family.KeepWish(ctx, a, w.Person, 0, family.Wish{})
		}),
		"Decide": act(knows, others, func(x *fixture.House, a authz.Actor) error {
			return x.Family.Decide(ctx, a, w.Person, family.Competence{Words: "May decide."})
		}),
		"AskChange": act("worker lead office", "colleague other-worker other-lead other-office", func(x *fixture.House, a authz.Actor) error {
			return x.Family.AskChange(ctx, a, w.second, "", "")
		}),
		"ChangeOf": reads("worker lead office supervisor", "colleague other-worker other-lead other-office other-supervisor", func(x *fixture.House, a authz.Actor) error {
			_, err := x.Family.ChangeOf(ctx, a, w.Person)
			return err
		}),
		"Changes": reads("lead triager", "other-lead other-triager", func(x *fixture.House, a authz.Actor) error {
			return fixture.Nothing(x.Family.Changes(ctx, a))
		}),
		"SettleChange": act("lead triager", "other-lead other-triager", func(x *fixture.House, a authz.Actor) error {
			return x.Family.SettleChange(ctx, a, w.asked, 1, family.Arranged, "")
		}),
	}
}
