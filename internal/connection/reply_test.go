package connection_test

import (
	"testing"
	"time"

	"weft/internal/clock"
	"weft/internal/connection"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/errs"
	"weft/internal/message"
)

func day(y int, m time.Month, d int) clock.Date { return clock.Date{Year: y, Month: m, Day: d} }

func TestEachAnswerOfAGroup(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		for _, k := range []struct {
			reply connection.Reply
			to    connection.Status
			chase clock.Date
		}{
			{connection.Reply{Answer: connection.Accept}, connection.Offered, day(2026, 12, 4)},
			{connection.Reply{Answer: connection.Accept, ComeOn: day(2026, 11, 24)}, connection.Offered, day(2026, 11, 25)},
			{connection.Reply{Answer: connection.Full}, connection.Waiting, day(2026, 12, 18)},
			{connection.Reply{Answer: connection.Full, Until: day(2027, 1, 11)}, connection.Waiting, day(2027, 1, 11)},
			{connection.Reply{Answer: connection.NotRight, Words: "We sing in the pub."}, connection.Declined, clock.Date{}},
			{connection.Reply{Answer: connection.Ask, Words: "Can she climb stairs?"}, connection.Acknowledged, day(2026, 11, 27)},
		} {
			w := newWorld(t, d, now)
			cid, token := w.sent()
			w.ok(w.s.Answer(w.ctx, token, w.proof(token), k.reply))
			c := w.connection(cid)
			if c.Status != k.to || c.ChaseOn != k.chase || c.AnswerWords != k.reply.Words || c.ComeOn != k.reply.ComeOn || !c.ByLink || c.Answered != now.Now() {
				t.Errorf("%s: %+v", k.reply.Answer, c)
			}
		}
	})
}

func TestAnAnswerNeedsTheCodeAndIsTakenOnce(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := newWorld(t, d, now)
		cid, token := w.sent()
		yes := connection.Reply{Key: "k", Answer: connection.Accept}
		for _, proof := range []string{"", token} {
			if err := w.s.Answer(w.ctx, token, proof, yes); !errs.Is(err, errs.Unauthenticated) {
				t.Errorf("without the code: %v", err)
			}
		}
		proof := w.proof(token)
		if err := w.s.Answer(w.ctx, token, proof, connection.Reply{Answer: connection.Ask}); codeOf(err) != "connection.question_missing" {
			t.Errorf("a question without words: %v", err)
		}
		if err := w.s.Answer(w.ctx, token, proof, connection.Reply{Answer: "perhaps"}); codeOf(err) != "connection.answer_missing" {
			t.Errorf("no answer: %v", err)
		}
		w.ok(w.s.Answer(w.ctx, token, proof, yes))
		w.ok(w.s.Answer(w.ctx, token, proof, yes)) // the same submit again
		c := w.connection(cid)
		if c.Status != connection.Offered || c.Version != 2 {
			t.Errorf("the connection: %+v", c)
		}
		yes.Key = "another"
		if err := w.s.Answer(w.ctx, token, proof, yes); errs.CodeOf(err) != "connection.link_ended" {
			t.Errorf("a second answer: %v", err)
		}
	})
}

func TestFullIsToldToEveryoneOnlyWhenTheGroupSaysSo(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		for _, show := range []bool{false, true} {
			w := newWorld(t, d, now)
			_, token := w.sent()
			w.ok(w.s.Answer(w.ctx, token, w.proof(token), connection.Reply{Answer: connection.Full, Until: day(2027, 1, 11), ShowFull: show}))
			e := must(w.directory.ByID(w.ctx, w.sam, w.choir))(t)
			if e.Full != show || show && e.FullUntil != day(2027, 1, 11) {
				t.Errorf("ticked %v, full %v until %s", show, e.Full, e.FullUntil)
			}
		}
	})
}

