package app_test

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"weft/internal/app"
	"weft/internal/dbtest"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"weft": func() { os.Exit(app.Main(os.Args[1:], os.Environ(), os.Stdout, os.Stderr)) },
	})
}

// TestCommands runs each script of testdata/script in a folder of its own.
func TestCommands(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			for _, name := range []string{"ADDRESS", "OTHER"} {
				address, err := free()
				if err != nil {
					return err
				}
				env.Setenv(name, address)
			}
			env.Setenv("TMPDIR", env.WorkDir)
			env.Values[tKey{}], env.Values[runKey{}] = t, map[string]*exec.Cmd{}
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"postgres": postgres, "start": start, "end": end, "ready": ready, "get": get, "capture": capture, "sentence": sentence, "status": status, "scheme": scheme,
			"older": older, "eventually": eventually, "finishes": finishes,
		},
	})
}

func free() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close() //nolint:errcheck // it only held the port
	return l.Addr().String(), nil
}

// postgres VAR sets VAR to the address of a fresh PostgreSQL database, and VAR_NONE to
// that of one that is not there.
func postgres(ts *testscript.TestScript, _ bool, args []string) {
	address, err := dbtest.PostgresURL(ts.Value(tKey{}).(testing.TB))
	ts.Check(err)
	ts.Setenv(args[0], address)
	u, err := url.Parse(address)
	ts.Check(err)
	u.Path += "_none"
	ts.Setenv(args[0]+"_NONE", u.String())
}

// tKey and runKey name values of a script: the test, and the programs it started.
type (
	tKey   struct{}
	runKey struct{}
)

// start NAME ARG... runs weft in the background and keeps what it says in NAME.out
// and NAME.err.
func start(ts *testscript.TestScript, _ bool, args []string) {
	path, err := exec.LookPath("weft")
	ts.Check(err)
	cmd := exec.Command(path, args[1:]...)
	cmd.Dir, cmd.Env = ts.Getenv("WORK"), []string{}
	for _, name := range []string{"PATH", "HOME", "TMPDIR", "WEFT_DATABASE_URL"} {
		cmd.Env = append(cmd.Env, name+"="+ts.Getenv(name))
	}
	out, err := os.Create(ts.MkAbs(args[0] + ".out"))
	ts.Check(err)
	errs, err := os.Create(ts.MkAbs(args[0] + ".err"))
	ts.Check(err)
	cmd.Stdout, cmd.Stderr = out, errs
	ts.Check(cmd.Start())
	ts.Value(runKey{}).(map[string]*exec.Cmd)[args[0]] = cmd
	ts.Defer(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
}

// end NAME SIGNAL ends what start began, and checks that it went in good order.
func end(ts *testscript.TestScript, _ bool, args []string) {
	cmd := ts.Value(runKey{}).(map[string]*exec.Cmd)[args[0]]
	sig := syscall.SIGTERM
	if args[1] == "INT" {
		sig = syscall.SIGINT
	}
	ts.Check(cmd.Process.Signal(sig))
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	select {
	case err := <-done:
		ts.Check(err)
	case <-time.After(time.Minute):
		ts.Fatalf("%s did not stop within a minute", args[0])
	}
}

// ready ADDRESS waits until the program there can serve.
func ready(ts *testscript.TestScript, _ bool, args []string) {
	for range 1800 {
		if res, err := http.Get("http://" + args[0] + "/readyz"); err == nil {
			_ = res.Body.Close()
			if res.StatusCode == http.StatusOK {
				return
			}
		}
		time.Sleep(100 * time.Millisecond)
	}
	ts.Fatalf("nothing was ready at %s within three minutes", args[0])
}

// get STATUS URL [PATTERN] opens a page and checks its status and its words.
func get(ts *testscript.TestScript, _ bool, args []string) {
	res, err := http.Get(args[1])
	ts.Check(err)
	defer res.Body.Close() //nolint:errcheck // read whole
	body, err := io.ReadAll(res.Body)
	ts.Check(err)
	if strconv.Itoa(res.StatusCode) != args[0] {
		ts.Fatalf("%s answers %d: %s", args[1], res.StatusCode, body)
	}
	if len(args) > 2 && !regexp.MustCompile(args[2]).Match(body) {
		ts.Fatalf("%s does not say %s: %s", args[1], args[2], body)
	}
}

// capture VAR FILE PATTERN sets VAR to the first group of a pattern in a file.
func capture(ts *testscript.TestScript, _ bool, args []string) {
	m := regexp.MustCompile(args[2]).FindStringSubmatch(ts.ReadFile(args[1]))
	if m == nil {
		ts.Fatalf("%s does not hold %s: %s", args[1], args[2], ts.ReadFile(args[1]))
	}
	ts.Setenv(args[0], m[1])
}

// sentence [FILE] checks that what went to the standard error, or to a file, tells
// what, why and what to do in at most three lines of plain words, and nothing of how
// it was made.
func sentence(ts *testscript.TestScript, _ bool, args []string) {
	from := "stderr"
	if len(args) > 0 {
		from = args[0]
	}
	said := strings.TrimSpace(ts.ReadFile(from))
	if !strings.HasPrefix(said, "weft: ") || strings.Count(said, "\n") > 2 || !strings.HasSuffix(said, ".") && !strings.HasSuffix(said, "E") {
		ts.Fatalf("this is no sentence: %q", said)
	}
	for _, odd := range []string{"goroutine", "errs.", "invalid:", "internal:", "SQLSTATE", "%!", "<nil>", "panic", "sqlite", "pgx", "no such file", "dial tcp"} {
		if strings.Contains(said, odd) {
			ts.Fatalf("%q does not belong in a sentence: %q", odd, said)
		}
	}
}

// status N COMMAND... runs weft and checks its exit status.
func status(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec("weft", args[1:]...)
	got := 0
	if err != nil {
		var code int
		if _, serr := fmt.Sscanf(err.Error(), "exit status %d", &code); serr != nil {
			ts.Fatalf("weft %v: %v", args[1:], err)
		}
		got = code
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("weft %v: exit status %d, want %s", args[1:], got, args[0])
	}
}
