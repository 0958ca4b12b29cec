#!/bin/sh
# Builds the programs of a release into dist/, from what is committed and nothing else:
# one for each system, SHA256SUMS, a bill of materials (CycloneDX) and the licences of
# what is in them. The version is the tag of the commit, as Go itself writes it into
# the program; without a tag it is the day and the commit. VERSION=1.2.3 stands in for
# a tag that is not there yet. Building the same commit again gives the same bytes.
#
#   TARGETS="linux/amd64" VERSION=1.2.3 scripts/release.sh [FOLDER]
set -eu
GO=${GO:-go}
root=$(git -C "$(dirname "$0")" rev-parse --show-toplevel)
out=${1:-$root/dist}
targets=${TARGETS:-linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64}

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
[ -z "$(git -C "$root" status --porcelain)" ] || echo "release: what is not committed is left out" >&2

# A fresh copy, so that nothing of this folder can get in, and so that Go finds the tag.
git clone --quiet --no-hardlinks "$root" "$tmp/src"
cd "$tmp/src"
git checkout --quiet --detach "$(git -C "$root" rev-parse HEAD)"
[ -z "${VERSION:-}" ] || git tag --force "v$VERSION" >/dev/null
at=$(git log -1 --format=%ct)

# Nothing of the surroundings may change what is built.
export CGO_ENABLED=0 GOFLAGS= GOEXPERIMENT= GOAMD64=v1 GOARM64=v8.0 GOTOOLCHAIN=local
build() { # system, processor, file
    GOOS=$1 GOARCH=$2 "$GO" build -trimpath -buildvcs=true -ldflags='-s -w -buildid=' -o "$3" ./cmd/weft
}

mkdir "$tmp/dist"
version=
for target in $targets; do
    os=${target%/*} arch=${target#*/} file=$tmp/dist/weft-new
    build "$os" "$arch" "$file"
    version=$("$GO" version -m "$file" | awk '$1 == "mod" {sub(/^v/, "", $3); print $3}')
    case $version in
    *[0-9].[0-9]*) ;;
    *) echo "release: Go wrote no version into the program (is git there, and a commit?)" >&2; exit 1 ;;
    esac
    case $version in *+dirty) echo "release: the copy was changed while it was built" >&2; exit 1 ;; esac
    [ "$os" != windows ] || ending=.exe
    mv "$file" "$tmp/dist/weft_${version}_${os}_${arch}${ending:-}"
    unset ending
    echo "weft $version for $os on $arch" >&2
done
"$GO" run ./internal/release/sbom -at "$at" -bill "$tmp/dist/weft_$version.cdx.json" -licences "$tmp/dist/weft_${version}_licences.txt" "$tmp"/dist/weft_*
cp LICENSE NOTICE packaging/weft.service "$tmp/dist/"
(cd "$tmp/dist" && sha256sum -- * >"$tmp/SHA256SUMS" && mv "$tmp/SHA256SUMS" .)
rm -rf "$out"
mkdir -p "$(dirname "$out")"
mv "$tmp/dist" "$out"
echo "$out holds weft $version" >&2
