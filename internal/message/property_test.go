package message_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/journey"
	"weft/internal/mail"
	"weft/internal/message"
	weftperson "weft/internal/person"
)

// post is an outbox, the two records that it writes to and a server that answers as it
// likes. What the model knows is its own.
type post struct {
	x                  *fixture.House
	s                  *message.Service
	th, new            fixture.Thread
	cast               map[string]authz.Actor
	letters            []*letter
	answer             error // of the server, the next time
	sent               int
	died, safe, hidden bool // of the person
	newSafe, joined    bool // of the record that may be joined to theirs
}

// letter is what the model knows of one message.
type letter struct {
	id      message.ID
	to      string // "person", "new" or "staff"
	channel message.Channel
	state   message.State
	body    string
}

// barred reports whether nothing in writing may reach whom it is for.
func (p *post) barred(l *letter) bool {
	switch {
	case l.to == "person" || l.to == "new" && p.joined:
		return p.died || p.safe || p.hidden && l.channel == message.ByLetter
	case l.to == "new":
		return p.newSafe
	}
	return false
}

// Send and SendText are the server: it is never asked to carry a word to somebody who
// died or must not be written to.
func (p *post) Send(_ context.Context, m mail.Message) error { return p.carry(m.Body) }

func (p *post) SendText(_ context.Context, _, body string) error { return p.carry(body) }

func (p *post) carry(body string) error {
	for _, l := range p.letters {
		if strings.HasPrefix(body, l.body) && l.state == message.Waiting {
			p.sent++
			return p.answer
		}
	}
	return errs.New(errs.Internal, "mail.unreachable")
}

// Whatever is tried in whatever order: a message goes where the table says or the step is
// a Conflict that names its state; its words never change; whoever may not know of it
// does nothing with it; and nothing waits for, or goes to, somebody who has died or must
// not be written to.
func TestNoOrderOfStepsBreaksAMessage(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		start := h.Now.Now()
		th := h.Case(t)
		other := h.Referral(t, fixture.At(th.Service), fixture.LedBy(th.Lead))
		cast := map[string]authz.Actor{"lead": th.Lead, "office": h.SchemeAdmin(t, th.Service), "colleague": h.Worker(t, th.Service), "referrer": th.Referrer}
		rapid.Check(t, fixture.Some(40, func(rt *rapid.T) {
			h.Now.Set(start)
			h.Undone(t, func(x *fixture.House) {
				p := &post{x: x, th: th, new: other, cast: cast}
				p.s = message.NewService(x.DB, x.Words, p, message.Texts(p))
				for range rapid.IntRange(5, 16).Draw(rt, "steps") {
					p.step(rt)
				}
			})
		}))
		h.Now.Set(start)
	})
}

func (p *post) step(rt *rapid.T) {
	ways := []string{"queue", "queue", "send", "send", "send", "print", "hand", "stop", "back", "retry", "instead", "died", "safe", "hidden", "join", "later"}
	if p.died || p.safe || p.hidden {
		ways = []string{"queue", "send", "print", "hand", "back", "back", "back", "retry", "retry", "retry", "instead", "join"}
	}
	what := rapid.SampledFrom(ways).Draw(rt, "what")
	switch {
	case what == "later":
		p.x.Now.Advance(time.Duration(rapid.IntRange(1, 30).Draw(rt, "hours")) * time.Hour)
		return
	case what == "queue" || len(p.letters) == 0:
		p.queue(rt)
	case slices.Contains([]string{"died", "safe", "hidden", "join"}, what):
		p.change(rt, what)
	case what == "send":
		p.try(rt)
	default:
		p.handle(rt, what)
	}
	p.hold(rt, what)
}

// queue writes a message as the program does: by Tell to a person, so never against what
// protects them.
func (p *post) queue(rt *rapid.T) {
	l := &letter{to: rapid.SampledFrom([]string{"person", "person", "new", "staff"}).Draw(rt, "to"), state: message.Waiting,
		channel: rapid.SampledFrom([]message.Channel{message.ByEmail, message.ByText, message.ByLetter}).Draw(rt, "by")}
	if p.barred(l) {
		return
	}
	in := message.New{Phrase: message.CaseFinished, Audience: message.ToPerson, Channel: l.channel, Address: "dilys@example.org", Lang: "en", Name: "Dilys",
		Service: p.th.Service.ID.String(), Team: "Aldermoor " + string(rune('a'+len(p.letters))), Args: []any{"01632 960204"}}
	pid := map[string]weftperson.ID{"person": p.th.Person, "new": p.new.Person}[l.to]
	if in.Person = pid.String(); l.to == "staff" {
		in.Phrase, in.Audience, in.Channel, in.Person, in.Args, l.channel = message.StaffRead, message.ToStaff, message.ByEmail, "", []any{"x"}, message.ByEmail
	} else if l.channel == message.ByLetter {
		card := p.card(rt, pid)
		address, err := card.LetterTo()
		if err != nil {
			rt.Fatal(err)
		}
		in.Address = address
	}
	p.do(rt, func(ctx context.Context, tx *db.Tx) (err error) {
		l.id, err = p.s.QueueTx(ctx, tx, authz.Program(), in)
		return err
	})
	l.body = p.read(rt, l).Body
	p.letters = append(p.letters, l)
}

