// Package people is /people, the caseload, and of one person the story, the
// details and the sharing page; and /find.
package people
