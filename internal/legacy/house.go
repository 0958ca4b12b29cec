package legacy

import (
	"context"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/org"
	"weft/internal/text"
)

// house is what names in a file are looked up in.
type house struct {
	services  map[string]org.Service // by folded name and by id
	only      org.Service            // the one of rows that name none
	workers   map[org.ServiceID]map[string]authz.AccountID
	practices map[string]org.Organisation // by folded name and ODS code
	bodies    map[string]org.Organisation
	allowed   map[string]bool
	load      int // services that are open
}

// loadHouse reads what a file may name.
func loadHouse(ctx context.Context, tx *db.Tx, p Parts, o Options) (*house, error) {
	h := &house{services: map[string]org.Service{}, workers: map[org.ServiceID]map[string]authz.AccountID{},
		practices: map[string]org.Organisation{}, bodies: map[string]org.Organisation{}, allowed: map[string]bool{}}
	services, err := p.Orgs.Services(ctx)
	if err != nil {
		return nil, err
	}
	for _, v := range services {
		h.services[text.Fold(v.Name)], h.services[text.Fold(v.ID.String())] = v, v
		if err := h.loadWorkers(ctx, tx, p, v.ID); err != nil {
			return nil, err
		}
		h.only = v
	}
	h.load = len(services)
	if h.load != 1 {
		h.only = org.Service{}
	}
	if o.Service != "" {
		v, ok := h.services[text.Fold(o.Service)]
		if !ok {
			return nil, fault("legacy.service", "There is no service called %q in Weft. Make it first, or write its name as Weft has it.", o.Service)
		}
		h.only = v
	}
	if h.load == 0 {
		return nil, fault("legacy.service", "There is no service in Weft yet. Make one before you bring records in.")
	}
	return h, h.loadBodies(ctx, p)
}

// loadWorkers keeps the link workers of a service by e-mail and by name; a name that
// two of them share stands for neither.
func (h *house) loadWorkers(ctx context.Context, tx *db.Tx, p Parts, sid org.ServiceID) error {
	holders, err := p.Accounts.HoldersTx(ctx, tx, authz.LinkWorker, sid.String())
	if err != nil {
		return err
	}
	all := map[string]authz.AccountID{}
	for _, a := range holders {
		name := text.Fold(a.Name)
		if _, shared := all[name]; shared {
			all[name] = ""
			continue
		}
		all[name] = a.ID
	}
	for _, a := range holders {
		all[text.Fold(a.Email)] = a.ID
	}
	h.workers[sid] = all
	return nil
}

func (h *house) loadBodies(ctx context.Context, p Parts) error {
	bodies, err := p.Orgs.List(ctx, "")
	if err != nil {
		return err
	}
	for _, o := range bodies {
		h.bodies[text.Fold(o.Name)] = o
		if o.ODS != "" {
			h.bodies[text.Fold(o.ODS)] = o
		}
		if o.Kind != "practice" {
			continue
		}
		h.practices[text.Fold(o.Name)] = o
		if o.ODS != "" {
			h.practices[text.Fold(o.ODS)] = o
		}
	}
	return nil
}

// spread gives each worker's people who have no day ahead of them a day within the
// coming ten working days, one after the other.
type spread struct {
	today clock.Date
	given map[authz.AccountID]int
	days  map[clock.Nation][]clock.Date
}

const spreadOver = 10 // working days

func (s *spread) next(w authz.AccountID, n clock.Nation) clock.Date {
	if s.days[n] == nil {
		d := s.today
		for range spreadOver {
			d = clock.AddWorking(d, 1, n)
			s.days[n] = append(s.days[n], d)
		}
	}
	k := s.given[w]
	s.given[w]++
	return s.days[n][k%spreadOver]
}
