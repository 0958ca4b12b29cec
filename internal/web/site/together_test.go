package site

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/alexedwards/scs/v2"
)

func TestReadsTogetherAreAllDoneAndTheFirstErrorIsTold(t *testing.T) {
	t.Parallel()
	first, second := errors.New("first"), errors.New("second")
	done := make([]bool, 3)
	s := &Site{}
	err := s.Together(func() error { done[0] = true; return nil }, func() error { time.Sleep(time.Millisecond); done[1] = true; return first },
		func() error { done[2] = true; return second })
	if err != first || !done[0] || !done[1] || !done[2] {
		t.Errorf("%v, done %v", err, done)
	}
	if err := s.Together(); err != nil {
		t.Error(err)
	}
}

func TestAReadThatPanicsIsAnErrorThatSaysWhereAndNotWhat(t *testing.T) {
	t.Parallel()
	for _, open := range []int64{1, 1000} { // side by side, and one after the other
		s := &Site{}
		s.open.Store(open)
		err := s.Together(func() error { panic("words of Dilys") }, func() error { return nil })
		if err == nil || strings.Contains(err.Error(), "Dilys") || !strings.Contains(err.Error(), "together_test.go") {
			t.Errorf("with %d pages asked for: %v", open, err)
		}
	}
}

func TestASessionIsTheSameBytesEachTimeAndThoseOfTheLastReleaseAreRead(t *testing.T) {
	t.Parallel()
	until := time.Date(2026, 11, 21, 9, 30, 0, 0, time.UTC)
	values := map[string]any{"account": "a", "flash": "Kept.", "epoch": int64(3), "seen": int64(1_900_000_000), "undo": ""}
	one, err := codec{}.Encode(until, values)
	if err != nil {
		t.Fatal(err)
	}
	before, err := scs.GobCodec{}.Encode(until, values)
	if err != nil {
		t.Fatal(err)
	}
	for range 20 {
		if again, _ := (codec{}).Encode(until, values); string(again) != string(one) {
			t.Fatalf("%s and %s", one, again)
		}
	}
	for name, b := range map[string][]byte{"now": one, "the last release": before} {
		at, got, err := codec{}.Decode(b)
		if err != nil || !at.Equal(until) || len(got) != len(values) {
			t.Fatalf("%s: %v %v %v", name, at, got, err)
		}
		for k, v := range values {
			if got[k] != v {
				t.Errorf("%s: %s is %#v", name, k, got[k])
			}
		}
	}
	if _, err := (codec{}).Encode(until, map[string]any{"when": until}); err == nil {
		t.Error("a session takes what it cannot give back")
	}
	if _, _, err := (codec{}).Decode([]byte(`{"texts": 1}`)); err == nil {
		t.Error("a broken session is read")
	}
}
