// Package wording is /admin/words, /admin/lists, /admin/templates and /admin/due: what a
// service calls things, what people choose from, its short texts and how soon things
// are due. What Weft ships is labelled as local default.
package wording
