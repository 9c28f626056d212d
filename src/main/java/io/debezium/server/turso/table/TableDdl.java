package io.debezium.server.turso.table;

import java.util.List;
import java.util.stream.Collectors;

import io.debezium.server.turso.sql.Identifiers;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;
import org.jspecify.annotations.Nullable;

/** The DDL of target tables: only what libSQL, sqld's parser gate and the Turso engine all take. */
public final class TableDdl {
    /** The column of a table that has none, which Postgres allows and SQLite does not. */
    public static final String EMPTY = "_cdc_empty";

    private TableDdl() {}

    /** CREATE TABLE; fails where a table of that name exists, which is not the mirror's. */
    public static Statement create(TableShape table) {
        String columns = table.columns().stream()
                .map(column -> definition(column, isRowidAlias(table, column)))
                .collect(Collectors.joining(", "));
        String all = columns.isEmpty() ? Identifiers.quote(EMPTY) + " INTEGER" : columns + keyClause(table);
        return Statement.of("CREATE TABLE " + Identifiers.quote(table.name()) + " (" + all + ")");
    }

    /**
     * ALTER TABLE … ADD COLUMN.
     *
     * @param defaultLiteral what existing rows get, as a SQL literal; null for none, and then never NOT NULL
     */
    public static Statement addColumn(String table, ColumnShape column, @Nullable String defaultLiteral) {
        String clause = defaultLiteral == null ? "" : " DEFAULT " + defaultLiteral;
        return Statement.of(
                "ALTER TABLE " + Identifiers.quote(table) + " ADD COLUMN " + definition(column, false) + clause);
    }

    /** Whether the literal can be that default: the Turso engine refuses texts, such as NaN, where it expects numbers. */
    static boolean takesDefault(ColumnShape column, String literal) {
        boolean number =
                column.declaredType().equals("REAL") || column.declaredType().equals("INTEGER");
        return !(number && literal.startsWith("'"));
    }

    /** One value in all rows. */
    static Statement fill(String table, ColumnShape column, String literal) {
        return Statement.of(
                "UPDATE " + Identifiers.quote(table) + " SET " + Identifiers.quote(column.name()) + " = " + literal);
    }

    /** ALTER TABLE … RENAME COLUMN. */
    static Statement renameColumn(String table, String column, String newName) {
        return Statement.of("ALTER TABLE " + Identifiers.quote(table) + " RENAME COLUMN " + Identifiers.quote(column)
                + " TO " + Identifiers.quote(newName));
    }

    /** ALTER TABLE … DROP COLUMN; fails where an index, a key or a view uses the column. */
    static Statement dropColumn(String table, String column) {
        return Statement.of("ALTER TABLE " + Identifiers.quote(table) + " DROP COLUMN " + Identifiers.quote(column));
    }

    /** CREATE INDEX; a unique one of the source too, since SQLite would check it before the source does. */
    public static Statement createIndex(TableShape table, IndexShape index) {
        String over = index.sql().render(number -> table.columnNumbered(number).name());
        return Statement.of("CREATE INDEX " + Identifiers.quote(index.name()) + " ON " + Identifiers.quote(table.name())
                + " " + over);
    }

    /** DROP INDEX IF EXISTS. */
    public static Statement dropIndex(String index) {
        return Statement.of("DROP INDEX IF EXISTS " + Identifiers.quote(index));
    }

    /** DROP TABLE IF EXISTS. */
    public static Statement drop(String table) {
        return Statement.of("DROP TABLE IF EXISTS " + Identifiers.quote(table));
    }

    /** All rows gone. */
    public static Statement deleteAll(String table) {
        return Statement.of("DELETE FROM " + Identifiers.quote(table));
    }

    /** Another value in all rows that have one in a column of texts. */
    public static Statement replaceValue(String table, String column, String value, String replacement) {
        String name = Identifiers.quote(column);
        return Statement.of(
                "UPDATE " + Identifiers.quote(table) + " SET " + name + " = ?1 WHERE " + name + " = ?2",
                SqlValue.of(replacement),
                SqlValue.of(value));
    }

    /** ALTER TABLE … RENAME TO. */
    public static Statement rename(String table, String newName) {
        return Statement.of("ALTER TABLE " + Identifiers.quote(table) + " RENAME TO " + Identifiers.quote(newName));
    }

    /** All rows of {@code target} replaced by those of {@code source}; indexes and views on the target stay. */
    public static List<Statement> replaceRows(TableShape target, String source) {
        String columns = Identifiers.list(
                target.columns().stream().map(ColumnShape::name).toList());
        String into = Identifiers.quote(target.name());
        return List.of(
                deleteAll(target.name()),
                Statement.of("INSERT INTO " + into + " (" + columns + ") SELECT " + columns + " FROM "
                        + Identifiers.quote(source)));
    }

    /** Whether the column is the number of its row, which is an integer and nothing else. */
    public static boolean isRowidAlias(TableShape table, ColumnShape column) {
        return column.declaredType().equals("INTEGER") && table.primaryKey().equals(List.of(column.name()));
    }

    private static String definition(ColumnShape column, boolean rowidAlias) {
        String base = Identifiers.quote(column.name()) + ' ' + column.declaredType();
        if (rowidAlias) {
            return base + " PRIMARY KEY";
        }
        return column.notNull() ? base + " NOT NULL" : base;
    }

    private static String keyClause(TableShape table) {
        boolean inline = table.columns().stream().anyMatch(column -> isRowidAlias(table, column));
        return inline || table.primaryKey().isEmpty()
                ? ""
                : ", PRIMARY KEY (" + Identifiers.list(table.primaryKey()) + ")";
    }
}
