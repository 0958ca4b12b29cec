package site

import (
	"net/http"
	"net/url"
)

// Draft returns the kept draft of this form, as a Form to show, and whether there is
// one. The form's own path is its name.
func (q *Request) Draft() (*Form, bool) {
	d, err := q.Site.Drafts.Load(q.Context(), q.Actor, q.URL.Path)
	if err != nil || d.Fields == nil {
		return nil, false
	}
	return Filled(d.Fields), true
}

// DropDraft forgets the draft of a form after it was sent. That it stays when the
// database just failed does no harm, so the error is only logged.
func (q *Request) DropDraft(path string) {
	if err := q.Site.Drafts.Drop(q.Context(), q.Actor, path); err != nil {
		q.Site.Log.Warn("a draft stayed", "error", err)
	}
}

// AutosaveTo returns the address that keeps the draft of the form on this page.
func (q *Request) AutosaveTo() string {
	return q.To("/draft?form=" + url.QueryEscape(q.URL.Path))
}

// KeepDraft is the handler behind AutosaveTo: it answers 204, or the status of what
// went wrong, for the script to say.
func KeepDraft(q *Request) error {
	form, err := q.Form()
	if err != nil {
		return err
	}
	path := LocalPath(q.URL.Query().Get("form"))
	form.Values.Del("idempotency_key")
	if err := q.Site.Drafts.Save(q.Context(), q.Actor, path, form.Values); err != nil {
		return err
	}
	q.W.WriteHeader(http.StatusNoContent)
	return nil
}

// DiscardDraft is the handler of the "start afresh" button beside a draft.
func DiscardDraft(q *Request) error {
	form, err := q.Form()
	if err != nil {
		return err
	}
	path := LocalPath(form.Text("form"))
	q.DropDraft(path)
	return q.Redirect(path)
}
