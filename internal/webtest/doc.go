// Package webtest asks the site's pages as a browser would and looks into the answers
// with CSS selectors: a Site is every page over a fixture.House, a Client one browser
// with its cookies, a Page one answer. For tests only.
package webtest
