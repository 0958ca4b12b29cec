package account

import (
	"strings"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"

	"weft/internal/authz"
	"weft/internal/errs"
	"weft/internal/id"
)

func TestPasswordsAreJudgedByLengthAndByWhatEverybodyTries(t *testing.T) {
	t.Parallel()
	const email = "sam.ellwood@example.org"
	cases := map[string]string{
		"elevenchars":               "account.password_short",
		"åäöåäöåäöåä":               "account.password_short",
		strings.Repeat("ab ", 50):   "account.password_long",
		"Sam.Ellwood@Example.org":   "account.password_email",
		"Password-1234":             "account.password_common",
		"qwertyuiop 123":            "account.password_common",
		"zzzzzzzzzzzzzz":            "account.password_common",
		"heron lamp seven":          "",
		"åäöåäöåäöåäö":              "",
		"1 two three":               "account.password_short",
		"rain on the chapel window": "",
	}
	for password, want := range cases {
		var c errs.Check
		checkPassword(&c, password, email)
		got := ""
		if fields := errs.FieldsOf(c.Err()); len(fields) > 0 {
			got = fields[0].Code
		}
		if got != want {
			t.Errorf("%q is judged %q, want %q", password, got, want)
		}
	}
}

func TestEveryCommonPasswordIsRefusedAsCommon(t *testing.T) {
	t.Parallel()
	for _, password := range common() {
		var c errs.Check
		checkPassword(&c, password, "")
		if fields := errs.FieldsOf(c.Err()); len(fields) == 0 {
			t.Errorf("%s is taken", password)
		}
	}
}

func TestNobodysHashCostsAsMuchAsARealOne(t *testing.T) {
	t.Parallel()
	got, _, _, err := argon2id.DecodeHash(nobodysHash)
	if err != nil || *got != *hashing() {
		t.Errorf("its parameters are %+v, those of hashing %+v: %v", got, hashing(), err)
	}
}

func TestTheWaitGrowsToAQuarterOfAnHour(t *testing.T) {
	t.Parallel()
	for failures, want := range map[int]time.Duration{
		0: 0, 4: 0, 5: 30 * time.Second, 6: time.Minute, 9: 8 * time.Minute, 10: 15 * time.Minute, 500: 15 * time.Minute,
	} {
		if got := waitAfter(failures, freeForAccount); got != want {
			t.Errorf("after %d failures the wait is %s, want %s", failures, got, want)
		}
	}
}

func TestEmailAddressesThatCannotBeAreRefused(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]bool{
		"a@example.org": true, "a.b+c@sub.example.org": true, "siân@example.org": true,
		"": false, "a": false, "a@localhost": false, "a@example.": false, "a@.org": false, "A <a@example.org>": false,
		"a@example.org, b@example.org": false, "a b@example.org": false, "a@exam ple.org": false,
		strings.Repeat("a", 250) + "@example.org": false, "a@example.org\r\nBcc: b@example.org": false,
	} {
		if validEmail(s) != want {
			t.Errorf("%q is judged %v", s, !want)
		}
	}
}

func TestOnlyAnAdministratorIsOneEverywhere(t *testing.T) {
	t.Parallel()
	place := id.New[Account]().String()
	for _, r := range authz.Roles() {
		if err := checkRole(r, place); (err == nil) == (r == authz.Admin) {
			t.Errorf("%s at a place: %v", r, err)
		}
		if err := checkRole(r, ""); (err == nil) != (r == authz.Admin) {
			t.Errorf("%s nowhere: %v", r, err)
		}
	}
	if checkRole("king", place) == nil || checkRole(authz.TeamLead, "somewhere") == nil {
		t.Error("a role or a place that cannot be was taken")
	}
}
