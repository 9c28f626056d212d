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

/**
 * Databases of other encodings than UTF-8 arrive as they are: values, names, labels and defaults. The event triggers have no
 * letter that an encoding may lack.
 */
@ExtendWith(Bench.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class EncodingsIT {

    @ParameterizedTest
    @CsvSource({"LATIN1, é, größe", "EUC_JP, 日本, 長さ"})
    void lettersArriveWhateverTheDatabasesEncodingIs(String encoding, String text, String name, PostgresServer postgres)
            throws Exception {
        try (LiveMirror mirror = LiveMirror.start(
                postgres.createEncodedDatabase(encoding),
                Map.of(),
                "CREATE TYPE mood AS ENUM ('" + text + "', 'sad')",
                "CREATE TABLE item (id int PRIMARY KEY, v text, \"" + name
                        + "\" varchar(9), m mood, j jsonb, a text[])",
                "INSERT INTO item SELECT 1, v, v, 'sad', to_jsonb(v), ARRAY[v] FROM (VALUES ('" + text + "')) t (v)")) {
            mirror.run(List.of(
                    "INSERT INTO item SELECT 2, v, v, v::mood, to_jsonb(v), ARRAY[v] FROM (VALUES ('" + text
                            + "')) t (v)",
                    "ALTER TABLE item ADD n text NOT NULL DEFAULT '" + text + "'",
                    "ALTER TABLE item ADD \"x" + name + "\" mood DEFAULT '" + text + "'",
                    "ALTER TYPE mood RENAME VALUE 'sad' TO 'sad " + text + "'",
                    "ALTER TABLE item RENAME \"" + name + "\" TO \"y" + name + "\"",
                    "INSERT INTO item SELECT 3, v, v, v::mood, to_jsonb(v), ARRAY[v] FROM (VALUES ('" + text
                            + "')) t (v)",
                    "CREATE TABLE \"" + name + "\" (\"" + name + "\" text PRIMARY KEY)",
                    "INSERT INTO \"" + name + "\" VALUES ('" + text + "')"));
            mirror.assertMirrors();
            assertThat(mirror.turso().query("SELECT v FROM item WHERE id = 1").getFirst())
                    .containsExactly(text);
        }
    }
}
