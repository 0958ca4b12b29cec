package due

import (
	"slices"
	"sync"
)

// Shipped returns every rule as Weft ships it: the local defaults of the domain model
// (3.0 and 3.5), none of them a national standard.
func Shipped() []Rule {
	var out []Rule
	for _, part := range [][]Rule{coming(), working(), groups(), safely(), colleagues()} {
		out = append(out, part...)
	}
	for i := range out {
		out[i].Unread = slices.Contains(unread(), out[i].Code)
	}
	return out
}

// byCode are the shipped rules by their codes: a list asks for several in each row.
var byCode = sync.OnceValue(func() map[Code]Rule {
	out := map[Code]Rule{}
	for _, r := range Shipped() {
		out[r.Code] = r
	}
	return out
})

// unread are the rules of the domain model's table for which nothing in Weft looks at the
// clock yet. A change of one is kept and said to have no effect.
func unread() []Code {
	return []Code{Urgent, Acknowledge, Triage, PauseReview, FirstMeeting, MeasuresAgain, MeasuresLater, MeasuresLast, ClosureTold, Reopen,
		EntryWrong, ConcernLead, ConcernCouncil, ConcernChase, EscalateUrgent, EscalateOther, VisitCall, VisitRaise, LineMeeting, ReflectiveMeeting,
		GPMeeting, ChampionMissing, GapReply}
}

func coming() []Rule {
	return under("Coming in", []Rule{
		rule(Urgent, "Read an urgent referral", "Darllen atgyfeiriad brys", 0, SameDay),
		rule(Reading, "Read every referral for safety", "Darllen pob atgyfeiriad er diogelwch", 1, WorkingDays),
		rule(Acknowledge, "Tell the person and the referrer that it came", "Dweud wrth y person a'r atgyfeiriwr ei fod wedi cyrraedd", 2, WorkingDays),
		rule(Triage, "Decide on a referral", "Penderfynu ar atgyfeiriad", 3, WorkingDays),
		rule(WaitingTold, "Get in touch with somebody who waits, again and again", "Cysylltu â rhywun sy'n aros, dro ar ôl tro", 4, Weeks),
		rule(WaitingLong, "Show a team lead a long wait", "Dangos arhosiad hir i arweinydd tîm", 6, Weeks),
		rule(WaitingLate, "Show a team lead a very long wait", "Dangos arhosiad hir iawn i arweinydd tîm", 12, Weeks),
		rule(PauseReview, "Look at a pause again", "Edrych ar saib eto", 14, Days),
		rule(FirstTry, "First try to reach the person", "Y cynnig cyntaf i gyrraedd y person", 5, WorkingDays),
		rule(FirstMeeting, "First meeting, or tell them the wait", "Y cyfarfod cyntaf, neu ddweud faint yw'r aros", 15, WorkingDays),
		rule(SecondTry, "Try again after the first time", "Rhoi cynnig arall ar ôl y tro cyntaf", 1, WorkingDays),
		rule(NextTry, "Try again after that", "Rhoi cynnig arall wedyn", 3, WorkingDays),
		rule(LostTries, "Tries before we say that we lost contact", "Cynigion cyn dweud ein bod wedi colli cysylltiad", 3, Times),
		rule(LostMeans, "Different means among these tries", "Dulliau gwahanol ymhlith y cynigion hyn", 2, Times),
		rule(LostAfter, "Spread these tries over at least", "Gwasgaru'r cynigion hyn dros o leiaf", 2, Weeks),
	})
}

func working() []Rule {
	return under("Working together", []Rule{
		rule(PlanShared, "Give the person their plan once it is agreed", "Rhoi'r cynllun i'r person ar ôl cytuno", 5, WorkingDays),
		rule(PlanReview, "Look at the plan together", "Edrych ar y cynllun gyda'ch gilydd", 6, Weeks),
		rule(PlanAgain, "Look at the plan again", "Edrych ar y cynllun eto", 12, Weeks),
		rule(LevelReview, "Look at how much support fits", "Edrych faint o gymorth sy'n addas", 12, Weeks),
		rule(ManyContacts, "Contacts before we ask how it goes", "Cysylltiadau cyn gofyn sut mae'n mynd", 6, Times),
		rule(MostContacts, "Contacts before we talk it over with a colleague", "Cysylltiadau cyn ei drafod â chydweithiwr", 12, Times),
		rule(MeasuresAgain, "Offer the questions again", "Cynnig y cwestiynau eto", 12, Weeks),
		rule(MeasuresLater, "Offer them after the end", "Eu cynnig ar ôl y diwedd", 3, Months),
		rule(MeasuresLast, "Offer them a last time", "Eu cynnig am y tro olaf", 6, Months),
		rule(ClosureTold, "Tell the practice and the referrer about the end", "Dweud wrth y practis a'r atgyfeiriwr am y diwedd", 5, WorkingDays),
		rule(Reopen, "Come back to the same story", "Dod yn ôl at yr un stori", 6, Months),
	})
}

