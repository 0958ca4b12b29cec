package story

import "strings"

// lines are the entries of a list, one a line.
func lines(list string) []string { return strings.Split(strings.TrimSpace(list), "\n") }

// Words fills the words in braces of one sentence.
func (l Life) Words(s string) string { return l.replacer().Replace(s) }

// Later returns small notes of contacts between the large ones, with what was agreed
// after a bar.
func Later() []string {
	return lines(`
Rang to see how the week went. All steady.|Same again next week.
A shorter talk than usual; {she} was on {her} way out, which says it all.|I ring at the end of the month.
Bad night, so we kept it light and talked about the neighbours.|A call on {day}.
Went over the bus times together.|{She} tries the ten past ten.
The letter came and was not as bad as feared.|We answer it together.
Laughed a good deal. Nothing else to report.|As it is.
Asked how {her} {kin} is. Better, and coming to visit.|I leave that week free.
Sounded flat. Asked straight out; no thoughts of harm.|I ring again in three days.
Two good days and one bad, which is {her} best week so far.|Keep the diary going.
{She} had rung the group {herself} before I did.|Nothing for me to do.
Called round with the large-print list.|{She} marks three.
We walked to the corner and back while we talked.|Once more on {day}.
Tea, toast and a form. The form took longest.|I post it tonight.
{She} asked for a week off from me, in a nice way.|A fortnight.
Talked through what to say at the surgery.|{She} takes the card along.
Met by chance at the market; {she} introduced me as “my friend from the doctor's”.|The call stays in the book.
Blood tests fine, says the nurse. Relief all round.|Back to the plan.
Rain, so by phone. The window garden is doing well.|In person next time.
Money tight until the 28th. Voucher given.|Pantry on Tuesday.
Boiler mended. Seventeen degrees and proud of it.|I tick it off the plan.
Had forgotten what we agreed; read it back and {she} liked it.|A copy in the post.
The first time {she} has rung me.|I say thank you.
Talked about stopping. {She} is nearly ready.|One more month.
{Her} neighbour sat in, by invitation.|He keeps a spare key.
Quiet. We listened to a song together over the phone.|The same on {day}.
Asked me more than I asked {him}.|Fewer calls from now on.
Someone had parked on the ramp; sorted by tea time.|Back to normal.
A cross call, and rightly so: the appointment was moved twice.|I ring them, not {she}.
Photographs of the grandchildren, all nine.|Names learnt for next time.
{She} read me the goals and crossed out a word.|Changed in the plan.`)
}

// Cancelled returns why a meeting was moved, in the words of a note.
func Cancelled() []string {
	return lines(`
Rang at nine to say the bus was off. New day agreed.
A cold. “Come when I am fit to look at.”
Forgot, and said sorry three times. No harm done.
{Her} {kin} turned up from {far}.
Hospital moved the scan to the same morning.
The cat got out.`)
}

// Missed returns what is written when a meeting did not take place.
func Missed() []string {
	return lines(`
Waited twenty minutes at the library. Left a card with my number.
Nobody came to the door, radio on inside. Rang later: asleep, all well.
Not at the café. Texted to say I hope all is well.`)
}

// Sent returns what a text, letter or e-mail said.
func Sent() []string {
	return lines(`
Sent the bus times and the name of who will be at the door.
Short note to say the offer stands.
Wrote down what we agreed, in large letters.
A picture of the room, so that nothing is a surprise.
Letter of support: facts only, as {she} asked.`)
}

// Yes returns what groups say when there is a place.
func Yes() []string {
	return lines(`
Yes. We will look out for {name} at the door.
Come any week; the kettle goes on ten minutes before.
A place from next time. Somebody will ring first.
Glad to. First visit is free and nobody has to speak.
Yes, and there is a lift if {name} wants one.
We have kept a seat by the window.
Yes please, we are short of people with a sense of humour.
Happy to. Ask for Jean, in the green cardigan.
Yes. It is on the ground floor and we start late on purpose.
Of course. Bring a friend the first time.
Welcome. We have put the name on a mug already.
There is room. Somebody meets newcomers outside, so that nobody walks in alone.`)
}

// NoRoom returns what groups say when they are full.
func NoRoom() []string {
	return lines(`
Full just now. We keep a list and {name} is third.
Sorry, all twelve places are taken. Perhaps after the holidays.
No room until somebody moves on. We will ring.
We have more people than chairs at the moment.`)
}

// NotForUs returns how groups say that it does not fit.
func NotForUs() []string {
	return lines(`
We think that the Wednesday group would suit better: it is smaller.
We cannot lift, and we would not want {name} to fall.
Our minibus does not go that far. Sorry to say no.
We are for people over 60. Try the hub.`)
}

// Questions returns what groups ask back.
func Questions() []string {
	return lines(`
Is {name} all right with dogs? There are two.
Would {name} manage fourteen steps, or shall we use the other room?
Is there somebody who can come along the first time?
Morning or afternoon? We have both.`)
}

