package legacy

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"time"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/contact"
	"weft/internal/intake"
	"weft/internal/text"
)

// note reads a line of the notes. It belongs to a case of this file, or to one that came
// in before.
func (r *reader) note(l intake.Line, opened map[string]caseload.Case) (*note, error) {
	cells, faults := r.cells(l)
	out := &note{number: l.Number, cells: cells, faults: faults}
	if cells == nil || len(faults) > 0 {
		return out, nil
	}
	c := &cellSet{reader: r, number: l.Number, cells: cells}
	out.oldWho = text.Line(digits(c.get("old_id")))
	this, ok := opened[out.oldWho]
	if before, have := r.records[key{ofCase, out.oldWho}]; !ok && have {
		this, ok = caseload.Case{ID: caseload.ID(before.Thing), Person: before.Person}, true
	}
	if !ok {
		c.fail("old_id", "No case of this id came in, so the note has nobody to belong to. Correct the row of the case first, or the id.")
	}
	out.old = c.noteID(out.oldWho)
	how, known := c.lookUp("how", c.get("how"), func(w string) (string, bool) { h, ok := means(w); return string(h), ok })
	if !known {
		c.fail("how", "Weft does not know this way of being in touch. Map it to one of: phone, video, home, practice, community, walk, text, letter, email, with_group.")
	}
	outcome, known := went(c.mapping.word("outcome", c.get("outcome")), contact.How(how))
	if !known {
		c.fail("outcome", "Weft does not know how this went. Map it to one of: spoke, no_answer, left_message, could_not_meet, person_cancelled, worker_cancelled, not_brought, sent.")
	}
	out.past = contact.Past{Case: this.ID, Person: this.Person, By: c.author(this), New: contact.New{At: c.when(), How: contact.How(how),
		Outcome: outcome, Minutes: c.minutes(), Note: c.get("note"), Agreed: c.get("agreed")}}
	if len(c.faults) == 0 {
		if err := c.broken(contact.CheckPast(out.past, c.now), map[string]string{"at": "date"}); err != nil {
			return nil, err
		}
	}
	out.faults = c.faults
	return out, nil
}

// noteID is the note's own id or, where it has none, what it says.
func (c *cellSet) noteID(who string) string {
	if own := text.Line(digits(c.get("note_id"))); own != "" {
		return text.First(own, maxOldID)
	}
	sum := sha256.Sum256([]byte(strings.Join([]string{who, c.get("date"), c.get("time"), c.get("how"), c.get("note"), c.get("agreed")}, "\x1f")))
	return hex.EncodeToString(sum[:16])
}

// when is the day and the time; noon where no time is written.
func (c *cellSet) when() time.Time {
	m := c.date("date")
	switch {
	case c.get("date") == "":
		c.fail("date", "This note has no date. Fill it in.")
	case m.Date.IsZero() || m.Year:
		if m.Year {
			c.fail("date", "This date is only a year. Write the day, as 31/12/2024.")
		}
	case m.Date.After(c.today):
		c.fail("date", "This date is in the future. Check the year, and whether day and month are in the wrong order.")
	default:
		hour := 12 * time.Hour
		for _, words := range []string{m.Time, c.get("time")} {
			if t, err := time.Parse("15:04", words); err == nil {
				hour = time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute
			}
		}
		if t := m.Date.Time(c.zone).Add(hour); t.Before(c.now) {
			return t.UTC()
		}
		return c.now
	}
	return time.Time{}
}

// minutes reads "45", "45 mins" and "1:30".
func (c *cellSet) minutes() int {
	cell := strings.TrimSpace(c.get("minutes"))
	if cell == "" {
		return 0
	}
	if h, m, ok := strings.Cut(cell, ":"); ok {
		hours, herr := strconv.Atoi(h)
		minutes, merr := strconv.Atoi(m)
		if herr == nil && merr == nil {
			return hours*60 + minutes
		}
	}
	number, _, _ := strings.Cut(cell, " ")
	n, err := strconv.ParseFloat(strings.TrimRight(number, "minutesMINUTES"), 64)
	if err != nil || n < 0 || n > 600 {
		c.fail("minutes", "These are no minutes. Write a whole number from 0 to 600.")
		return 0
	}
	return int(n)
}

// author is the link worker who wrote it, where Weft knows them.
func (c *cellSet) author(this caseload.Case) authz.AccountID {
	if word := c.get("worker"); word != "" {
		for sid, workers := range c.house.workers {
			if this.Service.IsZero() || sid == this.Service {
				if found := workers[text.Fold(c.mapping.word("worker", word))]; found != "" {
					return found
				}
			}
		}
		return ""
	}
	return this.Worker
}
