package io.debezium.server.turso.delivery;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.debezium.server.turso.bench.HostileText;
import io.debezium.server.turso.bench.SqliteTarget;
import io.debezium.server.turso.event.Change;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.table.SourceColumn;
import io.debezium.server.turso.table.SourceTable;
import io.debezium.server.turso.table.TableId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

import static io.debezium.server.turso.bench.PlainTypes.required;
import static io.debezium.server.turso.bench.PlainTypes.row;
import static org.assertj.core.api.Assertions.assertThat;

/** Names, defaults and values of the source are never SQL, on none of the ways that a row takes. */
class InjectionTest {

    @Property(tries = 400)
    void whatTheSourceNamesIsANameAndWhatItHoldsIsAValue(
            @ForAll("hostile") String table,
            @ForAll("hostile") String key,
            @ForAll("hostile") String column,
            @ForAll("hostile") String text,
            @ForAll boolean keyed,
            @ForAll boolean staged)
            throws InterruptedException {
        Assume.that(!fold("k" + key).equals(fold(column)));
        SourceColumn second = new SourceColumn(
                column,
                new SchemaBuilder(Schema.Type.STRING)
                        .optional()
                        .defaultValue(text)
                        .build());
        SourceTable source = new SourceTable(
                new TableId("public", "t" + table),
                List.of(required("k" + key, Schema.Type.STRING), second),
                keyed ? List.of("k" + key) : List.of());
        try (SqliteTarget database = new SqliteTarget()) {
            database.execute("CREATE TABLE canary (n INTEGER)");
            database.execute("INSERT INTO canary VALUES (7)");
            Sink sink = Sink.on(database, staged ? Sink.TINY : Sink.LARGE);
            sink.transaction(
                    10,
                    new Change.Insert(source, row("a" + text, text)),
                    new Change.Insert(source, row("b" + text, text)),
                    new Change.Insert(source, row("c" + text, text)));
            sink.transaction(
                    20,
                    new Change.Update(source, row("a" + text, text), row("a" + text, text + "'")),
                    new Change.Delete(source, keyed ? row("b" + text) : row(), row("b" + text, text)));
            sink.flush();
            assertThat(database.select("SELECT n FROM canary")).containsExactly(List.of(SqlValue.of(7)));
            assertThat(database.tables())
                    .filteredOn(name -> !name.startsWith("_cdc_"))
                    .hasSize(2);
            assertThat(database.rows(target(database)))
                    .containsExactlyInAnyOrder(
                            List.of(SqlValue.of("a" + text), SqlValue.of(text + "'")),
                            List.of(SqlValue.of("c" + text), SqlValue.of(text)));
        }
    }

    private static String target(SqliteTarget database) {
        return database.tables().stream()
                .filter(name -> !name.startsWith("_cdc_") && !name.equals("canary"))
                .findFirst()
                .orElseThrow();
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    @Provide
    Arbitrary<String> hostile() {
        List<String> quoted = List.of("\"", "\"); DELETE FROM canary; --", "É", "x".repeat(60));
        return Arbitraries.of(Stream.concat(HostileText.PIECES.stream(), quoted.stream())
                        .toList())
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(parts -> String.join("", parts));
    }
}
