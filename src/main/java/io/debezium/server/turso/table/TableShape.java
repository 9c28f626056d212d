package io.debezium.server.turso.table;

import java.util.List;
import java.util.Optional;

/**
 * A table of the target.
 *
 * @param primaryKey column names in key order; empty for a keyless table
 */
public record TableShape(String name, List<ColumnShape> columns, List<String> primaryKey) {
    public TableShape {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
    }

    /** The same table under another name. */
    public TableShape renamed(String newName) {
        return new TableShape(newName, columns, primaryKey);
    }

    /** The same table with one more column at its end. */
    public TableShape with(ColumnShape column) {
        return new TableShape(
                name,
                java.util.stream.Stream.concat(columns.stream(), java.util.stream.Stream.of(column))
                        .toList(),
                primaryKey);
    }

    /** The column of that name, in ASCII case-insensitive comparison as SQLite does it. */
    public Optional<ColumnShape> findColumn(String column) {
        return columns.stream()
                .filter(candidate -> asciiLower(candidate.name()).equals(asciiLower(column)))
                .findFirst();
    }

    // String's own ways of ignoring case equate letters that no target does, such as "ſ" and "s".
    private static String asciiLower(String name) {
        return name.codePoints()
                .map(letter -> letter < 0x80 ? Character.toLowerCase(letter) : letter)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
