package group

import (
	"fmt"
	"strconv"
	"strings"
)

// Venue is where a service takes place. Without a Postcode it has no place of its own.
type Venue struct{ Key, Name, Street, Town, Postcode, Transport, Access string }

// Service is what a group offers. Days are two letters each, as Open Referral has them.
type Service struct {
	Group     string // who runs it
	Name      string
	Needs     []string
	Days      []string
	From, To  string
	When      string // in words, where days and times do not say it all
	Cost      string
	Venue     Venue
	About     string
	For       string
	Min, Max  int // ages; 0: not said
	Languages []string
	By        string // how to refer: link, phone, form, post or person
	FullFor   int    // days from today; 0: there is room
	Checked   int    // days ago that somebody said it is right; 0: usual, -1: never
	State     string // "" for live; draft, verified, suspended, closed
	Tip       string
}

// All returns every service in the order of the lists. An error names the line that
// cannot be read.
func All() ([]Service, error) {
	places := map[string]Venue{}
	for _, line := range lines(venues()) {
		f := strings.Split(line, "|")
		if len(f) != 7 {
			return nil, fmt.Errorf("a venue has 7 fields: %s", line)
		}
		places[f[0]] = Venue{f[0], f[1], f[2], f[3], f[4], f[5], f[6]}
	}
	var out []Service
	for _, list := range []string{singing(), making(), company(), villages(), moving(), outdoors(), moneyAndHome(), healthy(), minds(), families(), arrivals(), learning()} {
		for _, line := range lines(list) {
			s, err := read(line, places)
			if err != nil {
				return nil, err
			}
			out = append(out, s)
		}
	}
	return out, nil
}

func lines(list string) []string {
	var out []string
	for line := range strings.SplitSeq(list, "\n") {
		if line != "" {
			out = append(out, line)
		}
	}
	return out
}

// read takes one line apart: group | name | needs | when | cost | venue | about | more.
// An empty name is the group's own. More is a list like "min 60; by phone; tip …".
func read(line string, places map[string]Venue) (Service, error) {
	f := strings.Split(line, "|")
	if len(f) != 8 {
		return Service{}, fmt.Errorf("a service has 8 fields: %s", line)
	}
	s := Service{Group: f[0], Name: f[1], Needs: strings.Fields(f[2]), Cost: f[4], About: f[6], By: "link"}
	if s.Name == "" {
		s.Name = s.Group
	}
	var ok bool
	if s.Venue, ok = places[f[5]]; !ok {
		return s, fmt.Errorf("no venue %q: %s", f[5], line)
	}
	s.when(f[3])
	for more := range strings.SplitSeq(f[7], ";") {
		if err := s.more(strings.TrimSpace(more)); err != nil {
			return s, fmt.Errorf("%w: %s", err, line)
		}
	}
	return s, nil
}

// when reads "TU TH 10:45-12:15 in term time".
func (s *Service) when(words string) {
	rest := strings.Fields(words)
	for len(rest) > 0 && len(rest[0]) == 2 && rest[0] == strings.ToUpper(rest[0]) {
		s.Days, rest = append(s.Days, rest[0]), rest[1:]
	}
	if len(rest) > 0 && len(rest[0]) == 11 && rest[0][5] == '-' {
		s.From, s.To, rest = rest[0][:5], rest[0][6:], rest[1:]
	}
	s.When = strings.Join(rest, " ")
}

func (s *Service) more(words string) (err error) {
	key, value, _ := strings.Cut(words, " ")
	switch key {
	case "":
	case "min":
		s.Min, err = strconv.Atoi(value)
	case "max":
		s.Max, err = strconv.Atoi(value)
	case "full":
		s.FullFor, err = strconv.Atoi(value)
	case "checked":
		s.Checked, err = strconv.Atoi(value)
	case "by":
		s.By = value
	case "in":
		s.Languages = strings.Split(value, ", ")
	case "for":
		s.For = value
	case "state":
		s.State = value
	case "tip":
		s.Tip = value
	default:
		err = fmt.Errorf("nobody reads %q", key)
	}
	return err
}
