package io.debezium.server.turso.source;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

import io.debezium.server.turso.table.TableId;

/** Whether the connector can read the types that the database and its captured tables have. */
final class TypeCheck {
    /** The connector asks every type of this category for labels, wherever in the database it is. */
    private static final String UNLABELLED = """
            SELECT t.oid::regtype::text, t.typtype = 'd' FROM pg_type t
            WHERE t.typcategory = 'E' AND t.typtype IN ('d', 'e')
                AND NOT EXISTS (SELECT FROM pg_enum e WHERE e.enumtypid = t.oid)
            ORDER BY 1
            """;

    private static final String COLUMNS = """
            SELECT n.nspname, c.relname, a.attname
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                CROSS JOIN LATERAL pg_temp.base_type(a.atttypid, -1) base
            WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped AND base.type = ANY (?::regtype[])
                AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%%'
                AND %s
            ORDER BY 1, 2, a.attnum
            """;

    private static final String UNKNOWN_LETTERS = "SELECT 1 WHERE getdatabaseencoding() = 'SQL_ASCII'";

    private static final String THREE_DECIMALS = "1::money::text ~ '1[.,][0-9]{3}([^0-9]|$)'";

    /** Settings of a session that alter what the connector is sent. */
    private static final List<Style> STYLES = List.of(
            new Style("intervalstyle", "= 'postgres'", "postgres"),
            new Style("bytea_output", "= 'hex'", "hex"),
            new Style("extra_float_digits", "::int > 0", "1"));

    private record Style(String setting, String condition, String needed) {}

    private record Column(TableId table, String name) {
        @Override
        public String toString() {
            return table + "." + name;
        }
    }

    private TypeCheck() {}

    static List<String> problems(SourceDatabase source) throws SQLException {
        List<String> problems = source.query(UNLABELLED, row -> unlabelled(row.getString(1), row.getBoolean(2)));
        source.query(UNKNOWN_LETTERS, row -> row.getInt(1)).forEach(found -> problems.add(unknownLetters(source)));
        String cursors = columns(source, "refcursor", "true");
        if (!cursors.isEmpty()) {
            problems.add("The connector's snapshot fails at " + cursors
                    + ": it opens the cursors that a refcursor names. Make it a text (ALTER TABLE … ALTER COLUMN … TYPE"
                    + " text), or add it to debezium.source.column.exclude.list.");
        }
        String moneys = columns(source, "money", THREE_DECIMALS);
        if (!moneys.isEmpty()) {
            problems.add("Three decimals of " + moneys + ", which the server prints by lc_monetary, cannot be told from"
                    + " thousands" + remedy("lc_monetary", "C"));
        }
        for (Style style : STYLES) {
            String current = "current_setting('" + style.setting + "')";
            source.query(
                            "SELECT " + current + " WHERE NOT (" + current + style.condition + ")",
                            row -> row.getString(1))
                    .forEach(own -> problems.add("The server prints values to the connector by " + style.setting + " = "
                            + own + ", which loses some or is misread" + remedy(style.setting, style.needed)));
        }
        return problems;
    }

    static List<String> warnings(SourceDatabase source) throws SQLException {
        String intervals = columns(source, "interval", "NOT " + FiniteIntervals.FINITE);
        return intervals.isEmpty()
                ? List.of()
                : List.of(
                        "The connector's stream does not tell an infinite interval from one of zero, so that the sink refuses"
                                + " every zero in " + intervals
                                + ": add CHECK (isfinite(…)) of each to its table if it is never"
                                + " infinite, or make it a text. At more than 2147483647 hours the connector starts again and again.");
    }

    /** What the jar sets by itself, where the user has not set the same option for something else. */
    private static String remedy(String setting, String needed) {
        return ": add \"-c " + setting + "=" + needed + "\" to debezium.source.driver.options, and start again.";
    }

    private static String unknownLetters(SourceDatabase source) {
        return "database " + source.database()
                + " has the encoding SQL_ASCII, by which nobody knows what letters its bytes"
                + " are: Postgres refuses to send those that are no UTF-8, and the stream would stand still at the first."
                + " Move the data to a database WITH ENCODING 'UTF8' (pg_dump --encoding, with the encoding that the"
                + " applications have used; then CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8', and restore).";
    }

    private static String unlabelled(String type, boolean domain) {
        return "The connector fails while " + type + " is in the database, whether a table uses it or not: "
                + (domain
                        ? "it is a domain over an enum. Use the enum itself, or a domain over text with a CHECK, and drop it."
                        : "it is an enum without labels. Add one (ALTER TYPE … ADD VALUE), or drop it.");
    }

    private static String columns(SourceDatabase source, String type, String condition) throws SQLException {
        Definitions.on(source);
        CaptureFilter filter = source.filter();
        return source
                .query(
                        COLUMNS.formatted(condition),
                        row -> new Column(new TableId(row.getString(1), row.getString(2)), row.getString(3)),
                        "{" + type + "," + type + "[]}")
                .stream()
                .filter(column -> filter.captures(column.table()) && filter.captures(column.table(), column.name()))
                .map(Column::toString)
                .collect(Collectors.joining(", "));
    }
}
