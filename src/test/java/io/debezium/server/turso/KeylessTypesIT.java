package io.debezium.server.turso;

import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.LoggedLines;
import io.debezium.server.turso.bench.TypeRow;
import io.debezium.server.turso.bench.oracle.Oracle;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.turso.TursoServer;
import io.debezium.server.turso.delivery.TransactionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static io.debezium.server.turso.TypeTable.afterSnapshot;
import static io.debezium.server.turso.TypeTable.insert;
import static io.debezium.server.turso.TypeTable.toMarker;
import static io.debezium.server.turso.TypeTable.update;
import static org.assertj.core.api.Assertions.assertThat;

/** Every row of {@code type-rows.tsv} as what a row without a key is found by, and by way of {@code _cdc_staged}. */
@ExtendWith(Bench.class)
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class KeylessTypesIT {
    private static final String MEMORY = "debezium.sink.turso.transaction.memory.bytes";

    /** Each hits one of equal rows, or all. */
    private static final String[] CHANGES = {
        "UPDATE herd SET id = 3 WHERE ctid = (SELECT min(ctid) FROM herd WHERE id = 1)",
        "DELETE FROM herd WHERE ctid = (SELECT min(ctid) FROM herd WHERE id = 1)",
        "DELETE FROM herd WHERE ctid = (SELECT min(ctid) FROM herd WHERE id = 2)",
        update("herd", 2),
        "INSERT INTO herd SELECT * FROM herd",
        "DELETE FROM herd WHERE ctid = (SELECT min(ctid) FROM herd WHERE id = 2)",
        "UPDATE herd SET id = -id WHERE ctid = (SELECT min(ctid) FROM herd WHERE id = 3)",
    };

    private final LoggedLines staging = LoggedLines.of(TransactionStage.class);

    @AfterEach
    void stopListening() {
        staging.close();
    }

    @Test
    void everyTypeRowIsFoundAgainByItsValuesAlsoIfItIsStaged(Database database, TursoServer turso) throws Exception {
        TypeTable.setUp(database);
        database.execute(
                TypeTable.create("zoo", TypeRow::postgresType),
                insert("zoo", 1, TypeTable::literal),
                insert("zoo", 2, row -> "NULL"),
                "CREATE TABLE herd AS SELECT zoo.* FROM zoo, generate_series(1, 4)",
                "ALTER TABLE herd REPLICA IDENTITY FULL");
        try (EmbeddedServer server = new EmbeddedServer(database, turso)) {
            server.run(afterSnapshot(database, CHANGES));
            Oracle.assertMirrors(database, turso);
            assertThat(staging.lines()).isEmpty();

            server.set("debezium.sink.turso.batch.max.bytes", "65536");
            server.set(MEMORY, "65536");
            database.transaction(Stream.of(CHANGES, keyed()).flatMap(Stream::of).toArray(String[]::new));
            server.run(toMarker(database, 1));
            assertThat(staging.lines()).anyMatch(line -> line.contains("_cdc_staged"));
            Oracle.assertMirrors(database, turso);
        }
    }

    private static String[] keyed() {
        return new String[] {
            "INSERT INTO zoo SELECT (zoo #= hstore('id', n::text)).* FROM zoo, generate_series(10, 15) n WHERE id = 1",
            "UPDATE zoo SET id = -id WHERE id > 12",
            update("zoo", 2),
            "DELETE FROM zoo WHERE id IN (1, 11, -13)",
        };
    }
}
