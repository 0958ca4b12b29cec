package connection

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"fmt"
	"math/big"
	"strings"
	"time"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/message"
)

const (
	codeLasts  = 15 * time.Minute
	codeTries  = 5
	codeEvery  = time.Minute // between two codes
	codesAtAll = 10          // for one connection
	proofLasts = time.Hour   // how long the details stay open after the code
)

// Asking is what a group's page shows before the code: nothing about the person.
type Asking struct {
	Group     GroupID
	Name      string
	Team      string
	Phone     string
	Worker    string // first name
	LastDay   clock.Date
	CodeBy    message.Channel // how the code comes; ByNone: no contact is registered any more
	CodeLives bool            // a code was sent and still works
	Came      bool            // it asks whether they came, not whether there is a place
}

// Details is what a group's page shows after the code. Text is what was shared, word for
// word.
type Details struct {
	Asking
	Text   string
	Status Status
}

// PageFor returns what the page of a link shows to whoever opens it. It changes nothing,
// so that a mail scanner may open it. NotFound when the link never was, was answered or
// is over. Whoever holds the link may ask (authz.ConnectionAnswer).
func (s *Service) PageFor(ctx context.Context, token string) (out Asking, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		c, a, err := s.enter(ctx, tx, token)
		if err != nil {
			return err
		}
		out, err = s.asking(ctx, tx, a, token, c)
		return err
	})
	return out, err
}

// enter finds the connection of a link that works.
func (s *Service) enter(ctx context.Context, tx *db.Tx, token string) (Connection, authz.Actor, error) {
	c, a, err := opened(ctx, tx, token)
	if err != nil {
		return c, a, err
	}
	if err := authz.Check(a, authz.ConnectionAnswer); err != nil {
		return c, a, err
	}
	_, err = s.works(ctx, tx, token, c)
	return c, a, err
}

func (s *Service) asking(ctx context.Context, tx *db.Tx, a authz.Actor, token string, c Connection) (Asking, error) {
	f, err := s.from(ctx, tx, c)
	if err != nil {
		return Asking{}, err
	}
	to, err := s.on.Directory.RegisteredTx(ctx, tx, a, c.Group)
	if err != nil {
		return Asking{}, err
	}
	ends, err := db.One(ctx, tx, db.Value[time.Time], `select ends from connection_link where token_hash = $1`, digest(token))
	if err != nil {
		return Asking{}, err
	}
	asks, err := db.One(ctx, tx, db.Value[asking], `select asks from connection_link where token_hash = $1`, digest(token))
	if err != nil {
		return Asking{}, err
	}
	g, err := gateOf(ctx, tx, c.ID)
	out := Asking{Came: asks == forCame, Group: c.Group, Name: c.Name, Team: f.team, Phone: f.phone, Worker: f.worker, LastDay: clock.DateOf(ends, s.zone),
		CodeLives: g.code != "" && tx.Now().Before(g.codeEnds)}
	out.CodeBy, _ = channelOf(to)
	return out, err
}

// gate is what stands between a link and the details.
type gate struct {
	code      string
	codeEnds  time.Time
	tries     int
	codeAt    time.Time
	codes     int
	proof     string
	proofEnds time.Time
}

func gateOf(ctx context.Context, tx *db.Tx, c ID) (gate, error) {
	return db.One(ctx, tx, func(s db.Scan) (gate, error) {
		var g gate
		err := s(&g.code, &g.codeEnds, &g.tries, &g.codeAt, &g.codes, &g.proof, &g.proofEnds)
		return g, err
	}, `select code_hash, code_ends, code_tries, code_at, codes, proof_hash, proof_ends from connection where id = $1`, c)
}

func (g gate) keep(ctx context.Context, tx *db.Tx, c ID) error {
	_, err := tx.Exec(ctx, `update connection set code_hash = $2, code_ends = $3, code_tries = $4, code_at = $5, codes = $6, proof_hash = $7,
		proof_ends = $8 where id = $1`, c, g.code, g.codeEnds, g.tries, g.codeAt, g.codes, g.proof, g.proofEnds)
	return err
}

