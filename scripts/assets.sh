#!/bin/sh
# Fetches the style sheet and script that Weft's pages stand on, and the
# accessibility rules that its tests use, and writes them into the source tree.
# Needed only to move to another release of either: what it writes is committed,
# so building and running Weft never calls it. Running it twice changes nothing.
#
# Needs npm, tar and sed. Called by `make assets`, from the root of the repository.
set -eu

NHSUK=10.6.1
AXE=4.14.1

here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
vendor=$root/internal/web/ui/static/vendor
axe=$root/internal/browser/axe

for tool in npm tar sed; do
    command -v "$tool" >/dev/null || {
        echo "assets: $tool is not installed; install it and run this again" >&2
        exit 1
    }
done

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"
npm pack --silent "nhsuk-frontend@$NHSUK" "axe-core@$AXE" >/dev/null
mkdir nhsuk axe
tar xzf "nhsuk-frontend-$NHSUK.tgz" -C nhsuk --strip-components=1
tar xzf "axe-core-$AXE.tgz" -C axe --strip-components=1
dist=nhsuk/dist/nhsuk
banner="/*! nhsuk-frontend $NHSUK, MIT, (c) 2019 NHS England; changed for Weft, see NOTICE */"

mkdir -p "$vendor" "$axe"
rm -f "$vendor"/nhsuk*

# Style sheet: no web font, no colour or font of its own, no source map,
# and pictures looked for beside it.
{
    echo "$banner"
    sed -E \
        -e 's/^@charset "UTF-8";//' \
        -e 's/@font-face\{[^}]*\}//g' \
        -e 's/Frutiger W01,arial,sans-serif/Arial,sans-serif/g' \
        -e 's/--nhsuk-[a-z0-9-]+-colour:[^;}]*;?//g' \
        -e 's#url\(/assets/images/([a-z-]+\.svg)\)#url(\1)#g' \
        -e '/sourceMappingURL/d' \
        "$dist/nhsuk-frontend.min.css" | sed -E -f "$here/colours.sed"
} >"$vendor/nhsuk.css"

# Script: the same file, in a scope of its own, so that one request can carry
# it and ours. What weft.js starts is kept reachable, as `nhsuk`.
{
    echo "$banner"
    printf 'const nhsuk=(()=>{'
    sed -E -e 's#export\{[^}]*\};?(//\# sourceMappingURL=.*)?$##' "$dist/nhsuk-frontend.min.js" | tr -d '\n'
    echo 'return{createAll,Checkboxes,PasswordInput,SkipLink};})();'
} >"$vendor/nhsuk.js"

for icon in $(grep -oE 'url\([a-z-]+\.svg\)' "$vendor/nhsuk.css" | sed -E 's/url\((.*)\)/\1/' | sort -u); do
    sed -e 's/#212b32/#1d2b2a/g' "$dist/assets/images/$icon" >"$vendor/$icon"
done

cp axe/axe.min.js "$axe/axe.min.js"
cp axe/LICENSE "$axe/LICENSE.txt"

# What must never come in: web fonts, the lozenge, addresses of the original's owner.
if grep -nE '@font-face|frutiger|nhs\.uk|https?://' "$vendor"/nhsuk.css ||
    grep -nE '^export|sourceMappingURL|nhs\.uk' "$vendor"/nhsuk.js; then
    echo "assets: the new release brought in something that must be stripped (above)" >&2
    exit 1
fi
