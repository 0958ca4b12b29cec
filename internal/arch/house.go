package arch

// place is one package of an ordered list, and why it stands where it does.
type place struct{ name, reason string }

// capabilities is the one ordered list: each may import the foundation, the formats
// and the capabilities before it. A new capability takes a place in it.
func capabilities() []place {
	return []place{
		{"vocabulary", "the words that every other one chooses from; knows services by their id only"},
		{"draft", "keeps what somebody types, whatever it is about; needs only who types"},
		{"place", "postcodes and distances; people, services and groups all stand somewhere"},
		{"org", "organisations and services; everybody below belongs to one"},
		{"due", "how soon things are to be done; stands at services, asked by nearly everybody below"},
		{"message", "the outbox; people, accounts and referrals are told through it, it knows none of them"},
		{"account", "who signs in and with which roles; roles are held at organisations and services"},
		{"person", "a human being; told through messages, standing at a place"},
		{"access", "who may see a person; needs the person, and everything about one needs it"},
		{"consent", "what a person agreed to; asked before anything is shared"},
		{"call", "somebody rang; needs the person and who may see one"},
		{"directory", "groups and what they offer; stands at places, knows no person's story"},
		{"signpost", "pointing the way to groups; needs the directory and nobody"},
		{"pause", "no room just now: asked before a referral is taken, knows no person"},
		{"referral", "a request for a person; needs consent, access and whether there is a pause"},
		{"request", "what somebody asks on the public page; becomes a referral when it is sent"},
		{"cohort", "people to whom a practice offers it; a yes becomes a referral"},
		{"caseload", "the relationship that a referral opens"},
		{"waiting", "who waits for a worker and who has room; between a referral and its case"},
		{"family", "the people round a person; offers them a referral of their own, and asks whose case it is"},
		{"contact", "what happens within a case"},
		{"register", "one session of several people; writes a contact for each"},
		{"plan", "what a person and a worker agree within a case"},
		{"gap", "needs that nothing in the directory meets"},
		{"measure", "what a person says about how they are, within a case"},
		{"connection", "a person and a group; needs plan, gap and directory"},
		{"safety", "concerns, raised from anywhere above"},
		{"telling", "what staff write to a person; needs their case and counts as a contact"},
		{"support", "letters of support; made from the case, the plan and the groups, with consent"},
		{"journey", "use cases that span several of the above in one transaction"},
		{"legacy", "records of the system used before; comes in through all of the above"},
	}
}

// foundation packages import each other and nothing above them.
func foundation() []place {
	return []place{
		{"errs", "the one vocabulary of failure"},
		{"id", "typed ids"},
		{"clock", "time and working days"},
		{"text", "folding and tidying words"},
		{"authz", "who may do what"},
		{"db", "the only one that knows a database"},
		{"audit", "who did what"},
		{"job", "work after a change"},
		{"once", "a submit happens once"},
		{"mail", "the port to a mail server"},
		{"sms", "text messages and how long they are"},
		{"i18n", "every fixed sentence"},
		{"intake", "reads tables and archives that come from outside"},
	}
}

// formats are the types of other people's standards, known to the capabilities that
// take them in and to the adapters that give them out. They import the foundation
// without db and job.
func formats() []place {
	return []place{
		{"hsds", "Open Referral types"},
		{"hsds/feed", "reads Open Referral from an address, a file or a package"},
	}
}

// readModels may read any table; they import the foundation and the capabilities.
func readModels() []place {
	return []place{
		{"pulse", "how the installation itself is doing; no person"},
		{"progress", "what became of referrals, and how long people wait"},
		{"worklist", "what is due for each person of a worker, on one day"},
		{"report", "figures for many people at once"},
		{"search", "one index over what several capabilities keep"},
		{"export", "everything, as open files"},
	}
}

