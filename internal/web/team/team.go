package team

import (
	"weft/internal/authz"
	"weft/internal/pause"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// teamView is the lead's page.
type teamView struct {
	pause  string
	paused []ui.RowProps
}

func (p Pages) index(q *site.Request) error {
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
	v := teamView{pause: q.To("/team/pause")}
	if v.paused, err = p.pauseRows(q, now); err != nil {
		return err
	}
	return q.Render(q.Page("Team"), teamPage(v))
}
