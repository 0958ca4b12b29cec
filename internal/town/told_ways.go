package town

import (
	"fmt"
	"net/url"

	"weft/internal/authz"
	"weft/internal/cohort"
	"weft/internal/directory"
	"weft/internal/errs"
	"weft/internal/person"
	"weft/internal/request"
	"weft/internal/signpost"
)

// waysIn are those who came by themselves, those who were pointed on, and those to whom a
// practice offered it.
func (b *builder) waysIn() {
	b.askedThemselves()
	b.pointedOn()
	b.onAList()
}

// asksForHelp sends a request from the public page.
func (l *life) asksForHelp(m moment, in request.Asked) *life {
	l.then(m, func() error {
		in.Key, in.Service, in.Person = fmt.Sprintf("town-%s", l.who.Name), l.Service, l.who
		token, err := l.v.Requests.Keep(l.ctx, "", in.Key, url.Values{"name": {l.who.Name}})
		if err != nil {
			return err
		}
		l.rid, err = l.v.Requests.Send(l.ctx, token, in)
		return err
	})
	return l
}

// askedThemselves are five who filled in the public page, for themselves or for somebody.
func (b *builder) askedThemselves() {
	ivor := b.human("Ivor Blenkinsop", "he", 69, "Brook Street Medical Centre", "", "QZ1 2AB", b.onMobile("Not before ten: he sleeps badly"))
	b.life(ivor).asksForHelp(ago(0).at(7, 52), request.Asked{For: request.Me, Safe: "times", Needs: []string{"bereavement", "loneliness"},
		Words: "My wife did the talking for both of us. I saw the poster in the chip shop."})
	beryl := b.human("Beryl Ackroyd", "she", 83, "Fellside Practice", "21 Mill Row\nAldermoor", "QZ1 1AA", func(d *person.Details) {
		d.NHSNumber, d.Ways = "", []person.Way{{Kind: person.Helper, Value: "Ring my daughter Joyce, " + b.mobile().Value, Note: "After six", MayCall: true}}
	})
	b.life(beryl).asksForHelp(ago(1).at(21, 14), request.Asked{For: request.Other, HelperName: "Joyce Ackroyd", HelperIs: "daughter", Agreed: true, Safe: "yes",
		Words: "Mam says she is fine. She has worn her coat indoors since October and will not put the heating on.", Needs: []string{"food-fuel", "money"},
		More: "She likes to be asked, not told."})
	nadia := b.human("Nadia Rahimi", "she", 34, "Station Road Practice", "", "", speaks("fa", true), func(d *person.Details) {
		d.SafeContact, d.NHSNumber, d.PracticeWords = true, "", ""
		d.Ways = []person.Way{{Kind: person.Place, Value: "Tuesdays and Thursdays at the English class, Westmere Library, ten to twelve"}}
	})
	b.life(nadia).asksForHelp(ago(3).at(11, 40), request.Asked{For: request.Me, Safe: "no", NotSure: true, More: "Please do not telephone the house."}).
		read(ago(2).at(9, 10))
	frank := b.human("Frank Dewhurst", "he", 58, "Mill Row Surgery", "", "QZ1 4BA", b.onMobile(""))
	b.life(frank).asksForHelp(ago(9).at(13, 5), request.Asked{For: request.Me, Safe: "yes", Words: "Laid off in March. The days are all the same.", Needs: []string{"work-learning"}}).
		accepted(ago(7).at(10, 0))
	olwen := b.human("Olwen Tudor", "she", 77, "Fellside Practice", "", "", speaks("cy", false))
	b.life(olwen).asksForHelp(ago(30).at(16, 20), request.Asked{For: request.Other, HelperName: "Siân Tudor", HelperIs: "wyres", Agreed: true, Safe: "yes",
		Words: "Mae Nain yn colli siarad Cymraeg ers i Taid farw.", Needs: []string{"loneliness"}}).
		accepted(ago(28).at(9, 30))
}

