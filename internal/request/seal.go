package request

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
)

// letters are those of a code: no vowels, so that it never spells a word, and none
// that sound or look like another when read aloud or written by hand.
const letters = "BCDFGHJKLMNPQRSTVWXZ"

const (
	codeLength = 8
	stretched  = 200_000 // rounds, so that a stolen table is not tried through
)

// derive makes one secret from another, for one use.
func derive(secret []byte, use string) []byte {
	m := hmac.New(sha256.New, secret)
	m.Write([]byte(use))
	return m.Sum(nil)
}

// digest is how a token is looked up.
func digest(token string) string { return hex.EncodeToString(derive([]byte(token), "look up")) }

// codeFrom writes a secret as a code: the same secret, the same code.
func codeFrom(secret []byte) string {
	n := binary.BigEndian.Uint64(secret)
	var b strings.Builder
	for range codeLength {
		b.WriteByte(letters[n%uint64(len(letters))])
		n /= uint64(len(letters))
	}
	return b.String()
}

// Spaced writes a code as it is read aloud: "BCDF GHJK".
func Spaced(code string) string {
	if len(code) != codeLength {
		return code
	}
	return code[:codeLength/2] + " " + code[codeLength/2:]
}

// readCode takes a code however it was typed; false when it can be none.
func readCode(typed string) (string, bool) {
	code := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			r -= 'a' - 'A'
		}
		if strings.ContainsRune(letters, r) {
			return r
		}
		if r == ' ' || r == '-' || r == '\u00a0' {
			return -1
		}
		return '?'
	}, typed)
	return code, len(code) == codeLength && !strings.Contains(code, "?")
}

// stretch makes a code slow to guess.
func stretch(code string) ([]byte, error) {
	return pbkdf2.Key(sha256.New, code, []byte("weft request"), stretched, 32)
}

func newKey() []byte {
	b := make([]byte, 32)
	_, _ = rand.Read(b) // it never fails
	return b
}

// seal encrypts words so that only the key opens them, and nobody changes them.
func seal(key, words []byte) (string, error) {
	gcm, err := box(key)
	if err != nil {
		return "", err
	}
	return base64.StdEncoding.EncodeToString(gcm.Seal(nil, nil, words, nil)), nil
}

// unseal opens what seal closed; an error when the key is another.
func unseal(key []byte, sealed string) ([]byte, error) {
	gcm, err := box(key)
	if err != nil {
		return nil, err
	}
	b, err := base64.StdEncoding.DecodeString(sealed)
	if err != nil {
		return nil, errors.New("what was sealed is broken")
	}
	return gcm.Open(nil, nil, b, nil)
}

func box(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	return cipher.NewGCMWithRandomNonce(block)
}
