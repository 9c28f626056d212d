package io.debezium.server.turso.table;

import java.util.List;

import io.debezium.server.turso.sql.Statement;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TableDdlTest {
    private static final ColumnShape ID = new ColumnShape("id", "INTEGER", true);
    private static final ColumnShape NAME = new ColumnShape("na\"me", "TEXT COLLATE NOCASE", false);
    private static final ColumnShape CODE = new ColumnShape("code", "TEXT", true);

    @Test
    void a_single_integer_key_is_the_rowid() {
        assertThat(TableDdl.create(shape(List.of("id"), ID, NAME)).sql())
                .isEqualTo("CREATE TABLE \"t\"\"1\" (\"id\" INTEGER PRIMARY KEY, \"na\"\"me\" TEXT COLLATE NOCASE)");
    }

    @Test
    void another_key_is_a_clause_in_key_order() {
        assertThat(TableDdl.create(shape(List.of("code", "id"), ID, CODE)).sql())
                .isEqualTo("CREATE TABLE \"t\"\"1\" (\"id\" INTEGER NOT NULL, \"code\" TEXT NOT NULL, "
                        + "PRIMARY KEY (\"code\", \"id\"))");
    }

    @Test
    void a_table_without_a_key_has_no_clause() {
        assertThat(TableDdl.create(shape(List.of(), CODE)).sql())
                .isEqualTo("CREATE TABLE \"t\"\"1\" (\"code\" TEXT NOT NULL)");
    }

    @Test
    void a_column_is_added_with_its_default() {
        assertThat(TableDdl.addColumn("t", CODE, "'x'").sql())
                .isEqualTo("ALTER TABLE \"t\" ADD COLUMN \"code\" TEXT NOT NULL DEFAULT 'x'");
        assertThat(TableDdl.addColumn("t", NAME, null).sql())
                .isEqualTo("ALTER TABLE \"t\" ADD COLUMN \"na\"\"me\" TEXT COLLATE NOCASE");
    }

    @Test
    void rows_are_replaced_column_by_column() {
        assertThat(TableDdl.replaceRows(shape(List.of(), ID, CODE), "s").stream()
                        .map(Statement::sql))
                .containsExactly(
                        "DELETE FROM \"t\"\"1\"",
                        "INSERT INTO \"t\"\"1\" (\"id\", \"code\") SELECT \"id\", \"code\" FROM \"s\"");
    }

    @Test
    void tables_are_dropped_renamed_and_emptied_by_quoted_names() {
        assertThat(TableDdl.drop("a\"b").sql()).isEqualTo("DROP TABLE IF EXISTS \"a\"\"b\"");
        assertThat(TableDdl.rename("a", "b").sql()).isEqualTo("ALTER TABLE \"a\" RENAME TO \"b\"");
        assertThat(TableDdl.deleteAll("a").sql()).isEqualTo("DELETE FROM \"a\"");
    }

    private static TableShape shape(List<String> key, ColumnShape... columns) {
        return new TableShape("t\"1", List.of(columns), key);
    }
}
