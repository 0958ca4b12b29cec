package account

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/alexedwards/argon2id"

	"weft/internal/errs"
	"weft/internal/text"
)

const (
	minPassword = 12
	maxPassword = 128
	hashAtOnce  = 2  // passwords that are hashed at the same time: each takes 19 MiB
	hashQueue   = 64 // passwords that wait for their turn; more are sent away at once
)

// nobodysHash is the hash of no password. It is compared when there is no account,
// so that the answer takes as long. Its parameters are those of hashing.
const nobodysHash = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

// hashing is the first choice of the OWASP password storage cheat sheet: 19 MiB,
// two passes, one lane.
func hashing() *argon2id.Params {
	return &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}
}

// common lists passwords of twelve characters or more that everybody tries first.
func common() []string {
	return []string{
		"123456789012", "1234567890123", "123456781234", "111111111111", "000000000000", "123123123123", "121212121212",
		"password1234", "password12345", "password123456", "passwordpassword", "mypassword123", "changemechangeme",
		"qwertyuiop12", "qwertyuiop123", "qwertyqwerty", "qwerty123456", "1q2w3e4r5t6y", "1qaz2wsx3edc", "abcdefghijkl",
		"abcdefghijklm", "abcd12345678", "abc123abc123", "iloveyou1234", "iloveyouiloveyou", "letmeinletmein",
		"welcome12345", "welcomewelcome", "administrator", "admin1234567", "liverpoolfc1", "manchesterunited",
		"socialprescribing", "linkworker123", "letmein12345", "sunshine1234", "football1234", "superman1234",
	}
}

// checkPassword says what is wrong with a password: too short, too long, the e-mail
// address, or one that everybody tries first. There are no rules about signs in it.
func checkPassword(c *errs.Check, password, email string) {
	folded := text.Fold(password)
	switch n := text.Length(password); {
	case n < minPassword:
		c.Fail("password", "account.password_short", minPassword)
	case n > maxPassword:
		c.Fail("password", "account.password_long", maxPassword)
	case email != "" && strings.EqualFold(strings.TrimSpace(password), email):
		c.Fail("password", "account.password_email")
	case slices.Contains(common(), strings.ReplaceAll(folded, " ", "")) || repeats(password):
		c.Fail("password", "account.password_common")
	}
}

// repeats reports whether the password is one character over and over.
func repeats(password string) bool {
	for _, r := range password {
		return strings.Trim(password, string(r)) == ""
	}
	return false
}

// hash makes the hash of a password, waiting for its turn.
func (s *Service) hash(ctx context.Context, password string) (string, error) {
	if err := s.turn(ctx); err != nil {
		return "", err
	}
	defer s.done()
	h, err := argon2id.CreateHash(password, hashing())
	if err != nil {
		return "", fmt.Errorf("hash a password: %w", err)
	}
	return h, nil
}

// matches compares a password with a hash, waiting for its turn. An empty hash is
// compared like any other and never matches.
func (s *Service) matches(ctx context.Context, password, hash string) (bool, error) {
	real := hash != "" && text.Length(password) <= maxPassword
	if !real {
		password, hash = "", nobodysHash
	}
	if err := s.turn(ctx); err != nil {
		return false, err
	}
	defer s.done()
	same, err := argon2id.ComparePasswordAndHash(password, hash)
	if err != nil {
		return false, fmt.Errorf("compare a password: %w", err)
	}
	return same && real, nil
}

// turn waits for one of the places. Unavailable when too many wait already, or when
// whoever waits goes away.
func (s *Service) turn(ctx context.Context) error {
	if s.queued.Add(1) > hashAtOnce+hashQueue {
		s.queued.Add(-1)
		return errs.New(errs.Unavailable, "account.busy")
	}
	select {
	case s.hashing <- struct{}{}:
		return nil
	case <-ctx.Done():
		s.queued.Add(-1)
		return errs.Wrap(errs.Unavailable, "account.busy", ctx.Err())
	}
}

func (s *Service) done() {
	<-s.hashing
	s.queued.Add(-1)
}
