package account

import (
	"context"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/once"
	"weft/internal/text"
)

// Create makes a staff account without a password and without a role; IssueLink
// then lets its owner choose a password. Administrators only. Invalid names the
// fields name and email. Audited as account.create.
func (s *Service) Create(ctx context.Context, actor authz.Actor, in New) (Account, error) {
	if err := authz.Check(actor, authz.AccountAdmin); err != nil {
		return Account{}, err
	}
	in, err := in.check()
	if err != nil {
		return Account{}, err
	}
	var a Account
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		made, err := once.Do(ctx, tx, actor, in.Key, "account.create", func() (string, error) {
			a, err := createStaff(ctx, tx, actor, in, "")
			return a.ID.String(), err
		})
		if err != nil {
			return err
		}
		a, err = byID(ctx, tx, ID(made))
		return err
	})
	return a, err
}

// createStaff inserts a staff account; a taken e-mail address is the field's fault.
func createStaff(ctx context.Context, tx *db.Tx, actor authz.Actor, in New, hash string) (Account, error) {
	a := Account{ID: id.New[authz.Actor](), Name: in.Name, Email: in.Email, Kind: Staff, Verified: true,
		HasPassword: hash != "", Epoch: 1, Created: tx.Now(), Version: 1}
	err := insert(ctx, tx, a, foldEmail(in.Email), hash)
	if errs.Is(err, errs.Conflict) {
		var c errs.Check
		c.Fail("email", "account.email_taken")
		return Account{}, c.Err()
	}
	if err != nil {
		return Account{}, err
	}
	return a, audit.Record(ctx, tx, actor, "account.create", audit.On("account", a.ID.String()))
}

// Enrol is what a device tells about its user when it first opens an
// organisation's link.
type Enrol struct {
	Key          string // of the form, so that sending it twice makes one account
	Organisation string // id; the caller has checked the link's secret
	Name         string
	Email        string
}

// CheckReferrer says what is wrong with a name and an e-mail address, so that a form
// can say it with everything else. Invalid names the fields. It writes nothing.
func (s *Service) CheckReferrer(name, email string) error {
	_, err := New{Name: name, Email: email}.check()
	return err
}

// EnrolReferrer makes a device's referrer account: unverified, without a password,
// with the role referrer at the organisation. It makes a new account for each Key, so
// that giving somebody's e-mail address opens nothing of theirs and an impatient
// second click still comes in. For the public page of an organisation's link. Invalid
// names the fields. Audited as account.enrol.
func (s *Service) EnrolReferrer(ctx context.Context, in Enrol) (Account, error) {
	tidy, err := New{Name: in.Name, Email: in.Email}.check()
	if err != nil {
		return Account{}, err
	}
	if err := checkRole(authz.Referrer, in.Organisation); err != nil {
		return Account{}, err
	}
	var a Account
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		made, err := once.Do(ctx, tx, authz.Nobody(), in.Key, "account.enrol", func() (string, error) {
			aid, err := enrol(ctx, tx, tidy, in.Organisation)
			return aid.String(), err
		})
		if err != nil {
			return err
		}
		a, err = byID(ctx, tx, ID(made))
		return err
	})
	return a, err
}

func enrol(ctx context.Context, tx *db.Tx, in New, organisation string) (ID, error) {
	a := Account{ID: id.New[authz.Actor](), Name: in.Name, Email: in.Email, Kind: Referrer, Epoch: 1, Created: tx.Now(), Version: 1}
	if err := insert(ctx, tx, a, "", ""); err != nil {
		return "", err
	}
	r := Assignment{ID: id.New[Assignment](), Role: authz.Referrer, At: organisation, Starts: tx.Now()}
	if err := insertRole(ctx, tx, a.ID, r); err != nil {
		return "", err
	}
	return a.ID, audit.Record(ctx, tx, authz.Nobody(), "account.enrol", audit.On("account", a.ID.String()))
}

// SetupNeeded reports whether there is no administrator yet who can sign in or
// holds a link to.
func (s *Service) SetupNeeded(ctx context.Context) (bool, error) {
	var n int
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) { n, err = administrators(ctx, tx); return err })
	return n == 0, err
}

// CreateFirstAdministrator uses the set-up link to make the first administrator,
// who is signed in with the account that it returns. Anyone who holds the link may
// call it. NotFound means that the link is not good any more; Invalid names the
// fields name, email and password. Audited as account.create and role.assign.
func (s *Service) CreateFirstAdministrator(ctx context.Context, token string, in New, password string) (Account, error) {
	tidy, err := in.check()
	var c errs.Check
	if err := c.Merge(err); err != nil {
		return Account{}, err
	}
	checkPassword(&c, password, tidy.Email)
	if err := c.Err(); err != nil {
		return Account{}, err
	}
	hash, err := s.hash(ctx, password)
	if err != nil {
		return Account{}, err
	}
	var a Account
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		l, err := openLink(ctx, tx, token)
		if err != nil {
			return err
		}
		if n, err := administrators(ctx, tx); err != nil || n > 0 || l.Purpose != First {
			return orElse(err, deadLink())
		}
		if a, err = createStaff(ctx, tx, authz.Program(), tidy, hash); err != nil {
			return err
		}
		if err := useLink(ctx, tx, token); err != nil {
			return err
		}
		return assign(ctx, tx, authz.Program(), a.ID, authz.Admin, "")
	})
	return a, err
}

// orElse returns err when there is one, else the other.
func orElse(err, other error) error {
	if err != nil {
		return err
	}
	return other
}

// CreateAdministrator makes an administrator, or an existing staff account into
// one, and returns a one-time link with which they choose a password. For whoever
// has the machine: the command weft admin create. A name left out is the e-mail
// address. Audited as the program's.
func (s *Service) CreateAdministrator(ctx context.Context, in New) (Link, error) {
	if text.Line(in.Name) == "" {
		in.Name = text.First(in.Email, maxName)
	}
	tidy, err := in.check()
	if err != nil {
		return Link{}, err
	}
	var l Link
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		actor := authz.Program()
		a, _, err := byEmail(ctx, tx, foldEmail(tidy.Email))
		if errs.Is(err, errs.NotFound) {
			a, err = createStaff(ctx, tx, actor, tidy, "")
		}
		if err != nil {
			return err
		}
		if !a.Disabled.IsZero() {
			if err := enable(ctx, tx, actor, a.ID); err != nil {
				return err
			}
		}
		if err := assign(ctx, tx, actor, a.ID, authz.Admin, ""); err != nil && errs.CodeOf(err) != "account.role_held" {
			return err
		}
		l, err = issue(ctx, tx, actor, a.ID, Setup)
		return err
	})
	return l, err
}
