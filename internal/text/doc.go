// Package text folds and tidies what people write, so that a search finds Siân under
// sian and O’Brien under obrien on both databases alike.
package text
