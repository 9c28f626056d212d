package io.debezium.server.turso.delivery;

import java.util.List;

import io.debezium.server.turso.bench.SqliteTarget;
import io.debezium.server.turso.event.Change;
import io.debezium.server.turso.event.SchemaChange;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.table.SchemaEvolution;
import io.debezium.server.turso.table.SchemaException;
import io.debezium.server.turso.table.SourceColumn;
import io.debezium.server.turso.table.SourceTable;
import io.debezium.server.turso.table.TableId;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.debezium.server.turso.bench.PlainTypes.nullable;
import static io.debezium.server.turso.bench.PlainTypes.required;
import static io.debezium.server.turso.bench.PlainTypes.row;
import static io.debezium.server.turso.delivery.Shop.MENU;
import static io.debezium.server.turso.delivery.Shop.dish;
import static io.debezium.server.turso.delivery.Shop.line;
import static io.debezium.server.turso.delivery.Shop.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SchemaChangeTest {
    private static final SourceColumn NOTE = nullable("note", Schema.Type.STRING);
    private static final SourceColumn KIND = new SourceColumn(
            "kind", SchemaBuilder.string().defaultValue("it's new").build());

    private final SqliteTarget database = new SqliteTarget();

    @BeforeEach
    void fill() throws InterruptedException {
        Sink sink = Sink.on(database);
        sink.transaction(10, dish(1, "Soup"));
        sink.flush();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_new_table_comes_with_its_rows_in_one_transaction() throws InterruptedException {
        Sink sink = Sink.on(database);
        int before = database.committed();
        sink.transaction(20, line("one"), dish(2, "Tea"));
        sink.flush();
        assertThat(database.committed()).isEqualTo(before + 1);
        assertThat(database.rows("log")).hasSize(1);
    }

    @Test
    void a_new_column_comes_with_its_rows_in_one_transaction() throws InterruptedException {
        Sink sink = Sink.on(database);
        int before = database.committed();
        sink.transaction(20, dish(2, "Tea"), insert(Shop.with(MENU, NOTE), 3, "Rice", "hot"));
        sink.flush();
        assertThat(database.committed()).isEqualTo(before + 1);
        assertThat(database.rows("menu", "id", "note"))
                .containsExactly(
                        List.of(SqlValue.of(1), SqlValue.NULL),
                        List.of(SqlValue.of(2), SqlValue.NULL),
                        List.of(SqlValue.of(3), SqlValue.of("hot")));
    }

    @Test
    void rows_that_were_there_get_the_default_of_a_new_column() throws InterruptedException {
        Sink sink = Sink.on(database);
        sink.transaction(20, insert(Shop.with(MENU, KIND), 2, "Tea", "drink"));
        sink.flush();
        assertThat(database.rows("menu", "id", "kind")).containsExactly(stored(1, "it's new"), stored(2, "drink"));
    }

    @Test
    void a_later_sink_knows_the_new_column() throws InterruptedException {
        Sink sink = Sink.on(database);
        SourceTable wider = Shop.with(MENU, NOTE);
        sink.transaction(20, insert(wider, 2, "Tea", "hot"));
        sink.flush();
        Sink next = Sink.of(database, "next");
        next.transaction(30, insert(wider, 3, "Rice", "cold"));
        next.flush();
        assertThat(database.rows("menu")).hasSize(3);
    }

    @Test
    void a_column_that_events_lack_keeps_its_place_and_takes_null() throws InterruptedException {
        Sink sink = Sink.on(database);
        SourceTable narrow = Shop.table("menu", List.of("id"), required("id", Schema.Type.INT64));
        sink.transaction(20, insert(narrow, 2));
        sink.flush();
        assertThat(database.rows("menu")).containsExactly(stored(1, "Soup"), List.of(SqlValue.of(2), SqlValue.NULL));
    }

    @Test
    void rows_without_a_key_are_found_by_the_key_of_the_target() throws InterruptedException {
        Sink sink = Sink.on(database);
        SourceTable keyless = new SourceTable(MENU.id(), MENU.columns(), List.of());
        sink.transaction(
                20,
                new Change.Update(keyless, row(1, "Soup"), row(1, "Broth")),
                new Change.Insert(keyless, row(2, "Tea")),
                new Change.Delete(keyless, row(), row(2, "Tea")));
        sink.flush();
        assertThat(database.rows("menu")).containsExactly(stored(1, "Broth"));
    }

    @Test
    void a_changed_type_is_refused() throws InterruptedException {
        SourceTable changed =
                Shop.table("menu", List.of("id"), MENU.columns().getFirst(), nullable("name", Schema.Type.BYTES));
        assertRefused(insert(changed, 2, null), "\"name\"", "public.menu", "TEXT", "BLOB");
    }

    @Test
    void a_changed_key_is_refused() throws InterruptedException {
        SourceTable changed = new SourceTable(MENU.id(), MENU.columns(), List.of("name"));
        assertRefused(insert(changed, 2, "Tea"), "primary key", "public.menu", "[id]", "[name]");
    }

    @Test
    void a_name_that_another_table_has_is_refused() throws InterruptedException {
        SourceTable other = new SourceTable(new TableId("public", "MENU"), MENU.columns(), List.of("id"));
        assertRefused(insert(other, 2, "Tea"), "public.menu", "public.MENU", "collection.name.format");
    }

    @Test
    void a_reserved_name_is_refused() throws InterruptedException {
        SourceTable reserved = Shop.table("_cdc_position", List.of("id"), required("id", Schema.Type.INT64));
        assertRefused(insert(reserved, 2), "public._cdc_position", "reserved", "table.exclude.list");
    }

    @Test
    void a_key_column_that_rows_lack_is_refused() throws InterruptedException {
        SourceTable lacking = Shop.table("other", List.of("id"), nullable("name", Schema.Type.STRING));
        assertRefused(insert(lacking, "Tea"), "\"id\"", "public.other", "column.exclude.list");
    }

    @Test
    void a_type_without_a_mapping_is_refused() throws InterruptedException {
        SourceTable odd = Shop.table("odd", List.of(), nullable("flag", Schema.Type.BOOLEAN));
        assertRefused(insert(odd, (Object) null), "\"flag\"", "public.odd", "BOOLEAN", "column.exclude.list");
    }

    @Test
    void a_table_of_the_target_that_is_not_the_mirror_s_is_left_alone() throws InterruptedException {
        database.execute("CREATE TABLE log (theirs)");
        Sink sink = Sink.on(database);
        sink.transaction(20, line("one"));
        assertThatThrownBy(sink::flush)
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("schema change of table public.log");
        assertThat(database.rows("log")).isEmpty();
        assertThat(sink.positionInTarget()).isEqualTo(10);
    }

    @Test
    void nothing_is_followed_where_evolution_is_none() throws InterruptedException {
        Sink sink = Sink.on(database, SchemaEvolution.NONE);
        sink.transaction(20, dish(2, "Tea"));
        sink.flush();
        assertThatThrownBy(() -> sink.transaction(30, insert(Shop.with(MENU, NOTE), 3, "Rice", "hot")))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("\"note\"")
                .hasMessageContaining("schema.evolution");
        assertThat(sink.positionInTarget()).isEqualTo(20);
    }

    @Test
    void a_label_of_an_enum_changes_in_its_columns_between_the_rows_around_it() throws InterruptedException {
        Sink sink = Sink.on(database);
        sink.transaction(
                20,
                dish(2, "Tea"),
                new SchemaChange.Relabelled(7, MENU.id(), List.of("name", "gone"), "Tea", "it's \"Chai\""),
                dish(3, "Tea"));
        sink.transaction(30, new SchemaChange.Relabelled(7, new TableId("public", "other"), List.of("a"), "x", "y"));
        sink.flush();
        assertThat(database.rows("menu"))
                .containsExactly(stored(1, "Soup"), stored(2, "it's \"Chai\""), stored(3, "Tea"));
    }

    @Test
    void rows_that_changed_untold_stop_the_sink() throws InterruptedException {
        Sink sink = Sink.on(database);
        sink.transaction(
                20, dish(2, "Tea"), new SchemaChange.NotCaptured("ALTER TABLE: out of order", false, List.of()));
        sink.transaction(30, new SchemaChange.Forged());
        sink.flush();
        assertThat(sink.positionInTarget()).isEqualTo(30);
        assertThatThrownBy(() ->
                        sink.transaction(40, new SchemaChange.NotCaptured("ALTER TYPE: a timeout", true, List.of())))
                .isInstanceOf(SchemaException.class)
                .hasMessageContainingAll("ALTER TYPE: a timeout", "position does not move", "snapshot.again");
        assertThat(sink.positionInTarget()).isEqualTo(30);
    }

    private void assertRefused(Change change, String... said) throws InterruptedException {
        Sink sink = Sink.on(database);
        assertThatThrownBy(() -> sink.transaction(20, line("one"), change))
                .isInstanceOf(SchemaException.class)
                .message()
                .contains(said);
        assertThatThrownBy(sink::flush).isInstanceOf(DeliveryException.class);
        assertThat(sink.positionInTarget()).isEqualTo(10);
        assertThat(database.tables()).doesNotContain("log");
        assertThat(database.rows("menu")).containsExactly(stored(1, "Soup"));
    }

    private static Change.Insert insert(SourceTable table, @org.jspecify.annotations.Nullable Object... values) {
        return new Change.Insert(table, row(values));
    }
}
