package ui

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"regexp"
	"strings"

	"github.com/andybalholm/brotli"
)

//go:embed static/vendor/*.css static/vendor/*.js static/vendor/*.svg static/src/*
var static embed.FS

// assetPath is where Handler must be mounted, below the base path.
const assetPath = "/assets/"

// Assets holds the style sheet, script and pictures of the pages under names
// that change with their content, each already compressed. It is read-only
// after NewAssets and safe for concurrent use.
type Assets struct {
	urls  map[string]string // "weft.css" -> "/assets/weft-3f2a….css"
	files map[string]asset  // "weft-3f2a….css" -> content
}

type asset struct {
	mediaType         string
	plain, gzip, brot []byte
}

// NewAssets builds the one style sheet ("weft.css"), the one script ("weft.js")
// and the pictures ("mark.svg" …) from the embedded files. It fails only when
// the program was built from an incomplete tree.
func NewAssets() (*Assets, error) {
	a := &Assets{urls: map[string]string{}, files: map[string]asset{}}
	pictures, err := fs.Glob(static, "static/*/*.svg")
	if err != nil {
		return nil, fmt.Errorf("list pictures: %w", err)
	}
	for _, name := range pictures {
		if err := a.join(path.Base(name), name); err != nil {
			return nil, err
		}
	}
	if err := a.join("weft.css", "static/vendor/nhsuk.css", "static/src/weft.css"); err != nil {
		return nil, err
	}
	if err := a.join("weft.js", "static/vendor/nhsuk.js", "static/src/weft.js"); err != nil {
		return nil, err
	}
	return a, nil
}

// URL gives the address of an asset without the base path, for Page.CSS,
// Page.JS and Page.Icon. An unknown name gives "".
func (a *Assets) URL(name string) string { return a.urls[name] }

// Handler serves every asset, whatever stands before the last "/" of the
// address, so it works under any base path. Answers are the smallest form that
// Accept-Encoding allows and may be kept for a year; an unknown name is 404.
func (a *Assets) Handler() http.Handler { return http.HandlerFunc(a.serve) }

func (a *Assets) serve(w http.ResponseWriter, r *http.Request) {
	f, ok := a.files[path.Base(r.URL.Path)]
	if !ok {
		http.NotFound(w, r)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "Only GET and HEAD are answered here.", http.StatusMethodNotAllowed)
		return
	}
	body, encoding := f.choose(r.Header.Values("Accept-Encoding"))
	h := w.Header()
	h.Set("Content-Type", f.mediaType)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Vary", "Accept-Encoding")
	h.Set("Content-Length", fmt.Sprint(len(body)))
	if encoding != "" {
		h.Set("Content-Encoding", encoding)
	}
	w.WriteHeader(http.StatusOK)
	if r.Method == http.MethodGet {
		_, _ = w.Write(body) // the reader has gone when this fails
	}
}

// choose picks brotli before gzip before plain, refusing what carries q=0.
func (f asset) choose(accept []string) ([]byte, string) {
	all := strings.ToLower(strings.Join(accept, ","))
	takes := func(name string) bool {
		for part := range strings.SplitSeq(all, ",") {
			coding, params, _ := strings.Cut(part, ";")
			q := strings.ReplaceAll(params, " ", "")
			if strings.TrimSpace(coding) == name {
				return q != "q=0" && !strings.HasPrefix(q, "q=0.000")
			}
		}
		return false
	}
	switch {
	case takes("br") && len(f.brot) < len(f.plain):
		return f.brot, "br"
	case takes("gzip") && len(f.gzip) < len(f.plain):
		return f.gzip, "gzip"
	}
	return f.plain, ""
}

// join puts files end to end under one hashed name. A style sheet's pictures
// must have been joined before it, since their names go into it.
func (a *Assets) join(name string, parts ...string) error {
	var text []byte
	for _, part := range parts {
		b, err := static.ReadFile(part)
		if err != nil {
			return fmt.Errorf("read embedded %s: %w", part, err)
		}
		text = append(text, b...)
	}
	if strings.HasSuffix(name, ".css") {
		text = a.pictureNames(withoutComments(text))
	}
	f := asset{mediaType: mediaType(name), plain: text}
	var err error
	if f.gzip, err = gzipped(text); err != nil {
		return fmt.Errorf("compress %s: %w", name, err)
	}
	if f.brot, err = brotlied(text); err != nil {
		return fmt.Errorf("compress %s: %w", name, err)
	}
	sum := sha256.Sum256(text)
	ext := path.Ext(name)
	hashed := strings.TrimSuffix(name, ext) + "-" + hex.EncodeToString(sum[:6]) + ext
	a.files[hashed] = f
	a.urls[name] = assetPath + hashed
	return nil
}

// withoutComments takes the comments out of a style sheet, but for the ones
// marked /*! that carry a licence.
func withoutComments(css []byte) []byte {
	return regexp.MustCompile(`(?s)/\*[^!].*?\*/`).ReplaceAll(css, nil)
}

// pictureNames turns url(name.svg) into url(name-hash.svg): both are served
// from the same folder, so the style sheet needs no base path.
func (a *Assets) pictureNames(css []byte) []byte {
	return regexp.MustCompile(`url\([a-z-]+\.svg\)`).ReplaceAllFunc(css, func(m []byte) []byte {
		name := string(m[len("url(") : len(m)-1])
		if u, ok := a.urls[name]; ok {
			return []byte("url(" + path.Base(u) + ")")
		}
		return m
	})
}

func mediaType(name string) string {
	switch path.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	default:
		return "image/svg+xml"
	}
}

func gzipped(b []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(b); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// brotliLevel is the last level before compression takes most of a second.
const brotliLevel = 9

func brotlied(b []byte) ([]byte, error) {
	var out bytes.Buffer
	w := brotli.NewWriterLevel(&out, brotliLevel)
	if _, err := w.Write(b); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
