#!/bin/sh
# Keeps the schema of a release, with a few rows of every table, as
# internal/db/testdata/release/VERSION.zip: every later program is tested to take it over.
# Run it once for each release, and never change a file that is there.
set -eu
GO=${GO:-go}
to=internal/db/testdata/release/$1.zip

[ -n "$1" ] || { echo "keepschema: say which: make schema VERSION=0.2.0" >&2; exit 2; }
[ ! -e "$to" ] || { echo "keepschema: $to is there already, and what was released does not change" >&2; exit 1; }

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
"$GO" build -o "$tmp/weft" ./cmd/weft
"$tmp/weft" demo --data "$tmp/town" --listen 127.0.0.1:0 >"$tmp/out" 2>"$tmp/log" &
town=$!
for _ in $(seq 300); do
    grep -q 'is ready' "$tmp/out" && break
    sleep 0.2
done
kill "$town"
wait "$town" || { cat "$tmp/log" >&2; exit 1; }
"$GO" run ./internal/dbtest/release "$tmp/town" "$to"
