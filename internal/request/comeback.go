package request

import (
	"context"
	"time"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/text"
)

// Proofs are what a person can say to come back: the name or the birth date that they
// gave. One of them is enough.
type Proofs struct {
	Name string
	Born clock.Date
}

// Saved is a request that can be come back to. Code is told this once.
type Saved struct {
	Code string
	Ends time.Time
}

// Save makes a code with which the person comes back to the request that a browser
// holds, from anywhere, within fourteen days; a code of before ends. Invalid when
// there is neither a name nor a birth date to ask for; NotFound when the browser holds
// no request. The same key makes the same code. Audited as the public's.
func (s *Service) Save(ctx context.Context, token, key string, p Proofs) (out Saved, err error) {
	var c errs.Check
	c.Require(text.Fold(p.Name) != "" || !p.Born.IsZero(), "save_name", "request.proof_missing")
	if err := c.Err(); err != nil {
		return out, err
	}
	if key == "" {
		key = string(newKey())
	}
	out.Code = codeFrom(derive([]byte(token), "code "+key))
	secret, err := stretch(out.Code)
	if err != nil {
		return out, err
	}
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		r, content, err := s.open(ctx, tx, token)
		if err != nil {
			return err
		}
		keys := map[string]string{byToken: r.keys[byToken]}
		for kind, words := range map[string]string{byName: p.Name, byBorn: bornOf(p.Born)} {
			if text.Fold(words) == "" {
				continue
			}
			if keys[kind], err = sameKey(secret, content, kind, words); err != nil {
				return err
			}
		}
		r.keys, r.code, r.tries, r.ends = keys, codeDigest(secret), 0, tx.Now().Add(keepFor)
		out.Ends = r.ends
		if err := put(ctx, tx, r); err != nil {
			return err
		}
		return audit.Record(ctx, tx, authz.Nobody(), "request.save", audit.On("request", r.id.String()))
	})
	return out, err
}

// Resume opens a request with its code and the name or the birth date, for another
// browser, and returns the token for it; the browser of before holds it no longer.
// Whatever does not fit has the one answer, Invalid at the field code; five tries with
// a right code and a wrong proof end the code. Audited as the public's.
func (s *Service) Resume(ctx context.Context, typed, form string, p Proofs) (token string, err error) {
	code, ok := readCode(typed)
	if !ok {
		return "", wrongCode()
	}
	secret, err := stretch(code)
	if err != nil {
		return "", err
	}
	wrong := false
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		r, err := byCode(ctx, tx, codeDigest(secret))
		if errs.Is(err, errs.NotFound) {
			wrong = true
			return nil
		}
		if err != nil {
			return err
		}
		content, ok := r.unlock(secret, p)
		if !ok {
			wrong = true
			return r.miss(ctx, tx)
		}
		token = digest(string(derive(content, "resumed by "+form)))
		if r.keys[byToken], err = seal(derive([]byte(token), "open"), content); err != nil {
			return err
		}
		r.device, r.tries = digest(token), 0
		if err := put(ctx, tx, r); err != nil {
			return err
		}
		return audit.Record(ctx, tx, authz.Nobody(), "request.resume", audit.On("request", r.id.String()))
	})
	if err == nil && wrong {
		err = wrongCode()
	}
	return token, err
}

// codeDigest is how a code is looked up.
func codeDigest(secret []byte) string { return digest(string(derive(secret, "code"))) }

// unlock returns the content key, when one of the proofs fits.
func (r row) unlock(secret []byte, p Proofs) ([]byte, bool) {
	for kind, words := range map[string]string{byName: p.Name, byBorn: bornOf(p.Born)} {
		if r.keys[kind] == "" || text.Fold(words) == "" {
			continue
		}
		if key, err := unseal(derive(secret, proof(kind, words)), r.keys[kind]); err == nil {
			return key, true
		}
	}
	return nil, false
}

// miss counts a wrong try; the fifth ends the code.
func (r row) miss(ctx context.Context, tx *db.Tx) error {
	r.tries++
	if r.tries >= maxTries {
		r.code = ""
		delete(r.keys, byName)
		delete(r.keys, byBorn)
	}
	return put(ctx, tx, r)
}