// adapters import everything below but db and job, and each other only where the
// other is shared. Folders below one belong to it.
func adapters() []place {
	return []place{
		{"httpkit", "from errors to answers; shared"},
		{"web/ui", "the look; shared"},
		{"web/site", "what every page shares: session, forms, frame; shared"},
		{"web/frame", "what every page of a person shares: who it is, the bar and the links; shared"},
		{"web/entry", "how a group's entry is shown, on the public page and on the connect page; shared"},
		{"web", "the router, which knows every folder of pages, and those folders"},
		{"hsdsapi", "the Open Referral interface"},
		{"fhir", "FHIR types"},
		{"fhirapi", "the FHIR interface"},
	}
}

// sharedAdapters may be imported by other adapters.
func sharedAdapters() []string {
	return []string{"httpkit", "web/ui", "web/site", "web/frame", "web/entry", "fhir"}
}

// tops import anything; only cmd and each other import them.
func tops() []place {
	return []place{
		{"app", "wiring and commands"},
		{"town", "builds the fictional town through the services"},
		{"backup", "takes the whole database out and puts it back, whatever is in it"},
		{"doctor", "what is wrong with an installation; looks at all of it"},
		{"metric", "what is counted while it serves; asks the pulse"},
		{"config", "settings, read once; knows errors and sentences only"},
	}
}

// testOnly packages are imported by tests and by each other.
func testOnly() []place {
	return []place{
		{"dbtest", "a fresh database for each engine"},
		{"dbtest/withpostgres", "a command: one PostgreSQL for all test packages"},
		{"dbtest/release", "a command: keeps the schema of a release with a little data, for the tests of upgrades"},
		{"fault", "takes things away from the program itself"},
		{"fixture", "small builders"},
		{"webtest", "a client with selectors"},
		{"browser", "drives Chromium"},
		{"bench", "how fast everything is, against what the machine can do"},
		{"release", "of whose code a built program consists; used when a release is made"},
		{"release/sbom", "a command: writes that down"},
		{"arch", "this package"},
	}
}

// module is someone else's code: who may import it, and why it is there. Importers
// are packages below internal; "tests" stands for test files and test-only packages.
type module struct {
	path      string
	importers []string
	reason    string
}

// modules lists every module that the source imports. docs/dependencies.md says
// what each replaces.
func modules() []module {
	return []module{
		{"github.com/ncruces/go-sqlite3", []string{"db"}, "SQLite in pure Go"},
		{"github.com/jackc/pgx/v5", []string{"db", "tests"}, "PostgreSQL"},
		{"github.com/pressly/goose/v3", []string{"db"}, "migrations"},
		{"github.com/google/uuid", []string{"id", "hsds/feed"}, "ids"},
		{"golang.org/x/text", []string{"text", "i18n", "intake", "tests"}, "folding, plural rules, encodings"},
		{"github.com/wneessen/go-mail", []string{"mail"}, "SMTP"},
		{"github.com/alexedwards/argon2id", []string{"account"}, "password hashes"},
		{"github.com/alexedwards/scs/v2", []string{"account", "web/site"}, "sessions"},
		{"github.com/nyaruka/phonenumbers", []string{"person", "directory", "hsds/feed"}, "telephone numbers"},
		{"github.com/microcosm-cc/bluemonday", []string{"hsds/feed"}, "takes markup out of other people's texts"},
		{"github.com/BurntSushi/toml", []string{"config", "legacy"}, "the file of settings, and the map of another system's columns"},
		{"github.com/xuri/excelize/v2", []string{"intake", "tests"}, "reads workbooks"},
		{"github.com/alecthomas/kong", []string{"config", "app"}, "the command line"},
		{"github.com/a-h/templ", []string{"web", "web/ui", "web/site", "web/frame", "web/entry"}, "typed HTML"},
		{"github.com/andybalholm/brotli", []string{"web/ui"}, "files compressed ahead"},
		{"github.com/klauspost/compress", []string{"web/site", "httpkit", "web", "app", "backup"}, "compressed answers and backups"},
		{"github.com/prometheus/client_golang", []string{"metric"}, "metrics"},
		{"filippo.io/age", []string{"backup"}, "encrypted backups"},
		{"golang.org/x/time", []string{"web/site", "httpkit", "web"}, "rate limits"},
		{"github.com/chromedp/chromedp", []string{"browser"}, "drives Chromium in tests"},
		{"github.com/chromedp/cdproto", []string{"browser"}, "what chromedp says to Chromium"},
		{"github.com/andybalholm/cascadia", []string{"tests"}, "CSS selectors in tests"},
		{"golang.org/x/net", []string{"tests"}, "parses HTML in tests"},
		{"github.com/google/go-cmp", []string{"tests"}, "differences in tests"},
		{"github.com/rogpeppe/go-internal", []string{"tests"}, "tests of commands"},
		{"github.com/santhosh-tekuri/jsonschema/v6", []string{"tests"}, "official schemas in tests"},
		{"pgregory.net/rapid", []string{"tests"}, "properties in tests"},
	}
}

