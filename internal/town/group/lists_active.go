package group

func moving() string {
	return `
Alder Leisure Centre|Swim for Confidence|activity long-term-condition|MO 13:00-14:00|£2.50 with a referral|leisure|Warm water, nobody under 18, teacher in the pool.|by form; tip Women-only on the last Monday.
Alder Leisure Centre|Women's Swim|activity|SU 17:00-18:00|£3|leisure|Women only, blinds down, women lifeguards.|for Women; by person
Alder Leisure Centre|Heart and Lungs Class|activity long-term-condition|TU TH 10:00-11:00|£3, first six free|leisure|For people after a heart or lung illness, with a trained instructor.|by form
Alder Leisure Centre|Strong and Steady|home-falls activity|MO FR 11:00-12:00|£2|leisure|Balance and strength, to stay on your feet.|by form; min 60
Alder Leisure Centre|Gym Buddy|activity wellbeing|eight weeks, times to suit|Free with a referral|leisure|Somebody goes with you for eight weeks.|by form; min 16; full 21
Strong and Steady Westmere||home-falls activity|WE 10:30-11:30|£2|wmcare|Balance class with tea.|min 60
Aldermoor Walk Well|Market Place Stroll|activity loneliness|MO 10:30-11:15|Free|town hall|Thirty flat minutes, benches on the way, coffee after.|by person
Aldermoor Walk Well|Canal Amble|activity loneliness|WE 10:30-11:45|Free|canal|Two miles of towpath. Dogs welcome.|by person; tip Bring the dog: it is the best way in.
Aldermoor Walk Well|Park Half Hour|activity|TH 14:00-14:30|Free|park|For people getting over an illness.|by person
Aldermoor Walk Well|Westmere Mere Walk|activity loneliness|FR 10:30-11:30|Free|wmallot|Round the mere with a stop at the hide.|by person
Aldermoor Walk Well|Walk for Grief|bereavement activity|second Sunday 11:00-12:00|Free|park|Walking beside people who know.|by phone
Couch to Canal||activity lifestyle|WE SA 9:00-10:00|Free|canal|From no running to three miles in ten weeks.|by person; min 14
Alder Wheelers|Trikes and Tandems|activity disability|SA 10:00-12:30|£2|park|Cycling for everybody: trikes, hand bikes, side by side.|
Alder Wheelers|Learn to Ride at Last|activity transport|SU 10:00-11:00|Free|park|For grown-ups who never learnt.|min 16
Walking Football Aldermoor||activity loneliness|TH 18:00-19:00|£3|wmsport|No running. Plenty of arguing.|min 50
Walking Netball Westmere||activity loneliness|MO 18:00-19:00|£3|wmsport|Netball at a walk, for women of any age.|for Women; checked 205
Chair Yoga at Priory Gardens||activity long-term-condition|TU 10:00-11:00|£3|priory|Stretch, breathe, and a biscuit.|
Yoga for Tired People||wellbeing activity|SU 16:00-17:15|£4 or what you can|mill|Mostly lying down.|min 16; full 47
Tai Chi in the Park||activity wellbeing home-falls|SA 9:30-10:30|Free|park|In all weathers under the bandstand.|by person
Table Tennis for Memory||memory activity|FR 13:00-14:30|£2|wmsport|Bats, laughter and tea for people with memory loss and whoever comes with them.|
Bhangra Breakfast||activity loneliness|SA 10:00-11:00|£2|mosque|Dancing that gets your heart going.|in Punjabi, Urdu, English; checked 230
Larkfield Boxing Gym|Gloves On|activity wellbeing|MO WE 17:00-18:30|£1|wmsport|Boxing fitness with no fighting, for people with a lot to hit.|min 11; max 25; tip Coach Dean was a client of ours. Ask for him.
`
}

func outdoors() string {
	return `
Gas Street Allotments|Allotment Mornings|arts-nature-faith activity loneliness|SA 9:30-12:00|Free, share the crop|allot|Dig a bit, weed a bit, drink tea in the shed. Raised beds for bad backs.|tip Kev is the one to meet. The first mornings are short on purpose.
Gas Street Allotments|Plot for a Season|arts-nature-faith food-fuel|your own time|£8 a season|allot|A quarter plot of your own, tools lent.|by form; full 75
Mere View Community Garden|Tuesday Gardeners|arts-nature-faith wellbeing|TU 10:00-13:00|Free|wmallot|Growing, cooking and sitting about.|
Mere View Community Garden|Seeds of Sanctuary|asylum arts-nature-faith language|TH 10:00-13:00|Free, bus fare paid|wmallot|Gardening and English for people seeking sanctuary.|in Arabic, Farsi, English; tip Bus fare is paid in cash on the day.
Alder Valley Wild|Wellbeing in the Woods|wellbeing arts-nature-faith|six Fridays 10:00-13:00|Free|town|Fire, birds and whittling for six weeks with two leaders.|by form; min 18
Alder Valley Wild|Volunteer Rangers|activity work-learning arts-nature-faith|WE 10:00-15:00|Free, boots lent|town|Paths, hedges and ponds.|by form; min 16
The Good Ship Alder|Quiet Cruise|wellbeing disability|TH 11:00-13:00 from March to October|£3|boat|Two slow hours on the water.|
The Good Ship Alder|Skipper for a Day|work-learning loneliness|Saturdays|Free|boat|Learn to steer and to moor. Volunteers always wanted.|
Moor Pony Friends||arts-nature-faith wellbeing|SU 13:00-15:00|Free|moor|Counting and checking wild ponies, at a walk.|checked 300
Dogs and Company||loneliness activity|SU 10:00-11:30|Free|park|A walk for people with dogs and people who miss having one.|by person; tip For people who had to give up a dog: they can hold a lead here.
Forest Families||parenting activity arts-nature-faith|SA 10:00-12:00|£2 a family|hazelfarm|Mud, marshmallows and other parents.|
Stargazers of Top Moor||arts-nature-faith loneliness|clear Fridays from 20:00|Free|moor|The darkest sky for fifty miles, and hot chocolate.|checked 140
`
}

