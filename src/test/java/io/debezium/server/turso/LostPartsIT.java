package io.debezium.server.turso;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.LoggedLines;
import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.oracle.Oracle;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import io.debezium.server.turso.bench.turso.TursoServer;
import io.quarkus.runtime.configuration.ConfigurationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static io.debezium.server.turso.Sent.changeOf;
import static io.debezium.server.turso.Sent.end;
import static io.debezium.server.turso.Sent.snapshotIs;
import static io.debezium.server.turso.Sent.then;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A mirror that lost a part of itself while its server was down says which, and what it names brings it back. */
@ExtendWith(Bench.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class LostPartsIT {
    private static final String AGAIN = "debezium.sink.turso.snapshot.again";
    private static final String PREFIX = "debezium.source.topic.prefix";
    private static final String SLOT = "debezium.source.slot.name";

    /** Its own, which removes the WAL of slots. */
    private static PostgresServer postgres;

    private Database shop;
    private EmbeddedServer server;

    @BeforeAll
    static void startPostgres() throws Exception {
        postgres = PostgresServer.start();
    }

    @AfterAll
    static void stopPostgres() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void mirrorTheShop(TursoServer turso) throws Exception {
        shop = postgres.createDatabase();
        shop.execute(
                "CREATE TABLE marker (id int PRIMARY KEY)",
                "CREATE TABLE item (id int PRIMARY KEY, name text)",
                "CREATE TABLE log (line text)",
                "ALTER TABLE log REPLICA IDENTITY FULL",
                "INSERT INTO item VALUES (1, 'one'), (2, 'two')",
                "INSERT INTO log VALUES ('first'), ('first')");
        server = new EmbeddedServer(shop, turso);
        server.run(snapshotIs("COMPLETED")::test);
        mirror(1);
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        shop.close();
    }

    @Test
    void aSlotWhoseWalPostgresHasRemovedIsLost(TursoServer turso) throws Exception {
        // As the server's look at the slot remembers it.
        turso.execute("UPDATE _cdc_position SET slot_lsn = "
                + slot("(restart_lsn - '0/0'::pg_lsn)::bigint").getFirst().getFirst());
        changeAll();
        shop.execute("ALTER SYSTEM SET max_slot_wal_keep_size = '1MB'", "SELECT pg_reload_conf()");
        try {
            Waiting.until("Postgres to give the slot up", Waiting.PATIENCE, () -> {
                shop.execute(
                        "SELECT pg_logical_emit_message(false, 'bulk', 'x')", "SELECT pg_switch_wal()", "CHECKPOINT");
                return slot("wal_status").equals(List.of(List.of("lost")));
            });
        } finally {
            shop.execute("ALTER SYSTEM RESET max_slot_wal_keep_size", "SELECT pg_reload_conf()");
        }
        assertRefuses(
                turso,
                "Replication slot " + shop.name() + " has lost WAL that Turso does not have yet",
                "max_slot_wal_keep_size",
                AGAIN);
        assertBeginsAnewOnce(turso);
    }

    @Test
    void anotherTopicPrefixNeitherTakesTheSlotNorTheTables(TursoServer turso) throws Exception {
        changeAll();
        server.set(PREFIX, "another");
        assertRefuses(
                turso,
                "Replication slot " + shop.name() + " exists, but Turso has no position for it",
                "this mirror has not made it");
        server.set(SLOT, shop.name() + "_another");
        assertRefuses(turso, "the mirror \"turso\" has a table of that name", "collection.name.format");
        server.set(PREFIX, "turso");
        server.set(SLOT, shop.name());
        mirror(2);
        Oracle.assertMirrors(shop, turso);
    }

    @Test
    void anEmptyTargetAsksForItsSlotToBeDropped(TursoServer turso) throws Exception {
        changeAll();
        try (TursoServer empty = TursoServer.start()) {
            server.set("debezium.sink.turso.url", empty.url().toString());
            String sentence = "SELECT pg_drop_replication_slot('" + shop.name() + "')";
            assertThatThrownBy(() -> server.run(record -> true)).hasStackTraceContaining(sentence);
            assertThat(slot("1")).hasSize(1);
            shop.execute(sentence);
            server.run(snapshotIs("COMPLETED")::test);
            mirror(2);
            Oracle.assertMirrors(shop, empty);
        }
    }

    @Test
    void tablesThatWereDroppedInTheTargetAreNamed(TursoServer turso) throws Exception {
        turso.execute("DROP TABLE item", "DROP TABLE log");
        changeAll();
        assertRefuses(turso, "the tables of public.item, public.log are gone", AGAIN);
        assertBeginsAnewOnce(turso);
    }

    /** Whatever it holds: older or newer than Turso, its offset could not be told from a right one. */
    @Test
    void anOffsetFileIsRefusedBeforeItIsRead(TursoServer turso, @TempDir Path directory) throws Exception {
        Path file = directory.resolve("offsets.dat");
        Map<String, String> store = Map.of(
                "debezium.source.offset.storage",
                "org.apache.kafka.connect.storage.FileOffsetBackingStore",
                "debezium.source.offset.storage.file.filename",
                file.toString());
        List<List<@Nullable Object>> position = position(turso);
        changeAll();
        LoggedLines told = LoggedLines.of(Startup.class);
        try {
            // The settings are judged before anything is opened, the file or Turso.
            assertThatThrownBy(() -> new EmbeddedServer(shop, turso, store).close())
                    .isInstanceOf(ConfigurationException.class);
        } finally {
            told.close();
        }
        assertThat(told.lines())
                .singleElement()
                .asString()
                .contains(
                        "debezium.source.offset.storage is '" + store.get("debezium.source.offset.storage"),
                        "remove it",
                        "makes a restart exact");
        assertThat(Files.exists(file)).isFalse();
        assertThat(position(turso)).isEqualTo(position);
        server.set("debezium.source.offset.storage", TursoOffsetBackingStore.class.getName());
        mirror(2);
        Oracle.assertMirrors(shop, turso);
    }

    /** What the mirror does not have yet, in a table with a key and in one without. */
    private void changeAll() throws Exception {
        shop.transaction(
                "INSERT INTO item VALUES (3, 'three')",
                "DELETE FROM item WHERE id = 1",
                "INSERT INTO log VALUES ('second'), ('second')");
    }

    /** One more run, which ends when a new row of the table marker is mirrored. */
    private void mirror(int marker) throws Exception {
        shop.execute("INSERT INTO marker VALUES (" + marker + ")");
        server.run(then(changeOf("marker", marker), end())::test);
    }

    private void assertRefuses(TursoServer turso, String... sentences) throws Exception {
        List<List<@Nullable Object>> position = position(turso);
        List<List<@Nullable Object>> confirmed = slot("confirmed_flush_lsn::text");
        assertThatThrownBy(() -> server.run(record -> false)).satisfies(thrown -> {
            for (String sentence : sentences) {
                assertThat(thrown).hasStackTraceContaining(sentence);
            }
        });
        assertThat(position(turso)).isEqualTo(position);
        assertThat(slot("confirmed_flush_lsn::text")).isEqualTo(confirmed);
    }

    /** The way out that the message names. The next run shows that no second snapshot follows. */
    private void assertBeginsAnewOnce(TursoServer turso) throws Exception {
        server.set(AGAIN, "today");
        server.run(snapshotIs("COMPLETED")::test);
        Oracle.assertMirrors(shop, turso);
        mirror(100);
        Oracle.assertMirrors(shop, turso);
    }

    /** Without the writer: each server that gets as far as the tables writes its own. */
    private static List<List<@Nullable Object>> position(TursoServer turso) throws Exception {
        return turso.query(
                "SELECT commit_lsn, sequence, resume_offset, slot_lsn FROM _cdc_position WHERE source = 'turso'");
    }

    private List<List<@Nullable Object>> slot(String columns) throws Exception {
        return shop.query("SELECT " + columns + " FROM pg_replication_slots WHERE slot_name = '" + shop.name() + "'");
    }
}
