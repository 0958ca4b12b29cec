package person

import "weft/internal/errs"

// The rules of how words may reach somebody stand here, in one place. By itself the
// program takes the first safe way in this order: e-mail, letter; else nobody is
// written to and somebody rings. A text goes only when a worker chooses it. A death
// and safe contact win over everything.

// TextTo returns the mobile that texts may go to, or a Conflict that says why none
// may: they have died, contact must be safe, they said no texts, there is no mobile.
func (c Card) TextTo() (Way, error) {
	if code := c.unsafe(); code != "" {
		return Way{}, errs.New(errs.Conflict, code)
	}
	refused := false
	for _, w := range c.Ways {
		if w.Kind == Mobile && w.MayText {
			return w, nil
		}
		refused = refused || w.Kind == Mobile
	}
	if refused {
		return Way{}, errs.New(errs.Conflict, "person.no_text_refused")
	}
	return Way{}, errs.New(errs.Conflict, "person.no_text_mobile")
}

// LetterTo returns the address that letters may go to, or a Conflict that says why
// none may: they have died, contact must be safe, the address is hidden or not known.
func (c Card) LetterTo() (string, error) {
	code := c.unsafe()
	switch {
	case code != "":
	case c.HiddenAddress:
		code = "person.no_letter_hidden"
	case c.Address == "":
		code = "person.no_letter_address"
	default:
		return c.postal(), nil
	}
	return "", errs.New(errs.Conflict, code)
}

// unsafe is why nothing in writing may reach them at all, or "".
func (c Card) unsafe() string {
	switch {
	case !c.Died.IsZero():
		return "person.no_words_died"
	case c.SafeContact:
		return "person.no_words_safe"
	}
	return ""
}
