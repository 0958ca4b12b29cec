// Package config holds the settings of a program, read once at its start: a flag
// wins over the environment, that over the file named by --config, that over the
// default. WEFT_X_FILE names a file that holds the value of WEFT_X, for secrets.
//
// A setting that does not exist is an error wherever it stands, so that a misspelt
// one is never passed over. Values are checked once, by Check; the rest of the
// program takes them as they are.
package config
