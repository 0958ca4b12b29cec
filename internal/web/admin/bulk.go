package admin

import (
	"bytes"
	"encoding/csv"
	"io"
	"net/http"
	"strconv"
	"strings"

	"weft/internal/account"
	"weft/internal/authz"
	"weft/internal/errs"
	"weft/internal/text"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// maxList bounds a list of colleagues, in bytes.
const maxList = 1 << 20

// bulkView is a list of colleagues: typed, looked at, and at the end their links.
type bulkView struct {
	action, key string
	form        *site.Form
	problems    []ui.Problem
	lines       []bulkLine
	good        int
	done        bool
	links       string // shown once
	example     string
	table       ui.TableProps
}

// bulkLine is one line as it was read, and what stands against it.
type bulkLine struct {
	account.Invite
	role, where string // as they were typed
	fault       string // a sentence
}

func (p Pages) bulkForm(q *site.Request) error {
	if err := authz.Check(q.Actor, authz.AccountAdmin); err != nil {
		return err
	}
	return p.renderBulk(q, bulkView{form: site.Filled(nil)}, http.StatusOK)
}

func (p Pages) renderBulk(q *site.Request, v bulkView, status int) error {
	v.action, v.key = q.To("/admin/accounts/list"), v.form.Key()
	if v.key == "" {
		v.key = q.Key()
	}
	v.example = "name,email,role,where\n"
	if len(v.lines) > 0 {
		v.table = lineTable(v.lines)
	}
	page := q.Page("Add many accounts")
	page.Problems, page.Back = v.problems, &ui.Link{Href: q.To("/admin/accounts"), Label: "Accounts"}
	return q.RenderStatus(status, page, bulkPage(v))
}

func lineTable(lines []bulkLine) ui.TableProps {
	t := ui.TableProps{Caption: "The list as Weft reads it", Compact: true, Stacked: true, NoRowHeads: true,
		Columns: []ui.Column{{Label: "Line"}, {Label: "Name"}, {Label: "E-mail"}, {Label: "Role"}, {Label: "Where"}, {Label: "What to put right"}}}
	for i, l := range lines {
		t.Rows = append(t.Rows, []ui.Cell{{Text: strconv.Itoa(i + 2)}, {Text: l.Name}, {Text: l.Email}, {Text: l.role}, {Text: l.where}, {Text: l.fault}})
	}
	return t
}

// bulk reads the list and says what it found; with do=add and nothing to put right it
// adds everyone and shows their links, on this answer only.
func (p Pages) bulk(q *site.Request) error {
	if err := authz.Check(q.Actor, authz.AccountAdmin); err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	if err := takeFile(q, form); err != nil {
		return err
	}
	v := bulkView{form: form}
	if v.lines, err = p.readList(q, form); err != nil {
		return err
	}
	p.look(q, &v)
	if v.problems, _ = q.Problems(form, nil); len(v.problems) > 0 || v.good < len(v.lines) {
		return p.renderBulk(q, v, http.StatusUnprocessableEntity)
	}
	if form.Text("do") != "add" {
		return p.renderBulk(q, v, http.StatusOK)
	}
	return p.invite(q, v)
}

// look says beside each line what is wrong with it, and counts those that are right.
func (p Pages) look(q *site.Request, v *bulkView) {
	for _, f := range errs.FieldsOf(account.CheckInvites(invites(v.lines))) {
		if n, err := strconv.Atoi(strings.TrimPrefix(f.Name, "line")); err == nil && v.lines[n-1].fault == "" {
			v.lines[n-1].fault = q.Site.Words.T("en", f.Code, f.Args...)
		}
	}
	for _, l := range v.lines {
		if l.fault == "" {
			v.good++
		}
	}
}

func invites(lines []bulkLine) []account.Invite {
	out := make([]account.Invite, len(lines))
	for i, l := range lines {
		out[i] = l.Invite
	}
	return out
}

func (p Pages) invite(q *site.Request, v bulkView) error {
	made, err := p.Accounts.InviteAll(q.Context(), q.Actor, v.form.Key(), invites(v.lines))
	if errs.Is(err, errs.Invalid) {
		for _, f := range errs.FieldsOf(err) {
			p.blame(q, &v, f)
		}
		return p.renderBulk(q, v, http.StatusUnprocessableEntity)
	}
	if err != nil {
		return err
	}
	v.done = true
	var b strings.Builder
	for _, m := range made {
		if m.Link.Token != "" {
			b.WriteString(m.Account.Name + ": " + q.Site.BaseURL + "/" + string(account.Setup) + "/" + m.Link.Token + "\n")
		}
	}
	v.links = strings.TrimSpace(b.String())
	return p.renderBulk(q, v, http.StatusOK)
}

// blame puts a fault that the use case found beside its line.
func (p Pages) blame(q *site.Request, v *bulkView, f errs.Field) {
	sentence := q.Site.Words.T("en", f.Code, f.Args...)
	n, err := strconv.Atoi(strings.TrimPrefix(f.Name, "line"))
	if err != nil || n < 1 || n > len(v.lines) {
		v.problems = append(v.problems, ui.Problem{Field: "list", Text: sentence})
		return
	}
	v.lines[n-1].fault = sentence
	v.good = 0
}

// takeFile puts an uploaded file into the box, so that it is looked at like typed lines.
func takeFile(q *site.Request, form *site.Form) error {
	if q.MultipartForm == nil || len(q.MultipartForm.File["file"]) == 0 {
		return nil
	}
	f, err := q.MultipartForm.File["file"][0].Open()
	if err != nil {
		return errs.Wrap(errs.Invalid, "form.unreadable", err)
	}
	defer func() { _ = f.Close() }()
	body, err := io.ReadAll(io.LimitReader(f, maxList+1))
	if err != nil {
		return errs.Wrap(errs.Invalid, "form.unreadable", err)
	}
	if len(body) > maxList {
		return errs.New(errs.TooLarge, "form.too_large")
	}
	if len(bytes.TrimSpace(body)) > 0 {
		form.Values.Set("list", strings.ToValidUTF8(strings.TrimPrefix(string(body), "\ufeff"), "?"))
	}
	return nil
}

// readList reads the lines and finds the role and the place of each.
func (p Pages) readList(q *site.Request, form *site.Form) ([]bulkLine, error) {
	read, headed := listed(form.Text("list"))
	if len(read) == 0 && headed {
		form.Fail("list", "account.invite_empty")
		return nil, nil
	}
	if !headed {
		form.Fail("list", "account.invite_header")
		return nil, nil
	}
	find, err := p.finder(q)
	if err != nil {
		return nil, err
	}
	var out []bulkLine
	for _, l := range read {
		find.resolve(&l)
		out = append(out, l)
	}
	return out, nil
}

// listed takes a pasted list apart by commas, semicolons or tabs, as its headings are.
// headed is false when the first line has no headings; a list that cannot be read at all
// has no lines.
func listed(list string) (out []bulkLine, headed bool) {
	rows := csv.NewReader(strings.NewReader(list))
	rows.FieldsPerRecord, rows.LazyQuotes, rows.TrimLeadingSpace = -1, true, true
	if head, _, _ := strings.Cut(list, "\n"); strings.Count(head, ";") > strings.Count(head, ",") {
		rows.Comma = ';'
	} else if strings.Contains(head, "\t") {
		rows.Comma = '\t'
	}
	all, err := rows.ReadAll()
	if err != nil || len(all) == 0 {
		return nil, true
	}
	if len(all[0]) < 2 || !strings.EqualFold(strings.TrimSpace(all[0][0]), "name") {
		return nil, false
	}
	for _, cells := range all[1:] {
		at := func(i int) string {
			if i < len(cells) {
				return text.Line(cells[i])
			}
			return ""
		}
		out = append(out, bulkLine{Invite: account.Invite{Name: at(0), Email: at(1)}, role: at(2), where: at(3)})
	}
	return out, true
}

// finder knows the roles and the places by their words.
type finder struct {
	roles    map[string]authz.Role
	places   map[string]string
	services []string
}

func (p Pages) finder(q *site.Request) (finder, error) {
	f := finder{roles: map[string]authz.Role{}, places: map[string]string{}}
	for _, r := range authz.Roles() {
		f.roles[text.Fold(string(r))] = r
		f.roles[text.Fold(q.Site.Words.T("en", "role."+string(r)))] = r
	}
	services, err := p.Orgs.Services(q.Context())
	if err != nil {
		return f, err
	}
	for _, s := range services {
		f.places[text.Fold(s.Name)] = s.ID.String()
		f.services = append(f.services, s.ID.String())
	}
	orgs, err := p.Orgs.List(q.Context(), "")
	if err != nil {
		return f, err
	}
	for _, o := range orgs {
		f.places[text.Fold(o.Name)] = o.ID.String()
		if o.ODS != "" {
			f.places[text.Fold(o.ODS)] = o.ID.String()
		}
	}
	accounts, err := p.Accounts.List(q.Context(), q.Actor, account.Filter{})
	for _, a := range accounts {
		if a.Email != "" {
			f.places[text.Fold(a.Email)] = a.ID.String() // whom a GP supervisor supervises
		}
	}
	return f, err
}

// resolve finds role and place, or says what is missing. Where there is one service only,
// an empty place is that service.
func (f finder) resolve(l *bulkLine) {
	l.Role = f.roles[text.Fold(l.role)]
	switch {
	case l.Role == "":
		l.fault = "There is no role of this name. Write link worker, team lead, receptionist or another from the list of roles."
	case l.Role == authz.Admin:
	case l.where == "" && len(f.services) == 1:
		l.At = f.services[0]
	default:
		if l.At = f.places[text.Fold(l.where)]; l.At == "" {
			l.fault = "There is no service, organisation or worker of this name. Write it as it stands on the set-up pages."
		}
	}
}
