package account

import (
	"net/mail"
	"slices"
	"strings"
	"time"

	"weft/internal/authz"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/text"
)

// ID identifies an account.
type ID = authz.AccountID

// Kind says how somebody gets in.
type Kind string

// The kinds of account.
const (
	Staff    Kind = "staff"    // signs in with e-mail and password
	Referrer Kind = "referrer" // a device that opened an organisation's link
)

// Account is one person's way in.
type Account struct {
	ID          ID
	Name        string
	Email       string
	Kind        Kind
	Verified    bool // somebody vouches that the e-mail address is theirs
	HasPassword bool
	Epoch       int64 // what a session has to hold to be good
	Created     time.Time
	Disabled    time.Time // zero while the account is open
	Version     int64
	Roles       []Assignment // filled by List, ByID and Actor: those held now
}

// AssignmentID identifies a role that somebody holds.
type AssignmentID = id.ID[Assignment]

// Assignment is a role held at a place from a time until a time. At is the id of a
// service or an organisation, for a GP supervisor that of the worker, and empty for
// an administrator.
type Assignment struct {
	ID     AssignmentID
	Role   authz.Role
	At     string
	Starts time.Time
	Ends   time.Time // zero while it is held
}

// New is an account to create.
type New struct {
	Key   string // of the form: Create makes the same one once
	Name  string
	Email string
}

const (
	maxName  = 100
	maxEmail = 254 // RFC 5321, 4.5.3.1.3
)

// check tidies the input and says which answers break a rule.
func (n New) check() (New, error) {
	n.Name, n.Email = text.Line(n.Name), strings.TrimSpace(n.Email)
	var c errs.Check
	c.Require(n.Name != "" && text.Length(n.Name) <= maxName, "name", "account.name", maxName)
	c.Require(validEmail(n.Email), "email", "account.email")
	return n, c.Err()
}

// validEmail reports whether this is one plain address of a public form.
func validEmail(s string) bool {
	if len(s) > maxEmail {
		return false
	}
	a, err := mail.ParseAddress(s)
	if err != nil || a.Address != s || a.Name != "" {
		return false
	}
	_, host, _ := strings.Cut(s, "@")
	return strings.Contains(strings.Trim(host, "."), ".") && !strings.HasSuffix(host, ".")
}

func foldEmail(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// checkRole says whether a role can be held at a place.
func checkRole(r authz.Role, at string) error {
	var c errs.Check
	c.Require(slices.Contains(authz.Roles(), r), "role", "account.role_unknown")
	if r == authz.Admin {
		c.Require(at == "", "at", "account.role_everywhere")
		return c.Err()
	}
	_, err := id.Parse[Account](at)
	c.Require(err == nil, "at", "account.role_place")
	return c.Err()
}
