package export_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/id"
)

func sum(b []byte) [32]byte { return sha256.Sum256(b) }

// plain replaces text in a file and leaves its sum as it was.
func plain(t *testing.T, folder, name, from, to string) { plainAfter(t, folder, name, "", from, to) }

// plainAfter is plain for the first place after another text.
func plainAfter(t *testing.T, folder, name, after, from, to string) {
	t.Helper()
	text := string(read(t, folder, name))
	start := max(0, strings.Index(text, after))
	head, tail := text[:start], text[start:]
	if !strings.Contains(tail, from) {
		t.Fatalf("%s does not hold %s", name, from)
	}
	ok(t, os.WriteFile(filepath.Join(folder, name), []byte(head+strings.Replace(tail, from, to, 1)), 0o600))
}

// mustName returns the name of the first person.
func mustName(t *testing.T, folder string) []byte {
	t.Helper()
	var p struct{ Name string }
	ok(t, json.Unmarshal(bytes.SplitN(read(t, folder, "person.jsonl"), []byte("\n"), 2)[0], &p))
	return []byte(p.Name)
}

// anything makes a row of person with whatever a database here keeps: odd letters, line
// ends, quotes, very long, empty and missing.
func anything(n int, joined string) map[string]any {
	word := rapid.Custom(func(t *rapid.T) string {
		odd := rapid.SampledFrom([]string{"", "\"", "'", "\r\n", "\r", "\n", "\\", "\u2028", "=cmd()", "e\u0301", "👩🏽‍🦽", "\u200fעברית", "null", "\x01\x7f", strings.Repeat("ŵ ", 9000)})
		return strings.ReplaceAll(odd.Draw(t, "odd")+rapid.StringN(0, 40, -1).Draw(t, "any"), "\x00", "")
	})
	row := map[string]any{"id": id.New[int]().String(), "created": clock.System{}.Now(), "name": word.Example(n), "name_fold": word.Example(n + 1), "address": word.Example(n + 2),
		"risk": word.Example(n + 3), "nhs_number": nil, "born": nil, "interpreter": n%2 == 0, "version": int64(n)<<40 + 1}
	if n%3 == 0 {
		row["nhs_number"] = ""
	}
	if n%4 == 0 {
		row["born"] = clock.Date{Year: 1 + n*37%9999, Month: 2, Day: 28}
	}
	if joined != "" && n%5 == 0 {
		row["joined_to"] = joined
	}
	return row
}

func TestAnyWordsComeBackEqual(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx, first, last := context.Background(), "", ""
		ok(t, d.Write(ctx, func(tx *db.Tx) error {
			for n := range 120 {
				row := anything(n, last)
				var names, marks []string
				var args db.Args
				for name, v := range row {
					names, marks = append(names, name), append(marks, args.Bind(v))
				}
				if _, err := tx.Exec(ctx, "insert into person ("+strings.Join(names, ", ")+") values ("+strings.Join(marks, ", ")+")", args.List()...); err != nil {
					return err
				}
				if last = row["id"].(string); first == "" {
					first = last
				}
			}
			_, err := tx.Exec(ctx, "update person set joined_to = $1 where id = $2", last, first) // to one that comes after it
			return err
		}))
		folder, there := out(t, d), other(t, d)
		_, err := service(t, there).Import(ctx, authz.Program(), folder, nil)
		ok(t, err)
		same(t, folder, out(t, there))
		if n := bytes.Count(read(t, folder, "person.jsonl"), []byte("\n")); n != 120 {
			t.Errorf("%d lines for 120 people", n)
		}
	})
}
