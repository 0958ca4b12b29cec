package vocabulary

import "slices"

// Name names a list.
type Name string

// The lists.
const (
	NeedList      Name = "needs"
	SourceList    Name = "sources"
	DeclineList   Name = "decline-reasons"
	ClosureList   Name = "closure-reasons"
	NotChosenList Name = "not-chosen"
	BarrierList   Name = "barriers"
	FormatList    Name = "formats"
	LanguageList  Name = "languages"
	OrgKindList   Name = "organisations"
	StageList     Name = "stages"
	HowList       Name = "contact-ways"
	OutcomeList   Name = "contact-outcomes"
	TitleList     Name = "job-title"
	PersonList    Name = "person-word"
	TextList      Name = "texts"
)

// Choices are the lists that people choose from: entries may be added and retired.
func Choices() []Name {
	return []Name{NeedList, SourceList, DeclineList, ClosureList, NotChosenList, BarrierList, FormatList, LanguageList, OrgKindList}
}

// Fixed are the lists whose entries are steps of the program: only their words change.
func Fixed() []Name { return []Name{TitleList, PersonList, StageList, HowList, OutcomeList} }

// Names lists every list.
func Names() []Name { return append(append(Choices(), Fixed()...), TextList) }

// Grows reports whether entries may be added to the list and retired from it.
func (n Name) Grows() bool { return slices.Contains(Choices(), n) }

// Words returns what the list holds, in plain words.
func (n Name) Words() string {
	switch n {
	case NeedList:
		return "What people need"
	case SourceList:
		return "Where referrals come from"
	case DeclineList:
		return "Why we say no to a referral"
	case ClosureList:
		return "Why a case closes"
	case NotChosenList:
		return "Why a group was not the one"
	case BarrierList:
		return "What stands in the way of going"
	case FormatList:
		return "How to write to people"
	case LanguageList:
		return "Languages"
	case OrgKindList:
		return "Kinds of organisation"
	case StageList:
		return "Stages of a case"
	case HowList:
		return "Ways of contact"
	case OutcomeList:
		return "How a contact went"
	case TitleList:
		return "What your workers are called"
	case PersonList:
		return "What you call the people you help"
	case TextList:
		return "Texts"
	}
	return string(n)
}

// longest is how many characters the words of an entry may have.
func (n Name) longest() int {
	if n == TextList {
		return 2000
	}
	return 120
}

// Shipped returns a list as Weft ships it, in any nation; the job title has its own
// defaults, see Titles.
func Shipped(n Name) List {
	switch n {
	case NeedList:
		return Needs()
	case SourceList:
		return Sources()
	case DeclineList:
		return DeclineReasons()
	case ClosureList:
		return ClosureReasons()
	case NotChosenList:
		return NotChosen()
	case BarrierList:
		return Barriers()
	case FormatList:
		return Formats()
	case LanguageList:
		return Languages()
	case OrgKindList:
		return OrgKinds()
	case StageList:
		return Stages()
	case HowList:
		return Hows()
	case OutcomeList:
		return Outcomes()
	case TitleList:
		return Titles("")
	case PersonList:
		return PersonWords()
	case TextList:
		return Texts()
	}
	return nil
}

// Meaning says why an entry can be re-worded and never retired: a rule of the program
// rests on it. It is empty where none does.
func Meaning(n Name, code string) string {
	if !Shipped(n).Has(code) {
		return ""
	}
	switch {
	case n == ClosureList && code == "died":
		return "Choosing it stops every message to the person."
	case n == ClosureList && code == "no_provision":
		return "Choosing it asks for the need and notes a gap."
	case n == ClosureList && code == "lost_contact":
		return "It may be chosen only after enough tries."
	case n == ClosureList && code == "moved", n == ClosureList && code == "transfer":
		return "Figures tell people who moved on apart by it."
	case n == DeclineList && code == "did_not_agree":
		return "It decides how the referral ends."
	case n == DeclineList && (code == "already_supported" || code == "other_service_fits"):
		return "A referrer reads the second instead of the first, so that nobody learns of a record."
	case n == SourceList:
		return "Who may refer from which day is decided by it."
	case n == OrgKindList:
		return "It decides what referrers of such an organisation see."
	case n == FormatList && code == "standard", n == FormatList && code == "bsl":
		return "Letters and the first lines about a person rest on it."
	case n == LanguageList && (code == "en" || code == "cy" || code == "bfi" || code == "other"):
		return "Messages and interpreters rest on it."
	case n == NeedList && (code == "other" || code == "safety" || code == "domestic-abuse"):
		return "What is kept private, and what fits nowhere else, rests on it."
	case !n.Grows():
		return "It is a step of the program."
	}
	return ""
}
