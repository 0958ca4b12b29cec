package town

import (
	"fmt"
	"strings"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/org"
	"weft/internal/place"
)

func (b *builder) organisations() error {
	b.now.Set(b.time(b.day(history+7), 8*60))
	sys := authz.Program()
	for _, o := range bodies() {
		oid, err := b.v.Orgs.Add(b.ctx, sys, org.NewOrganisation{Kind: o.kind, Name: o.name, Email: o.email, Phone: o.phone, Nation: o.nation})
		if err != nil {
			return fmt.Errorf("add %s: %w", o.name, err)
		}
		b.orgs[o.name] = oid
	}
	sid, err := b.v.Orgs.AddService(b.ctx, sys, org.NewService{Host: b.orgs["Aldermoor Network"], Name: "Aldermoor link workers",
		Phone: "01632 960 200", Hours: "We read messages on working days, 9 to 5.", Nation: clock.England,
		HoursCy:    "Rydym yn darllen negeseuon ar ddiwrnodau gwaith, 9 tan 5.",
		AboutCy:    "Mae chwe gweithiwr cyswllt yn gwrando ar yr hyn sy’n bwysig i chi ac yn cerdded gyda chi at yr hyn sy’n helpu.",
		About:      "Six link workers listen to what matters to you and walk with you to what helps.",
		NotFor:     "Not for emergencies, housing waiting lists, or medicines. We do not give debt or immigration advice ourselves: we know who does.",
		Controller: "Aldermoor Network"})
	if err != nil {
		return err
	}
	b.Service = sid
	for _, o := range bodies() {
		if err := b.v.Orgs.Join(b.ctx, sys, sid, b.orgs[o.name]); err != nil {
			return err
		}
	}
	if b.Secret, err = b.v.Orgs.NewLink(b.ctx, sys, b.orgs["Fellside Practice"], sid); err != nil {
		return err
	}
	_, err = b.v.Places.Add(b.ctx, sys, place.Fictional())
	return err
}

// post is one link worker's job.
type post struct {
	worker, team, employer string
	hours                  float64
	funders                []org.Funder
}

// jobs are the six posts: three employers, four funders.
func (b *builder) jobs() []post {
	pays := func(name string, percent int) org.Funder {
		return org.Funder{Organisation: b.orgs[name], Percent: percent}
	}
	aldermoor, westmere, council, board := "Aldermoor Network", "Westmere Network", "Aldermoor Council", "Northmoor Integrated Care Board"
	return []post{
		{"Sam Okafor", aldermoor, aldermoor, 37.5, []org.Funder{pays(aldermoor, 100)}},
		{"Grace Adeyemi", aldermoor, aldermoor, 30, []org.Funder{pays(aldermoor, 70), pays(board, 30)}},
		{"Dafydd Rees", aldermoor, "Moorside Community Trust", 37.5, []org.Funder{pays(aldermoor, 50), pays(council, 50)}},
		{"Amina Yusuf", westmere, "Moorside Community Trust", 37.5, []org.Funder{pays(westmere, 100)}},
		{"Piotr Zielny", westmere, "Moorside Community Trust", 30, []org.Funder{pays(westmere, 60), pays(board, 25), pays(council, 15)}},
		{"Shona Baird", westmere, council, 37.5, []org.Funder{pays(westmere, 60), pays(council, 40)}},
	}
}

func (b *builder) posts() error {
	sys, teams := authz.Program(), map[string]org.TeamID{}
	for _, p := range b.jobs() {
		if teams[p.team] == "" {
			tid, err := b.v.Orgs.AddTeam(b.ctx, sys, "", b.Service, strings.TrimSuffix(p.team, " Network")+" team")
			if err != nil {
				return err
			}
			teams[p.team] = tid
		}
		_, err := b.v.Orgs.AddPost(b.ctx, sys, "", org.Post{Service: b.Service, Team: teams[p.team], Account: b.actors[p.worker].ID.String(),
			Title: "Social prescribing link worker", Employer: b.orgs[p.employer], Hours: p.hours, Starts: b.day(history + 60), Funders: p.funders})
		if err != nil {
			return fmt.Errorf("post of %s: %w", p.worker, err)
		}
		b.diaries[p.worker] = &diary{worker: p.worker, used: map[clock.Date]int{}, most: 3}
	}
	return nil
}

