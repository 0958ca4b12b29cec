package intake

import (
	"archive/zip"
	"errors"
	"io"
	"io/fs"

	"weft/internal/errs"
)

const (
	maxFiles      = 5_000
	maxUnpacked   = 8 << 30
	maxPackRatio  = 200
	smallUnpacked = 10 << 20 // below this any ratio is harmless
)

// OpenZip opens an archive as a folder after looking whether it was made to fill a
// disk or a memory. The caller closes it. The error is a Fault.
func OpenZip(path string) (dir fs.FS, closer func() error, err error) {
	z, err := zip.OpenReader(path)
	if err != nil {
		if errors.Is(err, zip.ErrFormat) || errors.Is(err, io.ErrUnexpectedEOF) {
			return nil, nil, NewFault(errs.Invalid, "file.zip", "%s is not a whole zip file. Fetch it again.", path).Because(err)
		}
		return nil, nil, CannotOpen(path, err)
	}
	if err := harmless(z.File, path); err != nil {
		_ = z.Close()
		return nil, nil, err
	}
	return &z.Reader, z.Close, nil
}

func harmless(files []*zip.File, name string) error {
	var packed, unpacked uint64
	for _, f := range files {
		packed += f.CompressedSize64
		unpacked += f.UncompressedSize64
	}
	if len(files) > maxFiles || unpacked > maxUnpacked || (unpacked > smallUnpacked && unpacked > maxPackRatio*max(packed, 1)) {
		return NewFault(errs.TooLarge, "file.zip_bomb", "%s would unpack to %d MB in %d files, more than it can mean to. "+
			"It was not opened.", name, unpacked>>20, len(files))
	}
	return nil
}

// IsZip says whether a file begins like a zip archive.
func IsZip(head []byte) bool { return len(head) >= 4 && string(head[:2]) == "PK" }
