package export

import (
	"fmt"
	"strings"
	"time"
)

// readme says in plain words what the folder is.
func readme(m manifest) string {
	var b strings.Builder
	say := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	rows := 0
	for _, r := range m.Resources {
		rows += r.Rows
	}
	say("# Everything that this Weft held on %s\n", m.Created.UTC().Format(time.DateOnly))
	say("This folder holds %d records in %d files. Weft %s wrote it at %s.", rows, len(m.Resources), m.Weft.Version, m.Created.UTC().Format(moment))
	say("All files show the same moment. Nothing was cut, rounded or hidden, but for what is named below.\n")
	say("**Keep it as you keep case files.** It holds names, addresses and stories, also of people whose address is hidden or who must")
	say("be contacted safely. Store it encrypted, share it with nobody who may not see all of it, and delete it when it is no longer needed.\n")
	say("## How to read it\n")
	say("Each file is JSON Lines: UTF-8 text, one record a line, each line a JSON object. Almost any language and many tools read it; for instance")
	say("`duckdb -c \"select * from 'person.jsonl'\"`, `pandas.read_json('person.jsonl', lines=True)`, or Power Query in a spreadsheet.")
	say("`null` is \"not known\" or \"not yet\", and differs from an empty text. Days are `2026-03-14`; moments are in UTC.")
	say("Records refer to each other by their numbers (`id`).\n")
	say("`%s` describes every file and column, says which column refers to which file, and holds the SHA-256 and the number of rows of", manifestFile)
	say("each file. It is a Frictionless Data Package with Table Schemas (https://datapackage.org), an open standard.\n")
	say("Texts are exactly as they were written. Some may begin with `=`, `+`, `-` or `@`, which a spreadsheet could take for a formula: import columns")
	say("as text when you bring them into one.\n")
	say("## Bring it back\n")
	say("    weft import everything THIS-FOLDER --data NEW-FOLDER\n")
	say("into an installation that holds nothing yet, on SQLite or PostgreSQL. It checks everything first and brings in all or nothing. What comes")
	say("back is equal to what went out. Nobody has a password then: let yourself in with `weft admin create --email YOURS`, and")
	say("make a one-time link for each colleague on their page. Links that groups and referrers hold go on working at the same address.\n")
	say("## What stayed behind\n")
	for _, l := range m.Weft.LeftOut {
		if !strings.HasPrefix(l.Name, "directory_search_") {
			say("- `%s`: %s.", l.Name, l.Reason)
		}
	}
	for _, l := range m.Weft.LeftColumns {
		say("- `%s`: %s.", l.Name, l.Reason)
	}
	say("\nWhat workers wrote for themselves alone, their reflections, is not the organisation's. That one was written stands in `audit_event.jsonl`, without a word of it.\n")
	say("## The record of who did what\n")
	say("`audit_event.jsonl` is a chain: `hash` is the SHA-256, in hexadecimal, of these texts with the byte 0x1F between them: the hash of the place")
	say("before (empty at place 1), id, at (RFC 3339 in UTC, without zeros at the end of the fraction), actor, actor_kind, action, kind, subject, person, outcome; empty where there is none.")
	say("A row that was changed or taken out breaks it. %d events are sealed; the last hash is `%s`.", m.Weft.Audit.Sealed, m.Weft.Audit.Hash)
	if m.Weft.Audit.Fault != "" {
		say("When this was exported, %s.", m.Weft.Audit.Fault)
	}
	say("\n## The files\n")
	say("| file | what it holds | rows |\n|---|---|---|")
	for _, r := range m.Resources {
		say("| `%s` | %s | %d |", r.Path, r.Description, r.Rows)
	}
	return b.String()
}
