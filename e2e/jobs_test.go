package e2e

import (
	"fmt"
	"strings"
	"testing"
	"text/tabwriter"
	"time"

	"weft/internal/browser"
)

// job is what somebody comes to do, and what it may cost: steps (a tap, a click, a choice
// or a submit) and time in all. typing is what we allow for the words, at about forty a
// minute; the rest is for the program and for finding the next button (a second and a half
// for each step).
type job struct {
	name   string
	steps  int
	whole  time.Duration
	typing time.Duration
}

// jobs are the targets, here and nowhere else.
func jobs() []job {
	const s = time.Second
	return []job{
		{"record a contact, no answer", 1, 5 * s, 0},
		{"record a contact, full", 4, 60 * s, 40 * s},
		{"refer", 6, 60 * s, 40 * s},
		{"see what became of it", 1, 5 * s, 0},
		{"connect to a group", 4, 90 * s, 20 * s},
		{"a group accepts", 2, 30 * s, 10 * s},
		{"review a plan with two goals", 5, 60 * s, 5 * s},
		{"pause referrals", 3, 60 * s, 5 * s},
		{"ask for a pause", 2, 30 * s, 10 * s},
		{"close a case", 4, 60 * s, 10 * s},
		{"close as lost contact", 4, 60 * s, 0},
		{"open again", 2, 30 * s, 0},
		{"hand over", 4, 60 * s, 20 * s},
		{"ask for help for oneself", 14, 4 * 60 * s, 2 * 60 * s},
		{"find a person", 2, 15 * s, 5 * s},
		{"point the way", 5, 60 * s, 5 * s},
		{"note that somebody rang", 3, 45 * s, 20 * s},
		{"record a session for six people", 8, 60 * s, 15 * s},
		{"record a death", 3, 60 * s, 10 * s},
		{"move a note", 5, 60 * s, 5 * s},
		{"write down somebody", 8, 60 * s, 10 * s},
		{"offer a plan of their own", 4, 60 * s, 20 * s},
		{"a letter", 5, 60 * s, 0},
	}
}

// finding is how long we allow for seeing where to press next.
const finding = 1500 * time.Millisecond

// count is one job, done.
type count struct {
	steps int
	took  time.Duration
}

// left is what of the time the program may take.
func (j job) left(steps int) time.Duration { return j.whole - j.typing - time.Duration(steps)*finding }

// done holds what the tab counted since ResetSteps against the job's target.
func (w walk) done(name string, tab *browser.Tab) {
	w.t.Helper()
	for _, j := range jobs() {
		if j.name != name {
			continue
		}
		c := count{tab.Steps(), tab.Took()}
		if before, ok := shared.counted.Load(name); !ok || before.(count).took < c.took {
			shared.counted.Store(name, c)
		}
		if c.steps > j.steps {
			w.t.Errorf("%s took %d steps, the target is %d", name, c.steps, j.steps)
		}
		if c.took > j.left(c.steps) {
			w.t.Errorf("%s took %s without typing and looking, %s is left for it", name, c.took, j.left(c.steps))
		}
		return
	}
	w.t.Fatalf("no target is set for %q", name)
}

// uncounted is the error that jobs were not done by any test.
func uncounted() error {
	var none []string
	for _, j := range jobs() {
		if _, ok := shared.counted.Load(j.name); !ok {
			none = append(none, j.name)
		}
	}
	if len(none) > 0 {
		return fmt.Errorf("no test counts the steps of: %s", strings.Join(none, ", "))
	}
	return nil
}

// table lists the jobs and what the slowest of their walks took.
func table() string {
	var b strings.Builder
	out := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(out, "job\tsteps\ttarget\tprogram, s\ttyping allowed, s\tin all, s\ttarget, s\tok")
	for _, j := range jobs() {
		v, done := shared.counted.Load(j.name)
		if !done {
			fmt.Fprintf(out, "%s\tnot done\t%d\t\t\t\t\tno\n", j.name, j.steps)
			continue
		}
		c := v.(count)
		all := c.took + j.typing + time.Duration(c.steps)*finding
		ok := "yes"
		if c.steps > j.steps || all > j.whole {
			ok = "no"
		}
		fmt.Fprintf(out, "%s\t%d\t%d\t%.1f\t%.0f\t%.1f\t%.0f\t%s\n", j.name, c.steps, j.steps, c.took.Seconds(), j.typing.Seconds(), all.Seconds(), j.whole.Seconds(), ok)
	}
	_ = out.Flush()
	return b.String()
}

