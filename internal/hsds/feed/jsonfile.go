package feed

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"weft/internal/errs"
	"weft/internal/hsds"
	"weft/internal/intake"
)

// maxFile is the largest file that is read.
const maxFile = 1 << 30

// jsonFile is a file with one service, a list of services, a page of an API,
// or an organisation with its services.
type jsonFile struct{ path string }

// Name returns the path as it was given.
func (f jsonFile) Name() string { return f.path }

// Key is the name of the file without folder and ending.
func (f jsonFile) Key() string { return baseKey(f.path) }

func baseKey(path string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		abs = path
	}
	base := filepath.Base(abs)
	return strings.TrimSuffix(base, filepath.Ext(base))
}

// Read streams the services of the file.
func (f jsonFile) Read(ctx context.Context, each func(hsds.Service) error) (hsds.Reading, error) {
	file, err := os.Open(f.path)
	if err != nil {
		return hsds.Reading{}, intake.CannotOpen(f.path, err)
	}
	defer file.Close() //nolint:errcheck // only read
	text, encoding, err := intake.DecodeText(io.LimitReader(file, maxFile))
	if err != nil {
		return hsds.Reading{}, intake.CannotOpen(f.path, err)
	}
	in := newTaker(f.Key(), each)
	if encoding != "" {
		in.rec().note(hsds.OtherEncoding, f.path+": "+encoding)
	}
	s := &jsonStream{in: in, dec: json.NewDecoder(text), file: filepath.Base(f.path)}
	s.dec.UseNumber()
	if err := s.read(ctx); err != nil {
		return hsds.Reading{}, s.explain(err)
	}
	return in.rec().reading(s.complete), nil
}

// jsonStream reads one JSON document without holding it in memory whole.
type jsonStream struct {
	in       *taker
	dec      *json.Decoder
	file     string
	row      int
	complete bool
}

// errShape marks a document that is JSON but none of what we read.
var errShape = errors.New("neither services nor an organisation")

func (s *jsonStream) read(ctx context.Context) error {
	tok, err := s.dec.Token()
	if err != nil {
		return err
	}
	switch tok {
	case json.Delim('['):
		s.complete = true
		err = s.list(ctx)
	case json.Delim('{'):
		err = s.object(ctx)
	default:
		return errShape
	}
	if err != nil {
		return err
	}
	if _, err := s.dec.Token(); err != io.EOF {
		return intake.NewFault(errs.Invalid, "feed.trailing", "%s is not one JSON document: something follows after its end. Nothing was kept.", s.file)
	}
	return nil
}

// list takes every element up to the closing bracket.
func (s *jsonStream) list(ctx context.Context) error {
	for s.dec.More() {
		var v any
		if err := s.dec.Decode(&v); err != nil {
			return err
		}
		s.row++
		if err := s.element(ctx, v, s.row); err != nil {
			return err
		}
	}
	_, err := s.dec.Token()
	return err
}

// element takes a service, or every service of an organisation.
func (s *jsonStream) element(ctx context.Context, v any, row int) error {
	m, ok := v.(map[string]any)
	if !ok {
		s.in.rec().refuse(s.file, row, "it is no JSON object")
		return nil
	}
	return takeObject(ctx, s.in, m, s.file, row, fmt.Sprintf("%s, entry %d", s.file, row))
}

// takeObject takes whatever a list of services may hold.
func takeObject(ctx context.Context, in *taker, m map[string]any, file string, row int, at string) error {
	if services, ok := m["services"].([]any); ok {
		owner := withoutKey(m, "services")
		for n, v := range services {
			service, ok := v.(map[string]any)
			if !ok {
				in.rec().refuse(file, row, "one of its services is no JSON object")
				continue
			}
			o := object{fields: service, at: fmt.Sprintf("%s, service %d", at, n+1), dec: in.dec, parent: owner}
			if _, _, err := in.take(ctx, o, file, row); err != nil {
				return err
			}
		}
		return nil
	}
	if service, ok := m["service"].(map[string]any); ok { // a service at a location
		joined := withoutKey(service, "service_at_locations")
		joined["service_at_locations"] = []any{withoutKey(m, "service")}
		m = joined
	}
	if what := notAService(m); what != "" {
		in.rec().refuse(file, row, "it is "+what+", not a service")
		return nil
	}
	_, _, err := in.take(ctx, object{fields: m, at: at, dec: in.dec}, file, row)
	return err
}

func withoutKey(m map[string]any, key string) map[string]any {
	out := make(map[string]any, len(m))
	for k, v := range m {
		if k != key {
			out[k] = v
		}
	}
	return out
}

// notAService recognises the other things that such files hold.
func notAService(m map[string]any) string {
	has := func(keys ...string) bool {
		for _, k := range keys {
			if _, ok := m[k]; ok {
				return true
			}
		}
		return false
	}
	switch {
	case has("status", "organization", "organization_id", "service_at_locations", "assured_date", "schedules"):
		return ""
	case has("website", "legal_status", "organization_identifiers"):
		return "an organisation without services"
	case has("taxonomy", "taxonomy_id", "taxonomy_terms", "term"):
		return "a taxonomy or one of its terms"
	case has("openapi_url"):
		return "the description of an API"
	}
	return ""
}

// object reads a document that is one object: an envelope whose list is
// streamed, or a single thing.
func (s *jsonStream) object(ctx context.Context) error {
	fields, listed := map[string]any{}, false
	for s.dec.More() {
		key, err := s.dec.Token()
		if err != nil {
			return err
		}
		name, _ := key.(string)
		if isListKey(name) {
			tok, err := s.dec.Token()
			if err != nil {
				return err
			}
			if tok != json.Delim('[') {
				return errShape
			}
			listed = true
			if err := s.list(ctx); err != nil {
				return err
			}
			continue
		}
		var v any
		if err := s.dec.Decode(&v); err != nil {
			return err
		}
		fields[name] = v
	}
	if _, err := s.dec.Token(); err != nil {
		return err
	}
	if listed {
		s.complete = !morePages(object{fields: fields, at: s.file, dec: s.in.dec}, s.row)
		return nil
	}
	_, named := fields["name"]
	_, joined := fields["service"]
	if !named && !joined {
		return errShape
	}
	return s.element(ctx, fields, 1)
}

func isListKey(name string) bool {
	switch name {
	case "contents", "content", "items", "data", "results":
		return true
	}
	return false
}

// morePages reports whether an envelope says that it is not the whole list.
func morePages(o object, got int) bool {
	if f := o.dec.number(o, "total_pages"); f != nil && *f > 1 {
		return true
	}
	f := o.dec.number(o, "total_items")
	return f != nil && int(*f) > got
}

// explain turns what the decoder says into a sentence.
func (s *jsonStream) explain(err error) error {
	var syntax *json.SyntaxError
	switch {
	case s.in.stopped != nil:
		return s.in.stopped
	case errors.Is(err, errShape):
		return intake.NewFault(errs.Invalid, "feed.shape", "%s is JSON but holds neither services nor an organisation with services. "+
			"Give a service, a list of services or a page of an Open Referral API.", s.file).Because(err)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return intake.NewFault(errs.Invalid, "feed.cut_off", "%s ends too early, after %d services: the file was cut off. "+
			"Fetch it again. Nothing was kept.", s.file, s.in.rec().count).Because(err)
	case errors.As(err, &syntax):
		return intake.NewFault(errs.Invalid, "feed.not_json", "%s is not JSON: byte %d breaks it (%v). Nothing was kept.",
			s.file, s.dec.InputOffset(), syntax).Because(err)
	}
	return err
}
