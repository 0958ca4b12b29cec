package bench_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// server is a handler behind a real listener on the loopback.
type server struct{ address string }

// serve listens as package app does, until the test ends.
func serve(t testing.TB, h http.Handler) *server {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	s := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: time.Minute, WriteTimeout: 90 * time.Second, IdleTimeout: 2 * time.Minute}
	go s.Serve(l) //nolint:errcheck // it ends with the test
	t.Cleanup(func() { _ = s.Close() })
	return &server{l.Addr().String()}
}

// answered sends a form to a handler directly and returns the head of the answer.
func answered(h http.Handler, path, form string) http.Header {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, r)
	return rec.Result().Header
}

// line is one connection that is kept open. It asks and reads like a browser behind a
// proxy, and costs little itself, because it runs on the same processors.
type line struct {
	conn   net.Conn
	in     *bufio.Reader
	host   string
	cookie string
	used   time.Time
	out    bytes.Buffer
}

// quiet is how long a line is used again after nothing was asked: less than a server waits.
const quiet = time.Minute

// dial returns a line that connects when it is first used: a server closes a connection
// on which nothing is asked for long.
func dial(t testing.TB, s *server, cookie string) *line {
	t.Helper()
	l := &line{host: s.address, cookie: cookie}
	t.Cleanup(func() {
		if l.conn != nil {
			_ = l.conn.Close()
		}
	})
	return l
}

func (l *line) connect() (err error) {
	if l.conn != nil && time.Since(l.used) > quiet {
		_ = l.conn.Close()
		l.conn = nil
	}
	l.used = time.Now()
	if l.conn != nil {
		return nil
	}
	if l.conn, err = net.Dial("tcp", l.host); err == nil {
		l.in = bufio.NewReaderSize(l.conn, 64<<10)
	}
	return err
}

// answer is what came back.
type answer struct {
	status   int
	location string
	size     int
	body     []byte // only when it was asked for
}

// send asks once. Answers come compressed, as a browser wants them.
func (l *line) send(method, path string, form []byte, keep bool) (answer, error) {
	if err := l.connect(); err != nil {
		return answer{}, err
	}
	l.out.Reset()
	l.out.WriteString(method + " " + path + " HTTP/1.1\r\nHost: " + l.host + "\r\nAccept-Encoding: gzip\r\nCookie: " + l.cookie + "\r\n")
	if form != nil {
		l.out.WriteString("Content-Type: application/x-www-form-urlencoded\r\nSec-Fetch-Site: same-origin\r\nContent-Length: " + strconv.Itoa(len(form)) + "\r\n")
	}
	l.out.WriteString("\r\n")
	l.out.Write(form)
	if _, err := l.conn.Write(l.out.Bytes()); err != nil {
		return answer{}, err
	}
	r, err := http.ReadResponse(l.in, nil)
	if err != nil {
		return answer{}, err
	}
	defer r.Body.Close() //nolint:errcheck // only read
	a := answer{status: r.StatusCode, location: r.Header.Get("Location")}
	if !keep {
		n, err := io.Copy(io.Discard, r.Body)
		a.size = int(n)
		return a, err
	}
	body := io.Reader(r.Body)
	if r.Header.Get("Content-Encoding") == "gzip" {
		if body, err = gzip.NewReader(r.Body); err != nil {
			return a, err
		}
	}
	a.body, err = io.ReadAll(body)
	a.size = len(a.body)
	return a, err
}

// get asks for a page that must be there.
func (l *line) get(path string) error {
	a, err := l.send(http.MethodGet, path, nil, false)
	if err == nil && (a.status != http.StatusOK || a.size == 0) {
		again, _ := l.send(http.MethodGet, path, nil, true)
		err = fmt.Errorf("%s answers %d with %d bytes: %s", path, a.status, a.size, again.body)
	}
	return err
}

// measured is what one turn showed.
type measured struct {
	rate     float64 // a second
	p50, p99 float64 // ms
	value    float64 // of rows that are neither
	n        int
}

// work is one thing done again and again by one of several at once; i counts its own.
type work func(i int) error

// run lets every worker work for a time and returns how it went.
func run(t testing.TB, d time.Duration, workers []work) measured {
	t.Helper()
	var wg sync.WaitGroup
	took := make([][]time.Duration, len(workers))
	fails := make([]error, len(workers))
	start := time.Now()
	for w, do := range workers {
		wg.Go(func() {
			last := time.Now()
			for i := 0; i == 0 || time.Since(start) < d; i++ {
				if fails[w] = do(i); fails[w] != nil {
					return
				}
				at := time.Now()
				took[w] = append(took[w], at.Sub(last))
				last = at
			}
		})
	}
	wg.Wait()
	lasted := time.Since(start)
	for _, err := range fails {
		must(t, err)
	}
	all := slices.Concat(took...)
	slices.Sort(all)
	return measured{rate: float64(len(all)) / lasted.Seconds(), p50: ms(at(all, 50)), p99: ms(at(all, 99)), n: len(all)}
}

func at(sorted []time.Duration, percent int) time.Duration {
	return sorted[min(len(sorted)-1, len(sorted)*percent/100)]
}

func ms(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1e6 }

func median(list []float64) float64 {
	s := slices.Sorted(slices.Values(list))
	if len(s)%2 == 1 {
		return s[len(s)/2]
	}
	return (s[len(s)/2-1] + s[len(s)/2]) / 2
}
