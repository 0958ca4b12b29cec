package export

import (
	"time"

	"weft/internal/db"
)

const (
	manifestFile = "datapackage.json"
	readmeFile   = "README.md"
	ending       = ".jsonl"

	// formatNumber changes when the way of writing does, so that an older Weft says that
	// it cannot read a newer folder.
	formatNumber = 1
	profile      = "https://datapackage.org/profiles/2.0/datapackage.json"
)

// manifest is datapackage.json: a Frictionless Data Package, with what Weft adds under
// a name of its own.
type manifest struct {
	Schema      string     `json:"$schema"`
	Name        string     `json:"name"`
	Title       string     `json:"title"`
	Description string     `json:"description"`
	Created     time.Time  `json:"created"`
	Weft        origin     `json:"weft"`
	Resources   []resource `json:"resources"`
}

// origin says which Weft wrote the folder, and what it left out.
type origin struct {
	Format      int    `json:"format"`
	Version     string `json:"version"`
	Schema      int64  `json:"schema"` // the number of the last migration
	Audit       chain  `json:"audit"`
	LeftOut     []left `json:"leftOut"`
	LeftColumns []left `json:"leftColumns"`
}

// chain is the end of the record of who did what.
type chain struct {
	Sealed   int    `json:"sealed"`
	Unsealed int    `json:"unsealed"`
	Hash     string `json:"hash"` // of the last sealed event
	Fault    string `json:"fault,omitempty"`
}

// resource is one file.
type resource struct {
	Name        string      `json:"name"`
	Path        string      `json:"path"`
	Description string      `json:"description"`
	Format      string      `json:"format"`
	MediaType   string      `json:"mediatype"`
	Encoding    string      `json:"encoding"`
	Bytes       int64       `json:"bytes"`
	Hash        string      `json:"hash"` // "sha256:" and the sum
	Rows        int         `json:"rows"`
	Schema      tableSchema `json:"schema"`
}

// tableSchema is a Table Schema.
type tableSchema struct {
	Fields      []field      `json:"fields"`
	PrimaryKey  []string     `json:"primaryKey"`
	ForeignKeys []foreignKey `json:"foreignKeys,omitempty"`
}

type field struct {
	Name        string      `json:"name"`
	Type        string      `json:"type"`
	Format      string      `json:"format,omitempty"`
	Description string      `json:"description"`
	Constraints *constraint `json:"constraints,omitempty"`
}

type constraint struct {
	Required bool `json:"required"`
}

type foreignKey struct {
	Fields    []string `json:"fields"`
	Reference struct {
		Resource string   `json:"resource"`
		Fields   []string `json:"fields"`
	} `json:"reference"`
}

// describe makes the entry of a table, without the sums of its file.
func (d dictionary) describe(t db.Table) resource {
	r := resource{Name: t.Name, Path: t.Name + ending, Description: d.tables[t.Name], Format: "jsonl",
		MediaType: "application/jsonl", Encoding: "utf-8", Schema: tableSchema{PrimaryKey: t.Key}}
	for _, c := range t.Columns {
		m, _ := d.of(t.Name, c.Name)
		f := field{Name: c.Name, Description: m.what}
		switch c.Type {
		case db.UUID:
			f.Type, f.Format = "string", "uuid"
		case db.Boolean:
			f.Type = "boolean"
		case db.Bigint:
			f.Type = "integer"
		case db.Double:
			f.Type = "number"
		case db.Day:
			f.Type = "date"
		case db.Moment:
			f.Type = "datetime"
		default:
			f.Type = "string"
		}
		if !c.Null {
			f.Constraints = &constraint{Required: true}
		}
		r.Schema.Fields = append(r.Schema.Fields, f)
	}
	for _, ref := range d.refs(t) {
		k := foreignKey{Fields: []string{ref.Column}}
		k.Reference.Resource, k.Reference.Fields = ref.Table, []string{ref.To}
		if ref.Table == t.Name {
			k.Reference.Resource = "" // itself, as the standard says it
		}
		r.Schema.ForeignKeys = append(r.Schema.ForeignKeys, k)
	}
	return r
}
