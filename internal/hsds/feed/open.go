package feed

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"weft/internal/errs"
	"weft/internal/hsds"
	"weft/internal/intake"
)

// Open recognises what source is, an address, a JSON file, a CSV package in a
// folder or one in a zip file, and returns it ready to be read. client is used
// for addresses only. The error is a [Fault].
func Open(_ context.Context, source string, client *http.Client) (hsds.Source, error) {
	source = strings.TrimSpace(source)
	low := strings.ToLower(source)
	if strings.HasPrefix(low, "http://") || strings.HasPrefix(low, "https://") {
		return openAPI(source, client)
	}
	if source == "" {
		return nil, intake.NewFault(errs.Invalid, "feed.source", "No source was given. Give the address of an API, a JSON file, "+
			"or the folder or zip file of a CSV package.")
	}
	info, err := os.Stat(source)
	if err != nil {
		return nil, intake.CannotOpen(source, err)
	}
	if info.IsDir() {
		return pack{path: source}, nil
	}
	return openFile(source)
}

func openFile(source string) (hsds.Source, error) {
	file, err := os.Open(source)
	if err != nil {
		return nil, intake.CannotOpen(source, err)
	}
	defer file.Close() //nolint:errcheck // only read
	head := make([]byte, 512)
	n, _ := file.Read(head)
	text := strings.TrimLeft(strings.ReplaceAll(string(head[:n]), "\x00", ""), "\ufeff\xff\xfe \t\r\n")
	switch {
	case strings.HasPrefix(string(head[:n]), "PK"):
		return pack{path: source, zip: true}, nil
	case strings.HasPrefix(text, "{"), strings.HasPrefix(text, "["):
		return jsonFile{path: source}, nil
	case strings.EqualFold(filepath.Ext(source), ".csv"):
		return nil, intake.NewFault(errs.Invalid, "feed.source", "%s is one table of a CSV package. Give the folder that holds it.", source)
	}
	return nil, intake.NewFault(errs.Invalid, "feed.source", "%s is neither JSON nor a zip file. Give the address of an API, a JSON file, "+
		"or the folder or zip file of a CSV package.", source)
}

func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}
