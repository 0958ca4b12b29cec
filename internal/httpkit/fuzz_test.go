package httpkit

import (
	"net/http"
	"net/netip"
	"testing"
)

// FuzzClientAddress: nobody but a trusted proxy says who sent a request, and what it says
// is an address.
func FuzzClientAddress(f *testing.F) {
	for _, s := range []string{"192.0.2.1", "192.0.2.1, 10.0.0.2", "::ffff:10.0.0.1", "fe80::1%eth0", ", ,", "\"192.0.2.1:80\"", "unknown", "10.0.0.1, 10.0.0.1"} {
		f.Add(s, "10.0.0.1:80")
		f.Add(s, "198.51.100.1:80")
	}
	proxies := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}
	f.Fuzz(func(t *testing.T, header, from string) {
		r := &http.Request{RemoteAddr: from, Header: http.Header{"X-Forwarded-For": {header}}}
		got := ClientAddress(r, proxies)
		if plain := ClientAddress(&http.Request{RemoteAddr: from, Header: http.Header{}}, proxies); got != plain {
			if _, err := netip.ParseAddr(got); err != nil || !trusted(plain, proxies) {
				t.Errorf("%q from %q is %q", header, from, got)
			}
		}
		if none := ClientAddress(r, nil); none != ClientAddress(&http.Request{RemoteAddr: from}, nil) {
			t.Errorf("without a proxy %q is believed", header)
		}
	})
}