// body is one organisation of the town. source is what its referrers are when they do
// not say more; empty: it refers nobody.
type body struct {
	kind, name, email, phone string
	source                   string
	nation                   clock.Nation
}

func bodies() []body {
	out := []body{
		{kind: "pcn", name: "Aldermoor Network"}, {kind: "pcn", name: "Westmere Network"}, {kind: "council", name: "Aldermoor Council"},
		{kind: "vcse", name: "Aldermoor Singing for Lungs"},
	}
	for _, p := range practices() {
		out = append(out, body{kind: "practice", name: p, source: "gp"})
	}
	for line := range strings.SplitSeq(strings.TrimSpace(referring()), "\n") {
		f := strings.Split(line, "|")
		out = append(out, body{kind: f[0], name: f[1], source: f[2]})
	}
	for i := range out {
		o := &out[i]
		o.nation = clock.England
		switch o.kind {
		case "cluster":
			o.nation = clock.Wales
		case "hscp":
			o.nation = clock.Scotland
		case "hsc_trust":
			o.nation = clock.NorthernIreland
		}
		if o.source != "" {
			o.email, o.phone = local(o.name)+"@example.org", fmt.Sprintf("01632 960%03d", i)
		}
	}
	return out
}

// local makes the first part of an e-mail address of a name.
func local(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r == ' ' || r == '-':
			return '-'
		}
		return -1
	}, strings.NewReplacer("ô", "o", "â", "a", "ł", "l", "ń", "n", "ã", "a", "í", "i", "ŷ", "y").Replace(name))
}

// practices are the nine practices, those of Aldermoor before those of Westmere.
func practices() []string {
	return []string{"Fellside Practice", "Mill Row Surgery", "Brook Street Medical Centre", "St Oswin's Surgery", "The Quays Practice",
		"Westmere Health Centre", "Hazel Bank Surgery", "Station Road Practice", "Carr Lane Surgery"}
}

// referring are the forty organisations beside the practices from which people come:
// kind | name | source.
func referring() string {
	return `
icb|Northmoor Integrated Care Board|mdt
cluster|Clwstwr Glan yr Afon|transfer
hscp|Solway Side Health and Social Care Partnership|transfer
hsc_trust|Lough Shore Health and Social Care Trust|transfer
council|Aldermoor Adult Social Care|social_care
council|Aldermoor Neighbourhood Team|council
council|Westmere Town Council|council
vcse|Moorside Community Trust|vcse
vcse|Aldermoor Together|vcse
vcse|Safe Harbour|domestic_abuse
vcse|Alder Recovery|drug_alcohol
vcse|Advice Aldermoor|vcse
vcse|Carers Alder|vcse
vcse|Alder Welcome|vcse
infrastructure|Northmoor Voluntary Action|vcse
pharmacy|Mill Row Pharmacy|pharmacy
pharmacy|Brook Street Chemist|pharmacy
pharmacy|Westmere Pharmacy|pharmacy
hospital|Westmere Hospital|hospital
hospital|Alder General Discharge Team|discharge
hospital|Alder Valley Therapy Service|ahp
hospital|Northmoor Community Midwives|midwife
mental_health|Northmoor Mental Health Trust|mental_health
housing|Westmere Homes|housing
housing|Calder Housing|housing
fire|Northmoor Fire and Rescue|fire
police|Northmoor Police|police
ambulance|Northmoor Ambulance|ambulance
job_centre|Aldermoor Job Centre|job_centre
school|Alder Valley College|school
school|Aldermoor High School|school
hospice|Alder Hospice|hospice
care_home|Priory Lodge|care_home
care_home|Hazel House|care_home
probation|Northmoor Probation|probation
faith|St Oswin's Church|faith
faith|Noor Community Centre|faith
faith|Capel Soar|faith
other|Aldermoor Library|unknown
other|Alder Frailty Team|mdt
`
}
