package feed

import (
	"encoding/json"
	"math"
	"net/mail"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"weft/internal/hsds"
)

// record is one object of a source: a JSON object, or a row of a table with
// the rows that point to it.
type record interface {
	// value is nil, a string, a json.Number, a bool, or an object or list that
	// stands where a plain value belongs.
	value(key string) any
	// child is the one record under key, or nil.
	child(key string) record
	// children are the records under key.
	children(key string) []record
	// unknown lists the fields that entity does not know. Tables say that once
	// for a file and return nothing here.
	unknown(known map[string]bool) []string
	// where says where the record stands, for people.
	where() string
}

// decoder turns records into services and notes every leniency.
type decoder struct {
	rec       *recorder
	clean     *cleaner
	space     uuid.UUID
	london    *time.Location
	known     map[string]map[string]bool
	clockTime *regexp.Regexp
}

func newDecoder(key string, rec *recorder) *decoder {
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		london = time.UTC // no time-zone data on this machine: an hour out in summer
	}
	return &decoder{
		rec: rec, clean: newCleaner(), london: london, known: knownFields(),
		space:     uuid.NewSHA1(uuid.NameSpaceURL, []byte("weft:directory:"+key)),
		clockTime: regexp.MustCompile(`^(\d{1,2})[:.h]?(\d{1,2})?(?::\d{2}(?:\.\d+)?)?\s*([ap])?\.?m?\.?(?:z|[+-]\d{2}:\d{2})?$`),
	}
}

// raw is the value of key as text, untouched but for the white space round it.
func (d *decoder) raw(r record, key string) string {
	switch v := r.value(key).(type) {
	case nil:
		return ""
	case string:
		return strings.TrimSpace(v)
	case json.Number:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	default:
		d.rec.note(hsds.WrongShape, r.where()+": "+key)
		return ""
	}
}

// prose is the value of key as plain text with paragraphs.
func (d *decoder) prose(r record, key string) string {
	s := d.raw(r, key)
	if s == "" {
		return ""
	}
	return d.clean.text(s, d.rec, func() string { return r.where() + ": " + key })
}

// line is the value of key as one line of plain text.
func (d *decoder) line(r record, key string) string {
	s := oneLine(d.prose(r, key))
	if len(s) > 1000 {
		s = shorten(s, 1000)
	}
	return s
}

// first is the first of several spellings of a field that holds something.
func (d *decoder) first(r record, keys ...string) string {
	for _, k := range keys {
		if s := d.line(r, k); s != "" {
			return s
		}
	}
	return ""
}

// reference turns an identifier into a UUID without noting anything; entity
// keeps a service 7 and a location 7 apart.
func (d *decoder) reference(entity, raw string) string {
	if raw == "" {
		return ""
	}
	if len(raw) == 36 {
		if u, err := uuid.Parse(raw); err == nil {
			return u.String()
		}
	}
	return uuid.NewSHA1(d.space, []byte(entity+":"+raw)).String()
}

// id is the identifier of a top-level record, or "" when it has none.
func (d *decoder) id(r record, entity string) string {
	raw := d.raw(r, "id")
	id := d.reference(entity, raw)
	if raw != "" && !strings.EqualFold(id, raw) {
		d.rec.note(hsds.NotUUID, r.where()+": "+raw)
	}
	return id
}

// childID is the identifier of a record that belongs to parent.
func (d *decoder) childID(r record, entity, parent string, n int) string {
	if id := d.id(r, entity); id != "" {
		return id
	}
	d.rec.note(hsds.MissingID, r.where()+": "+entity)
	return d.reference(entity, parent+"/"+strconv.Itoa(n))
}

func (d *decoder) number(r record, key string) *float64 {
	raw := d.raw(r, key)
	if raw == "" {
		return nil
	}
	plain := strings.ReplaceAll(strings.TrimLeft(raw, "£$€ "), ",", "")
	f, err := strconv.ParseFloat(plain, 64)
	if err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
		d.rec.note(hsds.BadNumber, r.where()+": "+key+" "+raw)
		return nil
	}
	return &f
}

