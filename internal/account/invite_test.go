package account_test

import (
	"context"
	"testing"

	"weft/internal/account"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/errs"
)

func TestAListIsAddedWholeOrNotAtAllAndCanBeSentAgain(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx, s, program := context.Background(), account.NewService(d), authz.Program()
		at := place()
		good := []account.Invite{{Name: " Sam Okafor", Email: "sam@example.org", Role: authz.LinkWorker, At: at},
			{Name: "Ruth Calder", Email: "ruth@example.org", Role: authz.TeamLead, At: at},
			{Name: "Sam Okafor", Email: "SAM@example.org", Role: authz.SchemeAdmin, At: at}}
		bad := append(append([]account.Invite{}, good...), account.Invite{Name: "", Email: "nonsense", Role: "king", At: "x"}, good[1])
		_, err := s.InviteAll(ctx, program, "k", bad)
		lines := map[string]bool{}
		for _, f := range errs.FieldsOf(err) {
			lines[f.Name] = true
		}
		if len(lines) != 2 || !lines["line4"] || !lines["line5"] {
			t.Errorf("the faults stand on %v", lines)
		}
		if have, err := s.List(ctx, program, account.Filter{}); err != nil || len(have) != 0 {
			t.Fatalf("half a list was written: %d, %v", len(have), err)
		}
		made, err := s.InviteAll(ctx, program, "k", good)
		if err != nil || len(made) != 3 || !made[0].New || made[2].New || made[0].Link.Token == "" || made[0].Account.Name != "Sam Okafor" {
			t.Fatalf("made %+v: %v", made, err)
		}
		if again, err := s.InviteAll(ctx, program, "k", good); err != nil || len(again) != 0 {
			t.Errorf("the same form made %d: %v", len(again), err)
		}
		again, err := s.InviteAll(ctx, program, "another", good)
		if err != nil || len(again) != 3 || again[0].New || again[0].Role {
			t.Errorf("the list once more: %+v, %v", again, err)
		}
		sam, err := s.ByID(ctx, program, made[0].Account.ID)
		if err != nil || len(sam.Roles) != 2 {
			t.Errorf("Sam has %+v: %v", sam.Roles, err)
		}
	})
}

func TestAListNamesALineThatTheDatabaseRefuses(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx, s, program := context.Background(), account.NewService(d), authz.Program()
		made, err := s.InviteAll(ctx, program, "", []account.Invite{{Name: "Sam", Email: "sam@example.org", Role: authz.LinkWorker, At: place()}})
		if err != nil {
			t.Fatal(err)
		}
		if err := disable(ctx, d, s, made[0].Account.ID); err != nil {
			t.Fatal(err)
		}
		_, err = s.InviteAll(ctx, program, "", []account.Invite{{Name: "Ann", Email: "ann@example.org", Role: authz.LinkWorker, At: place()},
			{Name: "Sam", Email: "sam@example.org", Role: authz.TeamLead, At: place()}})
		if f := errs.FieldsOf(err); len(f) != 1 || f[0].Name != "line2" || f[0].Code != "account.disabled" {
			t.Errorf("faults: %+v", f)
		}
	})
}
