package io.debezium.server.turso;

import java.util.List;
import java.util.Map;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.oracle.Oracle;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a mirror cannot take or is not told of, and what becomes of the rows around it. */
@ExtendWith(Bench.class)
class RefusedRowsIT {
    private static final Map<String, String> SET_ASIDE = Map.of("debezium.sink.turso.error.mode", "dead-letter");

    @Test
    void aKeyThatIsNoNumberIsRefusedWhereKeysAreIntegers(Database database, TursoServer turso) throws Exception {
        database.execute(
                "CREATE TABLE counted (n numeric(9, 0) PRIMARY KEY, note text)",
                "INSERT INTO counted VALUES (1, 'one'), ('NaN', 'snapshot')");
        try (RunningSink mirror = RunningSink.start(database, turso, SET_ASIDE)) {
            mirror.awaitPosition();
            database.execute(
                    "INSERT INTO counted VALUES (2, 'two')",
                    "UPDATE counted SET note = 'more'",
                    "DELETE FROM counted WHERE n = 'NaN'",
                    "UPDATE counted SET n = 'NaN' WHERE n = 2",
                    "UPDATE counted SET n = 3 WHERE n = 'NaN'");
            mirror.awaitPosition();
        }
        assertThat(turso.query("SELECT n, note FROM counted ORDER BY n"))
                .containsExactly(List.of(1L, "more"), List.of(2L, "more"));
        assertThat(turso.query("SELECT error FROM _cdc_dead_letters"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.toString())
                        .contains("\"n\"", "table public.counted, whose key is n", "numeric.mode=text"));
        turso.execute("UPDATE counted SET n = 3 WHERE n = 2");
        Oracle.assertMirrors(database, turso);
    }

    @Test
    void arraysThatDifferInLowerBoundsAloneAreNeverOneKey(Database database, TursoServer turso) throws Exception {
        database.execute(
                "CREATE TYPE mood AS ENUM ('sad')",
                "CREATE TABLE listed (m mood[], k int[], note text, PRIMARY KEY (k, m))",
                "INSERT INTO listed VALUES ('{sad}', '{1,2}', 'plain'), ('{sad}', '[0:1]={1,2}', 'own'),"
                        + " ('[7:7]={sad}', '{1,2}', 'other')");
        try (RunningSink mirror = RunningSink.start(database, turso, SET_ASIDE)) {
            mirror.awaitPosition();
            database.execute(
                    "UPDATE listed SET note = note || '!'",
                    "DELETE FROM listed WHERE note LIKE 'o%'",
                    "INSERT INTO listed VALUES ('{sad}', '{3}', 'three'), ('{sad}', '[2:2]={3}', 'own')",
                    "DELETE FROM listed WHERE note = 'own'");
            mirror.awaitMirror();
        }
        assertThat(turso.query("SELECT error FROM _cdc_dead_letters"))
                .hasSizeGreaterThanOrEqualTo(6)
                .allSatisfy(row -> assertThat(row.toString())
                        .contains("table public.listed, whose key is k, m", "lower bounds", "dead-letter"));
    }

    @Test
    void theServerStopsAtSuchAKeyByDefault(Database database, TursoServer turso) throws Exception {
        database.execute("CREATE TABLE counted (n numeric(9, 0) PRIMARY KEY)", "INSERT INTO counted VALUES (1)");
        try (RunningSink mirror = RunningSink.start(database, turso, Map.of())) {
            mirror.awaitMirror();
            database.execute("INSERT INTO counted VALUES ('NaN')");
            assertThat(mirror.awaitFailure()).hasMessageContainingAll("public.counted", "NaN", "numeric.mode=text");
        }
    }

