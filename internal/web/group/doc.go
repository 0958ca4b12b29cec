// Package group is /g/{token}: a community group's answer without an account. Nothing
// about the person shows before the code that goes to the group's registered contact;
// after it, an answer takes two taps. Opening a page changes nothing.
package group
