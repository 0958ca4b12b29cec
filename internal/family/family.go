package family

import (
	"time"

	"weft/internal/clock"
	"weft/internal/consent"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/person"
	"weft/internal/text"
	"weft/internal/vocabulary"
)

// RelatedID identifies a related person.
type RelatedID = id.ID[Related]

// Mention says whether our service may be mentioned to somebody.
type Mention string

// The answers.
const (
	MentionUnknown Mention = "not_asked"
	MentionSafe    Mention = "yes"
	MentionNot     Mention = "no"
)

// Mentions lists the answers, the careful one first.
func Mentions() vocabulary.List {
	return vocabulary.List{
		{Code: string(MentionUnknown), En: "Not asked yet: do not mention us", Cy: "Heb ei ofyn eto: peidiwch â sôn amdanom"},
		{Code: string(MentionSafe), En: "Yes, they know about us", Cy: "Iawn, maen nhw'n gwybod amdanom"},
		{Code: string(MentionNot), En: "No, never mention us to them", Cy: "Na, peidiwch byth â sôn amdanom wrthynt"},
	}
}

// Relations lists who somebody may be to a person.
func Relations() vocabulary.List {
	return vocabulary.List{
		{Code: "partner", En: "Husband, wife or partner", Cy: "Gŵr, gwraig neu bartner"},
		{Code: "child", En: "Son or daughter", Cy: "Mab neu ferch"},
		{Code: "parent", En: "Mother, father or step-parent", Cy: "Mam, tad neu lys-riant"},
		{Code: "relative", En: "Another relative", Cy: "Perthynas arall"},
		{Code: "friend", En: "Friend", Cy: "Ffrind"},
		{Code: "neighbour", En: "Neighbour", Cy: "Cymydog"},
		{Code: "paid_carer", En: "Paid carer", Cy: "Gofalwr cyflogedig"},
		{Code: "other", En: "Somebody else", Cy: "Rhywun arall"},
	}
}

// Authorities lists by what somebody may decide for a person, in the four nations.
func Authorities() vocabulary.List {
	return vocabulary.List{
		{Code: "lpa_health", En: "Power of attorney for health and welfare", Cy: "Atwrneiaeth ar gyfer iechyd a lles"},
		{Code: "lpa_money", En: "Power of attorney for money and property", Cy: "Atwrneiaeth ar gyfer arian ac eiddo"},
		{Code: "deputy", En: "Deputy named by a court (in Scotland a guardian, in Northern Ireland a controller)",
			Cy: "Dirprwy a enwyd gan lys (gwarcheidwad yn yr Alban, rheolwr yng Ngogledd Iwerddon)"},
		{Code: "appointee", En: "Appointee for benefits", Cy: "Penodai ar gyfer budd-daliadau"},
		{Code: "parental", En: "Parental responsibility", Cy: "Cyfrifoldeb rhiant"},
	}
}

// Speaks lists how far we may speak with somebody.
func Speaks() vocabulary.List {
	return vocabulary.List{
		{Code: "anything", En: "Anything to do with the plan", Cy: "Unrhyw beth ynglŷn â'r cynllun"},
		{Code: "practical", En: "Only times, places and getting there", Cy: "Dim ond amseroedd, lleoedd a theithio"},
		{Code: "emergency", En: "Only in an emergency", Cy: "Dim ond mewn argyfwng"},
	}
}

// Related is somebody round a person.
type Related struct {
	ID        RelatedID
	Person    person.ID
	New              // what was said of them
	Speak     string // a code of Speaks; whether, Answer says
	Ended     clock.Date
	Why       string // why it ended
	Created   time.Time
	Version   int64
	Answer    consent.Answer // the newest answer to "may we speak with them?"; empty: never asked
	About     string         // about what, in the person's words
	AnswerAt  time.Time
	AnswerHow string
}

// New is what a form says of a related person. A name, or words for who they are, is
// all that is required.
type New struct {
	Key       string // of the form: Add makes the same one once
	Name      string
	Relation  string // a code of Relations
	Words     string // in the person's words: "my late husband's brother"
	Phone     string
	Email     string
	Cares     bool // looks after them, unpaid
	NextOfKin bool
	Emergency bool // ring in an emergency
	Mention   Mention
	Authority string // a code of Authorities, or empty
	Evidence  string // what was seen, and when
	Until     clock.Date
}

// MaySpeak reports whether we may speak with them: the person's newest answer is
// yes, and they are still there.
func (r Related) MaySpeak() bool { return r.Ended.IsZero() && r.Answer == consent.Yes }

// Holds reports whether an authority is in force on a day; its last day counts.
func (r Related) Holds(today clock.Date) bool {
	return r.Authority != "" && r.Ended.IsZero() && (r.Until.IsZero() || !r.Until.Before(today))
}

// Called returns the name, or the words for who they are.
func (r Related) Called() string {
	if r.Name != "" {
		return r.Name
	}
	return r.Words
}

func (n New) tidy() New {
	n.Name, n.Words, n.Email, n.Phone = text.Line(n.Name), text.Line(n.Words), text.Line(n.Email), text.Line(n.Phone)
	n.Evidence = text.Words(n.Evidence)
	if n.Relation == "" {
		n.Relation = "other"
	}
	if n.Mention == "" {
		n.Mention = MentionUnknown
	}
	if w, err := person.Reach(n.Phone, ""); n.Phone != "" && err == nil && (w.Kind == person.Phone || w.Kind == person.Mobile) {
		n.Phone = w.Value
	}
	return n
}

func (n New) validate() error {
	var c errs.Check
	c.Require(n.Name != "" || n.Words != "", "name", "family.name_missing")
	c.Require(text.Length(n.Name) <= 120, "name", "form.too_long", 120)
	c.Require(text.Length(n.Words) <= 200, "words", "form.too_long", 200)
	c.Require(Relations().Has(n.Relation), "relation", "family.relation_unknown")
	c.Require(Mentions().Has(string(n.Mention)), "mention", "family.mention_unknown")
	c.Require(n.Authority == "" || Authorities().Has(n.Authority), "authority", "family.authority_unknown")
	c.Require(n.Authority != "" || n.Until.IsZero() && n.Evidence == "", "authority", "family.authority_missing")
	c.Require(text.Length(n.Evidence) <= 1000, "evidence", "form.too_long", 1000)
	c.Require(n.Email == "" || text.Email(n.Email), "email", "email.wrong")
	if n.Phone != "" {
		w, err := person.Reach(n.Phone, "")
		c.Require(err == nil && (w.Kind == person.Phone || w.Kind == person.Mobile), "phone", "phone.wrong")
	}
	return c.Err()
}

// Agreement is a person's answer to "may we speak with them?".
type Agreement struct {
	Key    string
	Answer consent.Answer
	Speak  string // a code of Speaks; asked when the answer is yes
	About  string // about what, in the person's words
	How    string
}

func (g Agreement) validate() error {
	var c errs.Check
	c.Require(g.Answer == consent.Yes || g.Answer == consent.No || g.Answer == consent.Withdrawn, "answer", "consent.answer_missing")
	c.Require(g.Answer != consent.Yes || Speaks().Has(g.Speak), "speak", "family.speak_missing")
	c.Require(text.Length(g.About) <= 1000, "about", "form.too_long", 1000)
	return c.Err()
}
