// Package app is the composition root: it reads the settings, opens the database,
// builds every Service once and runs the command that was asked for. Nothing else
// knows all of them.
package app
