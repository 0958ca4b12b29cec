package story

import (
	"weft/internal/contact"
	"weft/internal/plan"
)

// grief are stories of people who lost somebody.
func grief() []Story {
	return []Story{afterCaring(), lostSon(), silentHouse(), brotherGone(), dogDied(), anniversaries()}
}

func afterCaring() Story {
	return Story{Key: "after caring", How: contact.AtHome, From: []string{"gp", "hospice"}, Ages: [2]int{58, 84}, Who: "she", Needs: []string{"bereavement", "loneliness", "money"},
		Reason:    "Nursed {late} at home for six years until he died in the autumn. Now has time and does not know what to do with it. Agreed.",
		Matters:   "I was busy every hour for six years. Now the day is a big empty room. I keep making two cups.",
		Strengths: "Patient beyond belief. Ran a house, a hoist and a medicine chart by herself.",
		First:     "The bed is still in the front room. She has not decided and need not. The carer's allowance has stopped and the bills have not.",
		Agreed:    "I bring the number for the money advice; she chooses when the bed goes.",
		Goals:     []plan.Goal{goal("Have the front room back when I am ready", 7, 4, we("Ask the hospital shop to fetch the bed when she says")), goal("Talk to people who know", 9, 6, they("Ring Margaret at Room to Grieve")), wish("Know what I have to live on", other("Advice Aldermoor", "Check the pension and what has stopped"))},
		Worse:     "Her sister, me, or the hospice's night number.",
		Notes:     notes("The bed went on Tuesday. She sat in the window and had her tea there.", "First circle next week; I meet her outside.", "Stayed the whole time. Said eleven words and was glad of each.", "Call after the third one."),
		Groups:    []string{"Open Circle", "Widows' Walk and Lunch", "Carers' Coffee"},
		Closing:   "Goes to the circle and the Sunday lunch. Has started to sit with another carer on Wednesdays."}
}

func lostSon() Story {
	return Story{Key: "lost a son", How: contact.InTown, From: []string{"gp", "mental_health"}, Ages: [2]int{46, 70}, Needs: []string{"bereavement", "family", "wellbeing"},
		Reason:    "Son died two years ago. Not suicidal, seen by us and by the team. Says nobody says the boy's name any more. Would meet somebody.",
		Matters:   "People cross the road so they need not say it. I want somewhere his name is an ordinary word.",
		Strengths: "Loyal, dry, goes on turning up. Keeps the football shirt washed.",
		First:     "We said his name a good deal. There is a box of photographs. {She} would like to do something with it.",
		Agreed:    "We look for people who know, not for cheering up.",
		Goals:     []plan.Goal{goal("Say his name out loud with others", 10, 5, they("Go to one evening"), we("Ring first, so that {she} is met"))},
		Worse:     "Samaritans 116 123 at any hour. Me in the day. The surgery if sleep goes again.",
		Notes:     notes("Came home and slept. “They just nodded.”", "Goes on the second Monday.", "Made a page for the book of names.", "I ring the week after the birthday."),
		Groups:    []string{"After Suicide, Alder", "Open Circle", "Walk for Grief"},
		Closing:   "Has people to be with on the hard dates. Walks with two of them."}
}

func silentHouse() Story {
	return Story{Key: "silent house", How: contact.AtHome, From: []string{"pharmacy", "receptionist"}, Ages: [2]int{64, 86}, Needs: []string{"bereavement", "loneliness"},
		Reason:    "Collects for one now instead of two, and stands at the counter a while. {late} died at Easter. I asked, and {she} said yes please.",
		Matters:   "Fifty-one years and I never locked the door by myself. I leave the landing light on for nobody.",
		Strengths: "Knows the name of every plant. Neat, kind, good with children.",
		First:     "Sat in the garden. Everything is labelled in {late}'s writing. Cried and laughed about the runner beans.",
		Agreed:    "{She} thinks about the garden at Mere View. No hurry.",
		Goals:     []plan.Goal{goal("Keep the garden going, and not alone", 8, 6, they("Take a tray of seedlings to Mere View"), we("Find out who could lift the heavy pots"))},
		Worse:     "Your {kin} rings on Sundays; the rest of the week, ring me.",
		Notes:     notes("Took the seedlings and was given a job.", "Tuesdays. I ring in a month."),
		Groups:    []string{"Tuesday Gardeners", "Flower Buddies", "Telephone Friends"},
		Closing:   "Gardens on Tuesdays. The landing light is off: “I sleep better.”"}
}

