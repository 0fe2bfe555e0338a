# ivledger: `make` leaves ./ivledger at the root; `make run` and `make check` also install what they
# need (see ./start, which does the same on a machine that has no make yet).
#
#   make            build                      make lint        style, dependency rules, warnings
#   make run        open the sample day        make mutation    does every rule row have a test?
#   make check      build and run all tests    make bench       how fast
#   make check-asan the same under sanitizers  make install     PREFIX=/usr/local DESTDIR=
#   make release    build-release/ivledger, laid out by what it does most (make deb, make bench)
#   make fuzz       hostile bytes              FUZZ_SECONDS=60, FUZZ="csv engine" for some of it
#   make crash      kill -9, N=1000 times       make deb        dist/ivledger_VERSION_ARCH.deb
#   make check-sqlcipher  encryption at rest (SQLCIPHER=1 goes with every target)
#   make soak       30 processes on one database for a minute
#   make coverage   which branches the tests take
#   make faults     every write, sync, read and request for memory fails in turn
#   make dist       dist/ivledger-VERSION.tar.gz   make docs    manual and README from the program
#
# V=1 shows the commands.  OBJ= and BIN= name another object folder and program, so that two builds can
# stand side by side.
PREFIX ?= /usr/local
DESTDIR ?=
OBJ ?= build
BIN ?= ivledger
ifeq ($(origin CC),default)
CC = gcc
endif
CFLAGS ?= -O2 -g
JOBS ?= 2
VERSION := $(shell cat VERSION)
DATA = $(PREFIX)/share/ivledger
MAN = $(PREFIX)/share/man
DOC = $(PREFIX)/share/doc/ivledger
BASH_COMPLETIONS = $(PREFIX)/share/bash-completion/completions
ZSH_COMPLETIONS = $(PREFIX)/share/zsh/site-functions

WARN = -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
       -Wwrite-strings -Wformat=2 -Wvla
STANDARD = -std=c11 -D_POSIX_C_SOURCE=200809L -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE
DEFINES = -DVERSION='"$(VERSION)"' -DDATADIR='"$(DATA)"'
COMPILE = $(CC) $(STANDARD) $(WARN) $(CPPFLAGS) $(CFLAGS)
LIBS = -pthread -lformw -lmenuw -lpanelw -lncursesw -ltinfo $(SQLITE_LIBS) -lcsv
SQLITE_LIBS = -lsqlite3
# Encryption at rest: the same with SQLCipher's library (4.5.1 or newer) in the place of SQLite's.
ifdef SQLCIPHER
SQLCIPHER_CFLAGS ?= -isystem /usr/include/sqlcipher
SQLCIPHER_LIBS ?= -lsqlcipher
override CPPFLAGS += -DSQLITE_HAS_CODEC $(SQLCIPHER_CFLAGS)
SQLITE_LIBS = $(SQLCIPHER_LIBS)
endif

ifndef V
say = @printf '  %-4s %s\n' $(1) $@;
endif

SRC := $(shell find src -name '*.c' | LC_ALL=C sort)
OBJS := $(SRC:%.c=$(OBJ)/%.o)
# Tests link everything but main, and what tests share (tests/lib), from one archive.
ARCHIVE = $(OBJ)/tests/libivledger.a
LIB_OBJS := $(filter-out $(OBJ)/src/main.o,$(OBJS)) \
            $(patsubst %.c,$(OBJ)/%.o,$(sort $(wildcard tests/lib/*.c)))
TEST_SRC := $(sort $(wildcard tests/unit/test_*.c tests/screens/test_*.c tests/cases/test_*.c \
                              tests/properties/test_*.c tests/fuzz/fuzz_*.c))
TEST_BINS := $(TEST_SRC:%.c=$(OBJ)/%)
HELPERS := $(patsubst %.c,$(OBJ)/%.o,$(filter-out $(TEST_SRC),$(sort $(wildcard tests/*/*.c))))

