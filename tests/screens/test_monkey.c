/* Keys at random, at every size: nothing that is typed may bring the workstation down, unbalance
 * the book of minutes or lose a draft. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drive.h"

enum { RUNS = 60, KEYS = 150 };

static const char *const WORDS[] = {
    "Enter",
    "Tab",
    "Tab",
    "Tab",
    "Shift-Tab",
    "Esc",
    "Up",
    "Down",
    "Left",
    "Right",
    "Home",
    "End",
    "PgUp",
    "PgDn",
    "Backspace",
    "Del",
    "F1",
    "F2",
    "F3",
    "F4",
    "F5",
    "F6",
    "F7",
    "F8",
    "*",
    "l",
    "y",
    "R",
    "Ctrl-N",
    "Ctrl-N",
    "Ctrl-D",
    "Ctrl-U",
    "Ctrl-K",
    "Ctrl-W",
    "Ctrl-L",
    "Ctrl-C",
    "n",
    "a",
    "e",
    "c",
    "d",
    "u",
    "u",
    "r",
    "h",
    "w",
    "l",
    "b",
    "s",
    "+",
    "-",
    "0",
    "J",
    "K",
    ":",
    "/",
    "?",
    "!",
    "<",
    ">",
    "f",
    "L",
    "N",
    "D",
    "\"carbo\"",
    "\"ondan\"",
    "\"sal\"",
    "\"zzz\"",
    "\"0900\"",
    "\"0930\"",
    "\"1130\"",
    "\"2330\"",
    "\"0015\"",
    "\"9\"",
    "\"+35\"",
    "\"-20\"",
    "\".\"",
    "\"n\"",
    "\"p\"",
    "\"i\"",
    "\"PIV\"",
    "\"port\"",
    "\"E1\"",
    "\"2026-03-04 0800\"",
    "\"t-1\"",
    "\"office\"",
    "\"y\"",
    "\"400\"",
    "\"mg\"",
    "\"4x100 mg\"",
    "\"kvo\"",
    "\"\xe6\xbc\xa2\xcc\x81\"",
    "\"why 96415\"",
    "Ctrl-O",
    "t",
    "\"ceftr 2g 0830-0905\"",
    "\"+ 0915\"",
    "\"ns ..+40 x4\"",
    "\"Drug\" Tab \"Start\" Enter \"NS\" Tab \"0800\" Enter",
    "\"\\\"\"",
};

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static void write_keys(uint32_t seed, struct str *script)
{
    str_clear(script);
    str_addf(script, "# seed %u\n", (unsigned)seed);
    if (seed % 3)
        str_add(script,
                "n \"E1\" Ctrl-N \"carbo\" Tab Tab Tab Tab Tab \"0900\" Tab \"1035\" Ctrl-N\n");
    for (int i = 0; i < KEYS; i++) {
        str_addf(script, "%s ", WORDS[next_random(&seed) % COUNT_OF(WORDS)]);
        if (next_random(&seed) % 40 == 0)
            str_addf(script, "\n:resize %ux%u\n", 20 + (unsigned)(next_random(&seed) % 200),
                     5 + (unsigned)(next_random(&seed) % 70));
    }
}

static void keys_at_random(void **state)
{
    struct str script;
    uint32_t first = getenv("TESTS_SEED") && *getenv("TESTS_SEED")
                         ? (uint32_t)strtoul(getenv("TESTS_SEED"), NULL, 10)
                         : 1;
    (void)state;
    str_init(&script, 1 << 20);
    for (uint32_t seed = first; seed < first + RUNS; seed++) {
        write_keys(seed, &script);
        d.color = seed % 2;
        d.ascii = seed % 5 == 0;
        drive_keys(&d, script.data);
        if (d.status != LEAVE_DONE || (d.screen.length && strstr(d.screen.data, "NOT BALANCED")))
            fail_msg("seed %u ended with status %d\n%s", (unsigned)seed, d.status,
                     d.screen.length ? d.screen.data : "");
        if (seed % 10 == 0)
            drive_forget(&d);
    }
    str_release(&script);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(keys_at_random)};
    return cmocka_run_group_tests(tests, drive_begin, drive_end);
}
