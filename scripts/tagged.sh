#!/bin/sh
# Runs the tests that stand under a build tag, and fails when there are none:
#   scripts/tagged.sh TAG
# Their names begin with Test and the tag (TestConform…), so that the ordinary
# tests of the same packages are not run again; package arch keeps them to that.
set -eu
GO=${GO:-go}
tag=$1

files=$(grep -rlE --include='*_test.go' "^//go:build ([a-z]+ && )?$tag\$" internal e2e 2>/dev/null || true)
[ -n "$files" ] || {
    echo "there are no tests under the build tag $tag" >&2
    exit 1
}
packages=$(printf '%s\n' "$files" | xargs -n1 dirname | sort -u | sed 's#^#./#')
name=$(printf '%s' "$tag" | awk '{print toupper(substr($0, 1, 1)) substr($0, 2)}')

# shellcheck disable=SC2086 # a list of packages
exec "$GO" run ./internal/dbtest/withpostgres "$GO" test -v -timeout 60m -count=1 -tags "$tag" -run "^Test$name" $packages
