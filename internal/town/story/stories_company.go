package story

import (
	"weft/internal/contact"
	"weft/internal/plan"
)

// company are stories of people who are too much alone.
func company() []Story {
	return []Story{widower(), retiredDriver(), newFlat(), choirGirl(), shiftWorker(), lastOfFriends(), weekends(), farmWife()}
}

func widower() Story {
	return Story{Key: "widower", How: contact.AtHome, From: []string{"gp", "practice_nurse", "receptionist"}, Ages: [2]int{68, 88}, Who: "he", Needs: []string{"loneliness", "bereavement", "food-fuel"},
		Reason:    "Lost his wife {late} in the winter. Comes in with small things and stays to talk. I think he wants company more than tablets. He agreed.",
		Matters:   "{late} did all the talking for both of us. I have not sat at a table with anyone since the funeral tea. I would like to hear somebody laugh in the same room.",
		Strengths: "Forty years a joiner; can mend anything. Polite, funny, drives in daylight.",
		First:     "He showed me the workshop first and the photographs second. Eats standing up most days. Open to trying one thing, not two.",
		Agreed:    "I find out about the shed and ring on {day}.",
		Goals:     []plan.Goal{goal("Eat my dinner with somebody once a week", 9, 6, they("Go to Thursday Table once and see"), we("Ask who could sit with him the first time")), goal("Use my hands again", 8, 7, they("Look in at the shed with me"))},
		Worse:     "Ring me, or your {kin}. At night, Samaritans on 116 123.",
		Notes:     notes("Went once and nearly turned round at the door. Malc saw him and asked about chisels.", "He goes again next week.", "Mending a rocking horse. Says he slept.", "We leave two weeks before the next call."),
		Groups:    []string{"Men's Shed Aldermoor", "Thursday Table", "Westmere Lunch Box"},
		Closing:   "Goes to the shed twice a week and has somewhere to be on Thursdays. “I have stopped talking to the radio.” He knows he can ring."}
}

func retiredDriver() Story {
	return Story{Key: "retired driver", How: contact.ByPhone, From: []string{"self", "family", "pharmacy"}, Ages: [2]int{62, 76}, Needs: []string{"loneliness", "work-learning"},
		Reason:    "Drove the number 7 bus for thirty years and retired last spring. Says nobody needs {him} now. Asked whether there was anything to join.",
		Matters:   "I used to say good morning to two hundred people a day. Now I say it to the kettle. I am not ill, I am just not used to nobody.",
		Strengths: "Never late in thirty years. Knows every street and half the people in it.",
		First:     "Bright and chatty once started. Watches the clock: still wakes at four. Would rather give help than take it.",
		Agreed:    "We look at driving for the community car.",
		Goals:     []plan.Goal{goal("Be useful two mornings a week", 9, 8, they("Ring the car scheme"), we("Write what {she} did for a living in two lines"))},
		Worse:     "Ring me or look in at the hub.",
		Notes:     notes("Rang the car scheme {herself}. Check of the licence is under way.", "I ring when the check is back."),
		Groups:    []string{"Carr Green Community Car", "Lifts and Shopping", "Find Your Thing"},
		Closing:   "Drives two mornings a week and has been asked to train the next volunteer."}
}

func newFlat() Story {
	return Story{Key: "new flat", How: contact.OnAWalk, From: []string{"housing", "council"}, Ages: [2]int{45, 80}, Needs: []string{"loneliness", "housing", "transport"},
		Reason:    "Moved to us from {far} in the spring after losing the old tenancy. Knows nobody on the estate. The curtains are shut at noon. Agreed when I asked.",
		Matters:   "I had a street where people shouted good morning. Here I know the bin days and that is all. I would like one person who knows my name.",
		Strengths: "Grows tomatoes on a window sill. A good listener. Reads the paper front to back.",
		First:     "We walked round the block together. {She} had not known there was a library. Nervous of the bus.",
		Agreed:    "We take the bus together on {day}, there and back.",
		Goals:     []plan.Goal{goal("Know three people to say hello to", 8, 5, we("Ride the bus together"), they("Go to the Chatty Table"))},
		Worse:     "Ring me, or knock at the warden's.",
		Notes:     notes("Bus there and back. Named two people from the table.", "Next time on {her} own, I wait at the other end.", "Did it alone. Came back with a cutting of a geranium.", "Call in three weeks."),
		Groups:    []string{"Chatty Table at the Library", "Knit and Natter", "Tea at Three"},
		Closing:   "Knows more names than I do now. Takes the bus without thinking about it."}
}

func choirGirl() Story {
	return Story{Key: "choir", How: contact.AtPractice, From: []string{"gp", "practice_nurse"}, Ages: [2]int{55, 79}, Who: "she", Needs: []string{"loneliness", "long-term-condition"},
		Reason:    "Lungs are stable, but she has stopped going out because of the coughing. Used to sing. She agreed to a call.",
		Matters:   "I stopped singing because I coughed through the quiet bits. I miss the row of shoulders either side of me.",
		Strengths: "Sings in tune while washing up. Organised the street party two years running.",
		First:     "She coughed and apologised eleven times, so we counted. Has never heard of singing for lungs.",
		Agreed:    "She listens to the choir's recording and tells me what she thinks.",
		Goals:     []plan.Goal{goal("Sing out loud without saying sorry", 10, 6, they("Go once and sit near the door"), we("Ask Carys to look out for her"))},
		Worse:     "The breathing nurse for the chest; me for the rest.",
		Notes:     notes("Went, sat by the door, stayed to the end.", "She carries on by herself; I ring in a month."),
		Groups:    []string{"Aldermoor Singing for Lungs", "Breathe Easy Tea", "Daytime Singers"},
		Closing:   "Sang in the summer concert, second row. Two of them share a taxi."}
}

