// Package family is the pages of the people round a person: who they are, whether we may
// speak with them, a plan of their own, a young person, caring, what a person would like in
// a worker, and who has looked, as a list to give to the person.
package family
