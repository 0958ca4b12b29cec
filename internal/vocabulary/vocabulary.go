package vocabulary

// Term is one entry of a list: its code and its words.
type Term struct {
	Code string
	En   string
	Cy   string
}

// Words returns the term's words in a language, English where there are none.
func (t Term) Words(lang string) string {
	if lang == "cy" && t.Cy != "" {
		return t.Cy
	}
	return t.En
}

// List is an ordered list of terms.
type List []Term

// Has reports whether the list has the code.
func (l List) Has(code string) bool {
	_, ok := l.Find(code)
	return ok
}

// Find returns the term with the code.
func (l List) Find(code string) (Term, bool) {
	for _, t := range l {
		if t.Code == code {
			return t, true
		}
	}
	return Term{}, false
}

// Words returns the words of a code in a language, or the code itself when an
// older record holds one that the list no longer has.
func (l List) Words(code, lang string) string {
	if t, ok := l.Find(code); ok {
		return t.Words(lang)
	}
	return code
}
