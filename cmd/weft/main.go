// Command weft is Weft: see `weft --help`.
package main

import (
	"os"
	_ "time/tzdata" // time zones, where the system has none

	"weft/internal/app"
)

func main() {
	os.Exit(app.Main(os.Args[1:], os.Environ(), os.Stdout, os.Stderr))
}