// NotThisOne returns what people say of the option that they did not choose, by its
// code in the vocabulary, with the code before a bar.
func NotThisOne() []string {
	return lines(`
access|Too many stairs.
times|That is when the grandchildren come.
confidence|Too many people for now. Perhaps later.
too_far|Two buses, and the second one does not come back.
not_for_me|“I would rather have teeth out.”
cost|Four pounds is a dinner.
full|No room until spring.
language|Nobody there speaks {her} language.
other|{She} knows somebody there and would rather not.
not_for_me|Bingo, said {she}, and that was that.`)
}

// Closings returns what is written when a case closes, by the code of the reason, with
// the code before a bar. Reasons that are a good end are told by the story itself.
func Closings() []string {
	return lines(`
handed_to_clinical|The mental health team has taken this on and sees {him} weekly. I have said goodbye properly.
handed_to_clinical|The memory nurse leads from now. {She} keeps my number.
handed_to_clinical|The district nurses come daily; the rest can wait. Card sent.
chose_to_stop|Rang to say thank you and no more for now. The door stays open.
chose_to_stop|Has enough people in {her} life at present. Sounds well.
chose_to_stop|Would rather do it with {her} {kin}. Good luck to both.
lost_contact|Tried by phone, text and letter over more than two weeks. A kind letter has gone out; {she} can come back any time.
lost_contact|No answer at any of {her} numbers. Neighbour says away. Letter sent, surgery told with {her} agreement.
no_provision|Nothing here does this. Noted as a gap, and said so to {him} honestly.
no_provision|The one group that fits is twenty miles away, with no bus. Noted.
not_ready|Not now, said {she}, and meant it. I have written down what {she} liked, for later.
not_ready|The operation comes first. Back in the summer if {she} likes.
moved|Moved to {far} to be near {her} {kin}. Plan copied for the next link worker.
moved|New flat outside our area. Sent the name of the scheme there.
service_limit|Twelve meetings, which is the scheme's limit. We planned the end together; the group carries on.
other_service_fits|The housing support worker does all of this and more. Handed over at a joint meeting.
other_service_fits|The carers' centre fits better and has started. Said goodbye there.
died|{She} died at home, with the family there. I have written to them.
died|Died in hospital after a short illness. The choir sang.
transfer|Moved to the other team with the change of surgery. Joint visit made.`)
}

// Alternatives returns what a referrer is told instead, by the code of the reason for
// saying no, with the code before a bar.
func Alternatives() []string {
	return lines(`
other_service_fits|The council's housing options team can act on this at once: 01632 960 240. They expect the call.
other_service_fits|Advice Aldermoor deals with debts of this kind, Monday to Friday from 9.30. No referral needed.
clinical_first|Please see them at the surgery first; send them back to us when the treatment has begun and we shall be glad to help.
clinical_first|The crisis team can be reached on 111, option 2. Once things are calmer, we will ring the same week.
out_of_area|They live in the next network. Their own scheme takes people directly; the form is on its page.
age|The young people's link worker at The Dyehouse sees people from 11 to 17.
already_supported|Thank you. There is no need to do more: this is in hand.
did_not_agree|We left the number with them. They can ring us themselves at any time.`)
}

// EarlyEnds returns why a referral ended before a case, as the question that triage asked
// and the answer that came, with a bar between.
func EarlyEnds() []string {
	return lines(`
What would help most, in their own words?|Somebody to talk to who is not family.
Is there a number that is safe to ring?|Yes, mornings. The daughter is happy to pass on a message.
Did they say yes to us themselves?|Yes, on the phone this morning.
Which practice are they with?|Brook Street, since the move.
Is an interpreter needed?|For the first call, yes. After that she manages.`)
}

// Risks returns what a visitor must know.
func Risks() []string {
	return lines(`
Large dog, friendly when told. Ring before you come so that it is shut in.
Steep unlit steps at the back: use the front.
Neighbour has shouted at visitors. Meet in town until this is settled.
Smokes with oxygen in the house: stay by the door and ask for it to be turned off.`)
}

// Helps returns what makes meeting easier.
func Helps() []string {
	return lines(`
Hearing aid: stand where {she} can see you
Wheelchair: needs a ramp or one low step
Tires after half an hour
Ring twice: slow to the phone
Needs quiet and low light
Reads lips; please do not cover your mouth
One question at a time, and wait
Uses a frame; allow time at the door`)
}

// Before returns how some referrers begin.
func Before() []string {
	return lines(`
{name} has been with us for years.
New to us this spring.
Second time {she} has asked.
Thank you for seeing this one.
{She} asked me to write this with {him} in the room.
I have known {name} since school.
Raised at our Tuesday meeting.
Not urgent, and I would not leave it long.
Lovely person, first of all.`)
}

// After returns how some referrers end.
func After() []string {
	return lines(`
Best rung in the morning.
Knows that you will ring and from what number.
Please say that {name} can stop at any time.
I see {him} again in a month.
{Her} {kin} knows and is glad.
Ring me if anything is unclear.
Speaks slowly on the phone: give it time.
Would rather meet than ring.
Said “about time” when I asked.
Thank you all.`)
}
