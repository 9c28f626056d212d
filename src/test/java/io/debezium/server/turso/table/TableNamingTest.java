package io.debezium.server.turso.table;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TableNamingTest {

    @Test
    void the_public_schema_gives_plain_names_and_others_a_prefix() {
        TableNaming naming = TableNaming.standard();
        assertThat(naming.nameOf(new TableId("public", "menu"))).isEqualTo("menu");
        assertThat(naming.nameOf(new TableId("sales", "orders"))).isEqualTo("sales_orders");
    }

    @Test
    void a_format_knows_schema_table_topic_and_database() {
        TableNaming naming = TableNaming.of("${database}-${schema}-${table}-${topic}", "shop", "db");
        assertThat(naming.nameOf(new TableId("sales", "orders"))).isEqualTo("db-sales-orders-shop.sales.orders");
    }

    @Test
    void letters_outside_ascii_are_folded_and_others_are_not() {
        assertThat(TableNaming.fold("ÉtÉ Menu ΑΒΓ")).isEqualTo("été Menu αβγ");
    }

    @Property
    void folding_twice_is_folding_once(@ForAll String name) {
        String folded = TableNaming.fold(name);
        assertThat(TableNaming.fold(folded)).isEqualTo(folded);
    }
}
