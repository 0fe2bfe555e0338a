/* json_inside.h: the parts of which json*.c puts its objects together.
 *
 * Private to json*.c.  A part writes "key":value, with a comma before it unless it says that it is
 * the first of its object; the braces are the caller's. */
#ifndef IVLEDGER_JSON_INSIDE_H
#define IVLEDGER_JSON_INSIDE_H

#include "json.h"

void json_text(struct str *out, const char *name, const char *text);
void json_number(struct str *out, const char *name, int64_t number);
void json_row(struct str *out, int row); /* 0, no single row: null */
void json_list(struct str *out, const char *name, const char *const *texts, size_t n);
void json_rows(struct str *out, const int *rows, size_t n);

/* ---- the first of their object ---- */

void json_line(const struct line *line, struct str *out);
void json_drug(const struct drug_line *line, struct str *out);
void json_finding(const struct result *r, const struct finding *f, struct str *out);
void json_posting(const struct posting *p, struct str *out);
void json_decision(const struct result *r, const struct decision *d, struct str *out);

#endif
