package signpost_test

import (
	"context"
	"testing"

	"weft/internal/authz"
	"weft/internal/directory"
	"weft/internal/fixture"
	"weft/internal/signpost"
)

func TestEveryMethodAsksEveryRole(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		cast := h.Cast(t, th)
		g := group(t, h, "Choir")
		sid, err := h.Signposts.Give(t.Context(), cast["receptionist"], signpost.New{Groups: []directory.ID{g}, How: signpost.Printed})
		ok(t, err)
		const staff = "worker colleague lead triager office other-worker other-lead other-triager other-office other-receptionist"
		const practice = "referrer fellow-referrer receptionist clinician"
		h.Try(t, h.Signposts, cast, map[string]fixture.Act{
			"Give": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Signposts.Give(ctx, a, signpost.New{Groups: []directory.ID{g}, How: signpost.Told})
				return err
			}, May: staff + " " + practice},
			"ByID": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Signposts.ByID(ctx, a, sid)
				return err
			}, Reads: true, May: practice, Absent: staff},
			"ThisMonth": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Signposts.ThisMonth(ctx, a)
				return err
			}, Reads: true, May: staff + " " + practice},
		}, "CanEmail")
	})
}
