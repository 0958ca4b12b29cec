package town

import (
	"fmt"
	"math/rand/v2"
	"time"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/connection"
	"weft/internal/consent"
	"weft/internal/journey"
	"weft/internal/person"
	"weft/internal/referral"
)

// life is one person and everything that happens to them. Its methods add events; what
// an event makes (ids, versions) is kept here for the events after it.
type life struct {
	*builder
	rng     *rand.Rand
	who     person.Details
	first   string // what they are called
	worker  authz.Actor
	from    referrer
	last    time.Time // of the event before
	pid     person.ID
	rid     referral.ID
	asked   map[string]connection.ID
	known   bool   // a second record, joined to the first
	shut    bool   // the case is closed
	missing string // the need that nothing meets, where that is why it ends
}

// life begins one, with a stream of chances of its own, so that a change to one life
// leaves the others as they are.
func (b *builder) life(who person.Details) *life {
	l := &life{builder: b, rng: rand.New(rand.NewPCG(seed, uint64(len(b.lives)+1))), who: who, asked: map[string]connection.ID{}}
	l.first = who.Name
	for i, r := range who.Name {
		if r == ' ' {
			l.first = who.Name[:i]
			break
		}
	}
	b.lives = append(b.lives, l)
	b.names[who.Name] = true
	return l
}

// then lets something happen, never before what happened last.
func (l *life) then(m moment, do func() error) {
	if m.minute < 0 {
		m.minute = 9*60 + 5*l.rng.IntN(94)
	}
	t := l.time(l.day(m.days), m.minute)
	if !t.After(l.last) {
		t = l.last.Add(7 * time.Minute)
	}
	if t.After(l.end) {
		t = l.end
	}
	l.last = t
	l.event(t, l.who.Name, do)
}

// by chooses who referred.
func (l *life) by(name string) *life {
	for _, r := range l.referrers {
		if r.name == name {
			l.from = r
			return l
		}
	}
	l.from = referrer{source: name} // the person, or their family: staff enter it
	return l
}

// refer sends a referral by the form of professionals.
func (l *life) refer(m moment, reason string, needs ...string) *life {
	return l.referred(m, referral.New{Reason: reason, Needs: needs, TellReferrer: true})
}

// referred is refer with everything that may be said.
func (l *life) referred(m moment, in referral.New) *life {
	in.Service, in.Source, in.Person, in.Agreed = l.Service, l.from.source, l.who, true
	in.ReferrerName, in.ReferrerEmail, in.Organisation = l.from.name, l.from.email, l.orgs[l.from.org]
	l.then(m, func() (err error) {
		if l.from.actor.Kind == authz.Account {
			l.rid, err = l.v.Referrals.Create(l.ctx, l.from.actor, in)
		} else {
			in.ReferrerName, in.TellReferrer = "", false
			l.rid, err = l.v.Referrals.Enter(l.ctx, l.actors["Beth Lowry"], in)
		}
		return err
	})
	return l
}

// entered is a referral that came by phone, letter or e-mail and was put in by staff.
func (l *life) entered(m moment, came referral.Way, reason string, needs ...string) *life {
	in := referral.New{Reason: reason, Needs: needs, Came: came, Received: l.day(m.days + 1), Service: l.Service, Source: l.from.source,
		Person: l.who, Agreed: true, ReferrerName: l.from.name, Organisation: l.orgs[l.from.org]}
	l.then(m, func() (err error) {
		l.rid, err = l.v.Referrals.Enter(l.ctx, l.actors["Beth Lowry"], in)
		return err
	})
	return l
}

// triage is one decision of the team lead, on the referral as it stands.
func (l *life) triage(m moment, decide func(lead authz.Actor, version int64) error) *life {
	l.then(m, func() error {
		lead := l.actors["Ruth Calder"]
		r, err := l.v.Referrals.ByID(l.ctx, lead, l.rid)
		if err != nil {
			return err
		}
		return decide(lead, r.Version)
	})
	return l
}

// decided is triage of what may have come during a pause: it is let in first, as an
// exception, because somebody decides on it now.
func (l *life) decided(m moment, decide func(lead authz.Actor, version int64) error) *life {
	return l.triage(m, func(lead authz.Actor, version int64) error {
		r, err := l.v.Referrals.ByID(l.ctx, lead, l.rid)
		if err != nil {
			return err
		}
		if r.Status != referral.Held {
			return decide(lead, version)
		}
		if err := l.v.Referrals.LetIn(l.ctx, lead, l.rid, version); err != nil {
			return err
		}
		return decide(lead, version+1)
	})
}

func (l *life) read(m moment) *life {
	return l.triage(m, func(a authz.Actor, version int64) error { return l.v.Referrals.Read(l.ctx, a, l.rid, version) })
}

