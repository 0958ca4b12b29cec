package refer

import (
	"weft/internal/org"
	"weft/internal/pause"
	"weft/internal/referral"
	"weft/internal/vocabulary"
	"weft/internal/web/site"
)

// notice is a pause as somebody who refers reads it.
type notice struct {
	pause.Notice
	title       string
	words       string
	welsh       string
	alternative string
	until       string
}

// notices are the pauses in force for this sender, before they write.
func (p Pages) notices(q *site.Request, s sender, services []org.Service) ([]notice, error) {
	names, ids := map[org.ServiceID]string{}, make([]org.ServiceID, len(services))
	for i, v := range services {
		ids[i], names[v.ID] = v.ID, v.Name
	}
	all, err := p.Pauses.Notices(q.Context(), ids, s.org.ID)
	if err != nil {
		return nil, err
	}
	out := make([]notice, 0, len(all))
	for _, n := range all {
		if n.Kind == pause.OfSource && s.known && s.org.Kind != "practice" && n.Source != org.SourceOf(s.org.Kind) {
			continue // another kind of referrer
		}
		v := notice{Notice: n, title: "New referrals to " + names[n.Service] + " are paused", words: n.En, welsh: n.Cy, alternative: n.Alternative,
			until: q.Site.Words.Day("en", n.Until, q.Site.Today())}
		switch n.Kind {
		case pause.OfPractice:
			v.title = "New referrals from " + s.org.Name + " are paused"
		case pause.OfSource:
			v.title = "New referrals from this kind of referrer are paused: " + vocabulary.Sources().Words(n.Source, "en")
		case pause.OfService, pause.OfWorker:
		}
		if v.words == "" {
			v.words = q.Site.Words.T("en", "pause.public")
		}
		if v.alternative == "" {
			v.alternative = q.Site.Words.T("en", "pause.public_alternative")
		}
		out = append(out, v)
	}
	return out, nil
}

// thanks says what happens next with what was sent.
func thanks(v view, in referral.New) string {
	for _, n := range v.notices {
		if n.Service == in.Service && (n.Kind != pause.OfSource || n.Source == in.Source) {
			return "Thank you. Your referral has reached us and is kept while new referrals are paused. Someone reads it for safety within one working day. It goes on in the order in which it came."
		}
	}
	return "Thank you. Your referral has reached us. Someone reads it within one working day."
}
