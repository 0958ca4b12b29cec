// Package once makes a submit happen once. Every unsafe form carries a random key;
// the first submit with it runs and its result is kept in the same transaction, a
// replay gets that result back. Results are ids, never words.
//
// Tables: once. Rows older than a week are swept by a job.
package once