func healthy() string {
	return `
Diabetes Friends Aldermoor||long-term-condition lifestyle|second Wednesday 14:00-15:30|Free|hub|People with diabetes and a nurse who listens.|
Diabetes Friends Aldermoor|Desi Kitchen|long-term-condition lifestyle food-fuel|MO 11:00-13:00|£1|mosque|The food you love, cooked for your sugar.|in Urdu, Punjabi, English
Eat Well Alder|Cook on a Budget|food-fuel lifestyle money|six Thursdays 17:00-19:00|Free, food in|foodbank|Six dinners for under a pound a head.|by form
Eat Well Alder|Weight and Me|lifestyle wellbeing|TU 18:00-19:30|Free for twelve weeks|wmcare|No shame, no scales on show.|by form; full 28
Stop Smoking Alder||lifestyle substance-gambling|by appointment|Free|advice|A person, patches and twelve weeks.|by phone
Pain and Possible||long-term-condition wellbeing|WE 13:00-15:00|Free|wmcare|Living more with pain that stays, led by two people who have it.|tip Full of good sense. Says at the start that the pain is real.
Fatigue Friends||long-term-condition disability|online, first Monday 14:00-15:00|Free|online|Long Covid, ME and the like. Cameras off is fine.|
Stroke Café||long-term-condition loneliness|TU 10:30-12:00|£1|stoswin|For people after a stroke and their families. Time to find the word.|
Cancer Table||long-term-condition loneliness bereavement|WE 10:30-12:30|Free|hub|Tea for people with cancer and people who love them.|
Alder Hospice|Living Well Day|end-of-life long-term-condition|TH 10:30-14:30|Free, lift included|stoswin|A day out with lunch, hands rubbed and hair done.|by phone
Alder Hospice|Plans and Wishes|end-of-life legal|by appointment|Free|home|Help to write down what you would like, while you are well.|by phone
Breathing Space Westmere||long-term-condition activity|FR 11:00-12:00|£2|wmcare|Gentle exercise after a lung illness.|
Menopause Café Aldermoor||wellbeing long-term-condition|last Tuesday 18:30-20:00|Free|mill|Tea, cake and plain talk.|for Women
Sight Friends||disability loneliness digital|second Monday 13:30-15:30|Free|hub|For people losing their sight: talk, gadgets and lifts.|by phone
Hear Again||disability loneliness|WE 9:30-12:00|Free|library|Hearing aids cleaned, batteries, and patience.|by person
Autistic Adults Alder||disability loneliness|second Thursday 18:00-20:00|Free|hub|Quiet room, low lights, clear plan sent beforehand.|min 18; tip They send a photo of the room and of the host. Ask for it.
ADHD Together||disability wellbeing|online, WE 19:00-20:00|Free|online|Body doubling and a laugh.|min 18
Alder Advocacy|Speaking Up|disability legal|TU 13:00-15:00|Free|hub|Run by people with a learning disability.|
Alder Advocacy|Beside You|disability legal forms|by appointment|Free|home|Somebody on your side at meetings and assessments.|by form
Memory Café Aldermoor||memory caring loneliness|WE 14:00-16:00|£2|stoswin|Songs, tea and no tests, for both of you.|tip Carers get their own room for half an hour.
Memory Café Westmere||memory caring|FR 10:30-12:00|£2|wmhall|The same in Westmere.|
Sporting Memories||memory loneliness|TH 10:30-12:00|Free|rugby|Old matches, old programmes.|
Home Safe Alder|Falls and Fixes|home-falls|by appointment|Free; parts at cost|home|Grab rails, key safes and loose carpets.|by phone
Home Safe Alder|Handy Help|home-falls housing|weekdays|£12 an hour|home|Small jobs by people who are checked.|by phone
Home Safe Alder|Home from Hospital|home-falls loneliness|six weeks|Free|home|Shopping, a hot meal and company for six weeks.|by phone; full 15
`
}
