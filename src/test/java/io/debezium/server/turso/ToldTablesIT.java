package io.debezium.server.turso;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A partitioned table gets its key, a partition another identity, or a schema another name, while another session tells of
 * the table without having seen it.
 */
@ExtendWith(Bench.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class ToldTablesIT {
    private static final String PARTITIONED = """
            CREATE TYPE $t_status AS ENUM ('new', 'old');
            CREATE TABLE $t (id int NOT NULL, code int NOT NULL, n int, status $t_status) PARTITION BY RANGE (id);
            CREATE TABLE $t_low PARTITION OF $t FOR VALUES FROM (0) TO (100);
            CREATE TABLE $t_high PARTITION OF $t FOR VALUES FROM (100) TO (200);
            CREATE INDEX $t_n ON $t (n);
            ALTER TABLE $t ADD CONSTRAINT small CHECK (n < 1000) NOT VALID;
            SELECT turso_ddl.tell_truncates('$t');
            INSERT INTO $t SELECT g, g, g, 'new' FROM generate_series(95, 105) g""";

    private static final String PRIMARY = PARTITIONED + """
            ;
            ALTER TABLE ONLY $t ADD CONSTRAINT $t_key PRIMARY KEY (id);
            ALTER TABLE $t_low ADD CONSTRAINT $t_low_key PRIMARY KEY (id);
            ALTER TABLE $t_high ADD CONSTRAINT $t_high_key PRIMARY KEY (id);
            ALTER INDEX $t_key ATTACH PARTITION $t_low_key""";

    private static final String IDENTITY = PARTITIONED + """
            ;
            CREATE UNIQUE INDEX $t_code ON ONLY $t (id, code);
            ALTER TABLE $t REPLICA IDENTITY USING INDEX $t_code;
            CREATE UNIQUE INDEX $t_low_code ON $t_low (id, code);
            ALTER TABLE $t_low REPLICA IDENTITY USING INDEX $t_low_code;
            ALTER INDEX $t_code ATTACH PARTITION $t_low_code;
            CREATE UNIQUE INDEX $t_high_code ON $t_high (id, code);
            ALTER TABLE $t_high REPLICA IDENTITY USING INDEX $t_high_code""";

    private static PostgresServer postgres;
    private static LiveMirror mirror;
    private static int tables;

    /** Without autovacuum: what a REPEATABLE READ transaction does not see of it leaves the table in doubt. */
    @BeforeAll
    static void start() throws Exception {
        postgres = PostgresServer.start(Map.of("autovacuum", "off"));
        mirror = LiveMirror.start(postgres, Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        if (mirror != null) {
            mirror.close();
        }
        postgres.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "READ COMMITTED  | primary  | COMMENT ON TABLE $t IS 'told'",
                "REPEATABLE READ | identity | COMMENT ON TABLE $t IS 'told'",
                "READ COMMITTED  | identity | ALTER TABLE $t VALIDATE CONSTRAINT small",
                "READ COMMITTED  | primary  | CREATE INDEX $t_late ON ONLY $t (code)",
                "REPEATABLE READ | primary  | ALTER INDEX $t_n RENAME TO $t_number",
                "READ COMMITTED  | primary  | ALTER TABLE $t_low REPLICA IDENTITY FULL",
                "READ COMMITTED  | identity | ALTER TYPE $t_status RENAME TO $t_state",
                "READ COMMITTED  | primary  | TRUNCATE $t_low"
            })
    void aKeyIsNotUndone(String isolation, String kind, String other) throws Exception {
        boolean primary = kind.equals("primary");
        for (boolean inOrder : new boolean[] {true, false}) {
            String name = "t" + tables++;
            mirror.run(statements(primary ? PRIMARY : IDENTITY, name));
            String index = primary ? "key" : "code";
            both(
                    isolation,
                    statements("ALTER INDEX $t_" + index + " ATTACH PARTITION $t_high_" + index, name),
                    statements(other, name),
                    inOrder);
            // By which a table comes out of doubt: REPEATABLE READ may not see what a stranger has committed.
            mirror.run(statements("INSERT INTO $t VALUES (1, 1, 1, 'new'), (111, 1, 1, 'new')", name));
            mirror.assertMirrors();
            mirror.run(statements("""
                    UPDATE $t SET n = n + 1;
                    UPDATE $t SET code = code + 1 WHERE id = 111;
                    DELETE FROM $t WHERE id IN (98, 103)""", name));
            mirror.assertMirrors();
        }
    }

    /** By one that does not lock the table. */
    @Test
    void theNameOfASchemaIsNotUndone() throws Exception {
        for (boolean inOrder : new boolean[] {true, false}) {
            String name = "t" + tables++;
            mirror.run(statements("""
                    CREATE SCHEMA $t;
                    CREATE TABLE $t.item (id int PRIMARY KEY, n int);
                    INSERT INTO $t.item VALUES (1, 1)""", name));
            both(
                    "READ COMMITTED",
                    statements("ALTER SCHEMA $t RENAME TO $t_new", name),
                    statements("ALTER INDEX $t.item_pkey RENAME TO item_key", name),
                    inOrder);
            mirror.assertMirrors();
            mirror.run(statements("UPDATE $t_new.item SET n = 2; INSERT INTO $t_new.item VALUES (2, 2)", name));
            mirror.assertMirrors();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anIdentityThatWasMendedDoesNotStopTheSink(boolean inOrder) throws Exception {
        String name = "t" + tables++;
        mirror.run(statements(PARTITIONED, name));
        mirror.run(
                statements("ALTER TABLE $t_high REPLICA IDENTITY FULL; ALTER TABLE $t_low ADD PRIMARY KEY (id)", name));
        both(
                "READ COMMITTED",
                statements("ALTER TABLE $t_low REPLICA IDENTITY FULL", name),
                statements("COMMENT ON TABLE $t IS 'told'", name),
                inOrder);
        mirror.run(statements("UPDATE $t SET n = n + 1", name));
        mirror.assertMirrors();
    }

    private static void both(String isolation, List<String> change, List<String> other, boolean inOrder)
            throws Exception {
        // The sink asks the source for types that are new to it, which REPEATABLE READ does not see either.
        mirror.await();
        try (Connection one = mirror.database().connect();
                Connection two = mirror.database().connect()) {
            run(one, List.of("BEGIN", "SET LOCAL lock_timeout = '20s'", "SELECT 1"));
            run(two, List.of("BEGIN ISOLATION LEVEL " + isolation, "SET LOCAL lock_timeout = '20s'", "SELECT 1"));
            run(one, change);
            run(two, other);
            run(inOrder ? one : two, List.of("COMMIT"));
            run(inOrder ? two : one, List.of("COMMIT"));
        }
    }

    private static List<String> statements(String sql, String table) {
        return List.of(sql.replace("$t", table).split(";\\s+"));
    }

    private static void run(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
