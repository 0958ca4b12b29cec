package group

// The lists below hold one service a line: group | name | needs | when | cost | venue |
// about | more. See read.

func singing() string {
	return `
Aldermoor Singing for Lungs||arts-nature-faith loneliness long-term-condition|TU 10:45-12:15|£2, tea and biscuits in|quays|Easy singing for anyone who gets short of breath, and anyone who likes company. No audition, no need to read music. Carys or Ted meets you at the door the first time.|min 18; tip Ring Carys the day before and she will keep the seat by the door. Two steps, a good handrail.
Aldermoor Singing for Lungs|Breathe Easy Tea|long-term-condition loneliness|last Thursday of the month 14:00-15:30|Free|quays|A talk by a nurse or a physiotherapist, then tea.|
Mill Row Male Voices||arts-nature-faith loneliness|WE 19:30-21:30|£3|tenter|Forty men who sing, from 19 to 91. Beginners stand next to somebody who knows it.|for Men of any age; tip Gwyn fetches people in his van if you ask.
Westmere Community Choir||arts-nature-faith loneliness|MO 19:00-20:30 in term time|£4, £1 on a low income|wmchurch|Pop, folk and gospel, no audition. Children may sit and draw.|
Westmere Community Choir|Daytime Singers|arts-nature-faith loneliness memory|WE 13:30-14:45|£2|wmhall|Old favourites at an easy pace. Bring whoever looks after you.|
Côr Pont-y-Wern||arts-nature-faith language|TH 19:00-20:30|Free|pontchap|Côr cymunedol Cymraeg; croeso i ddysgwyr. A Welsh-speaking choir that welcomes learners.|in Welsh, English
Tenter Street Ukulele||arts-nature-faith loneliness|FR 10:30-12:00|£2; ukuleles to borrow|tenter|Three chords in your first hour.|full 26
Aldermoor Town Band|Learner Band|arts-nature-faith work-learning|SA 10:00-11:30|£5 a month, instrument lent|mill|Learn a brass instrument at any age. Our oldest beginner was 81.|min 8; checked 150
Bobbin Mill Arts|Drum Circle|arts-nature-faith wellbeing|TH 18:00-19:15|Pay what you can|mill|Loud, easy and good for a bad week.|min 16
Bobbin Mill Arts|Open Studio|arts-nature-faith wellbeing|TU 13:00-16:00|Free, paints in|mill|Paint, print or only sit. Nobody asks what it is meant to be.|min 16; tip Best for people who find talking hard. Ask for Ravi.
Bobbin Mill Arts|Young Makers|arts-nature-faith loneliness|SA 13:00-15:00|Free|mill|Comics, animation and zines with two artists.|min 13; max 25
Bobbin Mill Arts|Dance for Parkinson's|activity long-term-condition arts-nature-faith|MO 11:00-12:30|£3, carers free|mill|Seated and standing dance with live piano.|
The Loom Players||arts-nature-faith loneliness|TU 19:30-21:30|£20 a year|hub|Amateur theatre. We need people who paint, sew and make tea as much as people who act.|
Moorland Poets||arts-nature-faith wellbeing|second Monday 19:00-20:30|Free|library|Read one, hear one. Sharing is never asked.|
Aldermoor Library|Reading Friends|loneliness arts-nature-faith|TH 14:00-15:00|Free|library|One short story read aloud, and tea. No homework.|by phone; tip Good first step for people who dread groups: one can just listen.
Aldermoor Library|Large Print Book Club|arts-nature-faith disability loneliness|second Tuesday 11:00-12:00|Free|library|Large print and audio books, and people who love them.|by phone
Aldermoor Library|Local History Table|arts-nature-faith memory|MO 14:00-16:00|Free|library|Old photographs of the mills, and who remembers what.|by phone; checked 95
Westmere Library|Knit and Natter|arts-nature-faith loneliness|FR 14:00-15:30|Free, wool in|wmlib|Knitting, crochet and setting the world right.|by phone
Westmere Library|Family Reading Hour|parenting family|SA 10:30-11:30|Free|wmlib|Stories for under-fives and a coffee for you.|by person
`
}

