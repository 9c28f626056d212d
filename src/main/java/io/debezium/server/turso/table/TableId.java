package io.debezium.server.turso.table;

import io.debezium.server.turso.sql.Identifiers;

/** A table in the source by its real names, never by a topic's sanitised ones. */
public record TableId(String schema, String name) {
    /**
     * Whether the connector takes the table for another one, and leaves out its changes without a word: it does not
     * quote what begins or ends with a double quote, and its {@code TableIdParser} makes one quote of two.
     */
    public boolean isMisread() {
        return isEdged(name) || isEdged(schema) || isDoubled(name) || isDoubled(schema);
    }

    /** As it stands in SQL. */
    public String quoted() {
        return Identifiers.quote(schema) + "." + Identifiers.quote(name);
    }

    private static boolean isEdged(String name) {
        return name.startsWith("\"") || name.endsWith("\"");
    }

    private static boolean isDoubled(String name) {
        return name.contains("''") || name.contains("``");
    }

    @Override
    public String toString() {
        return schema + "." + name;
    }
}
