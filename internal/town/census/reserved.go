package census

import "fmt"

// Identifiers that are kept for invention, so that none can belong to anybody: NHS
// numbers of the 999 range, telephone numbers that Ofcom keeps for drama, example.org.

// NHSNumbers hands out the NHS numbers of the 999 range in order. The zero value begins
// with the first.
type NHSNumbers struct{ serial int }

// Next returns the next number whose check digit exists.
func (n *NHSNumbers) Next() string {
	for {
		n.serial++
		digits := fmt.Sprintf("999%06d", n.serial)
		sum := 0
		for i, r := range digits {
			sum += int(r-'0') * (10 - i)
		}
		if check := (11 - sum%11) % 11; check < 10 {
			return fmt.Sprintf("%s%d", digits, check)
		}
	}
}

// Landline returns a telephone number of the range for drama, n from 0 to 999.
func Landline(n int) string { return fmt.Sprintf("01632 960%03d", n%1000) }

// Mobile returns a mobile number of the range for drama, n from 0 to 999.
func Mobile(n int) string { return fmt.Sprintf("07700 900%03d", n%1000) }

// Email returns an address that can belong to nobody.
func Email(local string) string { return local + "@example.org" }
