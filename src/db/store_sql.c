#include "store_inside.h"

/* What a worklist and a loaded encounter have in common, in the order store_read.c expects. */
#define ITEM                                                                                       \
    "e.id, e.version, e.encounter, e.patient, e.payer, e.coder, r.codes, g.edition, g.policy, "    \
    "g.program, r.hash,"                                                                           \
    " e.changed, e.changed_by, g.settings, e.service_date, e.setting, e.status, r.errors, "        \
    "r.warnings, r.amount"
#define HEAD                                                                                       \
    "e.encounter, e.patient, e.date, e.setting, e.payer, e.dx, e.em, e.em_separate, e.auth, "      \
    "e.auth_to,"                                                                                   \
    " e.covered_to, e.coder, r.rows"
#define FROM_ENCOUNTERS                                                                            \
    " FROM encounters e JOIN results r ON r.encounter = e.id JOIN grounds g ON g.id = r.ground"
/* Stands for the conditions of a filter (store_filter.c). */
#define FILTER " TRUE{filter}"
#define REVIEW                                                                                     \
    "v.id, v.encounter, v.version, v.state, v.blind, e.encounter, v.reviewer, v.coder, v.opened, " \
    "v.changed, v.coder_codes, v.engine_codes, v.codes FROM reviews v JOIN encounters e ON e.id = v.encounter"
#define TRAIL                                                                                      \
    "SELECT id, at, who, what, encounter, before, after, chain FROM audit WHERE (:who = '' OR " \
    "who = :who) AND (:what = '' OR instr(lower(what), lower(:what)) > 0) AND (:from = '' OR "   \
    "at >= :from) AND (:to = '' OR at < :to || '~') AND"                                           \
    " (:text = '' OR instr(lower(before || ' ' || after), lower(:text)) > 0) AND"

