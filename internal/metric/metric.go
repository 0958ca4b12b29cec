package metric

import (
	"context"
	"net/http"
	"runtime"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"weft/internal/backup"
	"weft/internal/clock"
	"weft/internal/pulse"
)

// scrapeWithin bounds what one look asks of the database.
const scrapeWithin = 3 * time.Second

// Source is what a Set looks at when it is asked.
type Source struct {
	Version string
	Pulse   *pulse.Service
	Backups string // their folder
	Clock   clock.Clock
}

// Set is all that is counted.
type Set struct {
	registry *prometheus.Registry
	requests *prometheus.HistogramVec
	queries  *prometheus.CounterVec
	dbTime   prometheus.Counter
}

// New returns an empty set.
func New(s Source) *Set {
	m := &Set{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "weft_http_request_seconds",
			Help: "Time to answer a request, by route pattern and status.", Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10}},
			[]string{"route", "status"}),
		queries: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "weft_db_queries_total", Help: "Statements that requests asked of the database, by route pattern."}, []string{"route"}),
		dbTime:  prometheus.NewCounter(prometheus.CounterOpts{Name: "weft_db_seconds_total", Help: "Time that requests waited for the database."}),
	}
	build := prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "weft_build_info", Help: "1, with the version of Weft and of Go."}, []string{"version", "go"})
	build.WithLabelValues(s.Version, runtime.Version()).Set(1)
	m.registry.MustRegister(m.requests, m.queries, m.dbTime, build, watch{s}, collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Observe counts one request. route is a pattern, never an address.
func (m *Set) Observe(route string, status int, took time.Duration, queries int64, dbTime time.Duration) {
	if route == "" {
		route = "none"
	}
	m.requests.WithLabelValues(route, strconv.Itoa(status)).Observe(took.Seconds())
	m.queries.WithLabelValues(route).Add(float64(queries))
	m.dbTime.Add(dbTime.Seconds())
}

// Handler serves /metrics and nothing else.
func (m *Set) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{}))
	return mux
}

// watch asks the pulse and the backups each time somebody looks.
type watch struct{ Source }

func gauge(name, help string) *prometheus.Desc { return prometheus.NewDesc(name, help, nil, nil) }

// Describe says nothing ahead, so that what cannot be asked is left out.
func (watch) Describe(chan<- *prometheus.Desc) {}

// Collect asks and hands on what it was told.
func (w watch) Collect(out chan<- prometheus.Metric) {
	set := func(name, help string, v float64) {
		out <- prometheus.MustNewConstMetric(gauge(name, help), prometheus.GaugeValue, v)
	}
	now := w.Clock.Now()
	if h, err := backup.Read(w.Backups); err == nil && !h.Good.At.IsZero() {
		set("weft_backup_age_seconds", "Age of the last backup that was put back on trial.", now.Sub(h.Good.At).Seconds())
		failed := 0.0
		if h.Last.Problem != "" {
			failed = 1
		}
		set("weft_backup_failed", "1 while the last backup failed.", failed)
	}
	ctx, cancel := context.WithTimeout(context.Background(), scrapeWithin)
	defer cancel()
	p, err := w.Pulse.Now(ctx)
	if err != nil {
		set("weft_database_up", "1 while the database answers.", 0)
		return
	}
	set("weft_database_up", "1 while the database answers.", 1)
	set("weft_database_clock_skew_seconds", "How far the database's clock is ahead of ours.", p.Skew.Seconds())
	set("weft_jobs_due", "Jobs that are due and not done.", float64(p.Jobs.Count))
	set("weft_jobs_oldest_seconds", "How long the first of them has been due.", p.Jobs.Age(now).Seconds())
	set("weft_jobs_failed", "Jobs that were given up.", float64(p.JobsFailed))
	set("weft_messages_waiting", "E-mails and texts that wait to be sent.", float64(p.Messages.Count))
	set("weft_messages_oldest_seconds", "How long the first of them has waited.", p.Messages.Age(now).Seconds())
	set("weft_messages_failed", "Messages that could not be sent.", float64(p.Failed))
	set("weft_letters_waiting", "Letters that wait to be printed.", float64(p.Letters))
	set("weft_audit_unsealed", "Events that are not in the audit chain yet.", float64(p.Unsealed.Count))
	set("weft_audit_unsealed_oldest_seconds", "How long the first of them has waited.", p.Unsealed.Age(now).Seconds())
}