func TestAWorkerRecordsAReplyAndALostRaceIsAConflict(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := newWorld(t, d, now)
		cid, token := w.sent()
		w.ok(w.s.RecordReply(w.ctx, w.sam, w.dilys, cid, 1, connection.Reply{Key: "k", Answer: connection.Full, Words: "Rang: full till spring."}))
		w.ok(w.s.RecordReply(w.ctx, w.sam, w.dilys, cid, 1, connection.Reply{Key: "k", Answer: connection.Full}))
		c := w.connection(cid)
		if c.Status != connection.Waiting || c.ByLink || c.AnswerWords != "Rang: full till spring." || c.Version != 2 {
			t.Errorf("the connection: %+v", c)
		}
		w.closed(token, "the reply came by phone")
		err := w.s.RecordReply(w.ctx, w.sam, w.dilys, cid, 1, connection.Reply{Answer: connection.Accept})
		if errs.CodeOf(err) != "form.changed_meanwhile" {
			t.Errorf("an old form: %v", err)
		}
		w.ok(w.s.RecordReply(w.ctx, w.sam, w.dilys, cid, 2, connection.Reply{Answer: connection.Accept}))
		w.ok(w.s.Attended(w.ctx, w.sam, w.dilys, cid, 3, connection.Visit{Came: connection.CameYes}))
		err = w.s.RecordReply(w.ctx, w.sam, w.dilys, cid, 4, connection.Reply{Answer: connection.Full})
		if errs.CodeOf(err) != "connection.is_attended" || !errs.Is(err, errs.Conflict) {
			t.Errorf("a reply after they came: %v", err)
		}
	})
}

func TestSilenceIsChasedOnceOnTheFifthWorkingDayAndALateAnswerEndsIt(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := newWorld(t, d, now) // a Friday
		cid, first := w.sent()
		now.Set(time.Date(2026, 11, 26, 23, 0, 0, 0, time.UTC)) // Thursday night: four working days
		w.ok(w.s.MarkSilent(w.ctx))
		if c := w.connection(cid); c.Status != connection.Sent || len(w.written(message.ConnectionChase)) != 0 {
			t.Fatalf("after four working days: %+v", c)
		}
		now.Set(time.Date(2026, 11, 27, 7, 0, 0, 0, time.UTC))
		w.ok(w.s.MarkSilent(w.ctx))
		now.Advance(time.Hour)
		w.ok(w.s.MarkSilent(w.ctx))
		c := w.connection(cid)
		if m := w.written(message.ConnectionChase); c.Status != connection.NoResponse || !c.Answered.IsZero() || c.Chased.IsZero() || len(m) != 1 || m[0].Address != choirEmail {
			t.Fatalf("after five working days: %+v, written %+v", c, m)
		}
		second := w.token()
		if _, err := w.s.PageFor(w.ctx, first); second == first || err != nil {
			t.Errorf("the first link: %v", err)
		}
		now.Advance(3 * 24 * time.Hour)
		w.ok(w.s.Answer(w.ctx, second, w.proof(second), connection.Reply{Answer: connection.Accept}))
		if c := w.connection(cid); c.Status != connection.Offered {
			t.Errorf("after a late answer: %+v", c)
		}
	})
}

func TestBankHolidaysAreNoWorkingDays(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := newWorld(t, d, now)
		now.Set(time.Date(2026, 12, 23, 10, 0, 0, 0, time.UTC)) // Wednesday before Christmas
		cid, _ := w.sent()
		if c := w.connection(cid); c.ChaseOn != day(2027, 1, 4) {
			t.Errorf("chased on %s, want Monday 4 January", c.ChaseOn)
		}
	})
}

func TestSilenceByPhoneWritesToNobodyAndThePersonsOwnWayIsNotChased(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := newWorld(t, d, now)
		in := w.asking()
		in.Via = connection.ByPhone
		rung := must(w.s.Send(w.ctx, w.sam, w.dilys, in))(t)
		in.Group, in.Name, in.Via = "", "The library", connection.ByPerson
		own := must(w.s.Send(w.ctx, w.sam, w.dilys, in))(t)
		now.Advance(30 * 24 * time.Hour)
		w.ok(w.s.MarkSilent(w.ctx))
		if w.connection(rung).Status != connection.NoResponse || w.connection(own).Status != connection.Sent || len(w.written(message.ConnectionChase)) != 0 {
			t.Errorf("rung %+v, own %+v", w.connection(rung), w.connection(own))
		}
	})
}

