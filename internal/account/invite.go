package account

import (
	"context"
	"strconv"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/once"
)

// Invite is one line of a list of colleagues: an account with a role at a place.
type Invite struct {
	Name  string
	Email string
	Role  authz.Role
	At    string // as of Assignment
}

// Invited is what became of an Invite.
type Invited struct {
	Account Account
	New     bool // the account was made
	Role    bool // the role was given; false: it was held already
	Link    Link // to choose a password, for accounts that have none yet; known only now
}

// maxInvites is the longest list; more come in a second one.
const maxInvites = 500

// InviteAll makes the accounts of a list, gives each its role and makes the one-time
// links of those without a password, all or none. An account that exists is kept and
// gets what it lacks, so a list can be sent again. Invalid names the lines, "line1" and
// so on. The same key makes them once, and then returns no links: they are known only
// when they are made. Administrators only. Audited like Create, Assign and IssueLink.
func (s *Service) InviteAll(ctx context.Context, actor authz.Actor, key string, list []Invite) (out []Invited, err error) {
	if err := authz.Check(actor, authz.AccountAdmin); err != nil {
		return nil, err
	}
	if list, err = checkInvites(list); err != nil {
		return nil, err
	}
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		out = nil
		_, err := once.Do(ctx, tx, actor, key, "account.invite", func() (string, error) {
			for i, in := range list {
				one, err := invite(ctx, tx, actor, in)
				if err != nil {
					return "", onLine(i, err)
				}
				out = append(out, one)
			}
			return strconv.Itoa(len(list)), audit.Record(ctx, tx, actor, "account.invite", audit.On("account", ""))
		})
		return err
	})
	return out, err
}

// CheckInvites returns what is wrong with a list as far as it can be seen without the
// database, as Invalid with the lines named, so that a page can say it before anybody
// is added.
func CheckInvites(list []Invite) error {
	_, err := checkInvites(list)
	return err
}

// checkInvites tidies the lines and names those that break a rule.
func checkInvites(list []Invite) ([]Invite, error) {
	var c errs.Check
	c.Require(len(list) > 0, "list", "account.invite_empty")
	c.Require(len(list) <= maxInvites, "list", "account.invite_many", maxInvites)
	seen := map[string]bool{}
	out := make([]Invite, len(list))
	for i, in := range list {
		n, err := New{Name: in.Name, Email: in.Email}.check()
		lineFaults(&c, i, err)
		lineFaults(&c, i, checkRole(in.Role, in.At))
		out[i] = Invite{Name: n.Name, Email: n.Email, Role: in.Role, At: in.At}
		same := foldEmail(n.Email) + " " + string(in.Role) + " " + in.At
		c.Require(!seen[same], line(i), "account.invite_twice")
		seen[same] = true
	}
	return out, c.Err()
}

func line(i int) string { return "line" + strconv.Itoa(i+1) }

// lineFaults takes over what is wrong with a line, under the line's name.
func lineFaults(c *errs.Check, i int, err error) {
	for _, f := range errs.FieldsOf(err) {
		c.Fail(line(i), f.Code, f.Args...)
	}
}

// onLine names the line in a failure that its writing found.
func onLine(i int, err error) error {
	if !errs.Is(err, errs.Invalid) && !errs.Is(err, errs.Conflict) {
		return err
	}
	var c errs.Check
	lineFaults(&c, i, err)
	if len(errs.FieldsOf(err)) == 0 {
		c.Fail(line(i), errs.CodeOf(err))
	}
	return c.Err()
}

func invite(ctx context.Context, tx *db.Tx, actor authz.Actor, in Invite) (out Invited, err error) {
	a, _, err := byEmail(ctx, tx, foldEmail(in.Email))
	switch {
	case errs.Is(err, errs.NotFound):
		out.New = true
		if a, err = createStaff(ctx, tx, actor, New{Name: in.Name, Email: in.Email}, ""); err != nil {
			return out, err
		}
	case err != nil:
		return out, err
	case a.Kind != Staff:
		return out, errs.New(errs.Conflict, "account.no_password")
	}
	err = assign(ctx, tx, actor, a.ID, in.Role, in.At)
	out.Role = err == nil
	if err != nil && errs.CodeOf(err) != "account.role_held" {
		return out, err
	}
	out.Account = a
	if !a.HasPassword {
		out.Link, err = issue(ctx, tx, actor, a.ID, Setup)
		return out, err
	}
	return out, nil
}
