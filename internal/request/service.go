package request

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/once"
	"weft/internal/referral"
	"weft/internal/text"
)

// Service is the use cases of this package. Anyone may call them: what they ask for
// instead of an account is the token or the code.
type Service struct {
	db        *db.DB
	referrals *referral.Service
}

// NewService returns the use cases on a database.
func NewService(d *db.DB, r *referral.Service) *Service { return &Service{db: d, referrals: r} }

func gone() error { return errs.New(errs.NotFound, "request.gone") }

// The names of the keys that open the content key of a request.
const (
	byToken = "token"
	byName  = "name"
	byBorn  = "born"
)

// Keep keeps the answers of a request that a browser holds, in place of those before,
// and returns its token; the first time it begins one. seed is the key of the first
// form: the same one begins the same request, so that an impatient second click begins
// no second one. TooLarge when there is more than a request may hold. Not audited: it
// is about nobody yet.
func (s *Service) Keep(ctx context.Context, token, seed string, answers url.Values) (string, error) {
	body, err := json.Marshal(answers)
	if err != nil {
		return "", fmt.Errorf("keep a request: %w", err)
	}
	if len(body) > maxFields {
		return "", errs.New(errs.TooLarge, "form.too_large")
	}
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		r, key, err := s.open(ctx, tx, token)
		if errs.Is(err, errs.NotFound) {
			r, key, token, err = s.begin(ctx, tx, seed)
		}
		if err != nil {
			return err
		}
		if r.sealed, err = seal(key, body); err != nil {
			return err
		}
		r.ends = tx.Now().Add(keepFor)
		return put(ctx, tx, r)
	})
	return token, err
}

// begin makes a request, or finds the one that the same form began.
func (s *Service) begin(ctx context.Context, tx *db.Tx, seed string) (row, []byte, string, error) {
	token := id.New[Request]().String() + id.New[Request]().String()
	if seed != "" {
		token = digest("begun by " + seed)
		if r, key, err := s.open(ctx, tx, token); !errs.Is(err, errs.NotFound) {
			return r, key, token, err
		}
	}
	key := newKey()
	wrapped, err := seal(derive([]byte(token), "open"), key)
	return row{id: id.New[Request](), device: digest(token), keys: map[string]string{byToken: wrapped}}, key, token, err
}

// open returns the request that a browser holds, and its content key.
func (s *Service) open(ctx context.Context, tx *db.Tx, token string) (row, []byte, error) {
	if token == "" {
		return row{}, nil, gone()
	}
	r, err := byDevice(ctx, tx, token)
	if err != nil {
		return row{}, nil, err
	}
	key, err := unseal(derive([]byte(token), "open"), r.keys[byToken])
	if err != nil {
		return row{}, nil, gone()
	}
	return r, key, nil
}

// Load returns the request that a browser holds; NotFound when there is none, when it
// has ended or was sent.
func (s *Service) Load(ctx context.Context, token string) (out Request, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		r, key, err := s.open(ctx, tx, token)
		if err != nil {
			return err
		}
		out, err = r.request(key)
		return err
	})
	return out, err
}

func (r row) request(key []byte) (Request, error) {
	body, err := unseal(key, r.sealed)
	if err != nil {
		return Request{}, gone()
	}
	out := Request{ID: r.id, Ends: r.ends}
	if err := json.Unmarshal(body, &out.Answers); err != nil {
		return Request{}, fmt.Errorf("read a request: %w", err)
	}
	return out, nil
}

// Check says everything that is wrong with a request, by the names of its fields, as
// Invalid. It writes nothing and tells nothing that is not on the form.
func (s *Service) Check(ctx context.Context, in Asked) error {
	own := in.check()
	of := s.referrals.Validate(ctx, in.referral())
	if errs.Is(of, errs.Conflict) && own != nil {
		of = nil
	}
	return in.merge(own, of)
}

// Send makes the request a referral of the person themself or of their family, and
// forgets it. NotFound when the browser holds none; Invalid names the fields; Conflict
// when the service takes no such referrals. The same Key sends once. Audited as the
// public's: request.send, and what a referral records.
func (s *Service) Send(ctx context.Context, token string, in Asked) (rid referral.ID, err error) {
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		result, err := once.Do(ctx, tx, authz.Nobody(), in.Key, "request.send", func() (string, error) {
			r, _, err := s.open(ctx, tx, token)
			if err != nil {
				return "", err
			}
			own := in.check()
			if err := in.merge(own, s.referrals.CheckAskedTx(ctx, tx, in.referral())); err != nil {
				return "", err
			}
			rid, err := s.referrals.AskTx(ctx, tx, in.referral())
			if err != nil {
				return "", err
			}
			if err := remove(ctx, tx, r.id); err != nil {
				return "", err
			}
			return rid.String(), audit.Record(ctx, tx, authz.Nobody(), "request.send", audit.On("request", r.id.String()))
		})
		rid = referral.ID(result)
		return err
	})
	return rid, err
}

// Forget ends the request that a browser holds. Nothing happens when there is none.
func (s *Service) Forget(ctx context.Context, token string) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		r, err := byDevice(ctx, tx, token)
		if err == nil {
			err = remove(ctx, tx, r.id)
		}
		if errs.Is(err, errs.NotFound) {
			return nil
		}
		return err
	})
}

// Sweep forgets requests whose fourteen days are over.
func (s *Service) Sweep(ctx context.Context) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `delete from help_request where ends <= $1`, tx.Now())
		return err
	})
}

// proof is what must be said together with the code.
func proof(kind, words string) string { return kind + ":" + text.Fold(words) }

// sameKey seals the content key so that the code opens it together with a proof.
func sameKey(secret, key []byte, kind, words string) (string, error) {
	return seal(derive(secret, proof(kind, words)), key)
}

// bornOf writes a birth date one way.
func bornOf(d clock.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

// wrongCode is the one answer to whatever does not fit.
func wrongCode() error {
	return &errs.Error{Kind: errs.Invalid, Code: "form.invalid", Fields: []errs.Field{{Name: "code", Code: "request.code_wrong"}}}
}
