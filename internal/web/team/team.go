package team

import (
	"strconv"

	"weft/internal/authz"
	"weft/internal/org"
	"weft/internal/pause"
	"weft/internal/progress"
	"weft/internal/waiting"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// teamView is the lead's page: who waits, who has room, what is late.
type teamView struct {
	pause, allocate, list string
	paused                []ui.RowProps
	services              []serviceView
}

// serviceView is how one service stands.
type serviceView struct {
	name, key, limitAt string
	several            bool // the reader leads more than one
	team               waiting.Team
	facts              []ui.SummaryRow
	wait               ui.TableProps
	loads              ui.TableProps
	limit              int
	id                 org.ServiceID
	form               *site.Form
	problems           []ui.Problem
}

const evidenceDays = 90

func (p Pages) index(q *site.Request) error { return p.renderTeam(q, site.Filled(nil), nil, 200) }

func (p Pages) renderTeam(q *site.Request, form *site.Form, problems []ui.Problem, status int) error {
	if err := authz.Check(q.Actor, authz.LoadRead); err != nil {
		return err
	}
	list, err := p.Pauses.List(q.Context(), q.Actor)
	if err != nil {
		return err
	}
	var now []pause.Pause
	for _, v := range list {
		if !v.Status.Over() {
			now = append(now, v)
		}
	}
	v := teamView{pause: q.To("/team/pause"), allocate: q.To("/referrals"), list: q.To("/team/waiting")}
	if v.paused, err = p.pauseRows(q, now); err != nil {
		return err
	}
	services, err := p.servicesAt(q, authz.TeamLead)
	if err != nil {
		return err
	}
	for _, s := range services {
		one, err := p.service(q, s)
		if err != nil {
			return err
		}
		one.several, one.form, one.problems = len(services) > 1, form, problems
		v.services = append(v.services, one)
	}
	page := q.Page("Team")
	page.Problems = problems
	return q.RenderStatus(status, page, teamPage(v))
}

func (p Pages) service(q *site.Request, s org.Service) (serviceView, error) {
	v := serviceView{id: s.ID, name: s.Name, key: q.Key(), limitAt: q.To("/team/limit")}
	var err error
	if v.team, err = p.Waiting.TeamAt(q.Context(), q.Actor, s.ID); err != nil {
		return v, err
	}
	loads, err := p.Waiting.Loads(q.Context(), q.Actor, s.ID)
	if err != nil {
		return v, err
	}
	wait, err := p.Progress.WaitAt(q.Context(), s.ID)
	if err != nil {
		return v, err
	}
	today := q.Site.Today()
	room, err := p.Progress.CapacityAt(q.Context(), s.ID, today.AddDays(1-evidenceDays), today)
	if err != nil {
		return v, err
	}
	v.limit = waiting.UsualLimit
	if len(loads) > 0 {
		v.limit = loads[0].Limit
	}
	v.facts = teamFacts(v.team, wait, room)
	v.wait = waitTable(v.team)
	v.loads = loadTable(loads)
	return v, nil
}

func teamFacts(t waiting.Team, w progress.Wait, room progress.Capacity) []ui.SummaryRow {
	rows := []ui.SummaryRow{
		{Key: "Without a worker", Value: without(t)},
		{Key: "Not read for safety in time", Value: referrals(t.Unread)},
		{Key: "First call overdue", Value: people(t.OverdueCall)},
		{Key: "Forms begun more than two days ago", Value: strconv.Itoa(t.OldDrafts)},
		{Key: "How long people waited", Value: waitWords(w)},
	}
	if t.Held > 0 {
		rows = append(rows, ui.SummaryRow{Key: "Held by a pause", Value: referrals(t.Held)})
	}
	return append(rows, ui.SummaryRow{Key: "Room, last " + strconv.Itoa(evidenceDays) + " days", Value: roomWords(room)})
}

func without(t waiting.Team) string {
	if t.Unallocated == 0 {
		return people(t.Waiting())
	}
	return people(t.Waiting()) + ", " + strconv.Itoa(t.Unallocated) + " of them not on the list yet"
}

func roomWords(c progress.Capacity) string {
	if c.Paused == 0 && c.Held == 0 {
		return "Never paused"
	}
	return "Paused on " + days(c.Paused) + ", " + referrals(c.Held) + " held meanwhile, none lost"
}

// waitWords says the wait honestly, or that nobody can say yet.
func waitWords(w progress.Wait) string {
	if !w.Known {
		return "We cannot say yet: too few had a first conversation in the last three months"
	}
	return "About " + days(w.Median) + ". Eight in ten of the last " + strconv.Itoa(w.People) + " people waited between " + strconv.Itoa(w.Low) + " and " + days(w.High)
}

func waitTable(t waiting.Team) ui.TableProps {
	out := ui.TableProps{Caption: "Waiting for a worker", Columns: []ui.Column{{Label: "Since the referral came"}, {Label: "People", Numeric: true}}}
	for _, b := range t.Wait {
		label := strconv.Itoa(b.From) + " to " + days(b.To)
		if b.To == 0 {
			label = days(b.From) + " or more"
		}
		out.Rows = append(out.Rows, []ui.Cell{{Text: label}, {Text: strconv.Itoa(b.People)}})
	}
	return out
}

func loadTable(loads []waiting.Load) ui.TableProps {
	out := ui.TableProps{Caption: "What each worker carries, by name", Stacked: true, Compact: true, Columns: []ui.Column{{Label: "Worker"}, {Label: "Open"}, {Label: "Weight", Numeric: true},
		{Label: "Agreed", Numeric: true}, {Label: "In words"}, {Label: "Spoken with in a year"}}}
	for _, l := range loads {
		out.Rows = append(out.Rows, []ui.Cell{{Text: l.Name + post(l)}, {Text: openWords(l)}, {Text: strconv.Itoa(l.Points())}, {Text: strconv.Itoa(l.Agreed())},
			{Text: l.Words()}, {Text: yearWords(l)}})
	}
	return out
}

func post(l waiting.Load) string {
	switch l.WTE {
	case 0:
		return " (no post recorded)"
	case 1:
		return " (full time)"
	}
	return " (" + strconv.FormatFloat(l.WTE, 'f', -1, 64) + " of a full week)"
}

// openWords says how many people, and how many of them with which support.
func openWords(l waiting.Load) string {
	out := people(l.Open())
	parts := ""
	for _, v := range []struct {
		n     int
		words string
	}{{l.Signpost, "signpost"}, {l.Light, "light"}, {l.Medium, "medium"}, {l.Holistic, "holistic"}, {l.Unset, "not chosen yet"}} {
		if v.n == 0 || v.n == l.Unset && l.Unset == l.Open() {
			continue
		}
		if parts != "" {
			parts += ", "
		}
		parts += strconv.Itoa(v.n) + " " + v.words
	}
	if parts != "" {
		out += ": " + parts
	}
	return out
}

func yearWords(l waiting.Load) string {
	low, high := l.YearRange()
	return strconv.Itoa(l.Year) + " (usual: " + strconv.Itoa(low) + " to " + strconv.Itoa(high) + ")"
}

// limit keeps what the team agreed that a full-time post carries.
func (p Pages) limit(q *site.Request) error {
	form, err := q.Form()
	if err != nil {
		return err
	}
	if err := authz.Check(q.Actor, authz.LoadAgree); err != nil {
		return err
	}
	services, err := p.servicesAt(q, authz.TeamLead)
	if err != nil {
		return err
	}
	n := form.Number("limit", 0)
	if form.Err() == nil {
		err = p.Waiting.AgreeLimit(q.Context(), q.Actor, chosen(services, form.Text("service")), n)
	}
	if problems, shown := q.Problems(form, err); shown {
		return p.renderTeam(q, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.Flash("Kept. It shows beside each worker, by their hours.")
	return q.Redirect("/team")
}

func people(n int) string {
	switch n {
	case 0:
		return "Nobody"
	case 1:
		return "1 person"
	}
	return strconv.Itoa(n) + " people"
}

func referrals(n int) string {
	switch n {
	case 0:
		return "None"
	case 1:
		return "1 referral"
	default:
		return strconv.Itoa(n) + " referrals"
	}
}

func days(n int) string {
	if n == 1 {
		return "1 day"
	}
	return strconv.Itoa(n) + " days"
}
