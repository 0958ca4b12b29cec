package family

import (
	"weft/internal/authz"
	"weft/internal/family"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// youngSheet is what is known about somebody under 18.
func (p Pages) youngSheet(q *site.Request, f frame.Frame) (sheet, error) {
	y, err := p.Family.Young(q.Context(), q.Actor, f.Card.ID)
	s := sheet{path: f.Path + "/family/young", title: "Under 18", perm: authz.PersonEdit, version: y.Version, rows: youngRows(y), draw: youngFields,
		done: "Kept.", button: "Save", notes: []string{"Nothing here is required. Ask the young person first who may know."},
		filled: values("said", yes(y.Said), "responsibility", y.Responsibility, "school", y.School, "may_know", y.MayKnow, "may_not", y.MayNot)}
	s.save = func(form *site.Form) error {
		return p.Family.KeepYoung(q.Context(), q.Actor, f.Card.ID, form.Version(), family.Young{Said: form.Ticked("said"),
			Responsibility: form.Text("responsibility"), School: form.Text("school"), MayKnow: form.Text("may_know"), MayNot: form.Text("may_not")})
	}
	return s, err
}

func youngRows(y family.Young) []ui.SummaryRow {
	return rowsOf("Who holds parental responsibility", y.Responsibility, "School or college", y.School, "Who may know", y.MayKnow, "Who may not know", y.MayNot)
}

// decisionSheet writes down whether a young person may decide something alone.
func (p Pages) decisionSheet(q *site.Request, f frame.Frame) (sheet, error) {
	form := site.Filled(nil)
	form.SetDate("on", q.Site.Today())
	s := sheet{path: f.Path + "/family/decision", title: "A decision about what they may decide alone", perm: authz.PersonEdit, draw: decisionFields,
		done: "The decision is kept.", button: "Save", filled: form.Values,
		notes: []string{"Can they understand, weigh up and say what they want in this one matter? Somebody decides that for each matter anew."}}
	s.save = func(form *site.Form) error {
		in := family.Competence{Key: form.Key(), On: form.Date("on"), Decider: form.Text("decider"), About: form.Text("about"), Words: form.Text("words")}
		if err := form.Err(); err != nil {
			return err
		}
		return p.Family.Decide(q.Context(), q.Actor, f.Card.ID, in)
	}
	return s, nil
}

// caringSheet is whether they look after somebody, or are looked after.
func (p Pages) caringSheet(q *site.Request, f frame.Frame) (sheet, error) {
	c, err := p.Family.Caring(q.Context(), q.Actor, f.Card.ID)
	s := sheet{path: f.Path + "/family/caring", title: "Caring", perm: authz.PersonEdit, version: c.Version, rows: caringRows(c), draw: caringFields,
		done: "Kept.", button: "Save",
		filled: values("cares", yes(c.Cares), "cared_for", yes(c.CaredFor), "hours", c.Hours, "young", yes(c.Young))}
	s.save = func(form *site.Form) error {
		return p.Family.KeepCaring(q.Context(), q.Actor, f.Card.ID, form.Version(), family.Caring{Cares: form.Ticked("cares"),
			CaredFor: form.Ticked("cared_for"), Hours: form.Text("hours"), Young: form.Ticked("young")})
	}
	return s, err
}

func caringRows(c family.Caring) []ui.SummaryRow {
	caring, looked, young := "", "", ""
	if c.Cares {
		caring = "Yes"
	}
	if c.CaredFor {
		looked = "Yes"
	}
	if c.Young {
		young = "Yes"
	}
	return rowsOf("Looks after somebody", caring, "Hours a week", c.Hours, "A young carer", young, "Is looked after", looked)
}

// wishSheet is what they would like in a worker.
func (p Pages) wishSheet(q *site.Request, f frame.Frame) (sheet, error) {
	w, err := p.Family.Wish(q.Context(), q.Actor, f.Card.ID)
	s := sheet{path: f.Path + "/family/worker", title: "What they would like in a worker", perm: authz.PersonEdit, version: w.Version, rows: wishRows(w),
		draw: wishFields, done: "Kept. Whoever chooses a link worker sees it.", button: "Save",
		filled: values("gender", w.Gender, "language", w.Language, "place", w.Place, "times", w.Times, "avoid", w.Avoid)}
	s.save = func(form *site.Form) error {
		return p.Family.KeepWish(q.Context(), q.Actor, f.Card.ID, form.Version(), family.Wish{Gender: form.Text("gender"), Language: form.Text("language"),
			Place: form.Text("place"), Times: form.Text("times"), Avoid: form.Text("avoid")})
	}
	return s, err
}

func wishRows(w family.Wish) []ui.SummaryRow {
	return rowsOf("A woman, a man, or no matter", w.Gender, "Language", w.Language, "Where to meet", w.Place, "When", w.Times, "Somebody they do not want", w.Avoid)
}

// changeSheet asks for another worker.
func (p Pages) changeSheet(q *site.Request, f frame.Frame) (sheet, error) {
	s := sheet{path: f.Path + "/family/change", title: "They would like another worker", perm: authz.CaseBook, draw: changeFields, button: "Ask for another worker",
		done:  "The team lead is told that there is something to read. Nobody is to blame.",
		notes: []string{"This is nobody's fault, and it changes nothing about the help. The team lead talks with them or finds somebody else."}}
	s.save = func(form *site.Form) error {
		return p.Family.AskChange(q.Context(), q.Actor, f.Card.ID, form.Key(), form.Text("reason"))
	}
	return s, nil
}
