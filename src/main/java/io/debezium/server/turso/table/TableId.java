package io.debezium.server.turso.table;

/** A table in the source by its real names, never by a topic's sanitised ones. */
public record TableId(String schema, String name) {
    /**
     * Whether the connector takes the table for another one, and leaves out its changes without a word: its
     * {@code TableIdParser} makes one quote of two, and of a name in double quotes the name within.
     */
    public boolean isMisread() {
        return name.contains("\"") || isDoubled(name) || isDoubled(schema);
    }

    private static boolean isDoubled(String name) {
        return name.contains("''") || name.contains("``");
    }

    @Override
    public String toString() {
        return schema + "." + name;
    }
}
