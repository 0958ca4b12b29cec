package connection

import "weft/internal/errs"

// Status is where a connection stands.
type Status string

// The states of a connection (domain model 3.0 and 3.3).
const (
	Suggested    Status = "suggested"    // looked at together
	Chosen       Status = "chosen"       // the person would like it
	Sent         Status = "sent"         // the group was asked, or the person was told
	Acknowledged Status = "acknowledged" // the group asked a question back
	Offered      Status = "offered"      // there is a place
	Waiting      Status = "waiting"      // full just now
	Declined     Status = "declined"     // not right for the group
	NoResponse   Status = "no_response"  // five working days' silence
	Attended     Status = "attended"     // they came for the first time
	Ongoing      Status = "ongoing"      // they go on going
	Completed    Status = "completed"    // it did what it was for
	Stopped      Status = "stopped"
)

// Statuses lists every state, in the order of a connection's life.
func Statuses() []Status {
	return []Status{Suggested, Chosen, Sent, Acknowledged, Offered, Waiting, Declined, NoResponse, Attended, Ongoing, Completed, Stopped}
}

// next is the transition table. A group may change its answer, an answer may come
// late, and somebody may simply go without waiting for one.
func next(s Status) []Status {
	answers := []Status{Acknowledged, Offered, Waiting, Declined}
	switch s {
	case Suggested:
		return []Status{Chosen, Stopped}
	case Chosen:
		return []Status{Sent, Stopped}
	case Sent:
		return append(answers, NoResponse, Attended, Stopped)
	case Acknowledged, NoResponse, Waiting:
		return append(answers, Attended, Stopped)
	case Offered:
		return []Status{Waiting, Declined, Attended, Stopped}
	case Declined:
		return []Status{Offered, Waiting}
	case Attended:
		return []Status{Ongoing, Completed, Stopped}
	case Ongoing:
		return []Status{Completed, Stopped}
	case Completed, Stopped:
		return nil
	}
	return nil
}

// MayBecome reports whether a connection in state s may go to state to.
func (s Status) MayBecome(to Status) bool {
	for _, n := range next(s) {
		if n == to {
			return true
		}
	}
	return false
}

// move returns the error of an illegal step, naming the present state.
func (s Status) move(to Status) error {
	if s.MayBecome(to) {
		return nil
	}
	return errs.New(errs.Conflict, "connection.is_"+string(s))
}

// Opened reports whether a door opened: there is a place, or they have been.
func (s Status) Opened() bool {
	switch s {
	case Offered, Attended, Ongoing, Completed:
		return true
	case Suggested, Chosen, Sent, Acknowledged, Waiting, Declined, NoResponse, Stopped:
		return false
	}
	return false
}

// Over reports whether nothing more is to be done.
func (s Status) Over() bool { return s == Completed || s == Stopped || s == Declined }

// Words returns the state in plain words, for a tag.
func (s Status) Words() string {
	switch s {
	case Suggested:
		return "Thinking about it"
	case Chosen:
		return "Chosen"
	case Sent:
		return "Asked"
	case Acknowledged:
		return "They asked back"
	case Offered:
		return "There is a place"
	case Waiting:
		return "Full just now"
	case Declined:
		return "Not right for them"
	case NoResponse:
		return "No answer yet"
	case Attended:
		return "Has been"
	case Ongoing:
		return "Goes regularly"
	case Completed:
		return "Finished"
	case Stopped:
		return "Stopped"
	}
	return string(s)
}

// Said returns what the group said, to stand after its name: "said yes".
func (s Status) Said() string {
	switch s {
	case Suggested:
		return "is thought about"
	case Chosen:
		return "was chosen"
	case Sent, NoResponse:
		return "has not answered"
	case Acknowledged:
		return "asked a question"
	case Offered:
		return "said yes"
	case Waiting:
		return "is full just now"
	case Declined:
		return "said it is not right for them"
	case Attended, Ongoing, Completed:
		return "had a place"
	case Stopped:
		return "answered"
	}
	return string(s)
}
