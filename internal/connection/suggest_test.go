package connection_test

import (
	"testing"
	"time"

	"weft/internal/clock"
	"weft/internal/connection"
	"weft/internal/consent"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/directory"
	"weft/internal/errs"
	"weft/internal/message"
)

func (w *world) suggested(group directory.ID) connection.ID {
	w.Helper()
	return must(w.s.Suggest(w.ctx, w.sam, w.dilys, connection.Suggestion{Group: group, Need: "loneliness", Why: "Near the bus"}))(w.T)
}

func TestASuggestionIsThoughtAboutChosenAndSentAsOneConnection(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := newWorld(t, d, now)
		cid := w.suggested(w.choir)
		again := must(w.s.Suggest(w.ctx, w.sam, w.dilys, connection.Suggestion{Key: "k", Group: w.group("Walkers", directory.Arrangement{})}))(t)
		if c := w.connection(cid); c.Status != connection.Suggested || !c.Sent.IsZero() || c.Basis != "" || c.Shared != "" {
			t.Errorf("suggested: %+v", c)
		}
		if n := len(w.written(message.ConnectionRequest)) + w.count(`select count(*) from consent where scope = 'group'`); n != 0 {
			t.Errorf("a suggestion told somebody something: %d", n)
		}
		if twice := must(w.s.Suggest(w.ctx, w.sam, w.dilys, connection.Suggestion{Key: "k"}))(t); twice != again {
			t.Errorf("the same form twice: %s and %s", again, twice)
		}
		for range 2 { // a form that is sent twice
			w.ok(w.s.Choose(w.ctx, w.sam, w.dilys, cid, 1, "yes"))
		}
		if sent := must(w.s.Send(w.ctx, w.sam, w.dilys, w.asking()))(t); sent != cid {
			t.Errorf("sent as another connection: %s, %s", sent, cid)
		}
		if c := w.connection(cid); c.Status != connection.Sent || c.Basis == "" || c.Shared == "" || c.Version != 3 || c.Kind != connection.Referral {
			t.Errorf("sent: %+v", c)
		}
		looked := must(w.s.Looked(w.ctx, w.sam, w.dilys))(t)
		if len(looked) != 1 || !looked[0].Chosen || looked[0].Group != w.choir {
			t.Errorf("the yes is kept once: %+v", looked)
		}
	})
}

func TestANoToASuggestionIsKeptAndNotAskedAgain(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := newWorld(t, d, now)
		cid := w.suggested(w.choir)
		if err := w.s.NotChosen(w.ctx, w.sam, w.dilys, cid, 1, "", "because", ""); codeOf(err) != "connection.why_not_missing" {
			t.Errorf("a no without a reason of the list: %v", err)
		}
		w.ok(w.s.NotChosen(w.ctx, w.sam, w.dilys, cid, 1, "", "confidence", "Not in front of people."))
		looked := must(w.s.Looked(w.ctx, w.sam, w.dilys))(t)
		if len(looked) != 1 || looked[0].Chosen || looked[0].WhyNot != "confidence" || looked[0].Words != "Not in front of people." {
			t.Errorf("kept: %+v", looked)
		}
		if _, err := w.s.Suggest(w.ctx, w.sam, w.dilys, connection.Suggestion{Group: w.choir}); errs.CodeOf(err) != "connection.said_no" {
			t.Errorf("suggested again after a no: %v", err)
		}
		if err := w.s.Choose(w.ctx, w.sam, w.dilys, cid, 2, ""); errs.CodeOf(err) != "connection.is_stopped" {
			t.Errorf("chosen after a no: %v", err)
		}
		now.Advance(time.Minute)
		if _, err := w.s.Send(w.ctx, w.sam, w.dilys, w.asking()); err != nil {
			t.Errorf("a mind may change: %v", err)
		}
	})
}

func TestWhatCannotBeSuggested(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := newWorld(t, d, now)
		suggest := func(g directory.ID) string {
			_, err := w.s.Suggest(w.ctx, w.sam, w.dilys, connection.Suggestion{Group: g})
			return codeOf(err)
		}
		if got := suggest(""); got != "connection.name_missing" {
			t.Errorf("nothing: %s", got)
		}
		w.suggested(w.choir)
		if got := suggest(w.choir); got != "connection.is_suggested" {
			t.Errorf("twice: %s", got)
		}
		for _, name := range []string{"A", "B", "C", "D"} {
			w.suggested(w.group(name, directory.Arrangement{}))
		}
		if got := suggest(w.group("E", directory.Arrangement{})); got != "connection.enough_suggested" {
			t.Errorf("a sixth: %s", got)
		}
		must(w.s.Send(w.ctx, w.sam, w.dilys, w.asking()))(t)
		if got := suggest(w.choir); got != "connection.already_asked" {
			t.Errorf("asked already: %s", got)
		}
	})
}

