package app_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"weft/internal/config"
	"weft/internal/db"
)

// older FOLDER VERSION makes a database with the schema of an older program.
func older(ts *testscript.TestScript, _ bool, args []string) {
	ctx, folder := context.Background(), ts.MkAbs(args[0])
	version, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	ts.Check(os.MkdirAll(folder, 0o700))
	d, err := db.Open(ctx, db.Config{Path: config.SQLitePath(folder)})
	ts.Check(err)
	defer d.Close() //nolint:errcheck // written already
	ts.Check(db.MigrateTo(ctx, d, version))
}

// eventually FILE PATTERN waits until a file holds a pattern.
func eventually(ts *testscript.TestScript, _ bool, args []string) {
	want := regexp.MustCompile(args[1])
	for range 1800 {
		if body, err := os.ReadFile(ts.MkAbs(args[0])); err == nil && want.Match(body) {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	body, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Fatalf("%s does not hold %s within three minutes: %s %v", args[0], args[1], body, err)
}

// finishes NAME ADDRESS sends half a form, ends the program, waits until it takes nobody
// new, sends the other half, and checks that the form is answered whole.
func finishes(ts *testscript.TestScript, _ bool, args []string) {
	cmd := ts.Value(runKey{}).(map[string]*exec.Cmd)[args[0]]
	body := "email=nobody%40example.org&password=wrong"
	conn, err := net.Dial("tcp", args[1])
	ts.Check(err)
	defer conn.Close() //nolint:errcheck // read whole
	_, err = fmt.Fprintf(conn, "POST /sign-in HTTP/1.1\r\nHost: %s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s", args[1], len(body), body[:9])
	ts.Check(err)
	res, err := http.Get("http://" + args[1] + "/livez") // by now the first has been taken
	ts.Check(err)
	ts.Check(res.Body.Close())
	ts.Check(cmd.Process.Signal(syscall.SIGTERM))
	for range 200 {
		c, err := net.Dial("tcp", args[1])
		if err != nil {
			break
		}
		_ = c.Close()
		time.Sleep(20 * time.Millisecond)
	}
	_, err = io.WriteString(conn, body[9:])
	ts.Check(err)
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	ts.Check(err)
	page, err := io.ReadAll(answer.Body)
	ts.Check(err)
	if answer.StatusCode != http.StatusUnauthorized || !strings.Contains(string(page), "</html>") {
		ts.Fatalf("the form under way was answered %d: %s", answer.StatusCode, page)
	}
	ts.Check(cmd.Wait())
}
