#!/bin/sh
# Makes sure that what the tests need besides Go is there: PostgreSQL's server
# programs and Chromium. On Debian as root it installs what is missing, elsewhere
# it says what to install. It changes nothing when nothing is missing.
set -eu

has_postgres() {
    [ -n "${WEFT_TEST_POSTGRES_URL:-}" ] && return 0
    # As root the server runs as the user postgres, which its package makes.
    [ "$(id -u)" -ne 0 ] || id postgres >/dev/null 2>&1 || return 1
    command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1
}

has_chromium() {
    for name in chromium chromium-browser google-chrome google-chrome-stable chrome; do
        command -v "$name" >/dev/null && return 0
    done
    return 1
}

missing=
has_postgres || missing="$missing postgresql"
has_chromium || missing="$missing chromium fonts-liberation"
[ -n "$missing" ] || exit 0

if [ -f /etc/debian_version ] && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "installing for the tests:$missing" >&2
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # shellcheck disable=SC2086 # a list of package names
    apt-get install -y -qq --no-install-recommends $missing >/dev/null
    exit 0
fi

{
    echo "The tests need programs that are not here:$missing"
    echo "  Debian, Ubuntu:  sudo apt-get install$missing"
    echo "  Fedora:          sudo dnf install postgresql-server chromium"
    echo "  macOS:           brew install postgresql && brew install --cask chromium"
    echo "For PostgreSQL you can instead set WEFT_TEST_POSTGRES_URL to a server that may create databases."
} >&2
exit 1
