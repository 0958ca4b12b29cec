#!/bin/sh
# Fails when a generated Go file is not what its template makes. It leaves the
# right files behind, to be committed.
set -eu
GO=${GO:-go}

sums() { find internal -name '*_templ.go' -exec cksum {} + | sort -k3; }

before=$(sums)
"$GO" tool templ generate >/dev/null 2>&1 || {
    "$GO" tool templ generate >&2
    echo "fresh: a template cannot be read (above)" >&2
    exit 1
}
after=$(sums)
[ "$before" = "$after" ] || {
    echo "fresh: these generated files were stale and are right now; commit them:" >&2
    printf '%s\n%s\n' "$before" "$after" | sort | uniq -u | awk '{print "  " $3}' | sort -u >&2
    exit 1
}
