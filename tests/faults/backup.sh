#!/bin/sh
# Every call of a backup fails in turn: lib.sh.
# shellcheck source=tests/faults/lib.sh
. "$TESTS/faults/lib.sh"
deed backup
tap_end
