package help

import (
	"weft/internal/i18n"
	"weft/internal/request"
	"weft/internal/vocabulary"
	"weft/internal/web/ui"
)

// forOther reports whether somebody writes for another.
func (v stepView) forOther() bool { return v.form.Text("for") == string(request.Other) }

// question is the heading of the page.
func (v stepView) question() string {
	switch v.step.name {
	case "who", "more":
		return v.t(v.step.name + "_q")
	}
	return v.ask(v.step.name+"_q", v.forOther())
}

// action is where the page sends to; it goes back to the check page when it came from
// there.
func (v stepView) action() string {
	out, mark := v.base.To("/help/"+v.step.name), "?"
	if v.change {
		out, mark = out+"?change=1", "&"
	}
	if v.lang != i18n.English {
		out += mark + "lang=" + v.lang
	}
	return out
}

// fill lets the browser fill in the reader's own details, never another person's.
func (v stepView) fill(what string) string {
	if v.forOther() {
		return "off"
	}
	return what
}

func (v stepView) born() ui.DateField {
	d := v.form.DateField("born", v.t("born"), v.t("born_hint"), v.problems)
	d.Birthday = !v.forOther()
	return d
}

func (v stepView) language() string {
	if l := v.form.Text("language"); l != "" {
		return l
	}
	return v.lang
}

func (v stepView) options(l vocabulary.List) []ui.Option {
	out := make([]ui.Option, len(l))
	for i, t := range l {
		out[i] = ui.Option{Value: t.Code, Label: l.Words(t.Code, v.lang)}
	}
	return out
}

// needs are what may be ticked. What tells most about somebody stands further down, and
// "I am not sure" is an answer.
func (v stepView) needs() []ui.Option {
	return append(v.options(vocabulary.Needs()), ui.Option{Value: "not_sure", Label: v.t("not_sure"), Alone: true})
}

func (v stepView) practiceOptions() []ui.Option {
	out := []ui.Option{{Value: "", Label: v.t("practice_none")}}
	for _, o := range v.practices {
		out = append(out, ui.Option{Value: o.ID.String(), Label: o.Name})
	}
	return out
}

func (v stepView) serviceOptions() []ui.Option {
	var out []ui.Option
	for _, s := range v.services {
		out = append(out, ui.Option{Value: s.ID.String(), Label: s.Name})
	}
	return out
}

// agree says what sending means.
func (v checkView) agree() string {
	if v.other {
		return v.t("agree_other", v.service)
	}
	return v.t("agree", v.service)
}
