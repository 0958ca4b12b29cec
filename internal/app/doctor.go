package app

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"weft/internal/clock"
	"weft/internal/config"
	"weft/internal/doctor"
	"weft/internal/mail"
)

type doctorCmd struct {
	JSON bool `name:"json" help:"Print what was found as JSON."`
}

// Run says what is wrong, and fails when something is. It changes nothing and may run
// while another Weft serves.
func (c doctorCmd) Run(e *environment) error {
	found, err := e.examine()
	if err != nil {
		return err
	}
	wrong := 0
	for _, f := range found {
		if f.Level == doctor.Wrong {
			wrong++
		}
	}
	if c.JSON {
		out := json.NewEncoder(e.out)
		out.SetIndent("", "  ")
		if err := out.Encode(found); err != nil {
			return err
		}
	} else {
		for _, f := range found {
			fmt.Fprintf(e.out, "%s: %s: %s\n", f.Level, f.About, f.What)
			if f.Do != "" {
				fmt.Fprintf(e.out, "  %s\n", f.Do)
			}
		}
	}
	switch wrong {
	case 0:
		fmt.Fprintln(e.err, "Nothing is wrong.")
		return nil
	case 1:
		return fmt.Errorf("One thing is wrong with this installation. It says above how to mend it.")
	default:
		return fmt.Errorf("%d things are wrong with this installation. Each says above how to mend it.", wrong)
	}
}

func (e *environment) examine() ([]doctor.Finding, error) {
	folder := e.settings.Folder(defaultFolder)
	p := doctor.Patient{Settings: e.settings, Folder: folder, Clock: clock.System{}, Sentence: func(err error) string {
		sentence, _ := e.words.Problem("en", err)
		return sentence
	}}
	sender, err := e.sender()
	if err != nil {
		return nil, err
	}
	if s, ok := sender.(*mail.SMTP); ok {
		p.Mail = func(ctx context.Context) error { return s.Greet(ctx) }
	}
	if _, err := os.Stat(config.SQLitePath(folder)); e.settings.DatabaseURL == "" && err != nil {
		return nil, fmt.Errorf("There is no database in the folder %s yet, so there is nothing to look at. Name the data folder with --data, or start weft serve.", folder)
	}
	d, err := e.open(folder, clock.System{})
	if err != nil {
		p.NotOpen = err
		return doctor.Examine(e.ctx, p), nil
	}
	p.DB = d
	found := doctor.Examine(e.ctx, p)
	return found, d.Close()
}
