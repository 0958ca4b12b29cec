package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"

	"weft/internal/errs"
	"weft/internal/i18n"
)

// parse reads settings as a program does, with one command beside them.
func parse(args, environ []string) (Settings, error) {
	var cli struct {
		Settings
		Serve struct {
			Email string
		} `cmd:""`
	}
	source, err := Source(args, environ)
	if err != nil {
		return Settings{}, err
	}
	parser, err := kong.New(&cli, source)
	if err != nil {
		return Settings{}, err
	}
	_, err = parser.Parse(args)
	return cli.Settings, err
}

func file(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "weft.toml")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAFlagWinsOverTheEnvironmentThatOverTheFileThatOverTheDefault(t *testing.T) {
	t.Parallel()
	path := file(t, "listen = \"f:1\"\ndata = \"from-file\"\nlock_after = \"5m\"\nlanguages = [\"cy\", \"en\"]\nserver_timing = true\n")
	s, err := parse([]string{"serve", "--listen", "flag:1", "--config", path}, []string{"WEFT_LISTEN=env:1", "WEFT_DATA=from-env", "HOME=/x"})
	if err != nil {
		t.Fatal(err)
	}
	if s.Listen != "flag:1" || s.Data != "from-env" || s.LockAfter != 5*time.Minute || s.Timezone != "Europe/London" ||
		strings.Join(s.Languages, " ") != "cy en" || !s.ServerTiming {
		t.Errorf("read %+v", s)
	}
	s, err = parse([]string{"serve"}, []string{"WEFT_CONFIG=" + path})
	if err != nil || s.Listen != "f:1" {
		t.Errorf("with the file named in the environment: %+v %v", s, err)
	}
	s, err = parse([]string{"serve"}, nil)
	if err != nil || s.Listen != "127.0.0.1:8080" || s.LockAfter != 20*time.Minute || s.Check() != nil || s.Base() != "http://127.0.0.1:8080" {
		t.Errorf("by default: %+v %v", s, err)
	}
}

func TestASecretIsReadFromTheFileThatIsNamed(t *testing.T) {
	t.Parallel()
	path := file(t, "smtp://u:p@mail.example.org?from=a@example.org\n")
	s, err := parse([]string{"serve"}, []string{"WEFT_SMTP_URL_FILE=" + path})
	if err != nil || s.SMTPURL != "smtp://u:p@mail.example.org?from=a@example.org" {
		t.Errorf("read %q: %v", s.SMTPURL, err)
	}
}

func TestASettingThatDoesNotExistIsAnErrorWhereverItStands(t *testing.T) {
	t.Parallel()
	missing := filepath.Join(t.TempDir(), "none")
	cases := []struct {
		args, environ []string
		code          string
	}{
		{nil, []string{"WEFT_LISTN=x"}, "config.unknown_variable"},
		{nil, []string{"WEFT_LISTEN=x", "WEFT_LISTEN_FILE=" + file(t, "y")}, "config.twice"},
		{nil, []string{"WEFT_SMTP_URL_FILE=" + missing}, "config.secret_file"},
		{[]string{"--config", missing}, nil, "config.file_missing"},
		{[]string{"--config=" + file(t, "listn = \"x\"")}, nil, "config.unknown_key"},
		{[]string{"--config", file(t, "config = \"x\"")}, nil, "config.unknown_key"},
		{[]string{"--config", file(t, "[web]\nlisten = \"x\"")}, nil, "config.unknown_key"},
		{[]string{"--config", file(t, "listen = \"x")}, nil, "config.file_syntax"},
		{[]string{"--config", file(t, "listen = 1.5")}, nil, "config.value"},
		{[]string{"--config", file(t, "languages = [1]")}, nil, "config.value"},
	}
	for _, c := range cases {
		if _, err := parse(append(c.args, "serve"), c.environ); errs.CodeOf(err) != c.code {
			t.Errorf("%v %v: %v, want %s", c.args, c.environ, err, c.code)
		}
	}
	if _, err := parse([]string{"serve", "--listn", "x"}, nil); err == nil {
		t.Error("an unknown flag was taken")
	}
}

func TestVariablesOfTheTestsAndOfKubernetesAreNotSettings(t *testing.T) {
	t.Parallel()
	if _, err := parse([]string{"serve"}, []string{"WEFT_TEST_POSTGRES_URL=x", "WEFT_SERVICE_HOST=10.0.0.1", "WEFT_PORT=tcp://x",
		"WEFT_PORT_80_TCP=x", "WEFT_DATA="}); err != nil {
		t.Error(err)
	}
}

func TestAValueThatCannotBeRightIsNamed(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(*Settings){
		"listen":          func(s *Settings) { s.Listen = "8080" },
		"metrics_listen":  func(s *Settings) { s.MetricsListen = "x" },
		"base_url":        func(s *Settings) { s.BaseURL = "weft.example.org" },
		"database_url":    func(s *Settings) { s.DatabaseURL = "mysql://x" },
		"lock_after":      func(s *Settings) { s.LockAfter = time.Second },
		"backup_every":    func(s *Settings) { s.BackupEvery = time.Second },
		"backup_days":     func(s *Settings) { s.BackupDays = -1 },
		"backup_weeks":    func(s *Settings) { s.BackupWeeks = -1 },
		"trusted_proxies": func(s *Settings) { s.TrustedProxies = []string{"10.0.0.0/8", "proxy"} },
		"timezone":        func(s *Settings) { s.Timezone = "Europe/Aldermoor" },
		"languages":       func(s *Settings) { s.Languages = []string{"en", "xx"} },
	} {
		s, err := parse([]string{"serve"}, nil)
		if err != nil {
			t.Fatal(err)
		}
		spoil(&s)
		var e *errs.Error
		if err := s.Check(); err == nil {
			t.Errorf("a wrong %s was taken", name)
		} else if e = err.(*errs.Error); len(e.Args) != 1 || e.Args[0] != name {
			t.Errorf("a wrong %s is said as %v", name, err)
		}
	}
}

func TestPrintHidesSecretsAndCanBeReadBack(t *testing.T) {
	t.Parallel()
	s, err := parse([]string{"serve", "--database-url", "postgres://weft:hunter2@db.example.org/weft?password=hunter3", "--base-url", "https://w.example.org/x/",
		"--smtp-url", "smtp://u:hunter4@m?from=a@b", "--field-keys", "hunter5,hunter6", "--trusted-proxies", "10.0.0.1"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := s.Print(&b); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "hunter") || !strings.Contains(b.String(), `"postgres://weft@db.example.org/weft"`) {
		t.Errorf("printed:\n%s", b.String())
	}
	for _, f := range settings() {
		if f.name != "config" && !strings.Contains(b.String(), f.name) {
			t.Errorf("%s is not printed", f.name)
		}
	}
	back, err := parse([]string{"serve", "--config", file(t, b.String())}, nil)
	if err != nil || back.Base() != "https://w.example.org/x" || back.LockAfter != s.LockAfter || len(back.Proxies()) != 1 {
		t.Errorf("read back %+v: %v", back, err)
	}
}

func TestEverySettingThatCanBeWrongHasASentence(t *testing.T) {
	t.Parallel()
	words, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	codes := []string{"address", "base_url", "database_url", "lock_after", "backup_every", "backup_keep", "trusted_proxies", "timezone", "languages"}
	for _, code := range codes {
		if !words.Has(i18n.English, "config."+code) {
			t.Errorf("config.%s has no sentence", code)
		}
	}
}
