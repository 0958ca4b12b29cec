package app

import "testing"

func TestTheHealthCheckAsksThisMachine(t *testing.T) {
	t.Parallel()
	for listen, want := range map[string]string{"127.0.0.1:8080": "127.0.0.1:8080", "0.0.0.0:8080": "localhost:8080", "[::]:8080": "localhost:8080",
		":8080": "localhost:8080", "weft.local:80": "weft.local:80", "[::1]:80": "[::1]:80"} {
		if got := reachable(listen); got != want {
			t.Errorf("%s is asked at %s, want %s", listen, got, want)
		}
	}
}