// proves reports whether the secret is the one that was given for a right code.
func (g gate) proves(secret string, now time.Time) bool {
	return g.proof != "" && now.Before(g.proofEnds) && subtle.ConstantTimeCompare([]byte(g.proof), []byte(digest(secret))) == 1
}

// SendCode sends a six-digit code to the group's registered contact and to nowhere else.
// It works for 15 minutes; the one before ends. RateLimited within a minute of the one
// before, and after ten. For whoever holds the link; audited.
func (s *Service) SendCode(ctx context.Context, token string) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		c, a, err := s.enter(ctx, tx, token)
		if err != nil {
			return err
		}
		g, err := gateOf(ctx, tx, c.ID)
		switch {
		case err != nil:
			return err
		case g.codes >= codesAtAll:
			return errs.New(errs.RateLimited, "connection.codes_used_up")
		case !g.codeAt.IsZero() && tx.Now().Sub(g.codeAt) < codeEvery:
			return errs.New(errs.RateLimited, "connection.code_just_sent")
		}
		code, err := newCode()
		if err != nil {
			return err
		}
		g.code, g.codeEnds, g.tries, g.codeAt, g.codes = codeDigest(c.ID, code), tx.Now().Add(codeLasts), 0, tx.Now(), g.codes+1
		if err := g.keep(ctx, tx, c.ID); err != nil {
			return err
		}
		f, err := s.from(ctx, tx, c)
		if err != nil {
			return err
		}
		m := message.New{Phrase: message.ConnectionCode, Args: []any{code, int(codeLasts.Minutes())}}
		if err := s.write(ctx, tx, a, c, f, m); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, "connection.code", c.subject())
	})
}

func newCode() (string, error) {
	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		return "", fmt.Errorf("make a code: %w", err)
	}
	return fmt.Sprintf("%06d", n.Int64()), nil
}

func codeDigest(c ID, code string) string { return digest(c.String() + ":" + code) }

// Open takes the code and returns a secret that shows the details and takes the answer
// for an hour, to be kept in the browser's session. A wrong code is Invalid and counts; a
// code ends after five tries, after 15 minutes and with its first use. For whoever holds
// the link; audited.
func (s *Service) Open(ctx context.Context, token, code string) (proof string, err error) {
	code = strings.Join(strings.Fields(code), "")
	var wrong error
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		c, a, err := s.enter(ctx, tx, token)
		if err != nil {
			return err
		}
		g, err := gateOf(ctx, tx, c.ID)
		if err != nil {
			return err
		}
		// A wrong try is kept, so it is not an error of the transaction.
		switch {
		case g.code == "" || !tx.Now().Before(g.codeEnds) || g.tries >= codeTries:
			wrong = &errs.Error{Kind: errs.Invalid, Code: "form.invalid", Fields: []errs.Field{{Name: "code", Code: "connection.code_over"}}}
			return nil
		case subtle.ConstantTimeCompare([]byte(g.code), []byte(codeDigest(c.ID, code))) != 1:
			wrong = &errs.Error{Kind: errs.Invalid, Code: "form.invalid", Fields: []errs.Field{{Name: "code", Code: "connection.code_wrong"}}}
			g.tries++
			return g.keep(ctx, tx, c.ID)
		}
		proof = rand.Text()
		g.code, g.codeEnds, g.tries = "", time.Time{}, 0
		g.proof, g.proofEnds = digest(proof), tx.Now().Add(proofLasts)
		if err := g.keep(ctx, tx, c.ID); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, "connection.open", c.subject())
	})
	if err == nil {
		err = wrong
	}
	return proof, err
}

// Details returns what the group was given, word for word, to whoever has the secret of
// Open; Unauthenticated without it, which means: ask for the code again.
func (s *Service) Details(ctx context.Context, token, proof string) (out Details, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		c, a, err := s.enter(ctx, tx, token)
		if err != nil {
			return err
		}
		g, err := gateOf(ctx, tx, c.ID)
		if err != nil {
			return err
		}
		if !g.proves(proof, tx.Now()) {
			return errs.New(errs.Unauthenticated, "connection.code_needed")
		}
		out = Details{Text: c.Shared, Status: c.Status}
		out.Asking, err = s.asking(ctx, tx, a, token, c)
		return err
	})
	return out, err
}
