#!/bin/sh
# Every call of an import of new encounters fails in turn: lib.sh.
# shellcheck source=tests/faults/lib.sh
. "$TESTS/faults/lib.sh"
deed import
tap_end
