package group

func moneyAndHome() string {
	return `
Advice Aldermoor|Money and Debt Advice|money forms|MO TU WE TH FR 9:30-15:30|Free|advice|Trained advisers for debts, benefits and bills. They can write to the people you owe.|by phone; tip Ring before ten for a same-week appointment. Ask for the adviser's name.
Advice Aldermoor|Benefits Check and Appeals|money forms disability|by appointment|Free|advice|From the first form to the tribunal.|by phone; full 24
Advice Aldermoor|Energy Bills Clinic|food-fuel money|WE 10:00-14:00|Free|advice|Bring two bills and we ring the company together.|by phone
Advice Aldermoor|Advice in Westmere|money forms housing|TU 10:00-13:00|Free|wmlib|The same advisers, nearer home.|by phone
Advice Aldermoor|Home Visits for Forms|forms disability money|by appointment|Free|home|For people who cannot get out.|by phone
Housing Rights Alder||housing homelessness legal|MO WE FR 10:00-13:00|Free|advice|Eviction, damp, repairs, overcrowding. Bring the letter.|by phone
Aldermoor Foodbank||food-fuel|MO WE FR 11:00-13:30|Free with a voucher|foodbank|Three days of food, nappies and a sit down.|by form; tip We hold vouchers in the team. Take them in person if they are ashamed.
Aldermoor Foodbank|Delivery for People at Home|food-fuel|TH|Free with a voucher|home|Parcels to the door, no logo on the van.|by form
The Pantry, Larkfield||food-fuel money|TU TH 10:00-14:00|£4 a week|larkfield|Pay four pounds, choose twenty pounds' worth.|by person
Baby Bank Alder||parenting food-fuel|by appointment|Free|hub|Clothes, prams, cots and nappies, good as new.|by form
Alder Credit Union||money|MO TH 9:30-13:00|£1 to join|town hall|Save a little, borrow a little, no loan sharks.|by person
Furniture Again||housing money|weekdays 9:00-16:00|From £5; delivery £15|foodbank|Beds, tables, cookers. Free with a support letter.|by form
Warm Homes Alder||food-fuel housing|home visits|Free|home|Draughts, heating controls, grants for boilers.|by phone
Night Stop Alder||homelessness|every night|Free|youth|A spare room in a safe home, for young people with nowhere tonight.|by phone; min 16; max 25
The Open Door||homelessness food-fuel|MO TU WE TH FR 9:00-12:00|Free|tenter|Breakfast, showers, post and a nurse on Thursdays.|by person
Westmere Tenants Together||housing|first Tuesday 18:30-20:00|Free|larkfield|Tenants who help tenants with repairs.|by person
Gamblers Talking||substance-gambling money|MO 19:30-21:00|Free|stoswin|A circle of people who have stopped, or would like to.|by person; min 18
Gamblers Talking|Families' Room|substance-gambling family|MO 19:30-21:00|Free|stoswin|For those who live with it.|by person; checked 260
Alder Recovery|Drop-in|substance-gambling wellbeing|TU FR 13:00-16:00|Free|hub|Alcohol and drugs: a cup of tea first.|by person; min 18
Alder Recovery|Recovery Choir|substance-gambling arts-nature-faith|WE 18:00-19:30|Free|tenter|Sober and loud.|min 18
Alder Recovery|Recovery Kitchen|substance-gambling work-learning food-fuel|TH 10:00-14:00|Free|hub|Learn to cook for forty. Certificates at the end.|min 18; checked 125
Legal Lunch Hour||legal|second Wednesday 12:00-13:30|Free|advice|Twenty minutes with a solicitor.|by phone
Dial-a-Ride Alder||transport disability|MO TU WE TH FR 8:30-17:30|£2.50 a trip|home|Door to door with a ramp and a helping arm.|by phone; tip Book on Monday for the week after.
Travel Buddies||transport disability wellbeing|by arrangement|Free|town|Practise the bus with somebody until it feels easy.|by form; min 16
Scam Watch Alder||safety digital|third Tuesday 10:30-12:00|Free|library|How they do it, and how to say no.|by person
Neighbours Who Look||safety loneliness|a knock once a week|Free|home|A neighbour who checks that your curtains are open.|by phone
`
}

