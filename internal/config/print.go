package config

import (
	"bufio"
	"fmt"
	"io"
	"net/url"
	"reflect"
	"strings"
	"time"
)

// Print writes the settings in force as a file of settings holds them. Secrets are
// named and not shown, nor is the password of the database.
func (s Settings) Print(w io.Writer) error {
	out := bufio.NewWriter(w)
	v := reflect.ValueOf(s)
	for _, f := range settings() {
		if f.name == "config" {
			continue
		}
		field := v.Field(f.index)
		switch {
		case field.IsZero():
			fmt.Fprintf(out, "# %s is not set\n", f.name)
			continue
		case f.secret == "all":
			fmt.Fprintf(out, "# %s is set and not shown\n", f.name)
			continue
		}
		fmt.Fprintf(out, "%s = %s\n", f.name, shown(f.secret, field.Interface()))
	}
	return out.Flush()
}

func shown(secret string, v any) string {
	if secret == "url" {
		return quote(withoutPassword(fmt.Sprint(v)))
	}
	switch v := v.(type) {
	case []string:
		quoted := make([]string, len(v))
		for i, s := range v {
			quoted[i] = quote(s)
		}
		return "[" + strings.Join(quoted, ", ") + "]"
	case time.Duration:
		return quote(v.String())
	case bool:
		return fmt.Sprint(v)
	default:
		return quote(fmt.Sprint(v))
	}
}

func quote(s string) string { return fmt.Sprintf("%q", s) }

// withoutPassword leaves user, host and name of a database address. Its parameters
// go too, because they can hold a password.
func withoutPassword(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" {
		return ""
	}
	if u.User != nil {
		u.User = url.User(u.User.Username())
	}
	u.RawQuery, u.Fragment = "", ""
	return u.String()
}