// TestTheJobsOfEveryDayKeepTheirSteps does the jobs that no longer journey does, on a wide
// screen, each for people of its own.
func TestTheJobsOfEveryDayKeepTheirSteps(t *testing.T) {
	t.Parallel()
	for name, walked := range map[string]func(w walk){
		"a person is found": walk.find, "a plan is looked at together": walk.review, "referrals are paused": walk.pause,
		"a pause is asked for": walk.askForPause, "somebody is handed over": walk.handOver, "somebody rang": walk.rang,
		"somebody asks for help": walk.asksForHelp,
	} {
		t.Run(name, func(t *testing.T) {
			walked(walk{t: t, s: shared.server, b: shared.browser, traveller: traveller{name: name, opts: browser.Options{Width: 1280, JS: true}}})
		})
	}
}

func (w walk) find() {
	tab := w.tab("Link worker")
	tab.Fill("#find", "Rukhsana")
	tab.Click("Find")
	tab.Click("Rukhsana Malik")
	w.done("find a person", tab)
	w.sees(tab, "The story so far")
}

func (w walk) review() {
	tab := w.tab("Link worker")
	w.open(tab, "Dilys Penhallow")
	tab.Click("More")
	tab.Click("Look at the plan together")
	w.good(tab)
	tab.Choose("“Sing with people again”", "Going OK")
	tab.Choose("“Know the heating bill before it comes”", "Stuck")
	tab.Submit()
	w.done("review a plan with two goals", tab)
	w.sees(tab, "Dilys")
	w.good(tab)
}

func (w walk) pause() {
	tab := w.tab("Team lead")
	tab.Goto(w.s.url + "/team")
	tab.ResetSteps()
	tab.Click("Pause referrals")
	w.good(tab)
	tab.Choose("What is paused?", "New people for one worker")
	tab.Submit()
	w.done("pause referrals", tab)
	w.sees(tab, "New people for Amina Yusuf")
	w.good(tab)
}

func (w walk) askForPause() {
	tab := w.tab("Another link worker")
	tab.Goto(w.s.url + "/team/pause/ask")
	w.good(tab)
	tab.ResetSteps()
	tab.Choose("What is it?", "More people than we can see well")
	tab.Submit()
	w.done("ask for a pause", tab)
	w.sees(tab, "Asked for")
}

func (w walk) handOver() {
	tab := w.tab("Link worker")
	w.open(tab, "Tomasz Wierzba") // no other journey is with him
	tab.Click("More")
	tab.Click("Hand over")
	w.good(tab)
	tab.Select("To whom?", "Grace Adeyemi")
	tab.Fill("What should they know first?", "She likes the mornings.")
	tab.Submit()
	w.done("hand over", tab)
	w.good(tab)
}

func (w walk) rang() {
	tab := w.tab("Link worker")
	tab.Goto(w.s.url + "/calls")
	w.good(tab)
	tab.ResetSteps()
	tab.Click("Somebody rang")
	tab.Fill("Who rang?", "A man about the damp")
	tab.Fill("Number", "01632 960 388")
	tab.Submit()
	w.done("note that somebody rang", tab)
	w.sees(tab, "A man about the damp")
	w.good(tab)
}

// asksForHelp is the door for everybody: seven questions at most, then the check.
func (w walk) asksForHelp() {
	tab := w.tab("")
	tab.Goto(w.s.url + "/help")
	tab.ResetSteps()
	tab.Click("Start now")
	questions := map[string]func(){
		"who": func() { tab.Choose("", "Me") },
		"name": func() {
			tab.Fill("Full name", "Gethin Rowe")
			tab.Fill("Year", "1958")
		},
		"reach": func() {
			tab.Fill("Phone number", "07700 900 377")
			tab.Choose("Is it safe to ring or write?", "Yes, at any time")
		},
		"about": func() { tab.Choose("", "Company and loneliness") },
	}
	asked := 0
	for ; !strings.HasSuffix(tab.URL(), "/help/check"); asked++ {
		at := tab.URL()[strings.LastIndex(tab.URL(), "/")+1:]
		if answer := questions[at]; answer != nil {
			answer()
			delete(questions, at)
		}
		if asked > 7 {
			w.t.Fatalf("more than seven questions; the page is %s:\n%s", tab.URL(), tab.Text())
		}
		tab.Submit()
	}
	if asked > 7 || len(questions) > 0 {
		w.t.Errorf("%d questions were asked, and %d never came", asked, len(questions))
	}
	tab.Submit()
	w.done("ask for help for oneself", tab)
	w.sees(tab, "Thank you", "Your reference is")
}
