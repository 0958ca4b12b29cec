package legacy

import (
	"slices"
	"strings"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/intake"
	"weft/internal/plan"
	"weft/internal/referral"
	"weft/internal/text"
	"weft/internal/vocabulary"
)

const maxOldID = 100

// row reads a line that both kinds of file have in common: who, and the referral.
func (r *reader) row(l intake.Line) (*row, *cellSet) {
	cells, faults := r.cells(l)
	out := &row{number: l.Number, cells: cells, faults: faults}
	c := &cellSet{reader: r, number: l.Number, cells: cells, faults: faults}
	if cells == nil || len(faults) > 0 {
		return out, nil
	}
	out.old = text.Line(digits(c.get("old_id")))
	if out.old == "" {
		c.fail("old_id", "This row has no id of the old system, so a second run could not find it again. Fill it in.")
	} else if text.Length(out.old) > maxOldID {
		c.fail("old_id", "This id is longer than %d characters. Check that the columns are in their places.", maxOldID)
	}
	out.details = c.person()
	out.service = c.atService()
	out.past = referral.Past{New: referral.New{Service: out.service.ID, Person: out.details, Reason: c.get("reason"), Source: c.source(),
		ReferrerName: text.Line(c.get("referrer")), Needs: c.needs()}}
	c.organisation(&out.past)
	out.past.Received = c.day("received")
	return out, c
}

func (c *cellSet) source() string {
	word := c.get("source")
	if word == "" {
		return "unknown"
	}
	code, ok := c.lookUp("source", word, func(w string) (string, bool) { return inList(vocabulary.Sources(), w, sourceWords()) })
	if !ok {
		c.look("source", "Weft does not know this source, so it stands as not known. Map it to say which it is.")
		return "unknown"
	}
	return code
}

func (c *cellSet) organisation(p *referral.Past) {
	word := c.get("organisation")
	if word == "" {
		return
	}
	if o, ok := c.house.bodies[text.Fold(word)]; ok {
		p.Organisation = o.ID
		return
	}
	p.ReferrerName = strings.Trim(p.ReferrerName+", "+text.Line(word), ", ") // kept in words
}

func (c *cellSet) needs() []string {
	var out []string
	find := func(w string) (string, bool) { return inList(vocabulary.Needs(), w, needWords()) }
	if cell := c.get("needs"); cell != "" {
		if code, ok := c.lookUp("needs", cell, find); ok {
			return []string{code} // our own words have commas
		}
	}
	for _, word := range several(c.get("needs"), ";,|\n/") {
		code, ok := c.lookUp("needs", word, find)
		if !ok {
			c.look("needs", "Weft does not know one of these needs, so it stands as something else. Map it to say which it is.")
			code = "other"
		}
		if !slices.Contains(out, code) {
			out = append(out, code)
		}
	}
	return out
}

// consent reads whether the person agreed to be referred, and when.
func (c *cellSet) consent(out *row) {
	cell := c.get("consent")
	if is, ok := yes(cell); ok {
		switch {
		case is && !out.past.Received.IsZero():
			out.past.AgreedOn = out.past.Received
		case is:
			out.past.AgreedOn = c.today
		case cell != "":
			c.fail("consent", "This person did not agree, so they are not brought in. Ask them, and write the day on which they agreed.")
		}
		return
	}
	out.past.AgreedOn = c.day("consent")
}

// referral reads a referral that waits.
func (r *reader) referral(l intake.Line) (*row, error) {
	out, c := r.row(l)
	if c == nil {
		return out, nil
	}
	out.oldWho = text.Line(digits(c.get("person_id")))
	if word := c.get("status"); word != "" {
		closed, known := c.lookUp("status", word, func(w string) (string, bool) {
			_, closed, ok := stage(w)
			return map[bool]string{true: "closed", false: "open"}[closed], ok
		})
		switch {
		case !known:
			c.fail("status", "Weft does not know this status. Map it to first_contact where the referral still waits, or to closed.")
		case closed == "closed":
			c.fail("status", "This referral is finished in the old system. Only those that wait come in: take the row out.")
		}
	}
	out.past.ReferrerEmail = text.Line(c.get("referrer_email"))
	out.past.Urgent = c.tick("urgent")
	if out.past.Received.IsZero() && c.get("received") == "" {
		c.fail("received", "This row does not say when the referral came. Fill it in.")
	}
	c.consent(out)
	if !out.past.Received.IsZero() {
		allowed, err := c.may(out.past)
		if err != nil {
			return nil, err
		}
		if !allowed {
			c.fail("source", "The service cannot take referrals from this kind of referrer on that day. Correct the source or the day.")
		}
	}
	return out, c.check(out)
}

