package vocabulary

import "weft/internal/clock"

// The codes of the lists that pages ask for by name.
const (
	Worker  = "worker"  // TitleList: one of them
	Workers = "workers" // TitleList: several

	Person = "person" // PersonList: one of them
	People = "people" // PersonList: several

	NoteSaid   = "note-said"   // TextList: above the note of a contact
	NoteAgreed = "note-agreed" // TextList: above what was agreed
	NextSteps  = "next"        // TextList: what happens after a referral
	NotFor     = "not-for"     // TextList: what the service is not for
	Hours      = "hours"       // TextList: when somebody reads
)

// Titles returns what workers are called in a nation (domain model 3.0): link worker,
// in Wales social prescribing practitioner, in Scotland community link worker.
func Titles(n clock.Nation) List {
	switch n {
	case clock.Wales:
		return List{{Worker, "social prescribing practitioner", "ymarferydd presgripsiynu cymdeithasol"},
			{Workers, "social prescribing practitioners", "ymarferwyr presgripsiynu cymdeithasol"}}
	case clock.Scotland:
		return List{{Worker, "community link worker", "gweithiwr cyswllt cymunedol"}, {Workers, "community link workers", "gweithwyr cyswllt cymunedol"}}
	case clock.England, clock.NorthernIreland:
	}
	return List{{Worker, "link worker", "gweithiwr cyswllt"}, {Workers, "link workers", "gweithwyr cyswllt"}}
}

// PersonWords returns what the people are called who are helped.
func PersonWords() List {
	return List{{Person, "person", "person"}, {People, "people", "pobl"}}
}

// Stages returns the words for the stages of a case.
func Stages() List {
	return List{
		{"first_contact", "First contact", "Cyswllt cyntaf"},
		{"engaging", "Getting to know", "Dod i adnabod"},
		{"active", "Plan under way", "Cynllun ar waith"},
		{"on_hold", "On hold", "Wedi'i ohirio"},
		{"stepping_down", "Stepping down", "Camu'n ôl"},
		{"closed", "Closed", "Wedi cau"},
		{"follow_up", "Closed, one more look", "Wedi cau, un golwg arall"},
		{"complete", "Complete", "Wedi cwblhau"},
	}
}

// Hows returns the words for the ways of contact.
func Hows() List {
	return List{
		{"phone", "Phone", "Ffôn"},
		{"home", "At home", "Gartref"},
		{"practice", "At the practice", "Yn y practis"},
		{"community", "In the community", "Yn y gymuned"},
		{"walk", "On a walk", "Ar dro"},
		{"video", "Video call", "Galwad fideo"},
		{"with_group", "Went along together", "Aethom gyda'n gilydd"},
		{"text", "Text", "Neges destun"},
		{"letter", "Letter", "Llythyr"},
		{"email", "E-mail", "E-bost"},
	}
}

// Outcomes returns the words for how a contact went.
func Outcomes() List {
	return List{
		{"spoke", "We spoke", "Siaradom ni"},
		{"no_answer", "No answer", "Dim ateb"},
		{"left_message", "Left a message", "Gadawyd neges"},
		{"could_not_meet", "We did not meet", "Ni wnaethom gwrdd"},
		{"person_cancelled", "They asked to change it", "Gofynnon nhw am newid"},
		{"worker_cancelled", "We had to change it", "Bu'n rhaid i ni newid"},
		{"not_brought", "Was not brought", "Ni ddaethpwyd â nhw"},
		{"sent", "Sent", "Anfonwyd"},
		{"worked", "Done for them", "Gweithiwyd ar eu rhan"},
	}
}

// Texts returns the short texts of a service. Those without words come from the
// service itself until somebody writes them.
func Texts() List {
	return List{
		{NoteSaid, "Facts, and their words. Skip it if there is nothing to say.", "Ffeithiau, a'u geiriau nhw. Gadewch ef os nad oes dim i'w ddweud."},
		{NoteAgreed, "They can see this part", "Gallant weld y rhan hon"},
		{NextSteps, "You will see here when we have spoken, met and connected them.", "Byddwch yn gweld yma pan fyddwn wedi siarad, cwrdd a'u cysylltu."},
		{NotFor, "", ""},
		{Hours, "", ""},
	}
}

// TextWords says where a text stands.
func TextWords(code string) string {
	switch code {
	case NoteSaid:
		return "Prompt above the note of a contact"
	case NoteAgreed:
		return "Prompt above what was agreed"
	case NextSteps:
		return "What happens next, after a referral"
	case NotFor:
		return "What the service is not for"
	case Hours:
		return "When somebody reads"
	}
	return code
}