func (p *post) do(rt *rapid.T, fn func(ctx context.Context, tx *db.Tx) error) {
	ctx := context.Background()
	if err := p.x.DB.Write(ctx, func(tx *db.Tx) error { return fn(ctx, tx) }); err != nil {
		rt.Fatal(err)
	}
}

func (p *post) card(rt *rapid.T, pid weftperson.ID) weftperson.Card {
	var c weftperson.Card
	p.do(rt, func(ctx context.Context, tx *db.Tx) (err error) { c, err = p.x.People.RawTx(ctx, tx, pid); return err })
	return c
}

func (p *post) read(rt *rapid.T, l *letter) message.Message {
	m, err := p.s.ByID(context.Background(), authz.Program(), l.id)
	if err != nil {
		rt.Fatal(err)
	}
	return m
}

// change is what happens to the person: they die, contact must be safe, the address is
// hidden, or the other record is found to be theirs.
func (p *post) change(rt *rapid.T, what string) {
	ctx := context.Background()
	var err error
	was := *p
	switch what {
	case "died":
		if err = p.x.Journeys.Died(ctx, p.cast["lead"], p.th.Person, journey.Death{}); p.died != (errs.CodeOf(err) == "person.died_already") {
			rt.Fatal(err)
		}
		p.died, err = true, nil
	case "safe", "hidden":
		pid := p.th.Person
		fresh := !p.joined && what == "safe" && rapid.Bool().Draw(rt, "the other")
		if fresh {
			pid = p.new.Person
		}
		c := p.card(rt, pid)
		in := weftperson.Details{Name: c.Name, Born: c.Born, Address: c.Address, Postcode: c.Postcode, SafeContact: c.SafeContact || what == "safe",
			HiddenAddress: c.HiddenAddress || what == "hidden", Ways: []weftperson.Way{{Kind: weftperson.Mobile, Value: "07700 900123", MayCall: true}}}
		err = p.x.People.Update(ctx, p.cast["lead"], pid, c.Version, in)
		if p.newSafe = p.newSafe || fresh; !fresh {
			p.safe, p.hidden = in.SafeContact, in.HiddenAddress
		}
	case "join":
		r, rerr := p.x.Referrals.ByID(ctx, authz.Program(), p.new.Referral.ID)
		if rerr != nil {
			rt.Fatal(rerr)
		}
		if err = p.x.Referrals.Join(ctx, p.cast["lead"], r.ID, r.Version, p.th.Person); p.joined && errs.KindOf(err) == errs.Conflict {
			return
		}
		p.joined, p.safe = true, p.safe || p.newSafe
	}
	if err != nil {
		rt.Fatalf("%s: %v", what, err)
	}
	for _, l := range p.letters {
		theirs := l.to == "person" || l.to == "new" && p.joined
		stops := theirs && (p.died != was.died || p.safe != was.safe || p.hidden != was.hidden || p.joined != was.joined && (p.died || p.safe && !(was.safe && was.newSafe) || p.hidden)) ||
			l.to == "new" && p.newSafe != was.newSafe
		if stops && (l.state == message.Waiting || l.state == message.Failed) {
			l.state = message.Stopped
		}
	}
}

// try runs the job of one message: the server takes it, does not answer, or says that
// the address is wrong.
func (p *post) try(rt *rapid.T) {
	l := rapid.SampledFrom(p.letters).Draw(rt, "message")
	p.answer = rapid.SampledFrom([]error{nil, nil, errs.New(errs.Unavailable, "mail.unreachable"), errs.New(errs.Invalid, "mail.refused")}).Draw(rt, "answer")
	before, was := p.sent, p.read(rt, l)
	if err := p.s.Send(context.Background(), []byte(`{"message":"`+l.id.String()+`"}`)); err != nil {
		rt.Fatal(err)
	}
	carried := p.sent - before
	if carried > 1 || carried == 1 && (l.state != message.Waiting || l.channel == message.ByLetter || p.barred(l) || !p.awake(l)) {
		rt.Fatalf("carried %d times from %s by %s, barred %v, at %s", carried, l.state, l.channel, p.barred(l), p.x.Now.Now())
	}
	switch {
	case carried == 0:
	case p.answer == nil:
		l.state = message.Sent
	case errs.KindOf(p.answer) == errs.Invalid || was.Tries+1 >= 8:
		l.state = message.Failed
	}
}

// awake says, by a reading of its own, whether it is an hour at which this may go.
func (p *post) awake(l *letter) bool {
	at := p.x.Now.Now().In(p.x.Zone)
	return l.to == "staff" || at.Hour() >= 8 && at.Hour() < 20
}

