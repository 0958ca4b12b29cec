package site

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
)

// Together runs reads that do not need each other side by side, so that a page waits for the
// longest of them and not for all; while more pages are asked for than there are processors
// they run one after the other, because then they would only delay each other. It returns
// the first error in their order. What each writes, the others must not touch. A read that
// panics is an error that says where.
func (s *Site) Together(reads ...func() error) error {
	errs := make([]error, len(reads))
	crowded := s.open.Load() > int64(runtime.GOMAXPROCS(0))
	var wg sync.WaitGroup
	for i, read := range reads {
		if crowded {
			errs[i] = guarded(read)
			continue
		}
		wg.Go(func() { errs[i] = guarded(read) })
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
