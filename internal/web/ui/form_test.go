package ui_test

import (
	"strings"
	"testing"

	"weft/internal/web/ui"
)

func TestFormCarriesItsHiddenFields(t *testing.T) {
	t.Parallel()
	d := draw(t, ui.ButtonForm(ui.FormProps{Action: "/weft/x", Key: "k1", Version: 7, Autosave: "/weft/draft", Files: true, Label: "Sending"},
		ui.ButtonProps{Label: "Send", For: "to Dilys", Name: "then", Value: "plan"}, ui.HiddenField{Name: "result", Value: "none"}))
	d.has(`form[method=post][action="/weft/x"][data-autosave="/weft/draft"][enctype="multipart/form-data"][aria-label=Sending]`, 1)
	d.has(`input[type=hidden][name=idempotency_key][value=k1]`, 1)
	d.has(`input[type=hidden][name=version][value="7"]`, 1)
	d.has(`input[type=hidden][name=result][value=none]`, 1)
	d.has(`button[type=submit][name=then][value=plan]`, 1)
	d.has(`[role=status]`, 1)
	if got := d.text("button"); got != "Send to Dilys" {
		t.Errorf("button says %q", got)
	}
	bare := draw(t, ui.Form(ui.FormProps{Action: "/weft/find", Get: true}))
	bare.has(`form[method=get]`, 1)
	bare.has(`input, [role=status], [data-autosave]`, 0)
}

func TestFieldsEscapeWhatWasTyped(t *testing.T) {
	t.Parallel()
	evil := `"><script>alert(1)</script>`
	f := ui.Field{Name: "x", Label: evil, Hint: evil, Value: evil, Error: evil, Options: []ui.Option{{Value: evil, Label: evil, Hint: evil}}}
	d := draw(t, under(ui.Form(ui.FormProps{Action: evil, Key: evil}),
		ui.TextInput(f), ui.TextArea(f), ui.Select(f), ui.Radios(f), ui.Checkboxes(f),
		ui.DateInput(ui.DateField{Name: "d", Label: evil, Day: evil, Error: evil}), ui.Hidden("h", evil)))
	d.has("script", 0)
	if got := d.attr(`input[type=text][name=x]`, "value"); got != evil {
		t.Errorf("text came back as %q", got)
	}
	if got := d.attr(`input[name=d-day]`, "value"); got != evil {
		t.Errorf("day came back as %q", got)
	}
	d.has(`input[type=radio][checked]`, 1)
}

func TestTextAreaKeepsLeadingLinesAndCounts(t *testing.T) {
	t.Parallel()
	d := draw(t, ui.TextArea(ui.Field{Name: "note", Label: "Note", Value: "\n\nthird line", MaxLength: 100, Hint: "Briefly."}))
	if !strings.Contains(d.raw, ">\n\n\nthird line</textarea>") {
		t.Errorf("a browser drops the first line break of a text area, so one must be added:\n%s", d.raw)
	}
	d.has(`[data-count="100"] #note-info`, 1)
	if got := d.attr("textarea", "aria-describedby"); got != "note-hint note-info" {
		t.Errorf("described by %q", got)
	}
}

func TestPasswordIsNeverDrawn(t *testing.T) {
	t.Parallel()
	d := draw(t, ui.TextInput(ui.Field{Name: "password", Label: "Password", Type: "password", Value: "secret words", Autocomplete: "current-password"}))
	if strings.Contains(d.raw, "secret words") {
		t.Error("the password stands in the page")
	}
	d.has(`input[type=password][autocomplete=current-password]`, 1)
	d.has(`button[type=button][hidden]`, 1)
}

