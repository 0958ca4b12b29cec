package site

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
)

// newLanes bounds how many reads of all pages run beside their pages' own. Where more is
// asked at once than there are processors, reads side by side only delay each other.
func newLanes() chan struct{} { return make(chan struct{}, runtime.GOMAXPROCS(0)) }

// Together runs reads that do not need each other side by side while processors are free,
// else one after the other, so that a page waits for the longest of them and not for all.
// It returns the first error in their order. What each writes, the others must not touch. A
// read that panics is an error that says where.
func (s *Site) Together(reads ...func() error) error {
	errs := make([]error, len(reads))
	var wg sync.WaitGroup
	for i, read := range reads {
		if i == len(reads)-1 {
			errs[i] = guarded(read)
			break
		}
		select {
		case s.lanes <- struct{}{}:
			wg.Go(func() {
				defer func() { <-s.lanes }()
				errs[i] = guarded(read)
			})
		default:
			errs[i] = guarded(read)
		}
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// guarded turns a panic into an error: in a goroutine of its own it would end the program.
func guarded(read func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("a read of the page stopped with a %T: %s", p, debug.Stack())
		}
	}()
	return read()
}
