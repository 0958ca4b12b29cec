package authz

import (
	"sync"

	"weft/internal/errs"
)

// Permission is one thing that somebody may do or see.
type Permission string

// The permissions. Each names a capability and a verb.
const (
	OrgRead       Permission = "org.read"
	OrgEdit       Permission = "org.edit"
	AccountAdmin  Permission = "account.admin"
	AuditRead     Permission = "audit.read"
	OutboxRead    Permission = "outbox.read"
	PlaceImport   Permission = "place.import"
	DirectoryEdit Permission = "directory.edit"
	DirectoryTip  Permission = "directory.tip"
	LegacyImport  Permission = "legacy.import" // on the command line of the machine only
	WholeMove     Permission = "whole.move"    // all of an installation, out or in; the same
	WordsEdit     Permission = "words.edit"    // words, lists, due times and texts

	ReferralCreate Permission = "referral.create" // through the form for professionals
	ReferralEnter  Permission = "referral.enter"  // what came by phone, letter or e-mail
	ReferralTriage Permission = "referral.triage"
	ReferralRead   Permission = "referral.read"
	ReferralStatus Permission = "referral.status" // what became of it, in steps

	SignpostRecord Permission = "signpost.record" // point the way, without a referral
	CohortOffer    Permission = "cohort.offer"    // offer it to people of a list

	PersonFind  Permission = "person.find"
	PersonRead  Permission = "person.read"  // name, needs, how to reach them
	PersonWhole Permission = "person.whole" // hidden addresses and restricted records too
	PersonEdit  Permission = "person.edit"
	// PersonUndoDeath takes back a death that was recorded by mistake.
	PersonUndoDeath Permission = "person.undo_death"
	LooksRead       Permission = "person.looks" // who has looked
	ConsentKeep     Permission = "consent.keep"

	CaseRead     Permission = "case.read" // the story: notes, plan, connections
	CaseList     Permission = "case.list"
	CaseAllocate Permission = "case.allocate"
	CaseWork     Permission = "case.work" // record contacts, plan, connect, close
	CaseBook     Permission = "case.book" // set the next date, ring, post: no notes

	PauseAsk    Permission = "pause.ask"    // for new people to stop coming for a while
	PauseDecide Permission = "pause.decide" // on what was asked, or without being asked
	PauseRead   Permission = "pause.read"
	LoadRead    Permission = "load.read" // what each worker carries, of a whole service
	LoadAgree   Permission = "load.agree"
	LoadOwn     Permission = "load.own" // what the actor carries
	OfferTake   Permission = "offer.take"

	ConnectionAnswer Permission = "connection.answer"
	GapRead          Permission = "gap.read"

	ConcernRaise  Permission = "concern.raise"
	ConcernRead   Permission = "concern.read"
	ConcernDecide Permission = "concern.decide"

	CallKeep Permission = "call.keep" // who rang, and who rings back
	DutySet  Permission = "duty.set"
)

// Relation is how the holder of a grant stands to a person.
type Relation string

// The relations that access_grant stores.
const (
	ByWorker       Relation = "worker"       // allocated to this account
	ByCover        Relation = "cover"        // stands in for the worker
	ByService      Relation = "service"      // known to this service
	ByReferrer     Relation = "referrer"     // referred by this account
	ByPractice     Relation = "practice"     // referred by this organisation
	BySafeguarding Relation = "safeguarding" // a concern is with this account
	None           Relation = ""             // no person is involved
)

// hold says whose id the grant names: the actor's own, or the place of the role.
type hold uint8

const (
	self hold = iota
	at
)

// rule gives a permission to a role, through one relation to the person.
type rule struct {
	role     Role
	relation Relation
	hold     hold
}

func anywhere(roles ...Role) []rule {
	var out []rule
	for _, r := range roles {
		out = append(out, rule{r, None, self})
	}
	return out
}

// worker, and whoever covers, sees their own people.
func workers() []rule {
	return []rule{{LinkWorker, ByWorker, self}, {LinkWorker, ByCover, self}}
}

func service(roles ...Role) []rule {
	var out []rule
	for _, r := range roles {
		out = append(out, rule{r, ByService, at})
	}
	return out
}

// supervised people are those of the worker whom a GP supervisor supervises, in
// any practice.
func supervised() []rule { return []rule{{GPSupervisor, ByWorker, at}} }

