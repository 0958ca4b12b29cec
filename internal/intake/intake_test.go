package intake

import (
	"io"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func file(text string) fstest.MapFS { return fstest.MapFS{"t.csv": {Data: []byte(text)}} }

func TestColumnsAreFoundByNameInAnyOrder(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"commas":      "Post Code,Name\nQZ1,Ann\n",
		"semicolons":  "name;post-code\r\nAnn;QZ1\r\n",
		"tabs":        "NAME\tPOST_CODE\tx\nAnn\tQZ1\n",
		"mark":        "\xef\xbb\xbfname,post_code\nAnn,QZ1\n",
		"1252":        "name,post_code,\x93x\x94\nAnn,QZ1,\n",
		"extra cells": "name,post_code\nAnn,QZ1,more\n",
	} {
		tab, err := OpenTable(file(text), "t.csv")
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		r, reason, err := tab.Next()
		if err != nil || reason != "" || r.Cell("name") != "Ann" || r.Cell("post_code") != "QZ1" || r.Cell("nowhere") != "" || r.Number != 2 {
			t.Errorf("%s: %+v %q %v", name, r, reason, err)
		}
		if r.Extra != (name == "extra cells") {
			t.Errorf("%s: extra %v", name, r.Extra)
		}
		if _, _, err := tab.Next(); err != io.EOF {
			t.Errorf("%s: after the end: %v", name, err)
		}
		if err := tab.Close(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAnUnclosedQuotationMarkRefusesItsRow(t *testing.T) {
	t.Parallel()
	tab, err := OpenTable(file("name\n\"Ann\n"+strings.Repeat("Bea\n", 60_000)), "t.csv")
	if err != nil {
		t.Fatal(err)
	}
	if _, reason, err := tab.Next(); err != nil || !strings.Contains(reason, "quotation mark") {
		t.Errorf("%q %v", reason, err)
	}
}

func TestMissingColumnsAreNamed(t *testing.T) {
	t.Parallel()
	tab, err := OpenTable(file("b,a\n"), "t.csv")
	if err != nil {
		t.Fatal(err)
	}
	if got := tab.Missing("a", "c"); !slices.Equal(got, []string{"c"}) || !slices.Equal(tab.Columns(), []string{"b", "a"}) {
		t.Errorf("missing %v of %v", got, tab.Columns())
	}
}