// ages reads the two ages of a service; an impossible one is left out.
func (d *decoder) ages(r record) (lowest, highest *float64) {
	read := func(key string) *float64 {
		f := d.number(r, key)
		if f != nil && (*f < 0 || *f > 130) {
			d.rec.note(hsds.AgeOutOfRange, r.where()+": "+key+" "+d.raw(r, key))
			return nil
		}
		return f
	}
	lowest, highest = read("minimum_age"), read("maximum_age")
	if lowest != nil && highest != nil && *lowest > *highest {
		d.rec.note(hsds.AgeOutOfRange, r.where()+": minimum_age above maximum_age")
		return nil, nil
	}
	return lowest, highest
}

// date reads a day and returns it as "2006-01-02".
func (d *decoder) date(r record, key string) string {
	raw := d.raw(r, key)
	if raw == "" {
		return ""
	}
	if len(raw) >= 10 {
		if t, err := time.Parse(time.DateOnly, raw[:10]); err == nil && (len(raw) == 10 || raw[10] == 'T' || raw[10] == ' ') {
			return t.Format(time.DateOnly)
		}
	}
	for _, layout := range []string{"2/1/2006", "2-1-2006", "2.1.2006", "2 January 2006", "2 Jan 2006", "20060102"} {
		if t, err := time.Parse(layout, raw); err == nil {
			d.rec.note(hsds.OddDate, r.where()+": "+key+" "+raw)
			return t.Format(time.DateOnly)
		}
	}
	d.rec.note(hsds.BadDate, r.where()+": "+key+" "+raw)
	return ""
}

// instant reads a date and time and returns it with its offset.
func (d *decoder) instant(r record, key string) string {
	raw := d.raw(r, key)
	if raw == "" {
		return ""
	}
	if t, err := time.Parse(time.RFC3339Nano, raw); err == nil {
		return t.Format(time.RFC3339Nano)
	}
	for _, layout := range []string{"2006-01-02T15:04:05.999999999", "2006-01-02 15:04:05.999999999", "2006-01-02T15:04", time.DateOnly} {
		if t, err := time.ParseInLocation(layout, raw, d.london); err == nil {
			d.rec.note(hsds.NoOffset, r.where()+": "+key+" "+raw)
			return t.Format(time.RFC3339Nano)
		}
	}
	d.rec.note(hsds.BadDate, r.where()+": "+key+" "+raw)
	return ""
}

// timeOfDay reads "17:00", "17:00:00", "5pm", "8:30 am", "830am" as "15:04". What it
// cannot read comes back as words.
func (d *decoder) timeOfDay(r record, key string) (at, words string) {
	raw := strings.ToLower(d.raw(r, key))
	if raw == "" {
		return "", ""
	}
	h, m, form, ok := readClock(d.clockTime, raw)
	if !ok {
		d.rec.note(hsds.BadTime, r.where()+": "+key+" "+raw)
		return "", raw
	}
	if form {
		d.rec.note(hsds.OddTime, r.where()+": "+key+" "+raw)
	}
	return twoDigits(h) + ":" + twoDigits(m), ""
}

func readClock(pattern *regexp.Regexp, raw string) (hour, minute int, odd, ok bool) {
	if raw == "noon" || raw == "midday" {
		return 12, 0, true, true
	}
	if raw == "midnight" {
		return 0, 0, true, true
	}
	part := pattern.FindStringSubmatch(raw)
	if part == nil {
		return 0, 0, false, false
	}
	hour, _ = strconv.Atoi(part[1])
	minute, _ = strconv.Atoi(part[2])
	if len(part[1]) == 2 && len(part[2]) == 1 && !strings.ContainsAny(raw, ":.h") { // "830am"
		hour, minute = int(part[1][0]-'0'), int(part[1][1]-'0')*10+int(part[2][0]-'0')
	}
	half := part[3]
	if half == "" && part[2] == "" {
		return 0, 0, false, false // a bare "9" could be anything
	}
	switch {
	case half != "" && (hour == 0 || hour > 12):
		half = ""
	case half == "p" && hour < 12:
		hour += 12
	case half == "a" && hour == 12:
		hour = 0
	}
	odd = part[3] != "" || len(part[2]) == 1 || strings.HasSuffix(raw, "m")
	return hour, minute, odd, (hour < 24 || hour == 24 && minute == 0) && minute < 60
}

