/* cells.h: readers of cells whose words belong to the rule book: kinds, routes, tests of scope.csv
 * ... Private to load_tables.c. */
#ifndef IVLEDGER_CELLS_H
#define IVLEDGER_CELLS_H

#include "load_inside.h"

/* Enums of the core. */
cell_fn cell_setting, cell_route, cell_group, cell_kind, cell_role, cell_step, cell_severity,
    cell_family, cell_container, cell_effect;
/* Sets of words, as bits. */
cell_fn cell_routes, cell_methods, cell_devices, cell_flag;
/* Ids that C knows, as their number. */
cell_fn cell_rule_id, cell_finding_id, cell_account_id, cell_limit_id, cell_limit_ref,
    cell_modifier_id, cell_switch_id;
/* Words of one table. */
cell_fn cell_code_role; /* struct code_load: addon, initial */
cell_fn cell_level;     /* row | encounter */
cell_fn cell_length;    /* known | unknown */
cell_fn cell_authority; /* ncci | article */
cell_fn cell_beside;    /* never | separate */
cell_fn cell_scope_test;
cell_fn cell_choice;    /* which lines a revenue code is for */
cell_fn cell_coded;     /* coded | uncoded */
cell_fn cell_remark;    /* CARC | RARC */
cell_fn cell_element, cell_asked;
cell_fn cell_claim_number;
cell_fn cell_reason_kind; /* overrule | error: struct reason_load */
cell_fn cell_audit_test;
cell_fn cell_opps;    /* status indicator */
cell_fn cell_generic; /* a drug's name: not padded, not too long */

#endif
