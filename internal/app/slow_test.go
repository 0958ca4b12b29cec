package app

import (
	"bufio"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"
)

// slowServer serves as the program does, only that it waits for milliseconds where the
// program waits for seconds.
func slowServer(t *testing.T) (address string, read chan error) {
	t.Helper()
	read = make(chan error, 1)
	s := httptest.NewUnstartedServer(nil)
	s.Config = newServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, err := io.Copy(io.Discard, r.Body)
		read <- err
	}))
	s.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	for _, d := range []*time.Duration{&s.Config.ReadHeaderTimeout, &s.Config.ReadTimeout, &s.Config.WriteTimeout, &s.Config.IdleTimeout} {
		if *d <= 0 || *d > 2*time.Minute {
			t.Fatalf("the program waits %s", *d)
		}
		*d = 200 * time.Millisecond
	}
	if s.Config.MaxHeaderBytes <= 0 || s.Config.MaxHeaderBytes > 64<<10 {
		t.Fatalf("the program reads headers of %d bytes", s.Config.MaxHeaderBytes)
	}
	s.Start()
	t.Cleanup(s.Close)
	return s.Listener.Addr().String(), read
}

// cut reports how a connection ended; it fails the test when it stays open.
func cut(t *testing.T, c net.Conn) (answer string) {
	t.Helper()
	if err := c.SetReadDeadline(time.Now().Add(20 * time.Second)); err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(bufio.NewReader(c))
	if errors.Is(err, os.ErrDeadlineExceeded) {
		t.Fatal("the connection stays open")
	}
	return string(b)
}

func TestWhoeverSendsAHeaderBitByBitIsCutOff(t *testing.T) {
	t.Parallel()
	at, _ := slowServer(t)
	for _, begun := range []string{"", "GET / HT", "GET / HTTP/1.1\r\nHost: x\r\nX-Never: "} {
		c, err := net.Dial("tcp", at)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close() //nolint:errcheck // the server closes it
		if _, err := io.WriteString(c, begun); err != nil {
			t.Fatal(err)
		}
		if answer := cut(t, c); strings.Contains(answer, " 200 ") {
			t.Errorf("%q was answered: %s", begun, answer)
		}
	}
}

func TestWhoeverSendsABodyBitByBitIsCutOff(t *testing.T) {
	t.Parallel()
	at, read := slowServer(t)
	c, err := net.Dial("tcp", at)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close() //nolint:errcheck // the server closes it
	if _, err := io.WriteString(c, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\na few words"); err != nil {
		t.Fatal(err)
	}
	cut(t, c)
	if err := <-read; err == nil {
		t.Error("half a body was read as a whole one")
	}
}

func TestAHeaderIsReadUpToTheLimitAndNoFurther(t *testing.T) {
	t.Parallel()
	at, _ := slowServer(t)
	for size, status := range map[int]string{maxHeader / 2: " 200 ", maxHeader + 8<<10: " 431 "} {
		c, err := net.Dial("tcp", at)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close() //nolint:errcheck // the server closes it
		go func() {
			_, _ = io.WriteString(c, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Long: "+strings.Repeat("x", size)+"\r\n\r\n")
		}()
		if answer := cut(t, c); !strings.Contains(answer, status) {
			t.Errorf("a header of %d bytes: %.60s", size, answer)
		}
	}
}
