package person_test

import (
	"context"
	"slices"
	"testing"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/person"
)

const (
	sees    = "worker lead triager office supervisor safeguarding"
	absent  = "colleague other-worker other-lead other-triager other-office other-supervisor other-safeguarding"
	edits   = "worker lead triager office"
	noEdits = "colleague other-worker other-lead other-triager other-office"
)

func TestEveryMethodAsksEveryRole(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		h.Try(t, h.People, h.Cast(t, th), map[string]fixture.Act{
			"ByID": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.People.ByID(ctx, a, th.Person)
				return err
			}, Reads: true, May: sees, Absent: absent},
			"Cards": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				got, err := x.People.Cards(ctx, a, []person.ID{th.Person})
				return fixture.Nothing(list(got), err)
			}, Reads: true, May: sees, Absent: absent},
			"Lines": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				got, err := x.People.Lines(ctx, a, []person.ID{th.Person})
				if err == nil && got[th.Person].Name == "" {
					err = errs.New(errs.NotFound, "person.not_found")
				}
				return err
			}, Reads: true, May: sees, Absent: absent},
			"Update": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.People.Update(ctx, a, th.Person, 1, x.Details())
			}, May: edits, Absent: noEdits},
			"CardTx": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.DB.Read(ctx, func(tx *db.Tx) error {
					_, err := x.People.CardTx(ctx, tx, a, authz.PersonRead, th.Person)
					return err
				})
			}, Reads: true, May: sees, Absent: absent},
			"DeathTx": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.DB.Write(ctx, func(tx *db.Tx) error {
					_, err := x.People.DeathTx(ctx, tx, a, th.Person, clock.Date{}, "")
					return err
				})
			}, May: edits, Absent: noEdits},
			"Deaths": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.People.Deaths(ctx, a, th.Person)
				return err
			}, Reads: true, May: sees, Absent: absent},
			"AlikeTx": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.DB.Read(ctx, func(tx *db.Tx) error {
					_, err := x.People.AlikeTx(ctx, tx, a, th.Person)
					return err
				})
			}, Reads: true, May: "lead triager other-lead other-triager"}, // nobody is alike; who is, only within the scope
		}, "Check", "CreateTx", "RawTx", "TellTx", "TellNewTx", "JoinTx", "PartTx", "BringTx", "KnownTx", "DiedTx", "DeathTookTx", "NotDiedTx")
		gone := h.Case(t)
		h.Write(t, func(ctx context.Context, tx *db.Tx) error {
			return h.People.DiedTx(ctx, tx, gone.Worker, gone.Person, h.Today())
		})
		h.Try(t, h.People, h.Cast(t, gone), map[string]fixture.Act{
			"NotDiedTx": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.DB.Write(ctx, func(tx *db.Tx) error {
					_, err := x.People.NotDiedTx(ctx, tx, a, gone.Person, "Her sister, of the same name")
					return err
				})
			}, May: "lead", Absent: "other-lead"},
		}, "ByID", "Cards", "Lines", "Update", "CardTx", "AlikeTx", "Deaths", "DeathTx", "Check", "CreateTx", "RawTx", "TellTx", "TellNewTx", "JoinTx", "PartTx", "BringTx", "KnownTx", "DiedTx", "DeathTookTx")
	})
}

func list(m map[person.ID]person.Card) []person.Card {
	var out []person.Card
	for _, c := range m {
		out = append(out, c)
	}
	return out
}

// masked is somebody with everything that a mask hides.
func masked(h *fixture.House, practice string) person.Details {
	d := h.Details()
	d.Risk, d.AccessNote, d.Practice, d.PracticeWords = "Dog loose in the yard.", "Stand where she can see you", practice, "the surgery"
	d.Ways = append(d.Ways, person.Way{Kind: person.Place, Value: "her sister's house"})
	return d
}

func TestWhoSeesAHiddenAddress(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		d := masked(h, h.Practice(t).ID.String())
		d.HiddenAddress = true
		th := h.Case(t, fixture.Who(func(to *person.Details) { *to = d }))
		cast := h.Cast(t, th)
		for role, sees := range map[string]bool{"worker": true, "lead": true, "triager": false, "office": false, "supervisor": false, "safeguarding": false} {
			c, err := h.People.ByID(context.Background(), cast[role], th.Person)
			if err != nil || c.Full != sees {
				t.Fatalf("%s: %+v %v", role, c, err)
			}
			_, place := c.First(person.Place)
			if shown := c.Address+c.Postcode+c.Practice+c.PracticeWords != "" || place; shown != sees {
				t.Errorf("%s sees where they live: %v", role, shown)
			}
			if c.Name != d.Name || c.Risk == "" || !c.HiddenAddress {
				t.Errorf("%s sees too little: %+v", role, c)
			}
		}
	})
}

