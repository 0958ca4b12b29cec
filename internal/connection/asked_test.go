package connection_test

import (
	"testing"
	"time"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/connection"
	"weft/internal/consent"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/errs"
	"weft/internal/message"
)

// placed asks the choir, which has a place on the 24th; asks says that Dilys agreed that
// the group is asked whether she came.
func (w *world) placed(asks bool) connection.ID {
	w.Helper()
	in := w.asking()
	in.AskAttendance = asks
	cid := must(w.s.Send(w.ctx, w.sam, w.dilys, in))(w.T)
	w.ok(w.s.RecordReply(w.ctx, w.sam, w.dilys, cid, 1, connection.Reply{Answer: connection.Accept, ComeOn: day(2026, 11, 24)}))
	return cid
}

func TestAGroupIsAskedOnceWhetherTheyCameAndOnlyWhereThatWasAgreed(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		for _, agreed := range []bool{true, false} {
			w := newWorld(t, d, now)
			cid := w.placed(agreed)
			w.ok(w.s.AskCame(w.ctx))
			if n := len(w.written(message.ConnectionCame)); n != 0 {
				t.Errorf("asked before the day: %d", n)
			}
			now.Advance(5 * 24 * time.Hour)
			w.ok(w.s.AskCame(w.ctx))
			w.ok(w.s.AskCame(w.ctx))
			if n := len(w.written(message.ConnectionCame)); (n == 1) != agreed || n > 1 {
				t.Errorf("agreed %v: asked %d times", agreed, n)
			}
			if c := w.connection(cid); c.Status != connection.Offered || c.CameAsked.IsZero() == agreed {
				t.Errorf("agreed %v: %+v", agreed, c)
			}
			now.Advance(-5 * 24 * time.Hour)
		}
	})
}

func TestAGroupSaysWhetherTheyCame(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		start := now.Now()
		for came, to := range map[connection.Came]connection.Status{connection.CameYes: connection.Attended, connection.CameNotYet: connection.Offered, connection.CameNo: connection.Offered} {
			now.Set(start)
			w := newWorld(t, d, now)
			cid := w.placed(true)
			now.Advance(5 * 24 * time.Hour)
			w.ok(w.s.AskCame(w.ctx))
			token := w.token()
			if a := must(w.s.PageFor(w.ctx, token))(t); !a.Came {
				t.Errorf("the link does not ask whether they came: %+v", a)
			}
			if err := w.s.AnswerCame(w.ctx, token, "", connection.Visit{Came: came}); !errs.Is(err, errs.Unauthenticated) {
				t.Errorf("without the code: %v", err)
			}
			proof := w.proof(token)
			if err := w.s.Answer(w.ctx, token, proof, connection.Reply{Answer: connection.NotRight}); errs.CodeOf(err) != "connection.link_ended" {
				t.Errorf("another question's answer: %v", err)
			}
			if err := w.s.AnswerCame(w.ctx, token, proof, connection.Visit{Came: "perhaps"}); codeOf(err) != "connection.came_missing" {
				t.Errorf("no answer: %v", err)
			}
			w.ok(w.s.AnswerCame(w.ctx, token, proof, connection.Visit{Key: "k", Came: came, On: day(2026, 11, 24)}))
			w.ok(w.s.AnswerCame(w.ctx, token, proof, connection.Visit{Key: "k", Came: came, On: day(2026, 11, 24)}))
			c := w.connection(cid)
			if c.Status != to || c.CameSaid != came || c.FirstOn.IsZero() == (came == connection.CameYes) {
				t.Errorf("%s: %+v", came, c)
			}
			if _, err := w.s.PageFor(w.ctx, token); (err == nil) != (came == connection.CameNotYet) {
				t.Errorf("the link after %s: %v", came, err)
			}
		}
	})
}

func TestNobodyIsAskedAfterTheAgreementIsTakenBack(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := newWorld(t, d, now)
		cid := w.placed(true)
		now.Advance(5 * 24 * time.Hour)
		w.ok(w.consents.Record(w.ctx, w.sam, w.people, w.dilys, consent.New{Scope: consent.ToGroup, Target: cid.String(), Ground: consent.Agreed,
			Answer: consent.Withdrawn, How: "spoken"}))
		w.ok(w.s.AskCame(w.ctx))
		if n := len(w.written(message.ConnectionCame)); n != 0 {
			t.Errorf("asked %d times", n)
		}
		if err := w.s.AnswerCame(w.ctx, "no such token", "", connection.Visit{Came: connection.CameYes}); errs.CodeOf(err) != "connection.link_ended" {
			t.Errorf("without a link: %v", err)
		}
		if (authz.ByLink(cid.String())).May(authz.CaseWork) {
			t.Error("a link is no worker")
		}
	})
}
