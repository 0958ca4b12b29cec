// Package bench measures how fast Weft is, each figure against what the machine itself
// can do, taken in turn in the same run: docs/performance.md says what must hold.
// `make bench` runs it whole; an ordinary test runs every row once on little data, so
// that the bench itself cannot rot, and judges no time.
//
// Words: a row is one figure with what it must reach; a limit is what the machine does
// with nothing of Weft in between; a turn is one short run of a row and of its limit.
// The world is the made data: one service of the size of a primary care network, and
// one of the size of an integrated care system, with 100,000 people between them. All
// of it is invented from a fixed seed and says so.
//
// It keeps the made worlds in BENCH_DATA, else in a folder weft-bench of the temporary
// folder, which must lie on a real disk. Everything here is a test.
package bench
