package bench_test

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"weft/internal/clock"
	"weft/internal/text"
	"weft/internal/town/census"
	"weft/internal/town/story"
)

// seed makes every world the same.
const seed = 20261120

// now is when a world stands still: a Friday, mid-morning.
func now() time.Time { return time.Date(2026, 11, 20, 9, 30, 0, 0, time.UTC) }

// site is one service with those who work there.
type site struct {
	service   string
	practices []string // with one referrer each
	referrers []string
	workers   []string
	lead      string
	people    int
}

// maker invents the people of a world and everything that is kept about them.
type maker struct {
	rng     *rand.Rand
	nhs     census.NHSNumbers
	stories []story.Story
	later   []string
	groups  []string // ids of directory entries
	out     sink
	n       int
}

// sink takes rows table by table.
type sink interface {
	add(table, columns string, values ...any) error
}

// years is how long a world has been used.
const years = 3.2

func newMaker(out sink, groups []string) *maker {
	return &maker{rng: rand.New(rand.NewPCG(seed, 1)), stories: story.All(), later: story.Later(), groups: groups, out: out}
}

// id is a version 7 UUID as of a time.
func (m *maker) id(at time.Time) string {
	var b [16]byte
	binary.BigEndian.PutUint64(b[:8], uint64(at.UnixMilli())<<16|m.rng.Uint64()&0x0fff|0x7000)
	binary.BigEndian.PutUint64(b[8:], m.rng.Uint64()&0x3fffffffffffffff|0x8000000000000000)
	s := hex.EncodeToString(b[:])
	return s[:8] + "-" + s[8:12] + "-" + s[12:16] + "-" + s[16:20] + "-" + s[20:]
}

func (m *maker) pick(list []string) string { return list[m.rng.IntN(len(list))] }

// chance is true so many times in a hundred.
func (m *maker) chance(percent int) bool { return m.rng.IntN(100) < percent }

func day(t time.Time) clock.Date { return clock.DateOf(t, time.UTC) }

// fill makes the people of a place: one referral each, spread evenly over the years.
func (m *maker) fill(p site) error {
	for i := range p.people {
		ago := time.Duration(float64(p.people-i) / float64(p.people) * years * 365 * 24 * float64(time.Hour))
		if err := m.person(p, i, now().Add(-ago-time.Hour)); err != nil {
			return err
		}
	}
	return nil
}

// life is one person under way.
type life struct {
	site
	id, referral, kase, worker, referrer, practice, first, name string
	story                                                       story.Story
	at                                                          time.Time
	age                                                         int // days since the referral
}

func (m *maker) person(p site, i int, at time.Time) error {
	m.n++
	r := census.Draw(m.rng, m.age(), "")
	home := census.Home(m.rng, 1+m.rng.IntN(9))
	k := m.rng.IntN(len(p.practices))
	l := life{site: p, id: m.id(at), referral: m.id(at), worker: p.workers[i%len(p.workers)], practice: p.practices[k], referrer: p.referrers[k],
		first: r.Given, name: r.Name(), at: at, age: int(now().Sub(at).Hours() / 24)}
	l.story = m.stories[m.rng.IntN(len(m.stories))].For(story.Life{Name: r.Given, Pronouns: r.Pronouns, Late: "George", Kin: "Ann", Far: "Leeds",
		Street: home.Street, Day: "Tuesday"})
	var nhs any
	if m.chance(80) {
		nhs = m.number()
	}
	risk, riskOn := "", any(nil)
	if m.chance(3) {
		risk, riskOn = "A dog that barks. Ring first.", at
	}
	born := now().AddDate(-r.Age, 0, -m.rng.IntN(365))
	if err := m.out.add("person", `id, name, name_fold, pronouns, born, nhs_number, language, interpreter, practice, address, postcode, safe_contact, risk, risk_on, created`,
		l.id, l.name, text.Fold(l.name), r.Pronouns, day(born), nhs, r.Language, r.Interpreter, l.practice, home.Lines, home.Postcode,
		m.chance(2), risk, riskOn, at); err != nil {
		return err
	}
	mobile := census.Mobile(m.rng.IntN(1000))
	if err := m.way(l, 0, "mobile", mobile, strings.ReplaceAll(mobile, " ", "")); err != nil {
		return err
	}
	if m.chance(40) {
		mail := census.Email(fmt.Sprintf("person-%d", m.n))
		if err := m.way(l, 1, "email", mail, mail); err != nil {
			return err
		}
	}
	return m.referred(l)
}