const char *const store_sql[SQL_NUMBER] = {
    [SQL_BEGIN] = "BEGIN IMMEDIATE",
    [SQL_BEGIN_READING] = "BEGIN",
    [SQL_COMMIT] = "COMMIT",
    [SQL_ROLLBACK] = "ROLLBACK",

    [SQL_BY_NUMBER] = "SELECT " ITEM ", " HEAD FROM_ENCOUNTERS " WHERE e.encounter = :number",
    [SQL_BY_ID] = "SELECT " ITEM ", " HEAD FROM_ENCOUNTERS " WHERE e.id = :id",
    [SQL_ALL_IDS] = "SELECT " ITEM ", " HEAD FROM_ENCOUNTERS " WHERE" FILTER " ORDER BY e.id",
    [SQL_INSERT_ENCOUNTER] = "INSERT INTO encounters (encounter, patient, date, setting, payer, "
                             "dx, em, em_separate, auth, auth_to,"
                             " covered_to, coder, service_date, status, version, created, "
                             "created_by, changed, changed_by)"
                             " VALUES (:encounter, :patient, :date, :setting, :payer, :dx, :em, "
                             ":em_separate, :auth, :auth_to,"
                             " :covered_to, :coder, :service_date, :status, 1, :changed, "
                             ":changed_by, :changed, :changed_by)",
    [SQL_UPDATE_ENCOUNTER] =
        "UPDATE encounters SET encounter = :encounter, patient = :patient, date = :date, setting = "
        ":setting,"
        " payer = :payer, dx = :dx, em = :em, em_separate = :em_separate, auth = :auth, auth_to = "
        ":auth_to,"
        " covered_to = :covered_to, coder = :coder, service_date = :service_date, status = :status,"
        " version = version + 1, changed = :changed, changed_by = :changed_by WHERE id = :id",
    [SQL_SET_STATUS] = "UPDATE encounters SET status = :status, version = version + 1, changed = "
                       ":changed, changed_by = :changed_by"
                       " WHERE id = :id",
    [SQL_FIND_GROUND] =
        "SELECT id FROM grounds WHERE edition = :edition AND book = :book AND policy = :policy"
        " AND settings = :settings AND program = :program",
    [SQL_INSERT_GROUND] = "INSERT INTO grounds (edition, book, policy, settings, program)"
                          " VALUES (:edition, :book, :policy, :settings, :program)",
    /* No upsert: SQLite would have the index of words written out before each. */
    [SQL_INSERT_RESULT] =
        "INSERT INTO results (encounter, ground, hash, codes, errors, warnings, amount, rows, lines, "
        "findings) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    [SQL_UPDATE_RESULT] =
        "UPDATE results SET ground = ?2, hash = ?3, codes = ?4, errors = ?5, warnings = ?6, amount = ?7, "
        "rows = ?8, lines = ?9, findings = ?10 WHERE encounter = ?1",
    [SQL_HOLDER_OF] = "SELECT id, changed, changed_by FROM encounters WHERE encounter = :number",
    [SQL_FACETS_OF] = FACET_SOURCE " WHERE e.id = :id",
    [SQL_SUPERSEDE] = "INSERT INTO superseded (encounter, version, input, codes, hash, ground, "
                      "status, changed, changed_by)"
                      " SELECT e.id, e.version, :input, r.codes, r.hash, r.ground, e.status, "
                      "e.changed, e.changed_by"
                      " FROM encounters e JOIN results r ON r.encounter = e.id WHERE e.id = :id",

    /* a change of status only raises the version: the next one that was saved over has the rows */
    [SQL_VERSION_OF] = "SELECT input FROM superseded WHERE encounter = :id AND version >= :version"
                       " ORDER BY version LIMIT 1",

    [SQL_LIST] = "SELECT e.id FROM encounters e LEFT JOIN results r ON r.encounter = e.id WHERE" FILTER
                 "{order} LIMIT :limit",
    [SQL_ITEM_OF] = "SELECT " ITEM FROM_ENCOUNTERS " WHERE e.encounter = :number",
    [SQL_ITEM] = "SELECT " ITEM FROM_ENCOUNTERS " WHERE e.id = :id",
    [SQL_LAST_BLOCK] = "SELECT block FROM words ORDER BY block DESC LIMIT 1",
    [SQL_WORDS_FROM] = "SELECT word, lead, ids FROM words WHERE block = :block AND word >= :word "
                       "ORDER BY word, lead",
    [SQL_FACET] = "SELECT block, ids FROM facets WHERE facet = :from",
    [SQL_FACETS_FROM] = "SELECT block, ids FROM facets WHERE facet >= :from AND facet < :below",
    [SQL_WALK_DOWN] = "SELECT facet, block, ids FROM facets WHERE facet >= :kind AND (facet, block) <= "
                      "(:facet, :block) ORDER BY facet DESC, block DESC",
    [SQL_WALK_UP] = "SELECT facet, block, ids FROM facets WHERE facet < :end AND (facet, block) >= "
                    "(:facet, :block) ORDER BY facet, block",
    [SQL_INSERT_DRAFT] =
        "INSERT INTO drafts (base, base_version, encounter, rows, input, user, holder, changed)"
        " VALUES (:base, :base_version, :encounter, :rows, :input, :user, :holder, :changed)",
    [SQL_UPDATE_DRAFT] =
        "UPDATE drafts SET base = :base, base_version = :base_version, encounter = :encounter, "
        "rows = :rows,"
        " input = :input, user = :user, holder = :holder, changed = :changed WHERE id = :id",
    [SQL_HOLD_DRAFT] = "UPDATE drafts SET holder = :holder WHERE id = :id",
    [SQL_DRAFT] = "SELECT base, base_version, encounter, rows, input, user, holder, changed FROM "
                  "drafts WHERE id = :id",
    [SQL_DRAFTS] = "SELECT id, base, base_version, encounter, rows, user, holder, changed FROM "
                   "drafts WHERE user = :user"
                   " ORDER BY changed DESC, id DESC",
    [SQL_DELETE_DRAFT] = "DELETE FROM drafts WHERE id = :id",

    [SQL_LAST_CHAIN] = "SELECT id, chain FROM audit ORDER BY id DESC LIMIT 1",
    [SQL_INSERT_AUDIT] = "INSERT INTO audit (id, at, who, what, encounter, before, after, chain)"
                         " VALUES (:id, :at, :who, :what, :encounter, :before, :after, :chain)",
    [SQL_TRAIL] = TRAIL " id > :after ORDER BY id LIMIT :limit",
    [SQL_TRAIL_OF] = TRAIL " encounter = :number AND id > :after ORDER BY id LIMIT :limit",
    [SQL_TRAIL_NEWEST] = TRAIL " id < :after ORDER BY id DESC LIMIT :limit",
    [SQL_TRAIL_CHAIN] = "SELECT id FROM audit WHERE chain = :chain",

    [SQL_ANY_PERSON] = "SELECT 1 FROM people LIMIT 1",
    [SQL_JOB] = "SELECT job FROM people WHERE login = :login ORDER BY id DESC LIMIT 1",
    [SQL_PEOPLE] = "SELECT login, job, at, who FROM people p WHERE id = (SELECT max(id) FROM people q "
                   "WHERE q.login = p.login) ORDER BY login",
    [SQL_INSERT_PERSON] =
        "INSERT INTO people (login, job, at, who) VALUES (:login, :job, :at, :who)",
    [SQL_OVERRULES] = "SELECT x.id, x.visit, x.\"before\", x.\"after\", x.reason, x.words, x.rule, "
                      "x.at, x.who FROM overrules x WHERE x.encounter = :id AND x.undoes = 0"
                      " AND NOT EXISTS (SELECT 1 FROM overrules u WHERE u.undoes = x.id) ORDER BY x.id",
    [SQL_INSERT_OVERRULE] =
        "INSERT INTO overrules (encounter, version, visit, \"before\", \"after\", reason, words, rule, "
        "undoes, at, who) VALUES (:id, :version, :visit, :before, :after, :reason, :words, :rule, "
        ":undoes, :at, :who)",
    [SQL_REVIEWS_OF] = "SELECT " REVIEW " WHERE v.encounter = :id ORDER BY v.id",
    [SQL_REVIEWS] = "SELECT " REVIEW " WHERE" FILTER " ORDER BY v.id",
    [SQL_REVIEW_NOW] = "SELECT state, changed FROM reviews WHERE id = :id",
    [SQL_REVIEWS_OPEN] = "SELECT 1 FROM reviews WHERE encounter = :encounter AND id <> :id"
                         " AND state <> 'closed' LIMIT 1",
    [SQL_REVIEW_NOTES] = "SELECT at, who, what, code, class, words FROM review_notes WHERE review = :id "
                         "ORDER BY id",
    [SQL_INSERT_REVIEW] =
        "INSERT INTO reviews (encounter, version, reviewer, blind, state, coder, coder_codes, "
        "engine_codes, codes, opened, changed) VALUES (:encounter, :version, :reviewer, :blind, "
        ":state, :coder, :coder_codes, :engine_codes, '', :at, :at)",
    [SQL_UPDATE_REVIEW] = "UPDATE reviews SET state = :state, codes = :codes, changed = :at WHERE id = :id",
    [SQL_INSERT_NOTE] = "INSERT INTO review_notes (review, at, who, what, code, class, words)"
                        " VALUES (:review, :at, :who, :what, :code, :class, :words)",
    [SQL_SAMPLES] = "SELECT id, seed, size, frame, excluded, again, filter, at, who FROM samples ORDER BY id",
    [SQL_FRAME] = "SELECT e.id, e.encounter, e.coder, coalesce((SELECT max(s.id) FROM sampled d JOIN "
                  "samples s ON s.id = d.sample WHERE d.encounter = e.id AND substr(s.at, 1, "
                  "length(:period)) = :period AND (:before = 0 OR s.id < :before)), 0), e.payer, "
                  "CASE e.setting WHEN '' THEN 'facility' ELSE e.setting END, substr(e.service_date, "
                  "1, 7) FROM encounters e WHERE" FILTER " ORDER BY e.id",
    [SQL_INSERT_SAMPLE] = "INSERT INTO samples (at, who, seed, size, again, filter, frame, excluded)"
                          " VALUES (:at, :who, :seed, :size, :again, :filter, :frame, :excluded)",
    [SQL_INSERT_SAMPLED] =
        "INSERT INTO sampled (sample, position, encounter) VALUES (:sample, :position, :encounter)",

    [SQL_SETTING] = "SELECT value, changed, changed_by FROM settings WHERE name = :name",
    [SQL_KEPT_FILTERS] = "SELECT name, value FROM settings WHERE value <> '' AND"
                         " ((name >= :mine AND name < :mine || char(1114111)) OR"
                         " (name >= :site AND name < :site || char(1114111)))"
                         " ORDER BY substr(name, 1, 8) = 'filter//', name",
    [SQL_PUT_SETTING] =
        "INSERT INTO settings (name, value, changed, changed_by) VALUES (:name, :value, :changed, "
        ":changed_by)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed = excluded.changed,"
        " changed_by = excluded.changed_by",

    [SQL_EACH_ROW] = "SELECT " HEAD " FROM encounters e JOIN results r ON r.encounter = e.id WHERE" FILTER
                     " ORDER BY e.id",
    [SQL_EACH_CODE] = "SELECT e.encounter, CASE e.setting WHEN '' THEN 'facility' ELSE e.setting END, "
                      "r.lines FROM encounters e JOIN results r ON r.encounter = e.id WHERE" FILTER
                      " ORDER BY e.id",
    [SQL_EACH_FINDING] = "SELECT e.encounter, '', r.findings FROM encounters e JOIN results r ON "
                         "r.encounter = e.id WHERE" FILTER " ORDER BY e.id",
    [SQL_EACH_AUDIT] =
        "SELECT id, at, who, what, encounter, before, after, chain FROM audit ORDER BY id",

    [SQL_EACH_REVIEW] = "SELECT e.encounter, v.id, v.coder, v.reviewer, v.blind, v.state, v.opened, "
                        "v.coder_codes, v.engine_codes, v.codes, n.at, n.who, n.what, n.code, n.class, "
                        "n.words FROM reviews v JOIN encounters e ON e.id = v.encounter JOIN "
                        "review_notes n ON n.review = v.id WHERE" FILTER " ORDER BY v.id, n.id",
    [SQL_COUNT_ROWS] = "SELECT coalesce(sum(json_array_length(rows)), 0) FROM results",
    [SQL_COUNT_DRAFTS] = "SELECT count(*) FROM drafts",
    [SQL_COUNT_AUDIT] = "SELECT count(*) FROM audit",
};
