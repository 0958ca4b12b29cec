package story

import (
	"weft/internal/contact"
	"weft/internal/plan"
)

// money are stories of bills, debts and not enough.
func money() []Story {
	return []Story{unopenedPost(), heatOrEat(), benefitStopped(), loanMan(), firstPension(), appeal(), scammed(), nothingLeft()}
}

func unopenedPost() Story {
	return Story{Key: "carrier bag of letters", How: contact.AtHome, From: []string{"gp", "housing", "job_centre"}, Ages: [2]int{32, 66}, Needs: []string{"money", "forms", "wellbeing"},
		Reason:    "Brought me a carrier bag of unopened letters and asked me to make them go away. Sleeping badly. Agreed to see somebody about the bag.",
		Matters:   "I know they are there. I can feel them through the cupboard door. I want to open the post like a normal person.",
		Strengths: "Works part time and is never late. Kept every letter: nothing is lost.",
		First:     "We opened eleven and stopped. Sorted in three heaps: now, later, bin. The bin was the biggest. Four are from the same lender.",
		Agreed:    "{She} brings the “now” heap to Advice House and I sit beside {him}.",
		Goals:     []plan.Goal{goal("Open the post on the day it comes", 9, 3, they("Open one a day, at the table, with the radio on"), we("Ring on {day} and hear how many")), goal("Know the whole sum", 8, 5, other("Advice Aldermoor", "Add it up and write to all of them"))},
		Worse:     "Ring me before answering anybody at the door. Breathing Space can stop the letters for sixty days: Advice House does it.",
		Notes:     notes("Whole sum is smaller than {she} feared. Sixty days' breathing space began.", "Letters come to the adviser now.", "Opened a bill alone and paid it.", "One more call."),
		Groups:    []string{"Money and Debt Advice", "Alder Credit Union", "Listening Café"},
		Closing:   "One payment a month, and it fits. The cupboard has tins in it."}
}

func heatOrEat() Story {
	return Story{Key: "one warm room", How: contact.AtHome, From: []string{"practice_nurse", "fire", "cohort"}, Ages: [2]int{60, 88}, Needs: []string{"food-fuel", "home-falls", "loneliness"},
		Reason:    "Lives in the kitchen with the oven door open. One coat on, one coat over. {She} agreed to a call about heating.",
		Matters:   "I am not poor, I am careful. But I go to bed at six because bed is warm, and that is no life.",
		Strengths: "Never owed a penny. Knits for three charities. Proud, and says so.",
		First:     "Twelve degrees in the hall. Boiler works; {she} does not dare to set it. Afraid of the bill, not of the cold.",
		Agreed:    "We go to the energy clinic with two bills.",
		Goals:     []plan.Goal{goal("Sit in my own front room in winter", 10, 4, other("Warm Homes Alder", "Look at the boiler and the windows"), they("Find the last two bills")), goal("Know the bill before it comes", 8, 5, we("Sit down together with the meter"))},
		Worse:     "If the heating stops: Warm Homes by day, 105 for a power cut. Feeling cold and muddled: 111.",
		Notes:     notes("Was on the wrong tariff for three years. £212 back.", "Warm Homes come on Thursday.", "New controls with large numbers. Eighteen degrees and no coat.", "I ring at the first frost."),
		Groups:    []string{"Energy Bills Clinic", "Warm Homes Alder", "Warm Welcome, Chapel Street"},
		Closing:   "Sits in the front room. Comes to Chapel Street for the soup and not for the heat."}
}

