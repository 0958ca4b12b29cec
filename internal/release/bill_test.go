package release

import (
	"debug/buildinfo"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The program that is billed here is this test: it is built from modules, too.
func TestABillNamesEveryModuleOfAProgramWithItsLicence(t *testing.T) {
	t.Parallel()
	me, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	folders, err := exec.Command("go", "env", "GOMODCACHE", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	modules, goroot, _ := strings.Cut(strings.TrimSpace(string(folders)), "\n")
	make := func() (Bill, string) {
		b, texts, err := Make([]string{me}, modules, goroot, time.Unix(1, 0))
		if err != nil {
			t.Fatal(err)
		}
		return b, texts
	}
	b, texts := make()
	info, err := buildinfo.ReadFile(me)
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Components) != len(info.Deps)+1+len(vendored()) {
		t.Errorf("%d parts, the program has %d modules, Go and what stands in the source", len(b.Components), len(info.Deps))
	}
	for _, c := range b.Components {
		if c.Licenses[0].License.ID == "" || c.Version == "" || c.Name != "nhsuk-frontend" && !strings.Contains(texts, c.Name+" "+c.Version) {
			t.Errorf("%+v has no licence", c)
		}
	}
	if again, _ := make(); again.Serial != b.Serial || !strings.HasPrefix(b.Serial, "urn:uuid:") {
		t.Errorf("%s and %s", b.Serial, again.Serial)
	}
}

func TestALicenceIsKnownByItsWordsOrNotAtAll(t *testing.T) {
	t.Parallel()
	for spdx, text := range map[string]string{
		"MIT":          "Permission is hereby granted, free of charge, to any person obtaining a copy\nof this software",
		"BSD-3-Clause": "Redistribution and use in source and binary forms, with or without … Neither the name of",
		"BSD-2-Clause": "Redistribution and use in source and binary\nforms, with or without modification",
		"Apache-2.0":   "Apache License\n Version 2.0, January 2004",
		"":             "All rights reserved.",
	} {
		if got := spdxOf(text); got != spdx {
			t.Errorf("%q is %q, want %q", text, got, spdx)
		}
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "LICENSE"), []byte("All rights reserved."), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := licenceOf(dir); err == nil {
		t.Error("a licence that nobody knows is taken")
	}
}

func TestWhatStandsInTheSourceIsBilledAsItIs(t *testing.T) {
	t.Parallel()
	script, err := os.ReadFile("../../scripts/assets.sh")
	if err != nil || !strings.Contains(string(script), "NHSUK="+nhsuk+"\n") {
		t.Errorf("scripts/assets.sh fetches another release than %s: %v", nhsuk, err)
	}
}

func TestCapitalsAreWrittenAsTheFolderOfModulesHasThem(t *testing.T) {
	t.Parallel()
	if got := escaped("github.com/BurntSushi/toml"); got != "github.com/!burnt!sushi/toml" {
		t.Error(got)
	}
}
