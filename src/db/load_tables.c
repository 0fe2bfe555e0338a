/* load_inside.h: what each table of the rule book looks like: its columns, their readers, the
 * columns that make its key. */
#include "cells.h"

#define ROW_ITSELF(name, read, needed)                                                             \
    {                                                                                              \
        name, read, 0, needed, 0, 0                                                                \
    }

static const struct column source_columns[] = {
    COLUMN("id", cell_text, struct source_load, source.id, NEEDED),
    COLUMN("publisher", cell_text, struct source_load, source.publisher, NEEDED),
    COLUMN("title", cell_text, struct source_load, source.title, NEEDED),
    COLUMN("section", cell_text, struct source_load, source.section, NEEDED),
    COLUMN("edition", cell_text, struct source_load, source.edition, NEEDED),
    COLUMN("date", cell_text, struct source_load, source.date, MAY_BE_EMPTY),
    COLUMN("url", cell_text, struct source_load, source.url, MAY_BE_EMPTY),
};

static const struct column edition_columns[] = {
    COLUMN("edition", cell_text, struct edition_load, edition, NEEDED),
    DATES(struct edition_load),
    COLUMN("source", cell_source, struct edition_load, source, NEEDED),
    COLUMN("say", cell_text, struct edition_load, say, NEEDED),
};

static const struct column code_columns[] = {
    COLUMN("code", cell_text, struct code_load, code.id, NEEDED),
    DATES(struct code_load),
    COLUMN("plain", cell_text, struct code_load, code.plain, NEEDED),
    COLUMN("family", cell_text, struct code_load, code.family, NEEDED),
    COLUMN("route", cell_text, struct code_load, route, MAY_BE_EMPTY),
    ROW_ITSELF("role", cell_code_role, NEEDED),
    COLUMN("timed", cell_yes, struct code_load, code.timed, NEEDED),
    COLUMN("facility_only", cell_yes, struct code_load, code.facility_only, NEEDED),
    COLUMN_NUMBER("claim_order", struct code_load, code.claim_order, NEEDED, 1, 9999),
    COLUMN("iv_initial", cell_yes, struct code_load, code.iv_initial, NEEDED),
    COLUMN("first_hour", cell_yes, struct code_load, code.first_hour, NEEDED),
    COLUMN("unlisted", cell_yes, struct code_load, code.unlisted, NEEDED),
    COLUMN("source", cell_source, struct code_load, code.source, NEEDED),
    COLUMN("locator", cell_text, struct code_load, locator, MAY_BE_EMPTY),
    COLUMN("note", cell_text, struct code_load, code.note, MAY_BE_EMPTY),
};

static const struct column limit_columns[] = {
    ROW_ITSELF("id", cell_limit_id, NEEDED),
    DATES(struct limit_load),
    COLUMN_NUMBER("value", struct limit_load, limit.value, NEEDED, 0, 100000),
    COLUMN("unit", cell_text, struct limit_load, unit, NEEDED),
    COLUMN("source", cell_source, struct limit_load, limit.source, NEEDED),
    COLUMN("locator", cell_text, struct limit_load, locator, MAY_BE_EMPTY),
    COLUMN("say", cell_text, struct limit_load, limit.say, NEEDED),
};

static const struct column rule_columns[] = {
    ROW_ITSELF("id", cell_rule_id, NEEDED),
    DATES(struct rule_load),
    COLUMN("step", cell_step, struct rule_load, rule.step, NEEDED),
    COLUMN("source", cell_source, struct rule_load, rule.source, NEEDED),
    COLUMN("locator", cell_text, struct rule_load, rule.locator, MAY_BE_EMPTY),
    COLUMN("say", cell_text, struct rule_load, rule.say, NEEDED),
    COLUMN("unmet", cell_text, struct rule_load, rule.unmet, MAY_BE_EMPTY),
    COLUMN("change", cell_text, struct rule_load, rule.change, MAY_BE_EMPTY),
};