func benefitStopped() Story {
	return Story{Key: "money stopped", How: contact.AtPractice, From: []string{"job_centre", "receptionist", "vcse"}, Ages: [2]int{24, 62}, Needs: []string{"money", "food-fuel", "forms"},
		Reason:    "Payment stopped after a missed letter. Has borrowed from everybody {she} knows. In tears at the desk. Said yes to help.",
		Matters:   "I did what they said and still got it wrong. I have eleven pounds and it is only Tuesday.",
		Strengths: "Fights for other people all day long; not for {herself}. Good with dates once they are on the wall.",
		First:     "Voucher given, cupboard empty, phone on its last pound. The letter went to the old address.",
		Agreed:    "Foodbank today, adviser tomorrow at ten; I pay the bus.",
		Goals:     []plan.Goal{goal("Get what I am owed", 10, 5, other("Advice Aldermoor", "Ask them to look at it again"), they("Take a photo of every letter")), goal("Not borrow from Mum again", 7, 4, they("Try the Pantry"))},
		Worse:     "The foodbank opens Monday, Wednesday, Friday. Out of hours, the council's emergency line. Ring me.",
		Notes:     notes("They looked again and paid seven weeks back.", "Budget on one page, on the fridge."),
		Groups:    []string{"Benefits Check and Appeals", "Aldermoor Foodbank", "The Pantry, Larkfield"},
		Closing:   "Money in, debts to family paid. Volunteers at the foodbank on Mondays."}
}

func loanMan() Story {
	return Story{Key: "the man at the door", How: contact.InTown, From: []string{"housing", "police", "school"}, Ages: [2]int{22, 50}, Who: "she", Needs: []string{"money", "safety", "parenting"},
		Reason:    "Rent is behind because somebody else is being paid in cash on Fridays. She did not want to say more. No immediate danger. She agreed to meet you away from the flat.",
		Matters:   "He was nice when I was stuck. Now I hide with the kids when the door goes. I want Friday to be chips and a film.",
		Strengths: "Has kept two children fed, clean and at school through all of it.",
		First:     "Met at the library. She knows what he is. Was told about the loan-shark team and that she has done nothing wrong.",
		Agreed:    "She reads what I gave her; nothing is reported unless she says so or somebody is in danger.",
		Goals:     []plan.Goal{goal("Owe nobody who knocks", 10, 3, other("The illegal money lending team", "Talk, without giving a name at first"), they("Open a credit union book")), wish("Fridays with the children", they("Chips and a film, whatever happens"))},
		Worse:     "In danger, 999. Safe Harbour's number is saved under “Kim nails”.",
		Notes:     notes("She rang the team herself.", "We speak only when I text first.", "The visits have stopped. Pays three pounds a week to the credit union.", "Quiet call in a month."),
		Groups:    []string{"Alder Credit Union", "Money and Debt Advice", "Stay and Play"},
		Closing:   "No knocks for three months. Film night still happens."}
}

func firstPension() Story {
	return Story{Key: "pension credit", How: contact.AtHome, From: []string{"cohort", "pharmacy", "council"}, Ages: [2]int{66, 84}, Needs: []string{"money", "forms", "digital"},
		Reason:    "Came up on our list of people who may not have claimed. Happy to be rung. Gets muddled online.",
		Matters:   "I was brought up not to ask. But the young man on the radio said it is mine, so I am asking.",
		Strengths: "Every receipt since 1974, in order. A steady hand and a good head for sums.",
		First:     "All the papers were on the table when I came, with biscuits. {She} has been short by about thirty pounds a week for four years.",
		Agreed:    "We ring the claim line together.",
		Goals:     []plan.Goal{goal("Claim what is mine and keep my pride", 8, 8, we("Ring the claim line with {him} in the room"), they("Find the savings book")), wish("Use the phone for the bank", they("Phones at the Library, twice"))},
		Worse:     "Ring me if a letter frightens you.",
		Notes:     notes("Awarded and backdated three months. Free television licence too.", "{She} wants to learn the phone now."),
		Groups:    []string{"Benefits Check and Appeals", "Phones at the Library", "Home Visits for Forms"},
		Closing:   "Thirty-four pounds a week better off. Bought a winter coat, the first new one in nine years."}
}

