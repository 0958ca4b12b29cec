package authz

import (
	"strings"
	"testing"
	"time"

	"weft/internal/errs"
)

func TestEveryPermissionButTheLinksAndTheProgramsOwnIsGivenToSomeone(t *testing.T) {
	t.Parallel()
	for _, p := range Permissions() {
		if p != ConnectionAnswer && p != LegacyImport && p != WholeMove && len(policy(p)) == 0 {
			t.Errorf("nobody has %s", p)
		}
	}
}

func TestNobodyMayDoAnything(t *testing.T) {
	t.Parallel()
	for _, p := range Permissions() {
		if err := Check(Nobody(), p); errs.KindOf(err) != errs.Unauthenticated {
			t.Errorf("%s for the public: %v", p, err)
		}
		if !Nobody().Scope(p).Empty() {
			t.Errorf("the public sees people with %s", p)
		}
	}
}

// The rows of the visibility table that name what a role never sees.
func TestRolesNeverSeeWhatTheTableForbids(t *testing.T) {
	t.Parallel()
	never := map[Role][]Permission{
		SchemeAdmin:      {CaseRead, CaseWork, ConcernRead, ReferralTriage},
		Receptionist:     {CaseRead, PersonRead, ReferralRead, ConcernRead, CaseList},
		Referrer:         {CaseRead, PersonRead, ReferralRead, CaseList},
		SafeguardingLead: {CaseRead, CaseList, ReferralRead},
		Commissioner:     {PersonFind, PersonRead, CaseRead, CaseList, ReferralRead, ReferralStatus},
		Admin:            {PersonFind, PersonRead, CaseRead, ReferralRead, ConcernRead},
		GPSupervisor:     {CaseWork, ReferralTriage, ConcernRead},
		LinkWorker:       {ConcernRead, AuditRead, ReferralTriage, AccountAdmin},
		Volunteer:        {PersonFind, PersonRead, CaseRead},
		GroupMember:      {PersonFind, PersonRead, CaseRead},
		TeamLead:         {ConcernRead, AccountAdmin},
	}
	for role, perms := range never {
		a := Actor{Kind: Account, ID: "a", Roles: []Assignment{{role, "x"}}}
		for _, p := range perms {
			if err := Check(a, p); errs.KindOf(err) != errs.Forbidden {
				t.Errorf("%s may %s", role, p)
			}
		}
	}
}

func TestAScopeNamesOnlyTheActorsOwnHolds(t *testing.T) {
	t.Parallel()
	a := Actor{Kind: Account, ID: "me", Roles: []Assignment{
		{LinkWorker, "service-1"}, {TeamLead, "service-2"}, {GPSupervisor, "worker-7"}}}
	var args []any
	where := a.Scope(CaseRead).Where("p.id", time.Unix(0, 0), func(v any) string {
		args = append(args, v)
		return "?"
	})
	has := func(want string) bool {
		for _, v := range args {
			if v == want {
				return true
			}
		}
		return false
	}
	for _, want := range []string{"me", "service-2", "worker-7"} {
		if !has(want) {
			t.Errorf("%s is missing from %s %v", want, where, args)
		}
	}
	if has("service-1") {
		t.Error("a link worker sees the whole service")
	}
	if !strings.Contains(where, "p.id") {
		t.Error("the fragment does not name the person")
	}
}

func TestContentAsksForAGrantOfTheVeryService(t *testing.T) {
	t.Parallel()
	bind := func(any) string { return "?" }
	lead := Actor{Kind: Account, ID: "me", Roles: []Assignment{{TeamLead, "service-1"}}}
	if got := lead.Scope(CaseRead).Within("c.person", "c.service", time.Unix(0, 0), bind); !strings.Contains(got, "ag.person = c.person and ag.service = c.service") {
		t.Errorf("content is %s", got)
	}
	if got := lead.Scope(PersonRead).Where("p.id", time.Unix(0, 0), bind); strings.Contains(got, "ag.service") {
		t.Errorf("who somebody is belongs to one service: %s", got)
	}
	for want, a := range map[string]Actor{"true": Program(), "false": Nobody()} {
		if got := a.Scope(CaseRead).Within("c.person", "c.service", time.Unix(0, 0), bind); got != want {
			t.Errorf("for %s: %s", a.Kind, got)
		}
	}
}
