package backup

import (
	"errors"
	"strings"

	"filippo.io/age"
)

// minKey is the least length of a passphrase.
const minKey = 16

// Key encrypts backups and opens them. The zero Key does neither.
type Key struct {
	to   age.Recipient
	from []age.Identity
}

// NewKey reads a key: one that begins with AGE-SECRET-KEY-, as MakeKey writes it, or a
// passphrase of 16 characters and more. Nothing is the zero Key.
func NewKey(s string) (Key, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return Key{}, nil
	}
	if strings.HasPrefix(s, "AGE-SECRET-KEY-") {
		ids, err := age.ParseIdentities(strings.NewReader(s))
		if err != nil || len(ids) != 1 {
			return Key{}, errors.New("WEFT_BACKUP_KEY begins like a key of age and cannot be read as one. Make a new one with weft backup --new-key.")
		}
		switch id := ids[0].(type) {
		case *age.X25519Identity:
			return Key{to: id.Recipient(), from: ids}, nil
		case *age.HybridIdentity:
			return Key{to: id.Recipient(), from: ids}, nil
		}
	}
	if len(s) < minKey {
		return Key{}, errors.New("WEFT_BACKUP_KEY is too short to protect anything. Make a key with weft backup --new-key, or take a passphrase of 16 characters and more.")
	}
	to, err := age.NewScryptRecipient(s)
	if err != nil {
		return Key{}, err
	}
	from, err := age.NewScryptIdentity(s)
	return Key{to: to, from: []age.Identity{from}}, err
}

// MakeKey returns a new key as text, for WEFT_BACKUP_KEY. The program age opens backups
// with it too.
func MakeKey() (string, error) {
	id, err := age.GenerateX25519Identity()
	if err != nil {
		return "", err
	}
	return id.String(), nil
}

// Set reports whether backups are encrypted.
func (k Key) Set() bool { return k.to != nil }
