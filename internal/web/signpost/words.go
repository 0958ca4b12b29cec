package signpost

import (
	"strconv"
	"strings"

	"weft/internal/directory"
	"weft/internal/signpost"
	"weft/internal/vocabulary"
	"weft/internal/web/entry"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

func needOptions() []ui.Option {
	return append([]ui.Option{{Value: "", Label: "Anything"}}, site.Options(vocabulary.Needs())...)
}

// howOptions are the ways to give it; printing is chosen already.
func (v indexView) howOptions() []ui.Option {
	out := []ui.Option{{Value: string(signpost.Printed), Label: "Print it"}, {Value: string(signpost.Written), Label: "They write it down"},
		{Value: string(signpost.Told), Label: "Just told"}}
	if v.canEmail {
		out = append(out, ui.Option{Value: string(signpost.Emailed), Label: "E-mail, if they like", Hint: "The address is used once and not kept", Reveal: address(v)})
	}
	return out
}

func (v indexView) how() string {
	if h := v.form.Text("how"); h != "" {
		return h
	}
	return string(signpost.Printed)
}

func (v indexView) ticked(id string) bool {
	for _, g := range v.form.List("groups") {
		if g == id {
			return true
		}
	}
	return false
}

// options are the groups that were found, with what helps to choose.
func (v indexView) options() []ui.Option {
	out := make([]ui.Option, len(v.found))
	for i, c := range v.found {
		var facts []string
		if c.Full != "" {
			facts = append(facts, c.Full)
		}
		for _, f := range c.Facts {
			if f.Term == "When" || f.Term == "Where" || f.Term == "Cost" {
				facts = append(facts, f.Value)
			}
		}
		facts = append(facts, c.Checked)
		out[i] = ui.Option{Value: v.ids[i], Label: c.Name, Hint: strings.Join(facts, ". ")}
	}
	return out
}

// line is one fact of the leaflet, with its heading in both languages.
type line struct{ en, cy, words string }

// lines are what somebody needs in order to go there.
func lines(e directory.Entry) []line {
	all := []line{
		{"When", "Pryd", entry.When(e)}, {"Where", "Ble", where(e)}, {"Cost", "Cost", e.Cost}, {"How to join", "Sut i ymuno", e.Join},
		{"Ring", "Ffôn", phone(e)}, {"E-mail", "E-bost", e.Email}, {"Access", "Mynediad", strings.Join(e.Access, "; ")},
	}
	var out []line
	for _, l := range all {
		if l.words != "" {
			out = append(out, l)
		}
	}
	return out
}

func where(e directory.Entry) string {
	if len(e.Places) == 0 {
		return entry.Where(e, -1)
	}
	var out []string
	for _, s := range []string{e.Places[0].Name, e.Places[0].Address} {
		if s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, ", ")
}

func phone(e directory.Entry) string {
	for _, p := range e.Phones {
		if p.Number != "" {
			return p.Number
		}
	}
	return ""
}

// plain is the leaflet as the text of an e-mail. It never says what the groups help with.
func plain(entries []directory.Entry) string {
	var b strings.Builder
	b.WriteString("Here is what we talked about. Ring before you go: things change.\n" +
		"Dyma’r hyn y buom yn siarad amdano. Ffoniwch cyn mynd: mae pethau’n newid.\n")
	for _, e := range entries {
		b.WriteString("\n" + e.Name + "\n")
		for _, l := range lines(e) {
			b.WriteString(l.en + " / " + l.cy + ": " + l.words + "\n")
		}
	}
	b.WriteString("\nNobody keeps your address. / Nid oes neb yn cadw eich cyfeiriad.\n")
	return b.String()
}

// lookKind lets the one filled button be the next step: looking first, then giving.
func lookKind(v indexView) ui.ButtonKind {
	if len(v.found) > 0 {
		return ui.Secondary
	}
	return ui.Primary
}

func next(v indexView) *ui.Link {
	if v.mayRefer {
		return &ui.Link{Href: v.refer, Label: "Refer to a link worker"}
	}
	return &ui.Link{Href: v.directory, Label: "See all groups"}
}

func monthWords(n int) string {
	switch n {
	case 0:
		return "Nobody has been pointed on from here yet this month."
	case 1:
		return "You have pointed 1 person on this month."
	}
	return "You have pointed " + strconv.Itoa(n) + " people on this month."
}
