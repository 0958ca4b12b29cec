package story

import (
	"weft/internal/contact"
	"weft/internal/plan"
)

// home are stories of damp, stairs, falls and nowhere to stay.
func home() []Story {
	return []Story{blackMould(), fourthFloor(), afterTheFall(), sofaToSofa(), tooManyThings(), outOfHospital(), overcrowded()}
}

func blackMould() Story {
	return Story{Key: "black mould", How: contact.AtHome, From: []string{"midwife", "gp", "school"}, Ages: [2]int{20, 45}, Needs: []string{"housing", "parenting", "wellbeing"},
		Reason:    "Two wheezy children and a bedroom you can smell from the stairs. Has rung the landlord nine times. Wants somebody to ring with {him}.",
		Matters:   "I scrub it on Sunday and it is back on Thursday. I want my kids to sleep in their own beds and not cough.",
		Strengths: "Keeps a diary of every call. House spotless but for the wall. Will not be fobbed off twice.",
		First:     "Photographs taken, meter held to the wall: wet right through. All four sleep in the front room.",
		Agreed:    "Housing Rights on Wednesday with the diary.",
		Goals:     []plan.Goal{goal("A dry bedroom before winter", 10, 3, other("Housing Rights Alder", "Letter to the landlord with a date"), they("Keep photographing")), wish("An hour a week that is not about the wall", they("Stay and Play on Mondays"))},
		Worse:     "Children struggling to breathe: 999. The wall: Housing Rights.",
		Notes:     notes("Landlord has fourteen days. Surveyor came.", "I ring on the fifteenth day.", "Work began: plaster off, fan in.", "Call when the beds are back."),
		Groups:    []string{"Housing Rights Alder", "Stay and Play", "Westmere Tenants Together"},
		Closing:   "Dry wall, own beds, fewer inhalers. {She} speaks for the tenants now."}
}

func fourthFloor() Story {
	return Story{Key: "fourth floor", How: contact.AtHome, From: []string{"occupational_therapist", "ahp", "housing"}, Ages: [2]int{52, 80}, Needs: []string{"housing", "transport", "loneliness"},
		Reason:    "Fourth floor, lift out since June, knees beyond repair. Has been down twice. On the list for a move. Needs the outside to come in for now.",
		Matters:   "I can see the market from my window. I want to squeeze a melon.",
		Strengths: "Cheerful, stubborn, plays the accordion at the open window and gets applause.",
		First:     "Counted the steps: fifty-six. The move could be a year. We made a list of what can come up.",
		Agreed:    "A visitor to start with, and I chase the lift.",
		Goals:     []plan.Goal{goal("Go to the market on my own two feet", 9, 2, we("Write to the housing association about the lift, with dates"), other("Occupational therapist", "Priority letter")), goal("Hear another voice in the room", 8, 7, they("Say what kind of visitor"))},
		Worse:     "If you cannot get out in a fire: stay, ring 999, they have your flat marked.",
		Notes:     notes("Lift parts are ordered. Visitor came: both play cribbage.", "Weekly visits. I chase again on {day}.", "Lift works. We went down and bought a melon.", "Now the bus."),
		Groups:    []string{"Visiting Friends", "Tablet Loan", "Dial-a-Ride Alder"},
		Closing:   "Offered a ground-floor flat by the market. The accordion went first."}
}

func afterTheFall() Story {
	return Story{Key: "after the fall", How: contact.AtHome, From: []string{"ambulance", "hospital", "practice_nurse"}, Ages: [2]int{70, 92}, Needs: []string{"home-falls", "activity", "loneliness"},
		Reason:    "Third fall this year, no bones broken. Now holds on to the furniture and does not go out. Agreed to be seen at home.",
		Matters:   "I am not frightened of falling. I am frightened of lying there. I would like my garden path back.",
		Strengths: "Walked the fells until 75. Does the exercises when somebody counts with {him}.",
		First:     "Three loose rugs and a hose across the path. {She} laughed when I fell over it. Wants to be strong, not careful.",
		Agreed:    "Rails this month, class next month.",
		Goals:     []plan.Goal{goal("Walk to the end of the garden and back", 9, 6, other("Home Safe Alder", "Two rails and a half step"), they("Ten sit-to-stands before the news")), goal("Know that somebody would come", 8, 7, we("Order the pendant"))},
		Worse:     "Press the pendant. If you hit your head, 999.",
		Notes:     notes("Rails are in. Rugs are in the shed.", "Class begins on Monday; lift booked.", "Five weeks of class. End of the garden reached.", "Next, the post box."),
		Groups:    []string{"Strong and Steady", "Falls and Fixes", "Strong and Steady Westmere"},
		Closing:   "Has not fallen since June. Posts {her} own letters."}
}

