package connection_test

import (
	"slices"
	"testing"

	"weft/internal/connection"
)

func TestEveryStateHasWordsAndAPlaceInTheTable(t *testing.T) {
	t.Parallel()
	reached := map[connection.Status]bool{connection.Suggested: true}
	for _, from := range connection.Statuses() {
		if from.Words() == string(from) || from.Said() == string(from) {
			t.Errorf("%s has no words", from)
		}
		for _, to := range connection.Statuses() {
			reached[to] = reached[to] || from.MayBecome(to)
		}
	}
	for _, s := range connection.Statuses() {
		if !reached[s] {
			t.Errorf("nothing leads to %s", s)
		}
	}
}

func TestADoorIsOpenFromTheOfferOnAndNeverWithoutOne(t *testing.T) {
	t.Parallel()
	open := []connection.Status{connection.Offered, connection.Attended, connection.Ongoing, connection.Completed}
	for _, s := range connection.Statuses() {
		if s.Opened() != slices.Contains(open, s) {
			t.Errorf("%s opened: %v", s, s.Opened())
		}
	}
}

func TestTheStepsOfTheDomainModel(t *testing.T) {
	t.Parallel()
	may := map[connection.Status][]connection.Status{
		connection.Suggested:    {connection.Chosen, connection.Stopped},
		connection.Chosen:       {connection.Sent, connection.Stopped},
		connection.Sent:         {connection.Acknowledged, connection.Offered, connection.Waiting, connection.Declined, connection.NoResponse, connection.Attended, connection.Stopped},
		connection.Acknowledged: {connection.Acknowledged, connection.Offered, connection.Waiting, connection.Declined, connection.Attended, connection.Stopped},
		connection.NoResponse:   {connection.Acknowledged, connection.Offered, connection.Waiting, connection.Declined, connection.Attended, connection.Stopped},
		connection.Waiting:      {connection.Acknowledged, connection.Offered, connection.Waiting, connection.Declined, connection.Attended, connection.Stopped},
		connection.Offered:      {connection.Waiting, connection.Declined, connection.Attended, connection.Stopped},
		connection.Declined:     {connection.Offered, connection.Waiting},
		connection.Attended:     {connection.Ongoing, connection.Completed, connection.Stopped},
		connection.Ongoing:      {connection.Completed, connection.Stopped},
	}
	for _, from := range connection.Statuses() {
		for _, to := range connection.Statuses() {
			if from.MayBecome(to) != slices.Contains(may[from], to) {
				t.Errorf("from %s to %s: %v", from, to, from.MayBecome(to))
			}
		}
	}
}

func TestOnlyThePersonsOwnWaySharesNothing(t *testing.T) {
	t.Parallel()
	for _, v := range connection.Vias() {
		if v.Shares() != (v != connection.ByPerson) || v.Words() == string(v) {
			t.Errorf("%s: shares %v, %q", v, v.Shares(), v.Words())
		}
	}
	for _, k := range connection.Kinds() {
		if k.Words() == string(k) {
			t.Errorf("%s has no words", k)
		}
	}
}
