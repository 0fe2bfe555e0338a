#!/bin/sh
# Every call of an export into a file fails in turn: lib.sh.
# shellcheck source=tests/faults/lib.sh
. "$TESTS/faults/lib.sh"
deed export
tap_end
