package export

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"weft/internal/clock"
	"weft/internal/db"
)

// every is one column of each type, empty allowed.
func every() []db.Column {
	return []db.Column{{Name: "u", Type: db.UUID, Null: true}, {Name: "t", Type: db.Text, Null: true}, {Name: "b", Type: db.Boolean, Null: true},
		{Name: "i", Type: db.Bigint, Null: true}, {Name: "f", Type: db.Double, Null: true}, {Name: "d", Type: db.Day, Null: true}, {Name: "m", Type: db.Moment, Null: true}}
}

// draw makes any value of a type that a database here keeps.
func draw(t *rapid.T, c db.Column) any {
	if c.Null && rapid.Bool().Draw(t, "empty") {
		return nil
	}
	switch c.Type {
	case db.UUID:
		return rapid.StringMatching(`[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}`).Draw(t, c.Name)
	case db.Boolean:
		return rapid.Bool().Draw(t, c.Name)
	case db.Bigint:
		return rapid.Int64().Draw(t, c.Name)
	case db.Double:
		return rapid.Float64Range(-1e300, 1e300).Draw(t, c.Name)
	case db.Day:
		return clock.DateOf(time.Unix(rapid.Int64Range(-62e9, 250e9).Draw(t, c.Name), 0), time.UTC)
	case db.Moment:
		return time.UnixMicro(rapid.Int64Range(-62e15, 250e15).Draw(t, c.Name)).UTC()
	}
	odd := rapid.SampledFrom([]string{"", " ", "\\N", "null", "\"", "\r\n", "\n", "\r", "\t", "\u2028", "=1+1", "@x", "<b>&amp;", "\\u0041", "😀", "e\u0301", "\u200f", "Ŵŷ", "\x01\x1f\x7f", strings.Repeat("long ", 20000)})
	part := rapid.OneOf(odd, rapid.StringN(0, 30, -1))
	return strings.ReplaceAll(strings.Join(rapid.SliceOfN(part, 0, 4).Draw(t, c.Name), ""), "\x00", "")
}

func TestWhatIsWrittenIsReadBackEqual(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		columns := every()
		row := make([]any, len(columns))
		for i, c := range columns {
			row[i] = draw(t, c)
		}
		line, bad := newWriter(columns).row(row)
		if bad != "" || bytes.Count(line, []byte("\n")) != 1 {
			t.Fatalf("%q cannot be written: %s", row, bad)
		}
		got, wrong := parse(bytes.TrimSuffix(line, []byte("\n")), columns)
		if wrong != nil {
			t.Fatalf("%s: %s: %s", line, wrong.column, wrong.what)
		}
		if diff := cmp.Diff(row, got); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestWhatNoDatabaseKeepsIsNotWritten(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{"a character of value zero": "a\x00b", "bytes that are no UTF-8": "a\xffb"} {
		if _, bad := newWriter([]db.Column{{Name: "words", Type: db.Text}}).row([]any{text}); bad != "words" {
			t.Errorf("%s is written", name)
		}
	}
}

func TestWhatIsWrongWithALineIsSaid(t *testing.T) {
	t.Parallel()
	columns := []db.Column{{Name: "id", Type: db.UUID}, {Name: "n", Type: db.Bigint, Null: true}, {Name: "on", Type: db.Day, Null: true},
		{Name: "at", Type: db.Moment, Null: true}, {Name: "yes", Type: db.Boolean, Null: true}, {Name: "words", Type: db.Text, Null: true}}
	good := `{"id":"0190a8b2-7c1d-7e3f-8a4b-5c6d7e8f9a0b","n":1,"on":"2026-03-14","at":"2026-03-14T09:30:00.000000Z","yes":true,"words":"x"}`
	if _, wrong := parse([]byte(good), columns); wrong != nil {
		t.Fatal(wrong)
	}
	for change, column := range map[string]string{
		`"id":"0190a8b2-7c1d-7e3f-8a4b-5c6d7e8f9a0b"=>"id":null`:                                   "id",
		`"id":"0190a8b2-7c1d-7e3f-8a4b-5c6d7e8f9a0b"=>"id":"0190A8B2-7c1d-7e3f-8a4b-5c6d7e8f9a0b"`: "id",
		`"n":1=>"n":"1"`:                       "n",
		`"n":1=>"n":1.5`:                       "n",
		`"n":1=>"n":9223372036854775808`:       "n",
		`"on":"2026-03-14"=>"on":"14/03/2026"`: "on",
		`"on":"2026-03-14"=>"on":"2026-02-30"`: "on",
		`09:30:00.000000Z=>09:30:00.0000001Z`:  "at",
		`"yes":true=>"yes":"true"`:             "yes",
		`"words":"x"=>"words":"a\u0000b"`:      "words",
		`"words":"x"=>"words":7`:               "words",
		`,"words":"x"=>`:                       "words",
		`"words":"x"=>"words":"x","more":1`:    "more",
		`"words":"x"}=>"words":"x"} {}`:        "",
		`{"id"=>"id"`:                          "",
	} {
		from, to, _ := strings.Cut(change, "=>")
		_, wrong := parse([]byte(strings.Replace(good, from, to, 1)), columns)
		if wrong == nil || wrong.column != column {
			t.Errorf("%s: %v", change, wrong)
		}
	}
	if _, wrong := parse([]byte("{\"id\":\"\xff\"}"), columns); wrong == nil {
		t.Error("bytes that are no UTF-8 are taken")
	}
}
