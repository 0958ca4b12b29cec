package group

import (
	"weft/internal/connection"
	"weft/internal/web/ui"
)

func askRows(v askView) []ui.SummaryRow {
	rows := []ui.SummaryRow{{Key: "Group", Value: v.asking.Name}}
	if v.page != "" {
		rows[0].Actions = []ui.Link{{Href: v.page, Label: "See the entry"}}
	}
	if v.when != "" {
		rows = append(rows, ui.SummaryRow{Key: "When you meet", Value: v.when})
	}
	return append(rows, ui.SummaryRow{Key: "Answer by", Value: v.lastDay})
}

// meaning says what an answer leads to.
func meaning(a connection.Answer, worker string) string {
	switch a {
	case connection.Accept:
		return worker + " tells them that they are welcome."
	case connection.Full:
		return worker + " asks again later, or looks elsewhere."
	case connection.NotRight:
		return "Thank you for saying so. " + worker + " looks for something that fits better."
	case connection.Ask:
		return worker + " rings you or writes to you with the answer."
	}
	return ""
}
