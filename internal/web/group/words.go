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

// title is what the page before the code asks.
func (v askView) title() string {
	if v.asking.Came {
		return "Did somebody come?"
	}
	return "Someone would like to come"
}

// lede says who asks what, and nothing about the person.
func (v askView) lede() string {
	if v.asking.Came {
		return "You offered a place to somebody whom " + v.asking.Worker + " from " + v.asking.Team + " asked you about. They agreed that we ask you whether they came. Please answer by " + v.lastDay + "."
	}
	return v.asking.Worker + " from " + v.asking.Team + " is asking whether you have a place for someone. Please look and answer by " + v.lastDay + ". A no helps as well."
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