static const struct column finding_columns[] = {
    ROW_ITSELF("id", cell_finding_id, NEEDED),
    DATES(struct finding_load),
    COLUMN("step", cell_step, struct finding_load, def.step, NEEDED),
    COLUMN("severity", cell_severity, struct finding_load, def.severity, NEEDED),
    COLUMN("carc", cell_text, struct finding_load, def.carc, MAY_BE_EMPTY),
    COLUMN("rarc", cell_text, struct finding_load, def.rarc, MAY_BE_EMPTY),
    COLUMN("level", cell_level, struct finding_load, def.of_row, NEEDED),
    COLUMN("source", cell_source, struct finding_load, def.source, NEEDED),
    COLUMN("locator", cell_text, struct finding_load, locator, MAY_BE_EMPTY),
    COLUMN("say", cell_text, struct finding_load, def.say, NEEDED),
    COLUMN("fix", cell_text, struct finding_load, def.fix, NEEDED),
};

static const struct column account_columns[] = {
    ROW_ITSELF("id", cell_account_id, NEEDED),
    DATES(struct account_load),
    COLUMN("account", cell_text, struct account_load, account.name, NEEDED),
    COLUMN("source", cell_source, struct account_load, source, NEEDED),
    COLUMN("locator", cell_text, struct account_load, locator, MAY_BE_EMPTY),
    COLUMN("say", cell_text, struct account_load, account.say, NEEDED),
};

static const struct column modifier_columns[] = {
    ROW_ITSELF("id", cell_modifier_id, NEEDED),
    DATES(struct modifier_load),
    COLUMN("modifier", cell_text, struct modifier_load, modifier.text, NEEDED),
    COLUMN("source", cell_source, struct modifier_load, modifier.source, NEEDED),
    COLUMN("locator", cell_text, struct modifier_load, locator, MAY_BE_EMPTY),
    COLUMN("say", cell_text, struct modifier_load, modifier.say, NEEDED),
};

static const struct column drug_columns[] = {
    COLUMN("generic", cell_generic, struct drug_load, drug.generic, NEEDED),
    COLUMN("brands", cell_text, struct drug_load, drug.brands, MAY_BE_EMPTY),
    COLUMN("aliases", cell_text, struct drug_load, drug.aliases, MAY_BE_EMPTY),
    COLUMN("hcpcs", cell_text, struct drug_load, drug.hcpcs, MAY_BE_EMPTY),
    COLUMN("unit_amount", cell_amount, struct drug_load, drug.unit_amount, MAY_BE_EMPTY),
    COLUMN("unit", cell_text, struct drug_load, drug.unit, MAY_BE_EMPTY),
    COLUMN("routes", cell_routes, struct drug_load, drug.routes, MAY_BE_EMPTY),
    COLUMN("class_article", cell_family, struct drug_load, drug.article, NEEDED),
    COLUMN("class_cms", cell_family, struct drug_load, drug.cms, NEEDED),
    COLUMN("complex_biologic", cell_yes, struct drug_load, drug.complex_biologic, NEEDED),
    COLUMN("electrolyte", cell_yes, struct drug_load, drug.electrolyte, NEEDED),
    COLUMN("class_policy", cell_yes, struct drug_load, drug.class_policy, NEEDED),
    COLUMN("container", cell_container, struct drug_load, drug.container, MAY_BE_EMPTY),
    COLUMN("vials_usual", cell_text, struct drug_load, drug.vials_usual, MAY_BE_EMPTY),
    COLUMN("auth_usual", cell_yes, struct drug_load, drug.auth_usual, NEEDED),
    COLUMN("opps_status", cell_opps, struct drug_load, drug.opps_status, MAY_BE_EMPTY),
    DATES(struct drug_load),
    COLUMN("source", cell_source, struct drug_load, drug.source, NEEDED),
    COLUMN("note", cell_text, struct drug_load, drug.note, MAY_BE_EMPTY),
};

static const struct column scope_columns[] = {
    COLUMN("id", cell_text, struct scope_load, scope.rule.id, NEEDED),
    DATES(struct scope_load),
    COLUMN_NUMBER("order", struct scope_load, scope.order, NEEDED, 0, 100000),
    ROW_ITSELF("test", cell_scope_test, NEEDED),
    COLUMN("account", cell_text, struct scope_load, scope.account, NEEDED),
    COLUMN("finding", cell_text, struct scope_load, finding, MAY_BE_EMPTY),
    COLUMN("elsewhere", cell_text, struct scope_load, scope.elsewhere, MAY_BE_EMPTY),
    COLUMN("elsewhere_say", cell_text, struct scope_load, scope.elsewhere_say, MAY_BE_EMPTY),
    COLUMN("supply", cell_yes, struct scope_load, scope.supply, NEEDED),
    COLUMN("source", cell_source, struct scope_load, scope.rule.source, NEEDED),
    COLUMN("locator", cell_text, struct scope_load, scope.rule.locator, MAY_BE_EMPTY),
    COLUMN("say", cell_text, struct scope_load, scope.rule.say, NEEDED),
};

