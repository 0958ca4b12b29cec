package feed

import (
	"context"

	"weft/internal/hsds"
)

// taker takes the services of one reading one by one: it decodes, refuses,
// drops duplicates and hands the rest on.
type taker struct {
	dec  *decoder
	each func(hsds.Service) error
	seen map[string]seenAt
	// stopped is what each returned when it ended the reading.
	stopped error
}

// seenAt is where a service was met first, with what must agree before a second
// one passes for a repetition.
type seenAt struct {
	at string
	essence
}

type essence struct {
	name, organization, url, email string
	status                         hsds.Status
}

func essenceOf(s hsds.Service) essence {
	return essence{name: s.Name, organization: s.OrganizationID, url: s.URL, email: s.Email, status: s.Status}
}

func newTaker(key string, each func(hsds.Service) error) *taker {
	return &taker{dec: newDecoder(key, newRecorder()), each: each, seen: map[string]seenAt{}}
}

func (in *taker) rec() *recorder { return in.dec.rec }

// take decodes one record. It reports the identifier of the service, and
// whether it was new.
func (in *taker) take(ctx context.Context, r record, file string, row int) (id string, fresh bool, err error) {
	if err := ctx.Err(); err != nil {
		return "", false, err
	}
	s, reason := in.dec.service(r)
	if reason != "" {
		in.rec().refuse(file, row, reason)
		if s.ID != "" {
			in.rec().unread = append(in.rec().unread, s.ID)
		}
		return s.ID, true, nil
	}
	if first, ok := in.seen[s.ID]; ok {
		if first.essence == essenceOf(s) {
			in.rec().note(hsds.DuplicateID, r.where()+": again "+s.ID)
		} else {
			in.rec().refuse(file, row, "it has the identifier of "+first.at+" and says something else; the first was kept")
		}
		return s.ID, false, nil
	}
	in.seen[s.ID] = seenAt{at: r.where(), essence: essenceOf(s)}
	in.rec().count++
	in.stopped = in.each(s)
	return s.ID, true, in.stopped
}
