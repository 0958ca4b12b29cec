package story

import (
	"weft/internal/contact"
	"weft/internal/plan"
)

// mind are stories of worry, low mood, drink, and not fitting in.
func mind() []Story {
	return []Story{burntOut(), cannotGoOut(), cameraOff(), drinkAtSix(), veteran(), lateDiagnosis(), nurseWhoNurses(), student()}
}

func burntOut() Story {
	return Story{Key: "burnt out", How: contact.OnAWalk, From: []string{"gp", "self", "practice_nurse"}, Ages: [2]int{27, 58}, Needs: []string{"wellbeing", "work-learning", "arts-nature-faith"},
		Reason:    "Signed off for six weeks. Tearful, not at risk. Has done the online course and wants something with people and no screen.",
		Matters:   "I used to be good at things. Now I read one line four times. I want to make something with my hands that nobody marks.",
		Strengths: "Thoughtful, funny, draws in the margins of everything.",
		First:     "We sat in the park. Ten minutes of silence was the best bit, {she} said. Work rings every week and should not.",
		Agreed:    "Open Studio, no promise to talk.",
		Goals:     []plan.Goal{goal("Make one thing and keep it", 8, 6, they("Open Studio on Tuesday")), goal("Say no to one phone call a week", 7, 4, they("Ask work to write instead"))},
		Worse:     "Surgery first. Samaritans 116 123. Crisis café at the hub from four.",
		Notes:     notes("Made a lopsided bowl. Keeps keys in it.", "Goes on Tuesdays.", "Back two days a week, with lunch.", "One call after the first full week."),
		Groups:    []string{"Open Studio", "Wellbeing in the Woods", "Yoga for Tired People"},
		Closing:   "Back at work four days, Tuesday kept for clay. The bowl has company."}
}

func cannotGoOut() Story {
	return Story{Key: "the front step", How: contact.AtHome, From: []string{"mental_health", "gp", "family"}, Ages: [2]int{24, 64}, Needs: []string{"wellbeing", "loneliness", "transport"},
		Reason:    "Has not been past the gate since last year. Working on the panic with the mental health team; needs small real places to practise. Agreed by text.",
		Matters:   "I have a very good view of a wall. I want to buy my own milk.",
		Strengths: "Patient with {herself}, at last. Kept a window garden alive all year.",
		First:     "Talked through the letter box, then the door on the chain, then the step. Good session.",
		Agreed:    "The gate, together, three days running.",
		Goals:     []plan.Goal{goal("Buy milk at the corner", 10, 3, they("Gate, post box, corner, shop: in that order"), we("Be at the other end of the phone")), wish("Talk to people from home", they("Peer Support Online"))},
		Worse:     "Breathing card on the fridge; the team's number; Samaritans.",
		Notes:     notes("Post box. We posted an empty envelope to me.", "It arrived. Corner next.", "Corner and back, twice.", "The shop on {day}.", "Bought milk. Rang me from the shop.", "Every other week."),
		Groups:    []string{"Peer Support Online", "Travel Buddies", "First Time With You"},
		Closing:   "Buys milk and has opinions on it. Goes to the corner café on Fridays."}
}

func cameraOff() Story {
	return Story{Key: "camera off", How: contact.ByText, From: []string{"school", "mental_health", "family"}, Ages: [2]int{18, 24}, Needs: []string{"loneliness", "wellbeing", "digital"},
		Reason:    "Left college in January. Online all night, asleep all day. Polite on chat. Parents worried; {she} agreed to messages only.",
		Matters:   "Real people are loud and you cannot mute them. I have friends, they are just in Brazil. I would like one in walking distance.",
		Strengths: "Writes brilliantly. Mends computers. Teaches strangers patiently at 3 a.m.",
		First:     "Forty messages over two days. Camera off, then hood up, then a wave.",
		Agreed:    "We look at a photo of the gaming room and who runs it.",
		Goals:     []plan.Goal{goal("Sit in a room with people and a controller", 7, 4, they("Watch the stream first"), we("Ask for the quiet corner")), goal("See daylight four days a week", 6, 5, they("Bin out before noon"))},
		Worse:     "Text SHOUT to 85258. Me by message.",
		Notes:     notes("Went, left after ten minutes, messaged: “again”.", "Same corner next Friday.", "Stayed until they put the chairs up.", "Messages once a fortnight."),
		Groups:    []string{"Gaming Night", "Alder Coders", "Young Minds Drop-in"},
		Closing:   "Runs the tournament night. Sleeps at night, more or less."}
}

func drinkAtSix() Story {
	return Story{Key: "the first drink", How: contact.InTown, From: []string{"drug_alcohol", "gp", "probation"}, Ages: [2]int{34, 66}, Needs: []string{"substance-gambling", "loneliness", "work-learning"},
		Reason:    "Eight weeks dry. The evenings are the danger: nothing to do from six. Needs people and a place. Keen.",
		Matters:   "Six o'clock comes every day. I need something that is louder than the fridge.",
		Strengths: "Eight weeks. Used to cook in a proper kitchen. Tells it straight.",
		First:     "Made a clock of the evening and filled two hours of it. Would rather cook than talk.",
		Agreed:    "Recovery Kitchen on Thursday; choir if brave.",
		Goals:     []plan.Goal{goal("Be somewhere at six", 10, 6, they("Choir on Wednesday"), they("Kitchen on Thursday")), goal("Cook for a living again", 7, 4, other("Recovery Kitchen", "Food hygiene certificate"))},
		Worse:     "Ring Sue at Alder Recovery, then me. Shaking or seeing things: 999.",
		Notes:     notes("Cooked for forty. Nobody sent it back.", "Choir next week.", "A slip, told the same day. Carried on.", "Weekly calls for a month.", "Twelve weeks. Certificate on the wall.", "Monthly."),
		Groups:    []string{"Recovery Kitchen", "Recovery Choir", "Drop-in"},
		Closing:   "Cooks three days a week at the school. Six o'clock is when the pans go on."}
}

