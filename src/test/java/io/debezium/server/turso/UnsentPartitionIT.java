package io.debezium.server.turso;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A partition whose changes Postgres does not send comes while the mirror runs. */
@ExtendWith(Bench.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class UnsentPartitionIT {
    private static final String AGAIN = "debezium.sink.turso.snapshot.again";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            log_high | UNLOGGED | CREATE UNLOGGED TABLE log_high PARTITION OF log FOR VALUES FROM (100) TO (200); \
            INSERT INTO log VALUES (101, 'x') | ALTER TABLE "public"."log_high" SET LOGGED
            log_low | UNLOGGED | ALTER TABLE log_low SET UNLOGGED; INSERT INTO log VALUES (4, 'x') \
            | ALTER TABLE "public"."log_low" SET LOGGED
            log_high | UNLOGGED | CREATE UNLOGGED TABLE log_high (id int, v text); INSERT INTO log_high VALUES (101, 'x'); \
            ALTER TABLE log ATTACH PARTITION log_high FOR VALUES FROM (100) TO (200); \
            INSERT INTO log VALUES (102, 'y') | ALTER TABLE "public"."log_high" SET LOGGED
            log_high | a foreign table | CREATE FOREIGN DATA WRAPPER nothing; \
            CREATE SERVER elsewhere FOREIGN DATA WRAPPER nothing; \
            CREATE FOREIGN TABLE log_high PARTITION OF log FOR VALUES FROM (100) TO (200) SERVER elsewhere \
            | ALTER TABLE "public"."log" DETACH PARTITION "public"."log_high"
            """)
    void itStopsTheSinkWithTheSentenceOfTheStart(
            String partition, String kind, String changes, String repair, PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(
                postgres,
                Map.of(),
                "CREATE TABLE log (id int, v text) PARTITION BY RANGE (id)",
                "CREATE TABLE log_low PARTITION OF log FOR VALUES FROM (0) TO (100)",
                "INSERT INTO log VALUES (1, 'a'), (2, 'b')")) {
            mirror.assertMirrors();
            Object position = mirror.position();
            mirror.run(List.of(changes.split("; ")));
            assertThat(mirror.engine().awaitFailure(90))
                    .contains(
                            "partition public." + partition + " of public.log is " + kind,
                            repair,
                            "position does not move",
                            AGAIN);
            assertThat(mirror.position()).isEqualTo(position);
            mirror.run(List.of(repair));
            mirror.restartSink(Map.of(AGAIN, "now"));
            mirror.run(List.of("INSERT INTO log VALUES (5, 'later')"));
            mirror.assertMirrors();
        }
    }
}
