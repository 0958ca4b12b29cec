#!/bin/sh
# Shows that a release can be made again to the byte: builds one program twice, in
# different folders and with caches of their own, and compares.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
for n in one another; do
    mkdir -p "$tmp/$n/made in a folder"
    TMPDIR="$tmp/$n/made in a folder" GOCACHE="$tmp/$n/cache" TARGETS=${TARGETS:-linux/amd64} "$here/release.sh" "$tmp/$n/dist"
done
cmp "$tmp/one/dist/SHA256SUMS" "$tmp/another/dist/SHA256SUMS" || {
    echo "reproducible: the two differ (above)" >&2
    exit 1
}
cat "$tmp/one/dist/SHA256SUMS"
echo "both builds are the same" >&2
