// Command withpostgres runs a command with WEFT_TEST_POSTGRES_URL set to a server
// that it starts, unless one is named already: all test packages then share it.
//
//	go run ./internal/dbtest/withpostgres go test ./...
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"

	"weft/internal/dbtest"
)

func main() {
	os.Exit(run(os.Args[1:]))
}

func run(args []string) int {
	if len(args) == 0 {
		fmt.Fprintln(os.Stderr, "withpostgres: name the command to run")
		return 2
	}
	env := os.Environ()
	if os.Getenv("WEFT_TEST_POSTGRES_URL") == "" {
		s, err := dbtest.StartServer(context.Background())
		if err != nil {
			fmt.Fprintln(os.Stderr, "withpostgres:", err)
			return 1
		}
		defer s.Stop()
		env = append(env, "WEFT_TEST_POSTGRES_URL="+s.URL)
	}
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr, cmd.Env = os.Stdin, os.Stdout, os.Stderr, env
	err := cmd.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "withpostgres:", err)
		return 1
	}
	return 0
}
