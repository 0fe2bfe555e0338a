/* login.c: the program as another login name: getpwuid() answers with the name in LOGIN_AS, so that
 * coder and supervisor can be played on a machine where tests have one account. */
#include <pwd.h>
#include <stdlib.h>

struct passwd *getpwuid(uid_t uid)
{
    static struct passwd somebody;
    static char nobody[] = "";
    char *name = getenv("LOGIN_AS");
    somebody.pw_name = name != NULL ? name : nobody;
    somebody.pw_dir = getenv("HOME");
    somebody.pw_uid = uid;
    return &somebody;
}
