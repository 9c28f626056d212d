package io.debezium.server.turso;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.oracle.Oracle;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.server.MirrorSettings;
import io.debezium.server.turso.bench.server.ServerProcess;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** Values that are large beside the server's heap. */
@ExtendWith(Bench.class)
class LargeValuesIT {
    /** A little more than the sink takes with the small heap, and what the connector can still read with it. */
    private static final String TOO_LARGE_FOR_THE_SINK = "repeat('x', 34000000)";

    /** What the connector cannot read with the small heap: it holds bytes as text, as bytes and once more. */
    private static final String TOO_LARGE_FOR_THE_CONNECTOR = "convert_to(repeat('y', 60000000), 'UTF8')";

    /** The same, with the heap that a stock server is started with here. */
    private static final String TOO_LARGE_FOR_THE_STOCK_SERVER = "convert_to(repeat('y', 120000000), 'UTF8')";

    private static final List<String> SMALL = List.of("-Xmx256m");
    private static final List<String> LARGE = List.of("-Xmx1g");

    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void mirror(Database database, TursoServer turso) throws Exception {
        database.execute("CREATE TABLE doc (id int PRIMARY KEY, body text, raw bytea)");
        database.execute("INSERT INTO doc VALUES (1, 'a', 'b'), (2, 'c', 'd')");
        settings.putAll(MirrorSettings.watched(database, turso));
    }

    @Test
    void aRowThatDoesNotFitIntoMemoryIsSetAside(Database database, TursoServer turso) throws Exception {
        settings.put("debezium.sink.turso.error.mode", "dead-letter");
        try (ServerProcess server = ServerProcess.lean(settings, SMALL)) {
            Oracle.awaitMirror(database, turso, Waiting.PATIENCE);
            database.transaction(
                    "INSERT INTO doc VALUES (3, " + TOO_LARGE_FOR_THE_SINK + ", NULL)",
                    "UPDATE doc SET body = 'e' WHERE id = 1");
            database.execute("UPDATE doc SET body = " + TOO_LARGE_FOR_THE_SINK + " WHERE id = 2");
            awaitDeadLetters(2, turso);
            assertThat(turso.query("SELECT key FROM _cdc_dead_letters ORDER BY id"))
                    .containsExactly(List.of("{\"id\":3}"), List.of("{\"id\":2}"));
            assertThat(turso.query("SELECT body FROM doc WHERE id = 1")).containsExactly(List.of("e"));
            database.execute("DELETE FROM doc WHERE id = 3", "UPDATE doc SET body = 'f' WHERE id = 2");
            Oracle.awaitMirror(database, turso, Waiting.PATIENCE);
            assertThat(server.log()).doesNotContain(" ERROR ");
        }
    }

    @Test
    void aServerWhoseHeapIsTooSmallSaysSoAndLosesNothing(Database database, TursoServer turso) throws Exception {
        try (ServerProcess server = ServerProcess.lean(settings, SMALL)) {
            Oracle.awaitMirror(database, turso, Waiting.PATIENCE);
            database.execute("UPDATE doc SET raw = " + TOO_LARGE_FOR_THE_CONNECTOR + " WHERE id = 1");
            assertThat(server.awaitExit(Waiting.PATIENCE)).isOne();
            assertThat(server.log()).contains("heap of 256 MB was too small", "-Xmx", "nothing is lost");
        }
        try (ServerProcess server = ServerProcess.lean(settings, LARGE)) {
            Oracle.awaitMirror(database, turso, Waiting.PATIENCE);
            assertThat(server.log()).doesNotContain(" ERROR ");
        }
    }

    @Test
    void aStockServerWhoseHeapIsTooSmallSaysSoAndEndsWithAFailure(Database database, TursoServer turso)
            throws Exception {
        try (ServerProcess server = ServerProcess.stock(settings)) {
            Oracle.awaitMirror(database, turso, Waiting.PATIENCE);
            database.execute("UPDATE doc SET raw = " + TOO_LARGE_FOR_THE_STOCK_SERVER + " WHERE id = 1");
            assertThat(server.awaitExit(Waiting.PATIENCE)).isOne();
            assertThat(server.log()).contains("heap of 512 MB was too small", "-Xmx", "nothing is lost");
        }
        try (ServerProcess server = ServerProcess.lean(settings, LARGE)) {
            Oracle.awaitMirror(database, turso, Waiting.PATIENCE);
            assertThat(server.alive()).isTrue();
        }
    }

    @Test
    void bytesOfSeveralMegabytesArriveAndStay(Database database, TursoServer turso) throws Exception {
        String bytes = "(SELECT string_agg(decode(md5(g::text), 'hex'), '') FROM generate_series(1, %d) g)";
        database.execute("INSERT INTO doc VALUES (3, NULL, " + bytes.formatted(280_000) + ")");
        try (ServerProcess server = ServerProcess.lean(settings, LARGE)) {
            Oracle.awaitMirror(database, turso, Waiting.PATIENCE);
            database.execute("INSERT INTO doc VALUES (4, NULL, " + bytes.formatted(290_000) + ")");
            database.execute("UPDATE doc SET body = 'c' WHERE id = 3", "UPDATE doc SET id = 5 WHERE id = 4");
            Oracle.awaitMirror(database, turso, Waiting.PATIENCE);
            assertThat(server.log()).doesNotContain(" ERROR ");
        }
        assertThat(turso.query("SELECT id, length(raw) FROM doc WHERE id > 2 ORDER BY id"))
                .containsExactly(List.of(3L, 4_480_000L), List.of(5L, 4_640_000L));
    }

    @Test
    void manyLargeRowsFitIntoASmallHeap(Database database, TursoServer turso) throws Exception {
        database.execute("INSERT INTO doc SELECT g, repeat(md5(g::text), 3200) FROM generate_series(3, 3000) g");
        try (ServerProcess server = ServerProcess.lean(settings, SMALL)) {
            Oracle.awaitMirror(database, turso, Waiting.PATIENCE);
            database.execute("UPDATE doc SET body = repeat(md5(body), 3200)");
            Oracle.awaitMirror(database, turso, Waiting.PATIENCE);
            assertThat(server.log()).doesNotContain(" ERROR ");
        }
    }

    private static void awaitDeadLetters(long count, TursoServer turso) throws InterruptedException {
        Waiting.until(
                count + " dead letters", Waiting.PATIENCE, () -> turso.query("SELECT count(*) FROM _cdc_dead_letters")
                        .equals(List.of(List.of(count))));
    }
}
