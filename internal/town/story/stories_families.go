package story

import (
	"weft/internal/contact"
	"weft/internal/plan"
)

// families are stories of parents, carers, and people who look after each other.
func families() []Story {
	return []Story{newMum(), youngDad(), dementiaAtHome(), youngCarer(), gran(), safeNow(), parentCarer(), fallenOut(), wishes()}
}

func newMum() Story {
	return Story{Key: "new mother", How: contact.OnAWalk, From: []string{"midwife", "gp"}, Ages: [2]int{19, 41}, Who: "she", Needs: []string{"parenting", "wellbeing", "loneliness"},
		Reason:    "Baby ten weeks, thriving. Mum low, feeding well, no thoughts of harm; we see her weekly. Knows nobody with a pram. Said yes.",
		Matters:   "I love him and I am so lonely with him. I want to say that and have somebody say “me too”.",
		Strengths: "Notices everything about the baby. Kept her allotment going until week thirty-eight.",
		First:     "Pushed the pram round the park twice so that he slept and she talked.",
		Agreed:    "I meet her at the door on Friday.",
		Goals:     []plan.Goal{goal("Have one friend with a pram", 9, 5, they("Go on Friday, even late"), we("Ask for somebody to text her the day before"))},
		Worse:     "Health visitor, surgery the same day, 111. If you might hurt yourself or the baby: 999.",
		Notes:     notes("Went late and everybody was late.", "Goes on Fridays. A friend called Jo, with a pram.", "Smiles first when I come.", "Last call at six months."),
		Groups:    []string{"Feeling Low with a Baby", "Bumps and Babies", "Stay and Play"},
		Closing:   "Has Jo, a swing in the park, and the worst behind her. Welcomes the new ones at the door."}
}

func youngDad() Story {
	return Story{Key: "weekend dad", How: contact.InTown, From: []string{"probation", "school", "self"}, Ages: [2]int{19, 36}, Who: "he", Needs: []string{"parenting", "housing", "work-learning"},
		Reason:    "Sees his little girl on Saturdays in a café because his room allows no visitors. Doing well. Wants to be a proper dad.",
		Matters:   "I get four hours. We have run out of cafés. I want somewhere she can run about and I can make her tea.",
		Strengths: "Has not missed a Saturday. Plaits hair. Off the weed since May.",
		First:     "He showed me her drawings in order. Landlord will not budge. Reads slowly and hides it.",
		Agreed:    "Dads and Bacon on Saturday, the two of them.",
		Goals:     []plan.Goal{goal("Somewhere warm on Saturdays", 10, 8, they("Dads and Bacon")), goal("Read her a story", 9, 4, they("Reading Ahead, in private"))},
		Worse:     "His probation officer, his mum, or me.",
		Notes:     notes("She ate three rashers. He met two dads from his road.", "First reading lesson on {day}.", "Read her four pages. She turned them.", "Monthly."),
		Groups:    []string{"Dads and Bacon", "Reading Ahead", "Family Reading Hour"},
		Closing:   "Reads a whole book, with voices. A place with a second bedroom from the spring."}
}

func dementiaAtHome() Story {
	return Story{Key: "forgetting", How: contact.AtHome, From: []string{"gp", "family", "social_care", "mdt"}, Ages: [2]int{68, 90}, Needs: []string{"memory", "caring", "loneliness"},
		Reason:    "Diagnosed in March. Living well at home with a husband or wife who is worn out. Both would like somewhere to go together. Both agreed.",
		Matters:   "I know it is going. While I still know it, I want to dance, not to do puzzles.",
		Strengths: "All the words of all the songs. Lovely manners. Married for ever.",
		First:     "Spoke to both, then to each. The one who cares sleeps four hours. Keys found in the bread bin, with jokes.",
		Agreed:    "Memory Café together; Carers' Coffee for the one who cares.",
		Goals:     []plan.Goal{goal("Dance every week", 9, 8, they("Memory Café on Wednesday")), wish("That my other half gets some sleep", other("Carers Alder", "A sitter on two evenings"))},
		Worse:     "Lost or missing: 999 and the form by the phone. Sudden change: surgery the same day.",
		Notes:     notes("Danced to everything. The nurse was out of breath.", "Every week. A sitter from next month.", "Less speech, still all the songs.", "I ring the one who cares, on Mondays."),
		Groups:    []string{"Memory Café Aldermoor", "Table Tennis for Memory", "Sporting Memories"},
		Closing:   "Goes to the café each week with a friend from the sitting service. The memory nurse leads from here."}
}