func minds() string {
	return `
Alder Minds|Listening Café|wellbeing loneliness|MO TH 16:00-20:00|Free|hub|Drop in when the day has been too much. Trained listeners.|by person; min 18
Alder Minds|Calm Course|wellbeing|six Tuesdays 13:00-15:00|Free|wmcare|Worry, sleep and breathing, in six weeks.|by form; full 35
Alder Minds|Young Minds Drop-in|wellbeing loneliness|WE 15:30-18:00|Free|youth|No appointment, no waiting list, biscuits.|by person; min 14; max 25
Alder Minds|Peer Support Online|wellbeing|WE 20:00-21:00|Free|online|For evenings when you cannot get out.|by person; min 18
Andy's Bench||wellbeing loneliness|TU 18:30-20:30|Free|rugby|Men talking, mostly about other things first.|for Men; min 18; tip First-timers are met in the car park, so nobody walks in alone.
Room to Grieve|Open Circle|bereavement loneliness|TU 14:00-15:30|Free|stoswin|Whoever you lost and whenever. Silence is fine.|tip Not in the first six weeks. Ring Margaret: she decides with them.
Room to Grieve|Six Talks at Home|bereavement|by appointment|Free|home|Six talks with a trained volunteer.|by form; full 30
Room to Grieve|Young and Missing Them|bereavement family|TH 16:00-17:30|Free|youth|For children and young people who have lost somebody.|by form; min 7; max 19
Widows' Walk and Lunch||bereavement loneliness activity|first Sunday 11:00-13:30|£6 for lunch|park|For widows and widowers.|by person
After Suicide, Alder||bereavement|second Monday 19:00-20:30|Free|hub|For people left behind.|by phone; min 18
Still Ours||bereavement parenting|third Wednesday 19:00-20:30|Free|wmcare|For parents whose baby died.|by phone
Safe Harbour||domestic-abuse safety|helpline, every day|Free|phone|Somebody who believes you, and knows what to do next.|by phone; min 16; tip They ring from a number that looks like a shop. Never leave a message for them.
Safe Harbour|Moving On Together|domestic-abuse wellbeing|ten weeks, women only|Free|phone|A course for women who have left. The place is told after the first call.|by phone; for Women
Quiet Space||arts-nature-faith wellbeing|MO WE FR 12:00-13:00|Free|wmchurch|An open door, candles, nobody speaks.|by person; checked 210
`
}

func families() string {
	return `
Larkfield Community House|Stay and Play|parenting loneliness|MO WE 9:30-11:30|£1|larkfield|Toys, toast and other grown-ups.|by person
Larkfield Community House|Dads and Bacon|parenting loneliness|SA 9:30-11:00|£2|larkfield|Dads, small children, bacon.|for Men; by person
Larkfield Community House|Young Parents|parenting wellbeing|TH 13:00-15:00|Free|larkfield|For parents under 25.|max 25
Larkfield Community House|Homework Club|family parenting|MO TU WE TH 15:30-17:00|Free|larkfield|Help with homework and a hot meal.|by person; max 16; checked 195
Little Alders|Bumps and Babies|parenting|TU 10:00-11:30|Free|wmcare|Feeding help and a weighing scale.|by person
Little Alders|Feeling Low with a Baby|parenting wellbeing|FR 10:00-11:30|Free, crèche|wmcare|You are not the only one.|by form; full 22
Home-from-Home Families||parenting family|two hours a week at yours|Free|home|A volunteer parent who comes every week.|by form; full 50
Single Parents Alder||parenting loneliness money|SU 14:00-16:00|Free|park|Company on the longest afternoon.|by person
Grandparents Again||family parenting|second Thursday 10:30-12:00|Free|larkfield|For grandparents who are bringing up children.|
Family Mediation Alder||family legal|by appointment|By income|advice|Talking, with somebody neutral in the room.|by form
Send Together||disability parenting|WE 10:00-12:00|Free|larkfield|Parents of children with special needs. Somebody has always done that form before.|
Carers Alder|Carers' Coffee|caring loneliness|TU 10:30-12:00|Free|hub|For anyone who looks after somebody.|tip They can send a sitter while the carer comes. Ask when you ring.
Carers Alder|Sitting Service|caring home-falls|three hours a week|Free|home|Somebody sits with them while you go out.|by phone; full 45
Carers Alder|Evening Carers Online|caring|TH 20:00-21:00|Free|online|For carers who cannot leave the house.|
Carers Alder|Young Carers|caring loneliness|WE 16:00-18:30|Free, collected and taken home|youth|Pizza, pool and people who get it.|by form; min 8; max 18
Carers Alder|Form Filling for Carers|caring forms money|by appointment|Free|hub|The allowance, the assessment, the blue badge.|by phone
Westmere Carers||caring|last Wednesday 13:30-15:00|Free|wmchurch|A small, kind table.|
The Dyehouse|Open Access|loneliness wellbeing|MO TU TH 17:00-21:00|Free|youth|Pool, music room, youth workers.|by person; min 13; max 19
The Dyehouse|Gaming Night|loneliness disability|FR 18:00-21:00|£1|youth|Consoles and board games; quiet corner.|by person; min 13; max 25
The Dyehouse|Girls' Room|wellbeing loneliness|WE 17:00-19:00|Free|youth|Nails, rights and talking.|by person; min 12; max 19; for Girls and young women
`
}

