package directory

import "strings"

// query is what the index is asked: every group must hold, by one of its tokens.
type query struct{ groups [][]token }

// token is one token to look for; with prefix, any that begins like it.
type token struct {
	text   string
	prefix bool
}

func (q *query) and(group ...token) {
	if len(group) > 0 {
		q.groups = append(q.groups, group)
	}
}

func (q query) empty() bool { return len(q.groups) == 0 }

// wordGroups asks for every word, behind a mark or without; by its beginning when asked
// to and when it is three letters long, which costs far more than the word itself.
func wordGroups(stems []string, mark string, beginnings bool) query {
	var q query
	for _, w := range stems {
		q.and(token{text: mark + w, prefix: beginnings && len([]rune(w)) >= 3})
	}
	return q
}

func plain(tokens []string) []token {
	out := make([]token, len(tokens))
	for i, t := range tokens {
		out[i] = token{text: t}
	}
	return out
}

// fts5 writes the query for SQLite. Tokens are letters, digits and underscores, so the
// quotation marks cannot be broken out of.
func (q query) fts5() string {
	return q.write(" AND ", " OR ", func(t token) string {
		s := `"` + strings.ReplaceAll(t.text, `"`, "") + `"`
		if t.prefix {
			s += "*"
		}
		return s
	})
}

// tsquery writes the query for PostgreSQL.
func (q query) tsquery() string {
	return q.write(" & ", " | ", func(t token) string {
		s := "'" + strings.NewReplacer("'", "", `\`, "").Replace(t.text) + "'"
		if t.prefix {
			s += ":*"
		}
		return s
	})
}

func (q query) write(and, or string, one func(token) string) string {
	groups := make([]string, len(q.groups))
	for i, g := range q.groups {
		parts := make([]string, len(g))
		for j, t := range g {
			parts[j] = one(t)
		}
		groups[i] = "(" + strings.Join(parts, or) + ")"
	}
	return strings.Join(groups, and)
}