func TestWhoSeesARestrictedRecord(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		d := masked(h, h.Practice(t).ID.String())
		d.Restricted = true
		th := h.Case(t, fixture.Who(func(to *person.Details) { *to = d }))
		cast := h.Cast(t, th)
		for role, sees := range map[string]bool{"worker": true, "lead": true, "triager": false, "office": false, "supervisor": false, "safeguarding": false} {
			c, err := h.People.ByID(context.Background(), cast[role], th.Person)
			if err != nil || (c.Name == d.Name) != sees || !c.Restricted {
				t.Errorf("%s: %+v %v", role, c, err)
			}
			if !sees && (c.NHSNumber+c.Risk+c.Address+c.Postcode+c.AccessNote+c.Practice != "" || len(c.Ways) != 0 || c.Age != -1 || !c.Born.IsZero()) {
				t.Errorf("%s sees %+v", role, c)
			}
		}
	})
}

func TestWhatIsMaskedIsNotChanged(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := context.Background()
		for _, hide := range []func(*person.Details){
			func(d *person.Details) { d.HiddenAddress = true }, func(d *person.Details) { d.Restricted = true },
		} {
			th := h.Case(t, fixture.Who(hide))
			d := h.Details()
			if err := h.People.Update(ctx, h.SchemeAdmin(t, th.Service), th.Person, 1, d); code(err) != "person.masked" {
				t.Errorf("an administrator changes what they do not see: %v", err)
			}
			if err := h.People.Update(ctx, th.Worker, th.Person, 1, d); err != nil {
				t.Errorf("their worker: %v", err)
			}
		}
	})
}

func TestSightEndsWithTheGrant(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		acc := h.Account(t, th.Worker)
		ok(t, h.Accounts.EndRole(context.Background(), authz.Program(), acc.ID, acc.Roles[0].ID))
		after, _, err := h.Accounts.Actor(context.Background(), acc.ID, acc.Epoch)
		ok(t, err)
		if _, err := h.People.ByID(context.Background(), after, th.Person); code(err) != "auth.forbidden" {
			t.Errorf("a worker whose role has ended: %v", err)
		}
	})
}

func TestAPersonOfTodayIsAsOldAsTodayWhereTheServiceIs(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t, fixture.Who(func(d *person.Details) { d.Born = clock.Date{Year: 1950, Month: 11, Day: 20} }))
		if c, err := h.People.ByID(context.Background(), th.Worker, th.Person); err != nil || c.Age != 76 {
			t.Errorf("aged %d: %v", c.Age, err)
		}
	})
}

// A list masks what a card masks, and says of it the same: for everybody who sees the
// person, and for nobody else.
func TestALineSaysWhatTheCardSays(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		cast := h.Cast(t, th)
		for name, change := range map[string]func(*person.Details){
			"plain": func(*person.Details) {},
			"told": func(d *person.Details) {
				d.Language, d.Interpreter, d.AccessNote, d.Format, d.Risk = "ur", true, "Knock hard", "large", "A dog that bites"
				d.Ways = []person.Way{{Kind: person.Place, Value: "The library"}, {Kind: person.Mobile, Value: "07700 900555", MayText: true},
					{Kind: person.Phone, Value: "01632 960555", MayCall: true}}
			},
			"young":  func(d *person.Details) { d.Born, d.Ways = h.Today().AddDays(-16*365), nil },
			"hidden": func(d *person.Details) { d.HiddenAddress, d.SafeContact = true, true },
			"secret": func(d *person.Details) { d.Restricted, d.Risk = true, "Her former husband looks for her" },
		} {
			card, err := h.People.ByID(ctx, th.Lead, th.Person)
			if err != nil {
				t.Fatal(err)
			}
			d := h.Details()
			change(&d)
			if err := h.People.Update(ctx, th.Lead, th.Person, card.Version, d); err != nil {
				t.Fatal(name, err)
			}
			seen := 0
			for role, a := range cast {
				cards, err := h.People.Cards(ctx, a, []person.ID{th.Person})
				lines, err2 := h.People.Lines(ctx, a, []person.ID{th.Person})
				if (err == nil) != (err2 == nil) || len(cards) != len(lines) {
					t.Errorf("%s, %s: %v, but %v: %v %v", name, role, cards, lines, err, err2)
				}
				for pid, c := range cards {
					l := lines[pid]
					if l.Name != c.Name || !slices.Equal(l.Chips, c.Chips()) || l.Risk != (c.Risk != "") || l.Interpreter != c.Interpreter {
						t.Errorf("%s, %s: the line is %+v, the card %+v", name, role, l, c)
					}
					seen++
				}
			}
			if seen < 6 {
				t.Errorf("%s: only %d see them", name, seen)
			}
		}
	})
}