func TestWhatStandsInTheWayIsKeptWithWhatIsDone(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := newWorld(t, d, now)
		cid, _ := w.sent()
		keep := func(version int64, code, words string) error {
			return w.s.KeepBarrier(w.ctx, w.sam, w.dilys, cid, version, "", connection.Barrier{Code: code, Words: words})
		}
		w.ok(keep(1, "transport", "Megan drives"))
		if err := keep(1, "cost", ""); errs.CodeOf(err) != "form.changed_meanwhile" {
			t.Errorf("from a stale form: %v", err)
		}
		if err := keep(2, "rain", ""); codeOf(err) != "connection.barrier_missing" {
			t.Errorf("not of the list: %v", err)
		}
		w.ok(keep(2, "transport", "Megan drives, and Olu when she is away"))
		now.Advance(time.Minute)
		w.ok(w.s.BarrierGone(w.ctx, w.sam, w.dilys, cid, 3, "", "transport"))
		w.ok(w.s.RecordReply(w.ctx, w.sam, w.dilys, cid, 4, connection.Reply{Answer: connection.Accept}))
		w.ok(w.s.Attended(w.ctx, w.sam, w.dilys, cid, 5, connection.Visit{Came: connection.CameNo, Barriers: []string{"transport", "stigma"}}))
		got := must(w.s.Barriers(w.ctx, w.sam, w.dilys))(t)[cid]
		if len(got) != 2 || got[0].Words != "Megan drives, and Olu when she is away" || !got[0].Gone.IsZero() || got[1].Code != "stigma" {
			t.Errorf("kept: %+v", got)
		}
		if err := keep(6, "cost", ""); errs.CodeOf(err) != "connection.is_stopped" {
			t.Errorf("when it is over: %v", err)
		}
		if n := w.count(`select count(*) from audit_event where action like 'connection.barrier%'`); n != 3 {
			t.Errorf("%d audited", n)
		}
	})
}

func TestEachKindGoesFromAskedToCame(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		via := map[connection.Kind]connection.Via{connection.Information: connection.ByPerson, connection.Signpost: connection.ByPerson,
			connection.SelfContact: connection.ByPerson, connection.Referral: connection.ByLink, connection.Accompanied: connection.ByPhone}
		w, said := newWorld(t, d, now), map[string]bool{}
		for _, k := range connection.Kinds() {
			said[k.Who("Dilys")] = true
			in := connection.New{Group: w.choir, Kind: k, Via: via[k], Ground: consent.Agreed, Agreed: via[k] != connection.ByPerson}
			cid := must(w.s.Send(w.ctx, w.sam, w.dilys, in))(t)
			c := w.connection(cid)
			if (c.Basis != "") != via[k].Shares() || (c.Shared != "") != via[k].Shares() {
				t.Errorf("%s: told %q on %q", k, c.Shared, c.Basis)
			}
			w.ok(w.s.Attended(w.ctx, w.sam, w.dilys, cid, 1, connection.Visit{Came: connection.CameYes}))
			w.ok(w.s.Settled(w.ctx, w.sam, w.dilys, cid, 2, connection.Stopped))
		}
		if len(said) != len(connection.Kinds()) || said[""] {
			t.Errorf("who does what: %v", said)
		}
	})
}

func TestSettledIsAskedAfterTheFirstTime(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := newWorld(t, d, now)
		cid, _ := w.sent()
		if err := w.s.Settled(w.ctx, w.sam, w.dilys, cid, 1, connection.Stopped); errs.CodeOf(err) != "connection.is_sent" {
			t.Errorf("settled before the first time: %v", err)
		}
		w.ok(w.s.Attended(w.ctx, w.sam, w.dilys, cid, 1, connection.Visit{Came: connection.CameYes}))
		now.Advance(41 * 24 * time.Hour)
		if got := must(w.s.Today(w.ctx, w.sam))(t).ToCome; len(got) != 0 {
			t.Errorf("asked too soon: %+v", got)
		}
		now.Advance(24 * time.Hour)
		if got := must(w.s.Today(w.ctx, w.sam))(t).ToCome; len(got) != 1 || got[0].Status != connection.Attended {
			t.Errorf("after six weeks: %+v", got)
		}
		w.ok(w.s.Settled(w.ctx, w.sam, w.dilys, cid, 2, connection.Ongoing))
		if got := must(w.s.Today(w.ctx, w.sam))(t).ToCome; len(got) != 0 {
			t.Errorf("asked again: %+v", got)
		}
	})
}
