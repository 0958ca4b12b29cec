package app

import "errors"

type demoCmd struct {
	Wipe bool `help:"Forget the town and make it new."`
}

// Run runs the town.
func (demoCmd) Run(*environment) error { return errors.New("the demo comes next") }
