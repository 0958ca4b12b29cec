package story

import (
	"weft/internal/contact"
	"weft/internal/plan"
)

// body are stories of living with illness, pain, and less strength than before.
func body() []Story {
	return []Story{painThatStays(), newDiabetes(), stroke(), longCovid(), losingSight(), heartAttack(), weightAndShame(), walkAgain()}
}

func painThatStays() Story {
	return Story{Key: "pain that stays", How: contact.AtPractice, From: []string{"gp", "practice_pharmacist", "ahp"}, Ages: [2]int{34, 68}, Needs: []string{"long-term-condition", "wellbeing", "activity"},
		Reason:    "Ten years of back pain, every scan done. Cutting down tablets with our pharmacist and needs something to put in the gap. Keen.",
		Matters:   "I am tired of being a back. I used to be a person who danced at weddings.",
		Strengths: "Knows {her} body. Kept a job through all of it. Danced, sewed, ran the raffle.",
		First:     "{She} stood for the second half and I stood too. Good days and bad days drawn as a wave. Fears being told it is in the head.",
		Agreed:    "Pain and Possible, where nobody says that.",
		Goals:     []plan.Goal{goal("Dance one dance at the wedding in June", 10, 5, they("Four minutes of moving a day"), they("Go to Pain and Possible")), goal("Two tablets fewer", 7, 6, other("Practice pharmacist", "Go down slowly"))},
		Worse:     "Pharmacist for tablets; numb or no control of the bladder: 999. Me for a bad week.",
		Notes:     notes("“They said it is real in the first five minutes.”", "Carries on weekly.", "Nine minutes of moving. One tablet fewer.", "Call after the review."),
		Groups:    []string{"Pain and Possible", "Chair Yoga at Priory Gardens", "Swim for Confidence"},
		Closing:   "Danced two dances and paid for it, gladly. Helps to run the group."}
}

func newDiabetes() Story {
	return Story{Key: "new to diabetes", How: contact.AtHome, From: []string{"practice_nurse", "practice_pharmacist", "pharmacy"}, Ages: [2]int{38, 72}, Needs: []string{"long-term-condition", "lifestyle", "food-fuel"},
		Reason:    "New type 2. Frightened by what happened to {her} father. Loves food; leaflets are no use. Happy to meet somebody.",
		Matters:   "Everybody hands me a list of what I must not eat. Food is how we love each other in my house. Show me, do not tell me.",
		Strengths: "The best cook on {street}. Brings the whole family along.",
		First:     "Met in the kitchen. We looked at one dish and changed two things in it. Nobody noticed at dinner.",
		Agreed:    "Desi Kitchen or Cook on a Budget; {she} picks.",
		Goals:     []plan.Goal{goal("Keep my feet and my eyes", 10, 6, they("Walk after dinner with {kin}"), they("Cook with the group")), wish("Still cook for Eid and Christmas", we("Find the dietitian who cooks"))},
		Worse:     "Shaky, or very thirsty: the nurse the same day. Chest pain: 999.",
		Notes:     notes("Three sessions. Teaches the others to make bread.", "Blood test in six weeks.", "Numbers down. The whole street is walking.", "Last call at three months."),
		Groups:    []string{"Desi Kitchen", "Diabetes Friends Aldermoor", "Cook on a Budget"},
		Closing:   "Numbers nearly normal. Leads the Monday kitchen when the nurse is away."}
}

func stroke() Story {
	return Story{Key: "after a stroke", How: contact.AtHome, From: []string{"hospital", "ahp", "discharge"}, Ages: [2]int{52, 80}, Needs: []string{"long-term-condition", "loneliness", "disability"},
		Reason:    "Stroke in spring; walking well, words slow. Hides from friends because the words will not come. Therapy has ended. Agreed with a thumb up.",
		Matters:   "I know. I know it. I cannot say it. Friends talk over me. I want time.",
		Strengths: "Understands everything. Draws. Sings whole songs though speaking is hard.",
		First:     "Took an hour and a half and a pencil. Sang me the answer to one question. Do not finish {her} sentences.",
		Agreed:    "Stroke Café with a card that says “Give me time”.",
		Goals:     []plan.Goal{goal("Order my own coffee", 9, 5, they("Try it at the Stroke Café first"), we("Print the card")), goal("See two old friends", 8, 4, we("Write to them together: how to talk with me"))},
		Worse:     "Face, arm, speech: 999.",
		Notes:     notes("Ordered a coffee. It was the wrong one and {she} drank it in triumph.", "Weekly.", "Friends came with a chess board. No talking needed.", "A month's gap."),
		Groups:    []string{"Stroke Café", "Daytime Singers", "Dial-a-Ride Alder"},
		Closing:   "Orders, sings, loses at chess. The card stays in the pocket."}
}

func longCovid() Story {
	return Story{Key: "no battery", How: contact.ByVideo, From: []string{"gp", "ahp"}, Ages: [2]int{28, 58}, Needs: []string{"long-term-condition", "wellbeing", "work-learning"},
		Reason:    "Long Covid since the second wave. Was a marathon runner, now rests after a shower. Job at risk. Would value somebody who gets it.",
		Matters:   "I look fine. That is the trouble. I want to plan a day and have the day I planned.",
		Strengths: "Disciplined. Keeps charts. Has taught two colleagues about pacing.",
		First:     "Twenty minutes on video, camera off, agreed beforehand. We planned in “spoons”. Work has not been told how bad it is.",
		Agreed:    "Fatigue Friends on Monday, in bed if need be.",
		Goals:     []plan.Goal{goal("Keep my job, even at half time", 9, 4, we("Letter of facts for occupational health"), they("Keep the chart for two weeks")), goal("One nice thing a week that costs one spoon", 8, 7, they("Fatigue Friends"))},
		Worse:     "The clinic's line; if it is the mood, Samaritans or me.",
		Notes:     notes("Half time agreed from Monday, from home.", "Short calls, the first Wednesday.", "Three good weeks in a row, and did nothing silly with them.", "Call when {she} wants."),
		Groups:    []string{"Fatigue Friends", "Back to Work Gently", "Peer Support Online"},
		Closing:   "Works half time without crashing. Writes the group's newsletter, lying down."}
}

