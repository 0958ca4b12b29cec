package config

import (
	"errors"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/alecthomas/kong"

	"weft/internal/errs"
)

const prefix = "WEFT_"

// Source reads the environment and the file of settings and returns the option that
// gives them to the parser of the command line, where flags win over them. args is
// the command line, looked at for --config only; environ is as os.Environ has it.
// An Invalid error names a setting that does not exist, or a file that cannot be
// read.
func Source(args, environ []string) (kong.Option, error) {
	values, err := fromEnvironment(environ)
	if err != nil {
		return nil, err
	}
	path := values["config"]
	if p, ok := fromArgs(args, "--config"); ok {
		path = p
	}
	if path != "" {
		file, err := fromFile(path)
		if err != nil {
			return nil, err
		}
		for name, v := range file {
			if _, set := values[name]; !set {
				values[name] = v
			}
		}
	}
	return kong.Resolvers(kong.ResolverFunc(func(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
		if v, ok := values[snake(flag.Name)]; ok {
			return v, nil
		}
		return nil, nil //nolint:nilnil // how package kong says "not set"
	})), nil
}

func snake(flag string) string { return strings.ReplaceAll(flag, "-", "_") }

// setting is one field of Settings.
type setting struct {
	name   string // lower case with underscores, as in a file
	secret string
	index  int
}

func settings() []setting {
	t := reflect.TypeFor[Settings]()
	var out []setting
	for i := range t.NumField() {
		f := t.Field(i)
		out = append(out, setting{snake(f.Tag.Get("name")), f.Tag.Get("secret"), i})
	}
	return out
}

func known(name string) bool {
	return slices.ContainsFunc(settings(), func(s setting) bool { return s.name == name })
}

// fromEnvironment returns the settings of the environment by name. An empty one
// counts as not set.
func fromEnvironment(environ []string) (map[string]string, error) {
	out := map[string]string{}
	for _, e := range environ {
		key, value, _ := strings.Cut(e, "=")
		if !strings.HasPrefix(key, prefix) || foreign(key) || value == "" {
			continue
		}
		name := strings.ToLower(strings.TrimPrefix(key, prefix))
		if base, ok := strings.CutSuffix(name, "_file"); ok && known(base) {
			content, err := os.ReadFile(value)
			if err != nil {
				return nil, errs.New(errs.Invalid, "config.secret_file", key)
			}
			name, value = base, strings.TrimRight(string(content), "\r\n")
		}
		if !known(name) {
			return nil, errs.New(errs.Invalid, "config.unknown_variable", key)
		}
		if _, twice := out[name]; twice {
			return nil, errs.New(errs.Invalid, "config.twice", prefix+strings.ToUpper(name))
		}
		out[name] = value
	}
	return out, nil
}

// foreign reports whether a variable that begins like ours is not a setting: those
// of the tests, and those that a Kubernetes service named weft puts there.
func foreign(key string) bool {
	for _, p := range []string{"WEFT_TEST_", "WEFT_SERVICE_", "WEFT_PORT_"} {
		if strings.HasPrefix(key, p) {
			return true
		}
	}
	return key == "WEFT_PORT"
}

// fromArgs finds "--flag value" or "--flag=value".
func fromArgs(args []string, flag string) (string, bool) {
	for i, a := range args {
		if a == "--" {
			break
		}
		if v, ok := strings.CutPrefix(a, flag+"="); ok {
			return v, true
		}
		if a == flag && i+1 < len(args) {
			return args[i+1], true
		}
	}
	return "", false
}

// fromFile returns the settings of a TOML file by name.
func fromFile(path string) (map[string]string, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, errs.New(errs.Invalid, "config.file_missing", path)
	}
	raw := map[string]any{}
	if err := toml.Unmarshal(content, &raw); err != nil {
		var at toml.ParseError
		if errors.As(err, &at) {
			return nil, errs.New(errs.Invalid, "config.file_syntax", path, at.Position.Line)
		}
		return nil, errs.New(errs.Invalid, "config.file_syntax", path, 1)
	}
	out := map[string]string{}
	for name, v := range raw {
		if !known(name) || name == "config" {
			return nil, errs.New(errs.Invalid, "config.unknown_key", name, path)
		}
		s, ok := asText(v)
		if !ok {
			return nil, errs.New(errs.Invalid, "config.value", name, path)
		}
		out[name] = s
	}
	return out, nil
}

// asText writes a value of a file as it would stand in the environment.
func asText(v any) (string, bool) {
	switch v := v.(type) {
	case string:
		return v, true
	case bool, int64:
		return fmt.Sprint(v), true
	case []any:
		parts := make([]string, len(v))
		for i, p := range v {
			s, ok := p.(string)
			if !ok || strings.Contains(s, ",") {
				return "", false
			}
			parts[i] = s
		}
		return strings.Join(parts, ","), true
	default:
		return "", false
	}
}
