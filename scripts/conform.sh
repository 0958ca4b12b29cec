#!/bin/sh
# Holds the program against official schemas and real data, which are not ours to
# ship: STANDARDS and DATA name the folders they lie in. It fails, and never skips,
# when one of them is not there. Tests find them in WEFT_TEST_STANDARDS and
# WEFT_TEST_DATA.
set -eu

folder() {
    [ -n "$2" ] || {
        echo "conform: say where they are: make conform STANDARDS=dir DATA=dir ($1 is missing)" >&2
        exit 2
    }
    [ -d "$2" ] || {
        echo "conform: $1=$2 is not a folder; name the one that holds them" >&2
        exit 2
    }
    (cd "$2" && pwd)
}

WEFT_TEST_STANDARDS=$(folder STANDARDS "${STANDARDS:-}")
WEFT_TEST_DATA=$(folder DATA "${DATA:-}")
export WEFT_TEST_STANDARDS WEFT_TEST_DATA
exec "$(dirname "$0")/tagged.sh" conform
