package io.debezium.server.turso;

import java.sql.Connection;
import java.sql.Statement;

import io.debezium.server.turso.bench.postgres.Database;

/** All that makes Debezium lose or double rows over a restart, in one stream. */
final class RestartTraps {
    static final String[] TABLES = {
        "CREATE TABLE item (id int PRIMARY KEY, name text, body text)",
        "ALTER TABLE item ALTER body SET STORAGE EXTERNAL",
        "CREATE TABLE log (line text)",
        "ALTER TABLE log REPLICA IDENTITY FULL",
        "CREATE TABLE first (id int PRIMARY KEY)",
        "CREATE TABLE second (id int)",
        "ALTER TABLE second REPLICA IDENTITY FULL",
        "INSERT INTO item SELECT g, 'item', repeat('x', 5000) FROM generate_series(1, 5) g",
        "INSERT INTO log VALUES ('first')"
    };

    private RestartTraps() {}

    /** COPY, changes of several rows, keys and tables at once, transactions within others, messages; as often as one likes. */
    static void write(Database database) throws Exception {
        database.execute(
                "COPY log FROM PROGRAM 'seq 20'",
                "INSERT INTO first SELECT generate_series(1, 10) ON CONFLICT DO NOTHING",
                "INSERT INTO second SELECT g % 2 FROM generate_series(1, 10) g",
                "UPDATE item SET id = id + 100",
                "TRUNCATE first, second",
                "INSERT INTO second VALUES (1), (1), (2)",
                "SELECT pg_logical_emit_message(false, 'foreign', 'alone')");
        interleave(database);
        database.transaction(
                "SELECT pg_logical_emit_message(true, 'foreign', 'within')",
                "INSERT INTO log VALUES ('after a message')",
                "UPDATE item SET name = 'renamed' WHERE id % 2 = 0",
                "DELETE FROM log WHERE line IN ('3', '4')",
                "UPDATE log SET line = line || '!' WHERE line LIKE '1%'");
        database.execute("DELETE FROM second WHERE id = 2");
    }

    /** The one that began first commits last, and its second row follows the other's commit at once. */
    private static void interleave(Database database) throws Exception {
        try (Connection slow = database.connect();
                Statement statement = slow.createStatement();
                Connection quick = database.connect();
                Statement other = quick.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("INSERT INTO log VALUES ('long 1')");
            other.execute("INSERT INTO first VALUES (3)");
            statement.execute("INSERT INTO log VALUES ('long 2'), ('long 3')");
            other.execute("UPDATE first SET id = 4");
            statement.execute("UPDATE item SET id = -id WHERE id % 2 = 0");
            slow.commit();
        }
    }
}