all: $(BIN)

$(BIN): $(OBJS)
	@mkdir -p $(@D)
	$(call say,LINK)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(OBJS) $(LIBS)

$(OBJ)/src/%.o: src/%.c $(OBJ)/flags
	@mkdir -p $(@D)
	$(call say,CC)$(COMPILE) $(DEFINES) -MMD -MP -c -o $@ $<

$(OBJ)/tests/%.o: tests/%.c $(OBJ)/flags
	@mkdir -p $(@D)
	$(call say,CC)$(COMPILE) -Isrc -Itests/lib -MMD -MP -c -o $@ $<

# A test program may bring helpers of its own: any other .c of its folder.
# A harness of tests/fuzz uses the properties and the screens too, and its main is libFuzzer's when
# FUZZING is set.
helpers_of = $(filter $(dir $(1))% $(if $(findstring /fuzz/,$(1)),$(FUZZ_ALSO)),$(HELPERS))
FUZZ_ALSO = $(OBJ)/tests/properties/% $(OBJ)/tests/screens/%
FUZZERS := $(filter $(OBJ)/tests/fuzz/%,$(TEST_BINS))
ifdef FUZZING
HELPERS := $(filter-out $(OBJ)/tests/fuzz/replay.o,$(HELPERS))
FUZZ_LINK = -fsanitize=fuzzer
endif
.SECONDEXPANSION:
$(TEST_BINS): $$@.o $(ARCHIVE) $$(call helpers_of,$$@)
	$(call say,LINK)$(CC) $(CFLAGS) $(LDFLAGS) $(if $(findstring /fuzz/,$@),$(FUZZ_LINK)) -o $@ \
	    $(filter %.o,$^) $(ARCHIVE) $(LIBS) -lcmocka

$(ARCHIVE): $(LIB_OBJS)
	@mkdir -p $(@D)
	@rm -f $@
	$(call say,AR)$(AR) rcs $@ $^

# Objects depend on how they are compiled: another compiler, prefix or version builds them anew.
$(OBJ)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(subst ','\'',$(COMPILE) $(DEFINES) $(LDFLAGS))' >$@.new
	@if cmp -s $@.new $@; then rm -f $@.new; else mv $@.new $@; fi

# Loaded before libc by the tests that let calls fail; not under sanitizers, which do so themselves.
$(OBJ)/%.so: %.c $(OBJ)/flags
	@mkdir -p $(@D)
	$(call say,CC)$(CC) $(STANDARD) $(WARN) $(filter-out -fsanitize%,$(CFLAGS)) -shared -fPIC -o $@ $<