// standard lists the packages of Go that only some may import.
func standard() []module {
	return []module{
		{"database/sql", []string{"db", "bench"}, "one place knows a database; the bench measures what lies beneath it"},
		{"database/sql/driver", []string{"db"}, "one place knows a database"},
		{"net/http", []string{"web", "web/ui", "web/site", "httpkit", "hsdsapi", "fhirapi", "hsds/feed", "app", "metric", "tests"},
			"errors and capabilities know no HTTP"},
		{"html/template", nil, "templ writes HTML"},
		{"net/smtp", nil, "package mail sends"},
		{"math/rand", []string{"town", "town/census", "tests"}, "secrets come from crypto/rand, the demo from a fixed seed"},
		{"math/rand/v2", []string{"town", "town/census", "tests"}, "secrets come from crypto/rand, the demo from a fixed seed"},
	}
}

// exceptions lists imports that the order forbids and a reason allows.
func exceptions() map[string]string {
	return map[string]string{
		"httpkit -> db": "counts the statements of a request for Server-Timing, and runs none",
	}
}

// variables lists the package-level variables that are neither an embedded file nor
// an error, with the reason.
func variables() map[string]string {
	once := "made once for all tests of a process, then never changed"
	return map[string]string{
		"dbtest.sqliteTemplate": once, "dbtest.server": once, "dbtest.templateOnce": once, "webtest.assets": once,
		"due.byCode":    "the shipped rules, made when first asked, then never changed",
		"authz.decided": "the rules of each permission, made when first asked, then never changed",
	}
}

// codesFromElsewhere lists functions that make an error from a code in a variable,
// and where the codes stand.
func codesFromElsewhere() map[string]string {
	return map[string]string{
		"account.lineFaults":  "hands on what another rule wrote out, under the line of a list",
		"account.onLine":      "as lineFaults",
		"config.Check":        "a table in the same function; the package's test says each sentence",
		"intake.NewFault":     "a fault carries its own sentence, for the command line",
		"org.orConflict":      "its callers write the code out",
		"referral.orConflict": "its callers write the code out",
		"person.validate":     "a table of limits in the same function, all form.too_long",
		"web/admin.renamed":   "hands on what the use case wrote out, under another field's name",
		"web/site.Fail":       "hands on what its caller wrote out, where it is checked",
		"web/site.Merge":      "hands on what another error says, which is checked there",
	}
}

// callers lists the packages that ask other hosts, and which.
func callers() map[string]string {
	return map[string]string{
		"app":       "healthcheck asks its own address; an import asks the one that was named, through hsds/feed",
		"hsds/feed": "the address that was named, and no other: see stay",
		"mail":      "the mail server of WEFT_SMTP_URL",
		"db":        "the database of WEFT_DATABASE_URL",
	}
}

// wholeTables lists functions that write any table, whoever owns it, and the one
// package that may call each.
func wholeTables() []module {
	return []module{
		{"db.Fill", []string{"export"}, "a whole installation comes into an empty one; the owners' rules held where it was written"},
		{"db.emptyAll", []string{"db"}, "a backup is put back whole, into a schema that holds nothing of worth"},
		{"db.putIn", []string{"db"}, "as emptyAll; the rows are proved against the backup afterwards"},
		{"db.loosen", []string{"db"}, "PostgreSQL's references go while rows come in any order, and are made and checked again"},
		{"db.Point", []string{"export"}, "as Fill, for a row that refers to one of its own table"},
	}
}

const maxPicks = 6
