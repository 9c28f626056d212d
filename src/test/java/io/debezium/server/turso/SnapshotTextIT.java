package io.debezium.server.turso;

import java.util.List;
import java.util.Map;
import java.util.TimeZone;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.oracle.Oracle;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static io.debezium.server.turso.Sent.changeOf;
import static io.debezium.server.turso.Sent.end;
import static io.debezium.server.turso.Sent.snapshotIs;
import static io.debezium.server.turso.Sent.then;
import static org.assertj.core.api.Assertions.assertThat;

/** Values that the driver's own objects do not hold: a snapshot reads their text, and the stream makes no zero of them. */
@ExtendWith(Bench.class)
class SnapshotTextIT {

    @Test
    void timesInsideOtherValuesAreInUtcWhateverTheZoneOfTheServer(Database database, TursoServer turso)
            throws Exception {
        database.execute(
                "CREATE TYPE moment AS (at timestamptz, note text)",
                "CREATE TABLE spans (span tstzrange PRIMARY KEY, spans tstzmultirange, moment moment)",
                "INSERT INTO spans VALUES ('[2024-01-01 00:00Z,)', '{[2024-07-01 00:00Z,)}', ('2024-07-01 00:00Z', 'x'))");
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        try (EmbeddedServer server = new EmbeddedServer(database, turso)) {
            server.run(snapshotIs("COMPLETED")::test);
            Oracle.assertMirrors(database, turso);
            database.execute("INSERT INTO spans SELECT '(,2024-07-01 00:00Z)', spans, moment FROM spans");
            server.run(then(changeOf("spans"), end())::test);
        } finally {
            TimeZone.setDefault(before);
        }
        Oracle.assertMirrors(database, turso);
    }

    @Test
    void whatTheDriverDoesNotKnowIsMirroredOrRefusedByNameButNeverZero(Database database, TursoServer turso)
            throws Exception {
        database.execute(
                "CREATE TABLE spans (id int PRIMARY KEY, \"A \"\"span\"\"\" interval, zone timetz, kept interval,"
                        + " CHECK (isfinite(kept)))",
                """
                INSERT INTO spans VALUES (1, 'infinity', '04:05:06+01:02:03', '0'), (2, '-infinity', '04:05:06-01:02:03', '0'),
                    (3, '2562047788 hours', '24:00:00+00', '2562047788 hours'), (4, '0', NULL, NULL)
                """);
        try (EmbeddedServer server =
                new EmbeddedServer(database, turso, Map.of("debezium.sink.turso.error.mode", "dead-letter"))) {
            server.run(snapshotIs("COMPLETED")::test);
            Oracle.assertMirrors(database, turso);

            database.execute(
                    "INSERT INTO spans VALUES (5, 'infinity', NULL, '0'), (6, '0', NULL, '1 day')",
                    "INSERT INTO spans VALUES (7, '1 day', NULL, '0')");
            server.run(then(changeOf("spans", 7), end())::test);
            assertThat(turso.query("SELECT table_name, key FROM _cdc_dead_letters ORDER BY id"))
                    .containsExactly(List.of("spans", "{\"id\":5}"), List.of("spans", "{\"id\":6}"));
            assertThat(turso.query("SELECT error FROM _cdc_dead_letters").toString())
                    .contains("A \"span\"", "isfinite");
            assertThat(turso.query("SELECT kept FROM spans WHERE id = 7"))
                    .isEqualTo(List.of(List.of("P0Y0M0DT0H0M0S")));
        }
        database.execute("DELETE FROM spans WHERE id IN (5, 6)");
        Oracle.assertMirrors(database, turso);
    }
}
