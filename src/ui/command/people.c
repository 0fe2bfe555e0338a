#include "command.h"

#include "office.h"

static enum leave print_people(struct store *store)
{
    struct arena arena;
    struct store_person *people;
    struct err err = {""};
    enum job mine;
    size_t n = 0;
    arena_init(&arena);
    enum store_fault fault = store_people(store, &arena, &people, &n, &err);
    if (fault == STORE_OK)
        fault = store_job(store, &mine, &err);
    for (size_t i = 0; fault == STORE_OK && i < n; i++)
        app_tell("%-16s %-11s given by %s on %s", people[i].login, job_name(people[i].job),
                 people[i].who, people[i].at);
    if (fault == STORE_OK && n == 0)
        printf("Nobody has been given a job, so everybody may do everything; "
               "`ivledger people LOGIN supervisor` begins.\n");
    if (fault == STORE_OK)
        printf("You are here as %s: %s.\n", job_name(mine), job_say(mine));
    arena_release(&arena);
    return office_said(fault, &err);
}

enum leave command_people(struct app *app, int n, char *const *words)
{
    struct err err = {""};
    enum leave leave;
    enum job job = JOB_CODER;
    char shown[64];
    if (n == 1 || n > 2 || (n == 2 && !job_find(words[1], &job))) {
        if (n == 2)
            app_say("%s is no job; write coder, reviewer, supervisor, trainer or auditor",
                    text_short(words[1], shown));
        else
            app_say("people lists who has which job, or gives one: ivledger people LOGIN JOB");
        return LEAVE_USAGE;
    }
    struct store *store = app_store(app, n > 0, &leave);
    if (store == NULL)
        return leave;
    leave = n == 0 ? print_people(store)
                   : office_said(store_set_job(store, words[0], job, &err), &err);
    if (n == 2 && leave == LEAVE_DONE)
        app_tell("%s is a %s now.", words[0], job_name(job));
    store_close(store);
    return command_finish(leave);
}
