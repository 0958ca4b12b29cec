#!/bin/sh
# Runs every fuzz target for FUZZTIME (10m), one after another, and fails when there are
# none:
#   scripts/fuzz.sh [PACKAGE…]
# An input that breaks a target is written to testdata/fuzz of its package: mend the
# fault and keep the file, which every ordinary run of the tests then tries too.
set -eu
GO=${GO:-go}
FUZZTIME=${FUZZTIME:-10m}
[ $# -gt 0 ] || set -- internal

targets=$(grep -rnoE --include='*_test.go' '^func Fuzz[A-Za-z0-9]+\(' "$@" | sed -E 's#^(.*)/[^/]+:[0-9]+:func (Fuzz[A-Za-z0-9]+)\(#\1 \2#' | sort)
[ -n "$targets" ] || {
    echo "there are no fuzz targets" >&2
    exit 1
}
failed=
while read -r package name; do
    echo "== $package $name"
    "$GO" test -run '^$' -fuzz "^$name\$" -fuzztime "$FUZZTIME" "./$package" || failed="$failed $package.$name"
done <<LIST
$targets
LIST
[ -z "$failed" ] || {
    echo "broken:$failed" >&2
    exit 1
}