func veteran() Story {
	return Story{Key: "served", How: contact.OnAWalk, From: []string{"gp", "police", "vcse"}, Ages: [2]int{30, 62}, Who: "he", Needs: []string{"wellbeing", "loneliness", "housing"},
		Reason:    "Ex-army, sleeps badly, keeps his back to the wall. Under the veterans' clinic. Wants to do something useful outdoors with few people.",
		Matters:   "In a section you know who has your back. In a town nobody has. I am better with a job and a horizon.",
		Strengths: "Calm when it matters. First aider. Can build anything out of pallets.",
		First:     "We walked the towpath; he walked on the outside. Does not want a support group. Wants a spade.",
		Agreed:    "Rangers on Wednesday. I tell them only his name and that he likes space.",
		Goals:     []plan.Goal{goal("A team again, a small one", 9, 6, they("Rangers for four Wednesdays"), we("Ring the leader first")), wish("Sleep to five", other("Veterans' clinic", "The sleep course"))},
		Worse:     "Combat Stress helpline, any hour. The clinic. Me.",
		Notes:     notes("Rebuilt a stile in one morning.", "They asked for him by name.", "Takes the new starters round.", "A text a month."),
		Groups:    []string{"Volunteer Rangers", "Men's Shed Aldermoor", "Andy's Bench"},
		Closing:   "Assistant ranger, one paid day a week. Sleeps to half past four and calls it a lie-in."}
}

func lateDiagnosis() Story {
	return Story{Key: "it has a name", How: contact.AtPractice, From: []string{"gp", "mental_health"}, Ages: [2]int{28, 66}, Needs: []string{"disability", "loneliness", "work-learning"},
		Reason:    "Told at last that {she} is autistic, and given a leaflet. Relieved and lost. Would like to meet others. Prefers e-mail and exact times.",
		Matters:   "My whole life makes sense backwards. Now I would like it to make sense forwards.",
		Strengths: "Honest, exact, loyal. Knows everything about railways between 1923 and 1948.",
		First:     "Sent the questions beforehand, as asked. Met at ten, finished at ten fifty, as said. Bright lights hurt.",
		Agreed:    "I send a photograph of the room, the host and the timetable.",
		Goals:     []plan.Goal{goal("Meet two people like me", 8, 5, they("Second Thursday, leave when I like"), we("Ask for low lights")), goal("Tell my manager in writing", 6, 4, we("Draft it together"))},
		Worse:     "Too much: ear defenders, home, dark. Samaritans by e-mail.",
		Notes:     notes("Stayed the whole two hours. Talked about signals.", "Next month and the model room too.", "Manager moved the desk to the quiet side.", "Six weeks' gap, agreed by e-mail."),
		Groups:    []string{"Autistic Adults Alder", "The Model Railway Room", "ADHD Together"},
		Closing:   "Two friends, one desk by the wall, and a timetable of {her} own."}
}

func nurseWhoNurses() Story {
	return Story{Key: "looks after everyone", How: contact.ByPhone, From: []string{"self", "practice_other"}, Ages: [2]int{38, 60}, Who: "she", Needs: []string{"wellbeing", "family", "lifestyle"},
		Reason:    "Care worker, mother of three, daughter of two poorly parents. Asked in her break. Wants one hour that is hers.",
		Matters:   "I am so good at everybody else. If I stop, it all stops. I would like to find out what I like.",
		Strengths: "Organised, warm, can do four things and hear a fifth.",
		First:     "Rang on her break, eleven minutes. List of who needs what. She was not on it, so we added her.",
		Agreed:    "One hour on Sunday, on the calendar in pen.",
		Goals:     []plan.Goal{goal("One hour a week that is mine", 9, 4, they("Women's swim on Sunday"), other("The eldest", "Does tea on Sunday"))},
		Worse:     "Staff helpline at work; surgery; me between two and three.",
		Notes:     notes("Swam. Cried in the shower, happily.", "Three Sundays out of four is the rule."),
		Groups:    []string{"Women's Swim", "Evening Carers Online", "Westmere Community Choir"},
		Closing:   "Sundays are hers. The house did not stop."}
}

func student() Story {
	return Story{Key: "first year", How: contact.OnAWalk, From: []string{"school", "self", "gp"}, Ages: [2]int{18, 23}, Needs: []string{"loneliness", "wellbeing", "activity"},
		Reason:    "First year at the college, from {far}. Cries at weekends, not at risk. The counsellor has a ten-week wait. Agreed to a call from you.",
		Matters:   "Everybody else seems to have got a friend in the first week. I talk to my mum three times a day. I would like a reason to leave my room.",
		Strengths: "Plays cornet. Makes good pancakes. Rings home, which is sensible.",
		First:     "Walked to the market and bought nothing. {She} played the cornet at home and left it there. It can be posted.",
		Agreed:    "The cornet comes by post; the band meets on Saturday.",
		Goals:     []plan.Goal{goal("One thing on a Saturday", 8, 7, they("Learner Band, as a helper"), they("Ask one person on the course for a coffee"))},
		Worse:     "College welfare, Samaritans, SHOUT to 85258. Me on weekdays.",
		Notes:     notes("Second cornet. Somebody saved a seat.", "I ring after half term."),
		Groups:    []string{"Learner Band", "Young Makers", "Chatty Table at the Library"},
		Closing:   "Has band on Saturday and pancakes on Sunday, for six."}
}
