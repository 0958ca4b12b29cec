package telling

import (
	"strconv"

	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/message"
	"weft/internal/org"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// post is one letter as it is printed.
type post struct {
	m       message.Message
	service org.Service
	day     string
}

// printView is the letters of the queue, one a page, with what is to be arranged first.
type printView struct {
	title   string
	lede    string
	action  string
	key     string
	letters []post
	arrange []ui.RowProps
	again   bool // it was printed before
}

// mostPrinted bounds what is printed in one go.
const mostPrinted = 100

// queue shows the letters that wait, as they are printed; looking changes nothing.
func (p Pages) queue(q *site.Request) error {
	list, err := p.Messages.Outbox(q.Context(), q.Actor, message.Filter{State: message.Waiting, Channel: message.ByLetter, Limit: mostPrinted})
	if err != nil {
		return err
	}
	v := printView{action: q.To("/outbox/print"), key: q.Key()}
	for _, m := range list {
		switch {
		case m.Masked:
		case byHand(m):
			v.arrange = append(v.arrange, p.row(q, m))
		default:
			v.letters = append(v.letters, post{m: m})
		}
	}
	v.title = "No letters to print"
	switch n := len(v.letters); {
	case n == 1:
		v.title = "One letter to print"
	case n > 1:
		v.title = strconv.Itoa(n) + " letters to print"
	}
	v.lede = "Each begins on a page of its own, with the address where a window envelope shows it. Print from your browser, then say that you have."
	return p.renderPrint(q, v)
}

// one shows one letter as it is printed, for the first time or again.
func (p Pages) one(q *site.Request) error {
	m, err := p.load1(q)
	if err != nil {
		return err
	}
	if m.Masked {
		return errs.New(errs.Forbidden, "person.masked")
	}
	if m.Channel != message.ByLetter {
		return errs.New(errs.Conflict, "message.not_a_letter")
	}
	if m.State == message.Stopped {
		return errs.New(errs.Conflict, "message.is_stopped")
	}
	v := printView{title: "A letter to print", lede: arrange(m.Format), action: q.To("/outbox/print"), key: q.Key(), letters: []post{{m: m}},
		again: m.State != message.Waiting}
	return p.renderPrint(q, v)
}

func (p Pages) renderPrint(q *site.Request, v printView) error {
	services, err := p.Orgs.Services(q.Context())
	if err != nil {
		return err
	}
	by := map[string]org.Service{}
	for _, s := range services {
		by[s.ID.String()] = s
	}
	for i := range v.letters {
		l := &v.letters[i]
		l.service = by[l.m.Service]
		l.day = q.Site.Words.DateYear(l.m.Lang, clock.DateOf(l.m.At, q.Site.Zone))
	}
	page := q.Page(v.title)
	page.Back = &ui.Link{Href: q.To(home(q.Actor)), Label: homeWords(q.Actor)}
	return q.Render(page, printPage(v))
}

// printed marks the letters that were on the page as printed.
func (p Pages) printed(q *site.Request) error {
	if err := message.MayHandle(q.Actor); err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	noted, meanwhile := 0, 0
	for _, s := range form.List("letter") {
		mid, err := id.Parse[message.Message](s)
		if err != nil {
			return err
		}
		switch err := p.Messages.MarkPrinted(q.Context(), q.Actor, mid); {
		case err == nil:
			noted++
		case errs.Is(err, errs.Conflict): // somebody died, moved, or printed it already
			meanwhile++
		default:
			return err
		}
	}
	said := "Noted as printed: " + strconv.Itoa(noted) + ". You can print any of them again."
	if meanwhile > 0 {
		said += " No longer waiting: " + strconv.Itoa(meanwhile) + ". Look at the outbox before you post, and take out of the pile what was stopped."
	}
	q.Flash(said)
	return q.Redirect(home(q.Actor))
}
