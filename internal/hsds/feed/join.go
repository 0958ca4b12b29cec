package feed

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"weft/internal/errs"
	"weft/internal/hsds"
	"weft/internal/intake"
)

// tables holds the small tables of a package, indexed by what they belong to,
// and the table of services, which is streamed.
type tables struct {
	in       *taker
	dir      fs.FS
	services []string
	// byOwner holds the rows of a table by "service/12", "location/7" and so on.
	byOwner map[string]map[string][]intake.Row
	// byID holds organisations, locations and terms by their identifier.
	byID map[string]map[string]intake.Row
	// places holds the locations of an organisation.
	places map[string][]string
}

// owners lists, for each table, the columns that may say whom a row belongs
// to, the closest first.
func owners(name string) []string {
	switch name {
	case "phones":
		return []string{"contact_id", "service_id", "service_at_location_id", "location_id", "organization_id"}
	case "contacts", "schedules":
		return []string{"service_id", "service_at_location_id", "location_id", "organization_id"}
	case "languages":
		return []string{"phone_id", "service_id", "location_id"}
	case "addresses":
		return []string{"location_id", "organization_id"}
	case "accessibility":
		return []string{"location_id"}
	case "attributes":
		return []string{"service_id", "link_id"}
	case "funding":
		return []string{"service_id", "organization_id"}
	case "organization_identifiers":
		return []string{"organization_id"}
	}
	return []string{"service_id"}
}

// entity names the entity whose fields the columns of a table are.
func entity(name string) string {
	switch name {
	case "services", "organizations", "locations", "phones", "contacts", "schedules", "languages",
		"service_at_locations", "service_areas", "cost_options", "attributes", "taxonomy_terms", "organization_identifiers":
		return strings.TrimSuffix(name, "s")
	case "addresses":
		return "address"
	case "taxonomies":
		return "taxonomy"
	}
	return name
}

func openTables(ctx context.Context, dir fs.FS, in *taker) (*tables, error) {
	files, err := listing(dir, in.rec())
	if err != nil {
		return nil, err
	}
	set := &tables{in: in, dir: dir, services: files["services"], byOwner: map[string]map[string][]intake.Row{},
		byID: map[string]map[string]intake.Row{}, places: map[string][]string{}}
	if len(files["organizations"]) == 0 {
		in.rec().note(hsds.MissingFile, "organizations.csv")
	}
	delete(files, "services")
	for name, list := range files {
		for _, file := range list {
			if err := set.load(ctx, name, file); err != nil {
				return nil, err
			}
		}
	}
	for id, l := range set.byID["locations"] {
		if org := l.Cell("organization_id"); org != "" {
			set.places[org] = append(set.places[org], id)
		}
	}
	return set, nil
}

// open opens a table and notes what is odd about it.
func (s *tables) open(file string) (*intake.Table, error) {
	t, err := intake.OpenTable(s.dir, file)
	if err != nil {
		return nil, err
	}
	if t.Encoding != "" {
		s.in.rec().note(hsds.OtherEncoding, file+": "+t.Encoding)
	}
	if t.Separator != ',' {
		s.in.rec().note(hsds.OtherDelimiter, fmt.Sprintf("%s: %q", file, t.Separator))
	}
	return t, nil
}

func (s *tables) next(t *intake.Table) (intake.Row, string, error) {
	r, reason, err := t.Next()
	if r.Extra {
		s.in.rec().note(hsds.ExtraCells, r.Where())
	}
	return r, reason, err
}

// load reads one small table into its index.
func (s *tables) load(ctx context.Context, name, file string) error {
	t, err := s.open(file)
	if err != nil {
		return err
	}
	defer t.Close() //nolint:errcheck // only read
	s.noteColumns(t, name)
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		r, reason, err := s.next(t)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return intake.CannotRead(file, err)
		}
		if reason == "" {
			reason = s.index(name, r)
		}
		if reason != "" {
			s.in.rec().refuse(file, r.Number, reason)
		}
	}
}

func (s *tables) index(name string, r intake.Row) (reason string) {
	switch name {
	case "organizations", "locations", "taxonomy_terms", "taxonomies":
		return s.indexByID(name, r)
	}
	for _, column := range owners(name) {
		if id := r.Cell(column); id != "" {
			key := strings.TrimSuffix(column, "_id") + "/" + id
			if column == "link_id" {
				key = "service/" + id
			}
			if s.byOwner[name] == nil {
				s.byOwner[name] = map[string][]intake.Row{}
			}
			s.byOwner[name][key] = append(s.byOwner[name][key], r)
			return ""
		}
	}
	if strings.TrimSpace(strings.Join(r.Cells, "")) == "" {
		s.in.rec().note(hsds.EmptyEntry, r.Where())
		return ""
	}
	return "it does not say what it belongs to (" + strings.Join(owners(name), ", ") + " is empty)"
}

func (s *tables) indexByID(name string, r intake.Row) (reason string) {
	id := r.Cell("id")
	if id == "" {
		return "it has no id"
	}
	if s.byID[name] == nil {
		s.byID[name] = map[string]intake.Row{}
	}
	if first, ok := s.byID[name][id]; ok {
		if name == "taxonomy_terms" || slices.Equal(first.Cells, r.Cells) {
			s.in.rec().note(hsds.DuplicateID, r.Where()+": "+id)
			return ""
		}
		return "it has the id of row " + fmt.Sprint(first.Number) + "; the first was kept"
	}
	s.byID[name][id] = r
	return ""
}