func sofaToSofa() Story {
	return Story{Key: "sofa to sofa", How: contact.InTown, From: []string{"school", "probation", "job_centre"}, Ages: [2]int{18, 27}, Needs: []string{"homelessness", "money", "work-learning"},
		Reason:    "Has slept at five addresses since August. Turns up to everything. No family to go back to. Said I could tell you.",
		Matters:   "I carry my whole life in a gym bag. I am good at not being in the way. I would like a door.",
		Strengths: "Turns up. Passed two exams this summer from other people's sofas.",
		First:     "Safe tonight, not sure of Thursday. Night Stop explained and the number saved. Needs an address for post.",
		Agreed:    "Housing Rights tomorrow at ten; I come too.",
		Goals:     []plan.Goal{goal("A room with a door that locks", 10, 5, other("Housing Rights Alder", "Homelessness application"), they("Get the letter from the last host")), goal("Finish the course", 9, 8, we("Ask the college for a locker and a bus pass"))},
		Worse:     "Nowhere tonight: Night Stop before eight in the evening. In danger: 999.",
		Notes:     notes("Accepted as homeless. Hostel from Monday.", "Kit list for the room.", "Has a room, a kettle and a key on a string.", "We eat something cooked in it."),
		Groups:    []string{"Night Stop Alder", "Housing Rights Alder", "Young Minds Drop-in"},
		Closing:   "Tenancy signed on a Friday. The gym bag is for the gym."}
}

func tooManyThings() Story {
	return Story{Key: "too many things", How: contact.AtHome, From: []string{"fire", "housing", "social_care"}, Ages: [2]int{50, 82}, Needs: []string{"hoarding", "housing", "loneliness"},
		Reason:    "One path through to the bed. Polite, ashamed, would not let anybody past the hall at first. Wants help, not a skip.",
		Matters:   "Everything in here is something I rescued. If you come with bin bags I shall not open the door. Come with a cup of tea.",
		Strengths: "Knows the story of each thing. Repairs clocks. Has let two people in this year, and I am one.",
		First:     "Tea on the stairs. We moved six things, each with its story. The cooker is safe; the window is not.",
		Agreed:    "Six things a visit. {She} chooses.",
		Goals:     []plan.Goal{goal("Get from the door to the bed without turning sideways", 8, 4, they("Choose six things a week"), we("Ask the fire service to come back in spring")), goal("Have somebody in for tea", 7, 3, they("Clear one chair"))},
		Worse:     "Smoke or a smell of burning: out, then 999. A bad letter from the landlord: me first.",
		Notes:     notes("Eleven visits, sixty-six things. The chair is clear.", "I sat on it.", "Nobody here does this work. I have noted it as a gap.", "We go on, slowly."),
		Groups:    []string{"The Mending Table", "Housing Rights Alder", "Men's Shed Aldermoor"},
		Closing:   "The path is wide enough. Two clocks were given to the Mending Table, with instructions."}
}

func outOfHospital() Story {
	return Story{Key: "home from hospital", How: contact.ByPhone, From: []string{"discharge", "hospital", "mdt"}, Ages: [2]int{60, 90}, Needs: []string{"home-falls", "food-fuel", "transport"},
		Reason:    "Going home on Thursday after nine days with a chest infection. Lives alone, cupboard bare, {kin} in {far}. Would like somebody to look in.",
		Matters:   "They made a fuss of me in there and now it is very quiet. I would like to get my strength back before the daffodils.",
		Strengths: "Good appetite when food appears. Does as the nurse says, and tells you that {she} does.",
		First:     "Rang on the day and again on the third. Soup had come, tablets sorted, stairs done once.",
		Agreed:    "Six weeks of help, then we see.",
		Goals:     []plan.Goal{goal("Do my own shopping by spring", 8, 6, they("To the gate, then the corner, then the shop"), other("Home from Hospital", "Shopping and company for six weeks"))},
		Worse:     "Breathless or muddled: 111, or 999 if sudden.",
		Notes:     notes("At the corner. Neighbour walked too.", "The shop next."),
		Groups:    []string{"Home from Hospital", "Lifts and Shopping", "Breathing Space Westmere"},
		Closing:   "Did the whole shop and carried the light bag. The visitor still comes, as a friend."}
}

func overcrowded() Story {
	return Story{Key: "nine in three rooms", How: contact.AtHome, Tongues: []string{"so", "bn", "ro"}, From: []string{"midwife", "school", "practice_other"}, Ages: [2]int{25, 48}, Needs: []string{"housing", "parenting", "language"},
		Reason:    "Nine people, three rooms, a new baby and a grandmother on the landing. Everybody is kind and nobody sleeps. Agreed through the interpreter.",
		Matters:   "I love them all. I would like to close one door for one hour.",
		Strengths: "Cooks for nine on two rings. Speaks three languages and is learning the fourth.",
		First:     "Drew the house on paper: who sleeps where. The council's form asked the wrong question and got a short answer.",
		Agreed:    "We do the form again, with the drawing.",
		Goals:     []plan.Goal{goal("A place where the girls have a room", 9, 3, other("Housing Rights Alder", "Ask for the overcrowding to be measured"), we("Letter from the health visitor")), goal("One hour for me", 8, 7, they("English class with the crèche"))},
		Worse:     "Ring me or come to the drop-in on Tuesday.",
		Notes:     notes("Measured, and moved up a band.", "Class began: the baby sleeps in the crèche."),
		Groups:    []string{"English with a Crèche", "Housing Rights Alder", "Somali Women Alder"},
		Closing:   "Offered four bedrooms in Westmere. The drawing is in the council's file."}
}
