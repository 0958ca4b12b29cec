package legacy_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/fixture"
	"weft/internal/legacy"
	"weft/internal/org"
)

const (
	manyPeople = 5000
	manyBroken = 40
)

// header of the big file, in the words of another system and in no order of ours.
func header() []string {
	return []string{"Client ID", "Surname", "Forename", "Known As", "DOB", "NHS No", "Home Phone", "Mobile Number", "E-mail", "Address Line 1", "Town",
		"Post Code", "GP Surgery", "Main Language", "Interpreter Required", "Ok To Text", "Link Worker", "Referral Source", "Referred By", "Date Referred",
		"Reason For Referral", "Needs Identified", "Case Status", "Date Opened", "Next Appointment", "What Matters To Me", "Goals", "Consent Given", "Shoe Size"}
}

// breakage is a way in which a row can be wrong: the column it names and part of why.
type breakage struct {
	column, why string
	spoil       func(row map[string]string)
}

func breakages() []breakage {
	set := func(column, value string) func(map[string]string) {
		return func(r map[string]string) { r[column] = value }
	}
	return []breakage{
		{"Client ID", "no id of the old system", set("Client ID", "")},
		{"Client ID", "has the same id", set("Client ID", "C-00001")},
		{"name", "Write the person's name", func(r map[string]string) { r["Surname"], r["Forename"], r["Known As"] = "", "", "" }},
		{"DOB", "birth date is in the future", set("DOB", "01/02/2031")},
		{"DOB", "month first", set("DOB", "03/25/1950")},
		{"NHS No", "not an NHS number", set("NHS No", "9990000000")},
		{"Post Code", "not a postcode", set("Post Code", "NOWHERE")},
		{"E-mail", "not an e-mail address", set("E-mail", "someone at example")},
		{"Link Worker", "No one link worker", set("Link Worker", "nobody@example.org")},
		{"Case Status", "is closed in the old system", set("Case Status", "Discharged")},
		{"Case Status", "does not know this stage", set("Case Status", "Blue")},
		{"Date Opened", "is in the future", set("Date Opened", "31/12/2030")},
		{"Consent Given", "did not agree", set("Consent Given", "No")},
	}
}

// big makes the file: which rows are broken, and how, by the row's number.
func big(h *fixture.House, workers []string) (rows [][]string, broken map[int]breakage) {
	random := rand.New(rand.NewPCG(7, 11))
	broken = map[int]breakage{}
	kinds := breakages()
	for len(broken) < manyBroken {
		if n := 3 + random.IntN(manyPeople-3); broken[n].why == "" {
			broken[n] = kinds[len(broken)%len(kinds)]
		}
	}
	rows = append(rows, header())
	day := func(days int) string {
		d := h.Today().AddDays(-days)
		return fmt.Sprintf("%02d/%02d/%d", d.Day, d.Month, d.Year)
	}
	given := []string{"Dilys", "Marjorie", "Kofi", "Sunita", "Alun", "Bronwen", "Zofia"}
	family := []string{"Pryce", "Ellwood", "Asante", "Hartley", "O'Connor", "Ngũgĩ"}
	for i := range manyPeople {
		opened := 5 + random.IntN(300)
		r := map[string]string{"Client ID": fmt.Sprintf("C-%05d", i), "Surname": family[random.IntN(6)] + " " + strconv.Itoa(i), "Forename": given[random.IntN(7)],
			"DOB": fmt.Sprintf("%02d/%02d/%d", 1+i%28, 1+i%12, 1930+i%70), "NHS No": fixture.NHSNumber(100 + i), "Mobile Number": fmt.Sprintf("07700 900%03d", i%1000),
			"Address Line 1": fmt.Sprintf("%d Mill Row", 1+i%200), "Town": "Aldermoor", "Post Code": "QZ1 1AA", "GP Surgery": "Fern Lane Surgery",
			"Main Language": "English", "Interpreter Required": "No", "Ok To Text": "Yes", "Link Worker": workers[i%len(workers)], "Referral Source": "GP",
			"Referred By": "Dr Lowe", "Date Referred": day(opened + 10), "Reason For Referral": "Has been on their own since spring,\nand would like company.",
			"Needs Identified": "Isolation; Benefits", "Case Status": "In progress", "Date Opened": day(opened), "Next Appointment": day(30 - i%60),
			"What Matters To Me": "My garden.", "Goals": "Get out twice a week; Meet people", "Consent Given": "Yes", "Shoe Size": "7"}
		if b, ok := broken[i+2]; ok {
			b.spoil(r)
		}
		line := make([]string, len(header()))
		for j, name := range header() {
			line[j] = r[name]
		}
		rows = append(rows, line)
	}
	return rows, broken
}

