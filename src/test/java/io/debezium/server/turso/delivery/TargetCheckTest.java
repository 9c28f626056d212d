package io.debezium.server.turso.delivery;

import java.util.List;
import java.util.Set;

import io.debezium.server.turso.bench.SqliteTarget;
import io.debezium.server.turso.event.SchemaChange;
import io.debezium.server.turso.guard.IdentityGuard;
import io.debezium.server.turso.table.Catalog;
import io.debezium.server.turso.table.TableDefinition;
import io.debezium.server.turso.table.TableId;
import io.debezium.server.turso.table.TableNaming;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.debezium.server.turso.delivery.Shop.dish;
import static io.debezium.server.turso.delivery.Shop.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TargetCheckTest {
    private final SqliteTarget database = new SqliteTarget();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_mirror_with_its_tables_goes_on() throws InterruptedException {
        mirrorTheShop();
        assertThat(check("menu", "log", "unborn").tables().keySet()).containsExactly(Shop.MENU.id(), Shop.LOG.id());
    }

    @Test
    void a_table_that_was_dropped_by_hand_stops_a_mirror_that_goes_on() throws InterruptedException {
        mirrorTheShop();
        database.execute("DROP TABLE menu");
        assertThatThrownBy(() -> check("menu", "log"))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("the tables of public.menu are gone")
                .hasMessageEndingWith(IdentityGuard.AGAIN);
    }

    @Test
    void a_table_that_was_dropped_by_hand_is_forgotten_where_a_snapshot_follows() throws InterruptedException {
        mirrorTheShop();
        database.execute("DROP TABLE menu");
        database.execute("UPDATE _cdc_position SET resume_offset = NULL");
        assertThat(check("menu", "log").tables().keySet()).containsExactly(Shop.LOG.id());
        assertThat(database.rows("_cdc_schema", "table_name")).containsExactly(Shop.stored("log"));
        Sink next = Sink.on(database);
        next.snapshot(20, dish(2, "Tea"));
        assertThat(database.rows("menu")).containsExactly(Shop.stored(2, "Tea"));
    }

    @Test
    void a_table_that_nobody_has_made_is_in_the_way() {
        database.execute("CREATE TABLE Menu (id INTEGER)");
        assertThatThrownBy(() -> check("menu"))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("public.menu would become \"menu\"")
                .hasMessageContaining("this mirror has not made: drop or rename it,")
                .hasMessageContaining("debezium.sink.turso.collection.name.format");
    }

    @Test
    void a_table_of_another_mirror_is_in_the_way() throws InterruptedException {
        mirrorTheShop();
        database.execute("UPDATE _cdc_schema SET source = 'till'");
        database.execute("UPDATE _cdc_position SET source = 'till'");
        assertThatThrownBy(() -> check("log"))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("the mirror \"till\" has a table of that name");
    }

    private void mirrorTheShop() throws InterruptedException {
        Sink sink = Sink.on(database);
        sink.transaction(10, dish(1, "Soup"), line("one"));
        sink.flush();
    }

    /** As a sink does it that starts over a source with these tables. */
    private Catalog check(String... tables) throws InterruptedException {
        Sink sink = Sink.on(database);
        List<SchemaChange.Observed> observed = List.of(tables).stream()
                .map(name -> SchemaChange.Observed.of(new TableDefinition(
                        1, new TableId("public", name), false, false, List.of(), List.of(), List.of())))
                .toList();
        return new TargetCheck(sink.mirror, TableNaming.standard())
                .check(sink.state, new SnapshotScope(table -> true, observed, Set::of));
    }
}
