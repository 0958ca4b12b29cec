package job_test

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/job"
)

func runner(d *db.DB, h job.Handler) *job.Runner {
	return job.NewRunner(d, "test", map[string]job.Handler{"k": h}, nil, slog.New(slog.DiscardHandler))
}

func enqueue(t *testing.T, d *db.DB, at time.Time, fail error) {
	t.Helper()
	err := d.Write(context.Background(), func(tx *db.Tx) error {
		if err := job.Enqueue(context.Background(), tx, "k", map[string]string{"id": "1"}, at); err != nil {
			return err
		}
		return fail
	})
	if !errors.Is(err, fail) {
		t.Fatal(err)
	}
}

func TestAJobRunsOnceWhenItIsDueAndNotBefore(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		ran := 0
		r := runner(d, func(context.Context, []byte) error { ran++; return nil })
		enqueue(t, d, now.Now().Add(time.Hour), nil)
		for range 2 {
			if _, err := r.RunDue(context.Background()); err != nil {
				t.Fatal(err)
			}
		}
		if ran != 0 {
			t.Fatal("it ran before its time")
		}
		now.Advance(time.Hour)
		for range 2 {
			_, _ = r.RunDue(context.Background())
		}
		if ran != 1 {
			t.Errorf("it ran %d times", ran)
		}
	})
}

func TestAJobOfAFailedChangeDoesNotExist(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		enqueue(t, d, time.Time{}, errors.New("boom"))
		n, err := runner(d, func(context.Context, []byte) error { return nil }).RunDue(context.Background())
		if err != nil || n != 0 {
			t.Errorf("%d jobs ran: %v", n, err)
		}
	})
}

func TestAFailingJobIsTriedEightTimesThenStops(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		ran := 0
		r := runner(d, func(context.Context, []byte) error { ran++; return errors.New("no") })
		enqueue(t, d, time.Time{}, nil)
		for range 20 {
			if _, err := r.RunDue(context.Background()); err != nil {
				t.Fatal(err)
			}
			now.Advance(2 * time.Hour)
		}
		if ran != 8 {
			t.Errorf("it ran %d times, want 8", ran)
		}
	})
}
