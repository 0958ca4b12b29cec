package feed

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"sync"
	"time"

	"weft/internal/errs"
	"weft/internal/hsds"
	"weft/internal/intake"
)

const (
	tries          = 3
	requestTimeout = 60 * time.Second
	longestPause   = 30 * time.Second
	atOnce         = 4
)

// answer is a reply that is no success.
type answer struct{ status int }

// Error says it in a few words, without the address.
func (a *answer) Error() string {
	return fmt.Sprintf("the server answered %d %s.", a.status, http.StatusText(a.status))
}

func asAnswer(err error, to **answer) bool { return err != nil && errors.As(err, to) }

// get fetches one JSON document. What may pass (a broken connection, a busy
// server) is tried again.
func (a *api) get(ctx context.Context, address string) (any, error) {
	var err error
	for try := range tries {
		var v any
		var wait time.Duration
		v, wait, err = a.once(ctx, address)
		if err == nil || wait < 0 || ctx.Err() != nil {
			return v, err
		}
		if try == tries-1 {
			break
		}
		if wait == 0 {
			wait = time.Second << (2 * try)
		}
		if perr := a.pause(ctx, wait); perr != nil {
			return nil, perr
		}
	}
	return nil, err
}

// once asks once. A negative wait says that trying again is of no use.
func (a *api) once(ctx context.Context, address string) (v any, wait time.Duration, err error) {
	limited, cancel := context.WithTimeout(ctx, requestTimeout)
	defer cancel()
	req, err := http.NewRequestWithContext(limited, http.MethodGet, address, nil)
	if err != nil {
		return nil, -1, intake.NewFault(errs.Invalid, "feed.address", "that is not a web address.").Because(err)
	}
	req.Header.Set("Accept", "application/json")
	req.Header.Set("User-Agent", "weft-directory-import")
	res, err := a.client.Do(req)
	var elsewhere *intake.Fault
	if errors.As(err, &elsewhere) {
		return nil, -1, elsewhere
	}
	if err != nil {
		return nil, 0, a.unreachable(ctx, err)
	}
	defer res.Body.Close() //nolint:errcheck // only read
	if res.StatusCode != http.StatusOK {
		wait, kind := retryAfter(res)
		bad := &answer{status: res.StatusCode}
		return nil, wait, intake.NewFault(kind, "feed.answer", "%v", bad).Because(bad)
	}
	body, err := io.ReadAll(io.LimitReader(res.Body, MaxPage+1))
	if len(body) > MaxPage {
		return nil, -1, intake.NewFault(errs.TooLarge, "feed.page_too_large", "the answer is larger than %d MB.", MaxPage>>20)
	}
	if err != nil {
		return nil, 0, a.unreachable(ctx, err)
	}
	return parseBody(body)
}

func parseBody(body []byte) (any, time.Duration, error) {
	text, _, err := intake.DecodeText(bytes.NewReader(body))
	if err != nil {
		return nil, -1, err
	}
	d := json.NewDecoder(text)
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return nil, 0, intake.NewFault(errs.Unavailable, "feed.cut_off", "the answer was cut off after %d bytes.", len(body)).Because(err)
		}
		return nil, -1, intake.NewFault(errs.Invalid, "feed.not_json", "the answer is not JSON.").Because(err)
	}
	return v, 0, nil
}

// retryAfter says how long to wait, negative when the answer is final.
func retryAfter(res *http.Response) (time.Duration, errs.Kind) {
	switch {
	case res.StatusCode == http.StatusTooManyRequests, res.StatusCode >= 500 && res.StatusCode != http.StatusNotImplemented:
		if s, err := strconv.Atoi(res.Header.Get("Retry-After")); err == nil && s > 0 {
			return min(time.Duration(s)*time.Second, longestPause), errs.Unavailable
		}
		return 0, errs.Unavailable
	case res.StatusCode == http.StatusNotFound, res.StatusCode == http.StatusGone:
		return -1, errs.NotFound
	default:
		return -1, errs.Invalid
	}
}

func (a *api) unreachable(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return intake.NewFault(errs.Unavailable, "feed.slow", "%s did not answer within %d seconds.", a.base.Host, int(requestTimeout.Seconds())).Because(err)
	}
	return intake.NewFault(errs.Unavailable, "feed.unreachable", "%s cannot be reached or broke the connection.", a.base.Host).Because(err)
}

// listed is an entry of a list, with its full entry where that was needed.
type listed struct {
	id     string
	fields map[string]any
	err    error
}

// complete fetches the full entries of those services that the list gives in
// short, a few at once. It fails only when so many cannot be read that the
// whole feed must be thought broken.
func (w *walk) complete(ctx context.Context, items []any) ([]listed, error) {
	out := make([]listed, len(items))
	var group sync.WaitGroup
	turn := make(chan struct{}, atOnce)
	for i, item := range items {
		m, ok := item.(map[string]any)
		if !ok {
			out[i].err = errors.New("it is no JSON object")
			continue
		}
		out[i].fields = m
		out[i].id, _ = m["id"].(string)
		if out[i].id == "" || !short(m) || w.missing >= 5 {
			continue
		}
		turn <- struct{}{}
		group.Go(func() {
			defer func() { <-turn }()
			w.fill(ctx, &out[i])
		})
	}
	group.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return out, w.judge(out)
}

// short reports that an entry has none of the parts that only full entries have.
func short(m map[string]any) bool {
	for _, key := range []string{"service_at_locations", "schedules", "contacts", "phones", "languages",
		"cost_options", "attributes", "service_areas", "locations", "funding"} {
		if _, ok := m[key]; ok {
			return false
		}
	}
	return true
}

func (w *walk) fill(ctx context.Context, l *listed) {
	v, err := w.get(ctx, w.address(nil, "services", l.id))
	if err != nil {
		l.err = err
		return
	}
	full, ok := v.(map[string]any)
	if !ok {
		l.err = errors.New("it is no JSON object")
		return
	}
	merged := make(map[string]any, len(l.fields)+len(full))
	for k, v := range l.fields {
		merged[k] = v
	}
	for k, v := range full {
		if v != nil {
			merged[k] = v
		}
	}
	merged["id"] = l.id
	l.fields = merged
}

// judge forgives full entries that are not there and a few that fail.
func (w *walk) judge(out []listed) error {
	for i := range out {
		l := &out[i]
		switch {
		case l.err == nil && l.fields != nil && !short(l.fields):
			w.missing = 0
		case errs.Is(l.err, errs.NotFound):
			w.in.rec().note(hsds.NoDetail, l.id)
			w.missing++
			l.err = nil
		case l.err != nil && l.fields != nil:
			w.failures++
		}
	}
	if w.failures > 5 && w.failures*20 > w.got+len(out) {
		return intake.NewFault(errs.Unavailable, "feed.details", "the full entries of %d services could not be read.", w.failures)
	}
	return nil
}
