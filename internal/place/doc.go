// Package place knows postcodes: how they are written, where they lie, which council,
// health board and small area they belong to, and how deprived that area is within its
// nation. It also says how far two points are apart, in words.
//
// Tables: place_postcode, one row a postcode, and place_import, one row a run. Nothing
// here is personal: a postcode alone is public reference data, and no search is kept.
//
// The rows come from the Office for National Statistics' directory (ONSPD) or lookup
// (NSPL), any release, read by column name. An import goes through the file twice: once
// to prove that it can be read to its end, then in batches, so that other writers never
// wait long. Running it again changes nothing.
//
// Invariants: a code is stored without its space, in capitals. A decile is worked out
// within the nation from the rank and the number of areas of that edition; 1 is the most
// deprived. Rank and decile 0 mean unknown.
package place
