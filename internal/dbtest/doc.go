// Package dbtest gives each test a fresh, migrated database on SQLite and on
// PostgreSQL. It uses the server that WEFT_TEST_POSTGRES_URL names, or starts one
// of its own with initdb in a temporary folder. When neither can be done the test
// fails and says what to install; it never skips. For tests only.
package dbtest
