package story

import (
	"weft/internal/contact"
	"weft/internal/plan"
)

// arrivals are stories of people new to the town or to its language.
func arrivals() []Story {
	return []Story{teacherWithoutPapers(), followedHusband(), warehouseWife(), cymraes(), transferred(), eldersAlone()}
}

func teacherWithoutPapers() Story {
	return Story{Key: "waiting for papers", How: contact.InTown, Tongues: []string{"fa", "ar"}, From: []string{"vcse", "council", "practice_nurse"}, Ages: [2]int{20, 52}, Needs: []string{"asylum", "language", "wellbeing"},
		Reason:    "Waiting fourteen months for a decision. Was a teacher. Paces the room. Would like English and something to do with the hands. Agreed.",
		Matters:   "At home I had forty pupils. Here I have a window. I want to be tired at night from work, not from waiting.",
		Strengths: "Teaches, draws maps, learnt five hundred words from the radio.",
		First:     "With the interpreter, in the library. {She} corrected the interpreter's grammar, politely.",
		Agreed:    "Seeds of Sanctuary on Thursday, bus fare paid.",
		Goals:     []plan.Goal{goal("Be tired from work", 9, 6, they("Garden on Thursdays"), they("Conversation Club on Mondays")), wish("Know what happens to my case", other("Alder Welcome", "Registered adviser looks at the letter"))},
		Worse:     "Very low or hearing bad news: surgery, Samaritans, drop-in on Tuesday and Friday.",
		Notes:     notes("Dug a whole bed. Slept.", "Twice a week.", "Teaches the others the names of weeds.", "Adviser has written. We wait together."),
		Groups:    []string{"Seeds of Sanctuary", "Conversation Club", "Drop-in for New Arrivals"},
		Closing:   "Leave to stay, and a college place to teach again. The weeds are in good hands."}
}

func followedHusband() Story {
	return Story{Key: "behind the curtain", How: contact.AtPractice, Tongues: []string{"ur", "pa", "bn"}, From: []string{"practice_nurse", "midwife", "faith"}, Ages: [2]int{26, 62}, Who: "she", Needs: []string{"loneliness", "language", "activity"},
		Reason:    "Here four years, speaks to nobody outside the family. Aches all over, tests clear. Asked alone, with an interpreter: she would love to sew with other women.",
		Matters:   "My children speak for me at the doctor. I want to ask for a stamp by myself.",
		Strengths: "Sews without patterns. Has a beautiful singing voice for small children.",
		First:     "At the surgery, interpreter on the phone. She is free to go out; nobody had asked where.",
		Agreed:    "Shaheen meets her at the side door.",
		Goals:     []plan.Goal{goal("Buy a stamp in English", 8, 5, they("Sewing and Talking on Wednesday"), we("Ask for the class with a crèche")), wish("Walk without aching", they("Walk and Chai"))},
		Worse:     "The surgery has her interpreter's name. Safe Harbour if she is ever afraid.",
		Notes:     notes("Sewed a cushion and taught two women a hem.", "Every Wednesday.", "Bought a stamp. Posted it to me.", "A call in six weeks."),
		Groups:    []string{"Sewing and Talking", "Walk and Chai", "English with a Crèche"},
		Closing:   "Speaks for herself at the doctor. Runs the hem table."}
}

func warehouseWife() Story {
	return Story{Key: "two jobs and no time", How: contact.InTown, Tongues: []string{"pl", "ro"}, From: []string{"midwife", "school", "gp"}, Ages: [2]int{24, 48}, Needs: []string{"family", "work-learning", "language"},
		Reason:    "Both parents on opposite shifts at the warehouse, handing over the children in the car park. Tired, coping, alone. Would like the Saturday club.",
		Matters:   "We came for a better life and I see my husband or my wife in a car park. I want one morning all together.",
		Strengths: "Degree in accounting, packs boxes. Two happy children. Never complains, and perhaps should.",
		First:     "Ten minutes in the break, then an hour on Saturday. The degree can be recognised; nobody said.",
		Agreed:    "Saturday club as a family; I find out about the degree.",
		Goals:     []plan.Goal{goal("A job that uses my head", 8, 4, we("Ask the college about the certificate"), they("English for Work")), goal("Saturdays together", 10, 7, they("Ask for the same shift once a month"))},
		Worse:     "Ring me in the break, ten past two.",
		Notes:     notes("Saturday club, all four.", "The certificate costs eighty pounds; the hardship fund pays.", "Passed. Applying for the office.", "Good luck call."),
		Groups:    []string{"Polish Saturday Club", "Romanian Mornings", "English for Work"},
		Closing:   "In the pay office from Monday. Same shift, same car, both ways."}
}

