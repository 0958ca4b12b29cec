package i18n

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
)

// readLanguage reads every file of a language into one map.
func readLanguage(from fs.FS, lang string) (map[string]string, error) {
	names, err := fs.Glob(from, lang+"/*.json")
	if err != nil {
		return nil, fmt.Errorf("catalogue %s: %w", lang, err)
	}
	words := map[string]string{}
	for _, name := range names {
		if err := readFile(from, name, words); err != nil {
			return nil, fmt.Errorf("catalogue %s: %w", name, err)
		}
	}
	return words, nil
}

// readFile adds the sentences of one file. It reads token by token because a
// decoder into a map takes the last of two equal keys without a word.
func readFile(from fs.FS, name string, words map[string]string) error {
	f, err := from.Open(name)
	if err != nil {
		return err
	}
	defer f.Close() //nolint:errcheck // it was only read
	prefix := strings.TrimSuffix(path.Base(name), ".json") + "."
	dec := json.NewDecoder(f)
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return errors.New("it must be one object of keys and sentences")
	}
	for dec.More() {
		t, err := dec.Token()
		if err != nil {
			return err
		}
		key, sentence := fmt.Sprint(t), ""
		if err := dec.Decode(&sentence); err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
		if err := checkEntry(prefix, key, sentence, words); err != nil {
			return err
		}
		words[key] = sentence
	}
	if _, err := dec.Token(); err != nil {
		return err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return errors.New("something follows the object")
	}
	return nil
}

func checkEntry(prefix, key, sentence string, words map[string]string) error {
	if !strings.HasPrefix(key, prefix) {
		return fmt.Errorf("%s must begin with %q, the name of its file", key, prefix)
	}
	if _, twice := words[key]; twice {
		return fmt.Errorf("%s stands twice", key)
	}
	if strings.TrimSpace(sentence) != sentence || sentence == "" {
		return fmt.Errorf("%s is empty or has spaces at its ends", key)
	}
	return nil
}