func youngCarer() Story {
	return Story{Key: "young carer", How: contact.InTown, From: []string{"school", "social_care"}, Ages: [2]int{18, 21}, Needs: []string{"caring", "work-learning", "loneliness"},
		Reason:    "Looks after mum, who has MS, and two brothers. Late every Monday because of the tablets. A star. Has agreed, with mum, to be rung.",
		Matters:   "I am not a hero. I just want to be late because I overslept, like other people.",
		Strengths: "Runs a household at eighteen. Wants to be a paramedic and would be a good one.",
		First:     "After college, in the canteen. Nobody had ever written down what {she} does: two pages.",
		Agreed:    "A carer's assessment for both, and Wednesday nights off.",
		Goals:     []plan.Goal{goal("One night a week to be eighteen", 8, 4, other("Carers Alder", "Sitter on Wednesdays")), goal("Get on the paramedic course", 10, 6, we("Letter to the college about Mondays"), they("Open day in spring"))},
		Worse:     "Mum's nurse; Carers Alder's line; me. Emergency: 999, then the neighbour.",
		Notes:     notes("Sitter came; {she} went bowling and rang home twice.", "Once, next time.", "College has moved Monday's class.", "After the open day."),
		Groups:    []string{"Sitting Service", "Form Filling for Carers", "Gaming Night"},
		Closing:   "On the course. A paid carer comes in the mornings, and {she} overslept once, on purpose."}
}

func gran() Story {
	return Story{Key: "parent again", How: contact.AtHome, From: []string{"school", "social_care", "faith"}, Ages: [2]int{50, 72}, Needs: []string{"family", "money", "parenting"},
		Reason:    "Bringing up two grandchildren since the summer. No warning, no bunk bed, no money yet. Managing wonderfully and very tired. Agreed.",
		Matters:   "I did my nappies. I would do it again tomorrow, but nobody asked me what it costs.",
		Strengths: "Firm, funny, a wall of school photographs.",
		First:     "One child on each knee. Sleeps on the sofa so they have the bed. Does not know what {she} can claim.",
		Agreed:    "Beds first, then forms, then people.",
		Goals:     []plan.Goal{goal("Two beds and a night's sleep", 9, 7, other("Furniture Again", "Bunk bed with a support letter"), we("Write the letter")), goal("Know other grans in the same boat", 7, 6, they("Grandparents Again"))},
		Worse:     "School's family worker, the social worker, me.",
		Notes:     notes("Bunk bed up. Slept seven hours.", "Money adviser on Thursday.", "Grandparents Again: eight of them, all talking.", "One more call."),
		Groups:    []string{"Furniture Again", "Grandparents Again", "Benefits Check and Appeals"},
		Closing:   "Beds, benefits, and a group that meets in {her} kitchen in the holidays."}
}

func safeNow() Story {
	return Story{Key: "starting over", How: contact.InTown, From: []string{"domestic_abuse", "police"}, Ages: [2]int{22, 58}, Who: "she", Needs: []string{"domestic-abuse", "safety", "housing"},
		Reason:    "Safe now and settled in a new place with our help. Ready for ordinary things. Please use only the way of contact we give. She agreed.",
		Matters:   "For nine years somebody else decided what I wore. I would like to choose a class because I fancy it.",
		Strengths: "Left. Keeps herself safe. Paints her nails a different colour every week because she can.",
		First:     "Met where she chose. We talked about colours, then about sleep. Nothing in writing to the house.",
		Agreed:    "I text a word, she rings me.",
		Goals:     []plan.Goal{goal("Choose something and do it", 8, 6, they("Try the studio on a Tuesday")), wish("Feel safe on the bus", we("Ride it with her twice"))},
		Worse:     "999 and press 55 if you cannot speak. Safe Harbour, any hour.",
		Notes:     notes("Two bus rides. The second one she sat downstairs.", "She rings when she wants.", "Painted a very large orange thing.", "No need to meet for a month."),
		Groups:    []string{"Moving On Together", "Open Studio", "Shed Women's Day"},
		Closing:   "Paints, works three mornings, decides. She has the number."}
}

