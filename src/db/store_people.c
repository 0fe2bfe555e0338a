#include "store_office.h"

#include "store_inside.h"

static const char asking[] = "asking who may do this";
static const char doing[] = "giving a job";

static enum store_fault any_person(struct store *store, bool *any, struct err *err)
{
    sqlite3_stmt *stmt = store_statement(store, SQL_ANY_PERSON);
    enum store_fault fault = store_step(store, stmt, any, asking, err);
    sqlite3_reset(stmt);
    return fault;
}

static void keep_job(struct store *store, enum store_fault fault, enum job job)
{
    store->job_known = fault == STORE_OK;
    store->job = job;
}

enum store_fault store_job(struct store *store, enum job *job, struct err *err)
{
    bool any = false, more;
    if (store->depth > 0 && store->job_known) {
        *job = store->job;
        return STORE_OK;
    }
    enum store_fault fault = any_person(store, &any, err);
    *job = any ? JOB_CODER : JOB_SUPERVISOR;
    if (fault != STORE_OK || !any) {
        keep_job(store, fault, *job);
        return fault;
    }
    sqlite3_stmt *stmt = store_statement(store, SQL_JOB);
    store_bind(stmt, ":login", store->user);
    fault = store_step(store, stmt, &more, asking, err);
    if (fault == STORE_OK && more)
        job_find(store_text(stmt, 0), job);
    sqlite3_reset(stmt);
    keep_job(store, fault, *job);
    return fault;
}

enum store_fault store_may(struct store *store, enum deed deed, struct err *err)
{
    enum job job;
    enum store_fault fault = store_job(store, &job, err);
    return fault == STORE_OK && !permit(job, deed, err) ? STORE_REFUSED : fault;
}

enum store_fault store_people(struct store *store, struct arena *arena, struct store_person **people,
                              size_t *n, struct err *err)
{
    sqlite3_stmt *stmt = store_statement(store, SQL_PEOPLE);
    enum store_fault fault;
    size_t cap = 0;
    bool more;
    *people = NULL;
    *n = 0;
    while ((fault = store_step(store, stmt, &more, "reading", err)) == STORE_OK && more) {
        struct store_person *p = ARENA_PUSH(arena, *people, *n, cap);
        p->login = arena_text(arena, store_text(stmt, 0));
        job_find(store_text(stmt, 1), &p->job);
        p->at = arena_text(arena, store_text(stmt, 2));
        p->who = arena_text(arena, store_text(stmt, 3));
    }
    return fault;
}

/* Somebody must stay who can give jobs. */
static enum store_fault check_supervisor(struct store *store, const char *login, enum job job,
                                         const char **was, struct arena *arena, struct err *err)
{
    struct store_person *people;
    size_t n;
    bool other = job == JOB_SUPERVISOR;
    enum store_fault fault = store_people(store, arena, &people, &n, err);
    *was = "";
    for (size_t i = 0; fault == STORE_OK && i < n; i++) {
        if (strcmp(people[i].login, login) == 0)
            *was = job_name(people[i].job);
        else if (people[i].job == JOB_SUPERVISOR)
            other = true;
    }
    if (fault == STORE_OK && !other) {
        err_set(err, "nobody would be left who may give jobs; make somebody a supervisor first");
        fault = STORE_REFUSED;
    }
    return fault;
}

static enum store_fault set_job(struct store *store, const char *login, enum job job,
                                struct arena *arena, struct err *err)
{
    const char *was;
    char now[24];
    struct str words;
    enum store_fault fault = store_may(store, DEED_STAFF, err);
    if (fault == STORE_OK)
        fault = check_supervisor(store, login, job, &was, arena, err);
    if (fault != STORE_OK)
        return fault;
    sqlite3_stmt *stmt = store_statement(store, SQL_INSERT_PERSON);
    store_time(store, now);
    store_bind(stmt, ":login", login);
    store_bind(stmt, ":job", job_name(job));
    store_bind(stmt, ":at", now);
    store_bind(stmt, ":who", store->user);
    fault = store_run(store, stmt, doing, err);
    str_init(&words, 1000);
    str_addf(&words, "%s: %s", login, job_name(job));
    if (fault == STORE_OK)
        fault = store_append_audit(store, "job given", "", was, words.data, err);
    str_release(&words);
    return fault;
}

enum store_fault store_set_job(struct store *store, const char *login, enum job job, struct err *err)
{
    struct arena arena;
    enum store_fault fault = store_enter(store, doing, err);
    if (fault != STORE_OK)
        return fault;
    arena_init(&arena);
    fault = store_leave(store, set_job(store, login, job, &arena, err), doing, err);
    arena_release(&arena);
    return fault;
}
