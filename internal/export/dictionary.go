package export

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"weft/internal/db"
)

//go:embed dictionary.txt
var dictionaryText string

// meaning is what the dictionary says of a column: what it is and, where the database
// does not enforce it, in which table its values stand.
type meaning struct {
	what string
	ref  db.Reference
}

// dictionary says of every exported table and column what it is.
type dictionary struct {
	tables  map[string]string
	columns map[string]map[string]meaning // by table; "*" holds what means the same everywhere
}

// readDictionary reads dictionary.txt: a table at the start of a line, its columns below
// it, two spaces in, each perhaps with "> table.column".
func readDictionary(text string) (dictionary, error) {
	d := dictionary{tables: map[string]string{}, columns: map[string]map[string]meaning{}}
	table := ""
	for n, line := range strings.Split(text, "\n") {
		switch {
		case strings.TrimSpace(line) == "":
		case !strings.HasPrefix(line, " "):
			name, what, ok := strings.Cut(line, ": ")
			if !ok || d.columns[name] != nil {
				return d, fmt.Errorf("dictionary, line %d: a table needs a description and stands once", n+1)
			}
			table, d.tables[name], d.columns[name] = name, what, map[string]meaning{}
		default:
			head, what, ok := strings.Cut(strings.TrimPrefix(line, "  "), "  ")
			name, to, points := strings.Cut(head, " > ")
			if _, twice := d.columns[table][name]; !ok || twice || table == "" {
				return d, fmt.Errorf("dictionary, line %d: a column needs a description and stands once", n+1)
			}
			m := meaning{what: what}
			if points {
				m.ref = db.Reference{Column: name, Table: to, To: "id"}
				if other, column, ok := strings.Cut(to, "."); ok {
					m.ref.Table, m.ref.To = other, column
				}
			}
			d.columns[table][name] = m
		}
	}
	delete(d.tables, "*")
	return d, nil
}

// of returns what a column of a table is.
func (d dictionary) of(table, column string) (meaning, bool) {
	m, ok := d.columns[table][column]
	if !ok {
		m, ok = d.columns["*"][column]
	}
	return m, ok
}

// refs returns where the values of a table's columns stand: what the database enforces,
// and what the dictionary says.
func (d dictionary) refs(t db.Table) []db.Reference {
	out := slices.Clone(t.Refs)
	for _, c := range t.Columns {
		enforced := slices.ContainsFunc(out, func(r db.Reference) bool { return r.Column == c.Name })
		if m, _ := d.of(t.Name, c.Name); !enforced && m.ref.Table != "" && !stays(t.Name, c.Name) {
			out = append(out, db.Reference{Column: c.Name, Table: m.ref.Table, To: m.ref.To})
		}
	}
	return out
}

// left is something that stays behind, and why.
type left struct {
	Name   string `json:"name"`
	Reason string `json:"reason"`
}

// leftOut lists the tables that are not exported.
func leftOut() []left {
	private := "it belongs to whoever wrote it and to nobody else; they copy it from their own page"
	return []left{
		{"reflection", private},
		{"draft", "half-typed words belong to whoever types them and are no record yet"},
		{"help_request", "sealed with a key that only the person has, and gone after some days; nobody can read it but they"},
		{"session", "who is signed in just now; everybody signs in again"},
		{"one_time_link", "secrets that work once and for a short time; an administrator makes new ones"},
		{"sign_in_try", "counts failed tries to sign in, for minutes"},
		{"once", "keys that keep a form from being sent twice, for a day"},
		{"job", "work in progress; what waits to be sent stands in message.jsonl and is queued again at the next start"},
		{"directory_index", "how the index of the search was made; it is made anew"},
		{"directory_search", "the index of the search; it is made anew"},
		{"directory_search_config", "part of the index"},
		{"directory_search_content", "part of the index"},
		{"directory_search_data", "part of the index"},
		{"directory_search_docsize", "part of the index"},
		{"directory_search_idx", "part of the index"},
		{"goose_db_version", "which migrations ran; stands in datapackage.json as one number"},
	}
}

// leftColumns lists columns of exported tables that stay behind.
func leftColumns() []left {
	code := "belongs to a code that works for some minutes; the group asks for a new one"
	return []left{
		{"account.password_hash", "passwords stay behind; everybody chooses a new one through a one-time link"},
		{"connection.code_hash", code},
		{"connection.code_ends", code},
		{"connection.code_tries", code},
		{"connection.code_at", code},
		{"connection.proof_hash", code},
		{"connection.proof_ends", code},
	}
}

func staysWhole(table string) bool {
	return slices.ContainsFunc(leftOut(), func(l left) bool { return l.Name == table })
}

func stays(table, column string) bool {
	return slices.ContainsFunc(leftColumns(), func(l left) bool { return l.Name == table+"."+column })
}

// shipped lists the tables into which the schema itself puts rows; they are cleared
// before theirs come in, and do not count when we ask whether an installation is empty.
func shipped(table string) bool {
	return slices.Contains([]string{"term_state", "due_state", "directory_counter"}, table)
}

// taken returns the tables that are exported, each with the columns that are, in an
// order in which every table stands after those that it refers to.
func taken(all []db.Table) ([]db.Table, error) {
	var rest []db.Table
	for _, t := range all {
		if staysWhole(t.Name) {
			continue
		}
		t.Columns = slices.DeleteFunc(slices.Clone(t.Columns), func(c db.Column) bool { return stays(t.Name, c.Name) })
		rest = append(rest, t)
	}
	var out []db.Table
	done := map[string]bool{}
	for len(rest) > 0 {
		i := slices.IndexFunc(rest, func(t db.Table) bool {
			return !slices.ContainsFunc(t.Refs, func(r db.Reference) bool { return r.Table != t.Name && !done[r.Table] })
		})
		if i < 0 {
			return nil, fmt.Errorf("the tables from %s on refer to each other in a circle", rest[0].Name)
		}
		out, done[rest[i].Name] = append(out, rest[i]), true
		rest = slices.Delete(rest, i, i+1)
	}
	return out, nil
}