func shiftWorker() Story {
	return Story{Key: "night shifts", How: contact.InTown, From: []string{"self", "gp"}, Ages: [2]int{28, 55}, Who: "he", Needs: []string{"loneliness", "wellbeing", "lifestyle"},
		Reason:    "Works nights at the depot. Low mood, no red flags, does not want counselling. Says everybody he knows is asleep when he is up.",
		Matters:   "My life runs backwards. I have three hundred workmates and nobody to have a pint with. I want something that happens in the morning.",
		Strengths: "Steady, good with engines, never missed a shift.",
		First:     "He was eating tea while I had breakfast. We drew his week as a clock. Mornings between eight and ten are his evenings.",
		Agreed:    "He tries the Saturday breakfast straight after work.",
		Goals:     []plan.Goal{goal("See somebody twice a week who is not in a hi-vis", 8, 6, they("Go to the rugby club breakfast"), they("Ask about early running"))},
		Worse:     "Ring me after eight in the morning. Listening Café from four.",
		Notes:     notes("Went and stayed two hours. Fixed the tea urn.", "He rings me if he stops going."),
		Groups:    []string{"Rugby Club Breakfast", "Couch to Canal", "Andy's Bench"},
		Closing:   "Saturday breakfast is fixed in his week. He has asked to move to days in the spring."}
}

func lastOfFriends() Story {
	return Story{Key: "last of her friends", How: contact.AtHome, From: []string{"gp", "social_care", "care_home"}, Ages: [2]int{80, 94}, Needs: []string{"loneliness", "home-falls", "transport"},
		Reason:    "Sharp as a pin and has outlived every friend. Sees the carer for twenty minutes a day and nobody else. Would love to be asked out.",
		Matters:   "My address book is all crossings-out. I do not want looking after, I want an argument about the news.",
		Strengths: "Taught for thirty-eight years. Two languages, one opinion on everything, and kind with it.",
		First:     "{She} interviewed me. Walks with a frame, hears well, hates bingo. Reads with a lamp and a glass.",
		Agreed:    "I ask about a lift to the reading group.",
		Goals:     []plan.Goal{goal("Talk about something that matters, with people who answer back", 10, 7, we("Book the lift"), they("Choose a book")), goal("Not fall on the way", 6, 5, other("Home Safe Alder", "Look at the front step"))},
		Worse:     "The call button, then me.",
		Notes:     notes("Lift was late and {she} gave them a lesson on it. Loved the group.", "Every week from now on.", "Has become the one who chooses the story.", "I ring once a month."),
		Groups:    []string{"Reading Friends", "Large Print Book Club", "Telephone Friends"},
		Closing:   "Goes every Thursday and rings the people who miss one. “I am needed on the telephone.”"}
}

func weekends() Story {
	return Story{Key: "long weekends", How: contact.InTown, From: []string{"practice_other", "vcse", "faith"}, Ages: [2]int{50, 78}, Needs: []string{"loneliness", "food-fuel"},
		Reason:    "Fine in the week and falls apart at weekends. {She} told us that the phone does not ring from Friday to Monday. Agreed to be called.",
		Matters:   "Monday to Friday I manage. Saturday is the longest day there is. I would cook if there was somebody to cook for.",
		Strengths: "A proper cook. Remembers every birthday. Has a laugh you can hear in the street.",
		First:     "We went through one weekend hour by hour. Four in the afternoon is the worst. Has tins and no appetite.",
		Agreed:    "{She} comes to look at Saturday Supper before it opens.",
		Goals:     []plan.Goal{goal("Have Saturday to look forward to", 9, 7, they("Cook one dish at the supper"), we("Go in together the first time"))},
		Worse:     "Telephone Friends, Samaritans 116 123, or my number on Monday.",
		Notes:     notes("Made a parkin that was gone in four minutes.", "Goes back on Saturday.", "On the rota now. Sundays still long.", "We look at the Sunday Table."),
		Groups:    []string{"Saturday Supper", "The Sunday Table", "Thursday Table"},
		Closing:   "Cooks for thirty every other Saturday. Sundays are for putting {her} feet up."}
}

func farmWife() Story {
	return Story{Key: "up the lane", How: contact.AtHome, From: []string{"ambulance", "practice_nurse", "faith"}, Ages: [2]int{58, 82}, Who: "she", Needs: []string{"loneliness", "transport", "caring"},
		Reason:    "Lives two miles up a track past Top Moor with a brother who does not speak much. Had a fall that was nothing, and had not seen anyone for nine days.",
		Matters:   "I like the quiet. I did not ask for this much of it. Since the bus stopped I am a prisoner with a nice view.",
		Strengths: "Bakes, lambs, drives a tractor but not on the road. Nothing frightens her but forms.",
		First:     "Drove up; the track is passable. Kitchen warm, brother by the fire. She talked for two hours and then made me eat.",
		Agreed:    "The community car fetches her on Friday.",
		Goals:     []plan.Goal{goal("Get off the hill once a week", 9, 6, we("Book the car for four Fridays"), they("Ring if the weather shuts the track"))},
		Worse:     "Neighbour at Low Farm has a key. 999 for a fall.",
		Notes:     notes("Warm hub, three hours. Brought back two magazines and gossip.", "The car is booked to the end of the month."),
		Groups:    []string{"Warm Hub", "Carr Green Community Car", "Moor and Border Visitors"},
		Closing:   "Fridays are fixed, snow allowing. Her brother came once and ate four scones."}
}
