package ui

import (
	"strconv"

	"github.com/a-h/templ"
)

// RowProps is one line of a list inside a Panel: when or what, who, and what to do.
type RowProps struct {
	// Lead stands in the first column: "9.30", "Call", "Full". With no Lead in
	// any row of a list, leave it empty everywhere.
	Lead string
	// Title is linked when Href is set.
	Title, Href string
	Chips       []string
	// Risk shows the dark chip; RiskHref makes it a link to what to read.
	Risk     bool
	RiskHref string
	// Text is one quiet sentence; Body follows it; Actions stand to the right.
	Text          string
	Body, Actions templ.Component
}

// SaidProps are a person's own words.
type SaidProps struct {
	// Words come without quotation marks; the component adds them.
	Words string
	// Source says who said it and when: "Dilys, 2 October. Read back and agreed."
	Source string
	// Small is for a quotation beside other text.
	Small bool
}

// ThreadItem is one knot of a person's story, newest first.
type ThreadItem struct {
	Title, Href string
	// When says when and where in words: "16 October, at home, 50 minutes".
	When string
	// Door marks the knot where a door opened.
	Door bool
	// Body and Actions may be nil.
	Body, Actions templ.Component
}

// IdentProps is the bar that names the person on each of their pages.
type IdentProps struct {
	// Name and Aside: "Dilys Penhallow", "she, 74".
	Name, Aside string
	// Heading makes the name the page's h1; set it where the body has none.
	Heading bool
	// NameHref links the name to the story, on the pages below it.
	NameHref string
	// Chips are what to do differently for this person: "Large print letters".
	Chips []string
	// Notes are chips that lead to what to read first: "Under 18: see who may know".
	Notes    []Link
	Risk     bool
	RiskHref string
	Facts    []Fact
	// Main is the one filled button; More are the links of the menu beside it.
	Main *ButtonProps
	More []Link
}

// Fact is a short answer under its question: "With", "you, since 2 October".
type Fact struct{ Term, Value, Href string }

// GoalProps is a goal in the person's words and how it stands.
type GoalProps struct {
	Words, Href string
	// Importance and Confidence are drawn only when they were asked for.
	Importance, Confidence Score
	// Note is a quiet line below: "with Citizens Advice, 27 November".
	Note    string
	Actions templ.Component
}

// Score is an answer from 0 to 10 that may not have been asked for.
type Score struct {
	Value int
	Asked bool
}

// SummaryRow is a question already answered. Body, when set, is drawn instead of Value.
type SummaryRow struct {
	Key, Value string
	Body       templ.Component
	Actions    []Link
}

// TableProps is a table with its caption, always present for screen readers.
type TableProps struct {
	Caption       string
	CaptionHidden bool
	Columns       []Column
	Rows          [][]Cell
	// Compact is for staff lists.
	Compact bool
	// Stacked turns each row into a block on a phone; otherwise the table
	// scrolls sideways in a frame of its own.
	Stacked bool
	// NoRowHeads: the first cell of a row does not name the row.
	NoRowHeads bool
}

// Column is the head of a table's column.
type Column struct {
	Label   string
	Numeric bool
}

// Cell is a cell of a table. Body, when set, is drawn instead of Text.
type Cell struct {
	Text, Href string
	Body       templ.Component
}

// TagKind colours a Tag.
type TagKind string

// The kinds; use as few as possible and red for what is wrong alone.
const (
	TagPlain  TagKind = "white"
	TagGrey   TagKind = "grey"
	TagTeal   TagKind = "green"
	TagYellow TagKind = "yellow"
	TagRed    TagKind = "red"
)

// PagesProps leads through a long list. Empty addresses are left out.
type PagesProps struct {
	NewerHref, OlderHref string
	// Newer and Older are the words of the links; empty: "Newer" and "Older".
	Newer, Older string
}

// EmptyProps is what an empty list says: something kind and what to do next.
type EmptyProps struct {
	Title, Text string
	Next        *Link
}

// CopyProps is text to take to another system.
type CopyProps struct {
	// ID must be unique on the page.
	ID, Label, Hint, Text string
	Rows                  int
}

// ErrorProps is a page that says what went wrong.
type ErrorProps struct {
	// Title is the h1: "We could not find that page".
	Title string
	// Sentence says what happened, why, and what to do.
	Sentence string
	// Reference is the number to quote to whoever runs this; may be empty.
	Reference string
	Next      *Link
	// Kept is what a form was sent with, to be sent again.
	Kept *KeptProps
}

// KeptProps is a form that could not be taken just now, with all that was in it.
type KeptProps struct {
	Action string
	Fields []HiddenField
	Words  []string // what was typed in words, to be read and copied
}

// NextProps is the next thing in a person's own plan.
type NextProps struct {
	Heading, Title string
	Lines          []string
	Link           *Link
}

// barBlocks is how many blocks a score of ten is drawn in.
const barBlocks = 5

// filled says which of so many blocks are filled for value of max, rounding
// half up; a value above zero fills at least one block.
func filled(value, max, blocks int) []bool {
	out := make([]bool, blocks)
	if max <= 0 {
		return out
	}
	n := (value*blocks*2 + max) / (max * 2)
	if n == 0 && value > 0 {
		n = 1
	}
	for i := range out {
		out[i] = i < n
	}
	return out
}

func (g GoalProps) betweenScores() string {
	if g.Confidence.Asked {
		return ","
	}
	return ""
}

func (t TableProps) class() string {
	class := "nhsuk-table"
	if t.Compact {
		class += " nhsuk-table--compact"
	}
	if t.Stacked {
		class += " nhsuk-table--responsive"
	}
	return class
}

func (t TableProps) numeric(i int) bool { return i < len(t.Columns) && t.Columns[i].Numeric }

func (t TableProps) column(i int) string {
	if i < len(t.Columns) {
		return t.Columns[i].Label
	}
	return ""
}

func (c CopyProps) rows() string {
	if c.Rows > 0 {
		return strconv.Itoa(c.Rows)
	}
	return "6"
}