func brotherGone() Story {
	return Story{Key: "brother gone", How: contact.InTown, From: []string{"police", "gp"}, Ages: [2]int{30, 60}, Who: "he", Needs: []string{"bereavement", "wellbeing", "substance-gambling"},
		Reason:    "His brother died in March, suddenly. He said he had nobody to tell. Drinks more since, by his own account. Agreed to a call from you.",
		Matters:   "He was the only one who knew me before. I do not want a leaflet. I want somebody to have a brew with and not fix me.",
		Strengths: "Plasterer by trade. Honest about the drink. Never missed his mam's birthday.",
		First:     "Met at the café by his site. He talked to the table. Drinks at night, not at work. Does not want a group with chairs in a ring.",
		Agreed:    "He comes to the car park of the rugby club and decides there.",
		Goals:     []plan.Goal{goal("Talk to lads who get it", 8, 5, they("Turn up once")), goal("Have two nights off the drink", 7, 4, they("Pick the two nights"), other("Alder Recovery", "A cup of tea with Sue, no forms"))},
		Worse:     "Text me. Samaritans 116 123. If he cannot stay safe, 999.",
		Notes:     notes("Stood in the car park twenty minutes, then went in.", "Same next week.", "Four weeks running. Two nights off, most weeks.", "Monthly call."),
		Groups:    []string{"Andy's Bench", "Drop-in", "After Suicide, Alder"},
		Closing:   "Goes every Tuesday and has met two men in the car park himself."}
}

func dogDied() Story {
	return Story{Key: "the dog died", How: contact.AtHome, From: []string{"self", "practice_nurse"}, Ages: [2]int{48, 82}, Needs: []string{"bereavement", "activity", "loneliness"},
		Reason:    "The dog died in spring and the walks stopped with it. Blood pressure is up. {She} says it is only a dog and then cries.",
		Matters:   "Fourteen years, twice a day, I met everyone. Now I have no reason to put my shoes on.",
		Strengths: "Walked four miles a day for fourteen years. Knows every dog by name and no owner.",
		First:     "The lead is still on the hook. We agreed that it may stay there. Not ready for another dog; would hold somebody else's.",
		Agreed:    "{She} comes to the park on Sunday, without promising.",
		Goals:     []plan.Goal{goal("Put my shoes on every day", 8, 6, they("Walk to the shop and back, no matter what"), they("Try Dogs and Company"))},
		Worse:     "Ring me, it is not silly.",
		Notes:     notes("Held two leads. Came home muddy and pleased.", "Walks on Sundays and on two other days."),
		Groups:    []string{"Dogs and Company", "Canal Amble", "Market Place Stroll"},
		Closing:   "Walks three dogs for people who cannot. Blood pressure is down, says the nurse."}
}

func anniversaries() Story {
	return Story{Key: "first Christmas", How: contact.InTown, From: []string{"faith", "hospice"}, Ages: [2]int{55, 85}, Who: "she", Needs: []string{"bereavement", "loneliness", "arts-nature-faith"},
		Reason:    "Dreads the first year's dates without {late}. Would like company that is not family.",
		Matters:   "The children mean well, but they watch me. I want to be with people who do not watch me.",
		Strengths: "Bakes, arranges, prays. Has buried two parents and a husband and still makes jokes.",
		First:     "Made a list of the dates. Wants a plan for each, however small.",
		Agreed:    "I bring three ideas for the birthday.",
		Goals:     []plan.Goal{goal("Have something in the diary for each of the hard days", 9, 7, they("Ask the walking widows"), we("Print the year on one page"))},
		Worse:     "Father Joe, her {kin}, or me.",
		Notes:     notes("Spent the birthday on a bench with five others and a flask.", "Two more dates to plan."),
		Groups:    []string{"Widows' Walk and Lunch", "Open Circle", "Quiet Space"},
		Closing:   "The year is over and every date had something in it. She has put next year's in herself."}
}
