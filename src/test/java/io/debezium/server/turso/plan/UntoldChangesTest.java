package io.debezium.server.turso.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.debezium.server.turso.event.SchemaChange;
import io.debezium.server.turso.table.Catalog;
import io.debezium.server.turso.table.ColumnDefinition;
import io.debezium.server.turso.table.Generation;
import io.debezium.server.turso.table.IndexDefinition;
import io.debezium.server.turso.table.Misidentified;
import io.debezium.server.turso.table.PresentTable;
import io.debezium.server.turso.table.SchemaException;
import io.debezium.server.turso.table.SourceTable;
import io.debezium.server.turso.table.TableDefinition;
import io.debezium.server.turso.table.TableId;
import io.debezium.server.turso.table.TableMapper;
import io.debezium.server.turso.table.TableNaming;
import io.debezium.server.turso.table.TableShape;
import io.debezium.server.turso.type.CatalogType;
import io.debezium.server.turso.type.TypeRegistry;
import org.junit.jupiter.api.Test;

import static io.debezium.server.turso.type.NumericMode.EXACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What rows and the source's catalog tell together; each with the table menu (id, name) in the mirror. */
class UntoldChangesTest {
    private static final TableMapper MAPPER = new TableMapper(TableNaming.standard(), new TypeRegistry(EXACT)::mapping);
    private static final ColumnDefinition ID = column(1, "id", "int4", true);
    private static final ColumnDefinition NAME = column(2, "name", "text", false);
    private static final TableDefinition MENU = table("menu", ID, NAME);

    @Test
    void nothingHasChangedWhereTheNamesAreThoseOfBefore() {
        assertThat(change(MENU, table("menu", ID, column(2, "other", "text", false)), true))
                .isEmpty();
    }

    @Test
    void theDoubtEndsWhereEventAndCatalogHaveWhatTheMirrorHas() {
        assertThat(change(MENU, MENU, true).orElseThrow().definition()).isEqualTo(MENU);
        assertThat(change(MENU, MENU, false)).isEmpty();
        TableDefinition indexed = new TableDefinition(
                7,
                MENU.id(),
                false,
                false,
                MENU.columns(),
                MENU.key(),
                List.of(new IndexDefinition(
                        0, "by_name", false, "btree", List.of(new IndexDefinition.Key(2, "", false)), "", List.of())));
        assertThat(change(MENU, indexed, true).orElseThrow().definition()).isEqualTo(indexed);
    }

    @Test
    void theDoubtStaysWhereTheCatalogHasAnythingElse() {
        ColumnDefinition again = column(3, "name", "text", false);
        List<TableDefinition> others = List.of(
                table("menu", ID, again),
                table("menu", ID, NAME, column(3, "price", "int4", false)),
                table("menu", ID, column(2, "name", "int4", false)),
                new TableDefinition(7, MENU.id(), false, false, MENU.columns(), List.of(2), List.of()),
                new TableDefinition(8, MENU.id(), false, false, MENU.columns(), MENU.key(), List.of()));
        for (TableDefinition other : others) {
            assertThat(change(MENU, other, true)).as(other.toString()).isEmpty();
        }
    }

    @Test
    void aTypeOfWhichStoredValuesReadOtherwiseIsRefusedThoughItsNameIsTheSame() {
        TableDefinition before = table("menu", ID, column(2, "name", "timestamp", false));
        TableDefinition after = table("menu", ID, column(2, "name", "timestamptz", false));
        TableShape known = MAPPER.map(before.asSourceTable())
                .shape()
                .identified(before, List.of())
                .doubted();
        for (boolean captured : List.of(true, false)) {
            assertThatThrownBy(() -> untold(Optional.of(new PresentTable(after, Set.of(), false)), captured)
                            .before(after.asSourceTable(), Catalog.empty().with(MENU.id(), known)))
                    .isInstanceOf(SchemaException.class)
                    .hasMessageContainingAll("public.menu", "from timestamp into timestamptz", "snapshot.again");
        }
    }

    @Test
    void anIdentityThatDoesNotTellItsRowsIsTakenOver() {
        TableDefinition index = new TableDefinition(
                7,
                MENU.id(),
                false,
                false,
                MENU.columns(),
                MENU.key(),
                true,
                List.of(),
                List.of(new Misidentified(7, MENU.id(), List.of("name"))),
                List.of());
        assertThat(change(MENU, index, true).orElseThrow().definition()).isEqualTo(index);
    }

    @Test
    void aColumnThatHasBecomeNotNullMeanwhileEndsTheDoubtAsItIsStored() {
        TableDefinition stricter = table("menu", ID, column(2, "name", "text", true));
        assertThat(change(MENU, stricter, true).orElseThrow().definition()).isEqualTo(MENU);
    }

    @Test
    void aColumnOfTheSameNumberHasAnotherName() {
        TableDefinition renamed = table("menu", ID, column(2, "dish", "text", false));
        assertThat(change(renamed, renamed, true).orElseThrow().definition()).isEqualTo(renamed);
    }

    @Test
    void aTableOfTheSameIdentityHasAnotherName() {
        TableDefinition renamed = table("card", ID, NAME);
        assertThat(change(renamed, renamed, true).orElseThrow().definition()).isEqualTo(renamed);
    }