func appeal() Story {
	return Story{Key: "the appeal", How: contact.AtHome, From: []string{"ahp", "mental_health", "occupational_therapist"}, Ages: [2]int{26, 63}, Needs: []string{"money", "disability", "forms"},
		Reason:    "Turned down for help with daily living, though I see {him} struggle with a kettle. Cannot face the form again alone. Agreed.",
		Matters:   "They asked if I can walk two hundred metres. They did not ask what it costs me. I want to be believed once.",
		Strengths: "Clear about what {she} can and cannot do. Keeps a diary. Funny in a dark way.",
		First:     "Read the decision together. Half of it is about somebody else's day. The diary is the best evidence there is.",
		Agreed:    "I write a letter that says what I have seen; the adviser does the appeal.",
		Goals:     []plan.Goal{goal("Have the decision put right", 9, 4, other("Advice Aldermoor", "Lodge the appeal before the date"), we("Write a letter of support: facts only"), they("Keep the diary two more weeks")), goal("Have one thing a week that is not a form", 7, 6, they("Open Studio on Tuesdays"))},
		Worse:     "The crisis line for mood; Advice House for letters; me for company on the day.",
		Notes:     notes("Appeal lodged with nine pages of diary.", "Waiting for a date. I ring monthly."),
		Groups:    []string{"Benefits Check and Appeals", "Open Studio", "Beside You"},
		Closing:   "Won. {She} was asked how a bad day looks, and was listened to."}
}

func scammed() Story {
	return Story{Key: "the phone call from the bank", How: contact.AtHome, From: []string{"police", "family", "pharmacy"}, Ages: [2]int{66, 90}, Needs: []string{"safety", "digital", "wellbeing"},
		Reason:    "Lost four thousand pounds to a caller who said he was the bank. Reported. Ashamed, and has stopped answering the phone to family too.",
		Matters:   "I was a wages clerk. I counted other people's money for forty years and then I did that. I do not want my {kin} to know I was stupid.",
		Strengths: "Exact, honest, brave enough to tell a stranger.",
		First:     "We read about the trick together; {she} saw {her} own call word for word. The bank has paid half back.",
		Agreed:    "{She} tells one person {she} trusts. I wait to hear whom.",
		Goals:     []plan.Goal{goal("Answer my own telephone", 8, 5, we("Ask about a call blocker"), they("Ring {kin} first, every Sunday")), goal("Help somebody else not to fall for it", 6, 6, they("Go to Scam Watch"))},
		Worse:     "Hang up, wait, ring 159 for the bank. Then me.",
		Notes:     notes("Told the family. They were kind. Blocker fitted.", "Scam Watch next month."),
		Groups:    []string{"Scam Watch Alder", "Phones at the Library", "Neighbours Who Look"},
		Closing:   "Tells the story at Scam Watch every quarter. The rest of the money came back in May."}
}

func nothingLeft() Story {
	return Story{Key: "gambling", How: contact.AtPractice, From: []string{"gp", "family", "probation"}, Ages: [2]int{24, 58}, Who: "he", Needs: []string{"substance-gambling", "money", "family"},
		Reason:    "Told me he has lost the deposit for the house on his phone at night. Seen for mood: safe. His wife knows half. Wants help today, before he changes his mind.",
		Matters:   "It is not the money any more. It is that I lie with the phone in my hand next to her. I want to put it down.",
		Strengths: "Told the truth on a Monday morning, which is more than most. Good dad.",
		First:     "Blocks put on the phone while we talked. He wants his wife to hear it from him, with somebody there for her.",
		Agreed:    "Both go on Monday, to the two rooms.",
		Goals:     []plan.Goal{goal("Tell her all of it", 10, 4, they("Write it down first"), other("Gamblers Talking", "Families' Room for her, the same evening")), goal("Thirty days", 9, 5, they("Hand over the cards"), they("Go every Monday"))},
		Worse:     "The national gambling helpline, any hour. Samaritans 116 123. Me by day.",
		Notes:     notes("Told her. It was bad and then it was better.", "Day nineteen. Debt adviser next.", "Thirty days. Has a coin in his pocket.", "Fortnightly texts."),
		Groups:    []string{"Gamblers Talking", "Money and Debt Advice", "Andy's Bench"},
		Closing:   "Five months. They run the tea at the Monday meeting together."}
}
