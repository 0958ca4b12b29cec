package e2e

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// server is the program itself, running the demonstration.
type server struct {
	url    string
	secret string // of the GP practice's referral link
	data   string
}

// build compiles the program once for a test.
func build(t *testing.T) string {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "weft")
	out, err := exec.Command("go", "build", "-o", bin, "weft/cmd/weft").CombinedOutput()
	if err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	return bin
}

// start runs the demonstration in a folder of its own until the test ends.
func start(t *testing.T, bin string) server {
	t.Helper()
	s := server{data: filepath.Join(t.TempDir(), "town")}
	address := freeAddress(t)
	s.url = "http://" + address
	ctx, cancel := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, bin, "demo", "--data", s.data, "--listen", address)
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = 20 * time.Second
	logged, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		lines := bufio.NewScanner(logged)
		for lines.Scan() {
			if strings.Contains(lines.Text(), "level=ERROR") {
				t.Errorf("the program logged: %s", lines.Text())
			}
		}
	}()
	t.Cleanup(func() {
		cancel()
		<-done
		_ = cmd.Wait()
	})
	s.ready(t)
	body, err := os.ReadFile(filepath.Join(s.data, "town.json"))
	if err != nil {
		t.Fatal(err)
	}
	var town struct{ Secret string }
	if err := json.Unmarshal(body, &town); err != nil || town.Secret == "" {
		t.Fatalf("the town names no referral link: %v", err)
	}
	s.secret = town.Secret
	return s
}

func (s server) ready(t *testing.T) {
	t.Helper()
	for range 300 {
		resp, err := http.Get(s.url + "/readyz")
		if err == nil {
			_ = resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				return
			}
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatal("the program was not ready within 30 seconds")
}

func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return fmt.Sprintf("127.0.0.1:%d", l.Addr().(*net.TCPAddr).Port)
}
