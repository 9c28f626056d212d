package io.debezium.server.turso.plan;

import java.util.List;
import java.util.Objects;

import io.debezium.server.turso.event.Change;
import io.debezium.server.turso.sql.SqlValue;
import org.jspecify.annotations.Nullable;

/** How many bytes a row takes as JSON. */
final class RowSize {
    private RowSize() {}

    /**
     * Refuses a row that would not fit into memory with its copies.
     *
     * @param size of the row that {@code change} brings, in bytes, about
     * @throws RowException if that is more than {@code most}
     */
    static void require(Change change, long size, long most) {
        if (size > most) {
            throw new RowException("A row of table " + change.table().id()
                    + RowException.whoseKey(change.table().key()) + " is of about " + size
                    + " bytes, and the sink takes no more than "
                    + most
                    + ", an eighth of its memory: give the server a larger heap (-Xmx), or leave the column out with "
                    + "debezium.source.column.exclude.list.");
        }
    }

    static long of(List<? extends @Nullable SqlValue> row) {
        long size = 2L;
        for (SqlValue value : row) {
            size += of(Objects.requireNonNull(value));
        }
        return size;
    }

    /** For messages, without any value: {@code key} are the names of the key's columns. */
    static String describe(List<String> columns, List<String> key, List<SqlValue> row) {
        int largest = 0;
        for (int i = 1; i < row.size(); i++) {
            largest = of(row.get(i)) > of(row.get(largest)) ? i : largest;
        }
        return "1 row" + RowException.whoseKey(key) + " of about " + of(row) + " bytes, most of them in column \""
                + columns.get(largest) + "\",";
    }

    private static long of(SqlValue value) {
        return switch (value) {
            case SqlValue.Text text -> of(text.value()) + 3L;
            case SqlValue.Blob blob -> 2L * blob.size() + 3L;
            case SqlValue.Null none -> 5L;
            case SqlValue.Int integer -> 12L;
            case SqlValue.Real real -> 18L;
        };
    }

    private static long of(String text) {
        long size = 0;
        for (int i = 0; i < text.length(); i++) {
            size += of(text.charAt(i));
        }
        return size;
    }

    private static int of(char letter) {
        if (letter >= 0x80) {
            return letter < 0x800 ? 2 : 3;
        }
        return letter < 0x20 ? 6 : letter == '"' || letter == '\\' ? 2 : 1;
    }
}