// check asks the rules of the house about a row.
func (c *cellSet) check(out *row) error {
	_, wrong := c.parts.People.Check(out.details, c.now)
	if err := c.broken(wrong, map[string]string{"reach": "phone", "practice_words": "practice"}); err != nil {
		return err
	}
	if !out.service.ID.IsZero() {
		if err := c.broken(referral.CheckPast(out.past, c.today), nil); err != nil {
			return err
		}
	}
	out.faults = c.faults
	return nil
}

// open reads an open case.
func (r *reader) open(l intake.Line) (*row, error) {
	out, c := r.row(l)
	if c == nil {
		return out, nil
	}
	out.oldWho = out.old
	opened := c.day("opened")
	if out.past.Received.IsZero() {
		out.past.Received = opened
	}
	if opened.IsZero() {
		opened = out.past.Received
	}
	if opened.IsZero() {
		opened = c.today
	}
	if opened.Before(out.past.Received) {
		c.fail("opened", "The case opened before the referral came. Check both dates, and whether day and month are in the wrong order.")
	}
	c.consent(out)
	out.this = caseload.Former{Opened: c.at(opened), Status: c.stage(), Worker: c.worker(out)}
	out.past.TakenOn = out.this.Opened
	if m := c.date("next_date"); !m.Date.IsZero() && !m.Year {
		out.next, out.hasNext = m.Date, true
		out.this.Next = caseload.Next{On: m.Date, Time: m.Time, Kind: caseload.Call}
	}
	c.heard(out)
	if out.past.Reason == "" {
		out.past.Reason = "(Nothing is written of it in the old system.)"
	}
	if err := c.broken(plan.CheckPast(out.known), nil); err != nil {
		return nil, err
	}
	if out.ahead(c.today) && len(c.faults) == 0 {
		if err := c.broken(c.parts.Cases.CheckPast(out.this, c.now), map[string]string{"next": "next_date"}); err != nil {
			return nil, err
		}
	}
	return out, c.check(out)
}

// heard reads what they said and wish, and says whether a plan was agreed.
func (c *cellSet) heard(out *row) {
	out.known = plan.Past{Heard: plan.Conversation{Matters: c.get("matters"), Strengths: c.get("strengths"), Needs: out.past.Needs},
		Goals: several(c.get("goals"), ";|\n")}
	agreed := c.day("plan_agreed")
	out.this.HeldFrom = caseload.Engaging
	if len(out.known.Goals) > 0 {
		out.this.HeldFrom = caseload.Active
	}
	planned := out.this.Status == caseload.Active || out.this.Status == caseload.SteppingDown || out.this.Status == caseload.OnHold
	switch {
	case len(out.known.Goals) == 0 && out.this.Status == caseload.Active:
		out.this.Status = caseload.Engaging
		c.unplanned++
	case len(out.known.Goals) > 0 && !agreed.IsZero():
		out.known.AgreedAt = c.at(agreed)
	case len(out.known.Goals) > 0 && planned:
		out.known.AgreedAt = out.this.Opened
	}
}

func (c *cellSet) stage() caseload.Status {
	word := c.get("status")
	if word == "" {
		return caseload.Engaging
	}
	code, ok := c.lookUp("status", word, func(w string) (string, bool) { st, _, ok := stage(w); return string(st), ok })
	switch {
	case !ok:
		c.fail("status", "Weft does not know this stage. Map it to one of: first_contact, engaging, active, on_hold, stepping_down, closed.")
	case caseload.Status(code) == caseload.Closed:
		c.fail("status", "This case is closed in the old system. Only open cases come in: take the row out.")
	}
	return caseload.Status(code)
}

func (c *cellSet) worker(out *row) (found authz.AccountID) {
	if out.service.ID.IsZero() {
		return ""
	}
	word := c.get("worker")
	if word == "" {
		c.fail("worker", "This case has no link worker. Write the e-mail address of one, so that somebody has it.")
		return ""
	}
	found = c.house.workers[out.service.ID][text.Fold(c.mapping.word("worker", word))]
	if found == "" {
		c.fail("worker", "No one link worker of the service has this name or e-mail address in Weft. Make the account with that role, or map the name to the e-mail address.")
	}
	return found
}

// may reports whether the service takes referrals from this source on that day.
func (c *cellSet) may(p referral.Past) (bool, error) {
	if p.Service.IsZero() {
		return true, nil
	}
	at := p.Service.String() + p.Source + p.Received.String()
	if ok, have := c.house.allowed[at]; have {
		return ok, nil
	}
	ok, err := referral.AllowedTx(c.ctx, c.tx, p.Service, p.Source, p.Received)
	c.house.allowed[at] = ok
	return ok, err
}

// ahead reports whether the file gives a next date that is not past.
func (r row) ahead(today clock.Date) bool { return r.hasNext && !r.next.Before(today) }
