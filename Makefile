# ivledger: build. `make` leaves ./ivledger at the root.
PREFIX ?= /usr/local
OBJ ?= build
BIN ?= ivledger
CC ?= gcc
VERSION := $(shell cat VERSION)
WARN = -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wformat=2 -Wvla
CFLAGS ?= -O2 -g
ALL_CFLAGS = -std=c11 -D_POSIX_C_SOURCE=200809L -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE $(WARN) $(CFLAGS) -DVERSION='"$(VERSION)"' -DDATADIR='"$(PREFIX)/share/ivledger"' -MMD -MP
LIBS = -lformw -lmenuw -lpanelw -lncursesw -ltinfo -lsqlite3 -lcsv
SRC := $(shell find src -name '*.c' | sort)
OBJS := $(SRC:%.c=$(OBJ)/%.o)

all: $(BIN)
$(BIN): $(OBJS)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(OBJS) $(LIBS)
$(OBJ)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c -o $@ $<
clean:
	rm -rf $(OBJ) $(BIN)
-include $(OBJS:.o=.d)
.PHONY: all clean