func making() string {
	return `
Men's Shed Aldermoor||loneliness wellbeing work-learning|MO WE 10:00-14:00|£1 a day|canal|Make, mend and talk, shoulder to shoulder. Kettle always on. Women's day on Fridays.|min 18; for Men; tip Malc shows new men round at ten sharp. Say if somebody cannot read: nobody minds.
Men's Shed Aldermoor|Shed Women's Day|loneliness work-learning|FR 10:00-14:00|£1|canal|Saws, sandpaper and soup.|for Women
Westmere Men in Sheds||loneliness wellbeing|TU TH 9:30-12:30|£2|wmallot|A small shed of eight. Bird boxes mostly, and putting the world right.|full 40; for Men
The Mending Table||arts-nature-faith loneliness money|SA 10:00-13:00|Free, a jar for coins|hub|Bring what is broken: clothes, lamps, radios. Or come and help.|
Aldermoor Quilters||arts-nature-faith loneliness|TU 10:00-12:30|£3|stoswin|A quilt for every baby born in the town. Beginners start with one square.|
Noor Women's Circle|Sewing and Talking|arts-nature-faith loneliness language|WE 10:00-12:00|Free, crèche|mosque|Sewing machines, chai and whatever is on your mind.|for Women; in Urdu, Punjabi, English; tip Ring Shaheen first. She will meet new women at the side door.
Noor Women's Circle|Walk and Chai|activity loneliness|FR 9:30-10:45|Free|park|An easy walk for women in the park, then chai.|for Women; in Urdu, English
Clay on Canal Side||arts-nature-faith wellbeing|TH 13:30-15:30|£4, clay in|boat|Hands in clay on a boat. Eight places.|full 33
Bread Together||food-fuel loneliness|TU 10:00-13:00|Free, take a loaf home|foodbank|Bake with us and eat together. Everything is learnt by doing.|tip Warm, quiet and nobody asks questions. Good for people on their own with food.
Carr Green Crafters||arts-nature-faith loneliness|TH 13:30-15:30|£2|carrhall|Cards, baskets and cake.|
Flower Buddies||arts-nature-faith bereavement loneliness|WE 10:30-12:00|Free|priory|Left-over wedding flowers made into posies for people on their own.|checked 190
The Model Railway Room||loneliness arts-nature-faith disability|SA 13:00-17:00|£2|wmhall|An 00-gauge Aldermoor of 1958. Quiet, patient company.|tip Very kind to autistic visitors. Lights low after three.
`
}

func company() string {
	return `
Tuesday Lunch Club||loneliness food-fuel|TU 12:00-14:00|£5.50, two courses|lunch|A hot dinner and a game of dominoes.|min 60; full 53; tip Fourteen stairs and no lift. Lovely people, but ask about stairs first.
St Oswin's Friends|Thursday Table|loneliness food-fuel|TH 12:00-13:30|Pay what you can|stoswin|Soup, bread and long tables. All faiths and none.|tip No stairs. Say you come from us and Jean will sit next to them.
St Oswin's Friends|Befriending at Home|loneliness home-falls|one hour a week, we match you|Free|home|A visitor once a week who stays the same.|by phone; full 19
Moorside Befrienders|Telephone Friends|loneliness|a call at the same time each week|Free|phone|Somebody rings every week for as long as you like.|by phone; tip Quick: usually matched in ten days.
Moorside Befrienders|Visiting Friends|loneliness|one hour a week|Free|home|Matched by what you both like. It takes about six weeks.|by form
Moorside Befrienders|Telephone Friends in Urdu and Punjabi|loneliness language|a call each week|Free|phone|The same, in your own language.|by phone; in Urdu, Punjabi
Aldermoor Together|Chatty Table at the Market|loneliness|MO 10:00-12:00|Free, a hot drink on us|town hall|One table where anybody may sit down and talk.|by person
Aldermoor Together|Chatty Table at the Library|loneliness|WE 10:30-12:00|Free|library|Sit down and somebody will say hello.|by person
Aldermoor Together|Warm Welcome, Chapel Street|food-fuel loneliness|MO TU WE TH FR 10:00-16:00|Free|hub|Heating, sockets, soup at noon and nobody hurrying you out.|by person
Aldermoor Together|Saturday Supper|loneliness food-fuel|SA 17:00-19:00|Pay what you can|hub|Cook together, eat together. For people whose weekends are long.|tip The best answer we have to a long Saturday.
Aldermoor Together|First Time With You|loneliness wellbeing|by arrangement|Free|town|A volunteer who walks in with you the first time, to anything.|by phone; tip Give them a week. They text when they are matched.
Rugby Club Breakfast||loneliness wellbeing|SA 9:00-11:00|£4|rugby|Bacon, tea and old boys who talk about their knees. You need not have played.|for Men; tip Dads like this one. Nobody calls it a group.
The Sunday Table||loneliness|SU 12:30-14:30|£6|rugby|Sunday dinner for people who would eat it alone.|full 12
Westmere Good Neighbours|Lifts and Shopping|transport loneliness home-falls|weekdays by arrangement|40p a mile|home|Neighbours who drive you to the doctor, or fetch a prescription.|by phone
Westmere Good Neighbours|Tea at Three|loneliness|WE 15:00-16:30|£1|wmhall|Tea, cake and a lift there and back.|tip They will fetch anyone with a walking frame.
Westmere Lunch Box||loneliness food-fuel|MO FR 12:00-13:30|£4.50|wmhall|A hot lunch in good company.|min 55; tip Level access all the way. Good when the Tuesday club is full.
LGBTQ+ Elders Aldermoor||loneliness wellbeing|first Sunday 14:00-16:00|Free|mill|Coffee and company for LGBTQ+ people over 55.|min 55
Rainbow Room||loneliness wellbeing family|TU 17:00-19:00|Free|youth|For LGBTQ+ young people and their friends.|min 13; max 21; by person
Caribbean Elders Club||loneliness food-fuel arts-nature-faith|FR 11:00-15:00|£4 with lunch|hub|Dominoes, rice and peas, and stories of home.|tip Miss Pearl runs it. Ring before ten.
Polish Saturday Club||loneliness language family|SA 10:00-13:00|Free|stoswin|Kawa, dzieci i rozmowa. Coffee, children and talk.|in Polish, English
Cymdeithas Gymraeg Aldermoor||loneliness language arts-nature-faith|last Friday 19:00-21:00|Free|tenter|Noson yn Gymraeg: sgwrs, cân a the.|in Welsh; checked 160
Deaf Club Aldermoor||disability loneliness|TH 19:00-22:00|£1|hub|A signing social evening, more than sixty years old.|in British Sign Language
`
}

