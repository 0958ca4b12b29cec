package team

import (
	"weft/internal/account"
	"weft/internal/authz"
	"weft/internal/due"
	"weft/internal/journey"
	"weft/internal/org"
	"weft/internal/pause"
	"weft/internal/person"
	"weft/internal/progress"
	"weft/internal/referral"
	"weft/internal/waiting"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// Pages are what these pages call.
type Pages struct {
	Orgs      *org.Orgs
	Accounts  *account.Service
	Pauses    *pause.Service
	Referrals *referral.Service
	People    *person.Service
	Waiting   *waiting.Service
	Journey   *journey.Service
	Progress  *progress.Service
	Due       *due.Service
}

// Routes adds the pages to the site.
func (p Pages) Routes(s *site.Site) {
	s.Handle("GET /team", p.index)
	s.Handle("POST /team/limit", p.limit)
	s.Handle("GET /team/waiting", p.list)
	s.Handle("GET /team/waiting/{referral}", p.entry)
	s.Handle("POST /team/waiting/{referral}/band", p.band)
	s.Handle("POST /team/waiting/{referral}/offer", p.offer)
	s.Handle("POST /team/waiting/{referral}/take-back", p.takeBack)
	s.Handle("POST /team/waiting/{referral}/contacted", p.contacted)
	s.Handle("POST /team/waiting/{referral}/left", p.left)
	s.Handle("GET /team/offers", p.offers)
	s.Handle("POST /team/offers/{offer}/accept", p.acceptOffer)
	s.Handle("POST /team/offers/{offer}/decline", p.declineOffer)
	s.Handle("GET /while-you-wait", p.well)
	s.Form("/team/pause", p.pauses, p.begin)
	s.Form("/team/pause/ask", p.askForm, p.ask)
	s.Handle("GET /team/pause/{pause}", p.show)
	s.Handle("POST /team/pause/{pause}/agree", p.agree)
	s.Handle("POST /team/pause/{pause}/refuse", p.refuse)
	s.Handle("POST /team/pause/{pause}/withdraw", p.withdraw)
	s.Handle("POST /team/pause/{pause}/look", p.look)
}

// servicesAt are the services at which the reader holds one of these roles.
func (p Pages) servicesAt(q *site.Request, roles ...authz.Role) ([]org.Service, error) {
	all, err := p.Orgs.Services(q.Context())
	if err != nil {
		return nil, err
	}
	var out []org.Service
	for _, v := range all {
		for _, r := range roles {
			if q.Actor.HasAt(r, v.ID.String()) {
				out = append(out, v)
				break
			}
		}
	}
	return out, nil
}

// chosen is the service that a form named, or the first.
func chosen(services []org.Service, named string) org.ServiceID {
	for _, v := range services {
		if v.ID.String() == named {
			return v.ID
		}
	}
	if len(services) == 0 {
		return ""
	}
	return services[0].ID
}

func serviceOptions(services []org.Service) []ui.Option {
	out := make([]ui.Option, len(services))
	for i, v := range services {
		out[i] = ui.Option{Value: v.ID.String(), Label: v.Name}
	}
	return out
}
