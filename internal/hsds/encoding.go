package hsds

import (
	"bufio"
	"bytes"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// decodeText returns UTF-8 text without a byte order mark. It recognises UTF-8
// and UTF-16 by their marks, and UTF-16 without one by its zero bytes. The name
// of the encoding is empty for plain UTF-8.
func decodeText(r io.Reader) (io.Reader, string, error) {
	b := bufio.NewReaderSize(r, 64<<10)
	head, err := b.Peek(4)
	if err != nil && err != io.EOF {
		return nil, "", err
	}
	switch {
	case bytes.HasPrefix(head, []byte{0xEF, 0xBB, 0xBF}):
		_, err := b.Discard(3)
		return b, "", err
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}), len(head) >= 2 && head[0] != 0 && head[1] == 0:
		return transform.NewReader(b, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder()), "UTF-16", nil
	case bytes.HasPrefix(head, []byte{0xFE, 0xFF}), len(head) >= 2 && head[0] == 0 && head[1] != 0:
		return transform.NewReader(b, unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder()), "UTF-16", nil
	}
	return b, "", nil
}

// isUTF8 reads all of r and says whether it is UTF-8.
func isUTF8(r io.Reader) (bool, error) {
	buf := make([]byte, 64<<10)
	keep := 0
	for {
		n, err := r.Read(buf[keep:])
		chunk := buf[:keep+n]
		for len(chunk) > 0 {
			c, size := utf8.DecodeRune(chunk)
			if c == utf8.RuneError && size <= 1 {
				if !utf8.FullRune(chunk) && err == nil {
					break // the rest comes with the next read
				}
				return false, nil
			}
			chunk = chunk[size:]
		}
		keep = copy(buf, chunk)
		if err == io.EOF {
			return true, nil
		}
		if err != nil {
			return false, err
		}
	}
}

// windows1252 reads a file of the days before UTF-8.
func windows1252(r io.Reader) io.Reader {
	return transform.NewReader(r, charmap.Windows1252.NewDecoder())
}
