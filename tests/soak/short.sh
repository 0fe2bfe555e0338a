#!/bin/sh
# Eight processes for three seconds; `make soak` has thirty for a minute.
exec sh "$TESTS/soak/run" 3 8