func parentCarer() Story {
	return Story{Key: "fighting for him", How: contact.AtHome, From: []string{"school", "practice_nurse", "vcse"}, Ages: [2]int{28, 52}, Needs: []string{"disability", "parenting", "forms"},
		Reason:    "Six-year-old with high needs, two schools tried. Parent is the expert and exhausted. Asked for somebody who knows the forms.",
		Matters:   "I write the same story on every form and I am always the difficult one. I want to meet somebody who does not say “have you tried a chart”.",
		Strengths: "Knows the law better than the panel. Makes him laugh in a crisis.",
		First:     "Folder of two hundred pages. We put twelve on top. Sleeps when he sleeps.",
		Agreed:    "Send Together on Wednesday, folder and all.",
		Goals:     []plan.Goal{goal("One meeting where I am not alone", 9, 6, other("Send Together", "Somebody comes to the review")), goal("Two hours' sleep in the day", 7, 3, we("Ask about short breaks"))},
		Worse:     "The duty social worker; Carers Alder's evening group; me.",
		Notes:     notes("Somebody came to the review and took notes. It was different.", "Short breaks applied for."),
		Groups:    []string{"Send Together", "Form Filling for Carers", "Evening Carers Online"},
		Closing:   "A school place with a plan that works. Goes to other people's reviews now."}
}

func fallenOut() Story {
	return Story{Key: "not speaking", How: contact.InTown, From: []string{"gp", "faith", "self"}, Ages: [2]int{44, 78}, Needs: []string{"family", "loneliness", "wellbeing"},
		Reason:    "Has not spoken to {her} {kin} for three years, over something small. It is making {him} ill. Asked me who helps with that.",
		Matters:   "I have written the letter nine times. I want my family round one table before it is too late.",
		Strengths: "Brave enough to say sorry first. Writes beautifully.",
		First:     "Heard both sides, told by one person, fairly. The first sentence of letter nine is the good one.",
		Agreed:    "{She} sends one sentence and no more.",
		Goals:     []plan.Goal{goal("Hear my {kin} on the telephone", 10, 3, they("Post the one sentence"), other("Family Mediation Alder", "Ready if both say yes"))},
		Worse:     "Ring me, whatever the answer is.",
		Notes:     notes("No answer for two weeks, then a card with a dog on it.", "Wait, says {she}, and I agree.", "Nineteen minutes on the telephone.", "We leave it to them."),
		Groups:    []string{"Family Mediation Alder", "Listening Café", "Thursday Table"},
		Closing:   "Sunday dinner, all of them, nobody mentioned it."}
}

func wishes() Story {
	return Story{Key: "while I am well", How: contact.AtHome, From: []string{"hospice", "gp", "hospital"}, Ages: [2]int{55, 88}, Needs: []string{"end-of-life", "family", "legal"},
		Reason:    "Knows that the illness will win, and is well today. Would like to put things in order and have some fun. Agreed gladly.",
		Matters:   "I do not want a fuss. I want the dog sorted, the songs chosen, and one more paddle in the sea.",
		Strengths: "Clear, brave, bossy, much loved.",
		First:     "A list in four columns: dog, songs, letters, sea. We began with the sea.",
		Agreed:    "Living Well Day on Thursday; I ask about a trip.",
		Goals:     []plan.Goal{goal("Paddle", 10, 7, we("Find a driver and a chair with big wheels"), they("Choose the flask")), goal("Write it all down", 8, 6, other("Alder Hospice", "Plans and Wishes"))},
		Worse:     "The hospice's line, day and night.",
		Notes:     notes("We paddled. It was freezing and perfect.", "Songs chosen. The dog has met {her} new people.", "Weaker. Laughs as much.", "I come when asked."),
		Groups:    []string{"Plans and Wishes", "Living Well Day", "Cancer Table"},
		Closing:   "Everything in the four columns is ticked. The hospice nurses lead from here; I send a card."}
}
