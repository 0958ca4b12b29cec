// Command sbom writes the bill of materials of built programs, and the licences of what
// is in them: sbom -bill FILE -licences FILE -at SECONDS PROGRAM...
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"

	"weft/internal/release"
)

func main() {
	bill, licences := flag.String("bill", "", "where the bill of materials goes"), flag.String("licences", "", "where the licences go")
	at := flag.Int64("at", 0, "when the source was committed, in seconds")
	flag.Parse()
	if err := run(*bill, *licences, time.Unix(*at, 0), flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "sbom:", err)
		os.Exit(1)
	}
}

func run(bill, licences string, at time.Time, programs []string) error {
	folders, err := exec.Command("go", "env", "GOMODCACHE", "GOROOT").Output()
	if err != nil {
		return err
	}
	modules, goroot, _ := strings.Cut(strings.TrimSpace(string(folders)), "\n")
	b, texts, err := release.Make(programs, modules, goroot, at)
	if err != nil {
		return err
	}
	out, err := json.MarshalIndent(b, "", "  ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(bill, append(out, '\n'), 0o644); err != nil {
		return err
	}
	return os.WriteFile(licences, []byte(texts), 0o644)
}
