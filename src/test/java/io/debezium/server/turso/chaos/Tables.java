package io.debezium.server.turso.chaos;

/** The tables that are written to, and the one question that a reader asks of all of them at once. */
final class Tables {
    static final int ACCOUNTS = 20;
    static final int WRITERS = 2;
    /** Long enough to be stored apart, so that updates of other columns do not carry it. */
    static final int MEMO = 3000;

    static final String CREATE_FORM = "CREATE TABLE form (id int PRIMARY KEY, c0 int)";

    /** Has Debezium read those tables again that nothing but rows changes in. */
    static final String READ_AGAIN = "INSERT INTO signals VALUES (gen_random_uuid(), 'execute-snapshot',"
            + " '{\"data-collections\": [\"public.account\", \"public.ledger\", \"public.item\"], \"type\": \"incremental\"}')";

    static final String[] CREATE = {
        "CREATE TABLE account (id int PRIMARY KEY, owner int NOT NULL, amount int NOT NULL, memo text NOT NULL)",
        "ALTER TABLE account ALTER memo SET STORAGE EXTERNAL",
        "INSERT INTO account SELECT g, g, 1000, repeat('m', " + MEMO + ") FROM generate_series(1, " + ACCOUNTS + ") g",
        "CREATE SEQUENCE transfer",
        "CREATE TABLE ledger (id bigint PRIMARY KEY, transfer bigint NOT NULL, account int, amount int)",
        "CREATE TABLE item (list int, position int, note text, PRIMARY KEY (list, position))",
        "INSERT INTO item SELECT l, p, 'first' FROM generate_series(0, 1) l, generate_series(1, 200) p",
        "CREATE TABLE note (body text, n int)",
        "ALTER TABLE note REPLICA IDENTITY FULL",
        "INSERT INTO note SELECT 'same', g % 3 FROM generate_series(1, 99) g",
        "CREATE TABLE wide (id int PRIMARY KEY, c0 int)",
        "CREATE SEQUENCE width",
        "INSERT INTO wide VALUES (0, 0)",
        CREATE_FORM,
        "CREATE TABLE signals (id text PRIMARY KEY, type text, data text)",
        "CREATE TABLE clock (id int PRIMARY KEY, n bigint NOT NULL, entries int NOT NULL, items int NOT NULL, wide int NOT"
                + " NULL, forms int NOT NULL, notes int NOT NULL, note_sum bigint NOT NULL)",
        "INSERT INTO clock VALUES (1, 1, 0, 400, 1, 0, 99, 99)"
    };

    /** One statement, so that it sees one state. Its columns are those of {@link Observation}, in order. */
    static final String OBSERVE = """
            SELECT (SELECT count(*) FROM clock), (SELECT commit_lsn FROM _cdc_position), n, \
            (SELECT count(*) FROM account), (SELECT sum(amount) FROM account), (SELECT sum(length(memo)) FROM account), \
            entries, (SELECT count(*) FROM ledger), \
            (SELECT count(*) FROM (SELECT transfer FROM ledger GROUP BY transfer \
            HAVING count(*) <> 2 OR sum(amount) <> 0)), \
            items, (SELECT count(*) FROM item), \
            (SELECT count(*) FROM (SELECT list FROM item GROUP BY list \
            HAVING min(position) <> 1 OR max(position) <> count(*))), \
            (SELECT max(list * 1000000 + position) FROM item WHERE list % 2 = 0), \
            (SELECT max(list * 1000000 + position) FROM item WHERE list % 2 = 1), \
            notes, (SELECT count(*) FROM note), note_sum, (SELECT coalesce(sum(n), 0) FROM note), \
            wide, (SELECT count(*) FROM wide), forms, (SELECT count(*) FROM form), \
            (SELECT count(*) FROM _cdc_dead_letters), (SELECT count(*) FROM _cdc_staged) FROM clock""";

    private Tables() {}
}
