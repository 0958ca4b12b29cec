package message

// Phrase is one fixed message. The comment of each says what New.Args it takes, in
// order; Team is apart because every phrase takes it.
type Phrase string

// The phrases, and their arguments for each audience that they have.
const (
	// ReferralReceived: to the person: phone, day by which we get in touch;
	// to the referrer: initials, link.
	ReferralReceived Phrase = "referral.received"
	// ReferralAccepted: to the person: phone, worker's first name; to the referrer:
	// initials, link.
	ReferralAccepted Phrase = "referral.accepted"
	// ReferralDeclined: to the person: phone; to the referrer: initials, sentence of
	// the reason, sentence of the alternative, link.
	ReferralDeclined Phrase = "referral.declined"
	// ReferralMoreAsked: to the referrer: initials, link.
	ReferralMoreAsked Phrase = "referral.more_asked"
	// ReferralHeld: it came while there is a pause. To the person: phone; to the
	// referrer: initials, link.
	ReferralHeld Phrase = "referral.held"
	// ReferralWithdrawn: somebody took it back. To the person: phone; to the referrer:
	// initials, link.
	ReferralWithdrawn Phrase = "referral.withdrawn"
	// ReferralUnreached: nobody could be reached. To the person: phone; to the
	// referrer: initials, link.
	ReferralUnreached Phrase = "referral.unreached"
	// PauseBegan: to referrers and practices: last day, link.
	PauseBegan Phrase = "pause.began"
	// PauseEnded: to referrers and practices: link.
	PauseEnded Phrase = "pause.ended"
	// WaitingStill: to the person who waits: phone.
	WaitingStill Phrase = "waiting.still"
	// CaseSpoken: to the referrer and to the practice: initials, link.
	CaseSpoken Phrase = "case.spoken"
	// CaseFinished: to the person: phone; to the referrer and to the practice:
	// initials, link.
	CaseFinished Phrase = "case.finished"
	// NewWorker: to the person: phone, the next worker's first name.
	NewWorker Phrase = "case.new_worker"
	// ConnectionRequest: to the group: phone, worker's first name, link, last day of
	// the link. The person's name is not in it.
	ConnectionRequest Phrase = "connection.request"
	// ConnectionCame asks a group whether somebody came; args as of ConnectionRequest.
	ConnectionCame Phrase = "connection.came"
	// EntryAsk asks a group whether its entry is still right.
	EntryAsk Phrase = "directory.ask"
	// ConnectionChase: as ConnectionRequest, after days of silence.
	ConnectionChase Phrase = "connection.chase"
	// ConnectionCode: to the group: one-time code, minutes that it works.
	ConnectionCode Phrase = "connection.code"
	// KindLetter: to the person whom we could not reach: phone, worker's first name.
	KindLetter Phrase = "person.kind_letter"
	// CheckIn: to the person some while after we finished, when the one more look that
	// they agreed to did not reach them: phone, worker's first name.
	CheckIn Phrase = "case.check_in"
	// FirstLetter: to the person: phone, worker's first name.
	FirstLetter Phrase = "person.first_letter"
	// TriedToReach: to the person: phone, worker's first name.
	TriedToReach Phrase = "person.tried"
	// PleaseRing: to the person: phone, worker's first name.
	PleaseRing Phrase = "person.please_ring"
	// ThankYou: to the person: phone, worker's first name.
	ThankYou Phrase = "person.thank_you"
	// AppointmentConfirmed: to the person: phone, worker's first name, When.
	AppointmentConfirmed Phrase = "appointment.confirmed"
	// AppointmentChanged: to the person: phone, worker's first name, new When.
	AppointmentChanged Phrase = "appointment.changed"
	// AppointmentSoon: to the person, the day before or so: phone, worker's first name, When.
	AppointmentSoon Phrase = "appointment.soon"
	// PlanCopy: to the person, beside a copy of the plan: phone, worker's first name.
	PlanCopy Phrase = "plan.copy"
	// StaffRead: to a colleague: link. It says that there is something to read, no more.
	StaffRead Phrase = "staff.read"
)

// Spec is one phrase for one audience: what its arguments are and whether there is
// a short form for a text message.
type Spec struct {
	Phrase   Phrase
	Audience Audience
	Args     []string
	Text     bool
}

// Specs lists every phrase for every audience that it has.
func Specs() []Spec {
	request := []string{"phone", "worker", "link", "last day"}
	from, meet := []string{"phone", "worker"}, []string{"phone", "worker", "when"}
	return []Spec{
		{ReferralReceived, ToPerson, []string{"phone", "by"}, true},
		{ReferralReceived, ToReferrer, []string{"initials", "link"}, false},
		{ReferralAccepted, ToPerson, []string{"phone", "worker"}, true},
		{ReferralAccepted, ToReferrer, []string{"initials", "link"}, false},
		{ReferralDeclined, ToPerson, []string{"phone"}, true},
		{ReferralDeclined, ToReferrer, []string{"initials", "reason", "alternative", "link"}, false},
		{ReferralMoreAsked, ToReferrer, []string{"initials", "link"}, false},
		{ReferralHeld, ToPerson, []string{"phone"}, true},
		{ReferralHeld, ToReferrer, []string{"initials", "link"}, false},
		{ReferralWithdrawn, ToPerson, []string{"phone"}, true},
		{ReferralWithdrawn, ToReferrer, []string{"initials", "link"}, false},
		{ReferralUnreached, ToPerson, []string{"phone"}, true},
		{ReferralUnreached, ToReferrer, []string{"initials", "link"}, false},
		{PauseBegan, ToReferrer, []string{"until", "link"}, false},
		{PauseBegan, ToPractice, []string{"until", "link"}, false},
		{PauseEnded, ToReferrer, []string{"link"}, false},
		{PauseEnded, ToPractice, []string{"link"}, false},
		{WaitingStill, ToPerson, []string{"phone"}, true},
		{CaseSpoken, ToReferrer, []string{"initials", "link"}, false},
		{CaseSpoken, ToPractice, []string{"initials", "link"}, false},
		{CaseFinished, ToPerson, []string{"phone"}, true},
		{CaseFinished, ToReferrer, []string{"initials", "link"}, false},
		{CaseFinished, ToPractice, []string{"initials", "link"}, false},
		{NewWorker, ToPerson, []string{"phone", "worker"}, true},
		{ConnectionRequest, ToGroup, request, true},
		{ConnectionChase, ToGroup, request, true},
		{ConnectionCame, ToGroup, request, true},
		{EntryAsk, ToGroup, []string{"group", "link", "last day"}, true},
		{ConnectionCode, ToGroup, []string{"code", "minutes"}, true},
		{KindLetter, ToPerson, from, true},
		{CheckIn, ToPerson, from, true},
		{FirstLetter, ToPerson, from, false},
		{TriedToReach, ToPerson, from, true},
		{PleaseRing, ToPerson, from, true},
		{ThankYou, ToPerson, from, true},
		{AppointmentConfirmed, ToPerson, meet, true},
		{AppointmentChanged, ToPerson, meet, true},
		{AppointmentSoon, ToPerson, meet, true},
		{PlanCopy, ToPerson, from, false},
		{StaffRead, ToStaff, []string{"link"}, false},
	}
}

func specOf(p Phrase, a Audience) (Spec, bool) {
	for _, s := range Specs() {
		if s.Phrase == p && s.Audience == a {
			return s, true
		}
	}
	return Spec{}, false
}
