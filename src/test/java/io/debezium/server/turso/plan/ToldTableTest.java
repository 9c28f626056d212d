package io.debezium.server.turso.plan;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.debezium.server.turso.event.SchemaChange;
import io.debezium.server.turso.table.CatalogSnapshot;
import io.debezium.server.turso.table.ColumnDefinition;
import io.debezium.server.turso.table.ColumnShape;
import io.debezium.server.turso.table.Generation;
import io.debezium.server.turso.table.Misidentified;
import io.debezium.server.turso.table.Origin;
import io.debezium.server.turso.table.TableDefinition;
import io.debezium.server.turso.table.TableId;
import io.debezium.server.turso.table.TableShape;
import io.debezium.server.turso.type.CatalogType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Transactions tell of one table, in the order of their commits. */
class ToldTableTest {
    private static final TableId MENU = new TableId("public", "menu");
    private static final TableId MOVED = new TableId("moved", "menu");
    private static final List<Integer> NONE = List.of();

    private static final List<Integer> ID = List.of(1);
    private static final List<Integer> CODE = List.of(2);
    private TableShape table = new TableShape(
            "menu",
            List.of(new ColumnShape("id", "INTEGER", true), new ColumnShape("code", "INTEGER", true)),
            List.of());
    private TableId name = MENU;

    /** What a transaction has not seen. */
    private static Set<Long> beside(long... others) {
        Set<Long> running = new HashSet<>();
        Arrays.stream(others).forEach(running::add);
        return running;
    }

    private void tells(
            long transaction, Set<Long> beside, TableId id, List<Integer> key, boolean primary, long... misidentified) {
        TableDefinition definition = new TableDefinition(
                7,
                id,
                true,
                false,
                List.of(column(1, "id"), column(2, "code")),
                key,
                primary,
                List.of(),
                Arrays.stream(misidentified)
                        .mapToObj(
                                part -> new Misidentified(part, new TableId("public", "part" + part), List.of("code")))
                        .toList(),
                List.of());
        CatalogSnapshot snapshot = new CatalogSnapshot(transaction, 1000, beside);
        Origin origin = new Origin(false, Optional.empty(), Optional.empty(), Optional.of(snapshot));
        ToldTable told = new ToldTable(definition, new Teller(origin.snapshot()));
        TableDefinition now = told.asItStands(
                        new SchemaChange.Defined(definition, definition.asSourceTable(), true, false, origin),
                        name,
                        table)
                .definition();
        table = new TableShape("menu", table.columns(), now.keyNames())
                .identified(now, List.of(), told.toldBy(now, table, !now.id().equals(name)));
        name = now.id();
    }

    private static ColumnDefinition column(int number, String name) {
        return new ColumnDefinition(
                number, name, new CatalogType("int4", -1, ""), true, Generation.NONE, Optional.empty());
    }

    @Test
    void aKeyThatOneHasNotSeenStays() {
        tells(10, beside(), MENU, NONE, false);
        tells(12, beside(11), MENU, ID, true);
        tells(11, beside(12), MENU, NONE, false);
        assertThat(table.primaryKey()).containsExactly("id");
        tells(13, beside(), MENU, NONE, false);
        assertThat(table.primaryKey()).isEmpty();
    }

    @Test
    void aPrimaryKeyGoesBeforeAReplicaIdentityWhicheverIsToldFirst() {
        tells(10, beside(), MENU, NONE, false);
        tells(11, beside(12), MENU, CODE, false);
        tells(12, beside(11), MENU, ID, true);
        assertThat(table.primaryKey()).containsExactly("id");
        tells(13, beside(), MENU, NONE, false);
        tells(15, beside(14), MENU, ID, true);
        tells(14, beside(15), MENU, CODE, false);
        assertThat(table.primaryKey()).containsExactly("id");
    }

    @Test
    void aNameThatOneHasNotSeenStays() {
        tells(12, beside(11), MOVED, NONE, false);
        tells(11, beside(12), MENU, NONE, false);
        assertThat(name).isEqualTo(MOVED);
        tells(13, beside(), MENU, NONE, false);
        assertThat(name).isEqualTo(MENU);
    }

    @Test
    void anIdentityThatWasMendedDoesNotComeBackWithOneThatHasNotSeenIt() {
        tells(10, beside(), MENU, NONE, false, 1);
        tells(12, beside(11), MENU, NONE, false);
        tells(11, beside(12), MENU, NONE, false, 1);
        assertThat(table.misidentified()).isFalse();
        tells(13, beside(), MENU, NONE, false, 1);
        assertThat(table.misidentified()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anIdentityIsHeldAgainstTheKeyThatItsTellerHasNotSeen(boolean keyFirst) {
        tells(10, beside(), MENU, NONE, false, 1, 2);
        if (keyFirst) {
            tells(12, beside(11), MENU, CODE, true);
            tells(11, beside(12), MENU, NONE, false, 1, 2);
        } else {
            tells(11, beside(12), MENU, NONE, false, 1, 2);
            tells(12, beside(11), MENU, CODE, true);
        }
        assertThat(table.misidentified()).as("both have the key").isFalse();
        tells(13, beside(), MENU, NONE, false, 1, 2);
        if (keyFirst) {
            tells(15, beside(14), MENU, ID, true, 1);
            tells(14, beside(15), MENU, NONE, false, 1, 2);
        } else {
            tells(14, beside(15), MENU, NONE, false, 1, 2);
            tells(15, beside(14), MENU, ID, true, 1);
        }
        assertThat(table.misidentified()).as("one has another one").isTrue();
    }

    @Test
    void aPartThatComesWholeIsRightWhateverTheKeyIs() {
        tells(10, beside(), MENU, NONE, false, 1);
        tells(12, beside(11), MENU, NONE, false);
        tells(11, beside(12), MENU, ID, true);
        assertThat(table.misidentified()).isFalse();
    }

    @Test
    void oneThatRepeatsItDoesNotOutliveItsMending() {
        tells(10, beside(), MENU, NONE, false, 1);
        tells(11, beside(12), MENU, NONE, false, 1);
        tells(12, beside(11), MENU, NONE, false);
        assertThat(table.misidentified()).isFalse();
    }

    @Test
    void thatOfAnotherPartitionIsToldBesideTheMendingOfOne() {
        tells(10, beside(), MENU, NONE, false, 1);
        tells(12, beside(11), MENU, NONE, false);
        tells(11, beside(12), MENU, NONE, false, 1, 2);
        assertThat(table.misidentified()).isTrue();
        tells(13, beside(), MENU, NONE, false);
        assertThat(table.misidentified()).isFalse();
    }
}