func TestErrorsBelongToTheirField(t *testing.T) {
	t.Parallel()
	d := draw(t, ui.TextInput(ui.Field{Name: "name", Label: "Name", Hint: "In full.", Error: "Write a name.", Optional: true}))
	d.has(`.nhsuk-form-group--error input#name[aria-invalid=true][aria-describedby="name-hint name-error"]`, 1)
	if got := d.text("#name-error"); got != "Error: Write a name." {
		t.Errorf("error says %q", got)
	}
	if got := d.text("label[for=name]"); got != "Name (optional)" {
		t.Errorf("label says %q", got)
	}
	date := draw(t, ui.DateInput(ui.DateField{Name: "born", Label: "Date of birth", Error: "Write the year."}))
	date.has(`fieldset[aria-describedby=born-error] input[aria-invalid=true]`, 3)
	date.has(`input#born[name=born-day][autocomplete=off]`, 1)
	own := draw(t, ui.DateInput(ui.DateField{Name: "born", Label: "Your date of birth", Birthday: true}))
	own.has(`input[autocomplete=bday-year]`, 1)
}

func TestChoicesKeepWhatWasChosen(t *testing.T) {
	t.Parallel()
	options := []ui.Option{{Value: "", Label: "Not sure"}, {Value: "a", Label: "A", Hint: "First"}, {Value: "b", Label: "B", Alone: true}}
	boxes := draw(t, ui.Checkboxes(ui.Field{Name: "need", Label: "Needs", Values: []string{"a", "b"}, Options: options}))
	boxes.has(`input[type=checkbox][checked]`, 2)
	boxes.has(`input#need-2[aria-describedby=need-2-item-hint]`, 1)
	boxes.has(`input#need-3[data-checkbox-exclusive]`, 1)
	draw(t, ui.Radios(ui.Field{Name: "need", Label: "Needs", Options: options})).has(`input[checked]`, 0)
	draw(t, ui.Radios(ui.Field{Name: "need", Label: "Needs", Value: "a", Look: ui.LookChips, Options: options})).has(`.weft-choice input#need-2[checked]`, 1)
	draw(t, ui.Select(ui.Field{Name: "need", Label: "Needs", Value: "b", Options: options})).has(`option[selected][value=b]`, 1)
}

func TestHiddenQuestionShowsWithItsAnswer(t *testing.T) {
	t.Parallel()
	field := func(value string) ui.Field {
		return ui.Field{Name: "next", Label: "Next", Value: value, Options: []ui.Option{
			{Value: "week", Label: "In a week"}, {Value: "date", Label: "On a date", Reveal: ui.DateInput(ui.DateField{Name: "on", Label: "Which date"})},
		}}
	}
	draw(t, ui.Radios(field("week"))).has(`#next-2-more.nhsuk-radios__conditional--hidden input[name=on-day]`, 1)
	draw(t, ui.Radios(field("date"))).has(`#next-2-more:not(.nhsuk-radios__conditional--hidden) input[name=on-day]`, 1)
}

func TestQuestionPageHasItsLabelAsHeading(t *testing.T) {
	t.Parallel()
	draw(t, ui.TextInput(ui.Field{Name: "name", Label: "What is your name?", Heading: true})).has(`h1 label[for=name]`, 1)
	draw(t, ui.Radios(ui.Field{Name: "who", Label: "Who is it for?", Heading: true, Options: []ui.Option{{Value: "me", Label: "Me"}}})).has(`legend h1`, 1)
	draw(t, ui.DateInput(ui.DateField{Name: "born", Label: "When were you born?", Heading: true})).has(`legend h1`, 1)
}

func TestButtonsByKind(t *testing.T) {
	t.Parallel()
	for selector, b := range map[string]ui.ButtonProps{
		`button.nhsuk-button:not(.nhsuk-button--secondary)`:  {Label: "Save"},
		`button.nhsuk-button--secondary.nhsuk-button--small`: {Label: "No answer", Kind: ui.Secondary, Small: true},
		`button.nhsuk-button--warning`:                       {Label: "Delete", Kind: ui.Warning},
		`button.weft-link-button`:                            {Label: "Leave", Kind: ui.Quiet},
		`a.nhsuk-link[href="/x"]`:                            {Label: "Leave", Kind: ui.Quiet, Href: "/x"},
		`a.nhsuk-button[href="/x"]`:                          {Label: "Record", Href: "/x"},
	} {
		draw(t, ui.Button(b)).has(selector, 1)
	}
}
