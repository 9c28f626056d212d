package io.debezium.server.turso.table;

import org.jspecify.annotations.Nullable;

/**
 * A column of a target table.
 *
 * @param name as it stands in the target
 * @param declaredType as it stands in CREATE TABLE, collation included
 * @param number the column's {@code attnum} in the source; 0 if it is not known yet
 * @param scale the scale of a numeric with a precision, else {@link #NO_SCALE}
 * @param type the name of its type in the source, under all domains; null if it is not known yet
 */
public record ColumnShape(
        String name,
        String declaredType,
        boolean notNull,
        int number,
        int scale,
        @Nullable String type) {
    /** No numeric, or one of any scale. */
    public static final int NO_SCALE = Integer.MIN_VALUE;

    /** A column of which an event has shown no more than this. */
    public ColumnShape(String name, String declaredType, boolean notNull) {
        this(name, declaredType, notNull, 0, NO_SCALE, null);
    }

    /** The same column as the source's catalog identifies it. */
    ColumnShape identified(ColumnDefinition definition) {
        int known = definition.type().isBoundedNumeric() ? definition.type().scale() : NO_SCALE;
        return new ColumnShape(
                name,
                declaredType,
                notNull,
                definition.number(),
                known,
                definition.type().name());
    }

    /** The same column of a table that is no longer known by identity. */
    ColumnShape anonymous() {
        return new ColumnShape(name, declaredType, notNull);
    }

    /** Whether texts that differ in upper and lower case alone are equal to the target. */
    public boolean caseless() {
        return declaredType.endsWith("NOCASE");
    }

    /** The declared type without its collation. */
    String storage() {
        return declaredType.replace(" COLLATE NOCASE", "");
    }
}