SHIMS := $(patsubst %.c,$(OBJ)/%.so,$(wildcard tests/*/preload/*.c))

tests: $(BIN) $(TEST_BINS) $(SHIMS)

deps:
	@./start --install build
deps-test:
	@./start --install test
deps-lint:
	@./start --install lint
deps-bench:
	@./start --install bench

# On a terminal the workstation on the sample day, in a database of its own; else the day in text.
# Status 1 only says that the day has findings, as a day has.
SAMPLE = data/examples/day.csv
SAMPLE_DB = $(OBJ)/sample-day.db
run:
	@./start --install build
	@$(MAKE) --no-print-directory -j$(JOBS) all >&2
	@if [ -t 0 ] && [ -t 1 ]; then \
	    [ -f $(SAMPLE_DB) ] || $(call ours,$(BIN)) --data data --db $(SAMPLE_DB) import $(SAMPLE) >&2 || [ $$? -eq 1 ]; \
	    $(call ours,$(BIN)) --data data --db $(SAMPLE_DB); \
	else \
	    $(call ours,$(BIN)) --data data code $(SAMPLE) || [ $$? -eq 1 ]; \
	fi
ours = $(if $(findstring /,$(1)),$(1),./$(1))

# The program as it is handed out.  A first build counts which way it goes while it codes, imports and
# exports (tests/bench/train), a second is laid out by those counts.  Only gcc reads them.
COUNT = -flto=$(JOBS) -fprofile-generate -fprofile-update=atomic
COUNTED = -flto=$(JOBS) -fprofile-use -fprofile-correction -fprofile-partial-training \
          -Wno-missing-profile
ifneq ($(findstring clang,$(CC)),)
COUNT =
COUNTED =
endif
RELEASE = OBJ=build-release BIN=build-release/ivledger
release:
	@$(MAKE) --no-print-directory $(RELEASE) CFLAGS='-O3 -g' trained >&2
trained:
	@$(MAKE) --no-print-directory -j$(JOBS) CFLAGS='$(CFLAGS) $(COUNT)' all
	@tests/bench/train $(call ours,$(BIN)) $(OBJ)
	@$(MAKE) --no-print-directory -j$(JOBS) CFLAGS='$(CFLAGS) $(COUNTED)' all

check: deps-test
	@$(MAKE) --no-print-directory -j$(JOBS) tests >&2
	@OBJ=$(OBJ) BIN=$(BIN) JOBS=$(JOBS) tests/run

# Everything that runs C of ours, under the sanitizers of address and undefined behaviour.
ASAN = -O1 -g -DLEAKS_ARE_LOOKED_FOR -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
check-asan: deps-test
	@$(MAKE) --no-print-directory -j$(JOBS) OBJ=build-asan BIN=build-asan/ivledger CFLAGS='$(ASAN)' tests >&2
	@OBJ=build-asan BIN=build-asan/ivledger JOBS=$(JOBS) TESTS_N=5000 tests/run unit cases screens properties command

# Which branches the tests take: the core must reach CORE_LEAST percent.
CORE_LEAST ?= 95
COVERAGE_PARTS ?= unit cases properties screens fuzz command
coverage: deps-test
	@$(MAKE) --no-print-directory -j$(JOBS) OBJ=build-coverage BIN=build-coverage/ivledger \
	    CFLAGS='-O0 -g --coverage' tests >&2
	@find build-coverage -name '*.gcda' -delete
	@OBJ=build-coverage BIN=build-coverage/ivledger TEST_SECONDS=3600 JOBS=$(JOBS) TESTS_N=$(or $(TESTS_N),5000) \
	    tests/run $(COVERAGE_PARTS)
	@OBJ=build-coverage tests/coverage/report src/db; OBJ=build-coverage tests/coverage/report src/core $(CORE_LEAST)

# The tests of everything that is stored, over a build with SQLCipher; `./start check-sqlcipher` installs it.
check-sqlcipher:
	@SQLCIPHER=1 ./start --install test
	@$(MAKE) --no-print-directory -j$(JOBS) SQLCIPHER=1 OBJ=build-sqlcipher BIN=build-sqlcipher/ivledger tests >&2
	@OBJ=build-sqlcipher BIN=build-sqlcipher/ivledger JOBS=$(JOBS) tests/run unit/test_store unit/test_store_more \
	    unit/test_office command/encryption command/database command/secrets command/saved faults crash

# libFuzzer on every harness of tests/fuzz, FUZZ_SECONDS each; findings stay in build-fuzz/findings.
FUZZ_SECONDS ?= 60
FUZZ_CFLAGS = -O1 -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined \
              -fno-sanitize-recover=undefined
fuzz: deps-lint
	@$(MAKE) --no-print-directory -j$(JOBS) CC=clang OBJ=build-fuzz BIN=build-fuzz/ivledger FUZZING=1 \
	    CFLAGS='$(FUZZ_CFLAGS)' fuzzers >&2
	@OBJ=build-fuzz FUZZ_SECONDS=$(FUZZ_SECONDS) tests/fuzz/run $(FUZZ)
fuzzers: $(FUZZERS)

# kill -9 at random moments, N of them.
N ?= 1000
crash: deps-test
	@$(MAKE) --no-print-directory -j$(JOBS) all >&2
	@IVLEDGER='$(abspath $(BIN))' IVLEDGER_DATA='$(CURDIR)/data' tests/crash/run $(N)

# Every write, sync, read and request for memory fails in turn, in every way.
faults: deps-test
	@$(MAKE) --no-print-directory -j$(JOBS) tests >&2
	@OBJ=$(OBJ) BIN=$(BIN) TEST_SECONDS=36000 FAULTS=all tests/run -v faults

# Thirty processes on one database for a minute, then backups while eight write: SECONDS_OF=60
# PROCESSES=30 BACKUPS=40.
SECONDS_OF ?= 60
PROCESSES ?= 30
BACKUPS ?= 40
soak: deps-test
	@$(MAKE) --no-print-directory -j$(JOBS) all >&2
	@IVLEDGER='$(abspath $(BIN))' IVLEDGER_DATA='$(CURDIR)/data' tests/soak/run $(SECONDS_OF) $(PROCESSES)
	@OBJ=$(OBJ) BIN=$(BIN) TEST_SECONDS=36000 BACKUPS=$(BACKUPS) WRITERS=8 tests/run -v soak/backup

# The command line under valgrind: every command once on the sample day.
valgrind: deps-test
	@$(MAKE) --no-print-directory -j$(JOBS) all >&2
	@tests/lint/valgrind '$(abspath $(BIN))'

lint: deps-lint
	@CC='$(CC)' OBJ=build-lint tests/lint/run

mutation: deps-test
	@$(MAKE) --no-print-directory -j$(JOBS) tests >&2
	@OBJ=$(OBJ) BIN=$(BIN) tests/mutation/run

# What the program's own tables and the rule book say in the manual and the example configuration, and
# the picture in README.
docs: $(BIN)
	@man/update $(call ours,$(BIN))
	@man/config $(call ours,$(BIN))
	@man/keys $(call ours,$(BIN))
	@man/tables
	@tests/docs/picture $(call ours,$(BIN)) --update

# What one encounter looks like, key by key, in each look: look at the difference before it is committed.
transcripts: deps-test
	@$(MAKE) --no-print-directory -j$(JOBS) all $(OBJ)/tests/terminal/preload/login.so >&2
	@OBJ=$(OBJ) BIN=$(BIN) tests/terminal/transcripts.renew
	@git diff --stat -- tests/terminal/transcripts

# The harnesses of the bench link like a test, without cmocka.
TYPING = $(OBJ)/tests/bench/typing
ENGINE = $(OBJ)/tests/bench/engine
BENCHES = $(TYPING) $(ENGINE) $(OBJ)/tests/bench/paint $(OBJ)/tests/bench/find
$(BENCHES): %: %.o $(ARCHIVE)
	$(call say,LINK)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $< $(ARCHIVE) $(LIBS)

bench: bench-typing release
	@$(MAKE) --no-print-directory -j$(JOBS) all $(BENCHES) >&2
	@OBJ=$(OBJ) BIN=build-release/ivledger tests/bench/run
	@OBJ=$(OBJ) BIN=build-release/ivledger tests/bench/supervise

# How fast under the fingers; the table goes into BENCH.md.
bench-typing: deps-bench
	@$(MAKE) --no-print-directory -j$(JOBS) all $(TYPING) $(ENGINE) >&2
	@OBJ=$(OBJ) BIN=$(BIN) tests/bench/hands --update

# Made by the program from its own tables, so that they cannot fall behind it.
$(OBJ)/completions/%: $(BIN) completions/generate
	@mkdir -p $(@D)
	@completions/generate $(call ours,$(BIN)) $* >$@.new && mv $@.new $@
completions: $(OBJ)/completions/bash $(OBJ)/completions/zsh

DOCUMENTS = README.md LICENSE NOTICE CHANGELOG.md SECURITY.md
install: all completions
	install -d '$(DESTDIR)$(PREFIX)/bin' '$(DESTDIR)$(DATA)' '$(DESTDIR)$(DOC)'
	install -m 755 $(BIN) '$(DESTDIR)$(PREFIX)/bin/ivledger'
	for f in $$(find data -type f | LC_ALL=C sort); do \
	    install -D -m 644 "$$f" "$(DESTDIR)$(DATA)/$${f#data/}" || exit 1; done
	for f in man/*.[0-9]; do \
	    install -D -m 644 "$$f" "$(DESTDIR)$(MAN)/man$${f##*.}/$${f#man/}" || exit 1; done
	install -D -m 644 $(OBJ)/completions/bash '$(DESTDIR)$(BASH_COMPLETIONS)/ivledger'
	install -D -m 644 $(OBJ)/completions/zsh '$(DESTDIR)$(ZSH_COMPLETIONS)/_ivledger'
	install -m 644 $(DOCUMENTS) '$(DESTDIR)$(DOC)'

# What install puts there, and the folders of its own when nothing else is in them.
uninstall:
	rm -f '$(DESTDIR)$(PREFIX)/bin/ivledger'
	rm -f '$(DESTDIR)$(BASH_COMPLETIONS)/ivledger' '$(DESTDIR)$(ZSH_COMPLETIONS)/_ivledger'
	for f in $$(find data -type f); do rm -f "$(DESTDIR)$(DATA)/$${f#data/}"; done
	for f in man/*.[0-9]; do rm -f "$(DESTDIR)$(MAN)/man$${f##*.}/$${f#man/}"; done
	for f in $(DOCUMENTS); do rm -f "$(DESTDIR)$(DOC)/$$f"; done
	for d in $$(find data -type d | LC_ALL=C sort -r); do \
	    rmdir "$(DESTDIR)$(DATA)/$${d#data}" 2>/dev/null || :; done
	rmdir '$(DESTDIR)$(DATA)' '$(DESTDIR)$(DOC)' 2>/dev/null || :

# What is committed, packed the same way every time.
NAME = ivledger-$(VERSION)
dist:
	@mkdir -p dist
	git archive --format=tar --prefix=$(NAME)/ HEAD | gzip -9n >dist/$(NAME).tar.gz
	@cd dist && sha256sum $(NAME).tar.gz | tee $(NAME).tar.gz.sha256

# A package for Debian from the same install, in dist/.
deb: deps
	rm -rf build-deb/stage
	@$(MAKE) --no-print-directory $(DEB) CFLAGS='$(DEB_CFLAGS)' trained >&2
	@$(MAKE) --no-print-directory $(DEB) CFLAGS='$(DEB_CFLAGS) $(COUNTED)' DESTDIR=build-deb/stage install >/dev/null
	packaging/deb build-deb/stage $(VERSION)
DEB = OBJ=build-deb BIN=build-deb/ivledger PREFIX=/usr LDFLAGS='$(DEB_LDFLAGS)'
DEB_CFLAGS = -O3 -g -fstack-protector-strong -D_FORTIFY_SOURCE=2 -fPIE -ffile-prefix-map=$(CURDIR)=.
DEB_LDFLAGS = -pie -Wl,-z,relro -Wl,-z,now

clean:
	rm -rf $(OBJ) build-asan build-coverage build-deb build-fuzz build-release build-sqlcipher build-lint $(BIN) dist

-include $(OBJS:.o=.d) $(LIB_OBJS:.o=.d) $(TEST_BINS:=.d) $(HELPERS:.o=.d)
FORCE:
.PHONY: all tests check-sqlcipher coverage deps deps-test deps-lint deps-bench run release trained check check-asan fuzz fuzzers faults crash soak valgrind lint mutation docs bench bench-typing transcripts \
        completions install uninstall dist deb clean FORCE