    /** The connector would leave out its rows, and say nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"\"'note'\" text", "\"i\"\"d\" int PRIMARY KEY"})
    void aColumnThatTheConnectorMisreadsStopsTheSink(String column, Database database, TursoServer turso)
            throws Exception {
        database.execute("CREATE TABLE fine (id int PRIMARY KEY)");
        try (RunningSink mirror = RunningSink.start(database, turso, Map.of())) {
            mirror.awaitMirror();
            database.execute(
                    "CREATE TABLE quoted (" + column + ", n int)",
                    "ALTER TABLE quoted REPLICA IDENTITY FULL",
                    "INSERT INTO quoted VALUES ('1', 1), ('2', 2)",
                    "UPDATE quoted SET n = 3 WHERE n = 1");
            assertThat(mirror.awaitFailure())
                    .hasMessageContainingAll("public.quoted", "because of the quotes", "exclude.list");
        }
    }

    @Test
    void aTableWithANameThatTheConnectorMisreadsStopsTheSink(Database database, TursoServer turso) throws Exception {
        database.execute("CREATE TABLE fine (id int PRIMARY KEY)");
        try (RunningSink mirror = RunningSink.start(database, turso, Map.of())) {
            mirror.awaitMirror();
            database.execute("CREATE TABLE \"a''b\" (id int PRIMARY KEY)", "INSERT INTO \"a''b\" VALUES (1)");
            assertThat(mirror.awaitFailure())
                    .hasMessageContainingAll("public.a''b", "quotes in its name", "table.exclude.list");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "off"})
    void aColumnThatHoldsWhatIsNoNumberCannotBecomeAnIntegerKey(String ddlCapture, Database database, TursoServer turso)
            throws Exception {
        database.execute(
                "CREATE TABLE counted (n numeric(9, 0) NOT NULL, note text)",
                "ALTER TABLE counted REPLICA IDENTITY FULL",
                "INSERT INTO counted VALUES (1, 'one'), ('NaN', 'none')");
        Map<String, String> settings = Map.of("debezium.sink.turso.ddl.capture", ddlCapture);
        try (RunningSink mirror = RunningSink.start(database, turso, settings)) {
            mirror.awaitMirror();
            database.execute(
                    "ALTER TABLE counted ADD PRIMARY KEY (n), REPLICA IDENTITY DEFAULT",
                    "UPDATE counted SET note = 'changed' WHERE n = 1");
            assertThat(mirror.awaitFailure()).hasMessageContainingAll("public.counted", "snapshot");
        }
        assertThat(turso.query("SELECT n, note FROM counted ORDER BY note"))
                .containsExactly(List.of("NaN", "none"), List.of(1L, "one"));
    }

    @Test
    void suchAColumnIsNamedWithTheWayOutWhichLeadsOut(Database database, TursoServer turso) throws Exception {
        database.execute(
                "CREATE TABLE counted (note text, n numeric(9, 0) NOT NULL)",
                "INSERT INTO counted VALUES ('one', 1), ('none', 'NaN')");
        try (RunningSink mirror = RunningSink.start(database, turso, Map.of())) {
            mirror.awaitMirror();
            database.execute("ALTER TABLE counted ADD PRIMARY KEY (n)");
            assertThat(mirror.awaitFailure())
                    .hasMessageContainingAll(
                            "primary key \"n\" of table public.counted", "NaN", "numeric.mode=text", "snapshot.again");
        }
        Map<String, String> wayOut =
                Map.of("debezium.sink.turso.numeric.mode", "text", "debezium.sink.turso.snapshot.again", "now");
        try (RunningSink mirror = RunningSink.start(database, turso, wayOut)) {
            mirror.awaitPosition();
            database.execute("UPDATE counted SET note = 'seen' WHERE n = 'NaN'");
            mirror.awaitPosition();
        }
        assertThat(turso.query("SELECT note, n FROM counted ORDER BY note"))
                .containsExactly(List.of("one", "1"), List.of("seen", "NaN"));
    }

    @Test
    void aTruncateOfOnePartitionIsNotToldButOneOfAllIs(Database database, TursoServer turso) throws Exception {
        database.execute(
                "CREATE TABLE split (id int PRIMARY KEY) PARTITION BY RANGE (id)",
                "CREATE TABLE split_1 PARTITION OF split FOR VALUES FROM (0) TO (10)",
                "CREATE TABLE split_2 PARTITION OF split FOR VALUES FROM (10) TO (20)",
                "INSERT INTO split VALUES (1), (11)");
        try (RunningSink mirror = RunningSink.start(database, turso, Map.of())) {
            mirror.awaitMirror();
            database.execute("TRUNCATE split_1");
            mirror.awaitPosition();
            assertThat(turso.query("SELECT id FROM split ORDER BY id")).containsExactly(List.of(1L), List.of(11L));
            database.execute("INSERT INTO split VALUES (1)", "DELETE FROM split WHERE id = 1");
            mirror.awaitMirror();
            database.execute("TRUNCATE split_1, split", "INSERT INTO split VALUES (12)");
            mirror.awaitMirror();
        }
    }

    /** The connector itself fails at such an interval, over and over; the README says what to do. */
    @Test
    void anIntervalThatTheDriverCannotReadIsNoTroubleOnceItsColumnIsLeftOut(Database database, TursoServer turso)
            throws Exception {
        database.execute(
                "CREATE TABLE waits (id int PRIMARY KEY, i interval CHECK (isfinite(i)))",
                "CREATE TABLE checked (i interval CHECK (abs(extract(hour FROM i)) < 2147483648))",
                "ALTER TABLE checked REPLICA IDENTITY FULL");
        Map<String, String> leftOut = Map.of("debezium.source.column.exclude.list", "public.waits.i");
        try (RunningSink mirror = RunningSink.start(database, turso, leftOut)) {
            database.execute("INSERT INTO waits VALUES (1, '2147483648 hours')");
            database.execute("INSERT INTO checked VALUES ('2147483647 hours'), ('-2147483647 hours 3 mons')");
            mirror.awaitPosition();
            assertThat(turso.query("SELECT * FROM waits")).containsExactly(List.of(1L));
        }
        assertThatThrownBy(() -> database.execute("INSERT INTO checked VALUES ('2147483648 hours')"))
                .hasMessageContaining("checked_i_check");
    }
}
