package contact

// Purpose is what a contact was for.
type Purpose string

// The purposes. The last four are written by the register of a session.
const (
	First        Purpose = "first"
	Continuing   Purpose = "follow_up"
	Review       Purpose = "review"
	Exit         Purpose = "exit"
	AfterClosing Purpose = "after_closing"
	OnBehalf     Purpose = "on_behalf" // advocacy: with somebody else, for them
	Holding      Purpose = "holding"   // waiting with them until something begins
	Accompanied  Purpose = "accompanied"
	MDT          Purpose = "mdt"
	GroupSession Purpose = "group_session"
	DropIn       Purpose = "drop_in"
	JointVisit   Purpose = "joint_visit"
)

// Purposes lists what a contact can be for.
func Purposes() []Purpose {
	return []Purpose{First, Continuing, Review, Exit, AfterClosing, OnBehalf, Holding, Accompanied, MDT, GroupSession, DropIn, JointVisit}
}

// Choices lists the purposes that the form of one contact offers: the others come
// from their own pages.
func Choices() []Purpose {
	return []Purpose{First, Continuing, Review, Exit, OnBehalf, Holding, Accompanied, MDT}
}

// Words returns the purpose in plain words.
func (p Purpose) Words() string {
	switch p {
	case First:
		return "First conversation"
	case Continuing:
		return "Going on"
	case Review:
		return "Review"
	case Exit:
		return "Ending well"
	case AfterClosing:
		return "After closing"
	case OnBehalf:
		return "Speaking up for them"
	case Holding:
		return "Waiting with them"
	case Accompanied:
		return "Went along with them"
	case MDT:
		return "Team meeting about them"
	case GroupSession:
		return "Group session"
	case DropIn:
		return "Drop-in"
	case JointVisit:
		return "Joint visit"
	}
	return ""
}

// WithoutThem reports whether the person is not there: it is work for them, and
// neither reaches them nor tries to.
func (p Purpose) WithoutThem() bool { return p == OnBehalf || p == MDT }

// Together reports whether several people are there.
func (p Purpose) Together() bool { return p == GroupSession || p == DropIn }

// After is what follows when they did not meet.
type After string

// What may follow. Two misses never close a case.
const (
	TryAgain     After = "again"
	AnotherMeans After = "other"
	Worried      After = "worried" // goes to the form of a concern
)

// Afters lists what may follow.
func Afters() []After { return []After{TryAgain, AnotherMeans, Worried} }

// Words returns it in plain words.
func (a After) Words() string {
	switch a {
	case AnotherMeans:
		return "Try another way"
	case Worried:
		return "I am worried about them"
	default:
		return "Try again"
	}
}
