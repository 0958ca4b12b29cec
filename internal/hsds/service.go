package hsds

// Status says whether a service runs, in the words of the specification.
type Status string

// The four statuses of Open Referral UK.
const (
	Active            Status = "active"
	Inactive          Status = "inactive"
	Defunct           Status = "defunct"
	TemporarilyClosed Status = "temporarily closed"
)

// Service is one service with everything that belongs to it. Identifiers are
// lower-case UUIDs, dates are "2006-01-02", times of day "15:04" and instants
// RFC 3339 with an offset; an empty string or nil pointer means "not said".
type Service struct {
	ID                     string              `json:"id"`
	OrganizationID         string              `json:"organization_id,omitempty"`
	Name                   string              `json:"name"`
	AlternateName          string              `json:"alternate_name,omitempty"`
	Description            string              `json:"description,omitempty"`
	URL                    string              `json:"url,omitempty"`
	Email                  string              `json:"email,omitempty"`
	Status                 Status              `json:"status"`
	InterpretationServices string              `json:"interpretation_services,omitempty"`
	ApplicationProcess     string              `json:"application_process,omitempty"`
	FeesDescription        string              `json:"fees_description,omitempty"`
	WaitTime               string              `json:"wait_time,omitempty"`
	Fees                   string              `json:"fees,omitempty"`
	Accreditations         string              `json:"accreditations,omitempty"`
	EligibilityDescription string              `json:"eligibility_description,omitempty"`
	MinimumAge             *float64            `json:"minimum_age,omitempty"`
	MaximumAge             *float64            `json:"maximum_age,omitempty"`
	AssuredDate            string              `json:"assured_date,omitempty"`
	AssurerEmail           string              `json:"assurer_email,omitempty"`
	Licenses               string              `json:"licenses,omitempty"`
	Alert                  string              `json:"alert,omitempty"`
	LastModified           string              `json:"last_modified,omitempty"`
	Phones                 []Phone             `json:"phones,omitempty"`
	Schedules              []Schedule          `json:"schedules,omitempty"`
	ServiceAreas           []ServiceArea       `json:"service_areas,omitempty"`
	ServiceAtLocations     []ServiceAtLocation `json:"service_at_locations,omitempty"`
	Languages              []Language          `json:"languages,omitempty"`
	Organization           *Organization       `json:"organization,omitempty"`
	Funding                []Funding           `json:"funding,omitempty"`
	CostOptions            []CostOption        `json:"cost_options,omitempty"`
	Contacts               []Contact           `json:"contacts,omitempty"`
	Attributes             []Attribute         `json:"attributes,omitempty"`
}

// Organization is the body that provides a service.
type Organization struct {
	ID                      string                   `json:"id"`
	Name                    string                   `json:"name"`
	AlternateName           string                   `json:"alternate_name,omitempty"`
	Description             string                   `json:"description"`
	Email                   string                   `json:"email,omitempty"`
	Website                 string                   `json:"website,omitempty"`
	LegalStatus             string                   `json:"legal_status,omitempty"`
	Logo                    string                   `json:"logo,omitempty"`
	URI                     string                   `json:"uri,omitempty"`
	ParentOrganizationID    string                   `json:"parent_organization_id,omitempty"`
	OrganizationIdentifiers []OrganizationIdentifier `json:"organization_identifiers,omitempty"`
	Phones                  []Phone                  `json:"phones,omitempty"`
	Services                []Service                `json:"services,omitempty"`
}

// OrganizationIdentifier is a number that somebody else gave an organisation,
// such as a charity or company number.
type OrganizationIdentifier struct {
	ID               string `json:"id"`
	IdentifierScheme string `json:"identifier_scheme,omitempty"`
	IdentifierType   string `json:"identifier_type"`
	Identifier       string `json:"identifier"`
}

// Phone is a telephone number as people dial it, with its extension behind it
// ("01632 960123 ext. 4").
type Phone struct {
	ID          string     `json:"id"`
	Number      string     `json:"number"`
	Type        string     `json:"type,omitempty"`
	Description string     `json:"description,omitempty"`
	Languages   []Language `json:"languages,omitempty"`
}

// Schedule says when something happens: days as in "MO,TH", times "15:04".
type Schedule struct {
	ID            string   `json:"id"`
	ValidFrom     string   `json:"valid_from,omitempty"`
	ValidTo       string   `json:"valid_to,omitempty"`
	DTStart       string   `json:"dtstart,omitempty"`
	Freq          string   `json:"freq,omitempty"`
	Interval      *float64 `json:"interval,omitempty"`
	ByDay         string   `json:"byday,omitempty"`
	ByMonthDay    string   `json:"bymonthday,omitempty"`
	Description   string   `json:"description,omitempty"`
	OpensAt       string   `json:"opens_at,omitempty"`
	ClosesAt      string   `json:"closes_at,omitempty"`
	ScheduleLink  string   `json:"schedule_link,omitempty"`
	AttendingType string   `json:"attending_type,omitempty"`
	Notes         string   `json:"notes,omitempty"`
}

// ServiceArea is where people must live to use a service.
type ServiceArea struct {
	ID          string `json:"id"`
	Name        string `json:"name,omitempty"`
	Description string `json:"description,omitempty"`
	Extent      string `json:"extent,omitempty"`
	ExtentType  string `json:"extent_type,omitempty"`
	URI         string `json:"uri,omitempty"`
}

