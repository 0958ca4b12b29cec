package story

import (
	"weft/internal/contact"
	"weft/internal/plan"
)

// work are stories of work, learning, and finding something to do.
func work() []Story {
	return []Story{millClosed(), cannotRead(), afterPrison(), noPhone(), makerOfThings(), careLeaver(), artistStopped()}
}

func millClosed() Story {
	return Story{Key: "made redundant", How: contact.InTown, From: []string{"job_centre", "gp", "council"}, Ages: [2]int{42, 63}, Needs: []string{"work-learning", "money", "wellbeing"},
		Reason:    "Redundant after twenty-six years at the mattress works. Never wrote a CV. Says no to everything in a nice way. Agreed to a chat.",
		Matters:   "I was somebody in there. Forty people came to me. I go to the job centre and I am a number with a bad back.",
		Strengths: "Trained nineteen apprentices. Patient, exact, can hear when a machine is wrong.",
		First:     "Talked about springs for half an hour: bright as a button. Wrote down what {she} can do. It filled a page.",
		Agreed:    "The page becomes a CV at Job Club.",
		Goals:     []plan.Goal{goal("Teach somebody something again", 9, 6, they("Bike kitchen on Wednesday, as a helper"), we("Ask the college about trainers")), goal("A CV that sounds like me", 7, 5, they("Job Club on Thursday"))},
		Worse:     "Surgery if the mood drops. Money: Advice House. Me.",
		Notes:     notes("Two lads from the estate now true a wheel.", "The college wants to talk.", "Part-time workshop technician from April.", "A last call after the first pay."),
		Groups:    []string{"Job Club", "Alder Bike Kitchen", "Men's Shed Aldermoor"},
		Closing:   "Three days a week in the college workshop. “Forty of them, and they are worse than apprentices.”"}
}

func cannotRead() Story {
	return Story{Key: "forgot my glasses", How: contact.InTown, From: []string{"receptionist", "job_centre", "pharmacy"}, Ages: [2]int{28, 70}, Needs: []string{"work-learning", "forms", "wellbeing"},
		Reason:    "Always forgets the glasses. I think reading is hard; I did not say so. Missed two appointments by letter. Happy to be rung, not written to.",
		Matters:   "I have got by for fifty years by being funny. I am tired. I want to read my own tablets.",
		Strengths: "Memory like a film. Built a business without writing a word.",
		First:     "Told me in the car, looking straight ahead. Nobody knows but a sister. Letters are out; calls and voice notes are in.",
		Agreed:    "One person and a table, Tuesday at four.",
		Goals:     []plan.Goal{goal("Read the box my tablets come in", 9, 4, they("Reading Ahead, twice a week"), we("Ask the surgery to ring, not write"))},
		Worse:     "Ring me. I shall read it to you, whatever it is.",
		Notes:     notes("Read a bus timetable. Both ways.", "Twice a week.", "Read the box. Rang me to read it to me.", "Monthly."),
		Groups:    []string{"Reading Ahead", "Home Visits for Forms", "Numbers for Life"},
		Closing:   "Reads the tablets, the paper and a story to the grandchildren. The glasses were never lost."}
}

func afterPrison() Story {
	return Story{Key: "day one", How: contact.InTown, From: []string{"probation", "vcse", "drug_alcohol"}, Ages: [2]int{22, 56}, Needs: []string{"work-learning", "loneliness", "substance-gambling"},
		Reason:    "Out six weeks, room in shared housing, keen to keep busy. No concerns about visits; meets in town. Agreed to share this much.",
		Matters:   "Everybody I know is in the life I left. I need new people who have never met the old me.",
		Strengths: "Gym instructor's certificate from inside. Up at six. Writes to {her} mum.",
		First:     "Met at the library café. Sat facing the door. Says please for everything.",
		Agreed:    "Rangers first: outdoors, few questions.",
		Goals:     []plan.Goal{goal("A reference from somebody who likes me", 8, 6, they("Rangers, eight Wednesdays")), goal("Saturday nights that are boring", 7, 5, they("Saturday Supper, washing up"))},
		Worse:     "Probation officer, recovery worker, me, in that order.",
		Notes:     notes("Eight Wednesdays out of eight.", "The leader will write the reference.", "Washes up at the supper and tells jokes.", "After the interview."),
		Groups:    []string{"Volunteer Rangers", "Saturday Supper", "Recovery Kitchen"},
		Closing:   "Reference, job at the nursery, boring Saturdays."}
}

