package town

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/connection"
	"weft/internal/consent"
	"weft/internal/contact"
	"weft/internal/gap"
	"weft/internal/message"
	"weft/internal/plan"
	"weft/internal/safety"
)

func dateOf(t time.Time) clock.Date {
	return clock.Date{Year: t.Year(), Month: t.Month(), Day: t.Day()}
}

// contact records what passed.
func (l *life) contact(m moment, in contact.New) *life {
	l.then(m, func() error { _, err := l.v.Contacts.Record(l.ctx, l.worker, l.pid, in); return err })
	return l
}

// spoke is a contact that reached the person.
func (l *life) spoke(m moment, how contact.How, minutes int, note, agreed string) *life {
	return l.contact(m, contact.New{How: how, Outcome: contact.Spoke, Minutes: minutes, Note: note, Agreed: agreed})
}

// noAnswer is the one-step record of a try.
func (l *life) noAnswer(m moment) *life {
	l.then(m, func() error { _, _, err := l.v.Contacts.NoAnswer(l.ctx, l.worker, l.pid, ""); return err })
	return l
}

// copied is a contact whose text went into the GP record.
func (l *life) copied(m moment, in contact.New) *life {
	l.then(m, func() error {
		cid, err := l.v.Contacts.Record(l.ctx, l.worker, l.pid, in)
		if err != nil {
			return err
		}
		return l.v.Contacts.MarkCopied(l.ctx, l.worker, l.pid, cid)
	})
	return l
}

// struck is a contact that was written by mistake and taken back at once.
func (l *life) struck(m moment, in contact.New) *life {
	l.then(m, func() error {
		cid, err := l.v.Contacts.Record(l.ctx, l.worker, l.pid, in)
		if err != nil {
			return err
		}
		return l.v.Contacts.Undo(l.ctx, l.worker, l.pid, cid)
	})
	return l
}

// heard keeps what the person said, as the next version of what was heard before.
func (l *life) heard(m moment, in plan.Conversation) *life {
	l.then(m, func() error {
		before, err := l.v.Plans.Heard(l.ctx, l.worker, l.pid)
		if err != nil {
			return err
		}
		return l.v.Plans.Listen(l.ctx, l.worker, l.pid, before.Version, in)
	})
	return l
}

// drafted keeps a plan that is not agreed yet.
func (l *life) drafted(m moment, worse string, goals ...plan.Goal) *life {
	l.then(m, func() error {
		have, err := l.v.Plans.All(l.ctx, l.worker, l.pid)
		if err != nil {
			return err
		}
		in := plan.New{Worse: worse, Goals: goals, ReviewOn: clock.AddWorking(dateOf(l.now.Now().In(l.zone)).AddDays(42), 0, clock.England)}
		if len(have) > 0 {
			in.Version = have[0].Version
		}
		_, err = l.v.Plans.Save(l.ctx, l.worker, l.pid, in)
		return err
	})
	return l
}

// agreed notes that the person agreed the draft.
func (l *life) agreed(m moment, how string) *life {
	l.then(m, func() error {
		have, err := l.v.Plans.All(l.ctx, l.worker, l.pid)
		if err != nil {
			return err
		}
		if err := l.v.Plans.Agree(l.ctx, l.worker, l.pid, have[0].Version, how); err != nil || len(how)%4 == 0 {
			return err // most get it on paper at once
		}
		return l.v.Plans.Share(l.ctx, l.worker, l.pid, plan.NewCopy{Holder: plan.HeldByPerson, How: plan.Printed})
	})
	return l
}

// did takes an action of the present plan to another state.
func (l *life) did(m moment, goal, action int, to plan.ActionStatus, w plan.Wait) *life {
	l.then(m, func() error {
		p, err := l.v.Plans.Current(l.ctx, l.worker, l.pid)
		if err != nil {
			return err
		}
		act := p.Goals[goal].Actions[action]
		return l.v.Plans.MoveAction(l.ctx, l.worker, l.pid, act.ID, act.Version, to, w)
	})
	return l
}

// lookedAt keeps groups that were looked at and why they were not the one.
func (l *life) lookedAt(m moment, group, why, words string) *life {
	l.then(m, func() error {
		return l.v.Connections.Options(l.ctx, l.worker, l.pid, "", []connection.Option{{Group: l.groups[group], WhyNot: why, Words: words}})
	})
	return l
}

// asks sends the person's wish to a group.
func (l *life) asks(m moment, group string, in connection.New) *life {
	in.Group = l.groups[group]
	if in.Ground == "" {
		in.Ground = consent.Agreed
	}
	if in.Kind == "" {
		in.Kind = connection.Referral
	}
	if in.Via == "" {
		in.Via = l.way(group)
	}
	in.Agreed = true
	l.then(m, func() error {
		if err := l.must("group "+group, !in.Group.IsZero()); err != nil {
			return err
		}
		cid, err := l.v.Connections.Send(l.ctx, l.worker, l.pid, in)
		l.asked[group] = cid
		return err
	})
	return l
}

