// Package search is the read model that finds a person by name, birth date, NHS number
// or telephone number, within what the actor may see. What was searched for is never
// kept or logged.
package search