func villages() string {
	return `
Carr Green Village Hall|Coffee Morning|loneliness|TU 10:30-12:00|£1|carrhall|Coffee, scones and the news of the village.|by person
Carr Green Village Hall|Film Night|loneliness arts-nature-faith|last Friday 19:00-21:30|£4|carrhall|A film, an interval and ice cream.|by person; checked 240
Carr Green Chapel|Soup and a Song|food-fuel loneliness|WE 12:00-13:30|Pay what you can|carrchap|Soup in winter, sandwiches in summer, one hymn for those who like.|
Carr Green Community Car||transport|weekdays 9:00-17:00|45p a mile|carrhall|Volunteer drivers for the three villages.|by phone; tip Two days' notice. Bethan at the desk knows every lane.
Hazel Bank Reading Room|Papers and Toast|loneliness|MO TH 9:30-11:00|Free|hazel|The papers, toast and company.|by person
Hazel Bank Reading Room|Gentle Exercise|activity home-falls|TH 11:15-12:00|£2|hazel|Chairs, bands and laughing.|min 60
Sheepfold Care Farm|Farm Days|wellbeing activity work-learning|MO TU WE 9:30-15:00|Free with a referral; minibus|hazelfarm|Feed, muck out, plant and eat together. For people who have been low for a long time.|by form; min 18; full 60; tip Wait is about two months. Boots are lent.
Sheepfold Care Farm|Young Farmers' Day|wellbeing work-learning loneliness|FR 9:30-15:00|Free; minibus|hazelfarm|The same, for young people who find rooms hard.|by form; min 16; max 25
Sheepfold Care Farm|Ponies and Quiet|disability wellbeing|SA 10:00-12:00|£5|hazelfarm|Time with two very patient ponies.|by form
Top Moor Schoolroom|Warm Hub|food-fuel loneliness|FR 10:00-14:00|Free|moor|The only warm public room on the moor. Soup, wifi and a washing machine.|by person
Top Moor Schoolroom|Post Office Hour|money digital|TU 10:00-12:00|Free|moor|Cash, parcels and help with a form.|by person; checked 200
Neuadd Pont-y-Wern|Cawl a Chân|food-fuel loneliness arts-nature-faith|WE 12:00-14:00|£3|ponthall|Cinio cawl a chanu. Soup lunch and singing, in Welsh and English.|in Welsh, English; tip Take Welsh speakers here first: Menna greets everyone in Welsh.
Neuadd Pont-y-Wern|Paned a Sgwrs|language loneliness|TH 10:30-11:30|Free|ponthall|Coffee and talk for Welsh learners and speakers.|in Welsh, English
Neuadd Pont-y-Wern|Bowls Mat|activity loneliness|MO 14:00-16:00|£2|ponthall|Short-mat bowls. Shoes lent.|
Village Befrienders|Moor and Border Visitors|loneliness|one hour a week|Free|home|Visitors for the farms and villages beyond Westmere.|by phone; checked 130
Farm Minds||wellbeing money|helpline and visits|Free|phone|Farmers who listen to farmers, day or night.|by phone; tip They come to the yard, in a car with no sign on it.
Hazel Bank Shop and Café|Help at the Till|work-learning loneliness|two hours a week|Free|hazel|Volunteer in the shop that the village owns. No experience needed.|by person
Westmere Village Institute|Whist and Dominoes|loneliness|TU 14:00-16:30|£1.50|wmhall|Cards for pennies.|by person
Westmere Village Institute|Snooker Afternoons|loneliness|TH 13:00-16:00|£1|wmhall|Two tables and no hurry.|by person; checked 185
`
}
