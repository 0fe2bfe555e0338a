#!/bin/sh
# Every call of a database of schema 2 brought up to date fails in turn: lib.sh.
# shellcheck source=tests/faults/lib.sh
. "$TESTS/faults/lib.sh"
deed migrate
tap_end