func (l *life) accepted(m moment) *life {
	return l.decided(m, func(a authz.Actor, version int64) error { return l.v.Referrals.Accept(l.ctx, a, l.rid, version) })
}

func (l *life) declined(m moment, code, alternative string) *life {
	return l.decided(m, func(a authz.Actor, version int64) error {
		return l.v.Referrals.Decline(l.ctx, a, l.rid, version, code, alternative)
	})
}

func (l *life) askedMore(m moment, question string) *life {
	return l.decided(m, func(a authz.Actor, version int64) error { return l.v.Referrals.Ask(l.ctx, a, l.rid, version, question) })
}

func (l *life) toldMore(m moment, answer string) *life {
	return l.triage(m, func(a authz.Actor, version int64) error {
		return l.v.Referrals.Answered(l.ctx, a, l.rid, version, answer)
	})
}

func (l *life) ended(m moment, to referral.Status) *life {
	return l.triage(m, func(a authz.Actor, version int64) error {
		return l.v.Referrals.End(l.ctx, a, l.rid, version, referral.Ending{To: to, By: referral.ByPerson})
	})
}

// joined says that the referred person is somebody we know.
func (l *life) joined(m moment, known *life) *life {
	l.known = true
	return l.triage(m, func(a authz.Actor, version int64) error {
		c, err := l.v.Referrals.ByID(l.ctx, a, known.rid)
		if err != nil {
			return err
		}
		return l.v.Referrals.Join(l.ctx, a, l.rid, version, c.Person)
	})
}

// parted takes a join back.
func (l *life) parted(m moment) *life {
	l.known = false
	return l.triage(m, func(a authz.Actor, version int64) error { return l.v.Referrals.Part(l.ctx, a, l.rid, version) })
}

// allocated gives the person to a link worker.
func (l *life) allocated(m moment, worker string) *life {
	l.worker = l.actors[worker]
	l.then(m, func() (err error) {
		lead := l.actors["Ruth Calder"]
		r, err := l.v.Referrals.ByID(l.ctx, lead, l.rid)
		if err != nil {
			return err
		}
		if err := l.v.Audit.Looked(l.ctx, lead, r.Person.String()); err != nil {
			return err
		}
		l.pid, err = l.v.Journey.Allocate(l.ctx, lead, l.rid, r.Version, l.worker.ID, "")
		return err
	})
	return l
}

// looked is the worker reading the record.
func (l *life) looked(m moment) *life {
	l.then(m, func() error { return l.v.Audit.Looked(l.ctx, l.worker, l.pid.String()) })
	return l
}

// agreedTo records an answer about sharing.
func (l *life) agreedTo(m moment, in consent.New) *life {
	l.then(m, func() error { return l.v.Consents.Record(l.ctx, l.worker, l.v.People, l.pid, in) })
	return l
}

// changed rewrites the details of the person.
func (l *life) changed(m moment, change func(d *person.Details)) *life {
	l.then(m, func() error {
		c, err := l.v.People.ByID(l.ctx, l.worker, l.pid)
		if err != nil {
			return err
		}
		change(&l.who)
		return l.v.People.Update(l.ctx, l.worker, l.pid, c.Version, l.who)
	})
	return l
}

// closed ends the case, with a kind letter and word to the referrer where that was agreed.
func (l *life) closed(m moment, reason, words string) *life {
	need := ""
	if reason == "no_provision" {
		need = l.missing
	}
	l.shut = true
	l.then(m, func() error {
		c, err := l.v.Cases.ForPerson(l.ctx, l.worker, l.pid)
		if err != nil {
			return err
		}
		return l.v.Journey.Close(l.ctx, l.worker, l.pid, journey.Close{Version: c.Version, Reason: reason, Words: words, Need: need,
			TellPerson: true, TellReferrer: true})
	})
	return l
}

// next sets what comes next, as the last thing that the worker did.
func (l *life) next(n caseload.Next) {
	l.diaries[l.workerName()].book(n.On)
	l.then(l.lately(), func() error { return l.v.Cases.SetNext(l.ctx, l.worker, l.pid, n) })
}

// lately is the moment of the event before: what follows happens right after it.
func (l *life) lately() moment {
	at := l.last.In(l.zone)
	return moment{l.today.DaysSince(dateOf(at)), at.Hour()*60 + at.Minute()}
}

func (l *life) workerName() string {
	for name, a := range l.actors {
		if a.ID == l.worker.ID {
			return name
		}
	}
	return ""
}

// must is for the town's own data: a name that is not there is a mistake in it.
func (l *life) must(name string, found bool) error {
	if found {
		return nil
	}
	return fmt.Errorf("the town has no %s", name)
}
