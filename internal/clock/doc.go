// Package clock is the only place that asks what time it is. It also knows
// calendar dates and the working days of the four nations of the United Kingdom,
// because "within five working days" means different days in Wales and Scotland.
//
// Bank holidays are computed from the rules of the Banking and Financial Dealings
// Act 1971 and its yearly practice: New Year's Day, 2 January (Scotland), St
// Patrick's Day (Northern Ireland), Good Friday, Easter Monday (not Scotland),
// early May, spring and summer (first Monday of August in Scotland), the Battle of
// the Boyne (Northern Ireland), St Andrew's Day (Scotland), Christmas Day and
// Boxing Day, with substitutes for those that fall on a weekend. One-off royal
// holidays are data that an installation adds.
package clock
