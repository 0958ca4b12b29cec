package feed

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"sort"
	"strings"

	"weft/internal/errs"
	"weft/internal/hsds"
	"weft/internal/intake"
)

// pack is an HSDS CSV data package, version 1.1 or 3: a folder or a zip file.
type pack struct {
	path string
	zip  bool
}

// Name returns the path as it was given.
func (p pack) Name() string { return p.path }

// Key is the name of the folder or file, without folders above and ending.
func (p pack) Key() string {
	if p.zip {
		return baseKey(p.path)
	}
	return path.Base(strings.ReplaceAll(absolute(p.path), "\\", "/"))
}

// Read reads the small tables whole, then streams the services.
func (p pack) Read(ctx context.Context, each func(hsds.Service) error) (hsds.Reading, error) {
	dir, done, err := p.open()
	if err != nil {
		return hsds.Reading{}, err
	}
	defer done() //nolint:errcheck // only read
	in := newTaker(p.Key(), each)
	set, err := openTables(ctx, dir, in)
	if err != nil {
		return hsds.Reading{}, err
	}
	if err := set.stream(ctx); err != nil {
		return hsds.Reading{}, err
	}
	return in.rec().reading(true), nil
}

func (p pack) open() (fs.FS, func() error, error) {
	if !p.zip {
		dir, err := subFolder(os.DirFS(p.path), p.path)
		return dir, func() error { return nil }, err
	}
	files, done, err := intake.OpenZip(p.path)
	if err != nil {
		return nil, nil, err
	}
	dir, err := subFolder(files, p.path)
	if err != nil {
		_ = done()
		return nil, nil, err
	}
	return dir, done, nil
}

// subFolder finds the folder that holds the services, at most two levels down.
func subFolder(dir fs.FS, name string) (fs.FS, error) {
	for _, pattern := range []string{"*.csv", "*/*.csv", "*/*/*.csv"} {
		found, err := fs.Glob(dir, pattern)
		if err != nil {
			return nil, intake.CannotOpen(name, err)
		}
		for _, f := range found {
			if tableOf(path.Base(f), nil) == "services" {
				return fs.Sub(dir, path.Dir(f))
			}
		}
	}
	if _, err := fs.ReadDir(dir, "."); err != nil {
		return nil, intake.CannotOpen(name, err)
	}
	return nil, intake.NewFault(errs.Invalid, "feed.no_services", "%s holds no services.csv, so it is no HSDS data package. "+
		"Give the folder or zip file that has services.csv and organizations.csv in it.", name)
}

// tableOf names the table that a file is, or "". all are the files beside it.
func tableOf(file string, all map[string]bool) string {
	switch strings.ToLower(file) {
	case "services.csv", "service.csv":
		return "services"
	case "organizations.csv", "organization.csv", "organisations.csv":
		return "organizations"
	case "organization_identifiers.csv":
		return "organization_identifiers"
	case "locations.csv", "location.csv":
		return "locations"
	case "services_at_location.csv", "service_at_location.csv", "service_at_locations.csv":
		return "service_at_locations"
	case "physical_addresses.csv", "addresses.csv", "address.csv", "postal_addresses.csv":
		return "addresses"
	case "phones.csv", "phone.csv":
		return "phones"
	case "contacts.csv", "contact.csv":
		return "contacts"
	case "regular_schedules.csv", "regular_schedule.csv", "schedules.csv", "schedule.csv":
		return "schedules"
	case "languages.csv", "language.csv":
		return "languages"
	case "eligibility.csv":
		return "eligibility"
	case "accessibility_for_disabilities.csv", "accessibility.csv":
		return "accessibility"
	case "cost_options.csv", "cost_option.csv":
		return "cost_options"
	case "funding.csv":
		return "funding"
	case "service_areas.csv", "service_area.csv":
		return "service_areas"
	case "services_taxonomy.csv", "service_taxonomy.csv", "attributes.csv", "attribute.csv":
		return "attributes"
	case "taxonomy_terms.csv", "taxonomy_term.csv":
		return "taxonomy_terms"
	case "taxonomy.csv":
		if all["taxonomy_terms.csv"] {
			return "taxonomies"
		}
		return "taxonomy_terms"
	case "taxonomies.csv":
		return "taxonomies"
	}
	return ""
}

// notUsed are files of the specification that say nothing to a directory of groups.
func notUsed(file string) bool {
	switch strings.ToLower(file) {
	case "programs.csv", "required_documents.csv", "metadata.csv", "meta_table_description.csv",
		"meta_table_descriptions.csv", "payments_accepted.csv", "holiday_schedules.csv", "datapackage.json":
		return true
	}
	return false
}

// listing returns the CSV files of a package by table; two files of one table (the
// postal and the physical addresses) are both read.
func listing(dir fs.FS, rec *recorder) (map[string][]string, error) {
	entries, err := fs.ReadDir(dir, ".")
	if err != nil {
		return nil, fmt.Errorf("list the package: %w", err)
	}
	all := map[string]bool{}
	for _, e := range entries {
		all[strings.ToLower(e.Name())] = true
	}
	out := map[string][]string{}
	for _, e := range entries {
		name := e.Name()
		switch t := tableOf(name, all); {
		case e.IsDir():
		case t != "":
			out[t] = append(out[t], name)
		case strings.HasSuffix(strings.ToLower(name), ".csv") && !notUsed(name):
			rec.note(hsds.UnknownFile, name)
		}
	}
	for t := range out {
		sort.Slice(out[t], func(i, j int) bool { return addressRank(out[t][i]) < addressRank(out[t][j]) })
	}
	return out, nil
}

// addressRank puts the place where something happens before where post goes.
func addressRank(file string) string {
	if strings.HasPrefix(strings.ToLower(file), "postal") {
		return "1" + file
	}
	return "0" + file
}