func TestDidTheyCome(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := newWorld(t, d, now)
		cid, token := w.sent()
		w.ok(w.s.Answer(w.ctx, token, w.proof(token), connection.Reply{Answer: connection.Accept}))
		if got := must(w.s.Today(w.ctx, w.sam))(t).Answered; len(got) != 1 || got[0].ID != cid {
			t.Errorf("answers: %+v", got)
		}
		if got := must(w.s.Today(w.ctx, w.sam))(t).ToCome; len(got) != 0 {
			t.Errorf("asked on the same day: %+v", got)
		}
		now.Advance(14 * 24 * time.Hour)
		if got := must(w.s.Today(w.ctx, w.sam))(t).ToCome; len(got) != 1 {
			t.Errorf("after two weeks: %+v", got)
		}
		if got := must(w.s.Today(w.ctx, w.lead))(t).ToCome; len(got) != 0 {
			t.Errorf("the lead is asked about somebody else's people: %+v", got)
		}
		w.ok(w.s.Attended(w.ctx, w.sam, w.dilys, cid, 2, connection.Visit{Came: connection.CameNotYet}))
		if got := must(w.s.Today(w.ctx, w.sam))(t).ToCome; len(got) != 0 || w.connection(cid).Status != connection.Offered {
			t.Errorf("not yet: %+v", got)
		}
		for on, code := range map[clock.Date]string{day(2026, 12, 5): "date.future", day(2026, 11, 19): "connection.came_before"} {
			err := w.s.Attended(w.ctx, w.sam, w.dilys, cid, 3, connection.Visit{Came: connection.CameYes, On: on})
			if codeOf(err) != code {
				t.Errorf("came on %s: %v", on, err)
			}
		}
		w.ok(w.s.Attended(w.ctx, w.sam, w.dilys, cid, 3, connection.Visit{Came: connection.CameYes, On: day(2026, 12, 1)}))
		if c := w.connection(cid); c.Status != connection.Attended || c.FirstOn != day(2026, 12, 1) || c.ChaseOn != day(2027, 1, 12) {
			t.Errorf("came: %+v", c)
		}
		if err := w.s.Settled(w.ctx, w.sam, w.dilys, cid, 4, connection.Offered); !errs.Is(err, errs.Invalid) {
			t.Errorf("settled as offered: %v", err)
		}
		w.ok(w.s.Settled(w.ctx, w.sam, w.dilys, cid, 4, connection.Ongoing))
		w.ok(w.s.Settled(w.ctx, w.sam, w.dilys, cid, 5, connection.Completed))
		if err := w.s.Stop(w.ctx, w.sam, w.dilys, cid, 6, ""); errs.CodeOf(err) != "connection.is_completed" {
			t.Errorf("stopped when it was finished: %v", err)
		}
		now.Advance(24 * time.Hour)
		if got := must(w.s.Today(w.ctx, w.sam))(t).Answered; len(got) != 0 {
			t.Errorf("old news: %+v", got)
		}
	})
}

func TestSomebodyWhoWentThemselfHasADoorOpen(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := newWorld(t, d, now)
		in := w.asking()
		in.Kind, in.Via = connection.SelfContact, connection.ByPerson
		cid := must(w.s.Send(w.ctx, w.sam, w.dilys, in))(t)
		now.Advance(14 * 24 * time.Hour)
		if got := must(w.s.Today(w.ctx, w.sam))(t).ToCome; len(got) != 1 {
			t.Errorf("after two weeks: %+v", got)
		}
		w.ok(w.s.Attended(w.ctx, w.sam, w.dilys, cid, 1, connection.Visit{Came: connection.CameYes}))
		if c := w.connection(cid); !c.Status.Opened() || c.Answered.IsZero() {
			t.Errorf("came: %+v", c)
		}
	})
}

func TestTheyDidNotCome(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := newWorld(t, d, now)
		cid, token := w.sent()
		w.ok(w.s.Attended(w.ctx, w.sam, w.dilys, cid, 1, connection.Visit{Came: connection.CameNo, Words: "The bus does not run."}))
		if c := w.connection(cid); c.Status != connection.Stopped || c.EndWords != "The bus does not run." || !c.FirstOn.IsZero() {
			t.Errorf("did not come: %+v", c)
		}
		w.closed(token, "over")
	})
}
