#!/bin/sh
# Every call of an import into a database that is not there yet fails in turn: lib.sh.
# shellcheck source=tests/faults/lib.sh
. "$TESTS/faults/lib.sh"
deed create
tap_end
