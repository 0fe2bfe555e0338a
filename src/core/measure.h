/* measure.h: units of measure of doses and containers, and how they convert.  Exact; no density, no
 * strength: milligrams never become millilitres. */
#ifndef IVLEDGER_MEASURE_H
#define IVLEDGER_MEASURE_H

#include "base.h"

bool measure_known(const char *unit); /* ASCII case does not matter */
/* An amount in another unit (both in millionths); false when the units do not convert or the
 * amount is too large. */
bool measure_convert(int64_t amount, const char *from, const char *to, int64_t *out);
/* The same for who asks often: the number of a unit, -1 when there is none, and by numbers. */
int measure_find(const char *unit);
bool measure_counts_containers(int measure); /* vial */
bool measure_by_number(int64_t amount, int from, int to, int64_t *out);

#endif
