package io.debezium.server.turso.source;

import java.util.List;
import java.util.Optional;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.table.ColumnDefinition;
import io.debezium.server.turso.table.Generation;
import io.debezium.server.turso.table.IndexDefinition;
import io.debezium.server.turso.table.TableDefinition;
import io.debezium.server.turso.table.TableId;
import io.debezium.server.turso.type.CatalogType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** The catalog of a real Postgres as the sink reads it. */
@ExtendWith(Bench.class)
class DefinitionsIT {

    @Test
    void aTableIsReadWithItsIdentityKeyAndIndexes(Database database) throws Exception {
        database.execute(
                "CREATE DOMAIN price AS numeric(10,2) NOT NULL",
                "CREATE DOMAIN cheap AS price NOT NULL",
                "CREATE TABLE \"Menu's\" (gone int, b int, a text, p cheap, tags varchar(9)[], PRIMARY KEY (a, b))",
                "ALTER TABLE \"Menu's\" DROP COLUMN gone",
                "INSERT INTO \"Menu's\" VALUES (1, 'x', 2)",
                "ALTER TABLE \"Menu's\" ADD COLUMN g text GENERATED ALWAYS AS (a || 'g') STORED",
                "ALTER TABLE \"Menu's\" ADD COLUMN d char(5) NOT NULL DEFAULT 'ab'",
                "CREATE UNIQUE INDEX by_price ON \"Menu's\" (p DESC, b)",
                "CREATE INDEX gone ON \"Menu's\" (b) WHERE tags IS NULL",
                "CREATE INDEX there ON \"Menu's\" (b) WHERE tags IS NOT NULL",
                "CREATE INDEX half ON \"Menu's\" (b) WHERE b > 0",
                "CREATE INDEX computed ON \"Menu's\" (lower(a))");
        TableDefinition table = only(database);
        assertThat(table.id()).isEqualTo(new TableId("public", "Menu's"));
        assertThat(table.oid()).isPositive();
        assertThat(table.keyNames()).containsExactly("a", "b");
        assertThat(table.indexes())
                .containsExactly(
                        new IndexDefinition("by_price", true, List.of(-4, 2), 0),
                        new IndexDefinition("gone", false, List.of(2), -5),
                        new IndexDefinition("there", false, List.of(2), 5));
        assertThat(table.columns())
                .containsExactly(
                        column(2, "b", new CatalogType("int4", -1, ""), true),
                        column(3, "a", new CatalogType("text", -1, ""), true),
                        column(4, "p", new CatalogType("numeric", (10 << 16) + 2 + 4, ""), true),
                        column(5, "tags", new CatalogType("_varchar", 9 + 4, "varchar"), false),
                        new ColumnDefinition(
                                6, "g", new CatalogType("text", -1, ""), false, Generation.STORED, Optional.empty()),
                        new ColumnDefinition(
                                7,
                                "d",
                                new CatalogType("bpchar", 5 + 4, ""),
                                true,
                                Generation.NONE,
                                Optional.of("ab   ")));
    }

    @Test
    void nothingIsLeftInTheDatabase(Database database) throws Exception {
        database.execute("CREATE TABLE t (id int)");
        only(database);
        assertThat(database.query("SELECT proname FROM pg_proc WHERE proname = 'definition'"))
                .isEmpty();
    }

    @Test
    void onlyCapturedTablesAreRead(Database database) throws Exception {
        database.execute(
                "CREATE TABLE t (id int)", "CREATE TABLE other (id int)", "CREATE TEMPORARY TABLE passing (id int)");
        try (SourceDatabase source = SourceDatabases.open(database, "table.include.list", "public.t")) {
            Definitions definitions = Definitions.on(source);
            assertThat(definitions.all()).extracting(TableDefinition::id).containsExactly(new TableId("public", "t"));
            assertThat(definitions.find(new TableId("public", "gone"))).isEmpty();
            assertThat(definitions.find(new TableId("public", "t"))).isPresent();
        }
    }

    private static TableDefinition only(Database database) throws Exception {
        try (SourceDatabase source = SourceDatabases.open(database)) {
            List<TableDefinition> all = Definitions.on(source).all();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }

    private static ColumnDefinition column(int number, String name, CatalogType type, boolean notNull) {
        return new ColumnDefinition(number, name, type, notNull, Generation.NONE, Optional.empty());
    }
}
