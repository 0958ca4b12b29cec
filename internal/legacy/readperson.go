package legacy

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/text"
	"weft/internal/vocabulary"
)

func sortedText(list []string) []string { sort.Strings(list); return list }

// person reads who somebody is and how to reach them.
func (c *cellSet) person() person.Details {
	d := person.Details{Name: c.name(), Pronouns: c.get("pronouns"), NHSNumber: digits(c.get("nhs_number")), AccessNote: c.get("access_note"),
		Address: c.address(), Postcode: c.get("postcode"), HiddenAddress: c.tick("hidden_address"), SafeContact: c.tick("safe_contact"),
		Restricted: c.tick("restricted"), Interpreter: c.tick("interpreter"), Risk: c.get("risk")}
	born := c.date("born")
	d.Born, d.BornAbout = born.Date, born.Year
	d.Language, d.Format = c.language(), c.format()
	c.practice(&d)
	d.Ways = c.ways()
	if !d.Born.IsZero() && d.Born.After(c.today) {
		c.fail("born", "This birth date is in the future. Check the year, and whether day and month are in the wrong order.")
		d.Born = c.today
	}
	return d
}

// name puts a name together; what somebody is called stands first.
func (c *cellSet) name() string {
	name := text.Line(c.get("name"))
	if name == "" {
		name = text.Line(c.get("first_name") + " " + c.get("last_name"))
	}
	if family, given, turned := strings.Cut(name, ","); turned && family != "" && strings.TrimSpace(given) != "" {
		name = text.Line(given + " " + family)
	}
	used := text.Line(c.get("name_used"))
	if used == "" || text.Fold(used) == text.Fold(name) || strings.HasPrefix(text.Fold(name)+" ", text.Fold(used)+" ") {
		return name
	}
	if name == "" {
		return used
	}
	return used + " (" + name + ")"
}

func (c *cellSet) address() string {
	var out []string
	for _, part := range []string{"address", "address_2", "town", "county"} {
		if v := c.get(part); v != "" {
			out = append(out, v)
		}
	}
	return strings.Join(out, "\n")
}

func (c *cellSet) language() string {
	word := c.get("language")
	if word == "" {
		return ""
	}
	code, ok := c.lookUp("language", word, func(w string) (string, bool) { return inList(vocabulary.Languages(), w, nil) })
	if !ok {
		return text.First(c.mapping.word("language", word), 60) // any language may be typed
	}
	return code
}

func (c *cellSet) format() string {
	word := c.get("format")
	if word == "" {
		return ""
	}
	code, ok := c.lookUp("format", word, func(w string) (string, bool) {
		return inList(vocabulary.Formats(), w, map[string]string{"standard": "normal|none|letter|letters|email|text|print|ordinary|written",
			"large": "large print|large letters", "easy": "easyread", "audio": "cd|tape", "bsl": "sign language"})
	})
	if !ok {
		c.fail("format", "Weft does not know this way of writing to somebody. Give it one of: %s, or map it.", codes(vocabulary.Formats()))
	}
	return code
}

func codes(l vocabulary.List) string {
	var out []string
	for _, t := range l {
		out = append(out, t.Code)
	}
	return strings.Join(out, ", ")
}

// practice finds the GP practice by its code or its name; another one is kept in words.
func (c *cellSet) practice(d *person.Details) {
	code, words := c.get("practice_code"), c.mapping.word("practice", c.get("practice"))
	for _, w := range []string{code, words} {
		if o, ok := c.house.practices[text.Fold(w)]; ok && w != "" {
			d.Practice = o.ID.String()
			return
		}
	}
	d.PracticeWords = text.Line(words)
	if d.PracticeWords == "" {
		d.PracticeWords = text.Line(code)
	}
}

// ways reads telephone numbers and e-mail addresses, with what may be done with them.
func (c *cellSet) ways() []person.Way {
	mayCall, mayText, mayLeave := c.allowed("may_call", true), c.allowed("may_text", true), c.allowed("may_leave", false)
	var out []person.Way
	for _, field := range []string{"mobile", "phone"} {
		cell := c.get(field)
		if cell == "" {
			continue
		}
		w, err := person.Reach(dialled(cell), c.get("contact_note"))
		if err != nil {
			_ = c.broken(err, map[string]string{"reach": field}) // Reach only says Invalid
			continue
		}
		w.MayCall, w.MayText, w.MayLeave = mayCall, mayText, mayLeave
		if !slices.ContainsFunc(out, func(have person.Way) bool { return have.Value == w.Value }) {
			out = append(out, w)
		}
	}
	if mail := text.Line(c.get("email")); mail != "" {
		if !text.Email(mail) {
			c.fail("email", "This is not an e-mail address. Correct it, or leave it out.")
		} else {
			out = append(out, person.Way{Kind: person.Email, Value: mail})
		}
	}
	return out
}

// allowed reads a tick that stands for something else when the column or the cell is
// empty.
func (c *cellSet) allowed(field string, otherwise bool) bool {
	if c.get(field) == "" {
		return otherwise
	}
	return c.tick(field)
}

// dialled gives a number back the nought that a spreadsheet took away.
func dialled(s string) string {
	s = digits(s)
	if len(s) == 10 && strings.ContainsRune("1237", rune(s[0])) && strings.Trim(s, "0123456789") == "" {
		return "0" + s
	}
	if len(s) == 12 && strings.HasPrefix(s, "44") && strings.Trim(s, "0123456789") == "" {
		return "+" + s
	}
	return s
}

// digits writes a whole number that a spreadsheet keeps as 7.7009E+09 in full.
func digits(s string) string {
	if !strings.ContainsAny(s, "eE.") {
		return s
	}
	if n, err := strconv.ParseFloat(s, 64); err == nil && n == float64(int64(n)) && n > 0 {
		return strconv.FormatInt(int64(n), 10)
	}
	return s
}

// atService finds the service of a row.
func (c *cellSet) atService() org.Service {
	word := c.get("service")
	if word == "" {
		if c.house.only.ID.IsZero() {
			c.fail("service", "This row does not say which service it belongs to. Fill the column, or name one for all rows with --service.")
		}
		return c.house.only
	}
	v, ok := c.house.services[text.Fold(c.mapping.word("service", word))]
	if !ok {
		c.fail("service", "Weft has no service of this name. Make it, write its name as Weft has it, or map it.")
	}
	return v
}
