package today

import (
	"weft/internal/caseload"
	"weft/internal/person"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// afterClosing adds the people who agreed to one more look that is due, and the ways to
// the register and to the reader's own reflections.
func (p Pages) afterClosing(q *site.Request, v *view) error {
	v.register, v.thoughts = q.To("/register/new"), q.To("/reflections")
	list, err := p.Cases.AfterClosing(q.Context(), q.Actor, q.Site.Today())
	if err != nil || len(list) == 0 {
		return err
	}
	ids := make([]person.ID, len(list))
	for i, c := range list {
		ids[i] = c.Person
	}
	people, err := p.People.Lines(q.Context(), q.Actor, ids)
	for _, c := range list {
		href := q.To("/people/" + c.Person.String())
		v.after = append(v.after, ui.RowProps{Title: people[c.Person].Name, Href: href, Text: "You finished three months ago. They agreed to one more call.",
			Actions: ui.Button(ui.ButtonProps{Label: "Record", For: "one more look at " + people[c.Person].Name, Kind: ui.Secondary, Small: true, Href: href + "/follow-up"})})
	}
	return err
}

func onHold(cases []caseload.Listed) map[person.ID]bool {
	out := map[person.ID]bool{}
	for _, c := range cases {
		if c.Status == caseload.OnHold {
			out[c.Person] = true
		}
	}
	return out
}

// meetingWords says of a meeting whether it is confirmed and where the interpreter
// stands.
func meetingWords(n caseload.Next, who person.Line) string {
	out := ""
	if n.Confirmed != "" {
		out = "Confirmed " + n.Confirmed.Words()
	}
	if who.Interpreter && (n.Kind == caseload.Visit || n.Kind == caseload.Meeting || n.Interpreter != "") {
		if out != "" {
			out += ". "
		}
		out += n.Interpreter.Words()
	}
	return out
}
