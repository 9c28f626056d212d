package io.debezium.server.turso;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.LoggedLines;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import io.debezium.server.turso.bench.turso.TursoServer;
import io.quarkus.runtime.configuration.ConfigurationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static io.debezium.server.turso.MirroredShop.AGAIN;
import static io.debezium.server.turso.MirroredShop.SLOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A mirror that lost a part of itself while its server was down says which, and what it names brings it back. */
@ExtendWith(Bench.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class LostPartsIT {
    private static final String PREFIX = "debezium.source.topic.prefix";

    private MirroredShop shop;

    @BeforeEach
    void mirrorTheShop(PostgresServer postgres, TursoServer turso) throws Exception {
        shop = MirroredShop.start(postgres, turso);
    }

    @AfterEach
    void close() throws Exception {
        shop.close();
    }

    @Test
    void anotherTopicPrefixNeitherTakesTheSlotNorTheTables() throws Exception {
        shop.changeAll();
        shop.set(PREFIX, "another");
        shop.assertRefusesToStart(
                "Replication slot " + shop.name() + " exists, but Turso has no position for it",
                "this mirror has not made it");
        shop.set(SLOT, shop.name() + "_another");
        shop.assertRefuses("the mirror \"turso\" has a table of that name", "collection.name.format");
        shop.set(PREFIX, "turso");
        shop.set(SLOT, shop.name());
        shop.assertFollows(2);
    }

    @Test
    void anEmptyTargetAsksForItsSlotToBeDropped() throws Exception {
        shop.changeAll();
        try (TursoServer empty = TursoServer.start()) {
            shop.set("debezium.sink.turso.url", empty.url().toString());
            String sentence = "SELECT pg_drop_replication_slot('" + shop.name() + "')";
            assertThatThrownBy(() -> shop.run(record -> true)).hasStackTraceContaining(sentence);
            assertThat(shop.slot("1")).hasSize(1);
            shop.execute(sentence);
            shop.snapshot();
            shop.assertFollows(empty, 2);
        }
    }

    @Test
    void tablesThatWereDroppedInTheTargetAreNamed(TursoServer turso) throws Exception {
        turso.execute("DROP TABLE item", "DROP TABLE log");
        shop.changeAll();
        shop.assertRefuses("the tables of public.item, public.log are gone", AGAIN);
        shop.assertBeginsAnewOnce();
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
        List<List<@Nullable Object>> position = shop.position();
        shop.changeAll();
        LoggedLines told = LoggedLines.of(Startup.class);
        try {
            // The settings are judged before anything is opened, the file or Turso.
            assertThatThrownBy(() -> new EmbeddedServer(shop.database(), turso, store).close())
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
        assertThat(shop.position()).isEqualTo(position);
        shop.set("debezium.source.offset.storage", TursoOffsetBackingStore.class.getName());
        shop.assertFollows(2);
    }
}