// number is an invented NHS number; when the 999 range is used up it begins anew.
func (m *maker) number() string {
	n := m.nhs.Next()
	if len(n) != 10 || !strings.HasPrefix(n, "999") {
		m.nhs = census.NHSNumbers{}
		n = m.nhs.Next()
	}
	return n
}

// age is mostly that of older people, as in published counts of social prescribing.
func (m *maker) age() int {
	switch n := m.rng.IntN(100); {
	case n < 6:
		return 11 + m.rng.IntN(7)
	case n < 40:
		return 18 + m.rng.IntN(32)
	case n < 70:
		return 50 + m.rng.IntN(20)
	default:
		return 70 + m.rng.IntN(25)
	}
}

func (m *maker) way(l life, n int, kind, value, fold string) error {
	return m.out.add("person_way", `id, person, place, kind, value, value_fold, may_call, may_text`, m.id(l.at), l.id, n, kind, value, fold, kind != "email", kind != "email")
}

// referred adds the referral, who may see the person for it, and what was agreed; then
// the case, where one was opened.
func (m *maker) referred(l life) error {
	status, turned := "allocated", false
	switch {
	case l.age < 2:
		status = "submitted"
	case l.age < 60 && m.chance(3):
		status = "waiting"
	case m.chance(15):
		status, turned = m.pick([]string{"declined_by_person", "redirected", "unable_to_contact"}), true
	}
	if err := m.out.add("referral", `id, person, person_name, service, organisation, source, referrer, referrer_name, referrer_email, came, received, reason, needs,
		urgent, status, status_at, read_at, created`, l.referral, l.id, l.name, l.service, l.practice, "gp", l.referrer, "Dr Lowe", "lowe@example.org", "form",
		day(l.at), l.story.Reason, strings.Join(l.story.Needs, ","), m.chance(2), status, l.at.Add(30*time.Hour), l.at.Add(5*time.Hour), l.at); err != nil {
		return err
	}
	for _, g := range [][2]string{{l.service, "service"}, {l.referrer, "referrer"}, {l.practice, "practice"}} {
		if err := m.grant(l, g[0], g[1], "referral.create", nil); err != nil {
			return err
		}
	}
	if err := m.out.add("consent", `id, person, scope, target, basis, answer, how, by_account, at`, m.id(l.at), l.id, "referral", l.referral, "agreed", "yes", "form", l.referrer, l.at); err != nil {
		return err
	}
	if err := m.told(l, l.at, "referral.received"); err != nil {
		return err
	}
	if err := m.audited(l, l.referrer, l.at, "person.create", "consent.yes", "referral.create", "message.queue", "message.queue"); err != nil {
		return err
	}
	if status == "waiting" {
		return m.out.add("waiting_entry", `id, referral, service, band, banded, created`, m.id(l.at), l.referral, l.service, "in_turn", l.at.Add(30*time.Hour), l.at.Add(30*time.Hour))
	}
	if turned || status == "submitted" {
		return nil
	}
	return m.worked(l)
}

func (m *maker) grant(l life, holder, relation, reason string, ends any) error {
	return m.out.add("access_grant", `id, person, holder, relation, service, reason, starts, ends`, m.id(l.at), l.id, holder, relation, l.service, reason, l.at, ends)
}

func (m *maker) told(l life, at time.Time, phrase string) error {
	words := "Hello,\n\nThank you. Your referral of " + l.first + " has reached us. Someone reads it within one working day. You can see what becomes of it here: " +
		"https://weft.example.org/my-referrals\n\nPlease do not send personal details in a reply to this message. We read messages on working days."
	return m.out.add("message", `id, at, audience, about, channel, address, lang, phrase, args, subject, body, state, tries, sent_at, service`, m.id(at), at, "referrer", l.id,
		"email", "lowe@example.org", "en", phrase, `["A.B."]`, "Your referral has reached us", words, "sent", 1, at.Add(time.Minute), l.service)
}

// audited adds what was recorded of these acts.
func (m *maker) audited(l life, actor string, at time.Time, actions ...string) error {
	for _, a := range actions {
		kind, _, _ := strings.Cut(a, ".")
		if err := m.out.add("audit_event", `id, at, actor, actor_kind, action, kind, subject, person, outcome`, m.id(at), at, actor, "account", a, kind, m.id(at), l.id, "done"); err != nil {
			return err
		}
	}
	return nil
}