func losingSight() Story {
	return Story{Key: "losing sight", How: contact.AtHome, From: []string{"hospital", "social_care", "family"}, Ages: [2]int{58, 88}, Needs: []string{"disability", "digital", "transport"},
		Reason:    "Middle of the sight going in both eyes. Gave up driving in May. Nobody has told {him} what is still possible. Agreed.",
		Matters:   "I was a sign writer. I made letters all my life and now I cannot see them. I would like to read my own post.",
		Strengths: "Steady hands, patient, a head full of poems.",
		First:     "Showed {him} the phone reading a letter aloud. Silence, then “Again.” Stairs need a white edge.",
		Agreed:    "Sight Friends on the second Monday, fetched from the door.",
		Goals:     []plan.Goal{goal("Read my own post", 9, 6, they("Ten minutes with the phone each day"), other("Sight Friends", "Lend the talking reader")), goal("Get to town without asking {kin}", 8, 5, they("Dial-a-Ride on Thursdays"))},
		Worse:     "Sudden change in sight: eye casualty the same day.",
		Notes:     notes("Read a gas bill aloud and enjoyed it, which is a first.", "Next: the talking paper."),
		Groups:    []string{"Sight Friends", "Phones at the Library", "Dial-a-Ride Alder"},
		Closing:   "Reads {her} post and the racing page. Taught the class to write big."}
}

func heartAttack() Story {
	return Story{Key: "second chance", How: contact.OnAWalk, From: []string{"hospital", "practice_nurse", "cohort"}, Ages: [2]int{45, 74}, Who: "he", Needs: []string{"long-term-condition", "activity", "lifestyle"},
		Reason:    "Heart attack in July, stents, cleared for exercise. Wife says he will not leave the chair for fear. He agreed, she agreed louder.",
		Matters:   "Every twinge, I think this is it. I want to pick up my grandson and not count my pulse.",
		Strengths: "Was a scout leader. Does what he says he will. Good sense of the ridiculous.",
		First:     "Walked to the gate together, then the corner. He timed it. Sleeps on the left side of his fear.",
		Agreed:    "The class with a trainer who knows hearts.",
		Goals:     []plan.Goal{goal("Lift the lad over the stile", 10, 5, they("Class on Tuesday and Thursday"), they("One stop early off the bus")), wish("Stop watching the watch", we("Ask the nurse to explain his numbers"))},
		Worse:     "Chest pain: sit, 999, door open.",
		Notes:     notes("First class: thirty others, all alive. Grinned.", "Keeps going. I ring in three weeks.", "Stile done. Photograph sent.", "Enough, he says."),
		Groups:    []string{"Heart and Lungs Class", "Park Half Hour", "Couch to Canal"},
		Closing:   "Goes twice a week and has lost the watch on purpose."}
}

func weightAndShame() Story {
	return Story{Key: "weight and shame", How: contact.OnAWalk, From: []string{"gp", "practice_nurse", "self"}, Ages: [2]int{22, 60}, Needs: []string{"lifestyle", "wellbeing", "activity"},
		Reason:    "Has asked for help with weight for the first time. Do not lead with scales. Would come if met at the door.",
		Matters:   "I know what to eat. I could write the leaflet. I want to move without being looked at.",
		Strengths: "Kind to everybody else. Loves water. Was county under-twelves at swimming.",
		First:     "Talked for forty minutes before the word weight. Lights up about swimming, will not be seen in a costume.",
		Agreed:    "We go and look at the pool when it is shut.",
		Goals:     []plan.Goal{goal("Get in the water", 9, 5, we("Ask for the quiet session"), they("Buy the long costume")), goal("Eat dinner at a table", 6, 6, they("Lay it, even for one"))},
		Worse:     "Eating in secret again, or feeling hopeless: the surgery. Text me.",
		Notes:     notes("Looked round the empty pool. Chose a peg.", "Next Monday, eight o'clock.", "Twenty lengths. “Nobody died.”", "Fortnightly."),
		Groups:    []string{"Swim for Confidence", "Weight and Me", "Gym Buddy"},
		Closing:   "Swims on Mondays and Sundays. Has not asked what {she} weighs."}
}

func walkAgain() Story {
	return Story{Key: "lost the habit", How: contact.ByPhone, From: []string{"cohort", "practice_other", "ahp"}, Ages: [2]int{55, 82}, Needs: []string{"activity", "loneliness", "lifestyle"},
		Reason:    "On our list for rising blood pressure. Says yes to walking if somebody else decides where.",
		Matters:   "I never decided to stop. It rained, and then it was a year.",
		Strengths: "Sociable, curious, owns very good boots.",
		First:     "One call was enough for most of it. Wants flat, benches, coffee.",
		Agreed:    "The Market Place stroll on Monday.",
		Goals:     []plan.Goal{goal("Walk every week, rain or not", 7, 8, they("Mondays at half past ten"), they("Waterproofs by the door"))},
		Worse:     "Chest pain: 999. Blisters: plasters.",
		Notes:     notes("Went three times. Now corrects my directions.", "I ring once more."),
		Groups:    []string{"Market Place Stroll", "Canal Amble", "Westmere Mere Walk"},
		Closing:   "Leads the stroll when Barbara is on holiday."}
}
