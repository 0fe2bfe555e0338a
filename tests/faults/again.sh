#!/bin/sh
# Every call of an import that replaces what is there fails in turn: lib.sh.
# shellcheck source=tests/faults/lib.sh
. "$TESTS/faults/lib.sh"
deed again
tap_end
