package org_test

import (
	"context"
	"testing"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/fixture"
	"weft/internal/org"
)

func TestEveryMethodAsksEveryRole(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		sid, oid := th.Service.ID, th.From.ID
		held, err := h.Orgs.AddPost(context.Background(), authz.Program(), "", post(th))
		if err != nil {
			t.Fatal(err)
		}
		edit := func(do func(ctx context.Context, x *fixture.House, a authz.Actor) error) fixture.Act {
			return fixture.Act{Do: do, May: "admin"}
		}
		h.Try(t, h.Orgs, h.Cast(t, th), map[string]fixture.Act{
			"Add": edit(func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Orgs.Add(ctx, a, org.NewOrganisation{Kind: "vcse", Name: "Allotment"})
				return err
			}),
			"AddService": edit(func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Orgs.AddService(ctx, a, org.NewService{Host: oid, Name: "Weavers", Nation: clock.Wales})
				return err
			}),
			"SetPolicy": edit(func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.Orgs.SetPolicy(ctx, a, sid, org.DefaultPolicy())
			}),
			"Join": edit(func(ctx context.Context, x *fixture.House, a authz.Actor) error { return x.Orgs.Join(ctx, a, sid, oid) }),
			"NewLink": edit(func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Orgs.NewLink(ctx, a, oid, sid)
				return err
			}),
			"AddTeam": edit(func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Orgs.AddTeam(ctx, a, "", sid, "North")
				return err
			}),
			"AddPost": edit(func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Orgs.AddPost(ctx, a, "", post(th))
				return err
			}),
			"Update": edit(func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.Orgs.Update(ctx, a, oid, 1, org.NewOrganisation{Name: "Allotment"})
			}),
			"Close": edit(func(ctx context.Context, x *fixture.House, a authz.Actor) error { return x.Orgs.Close(ctx, a, oid) }),
			"UpdateService": edit(func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.Orgs.UpdateService(ctx, a, sid, 1, org.NewService{Name: "Weavers", Nation: clock.Wales})
			}),
			"EndPost": edit(func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.Orgs.EndPost(ctx, a, held, x.Today())
			}),
			"Teams": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Orgs.Teams(ctx, a, sid)
				return err
			}, Reads: true, May: "worker colleague lead triager office supervisor safeguarding admin other-worker other-lead other-triager other-office " +
				"other-supervisor other-safeguarding"},
			"Posts": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Orgs.Posts(ctx, a, sid, x.Today())
				return err
			}, Reads: true, May: "worker colleague lead triager office supervisor safeguarding admin other-worker other-lead other-triager other-office " +
				"other-supervisor other-safeguarding"},
		}, // names of organisations and services stand on public forms
			"ByLink", "ByID", "List", "Names", "Services", "ServiceByID", "ServicesFor", "MemberOf")
	})
}

func post(th fixture.Thread) org.Post {
	return org.Post{Service: th.Service.ID, Title: "Link worker", Employer: th.From.ID, Hours: 37.5, Account: th.Worker.ID.String(),
		Starts: clock.Date{Year: 2026, Month: 1, Day: 5}, Funders: []org.Funder{{Organisation: th.From.ID, Percent: 60}, {Organisation: th.Service.Host, Percent: 40}}}
}
