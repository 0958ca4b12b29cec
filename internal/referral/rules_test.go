package referral

import (
	"slices"
	"testing"

	"weft/internal/consent"
	"weft/internal/errs"
	"weft/internal/vocabulary"
)

// The whole table of the domain model, written out once more and by hand.
func TestEachStateLeadsWhereTheTableSaysAndNowhereElse(t *testing.T) {
	t.Parallel()
	ends := []Status{DeclinedByThem, Redirected, Duplicate, UnableToContact, Withdrawn, Died}
	legal := map[Status][]Status{
		Submitted: append([]Status{Held, InTriage, MoreInfo, Accepted}, ends...),
		Held:      append([]Status{Submitted, InTriage}, ends...),
		InTriage:  append([]Status{MoreInfo, Accepted}, ends...),
		MoreInfo:  append([]Status{InTriage, Accepted}, ends...),
		Accepted:  append([]Status{Waiting, Allocated}, ends...),
		Waiting:   append([]Status{Allocated}, ends...),
	}
	for _, from := range Statuses() {
		if from.Open() != (len(legal[from]) > 0) {
			t.Errorf("%s open: %v", from, from.Open())
		}
		for _, to := range Statuses() {
			err, want := from.move(to), slices.Contains(legal[from], to)
			if from.MayBecome(to) != want || (err == nil) != want {
				t.Errorf("%s to %s: %v", from, to, err)
			}
			if err != nil && (errs.KindOf(err) != errs.Conflict || errs.CodeOf(err) != "referral.is_"+string(from)) {
				t.Errorf("%s to %s does not name the present state: %v", from, to, err)
			}
		}
	}
}

func TestWordsThatAskForAHumansEyeAreHeardAndOthersAreNot(t *testing.T) {
	t.Parallel()
	for words, urgent := range map[string]bool{
		"He talks of suicide.": true, "Has SUICIDAL thoughts": true, "says: “I’ll end it all”": true, "self-harm last year": true,
		"She took an overdose in May.": true, "Her son hits her.": true, "Mae hi mewn perygl": true, "wants to kill myself": true,
		"Lonely since her husband died.": false, "Would like to learn to swim": false, "Dangerous stairs": false, "": false,
		"The dog was overfed": false, "hits the gym": false,
	} {
		if soundsUrgent(words) != urgent {
			t.Errorf("%q is urgent: %v", words, !urgent)
		}
	}
}

// 3.0 of the domain model, for every kind of organisation there is.
func TestHowMuchAReferrerMayKnowFollowsTheirKindUntilThePersonSaysMore(t *testing.T) {
	t.Parallel()
	nhs := []string{"icb", "pcn", "practice", "cluster", "hscp", "hsc_trust", "pharmacy", "hospital", "mental_health", "ambulance"}
	received := []string{"job_centre", "police", "housing", "school"}
	kinds := []string{""}
	for _, k := range vocabulary.OrgKinds() {
		kinds = append(kinds, k.Code)
	}
	for _, kind := range kinds {
		want := UntilClosed
		if slices.Contains(nhs, kind) {
			want = EveryStep
		}
		if slices.Contains(received, kind) {
			want = OnlyReceived
		}
		if got := detail(kind, ""); got != want {
			t.Errorf("%q sees level %d, want %d", kind, got, want)
		}
		if got := detail(kind, consent.Yes); got != EveryStep {
			t.Errorf("%q sees level %d though the person agreed", kind, got)
		}
		for _, no := range []consent.Answer{consent.No, consent.Withdrawn} {
			if got := detail(kind, no); got != OnlyReceived {
				t.Errorf("%q sees level %d though the person said %s", kind, got, no)
			}
		}
	}
}