static const struct column kind_columns[] = {
    COLUMN("id", cell_text, struct kind_load, kind.rule.id, NEEDED),
    DATES(struct kind_load),
    COLUMN_NUMBER("order", struct kind_load, kind.order, NEEDED, 0, 100000),
    COLUMN("group", cell_group, struct kind_load, kind.group, MAY_BE_EMPTY),
    COLUMN("route", cell_route, struct kind_load, kind.route, MAY_BE_EMPTY),
    COLUMN("method", cell_methods, struct kind_load, kind.methods, MAY_BE_EMPTY),
    COLUMN("length", cell_length, struct kind_load, kind.length, MAY_BE_EMPTY),
    COLUMN("min", cell_limit_ref, struct kind_load, min, MAY_BE_EMPTY),
    COLUMN("max", cell_limit_ref, struct kind_load, max, MAY_BE_EMPTY),
    COLUMN("setting", cell_setting, struct kind_load, kind.setting, MAY_BE_EMPTY),
    COLUMN("payer", cell_text, struct kind_load, kind.payer, MAY_BE_EMPTY),
    COLUMN("kind", cell_kind, struct kind_load, kind.kind, NEEDED),
    COLUMN("source", cell_source, struct kind_load, kind.rule.source, NEEDED),
    COLUMN("locator", cell_text, struct kind_load, kind.rule.locator, MAY_BE_EMPTY),
    COLUMN("say", cell_text, struct kind_load, kind.rule.say, NEEDED),
};

static const struct column service_columns[] = {
    COLUMN("id", cell_text, struct service_load, service.rule.id, NEEDED),
    DATES(struct service_load),
    COLUMN("kind", cell_kind, struct service_load, service.kind, NEEDED),
    COLUMN("group", cell_group, struct service_load, service.group, MAY_BE_EMPTY),
    COLUMN("role", cell_role, struct service_load, service.role, NEEDED),
    COLUMN("route", cell_route, struct service_load, service.route, MAY_BE_EMPTY),
    COLUMN("device", cell_devices, struct service_load, service.devices, MAY_BE_EMPTY),
    COLUMN("flag", cell_flag, struct service_load, service.flag, MAY_BE_EMPTY),
    COLUMN("payer", cell_text, struct service_load, service.payer, MAY_BE_EMPTY),
    COLUMN("code", cell_text, struct service_load, code, NEEDED),
    COLUMN("source", cell_source, struct service_load, service.rule.source, NEEDED),
    COLUMN("locator", cell_text, struct service_load, service.rule.locator, MAY_BE_EMPTY),
    COLUMN("say", cell_text, struct service_load, service.rule.say, NEEDED),
};

static const struct column rank_columns[] = {
    COLUMN("id", cell_text, struct rank_load, rank.rule.id, NEEDED),
    DATES(struct rank_load),
    COLUMN("kind", cell_kind, struct rank_load, rank.kind, NEEDED),
    COLUMN("group", cell_group, struct rank_load, rank.group, MAY_BE_EMPTY),
    COLUMN_NUMBER("rank", struct rank_load, rank.rank, NEEDED, 1, 1000),
    COLUMN("source", cell_source, struct rank_load, rank.rule.source, NEEDED),
    COLUMN("locator", cell_text, struct rank_load, rank.rule.locator, MAY_BE_EMPTY),
    COLUMN("say", cell_text, struct rank_load, rank.rule.say, NEEDED),
};

static const struct column parent_columns[] = {
    COLUMN("addon", cell_text, struct parent_load, addon, NEEDED),
    COLUMN("parent", cell_text, struct parent_load, of, NEEDED),
    COLUMN("authority", cell_authority, struct parent_load, parent.article, NEEDED),
    DATES(struct parent_load),
    COLUMN("source", cell_source, struct parent_load, parent.source, NEEDED),
    COLUMN("locator", cell_text, struct parent_load, locator, MAY_BE_EMPTY),
};

