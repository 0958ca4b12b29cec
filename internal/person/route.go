package person

import "weft/internal/errs"

// The rules of how words may reach somebody stand here, in one place. By itself the
// program takes the first safe way in this order: e-mail, letter; else nobody is
// written to and somebody rings. A text goes only when a worker chooses it. A death
// and safe contact win over everything.

// TextTo returns the mobile that texts may go to, or a Conflict that says why none
// may: they have died, contact must be safe, they said no texts, there is no mobile.
func (c Card) TextTo() (Way, error) {
	if err := c.unsafe(); err != nil {
		return Way{}, err
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
	switch err := c.unsafe(); {
	case err != nil:
		return "", err
	case c.HiddenAddress:
		return "", errs.New(errs.Conflict, "person.no_letter_hidden")
	case c.Address == "":
		return "", errs.New(errs.Conflict, "person.no_letter_address")
	}
	return c.postal(), nil
}

// unsafe is why nothing in writing may reach them at all, or nil.
func (c Card) unsafe() error {
	switch {
	case !c.Died.IsZero():
		return errs.New(errs.Conflict, "person.no_words_died")
	case c.SafeContact:
		return errs.New(errs.Conflict, "person.no_words_safe")
	}
	return nil
}
