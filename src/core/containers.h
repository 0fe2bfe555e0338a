/* containers.h: the sizes in which a drug is sold, as drugs.csv lists them in vials_usual: "100
 * mg", "50; 200 mg", "500 mg; 1 g", "1-30 g".  General label knowledge: a hint, never arithmetic.
 */
#ifndef IVLEDGER_CONTAINERS_H
#define IVLEDGER_CONTAINERS_H

#include "base.h"

/* False only when the list is understood whole and the size is not in it.  size in millionths. */
bool container_known(const char *vials_usual, int64_t size, const char *unit);

/* The size of the i-th entry (from 0) and its unit; the lower end of a range.  False: there is none, or
 * the list is not understood. */
bool container_size(const char *vials_usual, size_t i, int64_t *size, char unit[16]);

#endif