static const struct column pair_columns[] = {
    COLUMN("setting", cell_setting, struct pair_load, pair.setting, NEEDED),
    COLUMN("column1", cell_text, struct pair_load, pair.column1, NEEDED),
    COLUMN("column2", cell_text, struct pair_load, pair.column2, NEEDED),
    COLUMN_NUMBER("indicator", struct pair_load, pair.indicator, NEEDED, 0, 1),
    COLUMN("effect", cell_effect, struct pair_load, pair.effect, NEEDED),
    COLUMN("reason", cell_text, struct pair_load, reason, MAY_BE_EMPTY),
    COLUMN("vintage", cell_text, struct pair_load, pair.vintage, NEEDED),
    DATES(struct pair_load),
    COLUMN("source", cell_source, struct pair_load, pair.source, NEEDED),
};

static const struct column mue_columns[] = {
    COLUMN("code", cell_text, struct mue_load, mue.code, NEEDED),
    COLUMN("setting", cell_setting, struct mue_load, mue.setting, NEEDED),
    COLUMN_NUMBER("units", struct mue_load, mue.units, NEEDED, 0, 9999),
    COLUMN_NUMBER("mai", struct mue_load, mue.mai, NEEDED, 1, 3),
    COLUMN("vintage", cell_text, struct mue_load, mue.vintage, NEEDED),
    DATES(struct mue_load),
    COLUMN("source", cell_source, struct mue_load, mue.source, NEEDED),
};

static const struct column em_columns[] = {
    COLUMN("code", cell_text, struct em_load, em.code, NEEDED),
    DATES(struct em_load),
    COLUMN("beside", cell_beside, struct em_load, em.never, NEEDED),
    COLUMN("setting", cell_setting, struct em_load, em.setting, MAY_BE_EMPTY),
    COLUMN("source", cell_source, struct em_load, em.source, NEEDED),
    COLUMN("locator", cell_text, struct em_load, locator, MAY_BE_EMPTY),
    COLUMN("say", cell_text, struct em_load, say, NEEDED),
};

static const struct column fee_columns[] = {
    COLUMN("code", cell_text, struct fee_load, fee.code, NEEDED),
    DATES(struct fee_load),
    COLUMN("work_rvu", cell_amount, struct fee_load, fee.work_rvu, MAY_BE_EMPTY),
    COLUMN("nf_pe_rvu", cell_amount, struct fee_load, fee.nf_pe_rvu, MAY_BE_EMPTY),
    COLUMN("f_pe_rvu", cell_amount, struct fee_load, fee.f_pe_rvu, MAY_BE_EMPTY),
    COLUMN("mp_rvu", cell_amount, struct fee_load, fee.mp_rvu, MAY_BE_EMPTY),
    COLUMN("nf_total", cell_amount, struct fee_load, fee.nf_total, MAY_BE_EMPTY),
    COLUMN("f_total", cell_amount, struct fee_load, fee.f_total, MAY_BE_EMPTY),
    COLUMN("pfs_amount", cell_amount, struct fee_load, fee.pfs_amount, MAY_BE_EMPTY),
    COLUMN("pfs_amount_qp", cell_amount, struct fee_load, fee.pfs_amount_qp, MAY_BE_EMPTY),
    COLUMN("pfs_status", cell_text, struct fee_load, fee.pfs_status, MAY_BE_EMPTY),
    COLUMN("pctc", cell_text, struct fee_load, fee.pctc, MAY_BE_EMPTY),
    COLUMN("global_days", cell_text, struct fee_load, fee.global_days, MAY_BE_EMPTY),
    COLUMN("facility_na", cell_yes, struct fee_load, fee.facility_na, NEEDED),
    COLUMN("opps_status", cell_text, struct fee_load, fee.opps_status, MAY_BE_EMPTY),
    COLUMN("apc", cell_text, struct fee_load, fee.apc, MAY_BE_EMPTY),
    COLUMN("opps_amount", cell_amount, struct fee_load, fee.opps_amount, MAY_BE_EMPTY),
    COLUMN("source", cell_source, struct fee_load, fee.source, NEEDED),
    COLUMN("opps_source", cell_source, struct fee_load, fee.opps_source, NEEDED),
    COLUMN("note", cell_text, struct fee_load, fee.note, MAY_BE_EMPTY),
};

