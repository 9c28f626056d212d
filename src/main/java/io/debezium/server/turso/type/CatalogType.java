package io.debezium.server.turso.type;

/**
 * A column's type as Postgres' catalog has it, under all domains.
 *
 * @param name {@code pg_type.typname}: int4, varchar, _text
 * @param modifier {@code atttypmod}; -1 for none
 * @param element the element type's name for an array, else empty
 */
public record CatalogType(String name, int modifier, String element) {
    /** What Postgres adds to the modifiers of its variable-length types. */
    private static final int HEADER = 4;

    private static final int SCALE_BITS = 11;

    /** Whether Postgres prints it with braces. */
    boolean isArray() {
        return !element.isEmpty() && !isVector();
    }

    /** Whether it is one of the catalog's own arrays, which Postgres prints without braces. */
    private boolean isVector() {
        return name.equals("int2vector") || name.equals("oidvector");
    }

    /** Whether it is a numeric, or an array of them, with a precision. */
    public boolean isBoundedNumeric() {
        boolean numeric = name.equals("numeric") || element.equals("numeric");
        return numeric && modifier >= HEADER;
    }

    /** The precision of a bounded numeric. */
    public int precision() {
        return ((modifier - HEADER) >> 16) & 0xffff;
    }

    /** The scale of a bounded numeric; may be negative. */
    public int scale() {
        int unused = Integer.SIZE - SCALE_BITS;
        return ((modifier - HEADER) << unused) >> unused;
    }
}
