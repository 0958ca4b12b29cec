package intake

import (
	"bufio"
	"bytes"
	"io"
	"io/fs"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// DecodeText returns UTF-8 text without a byte order mark. It recognises UTF-8
// and UTF-16 by their marks, and UTF-16 without one by its zero bytes. The name
// of the encoding is empty for UTF-8.
func DecodeText(r io.Reader) (text io.Reader, encoding string, err error) {
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

// OpenText opens a text file and returns it as UTF-8. It also recognises
// Windows-1252, which takes a reading of the whole file. The caller closes it.
func OpenText(dir fs.FS, path string) (text io.Reader, closer func() error, encoding string, err error) {
	file, err := dir.Open(path)
	if err != nil {
		return nil, nil, "", err
	}
	text, encoding, err = DecodeText(file)
	if err != nil || encoding != "" {
		return text, file.Close, encoding, err
	}
	ok, err := isUTF8(text)
	_ = file.Close()
	if err != nil {
		return nil, nil, "", err
	}
	if file, err = dir.Open(path); err != nil {
		return nil, nil, "", err
	}
	if !ok {
		return transform.NewReader(file, charmap.Windows1252.NewDecoder()), file.Close, "Windows-1252", nil
	}
	text, _, err = DecodeText(file)
	return text, file.Close, "", err
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
