package triage_test

import (
	"testing"

	"weft/internal/person"
	"weft/internal/referral"
	"weft/internal/webtest"
)

func TestStaffEnterACallOnBehalfOfSomebodyWithWhatIsSafe(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	v := s.Service(t)
	lead := s.Lead(t, v)
	f := s.As(t, lead).Get("/referrals/new").Form("Keep the referral")
	f.Set("name", "Enid Rowe").Set("reach", "07700 900 412").Set("reason", "Sits alone").Set("agreed", "yes").Set("source", "family").
		Set("referrer_name", "Ruth Rowe, niece").Set("reach_note", "Mornings").Set("may_leave", "yes").Set("no_text", "yes").
		Set("language", "cy").Set("format", "large").Set("access_note", "Hearing aid").Date("received", "18", "11", "2026")
	// The part that is folded away opens again with what was typed in it.
	p := f.Set("nhs_number", "12").Send().Is(422).Asks("nhs_number")
	if !p.Has("details[open]") {
		t.Error("what is wrong is folded away")
	}
	p.Form("Keep the referral").Holds(map[string]string{"reach_note": "Mornings", "may_leave": "yes", "no_text": "yes", "language": "cy", "referrer_name": "Ruth Rowe, niece"}).
		Set("nhs_number", "").Send().Is(200).CameTo("/referrals")
	list, err := s.Referrals.List(t.Context(), lead, referral.Filter{})
	if err != nil || len(list) != 1 || list[0].ReferrerName != "Ruth Rowe, niece" || list[0].Source != "family" || list[0].Received.Day != 18 {
		t.Fatalf("%+v: %v", list, err)
	}
	card, err := s.People.ByID(t.Context(), lead, list[0].Person)
	want := person.Way{Kind: person.Mobile, Value: "07700 900412", Note: "Mornings", MayCall: true, MayLeave: true}
	if err != nil || len(card.Ways) != 1 || card.Ways[0] != want || card.Language != "cy" || card.Format != "large" || card.AccessNote != "Hearing aid" {
		t.Errorf("%+v: %v", card, err)
	}
}
