package e2e

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"weft/internal/browser"
	"weft/internal/fixture"
)

func TestTheseResultsAreOfTheProgramAsItStands(t *testing.T) {
	t.Parallel()
	if files, err := fixture.Watch(".."); err != nil || files < 100 {
		t.Errorf("%d files: %v", files, err)
	}
}

// server is the program itself, running the demonstration.
type server struct {
	url    string
	secret string // of the GP practice's referral link
	data   string
}

// world is what all tests of the package share: the program, the browser.
type world struct {
	bin     string
	server  server
	browser *browser.Browser
	letters sync.Mutex // who waits for a letter in the outbox
	counted sync.Map   // by job: what TestMain looks through at the end
}

// shared is made once, by TestMain. Each test works with people of its own.
var shared world

// TestMain builds the program, runs the demonstration and the browser for all tests, and
// fails when the program logged an error.
func TestMain(m *testing.M) {
	code, err := runAll(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func runAll(m *testing.M) (code int, err error) {
	dir, err := os.MkdirTemp("", "weft-e2e")
	if err != nil {
		return 1, err
	}
	defer os.RemoveAll(dir)
	shared.bin = filepath.Join(dir, "weft")
	if out, err := exec.Command("go", "build", "-o", shared.bin, "weft/cmd/weft").CombinedOutput(); err != nil {
		return 1, fmt.Errorf("build: %w\n%s", err, out)
	}
	stop, err := shared.start(filepath.Join(dir, "town"))
	if err != nil {
		return 1, err
	}
	if shared.browser, err = browser.Launch(); err != nil {
		return 1, errors.Join(err, stop())
	}
	code = m.Run()
	shared.browser.Close()
	if all := flag.Lookup("test.run").Value.String() == ""; all && code == 0 {
		err = uncounted()
	}
	err = errors.Join(err, stop())
	return code, err
}

// start runs the demonstration in a folder, with more settings, until stop is called, which tells what the
// program logged as an error.
func (w *world) start(data string, more ...string) (stop func() error, err error) {
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	s := server{data: data, url: "http://" + address}
	ctx, cancel := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, w.bin, append([]string{"demo", "--data", s.data, "--listen", address}, more...)...)
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = 20 * time.Second
	logged, err := cmd.StderrPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		cancel()
		return nil, err
	}
	done := make(chan error, 1)
	go func() {
		var wrong []error
		last := ""
		for lines := bufio.NewScanner(logged); lines.Scan(); {
			if last = lines.Text(); strings.Contains(last, "level=ERROR") {
				wrong = append(wrong, errors.New("the program logged: "+last))
			}
		}
		if err := cmd.Wait(); err != nil && ctx.Err() == nil {
			wrong = append(wrong, fmt.Errorf("the program ended: %w: %s", err, last))
		}
		done <- errors.Join(wrong...)
		close(done)
	}()
	stop = func() error {
		cancel()
		return <-done
	}
	if err := s.ready(done); err != nil {
		return nil, errors.Join(err, stop())
	}
	body, err := os.ReadFile(filepath.Join(s.data, "town.json"))
	var town struct{ Secret string }
	if err == nil {
		err = json.Unmarshal(body, &town)
	}
	if err != nil || town.Secret == "" {
		return nil, errors.Join(fmt.Errorf("the town names no referral link: %w", err), stop())
	}
	s.secret = town.Secret
	w.server = s
	return stop, nil
}

// ready waits until the program answers or has ended.
func (s server) ready(done <-chan error) error {
	for range 1800 {
		resp, err := http.Get(s.url + "/readyz")
		if err == nil {
			_ = resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				return nil
			}
		}
		select {
		case err := <-done:
			return err
		case <-time.After(100 * time.Millisecond):
		}
	}
	return errors.New("the program was not ready within three minutes")
}

func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return fmt.Sprintf("127.0.0.1:%d", l.Addr().(*net.TCPAddr).Port), nil
}
