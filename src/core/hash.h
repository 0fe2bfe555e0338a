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

#endif