func groups() []Rule {
	return under("Groups", []Rule{
		rule(GroupAnswer, "A group answers; then it is silence", "Mae grŵp yn ateb; wedyn mae'n dawelwch", 5, WorkingDays),
		rule(GroupLink, "A group's link works", "Mae dolen grŵp yn gweithio", 14, Days),
		rule(GroupPlace, "Ask a full group whether there is a place", "Gofyn i grŵp llawn a oes lle", 4, Weeks),
		rule(GroupCame, "Ask whether they went", "Gofyn a aethon nhw", 2, Weeks),
		rule(GroupSettled, "Ask whether they have settled", "Gofyn a ydyn nhw wedi setlo", 6, Weeks),
		rule(EntryAsk, "Ask a group to confirm its entry", "Gofyn i grŵp gadarnhau ei gofnod", 90, Days),
		rule(EntryOld, "Call an entry unchecked", "Galw cofnod heb ei wirio", 180, Days),
		rule(EntryWrong, "Look into an entry that somebody called wrong", "Edrych ar gofnod y dywedwyd ei fod yn anghywir", 5, WorkingDays),
	})
}

func safely() []Rule {
	return under("Safety and agreement", []Rule{
		rule(ConcernLead, "The safeguarding lead reads a concern", "Mae'r arweinydd diogelu yn darllen pryder", 0, SameDay),
		rule(ConcernCouncil, "Tell the council about a concern", "Dweud wrth y cyngor am bryder", 1, WorkingDays),
		rule(ConcernChase, "Ask what became of it, again and again", "Gofyn beth ddigwyddodd, dro ar ôl tro", 1, Weeks),
		rule(EscalateUrgent, "Answer a colleague who asks urgently", "Ateb cydweithiwr sy'n gofyn ar frys", 0, SameDay),
		rule(EscalateOther, "Answer a colleague who asks", "Ateb cydweithiwr sy'n gofyn", 5, WorkingDays),
		rule(VisitCall, "Ring a worker who is late from a visit", "Ffonio gweithiwr sy'n hwyr o ymweliad", 15, Minutes),
		rule(VisitRaise, "Raise the alarm about a visit", "Codi'r larwm am ymweliad", 30, Minutes),
		rule(AlertReview, "Look at a note on safety again", "Edrych ar nodyn diogelwch eto", 6, Months),
		rule(ConsentReview, "Ask again what the person agrees to", "Gofyn eto beth mae'r person yn cytuno iddo", 12, Months),
	})
}

func colleagues() []Rule {
	return under("Colleagues", []Rule{
		rule(LineMeeting, "Meeting with the line manager", "Cyfarfod â'r rheolwr llinell", 4, Weeks),
		rule(ReflectiveMeeting, "Meeting to reflect", "Cyfarfod i fyfyrio", 6, Weeks),
		rule(GPMeeting, "Meeting with the GP supervisor", "Cyfarfod â'r goruchwyliwr meddyg teulu", 4, Weeks),
		rule(ChampionMissing, "Tell the network that a practice has no champion", "Dweud wrth y rhwydwaith nad oes hyrwyddwr mewn practis", 20, WorkingDays),
		rule(GapReply, "Ask for an answer to a report of gaps", "Gofyn am ateb i adroddiad o fylchau", 30, Days),
	})
}

func rule(c Code, en, cy string, amount int, u Unit) Rule {
	return Rule{Code: c, En: en, Cy: cy, Amount: amount, Unit: u}
}

func under(group string, rules []Rule) []Rule {
	for i := range rules {
		rules[i].Group = group
	}
	return rules
}