func arrivals() string {
	return `
Alder Welcome|Drop-in for New Arrivals|asylum language forms|TU FR 10:00-13:00|Free, lunch|tenter|Letters explained, lunch, a game of table football.|in Arabic, Farsi, Kurdish, English; by person; tip Ask for Nasrin. She came herself nine years ago.
Alder Welcome|Conversation Club|language loneliness|MO 18:00-19:30|Free|tenter|Talk English with neighbours.|by person
Alder Welcome|Immigration Advice|asylum legal|by appointment|Free|advice|Advisers who are registered to give it.|by phone; full 27
Alder Welcome|Bikes for New Neighbours|asylum transport activity|SA 10:00-12:00|Free|canal|A bike, a lock and a map.|by form
Alder Welcome|Sanctuary Football|asylum activity|SU 14:00-15:30|Free, boots lent|wmsport|A game, oranges, and lifts home.|by person; min 16
Alder Valley College|English for Work|language work-learning|MO WE 18:00-20:00 in term time|Free to many|college|English classes, beginners to exam.|by form; min 16
Alder Valley College|English with a Crèche|language parenting|TU TH 9:30-11:30 in term time|Free|larkfield|Class and crèche in one house.|by form
Alder Valley College|Numbers for Life|work-learning money|TH 18:00-20:00 in term time|Free|college|Maths for people who hated it.|by form; min 19
Noor Community Centre|Elders' Morning|loneliness language|TH 10:30-13:00|Free|mosque|Newspapers, chai and a nurse once a month.|in Urdu, Punjabi, English; min 55
Noor Community Centre|Friday Kitchen|food-fuel loneliness|FR 14:00-16:00|Free|mosque|A hot meal after prayers, for everybody.|by person
Ukrainian Hearts||asylum loneliness language|SA 14:00-17:00|Free|wmchurch|Children's school, borscht and help with letters.|in Ukrainian, English; by person
Romanian Mornings||language loneliness family|SU 12:00-14:00|Free|stoswin|Coffee and small talk after church.|in Romanian; checked 220; by person
Somali Women Alder||loneliness language parenting|WE 12:30-14:30|Free|hub|Tea, sewing and help with school letters.|for Women; in Somali, English
Gurdwara Langar||food-fuel arts-nature-faith|SU 11:00-15:00|Free|town|A free meal for anybody who comes.|by person; in Punjabi, English
`
}

func learning() string {
	return `
Digital Friends|Phones at the Library|digital|TU 10:00-12:00|Free|library|Bring your phone and your question.|by person
Digital Friends|Phones at Westmere|digital|FR 10:00-12:00|Free|wmlib|The same in Westmere.|by person
Digital Friends|Tablet Loan|digital loneliness|by arrangement|Free for three months|home|A tablet, data and somebody who comes to show you.|by form; full 18
Work Again Alder|Job Club|work-learning|TH 10:00-13:00|Free|library|CVs, forms, and a laugh.|by person; min 18
Work Again Alder|Back to Work Gently|work-learning wellbeing|one to one|Free|hub|For people who have been ill for a long time. No pressure, no sanctions.|by form; min 18; tip They never report to the job centre. Say so: it is the first question.
Volunteer Alder|Find Your Thing|work-learning loneliness|by appointment|Free|hub|We ask what you like and find who needs it.|by phone
Volunteer Alder|Community Radio|work-learning arts-nature-faith|SA 10:00-16:00|Free|mill|Make a programme. Somebody shows you the buttons.|min 14
Charity Shop Crew||work-learning loneliness|your own hours|Free|foodbank|Sort, steam and chat in the back room.|by person
Reading Ahead||work-learning family|one to one|Free|library|Learn to read as a grown-up, in private.|by phone; min 18; tip Never call it a class. It is one person and a table.
Alder Bike Kitchen||work-learning activity|WE 16:00-19:00|Free|canal|Mend a bike, keep a bike.|min 12; by person
Aldermoor Repair Skills||work-learning|closed for now|Free|hub|Painting and decorating for beginners. Waiting for a new tutor.|state suspended
Saturday Chess School||loneliness work-learning|SA 10:00-12:00|Free|library|Not held any more.|state closed; max 16
Alder Coders||work-learning digital|TH 17:00-19:00|Free|college|Make a game in ten weeks.|state verified; min 12; max 25
Herb Garden at Priory||arts-nature-faith memory|to be said|Free|priory|A garden of smells for people who forget. Opens in spring.|state draft
Westmere Band Room||arts-nature-faith||Free|wmhall|Somebody said there is a band room. Nobody has rung yet.|checked -1; by person
`
}
