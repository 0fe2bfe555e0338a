/* schema.h: what the database looks like, step by step from empty to now.
 *
 * The list of steps only grows: a step that has shipped is never changed. */
#ifndef IVLEDGER_SCHEMA_H
#define IVLEDGER_SCHEMA_H

#include <sqlite3.h>

#include "store.h"

#define SCHEMA_APPLICATION 0x49564c47 /* "IVLG" in the file's header */

int schema_known(void); /* the version this program writes */
/* The version of an open file; 0 for an empty one.  A file of another program: STORE_NOT_DATABASE.
 */
enum store_fault schema_version(sqlite3 *db, const char *path, int *version, struct err *err);
/* Runs the steps that are missing, each in one transaction that also moves the version on. */
enum store_fault schema_migrate(sqlite3 *db, const char *path, struct err *err);
/* What an SQLite error means, in a sentence about doing ("saving", "reading the list"). */
enum store_fault schema_fault(sqlite3 *db, const char *path, const char *doing, struct err *err);

#endif
