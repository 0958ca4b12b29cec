package ui_test

import (
	"testing"

	"weft/internal/web/ui"
)

func TestSaidPutsTheWordsInQuotationMarks(t *testing.T) {
	t.Parallel()
	d := draw(t, ui.Said(ui.SaidProps{Words: "I <b>sing</b>.", Source: "Dilys, 2 October."}))
	if got := d.text("figure blockquote"); got != "“I <b>sing</b>.”" {
		t.Errorf("words %q", got)
	}
	d.has("figure figcaption", 1)
	draw(t, ui.Said(ui.SaidProps{Words: "Yes."})).has("figcaption", 0)
}

func TestThreadMarksTheOpenDoor(t *testing.T) {
	t.Parallel()
	d := draw(t, ui.Thread([]ui.ThreadItem{{Title: "They said yes", Door: true, When: "today"}, {Title: "Referred", Href: "/r", Body: para("By the surgery.")}}))
	d.has("ol.weft-thread > li", 2)
	if got := d.text("li.weft-door h3"); got != "They said yes" {
		t.Errorf("door at %q", got)
	}
	d.has(`li:not(.weft-door) h3 a[href="/r"]`, 1)
	d.has(`li:not(.weft-door) .weft-thread__when`, 0)
}

func TestRiskChipIsForRiskAlone(t *testing.T) {
	t.Parallel()
	rows := draw(t, ui.Rows([]ui.RowProps{{Lead: "9.30", Title: "Dilys", Chips: []string{"large print"}}, {Lead: "11.00", Title: "Tomasz", Risk: true, RiskHref: "/risk"}}))
	if got := rows.text(`li .weft-chip--risk`); got != "Read first" {
		t.Errorf("risk chip says %q", got)
	}
	rows.has(`a.weft-chip--risk[href="/risk"]`, 1)
	rows.has(`.weft-chip:not(.weft-chip--risk)`, 1)
	draw(t, ui.RiskChip("")).has(`span.weft-chip--risk`, 1)
}

func TestIdentNamesThePersonOnce(t *testing.T) {
	t.Parallel()
	p := ui.IdentProps{Name: "Dilys Penhallow", Aside: "she, 74", Heading: true, Facts: []ui.Fact{{Term: "With", Value: "you", Href: "/w"}}, More: []ui.Link{{Href: "/c", Label: "Close"}}, Main: &ui.ButtonProps{Label: "Record contact", Href: "/n"}}
	d := draw(t, ui.Ident(p))
	if got := d.text("h1"); got != "Dilys Penhallow she, 74" {
		t.Errorf("h1 says %q", got)
	}
	d.has(`dl dd a[href="/w"]`, 1)
	d.has(`details summary`, 1)
	d.has(`details ul a[href="/c"]`, 1)
	d.has(`.nhsuk-button:not(.nhsuk-button--secondary)`, 1)
	p.Heading, p.More, p.Main, p.NameHref = false, nil, nil, "/p"
	below := draw(t, ui.Ident(p))
	below.has("h1", 0)
	below.has(`p a[href="/p"]`, 1)
	below.has("details", 0)
}

func TestBarFillsInProportion(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ value, max, blocks, want int }{
		{0, 10, 5, 0}, {1, 10, 5, 1}, {5, 10, 5, 3}, {6, 10, 5, 3}, {10, 10, 5, 5}, {84, 100, 10, 8}, {140, 100, 10, 10}, {3, 0, 5, 0},
	} {
		d := draw(t, ui.Bar(c.value, c.max, c.blocks))
		d.has(".weft-bar[aria-hidden=true] i", c.blocks)
		d.has(".weft-bar i.weft-on", c.want)
	}
}

func TestGoalShowsOnlyWhatWasAsked(t *testing.T) {
	t.Parallel()
	both := draw(t, ui.GoalBox(ui.GoalProps{Words: "Sing", Importance: ui.Score{Value: 10, Asked: true}, Confidence: ui.Score{Value: 0, Asked: true}}))
	if got := both.text("p"); got != "matters 10 of 10, sure 0 of 10" {
		t.Errorf("scores say %q", got)
	}
	one := draw(t, ui.GoalBox(ui.GoalProps{Words: "Sing", Importance: ui.Score{Value: 7, Asked: true}}))
	if got := one.text("p"); got != "matters 7 of 10" {
		t.Errorf("one score says %q", got)
	}
	draw(t, ui.GoalBox(ui.GoalProps{Words: "Sing"})).has("p", 0)
}

func TestTableNamesItsRowsAndColumns(t *testing.T) {
	t.Parallel()
	props := ui.TableProps{Caption: "People", Columns: []ui.Column{{Label: "Name"}, {Label: "Weight", Numeric: true}}, Rows: [][]ui.Cell{{{Text: "Dilys", Href: "/d"}, {Text: "3"}}}, Compact: true, Stacked: true}
	d := draw(t, ui.Table(props))
	d.has(`table.nhsuk-table--compact.nhsuk-table--responsive caption`, 1)
	d.has(`thead th[scope=col]`, 2)
	d.has(`tbody th[scope=row] a[href="/d"]`, 1)
	d.has(`td.nhsuk-table__cell--numeric`, 1)
	d.has(`td [aria-hidden=true]`, 1)
	props.Stacked, props.NoRowHeads = false, true
	wide := draw(t, ui.Table(props))
	wide.has(`[role=region][tabindex="0"][aria-label=People] table`, 1)
	wide.has(`tbody th`, 0)
}

func TestSmallPiecesLeaveOutWhatIsEmpty(t *testing.T) {
	t.Parallel()
	draw(t, ui.Pages(ui.PagesProps{})).has("nav", 0)
	older := draw(t, ui.Pages(ui.PagesProps{OlderHref: "/o"}))
	older.has(`a[rel=next][href="/o"]`, 1)
	older.has("a", 1)
	draw(t, ui.ErrorSummary(nil)).has("div", 0)
	draw(t, ui.Empty(ui.EmptyProps{Text: "Nobody is waiting."})).has("p", 1)
	list := draw(t, ui.SummaryList([]ui.SummaryRow{{Key: "Name", Value: "Dilys", Actions: []ui.Link{{Href: "/e", Label: "Change"}}}, {Key: "Needs"}}))
	if got := list.text("dd a"); got != "Change Name" {
		t.Errorf("link says %q", got)
	}
}

func TestErrorPageGivesTheReference(t *testing.T) {
	t.Parallel()
	d := draw(t, ui.ErrorPage(ui.ErrorProps{Title: "Not saved", Sentence: "The disk is full. Ask whoever runs this.", Reference: "7F3K"}))
	if got := d.text(".weft-ref"); got != "7F3K" {
		t.Errorf("reference %q", got)
	}
	d.has("h1", 1)
	draw(t, ui.ErrorPage(ui.ErrorProps{Title: "Not found", Sentence: "Look elsewhere."})).has(".weft-ref", 0)
}

func TestCopyBlockIsReadOnlyAndPrints(t *testing.T) {
	t.Parallel()
	d := draw(t, ui.CopyBlock(ui.CopyProps{ID: "gp", Label: "For the record", Hint: "Copy it.", Text: "Seen <today>."}))
	d.has(`label[for=gp]`, 1)
	d.has(`textarea#gp[readonly][aria-describedby=gp-hint]`, 1)
	d.has(`button[type=button][hidden]`, 1)
	if got := d.text("pre"); got != "Seen <today>." {
		t.Errorf("printed text %q", got)
	}
}
