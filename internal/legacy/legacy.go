package legacy

import (
	"context"
	"time"

	"weft/internal/account"
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/contact"
	"weft/internal/db"
	"weft/internal/i18n"
	"weft/internal/id"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/plan"
	"weft/internal/referral"
)

// Kind is what a row of the other system was.
type Kind string

// The kinds.
const (
	ofPerson   Kind = "person"
	ofReferral Kind = "referral"
	ofCase     Kind = "case"
	ofNote     Kind = "note"
)

// Parts are the use cases that records come in through. They stand on one database,
// which is the one transaction of an import.
type Parts struct {
	Orgs      *org.Orgs
	Accounts  *account.Service
	People    *person.Service
	Referrals *referral.Service
	Cases     *caseload.Service
	Contacts  *contact.Service
	Plans     *plan.Service
}

// Service is the use cases of this package.
type Service struct {
	db    *db.DB
	zone  *time.Location
	words *i18n.Catalogue
	on    func(b *db.DB) Parts
}

// NewService returns the use cases on a database; zone is where "today" is, and on
// builds the other use cases on the one transaction of an import.
func NewService(d *db.DB, zone *time.Location, words *i18n.Catalogue, on func(b *db.DB) Parts) *Service {
	return &Service{db: d, zone: zone, words: words, on: on}
}

// Options say what to bring in. Only File is required.
type Options struct {
	File       string
	Sheet      string // of a workbook; empty: the first that can be seen
	Notes      string // a second file of notes
	NotesSheet string // or a second sheet of the same workbook
	Map        string // a file that says which of their columns is which of ours
	From       string // the name of the other system; old ids belong to it
	Service    string // of rows that name none
	DryRun     bool
}

// Progress says how far an import is.
type Progress struct {
	Stage string // "read" or "write"
	Done  int
	Total int
}

// record is what is known of a row that came in before.
type record struct {
	ID      id.ID[record]
	Kind    Kind
	OldID   string
	Person  person.ID
	Thing   string // id of the referral, the case or the contact
	Parts   string // a hash of each field
	Version int64  // of the person, as it came in
	NextOn  clock.Date
}

// key names a row of the other system.
type key struct {
	kind Kind
	old  string
}

// row is one line of the file, read. Faults make it refused.
type row struct {
	number  int
	old     string
	oldWho  string            // what the other system called the person
	cells   map[string]string // by our field
	details person.Details
	service org.Service
	past    referral.Past
	this    caseload.Former
	known   plan.Past
	next    clock.Date // as the file says
	hasNext bool
	before  record // when it came in before
	faults  []Finding
}

// note is one line of the notes.
type note struct {
	number int
	old    string // of the note itself, or of what it says
	oldWho string // whose it is
	past   contact.Past
	cells  map[string]string
	faults []Finding
}

func (s *Service) today(ctx context.Context) (now time.Time, today clock.Date, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error { now = tx.Now(); return nil })
	return now, clock.DateOf(now, s.zone), err
}