    @Test
    void theCatalogMayHaveLaterColumns() {
        TableDefinition shown = table("menu", ID, column(2, "dish", "text", false));
        TableDefinition now = table("menu", ID, column(2, "dish", "text", false), column(3, "price", "int4", false));
        assertThat(change(shown, now, true).orElseThrow().definition()).isEqualTo(shown);
    }

    @Test
    void aTableThatIsGoneTellsNothing() {
        assertThat(untold(Optional.empty(), true).before(table("menu", ID).asSourceTable(), catalog(true)))
                .isEmpty();
    }

    @Test
    void aTableOfWhichTheSourceHasToldIsNotAskedFor() {
        UntoldChanges never = new UntoldChanges(
                MAPPER::map,
                table -> {
                    throw new AssertionError("asked for " + table);
                },
                true);
        assertThat(never.before(table("menu", ID).asSourceTable(), catalog(false)))
                .isEmpty();
        assertThat(never.before(table("young", ID).asSourceTable(), catalog(false)))
                .isEmpty();
    }

    @Test
    void anotherIdentityIsAnotherTable() {
        TableDefinition other = new TableDefinition(
                8, MENU.id(), false, false, List.of(ID, column(2, "dish", "text", false)), List.of(1), List.of());
        assertRefused(other, other, "was dropped and created anew");
    }

    @Test
    void anotherTypeIsRefused() {
        TableDefinition changed = table("menu", ID, column(2, "dish", "int4", false));
        assertRefused(changed, changed, "from TEXT into INTEGER");
    }

    @Test
    void aKeyThatHasLostAColumnIsRefused() {
        TableDefinition lost = new TableDefinition(7, MENU.id(), false, false, List.of(NAME), List.of(), List.of());
        assertRefused(lost, lost, "has lost a column of its primary key");
    }

    @Test
    void namesThatNeitherHasAreRefused() {
        assertRefused(
                table("menu", ID, column(2, "between", "text", false)),
                table("menu", ID, column(2, "last", "text", false)),
                "has changed more than once");
    }

    @Test
    void columnsThatOnlyTheEventLacksAreNotTakenForLaterOnes() {
        assertRefused(table("menu", ID), MENU, "has changed more than once");
        assertRefused(table("menu", NAME), MENU, "has changed more than once");
    }

    @Test
    void valuesThatPostgresMayHaveComputedAreRefused() {
        TableDefinition filled = table("menu", ID, NAME, column(3, "token", "uuid", false));
        assertThatThrownBy(() -> untold(Optional.of(new PresentTable(filled, Set.of(3), false)), true)
                        .before(filled.asSourceTable(), catalog(true)))
                .isInstanceOf(SchemaException.class)
                .hasMessageContainingAll("public.menu", "\"token\"", "position does not move", "snapshot.again");
        assertThat(change(filled, filled, true)).isPresent();
    }

    @Test
    void aRowThatIsOlderThanItsColumnsIsRefusedWhereItShowsOthers() {
        TableDefinition renamed = table("menu", ID, column(2, "dish", "text", false));
        assertThatThrownBy(() -> untold(Optional.of(new PresentTable(renamed, Set.of(), true)), false)
                        .before(renamed.asSourceTable(), catalog(true)))
                .isInstanceOf(SchemaException.class)
                .hasMessageContainingAll("public.menu", "older", "restart", "position does not move", "snapshot.again");
        assertThat(untold(Optional.of(new PresentTable(renamed, Set.of(), true)), false)
                        .before(MENU.asSourceTable(), catalog(true)))
                .isEmpty();
    }

    @Test
    void aNewTableIsIdentifiedWhereNothingTellsOfIt() {
        TableDefinition young = new TableDefinition(
                9, new TableId("public", "young"), false, false, List.of(ID), List.of(1), List.of());
        assertThat(change(young, young, false).orElseThrow().definition()).isEqualTo(young);
    }

    private static Optional<SchemaChange.Defined> change(TableDefinition shown, TableDefinition now, boolean captured) {
        SourceTable event = shown.asSourceTable();
        return untold(Optional.of(new PresentTable(now, Set.of(), false)), captured)
                .before(event, catalog(true));
    }

    private static void assertRefused(TableDefinition shown, TableDefinition now, String effect) {
        assertThatThrownBy(() -> change(shown, now, true))
                .isInstanceOf(SchemaException.class)
                .hasMessageContainingAll("public.menu", effect, "position does not move", "snapshot.again");
    }

    private static UntoldChanges untold(Optional<PresentTable> now, boolean captured) {
        return new UntoldChanges(MAPPER::map, table -> now, captured);
    }

    private static Catalog catalog(boolean doubtful) {
        TableShape known = MAPPER.map(MENU.asSourceTable()).shape().identified(MENU, List.of());
        return Catalog.empty().with(MENU.id(), doubtful ? known.doubted() : known);
    }

    private static TableDefinition table(String name, ColumnDefinition... columns) {
        return new TableDefinition(
                7, new TableId("public", name), false, false, Arrays.asList(columns), List.of(1), List.of());
    }

    private static ColumnDefinition column(int number, String name, String type, boolean notNull) {
        return new ColumnDefinition(
                number, name, new CatalogType(type, -1, ""), notNull, Generation.NONE, Optional.empty());
    }
}
