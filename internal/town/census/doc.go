// Package census says who lives in the fictional town and where: names as mixed as those
// of a northern English town with Welsh neighbours, streets, postcodes of the fictional
// area, and identifiers that are kept for invention. It knows no Services.
package census
