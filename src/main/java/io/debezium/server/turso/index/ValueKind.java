package io.debezium.server.turso.index;

/** Values that are computed with alike, by the form in which the target stores them. */
public enum ValueKind {
    /** Integers, stored as such. */
    INTEGER("integers", true),
    /** Booleans, stored as 0 and 1. */
    BOOLEAN("booleans", true),
    /** Texts that are equal where their letters are; in another order than Postgres' collation has. */
    TEXT("texts", false),
    /** Labels of an enum, stored as texts; their order is in the source alone. */
    ENUM("enums", false),
    /** Stored as text of one length, whose order is that of its bytes. */
    UUID("uuids", true),
    /** Stored as text in the order of time. */
    DATE("dates", true),
    /** Without time zone; stored as text in the order of time. */
    TIMESTAMP("timestamps", true),
    /** With time zone; stored as text in UTC, in the order of time. */
    TIMESTAMPTZ("timestamps with time zone", true),
    /** Whatever is stored in another form than it is compared in; it may be null. */
    OTHER("values of a type", false);

    private final String plural;
    private final boolean ordered;

    ValueKind(String plural, boolean ordered) {
        this.plural = plural;
        this.ordered = ordered;
    }

    String plural() {
        return plural;
    }

    /** Whether the stored values are in the order of the source. */
    boolean isOrdered() {
        return ordered;
    }
}
