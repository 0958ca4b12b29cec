package ui_test

import (
	"testing"

	"weft/internal/browser"
)

func TestGalleryIsAccessibleAtEveryWidth(t *testing.T) {
	t.Parallel()
	base := serveGallery(t)
	b := browser.Start(t)
	for _, kind := range []browser.Options{{Width: 1280, JS: true}, {Width: 320, JS: true}, {Width: 320}} {
		tab := b.NewTab(t, kind)
		for _, name := range galleryNames() {
			tab.Goto(base + "/gallery/" + name)
			tab.Accessible()
			tab.NoHorizontalScroll()
			if kind.Width == 320 {
				for _, target := range tab.SmallTargets(44) {
					t.Errorf("%s at 320 px: %s is lower than 44 px", name, target)
				}
			}
		}
		for _, c := range tab.Complaints() {
			t.Errorf("%+v: %s", kind, c)
		}
	}
}
