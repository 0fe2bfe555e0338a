/* vials.h: the small language of opened containers: 4x100 mg + 1x400 mg, multi, shared behind it.
 *
 * Says nothing about waste; that is for the step that codes drugs. */
#ifndef IVLEDGER_VIALS_H
#define IVLEDGER_VIALS_H

#include "model.h"

struct vials {
    struct vial *items; /* in the arena given */
    int n;
    bool multi, shared;
};
/* False when text is no such list; *out is then untouched.  "" is an empty list. */
bool vials_parse(struct arena *a, const char *text, struct vials *out);
/* Adds the form that parses back to the same. */
void vials_print(const struct vials *vials, struct str *out);

#endif
