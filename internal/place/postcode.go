package place

import (
	"strings"

	"weft/internal/clock"
	"weft/internal/errs"
)

// Point is a position in WGS 84 degrees.
type Point struct{ Lat, Lon float64 }

// Postcode is what is known of one postcode. Where is nil when the directory gives no
// position; Rank and Decile are 0 when unknown; Ended is zero while it is in use.
type Postcode struct {
	Code    string // as people write it: "HX1 1AA"
	Where   *Point
	Nation  clock.Nation // "" outside the four nations
	Area    string
	Ward    string
	Health  string
	LSOA    string
	Rank    int
	Decile  int
	Edition int
	Ended   clock.Date
}

// FictionalArea is the postcode area of the demonstration. Royal Mail uses no Q in
// first place, so no real postcode begins with it.
const FictionalArea = "QZ"

// Normalise returns a postcode as people write it, in capitals with one space, whatever
// its case and spacing were. It returns errs.Invalid when that is no postcode of the
// United Kingdom or of the fictional area. It does not say whether the postcode exists.
func Normalise(postcode string) (string, error) {
	s := compact(postcode)
	if len(s) < 5 || len(s) > 7 {
		return "", errs.New(errs.Invalid, "place.postcode")
	}
	out, in := s[:len(s)-3], s[len(s)-3:]
	if s != "GIR0AA" && (!outward(out) || !inward(in)) {
		return "", errs.New(errs.Invalid, "place.postcode")
	}
	return out + " " + in, nil
}

// compact drops white space and puts letters in capitals.
func compact(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == ' ' || r == '\t' || r == '\u00a0' || r == '\n' || r == '\r':
		case r >= 'a' && r <= 'z':
			b.WriteByte(byte(r) - 'a' + 'A')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

const (
	digits      = "0123456789"
	firstPlace  = "ABCDEFGHIJKLMNOPRSTUWYZ" // not Q, V, X
	secondPlace = "ABCDEFGHKLMNOPQRSTUVWXY" // not I, J, Z
	thirdPlace  = "ABCDEFGHJKPSTUW"         // behind one letter and one digit
	fourthPlace = "ABEHMNPRVWXY"            // behind two letters and one digit
	unitLetters = "ABDEFGHJLNPQRSTUWXYZ"    // not C, I, K, M, O, V
)

func in(set string, c byte) bool { return strings.IndexByte(set, c) >= 0 }

// outward checks the first half: A9, A99, A9A, AA9, AA99, AA9A.
func outward(s string) bool {
	if len(s) < 2 {
		return false
	}
	rest := s[1:]
	fictional := strings.HasPrefix(s, FictionalArea)
	letters := thirdPlace
	switch {
	case fictional:
		rest, letters = s[2:], ""
	case !in(firstPlace, s[0]):
		return false
	case in(secondPlace, s[1]):
		rest, letters = s[2:], fourthPlace
	}
	switch len(rest) {
	case 1:
		return in(digits, rest[0])
	case 2:
		return in(digits, rest[0]) && (in(digits, rest[1]) || in(letters, rest[1]))
	}
	return false
}

// inward checks the second half: 9AA.
func inward(s string) bool {
	return len(s) == 3 && in(digits, s[0]) && in(unitLetters, s[1]) && in(unitLetters, s[2])
}

// key is how a code is stored.
func key(normal string) string { return strings.ReplaceAll(normal, " ", "") }

// written puts the space back.
func written(key string) string {
	if len(key) < 5 {
		return key
	}
	return key[:len(key)-3] + " " + key[len(key)-3:]
}
