package dbtest

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"sort"
	"strconv"
	"syscall"
	"time"
)

// Server is a PostgreSQL server in a temporary folder, on a loopback port.
type Server struct {
	URL  string // of its maintenance database
	dir  string
	gone bool // the folder goes when the server stops
	cmd  *exec.Cmd
	done chan struct{}
}

// errMissing tells what to install where there is no PostgreSQL.
var errMissing = errors.New("the tests need PostgreSQL and found no initdb: install it " +
	"(Debian: apt-get install postgresql) or set WEFT_TEST_POSTGRES_URL to a server that may create databases")

// StartServer makes a cluster with initdb and starts it. As root it runs both as
// the user postgres, because the server refuses to run as root.
func StartServer(ctx context.Context) (*Server, error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "weft-pg-")
	if err != nil {
		return nil, fmt.Errorf("a folder for PostgreSQL: %w", err)
	}
	s := &Server{dir: dir, gone: true, done: make(chan struct{})}
	return s, s.start(ctx, bin, "fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300",
		"shared_buffers=64MB", "autovacuum=off")
}

// StartDurable is StartServer with a cluster that is kept in a folder, made when it is
// not there, and that keeps its promises to the disk: for measuring. Its memory is what
// a small server has.
func StartDurable(ctx context.Context, dir string) (*Server, error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("a folder for PostgreSQL: %w", err)
	}
	s := &Server{dir: dir, done: make(chan struct{})}
	return s, s.start(ctx, bin, "shared_buffers=512MB", "max_wal_size=4GB")
}

// start makes the cluster, unless it is there, and runs the server with these settings.
func (s *Server) start(ctx context.Context, bin string, settings ...string) error {
	cred, err := s.owner()
	if err != nil {
		return err
	}
	data := filepath.Join(s.dir, "data")
	if _, err := os.Stat(filepath.Join(data, "PG_VERSION")); err != nil {
		initdb := exec.CommandContext(ctx, filepath.Join(bin, "initdb"), "-D", data, "-U", "weft",
			"--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C")
		initdb.SysProcAttr = &syscall.SysProcAttr{Credential: cred}
		initdb.Dir = s.dir
		if out, err := initdb.CombinedOutput(); err != nil {
			return fmt.Errorf("initdb: %w: %s", err, out)
		}
	}
	port, err := freePort()
	if err != nil {
		return err
	}
	args := []string{"-D", data, "-p", strconv.Itoa(port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=" + s.dir, "-c", "log_min_messages=fatal"}
	for _, set := range settings {
		args = append(args, "-c", set)
	}
	s.cmd = exec.Command(filepath.Join(bin, "postgres"), args...)
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Credential: cred, Pdeathsig: syscall.SIGTERM}
	s.cmd.Dir = s.dir
	if err := s.cmd.Start(); err != nil {
		return fmt.Errorf("start postgres: %w", err)
	}
	go func() { _ = s.cmd.Wait(); close(s.done) }()
	s.URL = fmt.Sprintf("postgres://weft@127.0.0.1:%d/postgres?sslmode=disable", port)
	return s.ready(ctx, port)
}

// owner returns whom to run as, nil for the present user, and hands the folder over.
func (s *Server) owner() (*syscall.Credential, error) {
	if os.Getuid() != 0 {
		return nil, nil //nolint:nilnil // no credential is the answer
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return nil, fmt.Errorf("running as root, and there is no user postgres to run the server: %w", errMissing)
	}
	uid, _ := strconv.Atoi(u.Uid)
	gid, _ := strconv.Atoi(u.Gid)
	if err := os.Chown(s.dir, uid, gid); err != nil {
		return nil, fmt.Errorf("hand the folder to postgres: %w", err)
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
}

func (s *Server) ready(ctx context.Context, port int) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	for {
		select {
		case <-ctx.Done():
			s.Stop()
			return fmt.Errorf("PostgreSQL did not answer within 30 seconds")
		case <-s.done:
			return fmt.Errorf("PostgreSQL stopped while starting")
		case <-time.After(30 * time.Millisecond):
		}
		if probe(ctx, s.URL) == nil {
			return nil
		}
	}
}

// Stop ends the server and removes its folder, unless StartDurable keeps it.
func (s *Server) Stop() {
	_ = s.cmd.Process.Signal(syscall.SIGINT)
	select {
	case <-s.done:
	case <-time.After(10 * time.Second):
		_ = s.cmd.Process.Kill()
	}
	if s.gone {
		_ = os.RemoveAll(s.dir)
	}
}

// binaries finds the folder that holds initdb and postgres, the newest first.
func binaries() (string, error) {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	sort.Sort(sort.Reverse(sort.StringSlice(found)))
	if len(found) > 0 {
		return filepath.Dir(found[0]), nil
	}
	path, err := exec.LookPath("initdb")
	if err != nil {
		return "", errMissing
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	return filepath.Dir(path), nil
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, fmt.Errorf("a free port: %w", err)
	}
	defer l.Close() //nolint:errcheck // it only held the port
	return l.Addr().(*net.TCPAddr).Port, nil
}
