package bench_test

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// judged is one row: a figure of a trial and what it must reach.
type judged struct {
	name  string
	pick  func(m measured) float64
	unit  string  // "/s", "ms", "MB", "s"
	must  float64 // relative: per cent of the limit; 0: only shown
	aim   float64
	least bool // the figure must be at least must, else at most
}

// relative reports whether the row is judged against its limit and not by itself.
func (j judged) relative(t trial) bool { return t.limit != nil }

// trial is one thing that is measured, with its limit where it has one. Both are run in
// turn, so that whatever else the machine does happens to both.
type trial struct {
	run   func() measured
	limit func() measured
	rows  []judged
	turns int // 0: as many as the scale says
}

func rate(m measured) float64  { return m.rate }
func p50(m measured) float64   { return m.p50 }
func p99(m measured) float64   { return m.p99 }
func value(m measured) float64 { return m.value }

// report writes a line a row and remembers what fell short.
type report struct {
	out   io.Writer
	short []string
	lines int
}

// head says what was measured where.
func (r *report) head(s scale) {
	load := "unknown"
	if b, err := os.ReadFile("/proc/loadavg"); err == nil {
		load = strings.Join(strings.Fields(string(b))[:3], " ")
	}
	fmt.Fprintf(r.out, "%s, %d processors, load before %s, %s; %d people, %d groups; medians of %d turns of %v\n", runtime.Version(), runtime.NumCPU(), load, processor(),
		s.people, s.groups, s.turns, s.turn)
	fmt.Fprintf(r.out, "%-52s %-10s %12s %14s %9s %10s %10s\n", "row", "engine", "figure", "limit", "ratio", "must", "aim")
}

func processor() string {
	out, err := exec.Command("uname", "-m").Output()
	if err != nil {
		return runtime.GOARCH
	}
	return strings.TrimSpace(string(out))
}

// do runs a trial in turn with its limit and writes its rows.
func (r *report) do(t testing.TB, engine string, s scale, tr trial) {
	t.Helper()
	turns := s.turns
	if tr.turns > 0 {
		turns = min(turns, tr.turns)
	}
	var figures, limits []measured
	for range turns {
		figures = append(figures, tr.run())
		if tr.limit != nil {
			limits = append(limits, tr.limit())
		}
	}
	for _, j := range tr.rows {
		r.line(engine, tr, j, middle(figures, j.pick), middle(limits, j.pick))
	}
}

func middle(list []measured, pick func(measured) float64) float64 {
	if len(list) == 0 {
		return 0
	}
	var all []float64
	for _, m := range list {
		all = append(all, pick(m))
	}
	return median(all)
}

func (r *report) line(engine string, tr trial, j judged, figure, limit float64) {
	shown, ratio, wants, aims, ok := "", "", "", "", true
	bound := map[bool]string{true: ">=", false: "<="}[j.least]
	switch {
	case j.must == 0:
	case j.relative(tr):
		shown, ratio = amount(limit)+j.unit, fmt.Sprintf("%.1f %%", figure*100/limit)
		wants, aims, ok = fmt.Sprintf("%s %g %%", bound, j.must), fmt.Sprintf("%g %%", j.aim), figure*100/limit >= j.must
	default:
		shown, ratio = amount(j.must)+j.unit, fmt.Sprintf("%.2f", figure/j.must)
		wants, aims = bound+" "+amount(j.must)+j.unit, amount(j.aim)+j.unit
		ok = figure <= j.must
		if j.least {
			ok = figure >= j.must
		}
	}
	verdict := map[bool]string{true: "ok", false: "short"}[ok]
	if j.must == 0 {
		verdict = "-"
	}
	if !ok {
		r.short = append(r.short, engine+": "+j.name)
	}
	r.lines++
	fmt.Fprintf(r.out, "%-52s %-10s %12s %14s %9s %10s %10s  %s\n", j.name, engine, amount(figure)+j.unit, shown, ratio, wants, aims, verdict)
}

func amount(f float64) string {
	switch {
	case f >= 1000:
		s := fmt.Sprintf("%.0f", f)
		return s[:len(s)-3] + "," + s[len(s)-3:]
	case f >= 100:
		return fmt.Sprintf("%.0f", f)
	case f >= 10 || f == float64(int(f)):
		return strings.TrimSuffix(fmt.Sprintf("%.1f", f), ".0")
	default:
		return fmt.Sprintf("%.2f", f)
	}
}

// chosen reports whether a row is among those that BENCH_ROWS names, by a part of the
// name; without it all are.
func chosen(tr trial) bool {
	want := os.Getenv("BENCH_ROWS")
	return want == "" || slices.ContainsFunc(tr.rows, func(j judged) bool {
		return slices.ContainsFunc(strings.Split(want, ","), func(part string) bool { return strings.Contains(j.name, part) })
	})
}
