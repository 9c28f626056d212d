package io.debezium.server.turso.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table of the target.
 *
 * @param primaryKey column names in key order; empty for a keyless table
 * @param oid the table's identity in the source; 0 if it is not known yet
 * @param doubtful whether the source may have changed it without telling: then its rows tell
 * @param toldBy which transactions of the source have told of it
 */
public record TableShape(
        String name,
        List<ColumnShape> columns,
        List<String> primaryKey,
        long oid,
        List<IndexShape> indexes,
        boolean doubtful,
        ToldBy toldBy) {
    public TableShape {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        indexes = List.copyOf(indexes);
    }

    /** A table of which events have shown no more than this. */
    public TableShape(String name, List<ColumnShape> columns, List<String> primaryKey) {
        this(name, columns, primaryKey, 0, List.of(), false, ToldBy.UNKNOWN);
    }

    /** The same table under another name. */
    public TableShape renamed(String newName) {
        return new TableShape(newName, columns, primaryKey, oid, indexes, doubtful, toldBy);
    }

    /** The same table with one more column at its end. */
    public TableShape with(ColumnShape column) {
        return new TableShape(
                name,
                java.util.stream.Stream.concat(columns.stream(), java.util.stream.Stream.of(column))
                        .toList(),
                primaryKey,
                oid,
                indexes,
                doubtful,
                toldBy);
    }

    /** The same table as the source's catalog identifies it, where nothing else is known of it. */
    public TableShape identified(TableDefinition definition, List<IndexShape> newIndexes) {
        return identified(definition, newIndexes, ToldBy.all(definition));
    }

    /**
     * The same table as the source's catalog identifies it.
     *
     * @param definition of the same columns in the same order
     * @param newIndexes its indexes
     * @param newToldBy as {@link #toldBy}
     */
    public TableShape identified(TableDefinition definition, List<IndexShape> newIndexes, ToldBy newToldBy) {
        List<ColumnShape> known = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            known.add(columns.get(i).identified(definition.columns().get(i)));
        }
        return new TableShape(name, known, primaryKey, definition.oid(), newIndexes, false, newToldBy);
    }

    /** The same table as it may be in another source, where its identity and those of its columns are others. */
    public TableShape anonymous() {
        return new TableShape(
                name,
                columns.stream().map(ColumnShape::anonymous).toList(),
                primaryKey,
                0,
                indexes.stream().map(IndexShape::anonymous).toList(),
                false,
                ToldBy.UNKNOWN);
    }

    /** The same table, which the source may have changed without telling. */
    public TableShape doubted() {
        return new TableShape(name, columns, primaryKey, oid, indexes, true, toldBy);
    }

    /** Whether the source tells of updates and deletes by other columns than those of the key. */
    public boolean misidentified() {
        return toldBy.misidentified(primaryKey);
    }

    /** Whether the source has told of every change of it. */
    boolean told() {
        return oid != 0 && !doubtful;
    }

    /** Whether both are created by the same statement, wherever they come from. */
    public boolean isLike(TableShape other) {
        return TableDdl.create(this).equals(TableDdl.create(other));
    }

    /** Whether both are the same table of the source, with the same columns and key. */
    public boolean hasSameRows(TableShape other) {
        return oid == other.oid && columns.equals(other.columns) && primaryKey.equals(other.primaryKey);
    }

    /** The same table without an index. */
    public TableShape without(IndexShape index) {
        return new TableShape(
                name,
                columns,
                primaryKey,
                oid,
                indexes.stream().filter(other -> !other.equals(index)).toList(),
                doubtful,
                toldBy);
    }

    /** The same table with one more index. */
    public TableShape with(IndexShape index) {
        List<IndexShape> more = new ArrayList<>(indexes);
        more.add(index);
        return new TableShape(name, columns, primaryKey, oid, more, doubtful, toldBy);
    }

    /** The column with that number, which an index of this table names. */
    ColumnShape columnNumbered(int number) {
        return columns.stream()
                .filter(column -> column.number() == number)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("table " + name + " has no column number " + number));
    }

    /** The column that is {@code column} under its number or, where that is not known, under its name. */
    Optional<ColumnShape> findSame(ColumnShape column) {
        Optional<ColumnShape> numbered = columns.stream()
                .filter(known -> known.number() != 0 && known.number() == column.number())
                .findFirst();
        return numbered.or(
                () -> findColumn(column.name()).filter(known -> known.number() == 0 || column.number() == 0));
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