static const struct column revenue_columns[] = {
    COLUMN("id", cell_text, struct revenue_load, revenue.rule.id, NEEDED),
    DATES(struct revenue_load),
    COLUMN("choice", cell_choice, struct revenue_load, revenue.choice, NEEDED),
    COLUMN("kind", cell_kind, struct revenue_load, revenue.kind, MAY_BE_EMPTY),
    COLUMN("group", cell_group, struct revenue_load, revenue.group, MAY_BE_EMPTY),
    COLUMN("drug", cell_coded, struct revenue_load, revenue.coded, MAY_BE_EMPTY),
    COLUMN("revenue", cell_text, struct revenue_load, revenue.revenue, NEEDED),
    COLUMN("say", cell_text, struct revenue_load, revenue.rule.say, NEEDED),
    COLUMN("source", cell_source, struct revenue_load, revenue.rule.source, NEEDED),
    COLUMN("locator", cell_text, struct revenue_load, revenue.rule.locator, MAY_BE_EMPTY),
};

static const struct column denial_columns[] = {
    COLUMN("kind", cell_remark, struct denial_load, denial.remark, NEEDED),
    COLUMN("code", cell_text, struct denial_load, denial.code, NEEDED),
    COLUMN("group", cell_text, struct denial_load, denial.group, MAY_BE_EMPTY),
    DATES(struct denial_load),
    COLUMN("say", cell_text, struct denial_load, denial.say, NEEDED),
    COLUMN("cause", cell_text, struct denial_load, denial.cause, NEEDED),
    COLUMN("action", cell_text, struct denial_load, denial.action, MAY_BE_EMPTY),
    COLUMN("note", cell_text, struct denial_load, denial.note, MAY_BE_EMPTY),
    COLUMN("source", cell_source, struct denial_load, denial.source, NEEDED),
};

static const struct column question_columns[] = {
    COLUMN("finding", cell_text, struct question_load, question.finding, NEEDED),
    DATES(struct question_load),
    COLUMN("element", cell_element, struct question_load, question.element, MAY_BE_EMPTY),
    COLUMN("asked", cell_asked, struct question_load, question.asked, NEEDED),
    COLUMN("source", cell_source, struct question_load, question.source, NEEDED),
    COLUMN("locator", cell_text, struct question_load, locator, MAY_BE_EMPTY),
    COLUMN("say", cell_text, struct question_load, question.say, NEEDED),
};

static const struct column number_columns[] = {
    COLUMN("id", cell_claim_number, struct number_load, number.id, NEEDED),
    DATES(struct number_load),
    COLUMN("value", cell_text, struct number_load, number.value, NEEDED),
    COLUMN("source", cell_source, struct number_load, number.source, NEEDED),
    COLUMN("locator", cell_text, struct number_load, locator, MAY_BE_EMPTY),
    COLUMN("say", cell_text, struct number_load, number.say, NEEDED),
};

static const struct column reason_columns[] = {
    ROW_ITSELF("kind", cell_reason_kind, NEEDED),
    COLUMN("id", cell_text, struct reason_load, reason.id, NEEDED),
    COLUMN_NUMBER("weight", struct reason_load, reason.weight, NEEDED, 0, 100),
    COLUMN("say", cell_text, struct reason_load, reason.say, NEEDED),
};

static const struct column audit_columns[] = {
    COLUMN("id", cell_text, struct audit_load, question.id, NEEDED),
    DATES(struct audit_load),
    COLUMN("test", cell_audit_test, struct audit_load, question.test, NEEDED),
    COLUMN("about", cell_text, struct audit_load, question.about, MAY_BE_EMPTY),
    COLUMN_NUMBER("value", struct audit_load, question.value, NEEDED, 0, 100000),
    COLUMN_NUMBER("least", struct audit_load, question.least, MAY_BE_EMPTY, 1, 100000),
    COLUMN("source", cell_source, struct audit_load, question.source, NEEDED),
    COLUMN("locator", cell_text, struct audit_load, question.locator, MAY_BE_EMPTY),
    COLUMN("say", cell_text, struct audit_load, question.say, NEEDED),
    COLUMN("fix", cell_text, struct audit_load, question.fix, NEEDED),
};

