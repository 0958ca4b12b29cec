package hsds

import "context"

// Source is a directory that can be read from beginning to end: an API, a JSON
// file or a CSV package. feed.Open recognises which.
type Source interface {
	// Name is what people call the source: its address, file or folder.
	Name() string
	// Key stays the same when the same source is read again, wherever its
	// copy lies. Identifiers that are no UUIDs are derived from it.
	Key() string
	// Read hands every service to each, in the order of the source, and
	// returns what there is to say about the whole. An error of each ends the
	// reading and comes back unchanged. After any error the caller must keep
	// nothing of what it was handed.
	Read(ctx context.Context, each func(Service) error) (Reading, error)
}

// Reading is the truthful account of one reading of a source.
type Reading struct {
	// Services counts what was handed over.
	Services int
	// Complete says that the source lists all its services, so that one that
	// is missing has gone. A single service or one page of many is not
	// complete.
	Complete bool
	// Leniencies come most frequent first.
	Leniencies []Leniency
	// Refused holds the refused rows in order, at most MaxRefused of them;
	// RefusedRows counts them all.
	Refused     []Refusal
	RefusedRows int
	// Unread holds the identifiers of services that are in the source but
	// could not be taken. They have not gone.
	Unread []string
}

// MaxRefused is the number of refused rows that a Reading lists one by one.
const MaxRefused = 10_000

// Leniency is something the specification forbids or does not know that was
// read all the same, with the first place where it was met.
type Leniency struct {
	Kind    Kind
	Count   int
	Example string
}

// Refusal is a row that could not be used. Row counts as a spreadsheet does:
// the header of a CSV file is row 1. In an API or a JSON file it is the
// position of the service, from 1.
type Refusal struct {
	File   string
	Row    int
	Reason string
}

// Kind names a leniency; its Words say what was done.
type Kind string

// The leniencies, each with what the readers do about it.
const (
	NoOffset         Kind = "no-offset"
	OddDate          Kind = "odd-date"
	BadDate          Kind = "bad-date"
	OddTime          Kind = "odd-time"
	BadTime          Kind = "bad-time"
	Markup           Kind = "markup"
	EscapedBreaks    Kind = "escaped-breaks"
	Garbled          Kind = "garbled"
	AgeOutOfRange    Kind = "age-out-of-range"
	BadNumber        Kind = "bad-number"
	MissingField     Kind = "missing-field"
	MissingID        Kind = "missing-id"
	NotUUID          Kind = "not-uuid"
	DuplicateID      Kind = "duplicate-id"
	UnknownStatus    Kind = "unknown-status"
	UnknownValue     Kind = "unknown-value"
	BadCoordinates   Kind = "bad-coordinates"
	SwappedCoords    Kind = "swapped-coordinates"
	BadEmail         Kind = "bad-email"
	BareURL          Kind = "bare-url"
	BadURL           Kind = "bad-url"
	UnknownField     Kind = "unknown-field"
	UnknownFile      Kind = "unknown-file"
	MissingFile      Kind = "missing-file"
	WrongShape       Kind = "wrong-shape"
	EmptyEntry       Kind = "empty-entry"
	ExtraCells       Kind = "extra-cells"
	OtherEncoding    Kind = "other-encoding"
	OtherDelimiter   Kind = "other-delimiter"
	UnlistedOrg      Kind = "unlisted-organisation"
	InferredPlace    Kind = "inferred-place"
	UnlistedTerm     Kind = "unlisted-term"
	UnlistedPlace    Kind = "unlisted-place"
	NoDetail         Kind = "no-detail"
	WrongTotals      Kind = "wrong-totals"
	NoDetails        Kind = "no-api-details"
	TooLongShortened Kind = "shortened"
)

// Words is a short sentence in plain English: what was found and what was done.
func (k Kind) Words() string {
	if w, ok := kindWords()[k]; ok {
		return w
	}
	return string(k)
}

func kindWords() map[Kind]string {
	return map[Kind]string{
		NoOffset:         "date and time without a time zone, read as United Kingdom time",
		OddDate:          "date in another order, read as day, month, year",
		BadDate:          "date that is no date, left out",
		OddTime:          "time of day in another form, read as hours and minutes",
		BadTime:          "time of day that cannot be read, kept as words",
		Markup:           "markup in text, turned into plain text",
		EscapedBreaks:    "line breaks written as \\n, turned into line breaks",
		Garbled:          "punctuation damaged by a wrong encoding, mended",
		AgeOutOfRange:    "age below 0 or above 130, or lowest above highest, left out",
		BadNumber:        "number that is no number, left out",
		MissingField:     "required field missing",
		MissingID:        "entry without an identifier, given one that stays the same",
		NotUUID:          "identifier that is no UUID, given one that stays the same",
		DuplicateID:      "the same service twice, kept once",
		UnknownStatus:    "status missing or unknown, read as active",
		UnknownValue:     "value that is not in the specification's list, replaced or left out",
		BadCoordinates:   "coordinates outside the world, left out",
		SwappedCoords:    "latitude and longitude swapped, put right",
		BadEmail:         "e-mail address that cannot work, left out",
		BareURL:          "web address without http://, added",
		BadURL:           "web address that cannot work, left out",
		UnknownField:     "field or column that is not in the specification, left out",
		UnknownFile:      "file that is not in the specification, left out",
		MissingFile:      "file of the package that is missing",
		WrongShape:       "value of another type than the specification says, read as far as it goes",
		EmptyEntry:       "entry with nothing in it, left out",
		ExtraCells:       "row with more cells than the header, the rest left out",
		OtherEncoding:    "file not in UTF-8, converted",
		OtherDelimiter:   "file with another separator than the comma",
		UnlistedOrg:      "service of an organisation that is not listed, given one",
		InferredPlace:    "service without a place, given the only place of its organisation",
		UnlistedTerm:     "reference to a taxonomy term that is not listed, left out",
		UnlistedPlace:    "reference to a location that is not listed, left out",
		NoDetail:         "service whose full entry is not there, its list entry used",
		WrongTotals:      "page totals that do not add up",
		NoDetails:        "base address without version, profile or openapi_url",
		TooLongShortened: "text over 20,000 characters, shortened",
	}
}