// way is how the directory says that a group is asked.
func (l *life) way(name string) connection.Via {
	for _, s := range l.services {
		if s.Name == name {
			return map[string]connection.Via{"link": connection.ByLink, "phone": connection.ByPhone, "form": connection.ByForm,
				"post": connection.ByPost, "person": connection.ByPerson}[s.By]
		}
	}
	return ""
}

// step changes a connection as it stands now.
func (l *life) step(m moment, group string, do func(c connection.Connection) error) *life {
	l.then(m, func() error {
		c, err := l.v.Connections.ByID(l.ctx, l.worker, l.pid, l.asked[group])
		if err != nil {
			return fmt.Errorf("connection with %s: %w", group, err)
		}
		return do(c)
	})
	return l
}

// replied records what a group said in any way.
func (l *life) replied(m moment, group string, in connection.Reply) *life {
	return l.step(m, group, func(c connection.Connection) error {
		return l.v.Connections.RecordReply(l.ctx, l.worker, l.pid, c.ID, c.Version, in)
	})
}

// answered lets a group answer by its link, with the code that was sent to it.
func (l *life) answered(m moment, group string, in connection.Reply) *life {
	return l.step(m, group, func(c connection.Connection) error {
		token, err := l.link(c.ID)
		if err != nil {
			return err
		}
		proof, err := l.proof(token)
		if err != nil {
			return err
		}
		return l.v.Connections.Answer(l.ctx, token, proof, in)
	})
}

// link makes one more link for a connection and returns its token.
func (l *life) link(cid connection.ID) (string, error) {
	link, err := l.v.Connections.NewLink(l.ctx, l.worker, l.pid, cid)
	if err != nil {
		return "", err
	}
	u, err := url.Parse(link.Address)
	if err != nil {
		return "", err
	}
	return u.Path[strings.LastIndex(u.Path, "/")+1:], nil
}

// code reads the one-time code from the outbox, where it waits because nothing is sent.
func (l *life) code() (string, error) {
	list, err := l.v.Messages.Outbox(l.ctx, authz.Program(), message.Filter{State: message.Waiting, Limit: 5})
	if err != nil {
		return "", err
	}
	for _, m := range list {
		if m.Phrase == message.ConnectionCode {
			return regexp.MustCompile(`\b\d{6}\b`).FindString(m.Body), nil
		}
	}
	return "", l.must("code in the outbox", false)
}

// came says whether they came; on is how many days ago.
func (l *life) came(m moment, group string, was connection.Came, on int) *life {
	return l.step(m, group, func(c connection.Connection) error {
		in := connection.Visit{Came: was}
		if was == connection.CameYes {
			in.On = l.day(on)
			if sent := dateOf(c.Sent.In(l.zone)); in.On.Before(sent) {
				in.On = sent
			}
		}
		return l.v.Connections.Attended(l.ctx, l.worker, l.pid, c.ID, c.Version, in)
	})
}

func (l *life) settled(m moment, group string, to connection.Status) *life {
	return l.step(m, group, func(c connection.Connection) error {
		return l.v.Connections.Settled(l.ctx, l.worker, l.pid, c.ID, c.Version, to)
	})
}

func (l *life) stopped(m moment, group, words string) *life {
	return l.step(m, group, func(c connection.Connection) error {
		return l.v.Connections.Stop(l.ctx, l.worker, l.pid, c.ID, c.Version, words)
	})
}

// unmet notes a need that nothing here meets.
func (l *life) unmet(m moment, need, words string) *life {
	l.then(m, func() error { return l.v.Gaps.Note(l.ctx, l.worker, l.pid, gap.New{Need: need, Words: words}) })
	return l
}

// worried raises a concern, and the lead decides step by step.
func (l *life) worried(m moment, in safety.New, steps ...decision) *life {
	l.then(m, func() error { _, err := l.v.Safety.Raise(l.ctx, l.worker, l.pid, l.Service, in); return err })
	for _, s := range steps {
		l.then(s.when, func() error {
			lead := l.actors["Marion Birch"]
			list, err := l.v.Safety.List(l.ctx, lead)
			if err != nil {
				return err
			}
			for _, c := range list {
				if c.Person == l.pid {
					return l.v.Safety.Decide(l.ctx, lead, c.ID, c.Version, s.to, s.words)
				}
			}
			return l.must("concern", false)
		})
	}
	return l
}

// decision is one step of the safeguarding lead.
type decision struct {
	when  moment
	to    safety.Status
	words string
}
