package ui

import (
	"strconv"
	"strings"

	"github.com/a-h/templ"
)

// FormProps describes a form. Its fields are the children of Form.
type FormProps struct {
	// Action is a final address (see Base.To).
	Action string
	// Get makes it a search or filter form; otherwise it posts.
	Get bool
	// Key is the idempotency key, drawn as hidden "idempotency_key" when set.
	Key string
	// Version is the version of the thing that changes, drawn as hidden
	// "version" when it is above zero.
	Version int
	// Autosave is the address that keeps a draft; empty means no draft.
	Autosave string
	// Label names the form for screen readers where a page has several.
	Label string
	// Files lets the form carry files.
	Files bool
	// Wide lets fields use the whole width of their column.
	Wide bool
}

// Field describes one question of a form. Each component reads the parts that
// concern it; Name and Label are always needed.
//
// The first control's id is ID, or Name when ID is empty, so that Problem.Field
// may be the Name. Set ID where a page has two forms with the same Name.
type Field struct {
	Name, ID, Label, Hint string
	// Value is what stands in the field; Values are the ticked ones of Checkboxes.
	Value  string
	Values []string
	// Error is the sentence of what to put right; empty when all is well.
	Error string
	// Optional adds "(optional)" to the label.
	Optional bool
	// Heading makes the label the page's h1 (question pages).
	Heading bool
	// Autocomplete and InputMode are the HTML attributes of those names.
	Autocomplete, InputMode string
	// Type is the type of a TextInput: "" (text), "email", "tel", "password", "search" …
	Type string
	// Width is how long an answer is expected; the zero value fills two thirds.
	Width Width
	// Rows is the height of a TextArea; zero means 4.
	Rows int
	// MaxLength is the number of characters that a TextArea takes, counted
	// below it; zero means no count. The server decides, not the browser.
	MaxLength int
	// Options are the answers of Radios, Checkboxes and Select.
	Options []Option
	// Look is how Radios and Checkboxes are laid out.
	Look Look
}

// Option is one answer to choose.
type Option struct {
	Value, Label, Hint string
	Disabled           bool
	// Alone unticks all others when it is ticked ("None of these"); Checkboxes only.
	Alone bool
	// Reveal is asked only where this answer is chosen; may be nil. Without
	// JavaScript it always shows. Not in Select and not with LookChips.
	Reveal templ.Component
}

// Look is a way to lay out choices.
type Look int

// The looks: one below the other, side by side, small, and as pills to tap.
const (
	LookStacked Look = iota
	LookInline
	LookSmall
	LookChips
)

// Width is the length that a text field shows.
type Width string

// The widths: a part of the column, or about so many characters.
const (
	WidthTwoThirds Width = ""
	WidthFull      Width = "full"
	WidthHalf      Width = "half"
	Width2         Width = "2"
	Width3         Width = "3"
	Width4         Width = "4"
	Width5         Width = "5"
	Width10        Width = "10"
	Width20        Width = "20"
)

// DateField is a date typed in three boxes, sent as Name-day, Name-month and
// Name-year. The first box's id is Name.
type DateField struct {
	Name, ID, Label, Hint string
	Day, Month, Year      string
	Error                 string
	Optional, Heading     bool
	// Birthday lets the browser fill in the reader's own birth date; never set
	// it where the date is another person's.
	Birthday bool
}

// HiddenField is a value that a form carries unseen.
type HiddenField struct{ Name, Value string }

// ButtonKind is how much a button asks for attention.
type ButtonKind int

// The kinds: at most one Primary per form; Quiet looks like a link.
const (
	Primary ButtonKind = iota
	Secondary
	Warning
	Quiet
)

// ButtonProps describes a button that sends its form, or a link that looks like
// a button when Href is set.
type ButtonProps struct {
	Label string
	// For completes the label for screen readers where a page has several alike:
	// "Record", "contact with Dilys Penhallow".
	For   string
	Kind  ButtonKind
	Small bool
	Href  string
	// Name and Value go with the form when this button sends it.
	Name, Value string
}

func (f Field) id() string {
	if f.ID != "" {
		return f.ID
	}
	return f.Name
}

// describedBy lists the ids of hint, error and count.
func (f Field) describedBy() string { return describedBy(f.id(), f.Hint, f.Error, f.MaxLength > 0) }

func describedBy(id, hint, err string, counted bool) string {
	var ids []string
	if hint != "" {
		ids = append(ids, id+"-hint")
	}
	if err != "" {
		ids = append(ids, id+"-error")
	}
	if counted {
		ids = append(ids, id+"-info")
	}
	return strings.Join(ids, " ")
}

func (f Field) inputType() string {
	if f.Type == "" {
		return "text"
	}
	return f.Type
}

func (f Field) rows() string {
	if f.Rows > 0 {
		return strconv.Itoa(f.Rows)
	}
	return "4"
}

func (f Field) chosen(value string) bool {
	for _, v := range f.Values {
		if v == value {
			return true
		}
	}
	return f.Value != "" && f.Value == value
}

func (f Field) optionID(i int) string {
	if i == 0 {
		return f.id()
	}
	return f.id() + "-" + strconv.Itoa(i+1)
}

// optionDescribedBy lists the hint of one answer and, where no fieldset carries
// them, the hint and error of the question.
func (f Field) optionDescribedBy(i int) string {
	var ids []string
	if f.Label == "" && f.describedBy() != "" {
		ids = append(ids, f.describedBy())
	}
	if f.Options[i].Hint != "" && f.Look != LookChips {
		ids = append(ids, f.optionID(i)+"-item-hint")
	}
	return strings.Join(ids, " ")
}

func (w Width) class() string {
	switch w {
	case WidthTwoThirds:
		return "nhsuk-u-width-two-thirds"
	case WidthFull:
		return "nhsuk-u-width-full"
	case WidthHalf:
		return "nhsuk-u-width-one-half"
	default:
		return "nhsuk-input--width-" + string(w)
	}
}

func (f Field) lookClass(kind string) string {
	class := "nhsuk-" + kind
	switch f.Look {
	case LookInline:
		return class + " " + class + "--inline"
	case LookSmall:
		return class + " " + class + "--small"
	default:
		return class
	}
}

func (d DateField) id() string {
	if d.ID != "" {
		return d.ID
	}
	return d.Name
}

func (d DateField) describedBy() string { return describedBy(d.id(), d.Hint, d.Error, false) }

type datePart struct{ id, name, label, value, autocomplete, width string }

func (d DateField) parts() []datePart {
	parts := []datePart{
		{d.id(), d.Name + "-day", "Day", d.Day, "bday-day", "2"},
		{d.id() + "-month", d.Name + "-month", "Month", d.Month, "bday-month", "2"},
		{d.id() + "-year", d.Name + "-year", "Year", d.Year, "bday-year", "4"},
	}
	if !d.Birthday {
		for i := range parts {
			parts[i].autocomplete = "off"
		}
	}
	return parts
}

func (f FormProps) method() string {
	if f.Get {
		return "get"
	}
	return "post"
}

func (b ButtonProps) class() string {
	if b.Kind == Quiet {
		if b.Href != "" {
			return "nhsuk-link"
		}
		return "weft-link-button"
	}
	class := "nhsuk-button"
	switch b.Kind {
	case Secondary:
		class += " nhsuk-button--secondary"
	case Warning:
		class += " nhsuk-button--warning"
	case Primary, Quiet:
	}
	if b.Small {
		class += " nhsuk-button--small"
	}
	return class
}
