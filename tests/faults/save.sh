#!/bin/sh
# Every call of an encounter typed and saved at the prompts fails in turn: lib.sh.
# shellcheck source=tests/faults/lib.sh
. "$TESTS/faults/lib.sh"
deed save
tap_end