func asCSV(t *testing.T, rows [][]string) string {
	t.Helper()
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	ok(t, w.WriteAll(rows))
	path := filepath.Join(t.TempDir(), "cases.csv")
	ok(t, os.WriteFile(path, b.Bytes(), 0o600))
	return path
}

// asWorkbook writes the same rows as a workbook, days as a spreadsheet keeps them.
func asWorkbook(t *testing.T, rows [][]string) string {
	t.Helper()
	f := excelize.NewFile()
	w, err := f.NewStreamWriter("Sheet1")
	ok(t, err)
	for i, r := range rows {
		line := make([]any, len(r))
		for j, v := range r {
			line[j] = v
			if d, err := time.Parse("02/01/2006", v); err == nil {
				line[j] = float64(clock.DateOf(d, time.UTC).DaysSince(clock.Date{Year: 1899, Month: 12, Day: 30}))
			}
		}
		ok(t, w.SetRow("A"+strconv.Itoa(i+1), line))
	}
	ok(t, w.Flush())
	path := filepath.Join(t.TempDir(), "cases.xlsx")
	ok(t, f.SaveAs(path))
	return path
}

func ok(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func crew(t *testing.T, h *fixture.House, s org.Service, n int) (mails []string) {
	t.Helper()
	for range n {
		mails = append(mails, h.Account(t, h.Worker(t, s)).Email)
	}
	return mails
}

func TestOf5000PeopleThe40BrokenRowsAreNamedAndASecondRunChangesNothing(t *testing.T) {
	for name, write := range map[string]func(*testing.T, [][]string) string{"csv": asCSV, "xlsx": asWorkbook} {
		t.Run(name, func(t *testing.T) {
			fixture.Run(t, func(t *testing.T, h *fixture.House) {
				ctx := context.Background()
				rows, broken := big(h, crew(t, h, h.Service(t), 12))
				o := legacy.Options{File: write(t, rows)}
				empty := h.Rows(t)
				o.DryRun = true
				dry, err := h.Legacy.ImportCaseload(ctx, authz.Program(), o, nil)
				ok(t, err)
				if after := h.Rows(t); !maps.Equal(empty, after) {
					t.Fatalf("a dry run wrote something: %v", after)
				}
				o.DryRun = false
				report, err := h.Legacy.ImportCaseload(ctx, authz.Program(), o, nil)
				ok(t, err)
				if report.Rows != manyPeople || report.Added != manyPeople-manyBroken || report.Refused != manyBroken {
					t.Fatalf("%d rows, %d added, %d refused", report.Rows, report.Added, report.Refused)
				}
				theSame(t, report, broken)
				if !slices.Equal(dry.Refusals, report.Refusals) || dry.Added != report.Added {
					t.Error("the dry run said something else")
				}
				if !slices.Equal(report.Unmapped, []string{"Shoe Size"}) {
					t.Errorf("left out %v", report.Unmapped)
				}
				full := h.Rows(t)
				if full["person_case"] != report.Added || full["plan"] != report.Added || full["goal"] != 2*report.Added || full["message"] != 0 {
					t.Errorf("%d cases, %d plans, %d goals, %d messages", full["person_case"], full["plan"], full["goal"], full["message"])
				}
				again, err := h.Legacy.ImportCaseload(ctx, authz.Program(), o, nil)
				ok(t, err)
				if again.Unchanged != report.Added || again.Added+again.Changed+again.Kept != 0 || again.Refused != manyBroken {
					t.Errorf("again: %d unchanged, %d added, %d changed, %d kept", again.Unchanged, again.Added, again.Changed, again.Kept)
				}
				full["audit_event"]++ // of the run
				if after := h.Rows(t); !maps.Equal(full, after) {
					t.Errorf("a second run wrote something: %v instead of %v", after, full)
				}
			})
		})
	}
}

// theSame compares the refusals with what was spoilt, row for row.
func theSame(t *testing.T, report legacy.Report, broken map[int]breakage) {
	t.Helper()
	seen := map[int]bool{}
	for _, f := range report.Refusals {
		b, ok := broken[f.Row]
		if !ok {
			t.Errorf("row %d is whole: %s", f.Row, f)
			continue
		}

		if f.Column != b.column || !strings.Contains(f.Sentence, b.why) {
			t.Errorf("row %d: column %q says %q, want %q: %q", f.Row, f.Column, f.Sentence, b.column, b.why)
		}
		seen[f.Row] = true
	}
	for row, b := range broken {
		if !seen[row] {
			t.Errorf("row %d was taken: %s", row, b.why)
		}
	}
}
