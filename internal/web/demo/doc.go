// Package demo is /demo: one button per role of the fictional town. It exists only
// under `weft demo`.
package demo