func (s *tables) noteColumns(t *intake.Table, name string) {
	known := s.in.dec.known[entity(name)]
	for _, column := range t.Columns() {
		if column != "" && !known[column] {
			s.in.rec().note(hsds.UnknownField, t.Name+": "+column)
		}
	}
}

// stream hands the services over.
func (s *tables) stream(ctx context.Context) error {
	for _, file := range s.services {
		if err := s.streamFile(ctx, file); err != nil {
			return err
		}
	}
	return nil
}

func (s *tables) streamFile(ctx context.Context, file string) error {
	t, err := s.open(file)
	if err != nil {
		return err
	}
	defer t.Close() //nolint:errcheck // only read
	if missing := t.Missing("name"); len(missing) > 0 {
		return intake.NewFault(errs.Invalid, "feed.columns", "%s has no column %s. It has these: %s. "+
			"An HSDS package needs id, organization_id and name. Nothing was kept.", file, strings.Join(missing, ", "), strings.Join(t.Columns(), ", "))
	}
	for _, column := range t.Missing("id", "organization_id", "description", "status") {
		s.in.rec().note(hsds.MissingField, file+": column "+column)
	}
	s.noteColumns(t, "services")
	for {
		r, reason, err := s.next(t)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return intake.CannotRead(file, err)
		}
		if reason != "" {
			s.in.rec().refuse(file, r.Number, reason)
			continue
		}
		if _, _, err := s.in.take(ctx, tableRecord{Row: r, kind: "service", set: s}, file, r.Number); err != nil {
			return err
		}
	}
}

// tableRecord is a row together with the rows that point to it.
type tableRecord struct {
	intake.Row
	kind string // service, location, organization, contact, phone, service_at_location, or "" for a leaf
	set  *tables
	name string // given name of a stand-in that has no row
}

func (r tableRecord) value(key string) any {
	if r.name != "" {
		switch key {
		case "name":
			return r.name
		case "id":
			return r.Cell("organization_id")
		}
		return nil
	}
	if v := r.Cell(key); v != "" {
		return v
	}
	if key == "address_type" && strings.HasPrefix(strings.ToLower(r.Table.Name), "postal") {
		return "postal"
	}
	return nil
}

func (r tableRecord) where() string { return r.Where() }

func (r tableRecord) unknown(map[string]bool) []string { return nil }

func (r tableRecord) children(key string) []record {
	if r.name != "" || key == "locations" {
		return nil
	}
	rows := r.set.byOwner[key][r.kind+"/"+r.Cell("id")]
	if r.kind == "" || r.Cell("id") == "" {
		rows = nil
	}
	if r.kind == "service" && key == "service_at_locations" && len(rows) == 0 {
		return r.inferredPlace()
	}
	kind := map[string]string{"contacts": "contact", "phones": "phone", "service_at_locations": "service_at_location"}[key]
	out := make([]record, len(rows))
	for i, child := range rows {
		out[i] = tableRecord{Row: child, kind: kind, set: r.set}
	}
	return out
}

// inferredPlace is the only location of the organisation, where there is one.
func (r tableRecord) inferredPlace() []record {
	places := r.set.places[r.Cell("organization_id")]
	if len(places) != 1 {
		return nil
	}
	r.set.in.rec().note(hsds.InferredPlace, r.Where())
	fields := map[string]any{"id": "of/" + r.Cell("id"), "location_id": places[0]}
	return []record{joined{object: object{fields: fields, at: r.Where(), dec: r.set.in.dec}, set: r.set}}
}

func (r tableRecord) child(key string) record {
	switch key {
	case "organization":
		return r.organization()
	case "location":
		return r.set.location(r.Cell("location_id"), r.Where())
	case "taxonomy_term":
		id := r.Cell("taxonomy_term_id")
		if id == "" {
			id = r.Cell("taxonomy_id")
		}
		if term, ok := r.set.byID["taxonomy_terms"][id]; ok {
			return tableRecord{Row: term, set: r.set}
		}
		r.set.in.rec().note(hsds.UnlistedTerm, r.Where()+": "+id)
	}
	return nil
}

func (s *tables) location(id, at string) record {
	if l, ok := s.byID["locations"][id]; ok {
		return tableRecord{Row: l, kind: "location", set: s}
	}
	s.in.rec().note(hsds.UnlistedPlace, at+": "+id)
	return nil
}

// organization is the one that is listed, or a stand-in with the best name that
// the package has for it.
func (r tableRecord) organization() record {
	id := r.Cell("organization_id")
	if o, ok := r.set.byID["organizations"][id]; ok {
		return tableRecord{Row: o, kind: "organization", set: r.set}
	}
	name := ""
	if l, ok := r.set.byID["locations"][id]; ok {
		name = l.Cell("name")
	} else if places := r.set.places[id]; id != "" && len(places) == 1 {
		name = r.set.byID["locations"][places[0]].Cell("name")
	}
	if id == "" || name == "" {
		return nil
	}
	r.set.in.rec().note(hsds.UnlistedOrg, r.Where()+": "+id)
	return tableRecord{Row: r.Row, set: r.set, name: name}
}

// joined is a service at a location that no row says.
type joined struct {
	object
	set *tables
}

func (j joined) child(key string) record {
	if key != "location" {
		return nil
	}
	id, _ := j.fields["location_id"].(string)
	return j.set.location(id, j.at)
}