func rules(parts ...[]rule) []rule {
	var out []rule
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

// policy returns the rules of a permission. It and its parts are the only place that
// decides: what belongs to the scheme, what comes in, and what concerns one person.
// What it returns is not changed.
func policy(p Permission) []rule {
	if r, ok := decided.Load(p); ok {
		return r.([]rule)
	}
	r := rules(scheme(p), coming(p), aboutPeople(p))
	decided.Store(p, r)
	return r
}

// decided keeps the rules of each permission: a page asks for some of them many times.
var decided sync.Map

// scheme is what belongs to the scheme and to nobody's record.
func scheme(p Permission) []rule {
	switch p {
	case OrgRead:
		return anywhere(LinkWorker, TeamLead, Triager, SchemeAdmin, GPSupervisor, SafeguardingLead, Admin)
	case OrgEdit, AccountAdmin, AuditRead, PlaceImport:
		return anywhere(Admin)
	case WordsEdit:
		return anywhere(Admin, TeamLead) // a team lead at their own service: CheckWordsAt
	case OutboxRead:
		return anywhere(Admin, SchemeAdmin)
	case DirectoryEdit:
		return anywhere(LinkWorker, TeamLead, SchemeAdmin, Admin)
	case DirectoryTip:
		return anywhere(LinkWorker, TeamLead)
	case GapRead:
		return anywhere(LinkWorker, TeamLead, Commissioner)
	case PauseAsk:
		return anywhere(LinkWorker, TeamLead)
	case PauseDecide:
		return anywhere(TeamLead, GPSupervisor)
	case PauseRead:
		return anywhere(LinkWorker, TeamLead, Triager, SchemeAdmin, GPSupervisor)
	case LoadRead, LoadAgree:
		return anywhere(TeamLead)
	case LoadOwn, OfferTake:
		return anywhere(LinkWorker)
	case CallKeep:
		return anywhere(LinkWorker, TeamLead, Triager, SchemeAdmin)
	case DutySet:
		return anywhere(TeamLead, SchemeAdmin)
	}
	return nil
}

// coming is what comes in, and what its sender may see of it.
func coming(p Permission) []rule {
	switch p {
	case ReferralCreate:
		return anywhere(Referrer, Receptionist, Clinician, GPSupervisor, LinkWorker, TeamLead, Triager, SchemeAdmin)
	case ReferralEnter:
		return anywhere(LinkWorker, TeamLead, Triager, SchemeAdmin)
	case SignpostRecord:
		return anywhere(Referrer, Receptionist, Clinician, LinkWorker, TeamLead, Triager, SchemeAdmin)
	case CohortOffer:
		return anywhere(TeamLead, SchemeAdmin, Receptionist, Clinician)
	case ReferralTriage, CaseAllocate:
		return service(TeamLead, Triager)
	case ReferralRead:
		return rules(workers(), service(TeamLead, Triager), supervised())
	case ReferralStatus:
		return []rule{{Referrer, ByReferrer, self}, {Clinician, ByReferrer, self}, {GPSupervisor, ByReferrer, self},
			{Receptionist, ByReferrer, self}, {Receptionist, ByPractice, at}}
	}
	return nil
}

// aboutPeople is what concerns one person: who they are, their case, their safety. Only
// a group's own link has ConnectionAnswer, and nobody but the program LegacyImport and WholeMove.
func aboutPeople(p Permission) []rule {
	switch p {
	case PersonFind, PersonRead:
		return rules(workers(), service(TeamLead, Triager, SchemeAdmin), supervised(), lead())
	case PersonEdit, ConsentKeep:
		return rules(workers(), service(TeamLead, Triager, SchemeAdmin))
	case PersonWhole, LooksRead:
		return rules(workers(), service(TeamLead))
	case PersonUndoDeath:
		return service(TeamLead)
	case CaseRead:
		return rules(workers(), service(TeamLead), supervised())
	case CaseList:
		return rules(workers(), service(TeamLead, SchemeAdmin), supervised())
	case CaseWork:
		return rules(workers(), service(TeamLead))
	case CaseBook:
		return rules(workers(), service(TeamLead, SchemeAdmin))
	case ConcernRaise:
		return rules(workers(), service(TeamLead, Triager, SchemeAdmin), supervised(), lead())
	case ConcernRead, ConcernDecide:
		return lead()
	}
	return nil
}

func lead() []rule { return []rule{{SafeguardingLead, BySafeguarding, self}} }

// Permissions lists every permission, for the table tests.
func Permissions() []Permission {
	return []Permission{OrgRead, OrgEdit, AccountAdmin, AuditRead, OutboxRead, PlaceImport, DirectoryEdit, DirectoryTip, WordsEdit,
		ReferralCreate, ReferralEnter, ReferralTriage, ReferralRead, ReferralStatus, SignpostRecord, CohortOffer, PersonFind, PersonRead, PersonWhole, PersonEdit,
		PersonUndoDeath,
		LooksRead, ConsentKeep, CaseRead, CaseList, CaseAllocate, CaseWork, CaseBook, ConnectionAnswer, GapRead,
		PauseAsk, PauseDecide, PauseRead, LoadRead, LoadAgree, LoadOwn, OfferTake,
		ConcernRaise, ConcernRead, ConcernDecide, CallKeep, DutySet, LegacyImport, WholeMove}
}

// May reports whether the actor has the permission for anyone or anything at all.
func (a Actor) May(p Permission) bool {
	if a.Kind == System {
		return true
	}
	if p == ConnectionAnswer {
		return a.Kind == Link
	}
	for _, r := range policy(p) {
		if a.Kind == Account && a.Has(r.role) {
			return true
		}
	}
	return false
}

// Check returns nil when the actor has the permission at all, Unauthenticated when
// nobody is signed in, else Forbidden. Whether it holds for one person is the
// Scope's to say.
func Check(a Actor, p Permission) error {
	if a.May(p) {
		return nil
	}
	if a.Kind == Public {
		return errs.New(errs.Unauthenticated, "auth.sign_in")
	}
	return errs.New(errs.Forbidden, "auth.forbidden")
}

// CheckWordsAt is Check for WordsEdit at a service, or everywhere when at is empty: an
// administrator may anywhere, a team lead at their own service.
func CheckWordsAt(a Actor, at string) error {
	if err := Check(a, WordsEdit); err != nil {
		return err
	}
	if a.Kind == System || a.Has(Admin) || at != "" && a.HasAt(TeamLead, at) {
		return nil
	}
	return errs.New(errs.Forbidden, "auth.forbidden")
}
