/* hash.h: SHA-256 (FIPS 180-4), for the fingerprint of input, rule book and policy, and for the
 * chain of the audit trail. */
#ifndef IVLEDGER_HASH_H
#define IVLEDGER_HASH_H

#include "base.h"

struct hash {
    uint32_t state[8];
    uint64_t length;
    unsigned char block[64];
    size_t held;
};
void hash_init(struct hash *h);
void hash_add(struct hash *h, const void *data, size_t size);
void hash_text(struct hash *h, const char *text); /* the text and its ending zero */
void hash_end(struct hash *h, char hex[65]);

/* The hash of many texts, each with its name, that is worked out when it is first asked for, by
 * whichever thread.  The parts are the owner's and must stay; hash_forget() when done with it. */
struct hash_part {
    const char *name, *text;
    size_t size;
};
struct hash_later {
    const struct hash_part *parts;
    size_t n;
    _Atomic(char *) hex;
};
const char *hash_asked(struct hash_later *later); /* 64 figures; lives as long as the parts */
void hash_forget(struct hash_later *later);

#endif
