package site

import (
	"fmt"
	"runtime/debug"
	"sync"
)

// Together runs reads that do not need each other at once, so that a page waits for the
// longest of them and not for all, and returns the first error in their order. What each
// writes, the others must not touch. A read that panics is an error that says where.
func Together(reads ...func() error) error {
	errs := make([]error, len(reads))
	var wg sync.WaitGroup
	for i, read := range reads {
		wg.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					errs[i] = fmt.Errorf("a read of the page stopped with a %T: %s", p, debug.Stack())
				}
			}()
			errs[i] = read()
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
