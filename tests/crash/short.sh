#!/bin/sh
# Twenty-five kills; `make crash` has a thousand.
exec sh "$TESTS/crash/run" 25
