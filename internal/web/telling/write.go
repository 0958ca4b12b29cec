package telling

import (
	"net/http"
	"strconv"
	"strings"

	"weft/internal/authz"
	"weft/internal/errs"
	"weft/internal/i18n"
	"weft/internal/message"
	"weft/internal/sms"
	"weft/internal/telling"
	"weft/internal/vocabulary"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// writeView is the form of a text or a letter with its preview.
type writeView struct {
	f        frame.Frame
	channel  message.Channel
	title    string
	action   string
	key      string
	draft    telling.Draft
	label    string // what staff call the words below
	refused  string // why nothing may be written, with what to do instead
	ring     string
	other    ui.Link // the other way to write
	choices  []ui.Option
	formats  []ui.Option
	notes    []string
	problems []ui.Problem
}

func (p Pages) text(q *site.Request) error   { return p.show(q, message.ByText) }
func (p Pages) letter(q *site.Request) error { return p.show(q, message.ByLetter) }

func (p Pages) sendText(q *site.Request) error   { return p.send(q, message.ByText) }
func (p Pages) sendLetter(q *site.Request) error { return p.send(q, message.ByLetter) }

// show is the page with what fits how the case stands.
func (p Pages) show(q *site.Request, ch message.Channel) error {
	f, err := p.load(q)
	if err != nil {
		return err
	}
	return p.render(q, f, telling.New{Channel: ch, Phrase: telling.Suggested(ch, f.Case)}, nil, http.StatusOK)
}

// load is the frame of a person whose case the reader may write in.
func (p Pages) load(q *site.Request) (frame.Frame, error) {
	f, err := p.Frame.Load(q)
	if err != nil {
		return f, err
	}
	if err := authz.Check(q.Actor, authz.CaseBook); err != nil {
		return f, err
	}
	if !f.HasCase {
		return f, errs.New(errs.NotFound, "caseload.not_found")
	}
	return f, nil
}

func (p Pages) render(q *site.Request, f frame.Frame, in telling.New, problems []ui.Problem, status int) error {
	v := writeView{f: f, channel: in.Channel, key: q.Key(), problems: problems, ring: f.Ring()}
	letter, text := ui.Link{Href: q.To(f.Path + "/letter"), Label: "Write a letter"}, ui.Link{Href: q.To(f.Path + "/text"), Label: "Send a text"}
	v.title, v.action, v.other = text.Label, text.Href, letter
	if in.Channel == message.ByLetter {
		v.title, v.action, v.other = letter.Label, letter.Href, text
	}
	d, err := p.Telling.Preview(q.Context(), q.Actor, f.Card.ID, in)
	switch errs.KindOf(err) {
	case errs.Conflict: // not safe: the page says why and what to do instead
		v.refused, _ = q.Site.Words.Problem("en", err)
	case errs.Invalid: // the form says it
		d = telling.Draft{New: in}
		if len(v.problems) == 0 {
			v.problems, _ = q.Problems(site.Filled(nil), err)
			status = site.FormStatus(err)
		}
	default:
		if err != nil {
			return err
		}
	}
	v.draft = d
	choice, _ := telling.Of(in.Channel, d.Phrase)
	v.label = choice.Label
	v.choices, v.formats, v.notes = choiceOptions(in.Channel), formatOptions(), p.notes(f, d)
	page := f.Page(q, v.title, false)
	page.Problems = v.problems
	page.Back = &ui.Link{Href: q.To(f.Path), Label: f.Card.Name}
	return q.RenderStatus(status, page, writePage(v))
}

// send sends what was chosen, or only shows it.
func (p Pages) send(q *site.Request, ch message.Channel) error {
	f, err := p.load(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	in := telling.New{Key: form.Key(), Channel: ch, Phrase: message.Phrase(form.Text("phrase")), Lang: form.Text("lang"), Format: form.Text("format")}
	if form.Text("do") == "show" {
		return p.render(q, f, in, nil, http.StatusOK)
	}
	_, err = p.Telling.Send(q.Context(), q.Actor, f.Card.ID, in)
	if problems, shown := q.Problems(form, err); shown {
		return p.render(q, f, in, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.Flash(p.sentWords(ch))
	return q.Redirect(f.Path)
}

func (p Pages) sentWords(ch message.Channel) string {
	switch {
	case ch == message.ByLetter:
		return "The letter waits to be printed. It is noted as a contact."
	case p.Messages.Sends(ch):
		return "The text goes now, or at eight in the morning if it is night. It is noted as a contact."
	default:
		return "The text waits in the outbox, where somebody sends it from a phone. It is noted as a contact."
	}
}

// notes are what whoever writes should know first.
func (p Pages) notes(f frame.Frame, d telling.Draft) []string {
	var out []string
	first, _, _ := strings.Cut(f.Card.Name, " ")
	c := f.Card
	if d.Channel == message.ByText && d.Way.Value != "" {
		said := "It goes to " + first + "’s mobile, " + d.Way.Value + ". Texts are fine there."
		if d.Way.Note != "" {
			said += " " + d.Way.Note + "."
		}
		out = append(out, said)
	}
	if d.Address != "" {
		out = append(out, "It goes to "+strings.ReplaceAll(d.Address, "\n", ", ")+".")
	}
	if c.Language != "" && c.Language != "en" && c.Language != "cy" {
		out = append(out, first+" speaks "+vocabulary.Languages().Words(c.Language, "en")+". Our fixed words are in English and Welsh. Ring with an interpreter if that is better.")
	}
	if must := arrange(c.Format); must != "" && d.Channel == message.ByLetter {
		out = append(out, must)
	}
	return out
}

// arrange is what somebody must do for a format that no printer makes.
func arrange(format string) string {
	switch format {
	case "braille":
		return "They read Braille. The outbox asks somebody to have it made before it is posted."
	case "audio":
		return "They listen to letters. The outbox asks somebody to record it before it is posted."
	case "bsl":
		return "They use British Sign Language. The outbox asks somebody to arrange a video, or an interpreter to sign it."
	}
	return ""
}

func choiceOptions(ch message.Channel) []ui.Option {
	list := telling.Letters()
	if ch == message.ByText {
		list = telling.Texts()
	}
	var out []ui.Option
	for _, c := range list {
		out = append(out, ui.Option{Value: string(c.Phrase), Label: c.Label})
	}
	return out
}

func formatOptions() []ui.Option {
	var out []ui.Option
	for _, t := range vocabulary.Formats() {
		out = append(out, ui.Option{Value: t.Code, Label: formatWords(t.Code)})
	}
	return out
}

// formatWords is a format as one chooses it for a letter.
func formatWords(code string) string {
	switch code {
	case "standard":
		return "Ordinary, 14 point"
	case "large":
		return "Large print, 18 point"
	}
	return vocabulary.Formats().Words(code, "en")
}

func langOptions() []ui.Option {
	return []ui.Option{{Value: i18n.English, Label: "English"}, {Value: i18n.Welsh, Label: "Welsh"}}
}

// lengthWords says how long a text is on a telephone.
func lengthWords(body string) string {
	l := sms.Measure(body)
	if l.Parts == 1 {
		return strconv.Itoa(l.Units) + " letters: one text."
	}
	return strconv.Itoa(l.Units) + " letters: it is sent, and paid for, as " + strconv.Itoa(l.Parts) + " texts."
}