func twoDigits(n int) string {
	if n == 24 {
		n = 0
	}
	return string([]byte{byte('0' + n/10), byte('0' + n%10)})
}

func (d *decoder) email(r record, key string) string {
	raw := strings.TrimPrefix(d.raw(r, key), "mailto:")
	if raw == "" {
		return ""
	}
	a, err := mail.ParseAddress(raw)
	if err == nil {
		_, host, _ := strings.Cut(a.Address, "@")
		if strings.Contains(host, ".") && !strings.HasSuffix(strings.ToLower(host), ".invalid") && len(a.Address) <= 254 {
			return a.Address
		}
	}
	d.rec.note(hsds.BadEmail, r.where()+": "+key)
	return ""
}

func (d *decoder) url(r record, keys ...string) string {
	for _, key := range keys {
		raw := d.raw(r, key)
		if raw == "" {
			continue
		}
		if s, bare, ok := readURL(raw); ok {
			if bare {
				d.rec.note(hsds.BareURL, r.where()+": "+key+" "+raw)
			}
			return s
		}
		d.rec.note(hsds.BadURL, r.where()+": "+key+" "+raw)
	}
	return ""
}

// readURL accepts web addresses only, so that no script can hide in a link.
func readURL(raw string) (s string, bare, ok bool) {
	if len(raw) > 2000 || strings.ContainsAny(raw, " \t\n<>\"`") {
		return "", false, false
	}
	low := strings.ToLower(raw)
	if !strings.HasPrefix(low, "http://") && !strings.HasPrefix(low, "https://") {
		if i := strings.IndexAny(low, ":/"); i >= 0 && low[i] == ':' && !strings.Contains(low[:i], ".") {
			return "", false, false
		}
		raw, bare = "http://"+strings.TrimPrefix(raw, "//"), true
	}
	u, err := url.Parse(raw)
	if err != nil || !strings.Contains(u.Hostname(), ".") {
		return "", false, false
	}
	return u.String(), bare, true
}

// oneOf returns the allowed value that s means, or "" and a note.
func (d *decoder) oneOf(r record, key string, allowed ...string) string {
	raw := d.raw(r, key)
	if raw == "" {
		return ""
	}
	for _, a := range allowed {
		if strings.EqualFold(a, raw) {
			return a
		}
	}
	d.rec.note(hsds.UnknownValue, r.where()+": "+key+" "+raw)
	return ""
}

// coordinates reads latitude and longitude; both or neither.
func (d *decoder) coordinates(r record) (lat, lon *float64) {
	lat, lon = d.number(r, "latitude"), d.number(r, "longitude")
	if lat == nil && lon == nil {
		return nil, nil
	}
	if lat == nil || lon == nil {
		d.rec.note(hsds.BadCoordinates, r.where()+": only one of the two")
		return nil, nil
	}
	at := func() string {
		return r.where() + ": " + d.raw(r, "latitude") + ", " + d.raw(r, "longitude")
	}
	if *lat < 3 && *lat > -9 && *lon > 49 && *lon < 62 { // the United Kingdom, the wrong way round
		d.rec.note(hsds.SwappedCoords, at())
		return lon, lat
	}
	if math.Abs(*lat) > 90 || math.Abs(*lon) > 180 || (*lat == 0 && *lon == 0) {
		d.rec.note(hsds.BadCoordinates, at())
		return nil, nil
	}
	return lat, lon
}
