package refer

import (
	"context"

	"weft/internal/account"
	"weft/internal/authz"
	"weft/internal/errs"
	"weft/internal/org"
	"weft/internal/pause"
	"weft/internal/progress"
	"weft/internal/referral"
	"weft/internal/web/site"
)

// Pages are what these pages call.
type Pages struct {
	Orgs      *org.Orgs
	Accounts  *account.Service
	Referrals *referral.Service
	Progress  *progress.Service
	Pauses    *pause.Service
}

// keyLink is the session's name for the secret link that was opened.
const keyLink = "referral_link"

// Routes adds the pages to the site.
func (p Pages) Routes(s *site.Site) {
	s.Form("/refer", p.new, p.create)
	s.Handle("GET /refer/{secret}", p.open)
	s.Handle("GET /my-referrals", p.index)
	s.Handle("GET /my-referrals/{ref}", p.show)
	s.Handle("POST /my-referrals/{ref}/reply", p.reply)
	s.Handle("POST /my-referrals/{ref}/withdraw", p.withdraw)
}

// sender is who refers: an account, or a device that opened an organisation's link
// and has not said its name yet.
type sender struct {
	org     org.Organisation
	known   bool   // org is filled
	secret  string // of the link that was opened
	service org.ServiceID
	name    string
	email   string
	asked   bool // name and work e-mail are asked on the form
}

// open remembers the secret link in the session and goes to the form. It changes
// nothing else, so mail scanners may follow it.
func (p Pages) open(q *site.Request) error {
	secret := q.PathValue("secret")
	if _, err := p.Orgs.ByLink(q.Context(), secret); err != nil {
		return err
	}
	q.Keep(keyLink, secret)
	return q.Redirect("/refer")
}

// sender finds out who refers; Unauthenticated when nobody is signed in and no link
// was opened. form is what was sent, nil before: it carries the link too, so that a
// second click, which comes with the session of before, is not turned away.
func (p Pages) sender(q *site.Request, form *site.Form) (sender, error) {
	var s sender
	secret := q.Kept(keyLink)
	if secret == "" && form != nil {
		secret = form.Text("link")
	}
	if secret != "" {
		target, err := p.Orgs.ByLink(q.Context(), secret)
		switch {
		case err == nil:
			s.secret, s.org, s.known, s.service = secret, target.Organisation, true, target.Service
		case !errs.Is(err, errs.NotFound):
			return s, err
		}
	}
	if q.Actor.Kind != authz.Account {
		s.asked = true
		if !s.known {
			return s, authz.Check(q.Actor, authz.ReferralCreate)
		}
		return s, nil
	}
	if err := authz.Check(q.Actor, authz.ReferralCreate); err != nil {
		return s, err
	}
	s.name, s.email = q.Account.Name, q.Account.Email
	if s.known {
		return s, nil
	}
	return p.fromRole(q.Context(), q.Actor, s)
}

// fromRole takes the organisation from the actor's own role.
func (p Pages) fromRole(ctx context.Context, a authz.Actor, s sender) (sender, error) {
	for _, r := range []authz.Role{authz.Referrer, authz.Receptionist, authz.Clinician} {
		for _, at := range a.At(r) {
			o, err := p.Orgs.ByID(ctx, org.ID(at))
			if err != nil {
				return s, err
			}
			s.org, s.known = o, true
			return s, nil
		}
	}
	return s, nil
}

// services are those that the sender may choose from.
func (p Pages) services(ctx context.Context, s sender) ([]org.Service, error) {
	if !s.service.IsZero() {
		v, err := p.Orgs.ServiceByID(ctx, s.service)
		return []org.Service{v}, err
	}
	if s.known {
		return p.Orgs.ServicesFor(ctx, s.org.ID)
	}
	return p.Orgs.Services(ctx)
}
