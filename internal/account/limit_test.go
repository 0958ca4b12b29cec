package account

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/errs"
)

// Nobody is hashed beyond two at once and sixty-four in the queue; the next is sent away
// at once, and when places come free all is as before.
func TestPasswordsAreHashedTwoAtOnceAndTheQueueIsBounded(t *testing.T) {
	t.Parallel()
	s := NewService(nil)
	for range hashAtOnce {
		if err := s.turn(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	waiting, leave := context.WithCancel(t.Context())
	var group sync.WaitGroup
	for range hashQueue {
		group.Go(func() {
			if err := s.turn(waiting); !errs.Is(err, errs.Unavailable) {
				t.Errorf("a third one got in: %v", err)
			}
		})
	}
	for s.queued.Load() < hashAtOnce+hashQueue {
		time.Sleep(time.Millisecond)
	}
	if err := s.turn(t.Context()); errs.CodeOf(err) != "account.busy" || !errs.Is(err, errs.Unavailable) {
		t.Errorf("beyond the queue: %v", err)
	}
	leave()
	group.Wait()
	s.done()
	if err := s.turn(t.Context()); err != nil || s.queued.Load() != hashAtOnce {
		t.Errorf("a free place is not given: %v, %d queued", err, s.queued.Load())
	}
}

// Whoever tries to sign in needs a place for hashing, so the work is the same for an
// account that is there and for one that is not. With no place left all hear the same.
func TestEveryTryToSignInDoesTheSameWork(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx, s := t.Context(), NewService(d)
		const password = "otter brick nine"
		made := func(email, password string) Account {
			a, err := s.Create(ctx, authz.Program(), New{Name: "Ada", Email: email})
			if err == nil && password != "" {
				var l Link
				if l, err = s.IssueLink(ctx, authz.Program(), a.ID, Setup); err == nil {
					_, err = s.UseLink(ctx, l.Token, password)
				}
			}
			if err != nil {
				t.Fatal(err)
			}
			return a
		}
		made("ada@example.org", password)
		made("none@example.org", "")
		gone := made("gone@example.org", password)
		if err := d.Write(ctx, func(tx *db.Tx) error { return s.DisableTx(ctx, tx, authz.Program(), gone.ID) }); err != nil {
			t.Fatal(err)
		}
		s.queued.Store(hashAtOnce + hashQueue)
		for who, try := range map[string][2]string{"right": {"ada@example.org", password}, "a wrong password": {"ada@example.org", "something else"},
			"nobody": {"nobody@example.org", password}, "a closed account": {"gone@example.org", password}, "no password yet": {"none@example.org", password},
			"far too long": {"ada@example.org", strings.Repeat("x", 5000)}, "empty": {"ada@example.org", ""}} {
			if _, err := s.SignIn(ctx, try[0], try[1], ""); errs.CodeOf(err) != "account.busy" {
				t.Errorf("%s was answered without hashing: %v", who, err)
			}
		}
	})
}
