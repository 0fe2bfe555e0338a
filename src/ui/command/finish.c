#include "command.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

/* A pipe whose reader has gone reports an error on its writing end; a full disk does not. */
static bool reader_gone(void)
{
    struct pollfd out = {STDOUT_FILENO, POLLOUT, 0};
    return poll(&out, 1, 0) == 1 && (out.revents & POLLERR) != 0;
}

enum leave command_finish(enum leave leave)
{
    errno = 0;
    bool bad = fflush(stdout) != 0 || ferror(stdout);
    if (!bad || errno == EPIPE || reader_gone())
        return leave;
    app_say("the output could not be written (%s); free some space or send it elsewhere",
            errno != 0 ? strerror(errno) : "write error");
    return LEAVE_IO;
}