static const struct column switch_columns[] = {
    COLUMN("switch", cell_switch_id, struct switch_load, id, NEEDED),
    COLUMN("value", cell_text, struct switch_load, value, NEEDED),
    COLUMN("say", cell_text, struct switch_load, meaning.say, NEEDED),
    COLUMN("held_by", cell_text, struct switch_load, meaning.held_by, NEEDED),
    COLUMN("source", cell_source, struct switch_load, meaning.source, NEEDED),
    COLUMN("locator", cell_text, struct switch_load, locator, MAY_BE_EMPTY),
};

static const struct column policy_columns[] = {
    COLUMN("policy", cell_text, struct policy_load, policy, NEEDED),
    COLUMN("switch", cell_switch_id, struct policy_load, id, NEEDED),
    COLUMN("value", cell_text, struct policy_load, value, NEEDED),
};

static const struct column count_columns[] = {
    COLUMN("table", cell_text, struct count_load, table, NEEDED),
    COLUMN_NUMBER("rows", struct count_load, rows, MAY_BE_EMPTY, 1, 1000000),
    COLUMN("say", cell_text, struct count_load, say, NEEDED),
};

#define SPEC(name, keys, row, columns, dated)                                                      \
    {                                                                                              \
        name, keys, columns, COUNT_OF(columns), sizeof(struct row), dated, false                   \
    }
#define SPEC_BY_DAY(name, keys, row, columns)                                                      \
    {                                                                                              \
        name, keys, columns, COUNT_OF(columns), sizeof(struct row), true, true                     \
    }

const struct table_spec table_specs[TABLE_COUNT] = {
    [TABLE_SOURCES] = SPEC("sources", "id", source_load, source_columns, false),
    [TABLE_EDITIONS] = SPEC("editions", "", edition_load, edition_columns, true),
    [TABLE_CODES] = SPEC("codes", "code", code_load, code_columns, true),
    [TABLE_LIMITS] = SPEC("limits", "id", limit_load, limit_columns, true),
    [TABLE_RULES] = SPEC("rules", "id", rule_load, rule_columns, true),
    [TABLE_FINDINGS] = SPEC("findings", "id", finding_load, finding_columns, true),
    [TABLE_ACCOUNTS] = SPEC("accounts", "id", account_load, account_columns, true),
    [TABLE_MODIFIERS] = SPEC("modifiers", "id", modifier_load, modifier_columns, true),
    [TABLE_DRUGS] = SPEC("drugs", "generic brands", drug_load, drug_columns, true),
    [TABLE_SCOPE] = SPEC("scope", "id", scope_load, scope_columns, true),
    [TABLE_KINDS] = SPEC("kinds", "id", kind_load, kind_columns, true),
    [TABLE_SERVICES] = SPEC("services", "id", service_load, service_columns, true),
    [TABLE_RANKS] = SPEC("ranks", "kind group", rank_load, rank_columns, true),
    [TABLE_PARENTS] = SPEC("parents", "addon parent authority", parent_load, parent_columns, true),
    [TABLE_PAIRS] = SPEC("pairs", "setting column1 column2", pair_load, pair_columns, true),
    [TABLE_MUE] = SPEC("mue", "code setting", mue_load, mue_columns, true),
    [TABLE_EM] = SPEC("em", "code", em_load, em_columns, true),
    [TABLE_FEES] = SPEC_BY_DAY("fees", "code", fee_load, fee_columns),
    [TABLE_REVENUE] = SPEC_BY_DAY("revenue", "id", revenue_load, revenue_columns),
    [TABLE_DENIALS] = SPEC_BY_DAY("denials", "kind code", denial_load, denial_columns),
    [TABLE_QUESTIONS] = SPEC_BY_DAY("questions", "finding", question_load, question_columns),
    [TABLE_NUMBERS] = SPEC_BY_DAY("claim", "id", number_load, number_columns),
    [TABLE_REASONS] = SPEC("reasons", "kind id", reason_load, reason_columns, false),
    [TABLE_AUDITS] = SPEC_BY_DAY("selfaudit", "id", audit_load, audit_columns),
    [TABLE_SWITCHES] = SPEC("switches", "switch value", switch_load, switch_columns, false),
    [TABLE_POLICIES] = SPEC("policies", "policy switch", policy_load, policy_columns, false),
    [TABLE_COUNTS] = SPEC("tables", "table", count_load, count_columns, false),
};