// handle is a step by hand, by somebody who may or may not.
func (p *post) handle(rt *rapid.T, what string) {
	l, ctx, rows := rapid.SampledFrom(p.letters).Draw(rt, "message"), context.Background(), p.x.Number(rt, `select count(*) from audit_event`)
	who := rapid.SampledFrom([]string{"office", "office", "lead", "colleague", "referrer"}).Draw(rt, "who")
	a, to, legal := p.cast[who], l.state, false
	var err error
	switch what {
	case "print":
		to, legal, err = message.Printed, l.state == message.Waiting, p.s.MarkPrinted(ctx, a, l.id)
	case "hand":
		to, legal, err = message.Sent, l.state == message.Waiting || l.state == message.Failed, p.s.MarkSent(ctx, a, l.id)
	case "stop":
		to, legal, err = message.Stopped, l.state == message.Waiting, p.s.Stop(ctx, a, l.id)
	case "back":
		to, err = message.Failed, p.s.CameBack(ctx, a, l.id)
		legal = l.state == message.Sent || l.state == message.Printed || l.state == message.Waiting && l.channel != message.ByLetter
	case "retry":
		to, legal, err = message.Waiting, l.state == message.Failed, p.s.Retry(ctx, a, l.id)
	case "instead":
		to, legal, err = message.Stopped, l.state == message.Failed, p.x.Telling.Instead(ctx, a, l.id)
	}
	code := errs.CodeOf(err)
	asLetter := map[message.State]bool{message.Failed: l.to == "staff" || l.channel == message.ByLetter}
	switch {
	case who == "referrer":
		legal = false
		must(rt, code == "auth.forbidden", what, who, l, err)
	case who == "colleague", who == "lead" && l.to != "person":
		if legal = err == nil; legal {
			must(rt, who == "lead", what, who, l, err) // a lead may work with the other record too
		} else {
			must(rt, code == "db.not_found" || who == "lead", what, who, l, err)
		}
	case who == "office" && l.to == "staff" && code == "db.not_found":
		rt.Fatalf("%s: the office does not see what is to staff", what)
	case what == "print" && l.channel != message.ByLetter:
		legal = false
		must(rt, code == "message.not_a_letter", what, who, l, err)
	case what == "instead" && code == "person.masked":
		legal = false
		must(rt, p.hidden && l.channel == message.ByLetter, what, who, l, err)
	case !legal:
		must(rt, errs.KindOf(err) == errs.Conflict && code == "message.is_"+string(l.state), what, who, l, err)
	case what == "instead" && asLetter[l.state]:
		legal = false
		must(rt, code == "message.no_letter", what, who, l, err)
	case (what == "retry" || what == "instead") && p.unreachable(l, what):
		legal = false
		must(rt, errs.KindOf(err) == errs.Conflict, what, who, l, err)
	default:
		must(rt, err == nil, what, who, l, err)
	}
	if wrote := p.x.Number(rt, `select count(*) from audit_event`) - rows; legal != (wrote > 0) {
		rt.Fatalf("%s by %s: %d audited, %v", what, who, wrote, err)
	}
	if legal {
		l.state = to
	}
}

// unreachable reports whether a message, or a letter in its place, may not go.
func (p *post) unreachable(l *letter, what string) bool {
	as := *l
	if what == "instead" {
		as.channel = message.ByLetter
	}
	return p.barred(&as)
}

func must(rt *rapid.T, ok bool, what, who string, l *letter, err error) {
	if !ok {
		rt.Fatalf("%s by %s of a %s to %s that is %s: %v", what, who, l.channel, l.to, l.state, err)
	}
}

// hold is what is true at any time.
func (p *post) hold(rt *rapid.T, after string) {
	for _, l := range p.letters {
		m := p.read(rt, l)
		if m.State != l.state || m.Body != l.body {
			rt.Fatalf("after %s: a %s to %s is %s (%s), want %s", after, l.channel, l.to, m.State, m.Error, l.state)
		}
		if p.barred(l) && m.State == message.Waiting {
			rt.Fatalf("after %s: a %s waits for somebody who must not get it", after, l.channel)
		}
		if (m.State == message.Sent || m.State == message.Printed) == m.SentAt.IsZero() && m.State != message.Failed && m.State != message.Waiting && m.State != message.Stopped {
			rt.Fatalf("after %s: %s at %s", after, m.State, m.SentAt)
		}
	}
	if n := p.x.Number(rt, `select count(*) from message m join person o on o.id = m.person join person r on r.id = coalesce(o.joined_to, o.id)
		where m.state = 'waiting' and (r.died is not null or r.safe_contact or r.hidden_address and m.channel = 'letter')`); n != 0 {
		rt.Fatalf("after %s: %d wait for somebody who must not get them", after, n)
	}
}