// pointedOn are fourteen months of paper over the counter, and who gave it.
func (b *builder) pointedOn() {
	needs := []string{"loneliness", "money", "activity", "food-fuel", "caring", "", "bereavement"}
	groups := []string{"The Loom Players", "The Mending Table", "Warm Welcome, Chapel Street", "Saturday Supper", "Tuesday Lunch Club", "Thursday Table"}
	givers := []string{"Jo Linden", "Priya Nair", "Jo Linden", "Gary Thwaite", "Beth Lowry", "Jo Linden"}
	i := 0
	for days := history; days >= 0; days -= 4 {
		in, who := signpost.New{Need: needs[i%len(needs)], How: signpost.Hows()[i%4]}, givers[i%len(givers)]
		for n := range 1 + i%3 {
			if g, ok := b.groups[groups[(i+n)%len(groups)]]; ok {
				in.Groups = append(in.Groups, g)
			}
		}
		if in.How == signpost.Emailed {
			in.How = signpost.Told // nothing is sent from the town
		}
		b.event(b.time(b.day(days), 9*60+20+(i*37)%420), "a signpost", func() error { return b.point(who, in) })
		i++
	}
}

// point gives it, unless the groups have closed by then.
func (b *builder) point(who string, in signpost.New) error {
	var open []directory.ID
	for _, g := range in.Groups {
		if _, err := b.v.Directory.ByID(b.ctx, authz.Nobody(), g); err == nil {
			open = append(open, g)
		} else if !errs.Is(err, errs.NotFound) {
			return err
		}
	}
	if len(open) == 0 {
		return nil
	}
	in.Groups = open
	_, err := b.v.Signposts.Give(b.ctx, b.actors[who], in)
	return err
}

// onAList are people whom Fellside Practice rang first, one in each state.
func (b *builder) onAList() {
	yes := b.human("Clifford Hebden", "he", 81, "Fellside Practice", "", "")
	l := b.life(yes)
	names := []string{yes.Name, "Mavis Tordoff", "Reginald Sugden", "Enid Barraclough", "Walter Greenhalgh", "Ada Netherwood", "Percy Holdsworth"}
	steps := []cohort.Status{cohort.SaidYes, cohort.NotNow, cohort.NoThanks, cohort.CouldNotReach, cohort.Offered}
	in := cohort.New{Service: b.Service, Organisation: b.orgs["Fellside Practice"], Name: "After a fall, autumn",
		Basis:  "Direct care by their own practice: UK GDPR articles 6(1)(e) and 9(2)(h).",
		Reason: "You had a fall this year. Many people go out less after one. Would you like somebody to talk that over with?"}
	for i, name := range names {
		line := cohort.Line{Name: name, Born: b.born(76+i, 30*i+5), Reach: b.landline().Value, Safe: i == 4}
		if i == 0 {
			line.Born, line.NHSNumber, line.Reach = yes.Born, yes.NHSNumber, yes.Ways[0].Value
		}
		in.Lines = append(in.Lines, line)
	}
	var list cohort.ID
	jo := func() authz.Actor { return b.actors["Jo Linden"] }
	b.event(b.time(b.day(24), 10*60), "a list", func() error {
		made, err := b.v.Cohorts.Add(b.ctx, jo(), in)
		list = made.ID
		return err
	})
	for i, to := range steps {
		answer := func() error {
			_, offers, err := b.v.Cohorts.ByID(b.ctx, jo(), list)
			for _, o := range offers {
				if err == nil && o.Name == names[i] {
					rid, aerr := b.v.Cohorts.Answered(b.ctx, jo(), cohort.Answer{Offer: o.ID, Version: o.Version, To: to})
					if err = aerr; i == 0 {
						l.rid = rid
					}
				}
			}
			return err
		}
		if i == 0 {
			l.then(ago(20).at(11, 5), answer)
			continue
		}
		b.event(b.time(b.day(20-3*i), 11*60+i), names[i], answer)
	}
	l.accepted(ago(18).at(9, 40))
}
