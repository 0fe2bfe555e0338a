/* A file that appears whole or not at all. */
#define _GNU_SOURCE /* O_TMPFILE */
#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "db/paths.h"

static char folder[] = "whole.XXXXXX";
static char place[64];

/* How many names the folder holds. */
static int names(void)
{
    int n = 0;
    DIR *dir = opendir(folder);
    assert_non_null(dir);
    while (readdir(dir))
        n++;
    closedir(dir);
    return n - 2;
}

static int make_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "whole.XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    snprintf(place, sizeof place, "%s/x.csv", folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    paths_remove_folder(folder);
    return 0;
}

/* Writes words; gives what the file then says. */
static const char *write_it(const char *words)
{
    static char buf[64];
    struct paths_file file;
    struct err err = {""};

    assert_true(paths_create(&file, place, &err));
    fputs(words, file.stream);
    assert_true(paths_finish(&file, &err));
    FILE *in = fopen(place, "r");
    assert_non_null(in);
    buf[fread(buf, 1, sizeof buf - 1, in)] = '\0';
    fclose(in);
    return buf;
}

static void it_is_there_when_it_is_whole(void **state)
{
    struct stat st;
    mode_t was = umask(0);

    (void)state;
    assert_string_equal(write_it("one"), "one");
    assert_int_equal(stat(place, &st), 0);
    umask(was);
    assert_int_equal(st.st_mode & 07777, 0600);
    assert_int_equal(names(), 1);
}

static void it_takes_the_place_of_another(void **state)
{
    struct stat st;

    (void)state;
    write_it("one");
    assert_int_equal(chmod(place, 0644), 0);
    assert_string_equal(write_it("two"), "two");
    assert_int_equal(stat(place, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);
    assert_int_equal(names(), 1);
}

static void what_is_abandoned_leaves_what_was_there(void **state)
{
    struct paths_file file;
    struct err err = {""};

    (void)state;
    write_it("one");
    assert_true(paths_create(&file, place, &err));
    fputs("half", file.stream);
    fflush(file.stream);
    paths_abandon(&file);
    assert_int_equal(names(), 1);
}

/* Not where the file system knows no files without a name. */
static void a_kill_leaves_nothing(void **state)
{
    struct err err = {""};
    int status, fd = open(folder, O_TMPFILE | O_RDWR, 0600);

    (void)state;
    if (fd < 0)
        skip();
    close(fd);
    pid_t child = fork();
    if (child == 0) {
        struct paths_file file;
        if (paths_create(&file, place, &err)) {
            fputs("half", file.stream);
            fflush(file.stream);
            kill(getpid(), SIGKILL);
        }
        _exit(1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(names(), 0);
}

static void what_is_no_file_is_refused(void **state)
{
    struct paths_file file;
    struct err err = {""};

    (void)state;
    assert_int_equal(mkfifo(place, 0600), 0);
    assert_false(paths_create(&file, place, &err));
    assert_non_null(strstr(err.text, "is no file"));
    snprintf(place, sizeof place, "%s/nowhere/x.csv", folder);
    assert_false(paths_create(&file, place, &err));
    assert_non_null(strstr(err.text, "cannot be created"));
}

#define IN_A_FOLDER(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)
int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_FOLDER(it_is_there_when_it_is_whole),
        IN_A_FOLDER(it_takes_the_place_of_another),
        IN_A_FOLDER(what_is_abandoned_leaves_what_was_there),
        IN_A_FOLDER(a_kill_leaves_nothing),
        IN_A_FOLDER(what_is_no_file_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