func cymraes() Story {
	return Story{Key: "hiraeth", How: contact.AtHome, Tongues: []string{"cy"}, From: []string{"gp", "family", "receptionist"}, Ages: [2]int{66, 92}, Needs: []string{"loneliness", "language", "arts-nature-faith"},
		Reason:    "First language is Welsh and is coming back as the English tires. Brightens when I try a word. Would like Welsh company. Agreed.",
		Matters:   "My prayers are in Welsh, and my swearing. I would like somebody to do both with.",
		Strengths: "Recites. Sang at the National. Makes bara brith without scales.",
		First:     "Dafydd came too and I understood one word in nine. {She} was another person.",
		Agreed:    "Wednesday lunch in Pont-y-Wern, fetched by car.",
		Goals:     []plan.Goal{goal("Siarad Cymraeg bob wythnos: speak Welsh every week", 10, 8, they("Cawl a Chân on Wednesday"), we("Letters in Welsh from now on"))},
		Worse:     "Ring Dafydd: he answers in Welsh.",
		Notes:     notes("Sang, ate, argued about chapel.", "Every Wednesday. Letters come in Welsh."),
		Groups:    []string{"Cawl a Chân", "Cymdeithas Gymraeg Aldermoor", "Côr Pont-y-Wern"},
		Closing:   "Wednesdays in Welsh, and a telephone friend in Welsh on Sundays."}
}

func transferred() Story {
	return Story{Key: "moved here", How: contact.AtPractice, From: []string{"transfer", "unknown", "mdt"}, Ages: [2]int{30, 75}, Needs: []string{"loneliness", "long-term-condition", "housing"},
		Reason:    "Had a link worker in {far} and has moved to be near family. A plan came too, and {she} would like to go on with it here. Agreed.",
		Matters:   "I had got going there. I do not want to start from the beginning and tell it all again.",
		Strengths: "Knows what helps: water, mornings, few people. Good at asking.",
		First:     "Read the old plan together and kept three lines of five. Nothing needed telling twice.",
		Agreed:    "The pool here on Monday morning.",
		Goals:     []plan.Goal{goal("Find the same things here", 8, 7, they("Swim on Mondays"), we("Ask the old worker about the bus pass"))},
		Worse:     "Your {kin} is ten minutes away. Me. The surgery.",
		Notes:     notes("Pool is warmer here.", "Found a café too."),
		Groups:    []string{"Swim for Confidence", "Chatty Table at the Library", "Telephone Friends"},
		Closing:   "Has a pool, a café and a bus pass. Feels moved in."}
}

func eldersAlone() Story {
	return Story{Key: "the last of the mill", How: contact.InTown, Tongues: []string{"ur"}, From: []string{"pharmacy", "faith", "practice_pharmacist"}, Ages: [2]int{64, 84}, Who: "he", Needs: []string{"loneliness", "long-term-condition", "language"},
		Reason:    "Worked nights in the mill for thirty years and never needed much English. Wife gone, sons in {far}. Comes in daily to have his pressure taken.",
		Matters:   "In the mill we were two hundred men and we all ate together. Now I eat with the television and it does not pass the bread.",
		Strengths: "Knows everybody's grandfather. Keeps pigeons. Prays five times and is never late for any of it.",
		First:     "His friend translated until the real interpreter came. He thinks in looms and hours.",
		Agreed:    "Elders' Morning on Thursday; a lift from the mosque.",
		Goals:     []plan.Goal{goal("Eat with men of my age", 9, 8, they("Elders' Morning"), they("Friday Kitchen after prayers")), wish("Understand my tablets", other("The pharmacist", "With an interpreter, once"))},
		Worse:     "The pharmacist in the day, his neighbour at night, 999 for chest pain.",
		Notes:     notes("Found two men from the same loom shed.", "Every Thursday.", "Pressure is down and he no longer comes in daily. The counter misses him.", "A call before Ramadan."),
		Groups:    []string{"Elders' Morning", "Friday Kitchen", "Telephone Friends in Urdu and Punjabi"},
		Closing:   "Thursday and Friday have company in them. He brought us mangoes."}
}