// ServiceAtLocation joins a service to one place where it happens.
type ServiceAtLocation struct {
	ID          string     `json:"id"`
	Description string     `json:"description,omitempty"`
	Location    *Location  `json:"location,omitempty"`
	Contacts    []Contact  `json:"contacts,omitempty"`
	Phones      []Phone    `json:"phones,omitempty"`
	Schedules   []Schedule `json:"schedules,omitempty"`
}

// Location is a place, by post only, or online. Coordinates are WGS 84 degrees.
type Location struct {
	ID                     string          `json:"id"`
	LocationType           string          `json:"location_type"`
	Name                   string          `json:"name,omitempty"`
	AlternateName          string          `json:"alternate_name,omitempty"`
	Description            string          `json:"description,omitempty"`
	Transportation         string          `json:"transportation,omitempty"`
	Latitude               *float64        `json:"latitude,omitempty"`
	Longitude              *float64        `json:"longitude,omitempty"`
	ExternalIdentifier     string          `json:"external_identifier,omitempty"`
	ExternalIdentifierType string          `json:"external_identifier_type,omitempty"`
	Addresses              []Address       `json:"addresses,omitempty"`
	Accessibility          []Accessibility `json:"accessibility,omitempty"`
	Languages              []Language      `json:"languages,omitempty"`
	Phones                 []Phone         `json:"phones,omitempty"`
	Schedules              []Schedule      `json:"schedules,omitempty"`
}

// Address is a postal address. The profile requires everything but Attention,
// Address2 and Region.
type Address struct {
	ID            string `json:"id"`
	Attention     string `json:"attention,omitempty"`
	Address1      string `json:"address_1"`
	Address2      string `json:"address_2,omitempty"`
	City          string `json:"city"`
	Region        string `json:"region,omitempty"`
	StateProvince string `json:"state_province"`
	PostalCode    string `json:"postal_code"`
	Country       string `json:"country"`
	AddressType   string `json:"address_type"`
}

// Accessibility is something that helps a disabled person use a place.
type Accessibility struct {
	ID          string `json:"id"`
	Description string `json:"description,omitempty"`
	Details     string `json:"details,omitempty"`
	URL         string `json:"url,omitempty"`
}

// Language is a language that is spoken or interpreted.
type Language struct {
	ID   string `json:"id"`
	Name string `json:"name,omitempty"`
	Code string `json:"code,omitempty"`
	Note string `json:"note,omitempty"`
}

// Funding is where the money of a service comes from.
type Funding struct {
	ID     string `json:"id"`
	Source string `json:"source,omitempty"`
}

// CostOption is one price.
type CostOption struct {
	ID                string   `json:"id"`
	ValidFrom         string   `json:"valid_from,omitempty"`
	ValidTo           string   `json:"valid_to,omitempty"`
	Option            string   `json:"option,omitempty"`
	Currency          string   `json:"currency,omitempty"`
	Amount            *float64 `json:"amount,omitempty"`
	AmountDescription string   `json:"amount_description,omitempty"`
}

// Contact is a published person or post to talk to.
type Contact struct {
	ID         string  `json:"id"`
	Name       string  `json:"name,omitempty"`
	Title      string  `json:"title,omitempty"`
	Department string  `json:"department,omitempty"`
	Email      string  `json:"email,omitempty"`
	Phones     []Phone `json:"phones,omitempty"`
}

// Attribute ties a service to a term of a taxonomy.
type Attribute struct {
	ID           string        `json:"id"`
	LinkType     string        `json:"link_type,omitempty"`
	LinkEntity   string        `json:"link_entity,omitempty"`
	Value        string        `json:"value,omitempty"`
	TaxonomyTerm *TaxonomyTerm `json:"taxonomy_term,omitempty"`
}

// TaxonomyTerm is one word of a list that sorts services. Parent names the
// broader term where the source says it; it is read, never written.
type TaxonomyTerm struct {
	ID          string `json:"id"`
	Code        string `json:"code,omitempty"`
	Name        string `json:"name"`
	Description string `json:"description"`
	ParentID    string `json:"parent_id,omitempty"`
	Taxonomy    string `json:"taxonomy,omitempty"`
	TaxonomyID  string `json:"taxonomy_id,omitempty"`
	TermURI     string `json:"term_uri,omitempty"`
	Parent      string `json:"-"`
}

// Taxonomy is a list of terms.
type Taxonomy struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Description string `json:"description"`
	URI         string `json:"uri,omitempty"`
	Version     string `json:"version,omitempty"`
}

// APIDetails is what the base address of an Open Referral API answers.
type APIDetails struct {
	Version    string `json:"version"`
	Profile    string `json:"profile"`
	OpenAPIURL string `json:"openapi_url"`
}

// Page is one page of a list in the envelope of the specification. Contents is
// never nil when it is written.
type Page[T any] struct {
	TotalItems int  `json:"total_items"`
	TotalPages int  `json:"total_pages"`
	PageNumber int  `json:"page_number"`
	Size       int  `json:"size"`
	FirstPage  bool `json:"first_page"`
	LastPage   bool `json:"last_page"`
	Empty      bool `json:"empty"`
	Contents   []T  `json:"contents"`
}