func noPhone() Story {
	return Story{Key: "press one", How: contact.AtPractice, From: []string{"receptionist", "council", "pharmacy"}, Ages: [2]int{62, 88}, Needs: []string{"digital", "loneliness", "transport"},
		Reason:    "Cannot book, cannot park, cannot order tablets, because it is all on a phone now. Came to the desk in tears. Would like to learn.",
		Matters:   "I ran an office with six girls and a telex. Now a telephone tells me I do not exist. I want to see my grandchildren on it.",
		Strengths: "Touch types at seventy words a minute. Not stupid and will tell you so.",
		First:     "Phone was a hand-me-down in Portuguese. Changed to English: half the trouble gone.",
		Agreed:    "Phones at the Library on Tuesday, with the list of five things.",
		Goals:     []plan.Goal{goal("Ring the grandchildren and see their faces", 10, 6, they("Bring the phone charged"), other("Digital Friends", "Five things, one a week"))},
		Worse:     "Ring the surgery's back line: they have been told.",
		Notes:     notes("Saw the baby. Cried on the librarian.", "Thing two: the tablets."),
		Groups:    []string{"Phones at the Library", "Phones at Westmere", "Tablet Loan"},
		Closing:   "All five things, and a sixth: photographs of the tea table, daily, to us all."}
}

func makerOfThings() Story {
	return Story{Key: "learning disability", How: contact.AtHome, From: []string{"social_care", "family", "practice_nurse"}, Ages: [2]int{20, 60}, Needs: []string{"disability", "work-learning", "loneliness"},
		Reason:    "The day centre closed. Bored and getting cross at home. Loves machines and tidy shelves. {She} and mum both said yes.",
		Matters:   "I like jobs. I like my jobs done. I want a badge.",
		Strengths: "Never forgets where a thing goes. Strong. Kind to shy people.",
		First:     "With pictures. {She} sorted my pens. Wants to go alone on the bus and mum wants to want that.",
		Agreed:    "Travel Buddies first, then the shop.",
		Goals:     []plan.Goal{goal("A job with a badge", 10, 8, they("Try the charity shop on Monday"), we("Ask for a badge on the first day")), goal("The bus by myself", 8, 5, other("Travel Buddies", "Six rides"))},
		Worse:     "Mum, then me. The card in the wallet says what helps.",
		Notes:     notes("Badge on the first day. Slept with it on.", "Mondays and Wednesdays.", "Bus alone, mum in the car behind. Do not tell.", "Monthly."),
		Groups:    []string{"Charity Shop Crew", "Travel Buddies", "Speaking Up"},
		Closing:   "Two jobs, one badge, no car behind."}
}

func careLeaver() Story {
	return Story{Key: "own front door", How: contact.InTown, From: []string{"social_care", "council", "housing"}, Ages: [2]int{18, 24}, Needs: []string{"work-learning", "loneliness", "money"},
		Reason:    "Left care in June, first flat. Does all right in the day. Nights are hard. Has had nineteen social workers and does not want a twentieth. You may ring.",
		Matters:   "Everybody gets paid to like me. I want somebody who does it for nothing.",
		Strengths: "Straight. Good with animals. Has kept a plant alive in every placement.",
		First:     "Said I am paid, so we agreed that my job is to find people who are not.",
		Agreed:    "The farm, one Friday, no file goes with {him}.",
		Goals:     []plan.Goal{goal("Somebody to ring who is not on a rota", 10, 3, they("Young Farmers' Day"), other("Moorside Befrienders", "A match who stays")), goal("Make the money last to Sunday", 7, 4, they("Cook on a Budget"))},
		Worse:     "Night worker's number, SHOUT to 85258, 999. Me in the day.",
		Notes:     notes("Ponies. Smelt of them for a week and was proud.", "Every Friday.", "Invited to tea by the farmer's family, for nothing.", "Whenever {she} likes."),
		Groups:    []string{"Young Farmers' Day", "Visiting Friends", "Cook on a Budget"},
		Closing:   "Works at the farm on Saturdays. Spent Christmas there. Rings me to say nothing is wrong."}
}

func artistStopped() Story {
	return Story{Key: "stopped painting", How: contact.AtHome, From: []string{"self", "vcse", "gp"}, Ages: [2]int{40, 84}, Needs: []string{"arts-nature-faith", "disability", "loneliness"},
		Reason:    "Saw the poster and asked by {herself}. Arthritis stopped the painting four years ago, and the friends went with it.",
		Matters:   "My hands hurt and my eye does not. I want to be in a room that smells of turps.",
		Strengths: "Sees colour like other people hear music. Taught evening class for years.",
		First:     "Walls of unfinished pictures. Can hold a big brush, not a small one.",
		Agreed:    "Open Studio, with big brushes.",
		Goals:     []plan.Goal{goal("Finish one", 8, 6, they("Big brush, one hour, Tuesday"), other("Bobbin Mill Arts", "Ravi clips the brush to a splint"))},
		Worse:     "Nurse for the flare-ups. Me for the moods.",
		Notes:     notes("Finished one. Began another, larger.", "Weekly."),
		Groups:    []string{"Open Studio", "Clay on Canal Side", "Flower Buddies"},
		Closing:   "Four pictures in the library café. Sold one, and bought cake."}
}
