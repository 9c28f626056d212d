package io.debezium.server.turso.table;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CatalogTest {
    private static final TableId MENU = new TableId("public", "menu");
    private static final TableShape SHAPE =
            new TableShape("menu", List.of(new ColumnShape("id", "INTEGER", true)), List.of("id"));

    @Test
    void a_table_is_found_and_the_catalog_without_it_is_as_it_was() {
        Catalog with = Catalog.empty().with(MENU, SHAPE);
        assertThat(with.find(MENU)).contains(SHAPE);
        assertThat(Catalog.empty().find(MENU)).isEmpty();
    }

    @Test
    void a_table_can_be_replaced() {
        Catalog replaced = Catalog.empty().with(MENU, SHAPE).with(MENU, SHAPE.renamed("Menu"));
        assertThat(replaced.tables()).hasSize(1);
    }

    @Test
    void two_tables_on_one_name_are_refused_in_any_case_of_letters() {
        Catalog catalog = Catalog.empty().with(MENU, SHAPE);
        assertThatThrownBy(() -> catalog.with(new TableId("other", "m"), SHAPE.renamed("MENU")))
                .isInstanceOf(SchemaException.class)
                .hasMessageContainingAll("public.menu", "other.m", "collection.name.format");
    }

    @Test
    void names_that_only_ascii_folding_tells_apart_stay_two() {
        Catalog catalog = Catalog.empty().with(MENU, SHAPE.renamed("s"));
        assertThat(catalog.with(new TableId("public", "other"), SHAPE.renamed("ſ"))
                        .tables())
                .hasSize(2);
    }

    @Test
    void columns_are_found_as_sqlite_finds_them() {
        TableShape shape = SHAPE.with(new ColumnShape("s", "TEXT", false));
        assertThat(shape.findColumn("S")).isPresent();
        assertThat(shape.findColumn("ID")).isPresent();
        assertThat(shape.findColumn("ſ")).isEmpty();
    }
}
